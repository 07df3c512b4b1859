"""The journal's questions: their kinds, what makes one askable, and how they are written and read (seed, R41, R42)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from learning.core.errors import LearningError, N_

from .tables import QuestionRow

KINDS = ("words", "track", "choice", "several", "faces", "yes_no")
PICTURES = ("faces", "weather", "plant", "hill", "battery")
MOST_OPTIONS = {"words": 6, "choice": 8, "several": 16}
FEWEST_OPTIONS = {"choice": 2, "several": 2}
LONGEST_OPTION = 60
WITH_SYMBOL = re.compile(r"\[([a-z]+)\]\s*(.+)")


class NoSuchKind(LearningError):
    """A kind of question that the journal does not have."""

    msgid = N_("Choose one of the types of answer.")


class WordingMissing(LearningError):
    """A question without words."""

    msgid = N_("Write the question.")


class TooFewOptions(LearningError):
    """Buttons without words on them."""

    msgid = N_("Write at least two choices, one per line.")


class TooManyOptions(LearningError):
    """More buttons than a child can look through."""

    msgid = N_("That is too many choices. Write %(most)s at most.")


class OptionTooLong(LearningError):
    """More words than a button holds."""

    msgid = N_("“%(option)s” is too long for a button. Use 60 letters at most.")


@dataclass(frozen=True)
class Option:
    """One button of a question: its words, and a symbol if it has one."""

    words: str
    symbol: str = ""


@dataclass(frozen=True)
class Draft:
    """A question as staff write it.

    `follow_up`: a second question below it, answered in words; `low_end` and `high_end`: the words at both ends of a
    0-10 track or of faces; `options`: buttons or, for words, sentence starters; `picture`: the drawings at the ends of
    a track; `symbol`: the drawing beside the question."""

    kind: str
    wording: str
    follow_up: str = ""
    low_end: str = ""
    high_end: str = ""
    options: tuple[str, ...] = ()
    picture: str = ""
    symbol: str = ""


@dataclass(frozen=True)
class Question(Draft):
    """One question of the journal. `first_id` is the id of its first wording; answers to all wordings are compared."""

    id: int = 0
    first_id: int = 0

    @property
    def buttons(self) -> list[Option]:
        """The options as a pupil sees them."""
        return read_options(self.options)


def read_options(lines: Iterable[str]) -> list[Option]:
    """Read options as they are written: one a line, with a symbol's name in square brackets before it if it has one."""
    return [_read_option(line) for line in lines]


def _read_option(line: str) -> Option:
    found = WITH_SYMBOL.fullmatch(line)
    return Option(words=found[2], symbol=found[1]) if found else Option(line)


def question_from(row: QuestionRow) -> Question:
    """Return the question in a row."""
    return Question(
        kind=row.kind,
        wording=row.wording,
        follow_up=row.follow_up,
        low_end=row.low_end,
        high_end=row.high_end,
        options=tuple(row.options.splitlines()),
        picture=row.picture,
        symbol=row.symbol,
        id=row.id,
        first_id=row.continues_id or row.id,
    )


def checked(draft: Draft) -> Draft:
    """Return a question that can be asked, without the fields that its kind does not use.

    Raises NoSuchKind, WordingMissing, TooFewOptions, TooManyOptions, OptionTooLong."""
    if draft.kind not in KINDS:
        raise NoSuchKind()
    if not draft.wording.strip():
        raise WordingMissing()
    options = tuple(dict.fromkeys(" ".join(line.split()) for line in draft.options if line.strip()))
    if len(options) < FEWEST_OPTIONS.get(draft.kind, 0):
        raise TooFewOptions()
    most = MOST_OPTIONS.get(draft.kind)
    if most and len(options) > most:
        raise TooManyOptions(most=most)
    for option in read_options(options):
        if len(option.words) > LONGEST_OPTION:
            raise OptionTooLong(option=option.words)
    has_ends = draft.kind in ("track", "faces")
    return Draft(
        kind=draft.kind,
        wording=draft.wording.strip(),
        follow_up=draft.follow_up.strip(),
        low_end=draft.low_end.strip() if has_ends else "",
        high_end=draft.high_end.strip() if has_ends else "",
        options=options if most else (),
        picture=draft.picture if draft.kind == "track" and draft.picture in PICTURES else "",
        symbol=draft.symbol,
    )
