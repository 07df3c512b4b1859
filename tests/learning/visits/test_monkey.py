"""Two pupils press anything at two tablets, in any order, with messages that arrive late, twice or out of order:
whatever was given is there, once, under the right pupil, and whatever is there was given."""

import json
import os
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from hypothesis import given, HealthCheck, Phase, settings, strategies as st

from learning.classroom import rooms
from learning.core.errors import LearningError
from learning.journals.tables import AnswerRow
from learning.score_cards.tables import ScoreRow
from learning.visits import answers, undo, visits
from learning.visits.tables import GivenAnswerRow
from tests.cast import NOW, TODAY
from tests.chain import enrol_tablet
from tests.learning.visits.test_history import lesson

_days = count(1000)  # each example is a lesson on a day of its own
_words = count(1)  # and has words of its own
WORD = re.compile(r"(?:amina|ben)\d+z")  # z: no word is the beginning of another

presses = st.tuples(
    st.sampled_from(["next", "next", "next", "draft", "skip", "unknown"]), st.integers(0, 30), st.integers(0, 10)
)
actions = st.one_of(
    st.tuples(st.just("press"), presses),
    st.tuples(st.just("press"), presses),
    st.tuples(st.just("press without a network"), presses),
    st.tuples(st.just("begin"), st.sampled_from(["amina", "ben"])),
    st.tuples(st.sampled_from(["deliver", "stop", "finish", "not done", "close the room", "open a room"]), st.none()),
    st.tuples(st.just("time passes"), st.sampled_from([1, 50, 200, 700])),
)
games = st.lists(st.tuples(st.integers(0, 1), actions), min_size=5, max_size=50)


@dataclass
class Tablet:
    """A tablet, the token of its visit, and what waits in it."""

    id: int
    token: str = ""
    waiting: list = field(default_factory=list)


@dataclass
class Game:
    """What happens in one example, and what was given: the pupil, the task and step, and the word."""

    cast: object
    now: datetime
    room: object
    tablets: list[Tablet]
    given: set = field(default_factory=set)
    tried: set = field(default_factory=set)
    presses: int = 0

    def act(self, at: int, action: str, value) -> None:
        """One action at one tablet; what is refused is refused."""
        name = action.replace(" ", "_")
        with suppress(LearningError):
            getattr(self, name)(self.tablets[at], value)

    def begin(self, tablet, name):
        pupil = getattr(self.cast, name)
        tablet.token = ""
        tablet.token = visits.begin(pupil.id, tablet.id, self.now, self.now.date())

    def press(self, tablet, pressed):
        visit = visits.visit_by_id(self.latest(tablet), self.now)
        how, step, fields = self.filled(visit, pressed)
        try:
            visit = visits.visit_of(tablet.token, self.now)
            answers.save_answer(visit, step.task, step.id, press=how, fields=fields, now=self.now)
        except visits.VisitOver:  # as the routes do
            answers.save_late_answer(visit, step.task, step.id, press=how, fields=fields, now=self.now)
        self.note(visit, step, fields)

    def press_without_a_network(self, tablet, pressed):
        visit = visits.visit_by_id(self.latest(tablet), self.now)
        tablet.waiting.append((visit.id, *self.filled(visit, pressed)))

    def deliver(self, tablet, _=None):
        """The newest first, and the first of them twice."""
        messages = [*reversed(tablet.waiting), *tablet.waiting[:1]]
        tablet.waiting.clear()
        for visit_id, how, step, fields in messages:
            visit = visits.visit_by_id(visit_id, self.now)
            try:
                answers.save_late_answer(visit, step.task, step.id, press=how, fields=fields, now=self.now)
            except LearningError:
                continue
            self.note(visit, step, fields)

    def stop(self, tablet, _):
        visits.leave(tablet.token, self.now)

    def finish(self, tablet, _):
        visits.finish(visits.visit_of(tablet.token, self.now), self.now)

    def not_done(self, tablet, _):
        tablet.token = undo.go_on_after_finish(tablet.token, tablet.id, self.now, self.now.date())

    def close_the_room(self, *_):
        rooms.close_room(self.room.id, self.now)

    def open_a_room(self, *_):
        closes_at = self.now + timedelta(hours=1)
        self.room = rooms.open_room(
            self.room.round_id, journal=True, score_card=True, closes_at=closes_at, member_id=None, now=self.now
        )

    def time_passes(self, _, seconds):
        self.now += timedelta(seconds=seconds)

    def latest(self, tablet) -> int:
        """The id of the visit that this tablet's page shows, running or over."""
        return visits.visit_over(tablet.token, self.now).id

    def filled(self, visit, pressed):
        """The press, its step and its fields, with a word that is used once."""
        how, step_number, number = pressed
        self.presses += 1
        word = f"{'amina' if visit.pupil.id == self.cast.amina.id else 'ben'}{next(_words)}z"
        step = visit.steps[step_number % len(visit.steps)]
        fields = {"sequence": str(visit.sequence + self.presses), "score": str(number), "degree": str(number % 5 + 1)}
        fields["choice"] = step.options[0].words if step.options else ("yes" if step.kind == "yes_no" else "")
        fields |= {"words": word, "why": word}
        self.tried.add((visit.pupil.id, step.task, step.id, word))
        return how, step, fields

    def note(self, visit, step, fields):
        """It was taken, so it must be there."""
        if step.task in ("journal", "score_card"):
            self.given.add((visit.pupil.id, step.task, step.id, fields["words"], step.kind, step.follow_up))


def account(pupils) -> tuple[set, Counter]:
    """Every word in the database with its pupil, task and step; and how often each row of the history is there."""
    found, rows = set(), Counter()
    for answer in AnswerRow.select():
        texts = f"{answer.words} {answer.other}"
        found |= {(answer.entry.pupil_id, "journal", answer.question_id, word) for word in WORD.findall(texts)}
    for score in ScoreRow.select():
        texts = f"{score.why} {score.improve} {score.evidence}"
        found |= {
            (score.opinion.pupil_id, "score_card", score.characteristic_id, word) for word in WORD.findall(texts)
        }
    for row in GivenAnswerRow.select().where(GivenAnswerRow.pupil.in_(pupils)):
        texts = " ".join(str(value) for value in json.loads(row.content).values())
        found |= {(row.pupil_id, row.task, row.step, word) for word in WORD.findall(texts)}
        rows[row.visit_id, row.task, row.step, row.state, row.sequence, row.content] += 1
    return found, rows


@given(game=games)
@settings(
    max_examples=int(os.environ.get("MONKEY_GAMES", 10)),
    deadline=None,
    phases=[Phase.generate],  # a long game is not made shorter: each action tells its own story
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_what_was_given_is_there_once_under_the_right_pupil_and_nothing_else(store, cast, game):
    day = next(_days)
    now = NOW + timedelta(days=day)
    room = lesson(cast, f"lesson {day}", TODAY + timedelta(days=day), now)
    play = Game(cast, now, room, [Tablet(enrol_tablet(cast, now).id) for _ in range(2)])
    for at, (action, value) in game:
        play.act(at, action, value)
    for tablet in play.tablets:
        play.deliver(tablet)
    found, rows = account([cast.amina.id, cast.ben.id])
    words = {word for *_, word in play.tried}
    assert {each[:4] for each in play.given if has_words(each[4], each[5])} - found == set()
    assert {each for each in found if each[3] in words} <= play.tried
    assert [row for row, times in rows.items() if times > 1] == []
    play.close_the_room()


def has_words(kind: str, follow_up: str) -> bool:
    """Does a step of this kind take words?"""
    return kind not in ("track", "faces") or bool(follow_up)
