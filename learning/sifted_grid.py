"""A cohort's grid sifted and put in order, and as a table for a spreadsheet (R69)."""

from dataclasses import dataclass, replace

from .errors import N_
from .people import surname_order
from .summary import Cell, Grid, GridRow

ORDERS = ("surname", "priorities", "low", "high", "change", "gap")
GAP = N_("gap")
RISKY = "=+-@\t\r\n\0＝＋－＠"  # what a spreadsheet may take for a formula at the start of a cell


@dataclass(frozen=True)
class Wanted:
    """Which rows of a grid, in which order: by surname, most priorities first, lowest or highest score first, greatest
    change or widest gap first. They are those of `characteristic_id`, else of all that the row has; rows without one
    come last. `year` and `class_name` are "" for all."""

    order: str = "surname"
    year: str = ""
    class_name: str = ""
    characteristic_id: int | None = None
    priorities_only: bool = False


def sift(grid: Grid, wanted: Wanted) -> Grid:
    """The rows that are wanted, in their order; with a characteristic, that column alone."""
    if wanted.characteristic_id in {one.id for one in grid.characteristics}:
        grid = one_column(grid, wanted.characteristic_id)
    rows = [row for row in grid.rows if is_wanted(row, wanted)]
    rows.sort(key=lambda row: surname_order(row.pupil))
    if wanted.order in KEYS:
        rows.sort(key=KEYS[wanted.order])
    return replace(grid, rows=tuple(rows), priorities=sum(cell.is_priority for row in rows for cell in row.cells))


def one_column(grid: Grid, characteristic_id: int) -> Grid:
    """The grid with one characteristic alone."""
    place = next(at for at, one in enumerate(grid.characteristics) if one.id == characteristic_id)
    rows = tuple(GridRow(row.pupil, (row.cells[place],)) for row in grid.rows)
    return replace(grid, characteristics=(grid.characteristics[place],), rows=rows)


def is_wanted(row: GridRow, wanted: Wanted) -> bool:
    """Is this pupil of the year and class, and with a priority where only those are wanted?"""
    fits = wanted.year in ("", row.pupil.year) and wanted.class_name in ("", row.pupil.class_name)
    return fits and (not wanted.priorities_only or any(cell.is_priority for cell in row.cells))


def shown(row: GridRow) -> list[float]:
    """The numbers of a row: agreed scores, and averages where nothing is agreed yet."""
    numbers = [cell.average if cell.score is None else cell.score for cell in row.cells]
    return [number for number in numbers if number is not None]


def changes(row: GridRow) -> list[int]:
    """How far each agreed score of a row lies from the baseline."""
    return [abs(cell.change) for cell in row.cells if cell.change is not None]


def gaps(row: GridRow) -> list[float]:
    """How far the views of each characteristic lie apart."""
    return [cell.gap for cell in row.cells if cell.gap is not None]


KEYS = {
    "priorities": lambda row: -sum(cell.is_priority for cell in row.cells),
    "low": lambda row: (not shown(row), min(shown(row), default=0)),
    "high": lambda row: (not shown(row), -max(shown(row), default=0)),
    "change": lambda row: (not changes(row), -max(changes(row), default=0)),
    "gap": lambda row: (not gaps(row), -max(gaps(row), default=0)),
}


# --- as a table for a spreadsheet -------------------------------------------------------------------------------


def table(grid: Grid, with_gaps: bool = False) -> list[list]:
    """Header and rows as they are shown: an agreed score is a number, an average says so, not given is None; the gap
    of each characteristic, where it is asked for, stands beside it."""
    columns = [one.name for one in grid.characteristics]
    if with_gaps:
        columns = [name for one in columns for name in (one, f"{one} ({GAP})")]
    head = [N_("Pupil"), N_("Year"), N_("Class"), *columns, N_("Priorities")]
    rows = [
        [
            row.pupil.name,
            row.pupil.year,
            row.pupil.class_name,
            *(words for cell in row.cells for words in in_columns(cell, with_gaps)),
            sum(cell.is_priority for cell in row.cells),
        ]
        for row in grid.rows
    ]
    return [[harmless(words) for words in line] for line in (head, *rows)]


def in_columns(cell: Cell, with_gaps: bool) -> tuple:
    """A cell's own column, and that of its gap."""
    gap = cell.gap if cell.gap is None else round(cell.gap, 1)
    return (in_table(cell), gap) if with_gaps else (in_table(cell),)


def in_table(cell: Cell) -> int | str | None:
    """What stands in a cell of the spreadsheet."""
    return f"~{cell.average:.1f}" if cell.score is None and cell.average is not None else cell.score


def harmless(words):
    """Words that no spreadsheet takes for a formula; numbers and nothing stay as they are (ASVS 1.2.10)."""
    if isinstance(words, str) and words.lstrip(" \u00a0\u3000")[:1] in set(RISKY) and words.strip():
        return f"'{words}"
    return words
