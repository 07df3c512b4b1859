"""The roll: brings the pupils, their classes and their years up to date from the school's own system."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from learning.core.store import writing

from .pupils import pupil_from
from .roll_file import read_roll, RollError, Row
from .tables import CohortPupilRow, CohortRow, PupilRow

__all__ = ["Report", "RollError", "Row", "import_roll", "read_roll"]

AT_ONCE = 500  # rows a statement
NAMES = ("forename", "surname", "preferred_forename", "preferred_surname", "year", "class_name", "born")
# Only these two kinds of cohort follow the roll; groups are gathered by people.
KINDS = {"class": "class_name", "year": "year"}


@dataclass(frozen=True)
class Report:
    """What an import did, in numbers of pupils; `leavers` are the names not on this roll, `cohorts` the new ones."""

    added: int
    changed: int
    unchanged: int
    returned: int
    leavers: tuple[str, ...]
    cohorts: int


@writing
def import_roll(rows: list[Row], now: datetime) -> Report:
    """Bring pupils and their class and year cohorts up to date, all or nothing; nobody is deleted or marked as left."""
    rows = _spelled_as_known(rows)
    there = {pupil.key: pupil for pupil in PupilRow.select()}
    found = defaultdict(list)
    for row in rows:
        found[_what_happens(row, there.get(row.key))].append(row)
    _keep(_pupil_columns(row, there.get(row.key)) for what in ("added", "changed", "returned") for row in found[what])
    new_cohorts = _make_cohorts(rows)
    _follow_cohorts(rows)
    on_roll = {row.key for row in rows}
    leavers = [pupil_from(one).name for key, one in there.items() if key not in on_roll and not one.left_on]
    return Report(
        added=len(found["added"]),
        changed=len(found["changed"]),
        unchanged=len(found["unchanged"]),
        returned=len(found["returned"]),
        leavers=tuple(sorted(leavers)),
        cohorts=new_cohorts,
    )


def _what_happens(row: Row, pupil) -> str:
    if pupil is None:
        return "added"
    if pupil.left_on:
        return "returned"
    columns = _pupil_columns(row, pupil)
    return "unchanged" if all(columns[name] == getattr(pupil, name) for name in NAMES) else "changed"


def _pupil_columns(row: Row, pupil) -> dict:
    """The pupil's row of the table. A roll without dates of birth does not wipe those known already."""
    columns = {name: getattr(row, name) for name in NAMES}
    if row.born is None and pupil is not None:
        columns["born"] = pupil.born
    return {"key": row.key, "left_on": None, **columns}


def _keep(pupils: Iterable[dict]) -> None:
    """Adds new pupils and changes known ones, hundreds a statement."""
    table = PupilRow
    changing = [getattr(table, name) for name in (*NAMES, "left_on")]
    for some in _batches(pupils):
        table.insert_many(some).on_conflict(conflict_target=[table.key], preserve=changing).execute()


def _spelled_as_known(rows: list[Row]) -> list[Row]:
    """The rows with classes and years spelled as the school has them: "kestrels" is no other class than "Kestrels"."""
    known = {(kind, name.casefold()): name for kind, name in _cohort_ids()}
    spelled = []
    for row in rows:
        names = {column: getattr(row, column) for column in KINDS.values()}
        for kind, column in KINDS.items():
            names[column] = known.setdefault((kind, names[column].casefold()), names[column])
        spelled.append(replace(row, **names))
    return spelled


def _wanted(rows: list[Row]) -> set[tuple[str, str]]:
    """The (kind, name) of every class and year on the roll."""
    return {(kind, getattr(row, column)) for row in rows for kind, column in KINDS.items() if getattr(row, column)}


def _cohort_ids() -> dict[tuple[str, str], int]:
    table = CohortRow
    rows = table.select(table.kind, table.name, table.id).where(table.kind << list(KINDS)).tuples()
    return {(kind, name): cohort_id for kind, name, cohort_id in rows}


def _make_cohorts(rows: list[Row]) -> int:
    """Makes the classes and years that are not there yet; says how many."""
    new = sorted(_wanted(rows) - _cohort_ids().keys())
    for some in _batches({"kind": kind, "name": name} for kind, name in new):
        CohortRow.insert_many(some).execute()
    return len(new)


def _follow_cohorts(rows: list[Row]) -> None:
    """Each pupil of the roll is in the class and the year that the roll says, and in no other class or year."""
    cohorts = _cohort_ids()
    pupils = {key: pupil_id for key, pupil_id in PupilRow.select(PupilRow.key, PupilRow.id).tuples()}
    on_roll = {pupils[row.key] for row in rows}
    wanted = {
        (cohorts[kind, getattr(row, column)], pupils[row.key])
        for row in rows
        for kind, column in KINDS.items()
        if getattr(row, column)
    }
    table = CohortPupilRow
    places = table.select(table.cohort, table.pupil).where(table.cohort << list(cohorts.values())).tuples()
    there = {(cohort_id, pupil_id) for cohort_id, pupil_id in places if pupil_id in on_roll}
    for some in _batches({"cohort": cohort_id, "pupil": pupil_id} for cohort_id, pupil_id in sorted(wanted - there)):
        table.insert_many(some).execute()
    leaving = defaultdict(list)
    for cohort_id, pupil_id in there - wanted:
        leaving[cohort_id].append(pupil_id)
    for cohort_id, pupil_ids in leaving.items():
        for some in _batches(pupil_ids):
            table.delete().where(table.cohort == cohort_id, table.pupil << some).execute()


def _batches(things: Iterable) -> Iterator[list]:
    """Lists of at most AT_ONCE."""
    rest = iter(things)
    while some := list(islice(rest, AT_ONCE)):
        yield some
