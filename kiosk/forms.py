"""What a pupil or a scanner sends. The pages draw their own fields: this only reads and hints."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from flask import request
from flask_babel import gettext, lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from learning.core.errors import LearningError
from learning.visits.answers import makes_answer, NothingGiven
from learning.visits.steps import Step
from learning.visits.talking import Wish

CODE_AT_THE_END = re.compile(r"([A-Z2-7]{26})\W*$")
FIELDS = (
    "score",
    "degree",
    "other",
    "words",
    "why",
    "improve",
    "evidence",
    "recording",
    "drawing",
    "sequence",
    "settled",
)
LONGEST_PLACE = 1000
MOST_DIGITS = 9
SEVERAL = ("choice", "chosen")  # fields that may be pressed more than once
HINTS = {
    "words": _("Write a few words, or press “I don't know”."),
    "own_way": _("Write, say or draw something, or press “I don't know”."),
    "track": _("Press a number, or press “I don't know”."),
    "score": _("Press a number, or press “I don't know”."),
    "faces": _("Press a face, or press “I don't know”."),
    "choice": _("Press one, or press “I don't know”."),
    "several": _("Press one or more, or press “I don't know”."),
    "yes_no": _("Press yes, not sure or no, or press “I don't know”."),
    "sort": _("Press a card, or press “I don't know”."),
}


class CodeForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A QR card's address, its code or its short code, as a scanner or a pupil typed it."""

    code = StringField(validators=[DataRequired(_("Please type the letters on your QR card.")), Length(max=400)])

    def read(self) -> str:
        """Return only the code. A scanner types the whole address, some with other characters for : and /."""
        typed: str = self.code.data.strip()
        found = CODE_AT_THE_END.search(typed.upper())
        return found.group(1) if found else typed


@dataclass(frozen=True)
class SentAnswer:
    """What a press of a button sent. This is not a form class, because `learning` checks every answer."""

    press: str
    fields: dict[str, str]

    def is_empty(self) -> bool:
        """Return whether the pupil left the question untouched. "0" is an answer."""
        return not any(words.strip() for name, words in self.fields.items() if name not in ("sequence", "settled"))

    def is_answer_to(self, step: Step) -> bool:
        """Return whether there is enough to save as an answer."""
        return makes_answer(step.kind, self.fields)


def read_sent_answer() -> SentAnswer:
    """Return the pressed button and the fields of this request, as typed."""
    form = request.form
    fields = {name: form.get(name, "") for name in form if name in FIELDS or name.startswith(("talk-", "aim-"))}
    pressed = {name: "\n".join(form.getlist(name)) for name in SEVERAL if name in form}
    return SentAnswer(form.get("press", ""), fields | pressed)


def hint_for(step: Step, refusal: LearningError) -> str:
    """Return what to tell the pupil, in a child's words."""
    if isinstance(refusal, NothingGiven):
        return str(HINTS["own_way" if step.kind == "words" and step.own_ways else step.kind])
    return str(gettext(refusal.msgid, **refusal.values))


def read_wish(sent: Mapping[str, str], place: str) -> Wish:
    """Return a press of "I want to talk to someone" as a page or an outbox message sent it."""
    return Wish(
        place=place.replace("\0", "")[:LONGEST_PLACE],
        chosen_id=_number(sent.get("who")),
        sequence=_number(sent.get("sequence")),
        taken_back=_number(sent.get("taken_back")),
    )


def _number(typed: str | None) -> int | None:
    """Return a whole number that every database can hold, else None."""
    typed = typed or ""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS else None
