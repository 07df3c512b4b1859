"""What all forms of the staff's side have in common: a text that was not sent is empty, and line ends count once."""

from collections.abc import Mapping
from typing import Any

from flask import g
from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import Field, SelectChoice, StringField, ValidationError

from learning.core import scale
from learning.core.errors import LearningError

A_YEAR = 366  # days
EARLIEST_YEAR = 2000


def as_text(value: object) -> str:
    """What was typed, as text: nothing where the field was missing or a file came in its place."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else ""


class ScoreField(StringField):  # type: ignore[misc]  # WTForms has no types
    """A score as it was typed, or None where none was sent: "" would be the answer "No score"."""

    def process_formdata(self, valuelist: list[object]) -> None:
        """A file in a score's place is no score."""
        super().process_formdata([value for value in valuelist if isinstance(value, str)])


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A form whose text fields always hold text."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # Flask-WTF has no types
        def bind_field(self, form: FlaskForm, unbound_field: Any, options: dict[str, Any]) -> Field:
            """Give every text field the filter above."""
            if issubclass(unbound_field.field_class, StringField) and unbound_field.field_class is not ScoreField:
                options["filters"] = [as_text, *unbound_field.kwargs.pop("filters", ())]
            return super().bind_field(form, unbound_field, options)


def choices(labels: Mapping[str, str] | Mapping[int, str]) -> list[SelectChoice]:
    """The choices of a list or of radio buttons, in their order."""
    return [SelectChoice(value, label) for value, label in labels.items()]


def not_in_future(form: FlaskForm, field: Field) -> None:
    """Refuse a day that has not come yet, or one long before anybody used this."""
    if field.data and (field.data > g.today or field.data.year < EARLIEST_YEAR):
        raise ValidationError(gettext("Enter a date from 2000 to today."))


def within_a_year(form: FlaskForm, field: Field) -> None:
    """Refuse a day more than a year ahead or long past."""
    if field.data and ((field.data - g.today).days > A_YEAR or field.data.year < EARLIEST_YEAR):
        raise ValidationError(gettext("Enter a date within the next year."))


def is_score(form: FlaskForm, field: Field) -> None:
    """Accept a whole number from 0 to 10 or nothing; learning knows what a score is."""
    try:
        scale.read_score(field.data)
    except LearningError as error:
        raise ValidationError(gettext(error.msgid, **error.values)) from error
