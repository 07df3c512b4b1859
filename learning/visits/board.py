"""The board of a room: who is in and at which question, who is done, who asked for help; never what they write."""

from dataclasses import dataclass
from datetime import datetime

from peewee import fn, JOIN

from learning.classroom.rooms import Room, room
from learning.classroom.secret_pictures import wrong_tries
from learning.classroom.tables import TabletRow
from learning.journals.tables import AnswerRow, EntryRow
from learning.people.pupils import Pupil
from learning.people.tables import CohortPupilRow, ConcernRow
from learning.rounds.rounds import pupils_asked, round_
from learning.score_cards.tables import OpinionRow, ScoreRow

from .running import busy_tablets, visits_in
from .visits import visit_by_id

STATES = ("not begun", "begun", "in", "done")


@dataclass(frozen=True)
class Seat:
    """How far one pupil of a room's cohort is: "not begun", "begun", "in" or "done"; never what they write.

    Who is in is `at` question so many `of` so many (at None: after the last), at a tablet. `answered`: how many of the
    room's questions have an answer. `asks_to_talk`: nobody has seen it yet. `wrong_tries`: at the pictures.
    """

    pupil: Pupil
    number: int
    state: str
    answered: int
    at: int | None
    of: int
    tablet: str
    asks_to_talk: bool
    wrong_tries: int


@dataclass(frozen=True)
class Desk:
    """An enrolled tablet as the board offers it: its name, and whether a turn is going on there."""

    id: int
    name: str
    is_busy: bool


def board(room_id: int, now: datetime) -> list[Seat]:
    """Where every pupil of the room's cohort has got to, by surname; raises NoSuchRoom."""
    here = room(room_id, now)
    pupils = pupils_asked(round_(here.round_id))
    answered, done = _kept(here)
    inside = visits_in(room_id, now)
    asked, tries = _asking(here), wrong_tries([one.id for one in pupils], now)
    seats = []
    for number, one in enumerate(pupils, 1):
        visit_id, tablet = inside.get(one.id, (None, ""))
        turn = visit_by_id(visit_id, now) if visit_id else None
        first = turn.first_open() if turn else None
        state = "done" if one.id in done else "in" if turn else "begun" if answered.get(one.id) else "not begun"
        seats.append(
            Seat(
                one,
                number,
                state,
                answered.get(one.id, 0),
                first.number if first else None,
                len(turn.steps) if turn else 0,
                tablet,
                one.id in asked,
                tries.get(one.id, 0),
            )
        )
    return seats


def desks(now: datetime) -> list[Desk]:
    """The enrolled tablets, by name."""
    busy, tablet = busy_tablets(now), TabletRow
    rows = tablet.select().where(tablet.signed_out_at.is_null()).order_by(tablet.name)
    return [Desk(row.id, row.name, row.id in busy) for row in rows]


def _kept(here: Room) -> tuple[dict[int, int], set[int]]:
    """How many answers each pupil has given in this room's tasks, and who has finished all of them."""
    entry, answer, opinion, score = EntryRow, AnswerRow, OpinionRow, ScoreRow
    answered, finished = {}, {}
    tasks = []
    if here.journal:
        mine = entry.round == here.round_id, entry.on >= here.opened_at.date()
        tasks.append((entry, answer, answer.entry, mine))
    if here.score_card:
        mine = opinion.round == here.round_id, opinion.view == "pupil"
        tasks.append((opinion, score, score.opinion, mine))
    for whole, part, link, mine in tasks:
        rows = (
            whole.select(whole.pupil, fn.COUNT(part.state), fn.MAX(whole.finished_at))
            .join(part, JOIN.LEFT_OUTER, on=((link == whole.id) & (part.state != "draft")))
            .where(*mine)
            .group_by(whole.pupil)
        )
        for pupil_id, count, finished_at in rows.tuples():
            answered[pupil_id] = answered.get(pupil_id, 0) + count
            finished[pupil_id] = finished.get(pupil_id, 0) + (finished_at is not None)
    return answered, {pupil_id for pupil_id, number in finished.items() if number == len(tasks)}


def _asking(here: Room) -> set[int]:
    concern, mine = ConcernRow, CohortPupilRow
    cohort = mine.select(mine.pupil).where(mine.cohort == here.cohort_id)
    rows = concern.select(concern.pupil).where(concern.seen_at.is_null(), concern.pupil << cohort)
    return {pupil_id for (pupil_id,) in rows.tuples()}
