"""Undo a finish: a pupil who pressed Finish too soon can go on, for a minute, at the same tablet."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from learning.core import keys
from learning.core.errors import LearningError, N_
from learning.core.store import writing
from learning.journals.answers import undo_finish_of_entry
from learning.journals.tables import EntryRow
from learning.score_cards.pupil_answers import undo_finish_of_opinion
from learning.score_cards.tables import OpinionRow

from .tables import VisitRow
from .visits import begin

TIME_TO_ASK = timedelta(minutes=1)  # after Finish
TIME_TO_BEGIN = TIME_TO_ASK + timedelta(minutes=2)  # "Is this you?" comes between


class FinishStays(LearningError):
    """The finish cannot be undone here: too late, at another tablet, or somebody has begun a visit since then."""

    msgid = N_("It is too late to go back. Ask a grown-up if you want to change something.")
    status = 409


@dataclass(frozen=True)
class Finished:
    """Whose visit was finished, and how it began (see `visits.begin`)."""

    pupil_id: int
    started_by: str


def finished_just_now(token: str, tablet_id: int, now: datetime) -> Finished:
    """Return the visit with this token, finished at this tablet less than a minute ago. Raises FinishStays."""
    row = _finished(token, tablet_id, now, TIME_TO_ASK)
    return Finished(row.pupil_id, row.started_by)


def can_be_undone(token: str, tablet_id: int, now: datetime) -> bool:
    """Return whether `finished_just_now` finds a visit."""
    try:
        return bool(finished_just_now(token, tablet_id, now))
    except FinishStays:
        return False


@writing
def go_on_after_finish(token: str, tablet_id: int, now: datetime, today: date) -> str:
    """Undo the finish and return the token of a new visit, which shows nothing that the first one gave. Raises
    FinishStays, RoomClosed, NothingLeft."""
    row = _finished(token, tablet_id, now, TIME_TO_BEGIN)
    undo_finish_of_entry(row.entry_id, row.ended_at)
    undo_finish_of_opinion(row.opinion_id, row.ended_at)
    return begin(row.pupil_id, tablet_id, now, today, row.started_by)


def _finished(token: str, tablet_id: int, now: datetime, limit: timedelta) -> Any:
    row = VisitRow.get_or_none(
        VisitRow.token_hash == keys.token_hash(token or ""),
        VisitRow.tablet == tablet_id,
        VisitRow.disowned_at.is_null(),
        VisitRow.ended_at.between(now - limit, now),
    )
    if row is None or _is_followed(row) or not _finished_something(row):
        raise FinishStays()
    return row


def _is_followed(row: Any) -> bool:
    later = VisitRow.id > row.id, (VisitRow.tablet == row.tablet_id) | (VisitRow.pupil == row.pupil_id)
    return bool(VisitRow.select().where(*later).exists())


def _finished_something(row: Any) -> bool:
    """Was it Finish that ended the visit, and not Stop?"""
    entry, opinion = EntryRow, OpinionRow
    entries = entry.select().where(entry.id == row.entry_id, entry.finished_at == row.ended_at)
    opinions = opinion.select().where(opinion.id == row.opinion_id, opinion.finished_at == row.ended_at)
    return bool(entries.exists() or opinions.exists())
