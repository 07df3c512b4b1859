"""The forms of the journal's question sets: a question, a set's name, and the cohorts that use it."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length
from wtforms.widgets import CheckboxInput

from learning.rounds.questions import Draft
from staff.forms import choices, Form
from staff.labels import SYMBOLS

KINDS = {
    "words": _("their own words"),
    "track": _("a score from 0 to 10"),
    "choice": _("one choice"),
    "several": _("several choices"),
    "faces": _("five faces"),
    "yes_no": _("yes, not sure, no"),
}
PICTURES = {
    "": _("none"),
    "faces": _("faces"),
    "weather": _("rain and sun"),
    "plant": _("seed and flower"),
    "hill": _("foot and top of a hill"),
    "battery": _("empty and full battery"),
}


class QuestionForm(Form):
    """One question, in the words that pupils read."""

    kind = SelectField(_("Type of answer"), choices=choices(KINDS))
    wording = TextAreaField(_("Question"), [DataRequired(_("Write the question.")), Length(max=200)])
    follow_up = StringField(_("Follow-up question"), [Length(max=120)])
    options = TextAreaField(_("Choices, one per line"), [Length(max=1200)])
    low_end = StringField(_("Words at the low end"), [Length(max=60)])
    high_end = StringField(_("Words at the high end"), [Length(max=60)])
    picture = SelectField(_("Pictures at both ends"), choices=choices(PICTURES))
    symbol = SelectField(_("Picture beside the question"), choices=choices(SYMBOLS))

    def draft(self) -> Draft:
        """Return the question as it was typed."""
        return Draft(
            kind=self.kind.data,
            wording=self.wording.data,
            follow_up=self.follow_up.data or "",
            low_end=self.low_end.data or "",
            high_end=self.high_end.data or "",
            options=tuple((self.options.data or "").splitlines()),
            picture=self.picture.data,
            symbol=self.symbol.data,
        )


class NameForm(Form):
    """The name of a set."""

    name = StringField(_("Name of the set"), [DataRequired(_("Enter a name for the set.")), Length(max=80)])


class CohortsForm(Form):
    """The cohorts that use a set."""

    cohorts = SelectMultipleField(_("Cohorts that use this set"), coerce=int, option_widget=CheckboxInput())


class OwnWaysForm(Form):
    """How pupils can answer besides writing."""

    allows_recordings = BooleanField(_("Pupils can say what they would write"))
    allows_drawings = BooleanField(_("Pupils can draw what they would write"))
