"""Past visits: the turns that began as a pupil's, as the staff see them, and those that were somebody else's."""

from dataclasses import dataclass
from datetime import datetime

from learning.classroom.tables import RoomRow, TabletRow
from learning.core.errors import LearningError, N_
from learning.core.store import writing
from learning.people.tables import CohortRow
from learning.rounds.tables import RoundRow
from learning.score_cards.tables import OpinionRow, ScoreRow

from .running import end_visits
from .tables import VisitRow


class NoSuchVisit(LearningError):
    """There is no such turn of this pupil."""

    msgid = N_("There is no such turn here.")
    status = 404


@dataclass(frozen=True)
class PastVisit:
    """One visit as the staff see it: when, where, in whose room, how it was started, and whether the pupil said
    that it was somebody else."""

    id: int
    started_at: datetime
    ended_at: datetime | None
    tablet: str
    cohort: str
    started_by: str
    disowned_at: datetime | None


def visits_of(pupil_id: int, most: int = 20) -> list[PastVisit]:
    """The latest turns that began as this pupil's, newest first."""
    visit = VisitRow
    rows = (
        visit.select(visit, TabletRow, RoomRow, RoundRow, CohortRow)
        .join(TabletRow)
        .switch(visit)
        .join(RoomRow)
        .join(RoundRow)
        .join(CohortRow)
        .where(visit.pupil == pupil_id)
        .order_by(visit.id.desc())
        .limit(most)
    )
    return [
        PastVisit(
            row.id,
            row.started_at,
            row.ended_at,
            row.tablet.name,
            row.room.round.cohort.name,
            row.started_by,
            row.disowned_at,
        )
        for row in rows
    ]


@writing
def disown(pupil_id: int, visit_id: int, now: datetime) -> None:
    """Mark one of a pupil's turns as somebody else's ("That was not me!"), and end it if it still goes on.

    What was given stays; staff decide what to do with it. Raises NoSuchVisit."""
    visit = VisitRow
    marked = visit.update(disowned_at=now).where(visit.id == visit_id, visit.pupil == pupil_id).execute()
    if not marked:
        raise NoSuchVisit()
    end_visits(visit.id == visit_id, now)


def disowned_rounds(pupil_id: int) -> set[int]:
    """The ids of the rounds in which a part of the pupil's own scores was given in a turn that was somebody else's."""
    visit, opinion, score = VisitRow, OpinionRow, ScoreRow
    turns = visit.select(visit.id).where(visit.pupil == pupil_id, visit.disowned_at.is_null(False))
    rows = opinion.select(opinion.round).join(score).where(score.visit << turns, score.score.is_null(False))
    return {round_id for (round_id,) in rows.tuples()}


def disowned_entries(pupil_id: int) -> set[int]:
    """The ids of the journal entries of which a part was given in a turn that was somebody else's."""
    visit = VisitRow
    rows = visit.select(visit.entry).where(visit.pupil == pupil_id, visit.disowned_at.is_null(False))
    return {entry_id for (entry_id,) in rows.tuples() if entry_id}
