"""What a pupil gave, in the order in which it came: nothing that a pupil gave, typed or set aside is ever lost.

The tables of journals and score cards hold the current answer to each question. Here is everything else that was given
to it: what an answer replaced, what was typed and not sent, and what arrived too late to be the current answer."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from learning.core import store
from learning.core.upsert import SavedAnswer
from learning.journals.journal import Answer, Entry
from learning.rounds.questions import Question

from .steps import Step, Visit

# What a pupil types, as opposed to what they press.
TYPED = ("words", "other", "why", "improve", "evidence")


_ADD = """
INSERT INTO given_answer (pupil_id, entry_id, opinion_id, visit_id, task, step, state, content, sequence, saved_at)
SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (
    SELECT 1 FROM given_answer WHERE pupil_id = ? AND task = ? AND step = ? AND COALESCE(entry_id, opinion_id, 0) = ?
    AND COALESCE(visit_id, 0) = ? AND sequence = ?"""
_ADD_PRESS = f"{_ADD} AND state = ? AND content = ?)"
_ADD_THERE = f"{_ADD})"
_DRAFTS = """SELECT id, content FROM given_answer
WHERE pupil_id = ? AND task = ? AND step = ? AND visit_id = ? AND state = 'draft' AND sequence < ?"""
_FORGET = "DELETE FROM given_answer WHERE id = ?"


def add_to_history(
    visit: Visit,
    step: Step,
    state: str,
    columns: Mapping[str, Any],
    there: SavedAnswer | None,
    sequence: int,
    now: datetime,
) -> None:
    """Add what was given to a question, and first what is `there` for it now. The same press twice is added once. Part
    of a transaction."""
    if there and filled(there.columns):
        _add(_ADD_THERE, visit, step, there, ())
    content = filled(columns)
    if content:
        press = SavedAnswer(state, content, visit.id, sequence, now)
        _add(_ADD_PRESS, visit, step, press, (state, as_json(content)))
        _forget_beginnings(visit, step, content, sequence)


def filled(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns that hold anything. 0 is a score."""
    return {name: value for name, value in columns.items() if value not in (None, "")}


def as_json(content: Mapping[str, Any]) -> str:
    """Return columns as they are stored."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def _add(sql: str, visit: Visit, step: Step, saved: SavedAnswer, same: tuple[str, ...]) -> None:
    assert visit.pupil  # a preview saves nothing
    entry_id, opinion_id = owners(visit, step.task)
    place = (visit.pupil.id, step.task, step.id, entry_id or opinion_id or 0, saved.visit_id or 0, saved.sequence)
    content = as_json(filled(saved.columns))
    row = (visit.pupil.id, entry_id, opinion_id, saved.visit_id, step.task, step.id, saved.state, content)
    store.run(sql, *row, saved.sequence, saved.saved_at, *place, *same)


def owners(visit: Visit, task: str) -> tuple[int | None, int | None]:
    """Return the ids of the entry and of the opinion to which a task of a visit belongs; each may be None."""
    return (visit.entry_id if task == "journal" else None), (
        visit.opinion_id if task in ("card_sort", "score_card") else None
    )


def _forget_beginnings(visit: Visit, step: Step, content: Mapping[str, Any], sequence: int) -> None:
    """Remove the drafts of this visit whose every word is in what was given now."""
    if not visit.pupil or not any(content.get(name) for name in TYPED):
        return
    for row_id, draft in store.run(_DRAFTS, visit.pupil.id, step.task, step.id, visit.id, sequence).fetchall():
        if holds(content, json.loads(draft)):
            store.run(_FORGET, row_id)


def holds(content: Mapping[str, Any], earlier: Mapping[str, Any]) -> bool:
    """Is everything of an earlier content in this one: its texts within the texts, and what was pressed unchanged?"""
    return all(
        value in content.get(name, "") if name in TYPED else value == content.get(name)
        for name, value in earlier.items()
    )


_OF_ENTRY = """SELECT step, state, content, saved_at FROM given_answer
WHERE entry_id = ? AND task = 'journal' ORDER BY saved_at, id"""


def earlier_answers(entry: Entry) -> dict[int, list[Answer]]:
    """Return what was given to each question of an entry beside its current answer, newest first, by question id.

    A wording that a later one contains is left out."""
    found: dict[int, list[Answer]] = {}
    questions = {answer.question.id: answer.question for answer in entry.answers}
    for step, state, content, saved_at in store.run(_OF_ENTRY, entry.id).fetchall():
        if step in questions:
            found.setdefault(step, []).append(_answer(questions[step], state, json.loads(content), saved_at))
    current = {answer.question.id: answer for answer in entry.answers}
    shown = {step: _without_repeats(given, current[step]) for step, given in found.items()}
    return {step: given for step, given in shown.items() if given}


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
    )


def _content(answer: Answer) -> dict[str, Any]:
    columns = {name: getattr(answer, name) for name in ("other", "words", "score", "degree")}
    return filled({**columns, "choice": "\n".join(answer.choices)})


def _without_repeats(given: list[Answer], current: Answer) -> list[Answer]:
    later, shown = [_content(current)], []
    for answer in reversed(given):
        content = _content(answer)
        if not any(holds(shown_later, content) for shown_later in later):
            shown.append(answer)
            later.append(content)
    return shown
