"""What blocks and enables a pupil, the aims that answer it with their reviews, and a cohort's sheet."""

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext as _
from wtforms import (
    DateField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, Optional

from learning.aims import aims, factors, sheet
from learning.core.errors import LearningError
from learning.people import schools
from learning.rounds import characteristics, rounds
from learning.score_cards import summary
from learning.visits import news
from staff.access import cohort_or_404, pupil_or_404
from staff.aims import pages
from staff.forms import choices, Form, not_in_future, within_a_year
from staff.labels import OUTCOMES

KINDS = {"blocker": _("Blocks learning"), "enabler": _("Helps learning")}
APPROACHES = {
    "mitigate": _("Mitigate a blocker"),
    "compensate": _("Compensate for a blocker"),
    "improve": _("Improve an enabler"),
    "enhance": _("Enhance an enabler"),
}


def number_or_none(value) -> int | None:
    """What a list with an empty first choice means."""
    return int(value) if value else None


def choices_of(things, words, none: str = "") -> list[SelectChoice]:
    """The things a school or a pupil has, after an empty choice that is called `none`."""
    first = [SelectChoice("", none)] if none else []
    return first + [SelectChoice(str(thing.id), words(thing)) for thing in things]


class FactorForm(Form):
    """One blocker or enabler, in the team's words."""

    kind = RadioField(_("Does it block or help?"), [InputRequired(_("Choose one."))], choices=choices(KINDS))
    words = StringField(_("What is it?"), [InputRequired(_("Write what it is.")), Length(max=300)])
    theme = StringField(_("Theme"), [Length(max=80)])
    characteristic = SelectField(_("Explains the score for"), coerce=number_or_none)


OWN_WORDS = _("In the pupil’s own words")


class AimForm(Form):
    """One aim; its words begin with the seed's "To ..."."""

    words = TextAreaField(_("Aim"), [Length(max=500)])
    own_words = StringField(OWN_WORDS, [Length(max=200)])
    factors = SelectMultipleField(_("Which of these does it respond to?"), coerce=int)
    approach = RadioField(_("What will it do?"), [InputRequired(_("Choose one."))], choices=choices(APPROACHES))
    wider_aim = SelectField(_("Wider aim of the school"), coerce=number_or_none)
    review_on = DateField(_("Review date"), [Optional(), within_a_year])

    def validate_words(self, field):
        """The "To" that stood there already is not yet an aim."""
        if (field.data or "").strip().rstrip(" .…").lower() in ("", "to"):
            raise ValidationError(gettext("Write the aim."))


class WordsForm(Form):
    """Other words for an aim."""

    words = TextAreaField(_("Aim"), [InputRequired(_("Write the aim.")), Length(max=500)])
    own_words = StringField(OWN_WORDS, [Length(max=200)])


class ReviewForm(Form):
    """How far an aim was met."""

    outcome = RadioField(_("Was it met?"), [InputRequired(_("Choose one."))], choices=choices(OUTCOMES))
    notes = TextAreaField(_("What shows this?"), [Length(max=2000)])
    on = DateField(_("Date"), [InputRequired(_("Give the date.")), not_in_future])


@pages.get("/pupils/<int:pupil_id>/aims")
def pupil_aims(pupil_id: int):
    """A pupil's agreed scores, what lies behind them, and the aims."""
    return aims_page(pupil_or_404(pupil_id))


@pages.post("/pupils/<int:pupil_id>/factors")
def name_factor(pupil_id: int):
    """Keep a blocker or an enabler."""
    pupil = pupil_or_404(pupil_id)
    form = factor_form()
    if not form.validate():
        return aims_page(pupil, factor=form)
    chosen = (form.kind.data, form.words.data, form.theme.data or "", form.characteristic.data)
    try:
        factors.name_factor(pupil_id, *chosen, g.member.id, g.today)
    except LearningError as error:
        return aims_page(pupil, factor=form, message=gettext(error.msgid, **error.values))
    return back(pupil_id, gettext("“%(words)s” added.", words=form.words.data), "factors")


@pages.post("/pupils/<int:pupil_id>/factors/<int:factor_id>/remove")
def remove_factor(pupil_id: int, factor_id: int):
    """Take a blocker or an enabler off the sheet."""
    pupil_or_404(pupil_id)
    factors.remove_factor(factor_id, pupil_id, g.today)
    return back(pupil_id, gettext("Removed. Aims that responded to it stay."), "factors")


@pages.post("/pupils/<int:pupil_id>/aims")
def set_aim(pupil_id: int):
    """Keep an aim; a hint about its words comes afterwards and refuses nothing."""
    pupil = pupil_or_404(pupil_id)
    form = aim_form(pupil_id)
    if not form.validate():
        return aims_page(pupil, aim=form)
    chosen = (form.words.data, form.approach.data, form.factors.data, form.wider_aim.data, form.review_on.data)
    try:
        aims.set_aim(pupil_id, *chosen, g.member.id, g.today, form.own_words.data or "")
    except LearningError as error:
        return aims_page(pupil, aim=form, message=gettext(error.msgid, **error.values))
    return back(pupil_id, gettext("Aim added."), "aims")


def words_form(aim: aims.Aim) -> WordsForm:
    """The form with an aim's words as they are."""
    return WordsForm(None, prefix=f"words-{aim.id}", words=aim.words, own_words=aim.own_words)


def hint_of(aim: aims.Aim) -> str:
    """The gentle hint about an aim's words, if there is one to give."""
    hint = aims.hint(aim.words)
    return gettext(hint) if hint else ""


@pages.post("/pupils/<int:pupil_id>/aims/<int:aim_id>/words")
def reword_aim(pupil_id: int, aim_id: int):
    """Say an aim in other words."""
    pupil = pupil_or_404(pupil_id)
    aims.check_own(aim_id, pupil_id)
    form = WordsForm(prefix=f"words-{aim_id}")
    try:
        words = form.words.data if form.validate() else ""
        aims.reword_aim(aim_id, pupil_id, words, form.own_words.data or "")
    except aims.AimMissing as error:
        return aims_page(pupil, message=gettext(error.msgid), refused=form)
    return back(pupil_id, gettext("Aim saved."), "aims")


@pages.post("/pupils/<int:pupil_id>/aims/<int:aim_id>/remove")
def remove_aim(pupil_id: int, aim_id: int):
    """The team no longer follows this aim."""
    pupil_or_404(pupil_id)
    aims.remove_aim(aim_id, pupil_id, g.today)
    return back(pupil_id, gettext("Aim removed."), "aims")


@pages.post("/pupils/<int:pupil_id>/aims/<int:aim_id>/review")
def review_aim(pupil_id: int, aim_id: int):
    """Keep how far an aim was met."""
    pupil = pupil_or_404(pupil_id)
    aims.check_own(aim_id, pupil_id)
    form = ReviewForm(prefix=f"aim-{aim_id}")
    if not form.validate():
        return aims_page(pupil, review=(aim_id, form))
    try:
        aims.review_aim(aim_id, pupil_id, form.outcome.data, form.notes.data or "", g.member.id, form.on.data)
    except LearningError as error:
        return aims_page(pupil, review=(aim_id, form), message=gettext(error.msgid, **error.values))
    return back(pupil_id, gettext("Review saved."), "aims")


@pages.get("/cohorts/<int:cohort_id>/sheet")
def cohort_sheet(cohort_id: int):
    """The seed's table of step 3 for a cohort: scores, blockers, enablers and aims of every pupil."""
    cohort = cohort_or_404(cohort_id)
    low_score = schools.school().low_score
    return render_template(
        "staff/aims/cohort_sheet.html", cohort=cohort, sheet=sheet.sheet(cohort_id), low_score=low_score
    )


def back(pupil_id: int, message: str, place: str):
    """To the place on the aims page where it happened."""
    flash(message)
    return redirect(url_for("staff.aims.pupil_aims", pupil_id=pupil_id, _anchor=place), 303)


def aims_page(pupil, factor=None, aim=None, review=None, message: str = "", refused=None):
    """The page with its forms; the one that was refused stands there as it was typed, with status 422."""
    refused = refused or factor or aim or review
    set_aims = aims.aims_of(pupil.id)
    latest = next((one for one in summary.summaries_of(pupil.id) if one.is_current), None)
    reviews = {one.id: ReviewForm(None, prefix=f"aim-{one.id}", on=g.today) for one in set_aims}
    if review:
        reviews |= dict([review])
    page = render_template(
        "staff/aims/pupil_aims.html",
        pupil=pupil,
        rounds=rounds.rounds_for(pupil.id),
        latest=latest,
        contrast=contrast(latest),
        low_score=schools.school().low_score,
        themes=by_theme(factors.factors_of(pupil.id)),
        known_themes=factors.themes(),
        aims=[(one, hint_of(one), reviews[one.id], words_form(one)) for one in set_aims],
        factor_form=factor or factor_form(None),
        aim_form=aim or aim_form(pupil.id, None),
        refused=review[1] if review else refused,
        message=message,
        approaches=APPROACHES,
        said=news.said_of_aims(pupil.id),
        outcomes=OUTCOMES,
    )
    return page, 422 if refused else 200


def factor_form(*sent) -> FactorForm:
    """The form of a blocker or enabler; factor_form(None) is an empty one whatever was sent."""
    form = FactorForm(*sent, prefix="factor")
    form.characteristic.choices = choices_of(
        characteristics.characteristics(), lambda one: one.name, gettext("none in particular")
    )
    return form


def aim_form(pupil_id: int, *sent) -> AimForm:
    """The form of an aim, "To " already typed."""
    form = AimForm(*sent, prefix="aim", words="To ")
    form.factors.choices = choices_of(factors.factors_of(pupil_id), lambda one: one.words)
    form.wider_aim.choices = choices_of(aims.wider_aims(), lambda one: one.words, gettext("none"))
    return form


def by_theme(factors) -> dict[str, list]:
    """Factors under their themes in the order in which the themes came up; those without one at the end."""
    themes: dict[str, list] = {}
    for factor in sorted(factors, key=lambda one: not one.theme):
        themes.setdefault(factor.theme, []).append(factor)
    return themes


def contrast(latest) -> tuple | None:
    """The highest and the lowest agreed score where they differ enough to ask why (R76)."""
    if latest is None or not latest.scores:
        return None
    high = max(latest.scores, key=lambda agreed: agreed.score)
    low = min(latest.scores, key=lambda agreed: agreed.score)
    return (high, low) if high.score - low.score > schools.school().smallest_change else None
