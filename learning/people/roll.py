"""The roll: brings pupils, classes and years up to date from the school's own system."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from learning.core.store import as_tuples, writing

from .pupils import pupil_from
from .roll_errors import RollError
from .roll_file import read_roll, Row
from .tables import CohortPupilRow, CohortRow, PupilRow

__all__ = ["Report", "RollError", "Row", "import_roll", "read_roll"]

T = TypeVar("T")
AT_ONCE = 500  # rows in one statement
NAMES = ("forename", "surname", "preferred_forename", "preferred_surname", "year", "class_name", "born")
# Only these two kinds of cohort follow the roll. People make the groups.
KINDS = {"class": "class_name", "year": "year"}


@dataclass(frozen=True)
class Report:
    """What an import did, in numbers of pupils. `leavers` are names missing from this roll, `cohorts` new ones."""

    added: int
    changed: int
    unchanged: int
    returned: int
    leavers: tuple[str, ...]
    cohorts: int


@writing
def import_roll(rows: list[Row], now: datetime) -> Report:
    """Bring pupils and their class and year cohorts up to date, all or nothing. Nobody is deleted or marked as left."""
    rows = _spelled_as_known(rows)
    known = {pupil.key: pupil for pupil in PupilRow.select()}
    by_event = defaultdict(list)
    for row in rows:
        by_event[_event(row, known.get(row.key))].append(row)
    to_save = [row for event in ("added", "changed", "returned") for row in by_event[event]]
    _save_pupils(_pupil_columns(row, known.get(row.key)) for row in to_save)
    new_cohorts = _make_cohorts(rows)
    _follow_cohorts(rows)
    on_roll = {row.key for row in rows}
    leavers = [pupil_from(pupil).name for key, pupil in known.items() if key not in on_roll and not pupil.left_on]
    return Report(
        added=len(by_event["added"]),
        changed=len(by_event["changed"]),
        unchanged=len(by_event["unchanged"]),
        returned=len(by_event["returned"]),
        leavers=tuple(sorted(leavers)),
        cohorts=new_cohorts,
    )


def _event(row: Row, pupil: PupilRow | None) -> str:
    """Return what a roll does to a pupil: "added", "returned", "changed" or "unchanged"."""
    if pupil is None:
        return "added"
    if pupil.left_on:
        return "returned"
    columns = _pupil_columns(row, pupil)
    return "unchanged" if all(columns[name] == getattr(pupil, name) for name in NAMES) else "changed"


def _pupil_columns(row: Row, pupil: PupilRow | None) -> dict[str, Any]:
    """Return a pupil's columns to save. A roll without dates of birth does not wipe the known ones."""
    columns = {name: getattr(row, name) for name in NAMES}
    if row.born is None and pupil is not None:
        columns["born"] = pupil.born
    return {"key": row.key, "left_on": None, **columns}


def _save_pupils(pupils: Iterable[dict[str, Any]]) -> None:
    """Add new pupils and change known ones, hundreds in one statement."""
    table = PupilRow
    changing = [getattr(table, name) for name in (*NAMES, "left_on")]
    for batch in _batches(pupils):
        table.insert_many(batch).on_conflict(conflict_target=[table.key], preserve=changing).execute()


def _spelled_as_known(rows: list[Row]) -> list[Row]:
    """Return the rows with classes and years spelled as the school has them: "kestrels" is the class "Kestrels"."""
    known = {(kind, name.casefold()): name for kind, name in _cohort_ids()}
    spelled = []
    for row in rows:
        names = {column: getattr(row, column) for column in KINDS.values()}
        for kind, column in KINDS.items():
            names[column] = known.setdefault((kind, names[column].casefold()), names[column])
        spelled.append(replace(row, **names))
    return spelled


def _wanted(rows: list[Row]) -> set[tuple[str, str]]:
    """Return the kind and name of every class and year on the roll."""
    return {(kind, getattr(row, column)) for row in rows for kind, column in KINDS.items() if getattr(row, column)}


def _cohort_ids() -> dict[tuple[str, str], int]:
    table = CohortRow
    query = table.select(table.kind, table.name, table.id).where(table.kind << list(KINDS))
    return {(kind, name): cohort_id for kind, name, cohort_id in as_tuples(query)}


def _make_cohorts(rows: list[Row]) -> int:
    """Make the classes and years that the school does not have yet, and return how many."""
    new = sorted(_wanted(rows) - _cohort_ids().keys())
    for batch in _batches({"kind": kind, "name": name} for kind, name in new):
        CohortRow.insert_many(batch).execute()
    return len(new)


def _follow_cohorts(rows: list[Row]) -> None:
    """Move each pupil of the roll into the class and year that the roll says, and out of any other class or year."""
    cohort_ids = _cohort_ids()
    pupil_ids: dict[str, int] = dict(as_tuples(PupilRow.select(PupilRow.key, PupilRow.id)))
    on_roll = {pupil_ids[row.key] for row in rows}
    wanted = {
        (cohort_ids[kind, getattr(row, column)], pupil_ids[row.key])
        for row in rows
        for kind, column in KINDS.items()
        if getattr(row, column)
    }
    table = CohortPupilRow
    query = table.select(table.cohort, table.pupil).where(table.cohort << list(cohort_ids.values()))
    current = {(cohort_id, pupil_id) for cohort_id, pupil_id in as_tuples(query) if pupil_id in on_roll}
    _join(wanted - current)
    _leave(current - wanted)


def _join(places: set[tuple[int, int]]) -> None:
    """Put pupils into cohorts. A place is a cohort's id and a pupil's id."""
    for batch in _batches({"cohort": cohort_id, "pupil": pupil_id} for cohort_id, pupil_id in sorted(places)):
        CohortPupilRow.insert_many(batch).execute()


def _leave(places: set[tuple[int, int]]) -> None:
    """Take pupils out of cohorts. A place is a cohort's id and a pupil's id."""
    table, leaving = CohortPupilRow, defaultdict(list)
    for cohort_id, pupil_id in places:
        leaving[cohort_id].append(pupil_id)
    for cohort_id, pupil_ids in leaving.items():
        for batch in _batches(pupil_ids):
            table.delete().where(table.cohort == cohort_id, table.pupil << batch).execute()


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    """Yield lists of at most AT_ONCE items."""
    rest = iter(items)
    while batch := list(islice(rest, AT_ONCE)):
        yield batch
