"""Entries as they are written: begun, answered one question at a time, finished, reopened, or typed in from paper."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from learning.core import store
from learning.core.bulk import Family, insert_families
from learning.core.upsert import saved_answer, SavedAnswer, upsert, upsert_with_drafts

from .tables import AnswerRow, EntryRow, JOURNAL, OneToOneRow

# The columns of an answer, with what they hold while nothing is given.
NO_ANSWER = {
    "choice": "",
    "other": "",
    "words": "",
    "degree": None,
    "score": None,
    "recording": None,
    "drawing": None,
}

_KEY, _COLUMNS, _TYPED = ("entry_id", "question_id"), tuple(NO_ANSWER), ("other", "words")
_ANSWER = upsert_with_drafts("answer", _KEY, _COLUMNS, _TYPED, is_draft=False)
_DRAFT = upsert_with_drafts("answer", _KEY, _COLUMNS, _TYPED, is_draft=True)
_TALK_ANSWER = upsert(
    "talk_answer", ("one_to_one_id", '"on"'), ("how",), unless="excluded.how = '' AND talk_answer.how <> ''"
)
_SAVED = f"""SELECT state, {", ".join(_COLUMNS)}, visit_id, sequence, saved_at FROM answer
WHERE entry_id = ? AND question_id = ?"""


def begin_entry(
    pupil_id: int, round_id: int, on: date, *, kind: str = JOURNAL, **columns: Any
) -> tuple[EntryRow, bool]:
    """Return a pupil's entry of a day in a round, JOURNAL or CHECK_IN, and whether it is new; `columns` are a new
    entry's. Part of a transaction."""
    key = {"pupil": pupil_id, "round": round_id, "on": on, "kind": kind, "defaults": columns}
    entry: EntryRow
    entry, is_new = EntryRow.get_or_create(**key)  # type: ignore[no-untyped-call]  # peewee has no types for it
    return entry, is_new


def finish_entry(entry_id: int | None, now: datetime) -> None:
    """The pupil has finished this entry; an earlier finish keeps its time. Part of a transaction."""
    entry = EntryRow
    entry.update(finished_at=now).where(entry.id == entry_id, entry.finished_at.is_null()).execute()


def undo_finish_of_entry(entry_id: int | None, finished_at: datetime) -> None:
    """Open an entry again that was finished at this time. Part of a transaction."""
    entry = EntryRow
    entry.update(finished_at=None).where(entry.id == entry_id, entry.finished_at == finished_at).execute()


def reopen_entry(pupil_id: int, round_id: int, since: date, kind: str = JOURNAL) -> None:
    """Open the pupil's newest entry of a kind in a round again, if it is of that day or later. Part of a
    transaction."""
    entry = EntryRow
    own = entry.pupil == pupil_id, entry.round == round_id, entry.kind == kind
    newest = entry.select().where(*own).order_by(entry.on.desc()).first()
    if newest and newest.on >= since:
        entry.update(finished_at=None).where(entry.id == newest.id).execute()


def save_answer(
    entry_id: int | None,
    question_id: int,
    state: str,
    columns: Mapping[str, Any],
    *,
    visit_id: int,
    sequence: int,
    now: datetime,
) -> None:
    """Save the answer to one question, with all columns of NO_ANSWER in that order. Part of a transaction."""
    sql = _DRAFT if state == "draft" else _ANSWER
    store.run(sql, entry_id, question_id, state, *columns.values(), visit_id, sequence, now)


def saved_answer_to(entry_id: int | None, question_id: int) -> SavedAnswer | None:
    """Return what is saved for one question of an entry, or None."""
    return saved_answer(store.run(_SAVED, entry_id, question_id).fetchone(), _COLUMNS)


def save_talk_answer(one_to_one_id: int, on: date, how: str, *, visit_id: int, sequence: int, now: datetime) -> None:
    """Save how the pupil says it goes with what was agreed in a one-to-one: "well", "some", "not yet", or "" for
    nothing. Part of a transaction."""
    store.run(_TALK_ANSWER, one_to_one_id, on, how, visit_id, sequence, now)


def replace_answers(entry_id: int, answers: Sequence[Mapping[str, Any]], **columns: Any) -> None:
    """Put these answers in place of an entry's, and set its `columns`: for an entry typed in from paper. Part of a
    transaction."""
    answer, entry = AnswerRow, EntryRow
    answer.delete().where(answer.entry == entry_id).execute()
    entry.update(**columns).where(entry.id == entry_id).execute()
    answer.insert_many([{**row, "entry": entry_id} for row in answers]).execute()


def add_entries(
    round_id: int, entries: Sequence[tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]]
) -> None:
    """Add many entries of a round, each with its answers and its one-to-ones. Part of a transaction."""
    families: list[Family] = [(row, {AnswerRow: answers, OneToOneRow: talks}) for row, answers, talks in entries]
    insert_families(EntryRow, ("pupil", "on"), families, link="entry", round_id=round_id)


def is_from_tablet(entry: EntryRow) -> bool:
    """Return whether the pupil gave any answer of this entry on a tablet, even after it was typed in from paper."""
    answers = AnswerRow.select().where(AnswerRow.entry == entry.id)
    return bool((answers if entry.source != "paper" else answers.where(AnswerRow.visit.is_null(False))).exists())
