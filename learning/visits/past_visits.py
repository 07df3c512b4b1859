"""Past visits of a pupil as staff see them, and those that were somebody else's."""

from dataclasses import dataclass
from datetime import datetime

from learning.classroom.tables import RoomRow, TabletRow
from learning.core.errors import LearningError, N_
from learning.core.store import as_tuples, writing
from learning.people.tables import CohortRow
from learning.rounds.tables import RoundRow
from learning.score_cards.tables import OpinionRow, ScoreRow

from .ending import end_visits
from .tables import VisitRow


class NoSuchVisit(LearningError):
    """This pupil has no such visit."""

    msgid = N_("There is no such visit here.")
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
    """Return the latest visits that began with this pupil's card or name, newest first."""
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
            id=row.id,
            started_at=row.started_at,
            ended_at=row.ended_at,
            tablet=row.tablet.name,
            cohort=row.room.round.cohort.name,
            started_by=row.started_by,
            disowned_at=row.disowned_at,
        )
        for row in rows
    ]


@writing
def disown(pupil_id: int, visit_id: int, now: datetime) -> None:
    """Mark one of a pupil's visits as somebody else's ("That was not me!"), and end it if it is still running.

    The answers stay, and staff decide what to do with them. Raises NoSuchVisit."""
    visit = VisitRow
    marked = visit.update(disowned_at=now).where(visit.id == visit_id, visit.pupil == pupil_id).execute()
    if not marked:
        raise NoSuchVisit()
    end_visits(visit.id == visit_id, now)


def disowned_rounds(pupil_id: int) -> set[int]:
    """Return the ids of the rounds where somebody else gave some of the pupil's own scores."""
    visit, opinion, score = VisitRow, OpinionRow, ScoreRow
    disowned = visit.select(visit.id).where(visit.pupil == pupil_id, visit.disowned_at.is_null(False))
    query = opinion.select(opinion.round).join(score).where(score.visit << disowned, score.score.is_null(False))
    return {round_id for (round_id,) in as_tuples(query)}


def disowned_entries(pupil_id: int) -> set[int]:
    """Return the ids of the journal entries in which somebody else wrote."""
    visit = VisitRow
    query = visit.select(visit.entry).where(visit.pupil == pupil_id, visit.disowned_at.is_null(False))
    return {entry_id for (entry_id,) in as_tuples(query) if entry_id}
