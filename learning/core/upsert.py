"""The SQL that saves a pupil's answer from a tablet in one statement, in whatever order and however often it arrives.

A row that a newer visit wrote, or that this visit wrote later, stays as it is. An answer that was given always counts
more than Skip, "I don't know" and drafts, whichever arrives first. What a row held before is in the history
(visits/history.py)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .store import moment


@dataclass(frozen=True)
class SavedAnswer:
    """What a row holds: its state, its columns by name, and the visit (None: not on a tablet) and time it came with."""

    state: str
    columns: dict[str, Any]
    visit_id: int | None
    sequence: int
    saved_at: datetime


def saved_answer(row: tuple[Any, ...] | None, columns: tuple[str, ...]) -> SavedAnswer | None:
    """Return a row that was read as state, columns, visit_id, sequence, saved_at; None for none."""
    if row is None:
        return None
    state, *values, visit_id, sequence, saved_at = row
    return SavedAnswer(state, dict(zip(columns, values, strict=True)), visit_id, sequence, moment(saved_at))


def upsert(table: str, key: tuple[str, str], columns: tuple[str, ...], *, unless: str = "") -> str:
    """Return SQL that saves one answer under its two-part key. Its values: the key's, the columns', then visit_id,
    sequence and saved_at. A row that is there stays where `unless` is true."""
    return _statement(table, key, columns, {}, unless=unless)


def upsert_with_drafts(
    table: str,
    key: tuple[str, str],
    columns: tuple[str, ...],
    typed: tuple[str, ...],
    *,
    is_draft: bool,
    empty: str = "",
) -> str:
    """Return the same SQL for a table with `state`; `columns` follow the state. A new row's column `empty` is "".

    A draft changes only the `typed` columns and never turns an answer into a draft. When it is empty it replaces
    nothing but a draft of its own visit, and where another visit gave the answer it replaces nothing. Skip and "I
    don't know" replace neither an answer nor what was typed, unless something else was typed beside them."""
    if not is_draft:
        is_later_draft = f"{table}.state = 'draft' AND {table}.visit_id = excluded.visit_id"
        is_later_draft += f" AND {table}.sequence > excluded.sequence"
        setting = {
            name: f"""CASE WHEN {is_later_draft} AND {table}.{name} <> '' THEN {table}.{name}
        WHEN excluded.state = 'given' OR excluded.{name} <> '' THEN excluded.{name} ELSE {table}.{name} END"""
            for name in typed
        }
        return _statement(table, key, ("state", *columns), setting, unless=moves_on(table), empty=empty)
    setting = {"state": f"CASE {table}.state WHEN 'given' THEN 'given' ELSE 'draft' END"}
    setting |= {name: f"{table}.{name}" for name in columns if name not in typed}
    is_empty = " || ".join(f"excluded.{name}" for name in typed) + " = ''"
    is_of_another = f"COALESCE({table}.visit_id, 0) <> excluded.visit_id"
    unless = f"""({is_empty} AND ({table}.state <> 'draft' OR {is_of_another})
        OR {table}.state = 'given' AND {is_of_another})"""
    return _statement(table, key, ("state", *columns), setting, unless=unless, empty=empty)


def moves_on(table: str) -> str:
    """Return the condition under which a press only moves on: Skip or "I don't know" on what was answered."""
    return f"""(excluded.state IN ('unknown', 'skipped') AND {table}.state = 'given'
        OR excluded.state = 'skipped' AND {table}.state = 'unknown')"""


def _statement(
    table: str,
    key: tuple[str, str],
    columns: tuple[str, ...],
    setting: dict[str, str],
    *,
    unless: str,
    empty: str = "",
) -> str:
    replaced = (*columns, "visit_id", "sequence", "saved_at")
    names, values = (*key, *replaced), ["?"] * (len(key) + len(replaced))
    if empty:
        names, values = (*names, empty), [*values, "''"]
    settings = {name: f"excluded.{name}" for name in replaced} | setting
    has_state = "state" in columns
    or_given = f"OR excluded.state = 'given' AND {table}.state <> 'given'" if has_state else ""
    condition = f"\n    AND NOT ({unless})" if unless else ""
    return f"""
INSERT INTO {table} ({", ".join(names)}) VALUES ({", ".join(values)})
ON CONFLICT ({", ".join(key)}) DO UPDATE SET {", ".join(f"{name} = {value}" for name, value in settings.items())}
WHERE ((COALESCE({table}.visit_id, 0), {table}.sequence) <= (excluded.visit_id, excluded.sequence)
    {or_given}){condition}"""
