"""Rounds: a dated time of asking for a cohort, with a focus: learning in general, or an activity or class (R31)."""

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from peewee import Table

from learning.core.errors import LearningError, N_
from learning.core.store import writing
from learning.people.tables import CohortRow

from .asking import asks
from .tables import RoundRow

GENERAL = N_("learning in general")
VIEWS = ("professional", "pupil", "parent", "community")
USUAL_VIEWS = ("professional", "pupil", "parent")  # a round asks the community only if staff choose it
# Later packages' tables that say which pupils a round heard about, read here by name.
ANSWERED_IN: list[Any] = [Table(name, ("round_id", "pupil_id")) for name in ("entry", "opinion", "summary")]


class NoSuchRound(LearningError):
    """There is no such round for this pupil or cohort."""

    msgid = N_("There is no such round here.")
    status = 404


class RoundClosed(LearningError):
    """A closed round takes no more answers; it can be opened again."""

    msgid = N_("The round “%(name)s” is closed. Open it again to continue.")
    status = 409


@dataclass(frozen=True)
class Round:
    """One round of a cohort; `focus` says what it is about.

    `question_set_id` is its own question set, None for its cohort's. `card_sort` is "" (none), "sort" (before the score
    card) or "shorten" (pupils score only the cards they chose). With `tells_news`, pupils first read what was agreed
    last time. `views` are those it asks. `due_on` is the last day for answers, or None."""

    id: int
    cohort_id: int
    cohort: str
    name: str
    focus: str
    opened_on: date
    closed_on: date | None
    question_set_id: int | None
    card_sort: str
    tells_news: bool
    views: tuple[str, ...] = USUAL_VIEWS
    due_on: date | None = None

    @property
    def about(self) -> str:
        """The activity or class that it is about; "" for learning in general."""
        return "" if self.focus == GENERAL else self.focus


def round_from(row: RoundRow) -> Round:
    """Return the round in a row joined with its cohort."""
    return Round(
        id=row.id,
        cohort_id=row.cohort_id,
        cohort=row.cohort.name,
        name=row.name,
        focus=row.focus,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        question_set_id=row.question_set_id,
        card_sort=row.card_sort,
        tells_news=row.tells_news,
        views=tuple(row.views.split()),
        due_on=row.due_on,
    )


def _rounds() -> Any:
    return RoundRow.select(RoundRow, CohortRow).join(CohortRow).order_by(RoundRow.opened_on.desc(), RoundRow.id.desc())


def round_(round_id: int) -> Round:
    """Return one round; raises NoSuchRound."""
    row = _rounds().where(RoundRow.id == round_id).first()
    if row is None:
        raise NoSuchRound()
    return round_from(row)


def rounds_of(cohort_id: int) -> list[Round]:
    """Return the rounds of a cohort, newest first."""
    return [round_from(row) for row in _rounds().where(RoundRow.cohort == cohort_id)]


def latest_round(cohort_id: int) -> Round | None:
    """Return the newest round of a cohort, or None before the first."""
    return next(iter(rounds_of(cohort_id)), None)


def rounds_for(pupil_id: int) -> list[Round]:
    """Return the rounds that ask this pupil, and those in which the pupil was asked before, newest first."""
    answered = (RoundRow.id << table.select(table.round_id).where(table.pupil_id == pupil_id) for table in ANSWERED_IN)
    return [round_from(row) for row in _rounds().where(reduce(or_, answered, asks(pupil_id)))]


def round_for(pupil_id: int, round_id: int) -> Round:
    """Return one of the pupil's rounds; raises NoSuchRound for any other."""
    for found in rounds_for(pupil_id):
        if found.id == round_id:
            return found
    raise NoSuchRound()


def check_open(checked: Round) -> None:
    """Raise RoundClosed for a round that takes no more answers."""
    if checked.closed_on:
        raise RoundClosed(name=checked.name)


@writing
def close_round(round_id: int, today: date) -> None:
    """Take no more answers in a round from now on: its rooms are no longer open. Scores can still be agreed.

    Raises NoSuchRound."""
    round_(round_id)
    RoundRow.update(closed_on=today).where(RoundRow.id == round_id, RoundRow.closed_on.is_null()).execute()


@writing
def reopen_round(round_id: int) -> None:
    """Take answers in a closed round again. Raises NoSuchRound."""
    round_(round_id)
    RoundRow.update(closed_on=None).where(RoundRow.id == round_id).execute()
