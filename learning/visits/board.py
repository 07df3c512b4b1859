"""The board of a room: who is at which question, who is done, who has a concern. Never what pupils write."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import fn, JOIN

from learning.classroom.rooms import Room, room
from learning.classroom.secret_pictures import wrong_tries
from learning.classroom.tables import TabletRow
from learning.core.answer_states import DRAFT
from learning.core.store import as_tuples
from learning.journals.tables import AnswerRow, CHECK_IN, EntryRow, JOURNAL
from learning.people import concerns
from learning.people.pupils import Pupil
from learning.rounds.asking import pupils_asked
from learning.rounds.rounds import round_
from learning.score_cards.tables import OpinionRow, ScoreRow

from .running import busy_tablets, visits_in
from .visits import visit_by_id

STATES = ("not begun", "begun", "in", "done")


@dataclass(frozen=True)
class Seat:
    """How far a pupil of a room's cohort is: "not begun", "begun", "in" or "done". Never what they write.

    A pupil who is in is at question `question` (None after the last) of `questions`. `answered`: how many of the room's
    questions have an answer. `concern`: "passed on" or "looked after" while named adults have a concern about the
    pupil, else "". `wrong_tries`: wrong secret pictures.
    """

    pupil: Pupil
    number: int
    state: str
    answered: int
    question: int | None
    questions: int
    tablet: str
    concern: str
    wrong_tries: int


@dataclass(frozen=True)
class Desk:
    """A tablet as the board offers it: its name, and whether a visit is running there."""

    id: int
    name: str
    is_busy: bool


def board(room_id: int, now: datetime) -> list[Seat]:
    """Return how far every pupil of the room's cohort is, by surname. Raises NoSuchRoom."""
    this_room = room(room_id, now)
    pupils = pupils_asked(round_(this_room.round_id))
    answered, done = _progress(this_room)
    running = visits_in(room_id, now)
    states = concerns.states()
    wrong_tries_of = wrong_tries([pupil.id for pupil in pupils], now)
    seats = []
    for number, pupil in enumerate(pupils, 1):
        visit_id, tablet = running.get(pupil.id, (None, ""))
        visit = visit_by_id(visit_id, now) if visit_id else None
        open_step = visit.first_open() if visit else None
        count = answered.get(pupil.id, 0)
        seats.append(
            Seat(
                pupil=pupil,
                number=number,
                state="done" if pupil.id in done else "in" if visit else "begun" if count else "not begun",
                answered=count,
                question=open_step.number if open_step else None,
                questions=len(visit.steps) if visit else 0,
                tablet=tablet,
                concern=states.get(pupil.id, ""),
                wrong_tries=wrong_tries_of.get(pupil.id, 0),
            )
        )
    return seats


def desks(now: datetime) -> list[Desk]:
    """Return the tablets that are set up, by name."""
    busy, tablet = busy_tablets(now), TabletRow
    rows = tablet.select().where(tablet.signed_out_at.is_null()).order_by(tablet.name)
    return [Desk(row.id, row.name, row.id in busy) for row in rows]


def _progress(this_room: Room) -> tuple[dict[int, int], set[int]]:
    """Return how many answers each pupil has given in this room's tasks, and who has finished all of them."""
    entry, answer, opinion, score = EntryRow, AnswerRow, OpinionRow, ScoreRow
    tasks: list[tuple[Any, Any, Any, tuple[Any, ...]]] = []  # a whole, its parts, the link from part to whole, a filter
    if this_room.journal:
        kind = CHECK_IN if this_room.check_in_id else JOURNAL
        in_room = entry.round == this_room.round_id, entry.kind == kind, entry.on >= this_room.opened_at.date()
        tasks.append((entry, answer, answer.entry, in_room))
    if this_room.score_card:
        pupils_own = opinion.round == this_room.round_id, opinion.view == "pupil"
        tasks.append((opinion, score, score.opinion, pupils_own))
    answered: Counter[int] = Counter()
    finished: Counter[int] = Counter()
    for whole, part, link, conditions in tasks:
        query = (
            whole.select(whole.pupil, fn.COUNT(part.state), fn.MAX(whole.finished_at))
            .join(part, JOIN.LEFT_OUTER, on=((link == whole.id) & (part.state != DRAFT)))
            .where(*conditions)
            .group_by(whole.pupil)
        )
        for pupil_id, count, finished_at in as_tuples(query):
            answered[pupil_id] += count
            finished[pupil_id] += finished_at is not None
    return answered, {pupil_id for pupil_id, number in finished.items() if number == len(tasks)}
