"""Rooms: a tutor opens the room for one cohort until a time; only then QR cards work on the school's tablets."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from peewee import fn, JOIN

from . import tables
from .errors import LearningError, N_
from .people import member, Pupil, pupils_of
from .questions import questions_of, version_for
from .rounds import round_
from .store import writing

LONGEST_ROOM = timedelta(hours=24)


class NoSuchRoom(LearningError):
    """There is no such room."""

    msgid = N_("There is no such room here.")
    status = 404


class NothingToDo(LearningError):
    """A room without a task."""

    msgid = N_("Choose the journal, the score card, or both.")


class RoomInThePast(LearningError):
    """The room would close before it opens."""

    msgid = N_("The room would be closed already: choose a later time.")


class RoomTooLong(LearningError):
    """A room is for a lesson or a day."""

    msgid = N_("A room stays open for one day at the most.")


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
    is_open = row.closed_at is None and now < row.closes_at
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
        tables.Room.select(tables.Room, tables.Round, tables.Cohort)
        .join(tables.Round)
        .join(tables.Cohort)
        .order_by(tables.Room.opened_at.desc(), tables.Room.id.desc())
    )


@writing
def open_room(
    round_id: int, journal: bool, score_card: bool, closes_at: datetime, member_id: int, now: datetime
) -> Room:
    """Open the room of a round's cohort until `closes_at` (UTC); an open room of the same cohort is closed.

    Raises NothingToDo, RoomInThePast, RoomTooLong, NoSuchRound."""
    cohort_id = round_(round_id).cohort_id
    if not (journal or score_card):
        raise NothingToDo()
    if closes_at <= now:
        raise RoomInThePast()
    if closes_at - now > LONGEST_ROOM:
        raise RoomTooLong()
    if member_id is not None:
        member(member_id)
    for earlier in open_rooms(now, [cohort_id]):
        close_room(earlier.id, now)
    row = tables.Room.create(
        round=round_id, journal=journal, score_card=score_card, member=member_id, opened_at=now, closes_at=closes_at
    )
    return room(row.id, now)


@writing
def close_room(room_id: int, now: datetime) -> Room:
    """Close a room; the visits in it end, with everything kept."""
    tables.Room.update(closed_at=now).where(tables.Room.id == room_id, tables.Room.closed_at.is_null()).execute()
    tables.Visit.update(ended_at=now).where(tables.Visit.room == room_id, tables.Visit.ended_at.is_null()).execute()
    return room(room_id, now)


def room(room_id: int, now: datetime) -> Room:
    """One room; raises NoSuchRoom."""
    row = _rooms().where(tables.Room.id == room_id).first()
    if row is None:
        raise NoSuchRoom()
    return _room(row, now)


def open_rooms(now: datetime, cohort_ids=None) -> list[Room]:
    """The rooms that are open now, newest first: all, or those of some cohorts."""
    rows = _rooms().where(tables.Room.closed_at.is_null(), tables.Room.closes_at > now)
    if cohort_ids is not None:
        rows = rows.where(tables.Round.cohort << list(cohort_ids))
    return [_room(row, now) for row in rows]


def room_for(pupil_id: int, now: datetime) -> Room | None:
    """The open room that this pupil's QR card opens: the newest of the pupil's cohorts, or None."""
    cohorts = tables.CohortPupil.select(tables.CohortPupil.cohort).where(tables.CohortPupil.pupil == pupil_id)
    row = (
        _rooms()
        .where(tables.Room.closed_at.is_null(), tables.Room.closes_at > now, tables.Round.cohort << cohorts)
        .first()
    )
    return row and _room(row, now)


@dataclass(frozen=True)
class Seat:
    """How far one pupil of a room's cohort is: "not begun", "begun", "in" or "done"; never what they write."""

    pupil: Pupil
    state: str
    answered: int
    of: int


def board(room_id: int, now: datetime) -> list[Seat]:
    """Who is in, who is done and who has not begun, for every pupil of the room's cohort, by surname."""
    here = room(room_id, now)
    answered, finished, of = {}, {}, 0
    for task in [_journal_task] * here.journal + [_score_card_task] * here.score_card:
        steps, rows = task(here)
        of += steps
        for pupil_id, count, finished_at in rows:
            answered[pupil_id] = answered.get(pupil_id, 0) + count
            finished[pupil_id] = finished.get(pupil_id, 0) + (finished_at is not None)
    visit = tables.Visit
    inside = {
        row[0] for row in visit.select(visit.pupil).where(visit.room == room_id, visit.ended_at.is_null()).tuples()
    }
    tasks = here.journal + here.score_card
    seats = []
    for one in pupils_of(here.cohort_id):
        done = finished.get(one.id, 0) == tasks
        state = "done" if done else "in" if one.id in inside else "begun" if answered.get(one.id) else "not begun"
        seats.append(Seat(one, state, answered.get(one.id, 0), of))
    return seats


def _journal_task(here: Room):
    entry, answer = tables.Entry, tables.Answer
    rows = (
        entry.select(entry.pupil, fn.COUNT(answer.question), entry.finished_at)
        .join(answer, JOIN.LEFT_OUTER, on=((answer.entry == entry.id) & (answer.state != "draft")))
        .where(entry.round == here.round_id, entry.on >= here.opened_at.date())
        .group_by(entry.id)
        .tuples()
    )
    return len(questions_of(version_for(here.round_id) or 0)), rows


def _score_card_task(here: Room):
    opinion, score = tables.Opinion, tables.Score
    rows = (
        opinion.select(opinion.pupil, fn.COUNT(score.characteristic), opinion.finished_at)
        .join(score, JOIN.LEFT_OUTER, on=((score.opinion == opinion.id) & (score.state != "draft")))
        .where(opinion.round == here.round_id, opinion.view == "pupil")
        .group_by(opinion.id)
        .tuples()
    )
    return tables.Characteristic.select().where(tables.Characteristic.retired_on.is_null()).count(), rows
