"""The steps of a visit: what was agreed, the journal's questions, the card sort and the score card, one at a time."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from learning.classroom.rooms import Room
from learning.core import store
from learning.core.answer_states import DRAFT, is_answered, is_given_or_unknown
from learning.core.errors import LearningError, N_
from learning.journals.answers import NO_ANSWER
from learning.people.age_bands import MIDDLE, STEPS_BEFORE_BREAK
from learning.people.pupils import Pupil
from learning.rounds.asking import ASKED_IN_ROUND, asked_in_round
from learning.rounds.questions import Option, read_options
from learning.score_cards.pupil_answers import NO_SCORE

from .news import News, news_for

TASKS = ("news", "journal", "card_sort", "score_card")
SIDES = {1: "most", 2: "least"}
OWN_WAYS = ("recording", "drawing")  # besides writing


class NotOfThisVisit(LearningError):
    """A question that this visit does not ask."""

    msgid = N_("This question does not belong to your visit.")
    status = 404


@dataclass(frozen=True)
class Step:
    """One question of a visit: what was agreed (news), one of the journal, one side of the card sort (1 most, 2 least
    like me), or one characteristic of the score card in the child's wording.

    `answered`: an answer is saved; a draft does not count. `filled` (its fields) and `state` hold what this visit gave,
    never what an earlier one did. `answered_before`: an earlier visit gave an answer here; `begun_before`: there is a
    draft, of an earlier visit or of no words. It is saved but not shown. `own_ways`: those of OWN_WAYS in which a pupil
    can give the words of this question besides writing them."""

    task: str
    id: int
    kind: str
    wording: str = ""
    follow_up: str = ""
    low_end: str = ""
    high_end: str = ""
    options: tuple[Option, ...] = ()
    picture: str = ""
    symbol: str = ""
    number: int = 0
    of: int = 0
    answered: bool = False
    state: str = ""
    filled: dict[str, str] = field(default_factory=dict)
    answered_before: bool = False
    begun_before: bool = False
    own_ways: tuple[str, ...] = ()

    @property
    def is_skipped(self) -> bool:
        """Was it skipped, by this visit or an earlier one?"""
        return self.answered and not self.answered_before and self.state in ("", "skipped")

    @property
    def has_row(self) -> bool:
        """Was anything saved for it when it was read: an answer, a draft, or a press of Skip?"""
        return self.answered or self.begun_before or bool(self.state)


@dataclass(frozen=True)
class Visit:
    """A visit, or a preview of one without a pupil and a room.

    `sequence` is the milliseconds since its beginning, by which answers are ordered. It is never less than that of what
    the visit has given already, also where the server's clock was set back. `about` is the round's focus, ""
    for learning in general. `band` is the age band of its pages."""

    id: int
    pupil: Pupil | None
    room: Room | None
    tablet_id: int
    entry_id: int | None
    opinion_id: int | None
    version_id: int | None
    on: date
    card_sort: str
    tells_news: bool
    sequence: int
    about: str = ""
    band: str = MIDDLE
    token_hash: str = ""

    def time_of(self, sequence: int, now: datetime) -> datetime:
        """Return when something was pressed, by its place in the order of the visit; never in the future."""
        return min(now, now + timedelta(milliseconds=sequence - self.sequence))

    @cached_property
    def news(self) -> News | None:
        """What was agreed last time, if the round shows it and staff wrote anything for the pupil."""
        return news_for(self.pupil.id, self.on, self.id) if self.tells_news and self.pupil else None

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The questions of this visit, in order, with what is answered now."""
        return _steps(self)

    def first_open(self) -> Step | None:
        """The first question without an answer, or None when all have one."""
        return next((step for step in self.steps if not step.answered), None)

    def step(self, task: str, step_id: int) -> Step:
        """One question of this visit; raises NotOfThisVisit."""
        for step in self.steps:
            if (step.task, step.id) == (task, step_id):
                return step
        raise NotOfThisVisit()

    @property
    def steps_before_break(self) -> int:
        """After how many answers its pages ask whether to go on or to stop."""
        return STEPS_BEFORE_BREAK[self.band]

    def is_break_due(self) -> bool:
        """Has this visit just answered enough for a break, with at least two questions left?"""
        here = sum(bool(step.state) or step.is_skipped for step in self.steps)
        left = sum(not step.answered for step in self.steps)
        return here > 0 and here % self.steps_before_break == 0 and left > 1

    def after(self, step: Step) -> Step | None:
        """The question after this one, or None after the last."""
        return self.steps[step.number] if step.number < step.of else None

    def before(self, step: Step) -> Step | None:
        """The question before this one, or None before the first."""
        return self.steps[step.number - 2] if step.number > 1 else None


_JOURNAL = """
SELECT q.id, q.kind, q.wording, q.follow_up, q.low_end, q.high_end, q.options, q.picture, q.symbol,
       a.state, a.visit_id, a.choice, a.other, a.words, a.degree, a.score, a.recording, a.drawing,
       t.allows_recordings AND h.allows_recordings, t.allows_drawings AND h.allows_drawings
FROM version_question k JOIN question q ON q.id = k.question_id JOIN set_version v ON v.id = k.version_id
     JOIN question_set t ON t.id = v.question_set_id CROSS JOIN school h
     LEFT JOIN answer a ON a.question_id = q.id AND a.entry_id = ?
WHERE k.version_id = ? ORDER BY k.position"""
_SCORE_CARD = f"""
SELECT c.id, 'score', c.child_wording, '', c.low_end, c.high_end, '', '', c.symbol,
       s.state, s.visit_id, s.score, s.why, s.improve, s.evidence
FROM characteristic c LEFT JOIN score s ON s.characteristic_id = c.id AND s.opinion_id = ?
WHERE {ASKED_IN_ROUND} ORDER BY c.position, c.id"""
_CARD_SORT = "SELECT side, state, visit_id, chosen FROM card_sort WHERE opinion_id = ?"
IN_JOURNAL = tuple(NO_ANSWER)
IN_SCORE_CARD = tuple(NO_SCORE)


def find_step(visit: Visit, task: str, step_id: int) -> Step:
    """Return one question that this visit may ask, read without the others: its number is not set. Raises
    NotOfThisVisit."""
    read = {"news": _news_steps, "journal": _journal_steps, "card_sort": _sides, "score_card": score_card_steps}
    for step in read[task](visit) if task in read else ():
        if step.id == step_id:
            return step
    raise NotOfThisVisit()


def _steps(visit: Visit) -> tuple[Step, ...]:
    steps = [*_news_steps(visit), *_journal_steps(visit), *_sorted_cards(visit)]
    return tuple(replace(step, number=number, of=len(steps)) for number, step in enumerate(steps, 1))


def _news_steps(visit: Visit) -> list[Step]:
    return [_news_step(visit.news)] if visit.news else []


def _news_step(news: News) -> Step:
    hows = {f"{'talk' if item is news.talk else 'aim'}-{item.id}": item.how for item in news.items if item.how}
    return Step("news", 0, "news", answered=news.answered, state="given" if hows else "", filled=hows)


def _journal_steps(visit: Visit) -> list[Step]:
    if not visit.entry_id:
        return []
    rows = store.run(_JOURNAL, visit.entry_id, visit.version_id or 0).fetchall()
    steps = []
    for *row, recordings, drawings in rows:
        step = _question_step("journal", tuple(row), IN_JOURNAL, visit)
        is_written = step.kind == "words" or step.follow_up
        ways = tuple(way for way, is_allowed in zip(OWN_WAYS, (recordings, drawings), strict=True) if is_allowed)
        steps.append(replace(step, own_ways=ways if is_written else ()))
    return steps


def score_card_steps(visit: Visit) -> list[Step]:
    """Return what the round asks, as `characteristics_in` does: the cards to sort, and the steps of the score card."""
    if not (visit.opinion_id and visit.room):
        return []
    room = visit.room
    rows = store.run(_SCORE_CARD, visit.opinion_id, *asked_in_round(room.round_id, room.cohort_id)).fetchall()
    return [_question_step("score_card", row, IN_SCORE_CARD, visit) for row in rows]


def _question_step(task: str, row: tuple[Any, ...], names: tuple[str, ...], visit: Visit) -> Step:
    question_id, kind, wording, follow_up, low_end, high_end, options, picture, symbol = row[:9]
    state, visit_id, *values = row[9:]
    is_of_this_visit = state is not None and visit_id == visit.id
    filled = {name: str(value) for name, value in zip(names, values, strict=True) if value not in (None, "")}
    return Step(
        task=task,
        id=question_id,
        kind=kind,
        wording=wording,
        follow_up=follow_up,
        low_end=low_end,
        high_end=high_end,
        options=tuple(read_options(options.splitlines())),
        picture=picture,
        symbol=symbol,
        answered=is_answered(state),
        state=state if is_of_this_visit else "",
        filled=filled if is_of_this_visit else {},
        answered_before=is_given_or_unknown(state) and not is_of_this_visit,
        begun_before=state == DRAFT and not (is_of_this_visit and filled),
    )


# --- the card sort (R32) ----------------------------------------------------------------------------------------


def most_cards(cards: int) -> int:
    """Return how many cards a pupil may choose for one side: up to four (the seed says three or four), and never all of
    them, so that the other side has a card too."""
    return max(0, min(4, cards - 1))


def _sides(visit: Visit) -> list[Step]:
    if not visit.card_sort:
        return []
    rows = {side: columns for side, *columns in store.run(_CARD_SORT, visit.opinion_id).fetchall()}
    steps = []
    for step_id, side in SIDES.items():
        state, visit_id, chosen = rows.get(side, ("", None, ""))
        filled = {"chosen": chosen} if visit_id == visit.id and chosen else {}
        before = is_given_or_unknown(state) and visit_id != visit.id
        step = Step(
            "card_sort", step_id, "sort", answered=bool(state), state=state, filled=filled, answered_before=before
        )
        steps.append(step)
    return steps


def _sorted_cards(visit: Visit) -> list[Step]:
    """The score card's steps, after the two of the card sort where the round has one and there is anything to sort."""
    scores = score_card_steps(visit)
    if not visit.card_sort or not most_cards(len(scores)):
        return scores
    sides = _sides(visit)
    if visit.card_sort == "shorten" and all(side.answered for side in sides):
        chosen = _chosen(visit)
        scores = [step for step in scores if str(step.id) in chosen] or scores
    return sides + scores


def _chosen(visit: Visit) -> set[str]:
    rows = store.run(_CARD_SORT, visit.opinion_id).fetchall()
    return {card for *_, chosen in rows for card in chosen.split()}
