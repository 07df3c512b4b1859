"""The school: its thresholds, who reads a journal, which name QR cards show, when lessons end."""

import re
from dataclasses import dataclass
from datetime import datetime, time

from learning.core import keys, store
from learning.core.errors import LearningError, N_
from learning.core.names import named
from learning.core.store import writing

from .tables import SchoolRow

READERS = N_("your teacher and the grown-ups who help you")
CARD_NAMES = ("full", "initial", "called", "picture")


class NoSuchCardName(LearningError):
    """An unknown way of naming pupils on QR cards."""

    msgid = N_("A QR card shows the full name, first name and initial, first name only, or pictures only.")


class NotATime(LearningError):
    """The end of a lesson is not a time of day."""

    msgid = N_("“%(typed)s” is not a time. Write times such as 09:50, 10:50, with commas between.")


class NoSchool(LearningError):
    """No school has been set up yet."""

    msgid = N_("There is no school here yet.")
    status = 503


@dataclass(frozen=True)
class School:
    """The school that this data folder belongs to.

    Agreed scores up to `low_score` are priorities. A change smaller than `smallest_change` points is too small to tell.
    `readers` says who reads a journal, in a child's words. `card_name` is the name on a QR card, one of CARD_NAMES.
    `lesson_ends` are times by the school's clock. `allows_recordings`, `allows_drawings`: pupils can say and draw
    answers, where the question set allows it too."""

    name: str
    is_example: bool
    low_score: int
    smallest_change: int
    readers: str
    card_name: str = "full"
    lesson_ends: tuple[time, ...] = ()
    allows_recordings: bool = False
    allows_drawings: bool = False


def school() -> School:
    """Return the school; raises NoSchool before one is set up."""
    found = school_or_none()
    if found is None:
        raise NoSchool()
    return found


def school_or_none() -> School | None:
    """Return the school, or None before one is set up."""
    row = store.run(
        "SELECT name, is_example, low_score, smallest_change, readers, card_name, lesson_ends, allows_recordings,"
        " allows_drawings FROM school ORDER BY id"
    ).fetchone()
    if row is None:
        return None
    name, is_example, low_score, smallest_change, readers, card_name, lesson_ends, recordings, drawings = row
    return School(
        name=name,
        is_example=bool(is_example),
        low_score=low_score,
        smallest_change=smallest_change,
        readers=readers,
        card_name=card_name,
        lesson_ends=read_times(lesson_ends),
        allows_recordings=bool(recordings),
        allows_drawings=bool(drawings),
    )


@writing
def found_school(name: str, now: datetime, is_example: bool = False) -> School:
    """Set up the school of this data folder. Raises NameMissing."""
    SchoolRow.create(name=named(name), is_example=is_example, readers=READERS, sealed=_seal_of_secret(), founded_at=now)
    return school()


@writing
def set_school(
    name: str,
    *,
    low_score: int,
    smallest_change: int,
    readers: str,
    card_name: str = "full",
    lesson_ends: str = "",
) -> School:
    """Save the school's settings.

    `low_score` is 0 to 10, `smallest_change` 1 to 10, and `lesson_ends` a text such as "09:50, 10:50".
    Raises NameMissing, NoSuchCardName, NotATime."""
    if card_name not in CARD_NAMES:
        raise NoSuchCardName()
    ends = ", ".join(f"{end:%H:%M}" for end in read_times(lesson_ends))
    SchoolRow.update(
        name=named(name),
        low_score=low_score,
        smallest_change=smallest_change,
        readers=readers.strip() or READERS,
        card_name=card_name,
        lesson_ends=ends,
    ).execute()
    return school()


@writing
def allow_own_ways(*, recordings: bool, drawings: bool) -> School:
    """Choose whether pupils can say and draw answers, where the question set allows it too."""
    SchoolRow.update(allows_recordings=recordings, allows_drawings=drawings).execute()
    return school()


def read_times(typed: str) -> tuple[time, ...]:
    """Return the times of day in a text ("9:50, 10.50"), each once, in order; raises NotATime."""
    times = set()
    for word in re.split(r"[,;\s]+", typed.strip()):
        digits = re.fullmatch(r"(\d{1,2})[:.](\d{2})", word)
        if digits and int(digits[1]) < 24 and int(digits[2]) < 60:
            times.add(time(int(digits[1]), int(digits[2])))
        elif word:
            raise NotATime(typed=word)
    return tuple(sorted(times))


def _seal_of_secret() -> str:
    return keys.seal("school", "secret")


def is_founded() -> bool:
    """Return whether there is a school, in the tables of this version or of an older one."""
    return store.run("SELECT 1 FROM school").fetchone() is not None


def secret_fits() -> bool:
    """Return whether the secret in use is the one from which this school's codes were made."""
    row = store.run("SELECT sealed FROM school ORDER BY id").fetchone()
    return row is not None and row[0] == _seal_of_secret()


@writing
def renew_seal() -> None:
    """Accept the secret in use as the school's own. Codes sealed with the old secret stop working."""
    SchoolRow.update(sealed=_seal_of_secret()).execute()
