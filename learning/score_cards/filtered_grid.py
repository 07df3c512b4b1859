"""A cohort's grid filtered and in order, and as a table for a spreadsheet (R69)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from learning.core.errors import N_
from learning.people.pupils import surname_order

from .grid import Cell, Grid, GridRow

FORMULA_STARTS = frozenset("=+-@\t\r\n\0＝＋－＠")  # what a spreadsheet may take for a formula at the start of a cell
Value = str | int | float | None


@dataclass(frozen=True)
class GridFilter:
    """Which rows of a grid to show, and in which order.

    `order` is "surname", "priorities" (most first), "low" or "high" (lowest or highest score first), "change" (greatest
    first) or "gap" (widest first). Rows without a number come last. `characteristic_id` shows only one column, None all
    of them. `year` and `class_name` are "" for all."""

    order: str = "surname"
    year: str = ""
    class_name: str = ""
    characteristic_id: int | None = None
    priorities_only: bool = False


def filter_grid(grid: Grid, chosen: GridFilter) -> Grid:
    """Return the grid with the chosen rows in the chosen order, and only the chosen column if there is one."""
    if chosen.characteristic_id is not None:
        grid = _one_column(grid, chosen.characteristic_id)
    rows = sorted((row for row in grid.rows if _fits(row, chosen)), key=lambda row: surname_order(row.pupil))
    if chosen.order in KEYS:
        rows.sort(key=KEYS[chosen.order])
    return replace(grid, rows=tuple(rows), priorities=sum(cell.is_priority for row in rows for cell in row.cells))


def _one_column(grid: Grid, characteristic_id: int) -> Grid:
    """The grid with only this characteristic; the whole grid if it does not have it."""
    ids = [column.id for column in grid.characteristics]
    if characteristic_id not in ids:
        return grid
    place = ids.index(characteristic_id)
    rows = tuple(GridRow(row.pupil, (row.cells[place],)) for row in grid.rows)
    return replace(grid, characteristics=(grid.characteristics[place],), rows=rows)


def _fits(row: GridRow, chosen: GridFilter) -> bool:
    is_in_group = chosen.year in ("", row.pupil.year) and chosen.class_name in ("", row.pupil.class_name)
    return is_in_group and (not chosen.priorities_only or any(cell.is_priority for cell in row.cells))


def _scores(row: GridRow) -> list[float]:
    """The numbers of a row: agreed scores, and averages where nothing is agreed yet."""
    numbers = [cell.average if cell.score is None else cell.score for cell in row.cells]
    return [number for number in numbers if number is not None]


def _changes(row: GridRow) -> list[int]:
    """How many points each agreed score of a row differs from the baseline."""
    return [abs(cell.change) for cell in row.cells if cell.change is not None]


def _gaps(row: GridRow) -> list[float]:
    return [cell.gap for cell in row.cells if cell.gap is not None]


KEYS: dict[str, Callable[[GridRow], Any]] = {
    "priorities": lambda row: -sum(cell.is_priority for cell in row.cells),
    "low": lambda row: (not _scores(row), min(_scores(row), default=0)),
    "high": lambda row: (not _scores(row), -max(_scores(row), default=0)),
    "change": lambda row: (not _changes(row), -max(_changes(row), default=0)),
    "gap": lambda row: (not _gaps(row), -max(_gaps(row), default=0)),
}


# --- as a table for a spreadsheet -------------------------------------------------------------------------------


PARTS: dict[str, Callable[[Cell], Value]] = {  # what can be beside an agreed score, in a column of its own
    N_("average"): lambda cell: None if cell.score is not None else _to_one_place(cell.average),
    N_("views"): lambda cell: None if cell.score is not None else cell.views or None,
    N_("change"): lambda cell: cell.change,
    N_("gap"): lambda cell: _to_one_place(cell.gap),
}


def table(grid: Grid, label: Callable[[str], str] = str) -> list[list[Value]]:
    """Return the header and the rows as they are shown, with every number as a number that a spreadsheet can add up.

    Beside the agreed score are those of PARTS that the grid has. Not given is None. `label` translates the header."""
    cells = [cell for row in grid.rows for cell in row.cells]
    parts = {name: part for name, part in PARTS.items() if any(part(cell) is not None for cell in cells)}
    head: list[Value] = [label(name) for name in (N_("Pupil"), N_("Year"), N_("Class"))]
    for column in grid.characteristics:
        head += [column.name, *(f"{column.name} ({label(part)})" for part in parts)]
    head.append(label(N_("Priorities")))
    rows = [_table_row(row, list(parts.values())) for row in grid.rows]
    return [[harmless(value) for value in row] for row in (head, *rows)]


def _table_row(row: GridRow, parts: list[Callable[[Cell], Value]]) -> list[Value]:
    numbers = [number for cell in row.cells for number in (cell.score, *(part(cell) for part in parts))]
    priorities = sum(cell.is_priority for cell in row.cells)
    return [row.pupil.name, row.pupil.year, row.pupil.class_name, *numbers, priorities]


def _to_one_place(number: float | None) -> float | None:
    return None if number is None else round(number, 1)


def harmless(value: Value) -> Value:
    """Return text that no spreadsheet takes for a formula; numbers and None stay as they are (ASVS 1.2.10)."""
    if isinstance(value, str) and value.lstrip(" \u00a0\u3000")[:1] in FORMULA_STARTS and value.strip():
        return f"'{value}"
    return value
