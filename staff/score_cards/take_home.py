"""A pupil's own card to take home: their own numbers and chosen cards on A4 or A5, for one pupil or a whole round."""

from dataclasses import dataclass

from flask import g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _
from wtforms import BooleanField, SelectChoice, SelectField

from learning.people.pupils import Pupil
from learning.rounds import asking
from learning.rounds.rounds import Round, round_for
from learning.score_cards.agreed import agreed_days, agreed_scores
from learning.score_cards.opinions import scored_pupils
from learning.visits.news import News, news_for
from learning.visits.own_card import own_cards, OwnCard
from staff.access import pupil_or_404, round_or_404
from staff.forms import choices, Form
from staff.score_cards import pages

ALL = 0
SIZES = {"a5": _("A5"), "a4": _("A4")}


class TakeHomeForm(Form):
    """Whose card to print, how large, and whether with the scores that were agreed."""

    class Meta:
        """It changes nothing: the address says what is shown."""

        csrf = False

    pupil = SelectField(_("For"), coerce=int)
    size = SelectField(_("Paper"), choices=choices(SIZES), default="a5")
    agreed = BooleanField(_("With the agreed scores"))
    plans = BooleanField(_("With what was agreed, and the pupil's own aims"))

    def correct(self, pupils: list[Pupil]) -> "TakeHomeForm":
        """Fill in the names, and replace what makes no sense in the address by the usual choice."""
        self.pupil.choices = [SelectChoice(ALL, gettext("all pupils with a card"))]
        self.pupil.choices += [SelectChoice(pupil.id, pupil.name) for pupil in pupils]
        if not self.validate():
            self.pupil.data = self.pupil.data if self.pupil.data in {pupil.id for pupil in pupils} else ALL
            self.size.data = self.size.data if self.size.data in SIZES else "a5"
            self.pupil.errors = self.size.errors = ()
        return self


@dataclass(frozen=True)
class Sheet:
    """One pupil's card to print. `agreed` holds scores by characteristic id only where staff chose to show them, and
    `plans` what was written for the pupil, likewise."""

    card: OwnCard
    agreed: dict[int, int]
    plans: News | None


@pages.get("/cohorts/<int:cohort_id>/rounds/<int:round_id>/take-home")
def take_home(cohort_id: int, round_id: int) -> ResponseReturnValue:
    """Show the cards of a round's pupils, a sheet each, or of one of them."""
    cohort, round_ = round_or_404(cohort_id, round_id)
    pupils = asking.pupils_asked(round_)
    form = TakeHomeForm(request.args).correct(pupils)
    chosen = [pupil for pupil in pupils if form.pupil.data in (ALL, pupil.id)]
    return page_of(chosen, round_, form, cohort=cohort)


@pages.get("/pupils/<int:pupil_id>/score-card/<int:round_id>/take-home")
def take_home_of_pupil(pupil_id: int, round_id: int) -> ResponseReturnValue:
    """Show one pupil's card."""
    pupil, round_ = pupil_or_404(pupil_id), round_for(pupil_id, round_id)
    return page_of([pupil], round_, TakeHomeForm(request.args).correct([pupil]), pupil=pupil)


def page_of(pupils: list[Pupil], round_: Round, form: TakeHomeForm, **values: object) -> str:
    """Return the page with the sheets of those pupils who have given anything. Cards of pupils whom this member has not
    scored yet are hidden: nobody sees a pupil's scores before giving their own."""
    seen = {*agreed_days(round_.id), *scored_pupils(round_.id, g.member.id)}
    cards = own_cards(round_, pupils)
    shown = [card for card in cards if card.pupil.id in seen or request.args.get("show")]
    sheets = [sheet_of(card, form) for card in shown]
    return render_template(
        "staff/score_cards/take_home.html",
        round=round_,
        form=form,
        sheets=sheets,
        hidden=len(cards) - len(shown),
        **values,
    )


def sheet_of(card: OwnCard, form: TakeHomeForm) -> Sheet:
    """Return one sheet. An agreed score is the only number of others that can be on it."""
    agreed = agreed_scores(card.pupil.id, card.round.id) if form.agreed.data else {}
    return Sheet(card, agreed, news_for(card.pupil.id, g.today) if form.plans.data else None)
