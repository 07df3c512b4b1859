"""The forms of a pupil's aims page: factors, aims, their wording and their reviews."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import g
from flask_babel import gettext, lazy_gettext as _
from wtforms import (
    DateField,
    Field,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, Optional

from learning.aims import aims, factors, wider_aims
from learning.rounds import characteristics
from staff.forms import choices, Form, not_in_future, within_a_year
from staff.labels import OUTCOMES

KINDS = {"blocker": _("Blocks learning"), "enabler": _("Helps learning")}
APPROACHES = {
    "mitigate": _("Mitigate a blocker"),
    "compensate": _("Compensate for a blocker"),
    "improve": _("Improve an enabler"),
    "enhance": _("Enhance an enabler"),
}


def id_or_none(value: Any) -> int | None:
    """Return the id that was chosen, or None for the empty first choice of a list."""
    return int(value) if value else None


def choices_of(things: Iterable[Any], label: Callable[[Any], str], none: str = "") -> list[SelectChoice]:
    """Return things of a school or a pupil as choices, after an empty choice if `none` names it."""
    first = [SelectChoice("", none)] if none else []
    return first + [SelectChoice(str(thing.id), label(thing)) for thing in things]


class FactorForm(Form):
    """One blocker or enabler, in the team's words."""

    kind = RadioField(_("Does it block or help?"), [InputRequired(_("Choose one."))], choices=choices(KINDS))
    words = StringField(_("What is it?"), [InputRequired(_("Write what it is.")), Length(max=300)])
    theme = StringField(_("Theme"), [Length(max=80)])
    characteristic = SelectField(_("Explains the score for"), coerce=id_or_none)


OWN_WORDS = _("In the pupil’s own words")


class AimForm(Form):
    """One aim; its words start with the seed's "To ..."."""

    words = TextAreaField(_("Aim"), [Length(max=500)])
    own_words = StringField(OWN_WORDS, [Length(max=200)])
    factors = SelectMultipleField(_("Which of these does it respond to?"), coerce=int)
    approach = RadioField(_("What will it do?"), [InputRequired(_("Choose one."))], choices=choices(APPROACHES))
    wider_aim = SelectField(_("Wider aim of the school"), coerce=id_or_none)
    review_on = DateField(_("Review date"), [Optional(), within_a_year])

    def validate_words(self, field: Field) -> None:
        """Refuse an aim that is only the "To" already in the field."""
        if (field.data or "").strip().rstrip(" .…").lower() in ("", "to"):
            raise ValidationError(gettext("Write the aim."))


class WordsForm(Form):
    """An aim's new wording."""

    words = TextAreaField(_("Aim"), [InputRequired(_("Write the aim.")), Length(max=500)])
    own_words = StringField(OWN_WORDS, [Length(max=200)])


class ReviewForm(Form):
    """How far an aim was met."""

    outcome = RadioField(_("Was it met?"), [InputRequired(_("Choose one."))], choices=choices(OUTCOMES))
    notes = TextAreaField(_("What shows this?"), [Length(max=2000)])
    on = DateField(_("Date"), [InputRequired(_("Enter the date.")), not_in_future])


def factor_form(*sent: None) -> FactorForm:
    """Return the form of a blocker or enabler; factor_form(None) is empty whatever was sent."""
    form = FactorForm(*sent, prefix="factor")
    form.characteristic.choices = choices_of(
        characteristics.characteristics(), lambda each: each.name, gettext("none in particular")
    )
    return form


def aim_form(pupil_id: int, *sent: None) -> AimForm:
    """Return the form of a new aim, with "To " already typed; aim_form(pupil_id, None) ignores what was sent."""
    form = AimForm(*sent, prefix="aim", words="To ")
    form.factors.choices = choices_of(factors.factors_of(pupil_id), lambda factor: factor.words)
    form.wider_aim.choices = choices_of(wider_aims.wider_aims(), lambda aim: aim.words, gettext("none"))
    return form


def words_form(aim: aims.Aim) -> WordsForm:
    """Return the form with an aim's present wording."""
    return WordsForm(None, prefix=f"words-{aim.id}", words=aim.words, own_words=aim.own_words)


def review_form(aim: aims.Aim) -> ReviewForm:
    """Return an empty review of an aim, dated today."""
    return ReviewForm(None, prefix=f"aim-{aim.id}", on=g.today)
