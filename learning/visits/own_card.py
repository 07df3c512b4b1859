"""The pupil's own card: today's numbers beside the last ones, and the chosen cards.

A tablet is shared, and a QR card is only something that somebody holds. So a number of an earlier day is shown only
for a question that this visit has itself given a number to, and never any words (docs/decisions/0012)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from learning.core import store
from learning.people.pupils import Pupil
from learning.rounds.asking import characteristics_in
from learning.rounds.characteristics import Characteristic
from learning.rounds.rounds import Round

from .steps import Visit

# The newest comes last. What somebody else gave with this pupil's card is left out.
_LAST_SCORES = """
SELECT s.characteristic_id, s.score FROM score s JOIN opinion o ON o.id = s.opinion_id
     LEFT JOIN visit v ON v.id = s.visit_id
WHERE o.pupil_id = ? AND o.view = 'pupil' AND o.round_id <> ? AND o."on" <= ? AND s.score IS NOT NULL
      AND v.disowned_at IS NULL ORDER BY o."on", o.id"""
# Earlier answers to the questions of this version, in any wording.
_LAST_ANSWERS = """
SELECT n.id, a.score FROM answer a JOIN entry e ON e.id = a.entry_id JOIN question q ON q.id = a.question_id
     JOIN question n ON COALESCE(n.continues_id, n.id) = COALESCE(q.continues_id, q.id)
     JOIN version_question k ON k.question_id = n.id AND k.version_id = ?
     LEFT JOIN visit v ON v.id = a.visit_id
WHERE e.pupil_id = ? AND e.id <> ? AND e."on" <= ? AND a.score IS NOT NULL AND v.disowned_at IS NULL
ORDER BY e."on", e.id"""
# Of all pupils of a round: what they gave in it, and before it.
_OPINIONS = """SELECT id, pupil_id, "on" FROM opinion WHERE round_id = ? AND view = 'pupil'"""
_SCORES = """
SELECT s.opinion_id, s.characteristic_id, s.score FROM score s JOIN opinion o ON o.id = s.opinion_id
WHERE o.round_id = ? AND o.view = 'pupil' AND s.score IS NOT NULL"""
_SCORES_BEFORE = """
SELECT n.id, s.characteristic_id, s.score, o."on" FROM opinion n
     JOIN opinion o ON o.pupil_id = n.pupil_id AND o.view = 'pupil' AND o.round_id <> n.round_id AND o."on" <= n."on"
     JOIN score s ON s.opinion_id = o.id LEFT JOIN visit v ON v.id = s.visit_id
WHERE n.round_id = ? AND n.view = 'pupil' AND s.score IS NOT NULL AND v.disowned_at IS NULL ORDER BY o."on", o.id"""
_CARDS = """
SELECT c.opinion_id, c.side, c.chosen FROM card_sort c JOIN opinion o ON o.id = c.opinion_id
WHERE o.round_id = ? AND c.state = 'given'"""


@dataclass(frozen=True)
class Line:
    """One characteristic on a pupil's own card: their score in this round, 0..10, and the one before or
    None."""

    characteristic: Characteristic
    score: int
    last: int | None
    last_on: date | None


@dataclass(frozen=True)
class OwnCard:
    """What a pupil gave in a round, for taking home: `on` which day, their numbers, the cards most and least like
    them. None of it is anybody else's view."""

    pupil: Pupil
    round: Round
    on: date
    lines: tuple[Line, ...]
    most: tuple[Characteristic, ...]
    least: tuple[Characteristic, ...]


def last_numbers(visit: Visit) -> dict[str, int]:
    """Return the numbers that the pupil gave last time, by the step's name ("score_card-3"), only for the steps that
    this visit has given a number to."""
    if visit.pupil is None or visit.room is None:
        return {}
    with_number = [step for step in visit.steps if step.state == "given" and "score" in step.filled]
    of_this_visit = {f"{step.task}-{step.id}" for step in with_number}
    scores = store.run(_LAST_SCORES, visit.pupil.id, visit.room.round_id, visit.on).fetchall()
    found = {f"score_card-{characteristic_id}": score for characteristic_id, score in scores}
    if visit.entry_id and visit.version_id:
        answers = store.run(_LAST_ANSWERS, visit.version_id, visit.pupil.id, visit.entry_id, visit.on).fetchall()
        found |= {f"journal-{question_id}": score for question_id, score in answers}
    return {name: score for name, score in found.items() if name in of_this_visit}


def own_cards(round_: Round, pupils: Iterable[Pupil]) -> list[OwnCard]:
    """Return the own cards of these pupils in a round, without those who have given no number and chosen no card."""
    opinions = {pupil_id: (opinion_id, store.day(on)) for opinion_id, pupil_id, on in _rows(_OPINIONS, round_)}
    scores: dict[int, dict[int, int]] = defaultdict(dict)
    for opinion_id, characteristic_id, score in _rows(_SCORES, round_):
        scores[opinion_id][characteristic_id] = score
    before: dict[int, dict[int, tuple[int, date]]] = defaultdict(dict)
    for opinion_id, characteristic_id, score, on in _rows(_SCORES_BEFORE, round_):
        before[opinion_id][characteristic_id] = (score, store.day(on))
    cards = {(opinion_id, side): chosen.split() for opinion_id, side, chosen in _rows(_CARDS, round_)}
    used = {characteristic_id for own in scores.values() for characteristic_id in own}
    listed = characteristics_in(round_.id, round_.cohort_id, used)
    found = []
    for pupil in pupils:
        opinion_id, on = opinions.get(pupil.id, (0, round_.opened_on))
        most, least = (_chosen(listed, cards.get((opinion_id, side), [])) for side in ("most", "least"))
        own = scores.get(opinion_id, {})
        lines = [_line(each, own[each.id], before[opinion_id].get(each.id)) for each in listed if each.id in own]
        if lines or most or least:
            found.append(OwnCard(pupil, round_, on, tuple(lines), most, least))
    return found


def _rows(sql: str, round_: Round) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = store.run(sql, round_.id).fetchall()
    return rows


def _chosen(listed: list[Characteristic], ids: list[str]) -> tuple[Characteristic, ...]:
    return tuple(each for each in listed if str(each.id) in ids)


def _line(each: Characteristic, score: int, last: tuple[int, date] | None) -> Line:
    return Line(each, score, last[0] if last else None, last[1] if last else None)
