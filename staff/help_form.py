"""The form of the settings that make pages easier to use: for a pupil, a question set and a cohort."""

from typing import Any

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _
from wtforms import SelectField

from learning.people.pupil_help import Help, SETTINGS
from staff.forms import choices, Form

NOT_CHOSEN = ""
SIZES = {"0": _("standard"), "1": _("larger"), "2": _("largest")}
ON_OR_OFF = {"1": _("on"), "0": _("off")}
LABELS = {
    "text_size": _("Text size"),
    "contrast": _("Stronger contrast"),
    "easy_font": _("Easy-to-read font"),
    "calm": _("Calm: nothing moves"),
    "symbols": _("Pictures with the words"),
    "aloud": _("Read every page aloud automatically"),
}


def words_of(name: str, value: int) -> str:
    """Return a setting's value as the form shows it."""
    return str((SIZES if name == "text_size" else ON_OR_OFF)[str(int(value))])


class HelpForm(Form):
    """Each setting is one of its values, or not chosen here."""

    text_size = SelectField(LABELS["text_size"])
    contrast = SelectField(LABELS["contrast"])
    easy_font = SelectField(LABELS["easy_font"])
    calm = SelectField(LABELS["calm"])
    symbols = SelectField(LABELS["symbols"])
    aloud = SelectField(LABELS["aloud"])

    def read(self) -> Help:
        """Return the choices as they were sent."""
        chosen: dict[str, Any] = {name: as_value(name, self[name].data) for name in SETTINGS}
        return Help(**chosen)


def as_value(name: str, sent: str) -> int | bool | None:
    """Return the value behind a choice, None for not chosen."""
    if sent == NOT_CHOSEN:
        return None
    return int(sent) if name == "text_size" else sent == "1"


def help_form(chosen: Help, otherwise: dict[str, str]) -> HelpForm:
    """Return the form with what is chosen now. `otherwise`: what to call a setting that is not chosen, by its name."""
    values = {name: getattr(chosen, name) for name in SETTINGS}
    form = HelpForm(**{name: NOT_CHOSEN if value is None else str(int(value)) for name, value in values.items()})
    for name in SETTINGS:
        form[name].choices = choices({NOT_CHOSEN: otherwise[name], **(SIZES if name == "text_size" else ON_OR_OFF)})
    return form


def help_saved(back: str) -> ResponseReturnValue:
    """Say that the settings are saved, and go back."""
    flash(gettext("Settings saved. They apply from the next visit."))
    return redirect(back, 303)
