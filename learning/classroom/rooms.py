"""Rooms: a tutor opens the room for one cohort until a time; only then QR cards work on the school's tablets."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from learning.core.errors import LearningError, N_
from learning.core.store import writing
from learning.people.members import member
from learning.people.tables import CohortRow
from learning.rounds.rounds import asks, check_open as check_round_open, round_
from learning.rounds.tables import RoundRow

from .tables import RoomRow

LONGEST_ROOM = timedelta(hours=24)


class NoSuchRoom(LearningError):
    """There is no such room."""

    msgid = N_("There is no such room here.")
    status = 404


class RoomClosed(LearningError):
    """No room is open for this pupil."""

    msgid = N_("Your room is not open just now. Please ask your teacher.")
    status = 403


class NothingToDo(LearningError):
    """A room without a task."""

    msgid = N_("Choose the journal, the score card, or both.")


class RoomInThePast(LearningError):
    """The room would close before it opens."""

    msgid = N_("That time has already passed. Choose a later time.")


class RoomOver(LearningError):
    """A closed room cannot be changed; it can be opened again."""

    msgid = N_("This room is already closed. Open the room again.")
    status = 409


class RoomTooLong(LearningError):
    """A room is for a lesson or a day."""

    msgid = N_("A room can stay open for one day at most.")


@dataclass(frozen=True)
class Room:
    """A room for one cohort's round with its tasks; `is_open` as of the time it was asked."""

    id: int
    cohort_id: int
    cohort: str
    round_id: int
    round: str
    journal: bool
    score_card: bool
    opened_at: datetime
    closes_at: datetime
    closed_at: datetime | None
    is_open: bool


def _room(row, now) -> Room:
    is_open = row.closed_at is None and now < row.closes_at and row.round.closed_on is None
    return Room(
        row.id,
        row.round.cohort_id,
        row.round.cohort.name,
        row.round_id,
        row.round.name,
        row.journal,
        row.score_card,
        row.opened_at,
        row.closes_at,
        row.closed_at,
        is_open,
    )


def _rooms():
    return (
        RoomRow.select(RoomRow, RoundRow, CohortRow)
        .join(RoundRow)
        .join(CohortRow)
        .order_by(RoomRow.opened_at.desc(), RoomRow.id.desc())
    )


@writing
def open_room(
    round_id: int, journal: bool, score_card: bool, closes_at: datetime, member_id: int, now: datetime
) -> Room:
    """Open the room of a round's cohort until `closes_at` (UTC); an open room of the same cohort is closed.

    Raises NothingToDo, RoomInThePast, RoomTooLong, NoSuchRound, RoundClosed."""
    asked = round_(round_id)
    check_round_open(asked)
    if not (journal or score_card):
        raise NothingToDo()
    if closes_at <= now:
        raise RoomInThePast()
    if closes_at - now > LONGEST_ROOM:
        raise RoomTooLong()
    if member_id is not None:
        member(member_id)
    for earlier in open_rooms(now, [asked.cohort_id]):
        close_room(earlier.id, now)
    row = RoomRow.create(
        round=round_id, journal=journal, score_card=score_card, member=member_id, opened_at=now, closes_at=closes_at
    )
    return room(row.id, now)


@writing
def close_room(room_id: int, now: datetime) -> Room:
    """Close a room; the visits in it end, with everything kept."""
    RoomRow.update(closed_at=now).where(RoomRow.id == room_id, RoomRow.closed_at.is_null()).execute()
    return room(room_id, now)


@writing
def extend_room(room_id: int, closes_at: datetime, now: datetime) -> Room:
    """Let an open room close at another time (UTC), later or sooner.

    Raises NoSuchRoom, RoomOver, RoomInThePast, RoomTooLong."""
    here = room(room_id, now)
    if not here.is_open:
        raise RoomOver()
    if closes_at <= now:
        raise RoomInThePast()
    if closes_at - here.opened_at > LONGEST_ROOM:
        raise RoomTooLong()
    RoomRow.update(closes_at=closes_at).where(RoomRow.id == room_id).execute()
    return room(room_id, now)


def room(room_id: int, now: datetime) -> Room:
    """One room; raises NoSuchRoom."""
    row = _rooms().where(RoomRow.id == room_id).first()
    if row is None:
        raise NoSuchRoom()
    return _room(row, now)


def _is_open(now: datetime):
    """The conditions on a room joined with its round that it is open."""
    return RoomRow.closed_at.is_null(), RoomRow.closes_at > now, RoundRow.closed_on.is_null()


def open_rooms(now: datetime, cohort_ids=None) -> list[Room]:
    """The rooms that are open now, newest first: all, or those of some cohorts."""
    rows = _rooms().where(*_is_open(now))
    if cohort_ids is not None:
        rows = rows.where(RoundRow.cohort << list(cohort_ids))
    return [_room(row, now) for row in rows]


def rooms_for(pupil_id: int, now: datetime) -> list[Room]:
    """The open rooms that this pupil's QR card opens, those of all the pupil's cohorts, newest first."""
    rows = _rooms().where(*_is_open(now), asks(pupil_id))
    return [_room(row, now) for row in rows]


def check_open(pupil_id: int, now: datetime) -> None:
    """Raises RoomClosed unless a room is open for this pupil."""
    if not rooms_for(pupil_id, now):
        raise RoomClosed()
