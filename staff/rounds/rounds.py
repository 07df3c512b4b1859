"""Rounds: start one for a cohort, choose what it asks and of whom, and close it."""

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _
from wtforms import (
    BooleanField,
    DateField,
    Field,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length, Optional

from learning.core.errors import LearningError
from learning.core.names import NameMissing
from learning.people.pupils import pupils_of
from learning.rounds import asking, planning, question_sets, rounds
from staff.access import cohort_or_404, round_or_404
from staff.forms import choices, Form, within_a_year
from staff.labels import VIEWS
from staff.rounds import pages

CARD_SORTS = {
    "": _("none"),
    "sort": _("pupils first sort cards: most and least like me"),
    "shorten": _("pupils sort cards, then score only the ones they chose"),
}


class RoundForm(Form):
    """A round's name and focus, what it asks, whom it asks, and when."""

    name = StringField(_("Name"), [DataRequired(_("Enter a name for the round.")), Length(max=80)])
    focus = StringField(_("What it is about"), [Length(max=120)])
    opened_on = DateField(_("Date"), [DataRequired(_("Enter the date.")), within_a_year])
    views = SelectMultipleField(_("Whose views to ask for"), [DataRequired(_("Choose at least one."))])
    only_some = BooleanField(_("Only some pupils"))
    pupils = SelectMultipleField(_("Pupils"), coerce=int)
    due_on = DateField(_("Answers due by"), [Optional(), within_a_year])
    characteristics = SelectMultipleField(_("Success characteristics"), coerce=int)
    question_set = SelectField(_("Journal questions"), coerce=int)
    card_sort = SelectField(_("Card sort"), choices=choices(CARD_SORTS))
    tells_news = BooleanField(_("First show pupils what was agreed last time"), default=True)

    def validate_pupils(self, field: Field) -> None:
        """Refuse "only some pupils" without a pupil."""
        if self.only_some.data and not field.data:
            raise ValidationError(gettext("Choose at least one."))

    def validate_characteristics(self, field: Field) -> None:
        """Refuse a score card without a characteristic, if the school has any."""
        if field.choices and not field.data:
            raise ValidationError(gettext("Choose at least one."))

    def offer(self, cohort_id: int, round_: rounds.Round | None = None) -> "RoundForm":
        """Fill in the choices: views, the cohort's pupils, question sets (0: the cohort's own), and the school's list
        with the retired characteristics that the round has."""
        self.views.choices = choices(VIEWS)
        self.pupils.choices = [SelectChoice(pupil.id, pupil.name) for pupil in pupils_of(cohort_id)]
        has = asking.characteristics_in(round_.id, cohort_id) if round_ else []
        listed = asking.characteristics_with({each.id for each in has})
        self.characteristics.choices = [SelectChoice(each.id, each.name) for each in listed]
        sets = [SelectChoice(each.id, each.name) for each in question_sets.sets()]
        self.question_set.choices = [SelectChoice(0, gettext("The cohort’s own set")), *sets]
        return self

    def values(self) -> dict[str, Any]:
        """Return what the round asks and of whom, by the names that the rules use."""
        return {
            "question_set_id": self.question_set.data or None,
            "card_sort": self.card_sort.data,
            "tells_news": self.tells_news.data,
            "views": self.views.data,
            "due_on": self.due_on.data,
            "pupil_ids": self.pupils.data if self.only_some.data else (),
            "characteristic_ids": self.characteristics.data,
        }

    def explain(self, refusal: LearningError) -> None:
        """Show a refusal of the rules beside the field that it is about."""
        field = self.due_on if isinstance(refusal, planning.DueTooSoon) else self.name
        field.errors = [gettext(refusal.msgid, **refusal.values)]


REFUSALS = (planning.DueTooSoon, planning.RoundNameTaken, NameMissing)


@pages.route("/cohorts/<int:cohort_id>/start-round", methods=["GET", "POST"])
def start_round(cohort_id: int) -> ResponseReturnValue:
    """Start a round for a cohort; rooms, score cards and summaries belong to one."""
    cohort = cohort_or_404(cohort_id)
    usual = [each.id for each in asking.characteristics_of(cohort_id)]
    form = RoundForm(opened_on=g.today, views=rounds.USUAL_VIEWS, characteristics=usual).offer(cohort_id)
    if form.validate_on_submit():
        try:
            opened = planning.open_round(
                cohort.id, form.name.data, form.focus.data, form.opened_on.data, **form.values()
            )
            flash(gettext("Round started."))
            return redirect(url_for("staff.rounds.round_answers", cohort_id=cohort.id, round_id=opened.id), 303)
        except REFUSALS as refusal:
            form.explain(refusal)
    page = render_template("staff/rounds/start_round.html", form=form, cohort=cohort)
    return page, 422 if form.is_submitted() else 200


@pages.route("/cohorts/<int:cohort_id>/rounds/<int:round_id>", methods=["GET", "POST"])
def round_asks(cohort_id: int, round_id: int) -> ResponseReturnValue:
    """Choose what a round asks; journals already begun keep their questions."""
    cohort, round_ = round_or_404(cohort_id, round_id)
    form = RoundForm(data=form_data(round_)).offer(cohort_id, round_)
    if form.validate_on_submit():
        try:
            planning.change_round(round_.id, form.name.data, form.focus.data, form.opened_on.data, **form.values())
            flash(gettext("Round saved. Journals already begun keep their questions."))
            return redirect(url_for("staff.rounds.round_answers", cohort_id=cohort.id, round_id=round_.id), 303)
        except REFUSALS as refusal:
            form.explain(refusal)
    page = render_template("staff/rounds/round_asks.html", form=form, cohort=cohort, round=round_)
    return page, 422 if form.is_submitted() else 200


def form_data(round_: rounds.Round) -> dict[str, Any]:
    """Return what a round's form shows before anything is changed."""
    chosen = asking.chosen_pupils(round_.id)
    return {
        "name": round_.name,
        "focus": round_.about,
        "opened_on": round_.opened_on,
        "views": round_.views,
        "only_some": bool(chosen),
        "pupils": chosen,
        "due_on": round_.due_on,
        "characteristics": [each.id for each in asking.characteristics_in(round_.id, round_.cohort_id)],
        "question_set": round_.question_set_id or 0,
        "card_sort": round_.card_sort,
        "tells_news": round_.tells_news,
    }


@pages.post("/cohorts/<int:cohort_id>/rounds/<int:round_id>/close")
def close_round(cohort_id: int, round_id: int) -> ResponseReturnValue:
    """Take no more answers in a round."""
    _cohort, round_ = round_or_404(cohort_id, round_id)
    rounds.close_round(round_.id, g.today)
    flash(gettext("“%(round)s” is closed. Nobody can answer now, but you can still agree scores.", round=round_.name))
    return to_rounds(cohort_id)


@pages.post("/cohorts/<int:cohort_id>/rounds/<int:round_id>/reopen")
def reopen_round(cohort_id: int, round_id: int) -> ResponseReturnValue:
    """Take answers in a closed round again."""
    _cohort, round_ = round_or_404(cohort_id, round_id)
    rounds.reopen_round(round_.id)
    flash(gettext("“%(round)s” is open again.", round=round_.name))
    return to_rounds(cohort_id)


def to_rounds(cohort_id: int) -> ResponseReturnValue:
    """Return to the rounds on the cohort's page."""
    return redirect(url_for("staff.people.cohort", cohort_id=cohort_id, _anchor="rounds-heading"), 303)
