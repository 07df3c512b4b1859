"""What a pupil gave, in the order in which it came: nothing that a pupil gave, typed or set aside is ever lost.

The tables of journals and score cards hold the current answer to each question. Here is everything else that was given
to it: what an answer replaced, what was typed and not sent, and what arrived too late to be the current answer."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from learning.core import store
from learning.core.answer_states import DRAFT
from learning.core.upsert import SavedAnswer
from learning.journals.journal import Answer, Entry
from learning.rounds.questions import Question
from learning.score_cards.pupil_answers import NO_REASONS

from .steps import OWN_WAYS, Step, Visit

OWNED = ("journal", "card_sort", "score_card")  # tasks whose answers belong to an entry or an opinion
# What a pupil types, as opposed to what they press.
TYPED = ("words", "other", "why", "improve", "evidence")
Columns = Mapping[str, Any]

_ADD = """
INSERT INTO given_answer (pupil_id, entry_id, opinion_id, visit_id, task, step, state, content, sequence, saved_at)
SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (
    SELECT 1 FROM given_answer WHERE pupil_id = ? AND task = ? AND step = ? AND COALESCE(entry_id, opinion_id, 0) = ?
    AND COALESCE(visit_id, 0) = ? AND sequence = ?"""
_ADD_PRESS = f"{_ADD} AND state = ? AND content = ?)"
_ADD_SAVED = f"{_ADD})"
_DRAFTS = """SELECT id, content FROM given_answer
WHERE pupil_id = ? AND task = ? AND step = ? AND visit_id = ? AND state = 'draft' AND sequence < ?"""
_FORGET = "DELETE FROM given_answer WHERE id = ?"


def add_to_history(
    visit: Visit,
    step: Step,
    state: str,
    columns: Mapping[str, Any],
    *,
    saved: SavedAnswer | None,
    sequence: int,
    now: datetime,
) -> None:
    """Add what was given to a question, and first what is `saved` for it now. The same press twice is added once. Its
    time is that of the press, also where it arrives later. Part of a transaction."""
    if saved and filled(saved.columns):
        _add(_ADD_SAVED, visit, step, saved, ())
    content = filled(columns)
    if content:
        pressed_at = visit.time_of(sequence, now)
        press = SavedAnswer(state, content, visit.id, sequence, pressed_at)
        _add(_ADD_PRESS, visit, step, press, (state, as_json(content)))
        if step.has_row or step.task in ("news", "card_sort"):  # their drafts leave no row
            _forget_beginnings(visit, step, content, sequence)


def set_aside(
    visit: Visit, task: str, step_id: int, fields: Mapping[str, str], *, sequence: int, now: datetime
) -> None:
    """Add what was sent for a question that this visit does not ask any more, or what cannot be an answer. Part of a
    transaction."""
    names = (*TYPED, "choice", "score", "degree", "chosen", *OWN_WAYS)
    content = filled({name: fields.get(name, "") for name in names})
    if content and task in OWNED and visit.pupil:
        press = SavedAnswer("draft", content, visit.id, sequence, now)
        _add(_ADD_PRESS, visit, Step(task, step_id, ""), press, ("draft", as_json(content)))


def filled(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns that hold anything. 0 is a score."""
    return {name: value for name, value in columns.items() if value not in (None, "")}


def as_json(content: Mapping[str, Any]) -> str:
    """Return columns as they are stored."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def _add(sql: str, visit: Visit, step: Step, saved: SavedAnswer, same: tuple[str, ...]) -> None:
    assert visit.pupil  # a preview saves nothing
    entry_id = visit.entry_id if step.task == "journal" else None
    opinion_id = visit.opinion_id if step.task in ("card_sort", "score_card") else None
    place = (visit.pupil.id, step.task, step.id, entry_id or opinion_id or 0, saved.visit_id or 0, saved.sequence)
    content = as_json(filled(saved.columns))
    row = (visit.pupil.id, entry_id, opinion_id, saved.visit_id, step.task, step.id, saved.state, content)
    store.run(sql, *row, saved.sequence, saved.saved_at, *place, *same)


def _forget_beginnings(visit: Visit, step: Step, content: Mapping[str, Any], sequence: int) -> None:
    """Remove this visit's drafts that lead to what was given now: every word is in it, and a tap became another."""
    assert visit.pupil
    for row_id, draft in store.run(_DRAFTS, visit.pupil.id, step.task, step.id, visit.id, sequence).fetchall():
        earlier = json.loads(draft)
        tapped = {name: content[name] for name in earlier if name not in TYPED and name in content}
        if holds(content, {**earlier, **tapped}):
            store.run(_FORGET, row_id)


def holds(content: Mapping[str, Any], earlier: Mapping[str, Any]) -> bool:
    """Is everything of an earlier content in this one: its texts within the texts, and what was pressed unchanged?"""
    return all(
        value in content.get(name, "") if name in TYPED else value == content.get(name)
        for name, value in earlier.items()
    )


_OF_ENTRIES = """SELECT entry_id, step, state, content, saved_at FROM given_answer
WHERE entry_id IN ({}) AND task = 'journal' ORDER BY saved_at, id"""


def earlier_answers(entries: Sequence[Entry]) -> dict[tuple[int, int], list[Answer]]:
    """Return what was given beside the current answers of these entries, newest first, by entry id and question id.

    A wording that a later one contains is left out."""
    current = {(entry.id, answer.question.id): answer for entry in entries for answer in entry.answers}
    found: dict[tuple[int, int], list[tuple[Columns, Answer]]] = {}
    sql = _OF_ENTRIES.format(", ".join("?" * len(entries)) or "NULL")
    for entry_id, step, state, content, saved_at in store.run(sql, *(entry.id for entry in entries)).fetchall():
        if answer := current.get((entry_id, step)):
            columns = json.loads(content)
            if columns.keys() <= set(OWN_WAYS):
                continue  # what was recorded and drawn is shown with its own times
            earlier = _answer(answer.question, state, columns, saved_at)
            found.setdefault((entry_id, step), []).append((columns, earlier))
    shown = {key: _without_repeats(answers, _content(current[key])) for key, answers in found.items()}
    return {key: answers for key, answers in shown.items() if answers}


def _answer(question: Question, state: str, content: Mapping[str, Any], saved_at: Any) -> Answer:
    return Answer(
        question=question,
        state=state,
        choices=tuple(content.get("choice", "").splitlines()),
        other=content.get("other", ""),
        words=content.get("words", ""),
        score=content.get("score"),
        degree=content.get("degree"),
        saved_at=store.moment(saved_at),
        recording=content.get("recording"),
        drawing=content.get("drawing"),
    )


def _content(answer: Answer) -> dict[str, Any]:
    columns = {name: getattr(answer, name) for name in ("other", "words", "score", "degree", *OWN_WAYS)}
    return filled({**columns, "choice": "\n".join(answer.choices)})


@dataclass(frozen=True)
class EarlierScore:
    """What a pupil gave for a characteristic at one time: state "given", "unknown", "skipped" or, where it was only
    pressed or typed, "draft"; score 0..10 or None, and the reasons."""

    state: str
    score: int | None
    reasons: tuple[str, ...]
    saved_at: datetime


_OF_OPINION = """SELECT g.step, g.state, g.content, g.saved_at, s.score, s.why, s.improve, s.evidence
FROM given_answer g JOIN opinion o ON o.id = g.opinion_id
     LEFT JOIN score s ON s.opinion_id = o.id AND s.characteristic_id = g.step
WHERE o.pupil_id = ? AND o.round_id = ? AND g.task = 'score_card' ORDER BY g.saved_at, g.id"""


def earlier_scores(pupil_id: int, round_id: int) -> dict[int, list[EarlierScore]]:
    """Return what a pupil gave in a round beside their current scores, newest first, by characteristic id."""
    found: dict[int, list[tuple[Columns, EarlierScore]]] = {}
    current: dict[int, Columns] = {}
    for step, state, content, saved_at, score, *reasons in store.run(_OF_OPINION, pupil_id, round_id).fetchall():
        columns = json.loads(content)
        texts = tuple(columns[name] for name in NO_REASONS if name in columns)
        earlier = EarlierScore(state, columns.get("score"), texts, store.moment(saved_at))
        found.setdefault(step, []).append((columns, earlier))
        current[step] = filled({"score": score, **dict(zip(NO_REASONS, reasons, strict=True))})
    shown = {step: _without_repeats(scores, current[step]) for step, scores in found.items()}
    return {step: scores for step, scores in shown.items() if scores}


Earlier = TypeVar("Earlier", Answer, EarlierScore)


def _without_repeats(found: list[tuple[Columns, Earlier]], current: Columns) -> list[Earlier]:
    """Return those that no later one repeats, newest first; `found` has the oldest first. A draft is repeated by a
    wording that contains it, everything else only by the same."""
    later, shown = [current], []
    for columns, earlier in reversed(found):
        is_draft = earlier.state == DRAFT
        if not any(columns == wording or is_draft and holds(wording, columns) for wording in later):
            shown.append(earlier)
            later.append(columns)
    return shown
