"""Rooms: a tutor opens the room for a cohort until a time. QR cards only work while it is open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from peewee import JOIN

from learning.core.errors import LearningError, N_
from learning.core.store import writing
from learning.people.members import member
from learning.people.tables import CohortRow, MemberRow
from learning.rounds.asking import asks, version_for
from learning.rounds.question_sets import question_set
from learning.rounds.rounds import check_open as check_round_open, round_
from learning.rounds.set_versions import newest_version
from learning.rounds.tables import RoundRow

from .tables import RoomRow

LONGEST_ROOM = timedelta(hours=24)


class NoSuchRoom(LearningError):
    """There is no such room."""

    msgid = N_("There is no such room here.")
    status = 404


class RoomClosed(LearningError):
    """No room is open for this pupil."""

    msgid = N_("It is not time for this yet. Please ask your teacher.")
    status = 403


class NothingToDo(LearningError):
    """A room without a task."""

    msgid = N_("Choose the journal, the score card, or both.")


class RoomInThePast(LearningError):
    """The closing time has already passed."""

    msgid = N_("That time has already passed. Choose a later time.")


class RoomOver(LearningError):
    """A closed room cannot be changed, only opened again."""

    msgid = N_("This room is already closed. Open the room again.")
    status = 409


class RoomTooLong(LearningError):
    """A room would stay open for more than a day."""

    msgid = N_("A room can stay open for one day at most.")


@dataclass(frozen=True)
class Room:
    """A room for one cohort's round, with its tasks; `is_open` is true or false at the time it was read.

    `check_in_id` is the question set of a one-minute check-in, which takes the place of the journal, or None.
    `talker` is the name of who talks with the pupils afterwards, "" where nobody is named. `talk_on` is the day planned
    for it, or None."""

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
    check_in_id: int | None = None
    talker: str = ""
    talk_on: date | None = None


def _from_row(row: RoomRow, now: datetime) -> Room:
    is_open = row.closed_at is None and now < row.closes_at and row.round.closed_on is None
    return Room(
        id=row.id,
        cohort_id=row.round.cohort_id,
        cohort=row.round.cohort.name,
        round_id=row.round_id,
        round=row.round.name,
        journal=row.journal,
        score_card=row.score_card,
        opened_at=row.opened_at,
        closes_at=row.closes_at,
        closed_at=row.closed_at,
        is_open=is_open,
        check_in_id=row.check_in_id,
        talker=row.talker.name if row.talker else "",
        talk_on=row.talk_on,
    )


def _rooms() -> Any:
    return (
        RoomRow.select(RoomRow, RoundRow, CohortRow, MemberRow)
        .join(RoundRow)
        .join(CohortRow)
        .join(MemberRow, JOIN.LEFT_OUTER, on=(MemberRow.id == RoomRow.talker), attr="talker", src=RoomRow)
        .order_by(RoomRow.opened_at.desc(), RoomRow.id.desc())
    )


@writing
def open_room(
    round_id: int,
    *,
    journal: bool,
    score_card: bool,
    closes_at: datetime,
    member_id: int | None,
    now: datetime,
    check_in_id: int | None = None,
    talker_id: int | None = None,
    talk_on: date | None = None,
) -> Room:
    """Open the room of a round's cohort until `closes_at` (UTC). This closes the cohort's open room, if there is one.

    With a question set `check_in_id`, pupils answer its questions as a one-minute check-in instead of their journal.
    At the end, pupils read who talks with them afterwards (`talker_id`), and on which day, where that is planned.
    Raises NothingToDo, RoomInThePast, RoomTooLong, NoSuchRound, RoundClosed, NoSuchMember, NoSuchSet."""
    opened = round_(round_id)
    check_round_open(opened)
    if not (journal or score_card):
        raise NothingToDo()
    if closes_at <= now:
        raise RoomInThePast()
    if closes_at - now > LONGEST_ROOM:
        raise RoomTooLong()
    if check_in_id is not None:
        question_set(check_in_id)
    for each_id in filter(None, (member_id, talker_id)):
        member(each_id)
    for earlier in open_rooms(now, [opened.cohort_id]):
        close_room(earlier.id, now)
    row = RoomRow.create(
        round=round_id,
        journal=journal,
        score_card=score_card,
        member=member_id,
        opened_at=now,
        closes_at=closes_at,
        check_in=check_in_id,
        talker=talker_id,
        talk_on=talk_on,
    )
    return room(row.id, now)


@writing
def close_room(room_id: int, now: datetime) -> Room:
    """Close a room; visits in it end, and everything that pupils wrote stays saved. Raises NoSuchRoom."""
    RoomRow.update(closed_at=now).where(RoomRow.id == room_id, RoomRow.closed_at.is_null()).execute()
    return room(room_id, now)


@writing
def extend_room(room_id: int, closes_at: datetime, now: datetime) -> Room:
    """Change the time at which an open room closes (UTC), later or earlier.

    Raises NoSuchRoom, RoomOver, RoomInThePast, RoomTooLong."""
    extended = room(room_id, now)
    if not extended.is_open:
        raise RoomOver()
    if closes_at <= now:
        raise RoomInThePast()
    if closes_at - extended.opened_at > LONGEST_ROOM:
        raise RoomTooLong()
    RoomRow.update(closes_at=closes_at).where(RoomRow.id == room_id).execute()
    return room(room_id, now)


def room(room_id: int, now: datetime) -> Room:
    """Return one room; raises NoSuchRoom."""
    row = _rooms().where(RoomRow.id == room_id).first()
    if row is None:
        raise NoSuchRoom()
    return _from_row(row, now)


def _is_open(now: datetime) -> tuple[Any, Any, Any]:
    """Return the conditions under which a room, joined with its round, is open."""
    return RoomRow.closed_at.is_null(), RoomRow.closes_at > now, RoundRow.closed_on.is_null()


def open_rooms(now: datetime, cohort_ids: Iterable[int] | None = None) -> list[Room]:
    """Return the rooms that are open now, newest first: all, or those of some cohorts."""
    rows = _rooms().where(*_is_open(now))
    if cohort_ids is not None:
        rows = rows.where(RoundRow.cohort << list(cohort_ids))
    return [_from_row(row, now) for row in rows]


def rooms_for(pupil_id: int, now: datetime) -> list[Room]:
    """Return the open rooms in which this pupil's QR card works, newest first."""
    rows = _rooms().where(*_is_open(now), asks(pupil_id))
    return [_from_row(row, now) for row in rows]


def version_in(room: Room, pupil_id: int) -> int | None:
    """Return the version of the questions that a pupil is asked in a room, those of its check-in or of the journal, or
    None where it asks none."""
    if room.check_in_id:
        return newest_version(room.check_in_id)
    return version_for(room.round_id, pupil_id) if room.journal else None


def check_open(pupil_id: int, now: datetime) -> None:
    """Raise RoomClosed unless a room is open for this pupil."""
    if not rooms_for(pupil_id, now):
        raise RoomClosed()
