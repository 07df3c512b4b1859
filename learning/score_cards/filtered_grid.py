"""A cohort's grid sifted and put in order, and as a table for a spreadsheet (R69)."""

from dataclasses import dataclass, replace

from learning.core.errors import N_
from learning.people.pupils import surname_order

from .summary import Grid, GridRow

ORDERS = ("surname", "priorities", "low", "high", "change", "gap")
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


PARTS = {  # what may stand beside an agreed score, in a column of its own
    N_("average"): lambda cell: None if cell.score is not None else rounded(cell.average),
    N_("views"): lambda cell: None if cell.score is not None else cell.views or None,
    N_("change"): lambda cell: cell.change,
    N_("gap"): lambda cell: rounded(cell.gap),
}


def table(grid: Grid, label=str) -> list[list]:
    """Header and rows as they are shown, every number one that can be reckoned with: the agreed score, and beside it
    whatever the grid has of PARTS. Not given is None. `label` puts the words of the header into the reader's language.
    """
    cells = [cell for row in grid.rows for cell in row.cells]
    parts = {name: part for name, part in PARTS.items() if any(part(cell) is not None for cell in cells)}
    columns = [
        name for one in grid.characteristics for name in (one.name, *(f"{one.name} ({label(part)})" for part in parts))
    ]
    head = [label(N_("Pupil")), label(N_("Year")), label(N_("Class")), *columns, label(N_("Priorities"))]
    rows = [
        [
            row.pupil.name,
            row.pupil.year,
            row.pupil.class_name,
            *(number for cell in row.cells for number in (cell.score, *(part(cell) for part in parts.values()))),
            sum(cell.is_priority for cell in row.cells),
        ]
        for row in grid.rows
    ]
    return [[harmless(words) for words in line] for line in (head, *rows)]


def rounded(number: float | None) -> float | None:
    """To one place, as it is shown."""
    return None if number is None else round(number, 1)


def harmless(words: object) -> object:
    """Words that no spreadsheet takes for a formula; numbers and nothing stay as they are (ASVS 1.2.10)."""
    if isinstance(words, str) and words.lstrip(" \u00a0\u3000")[:1] in set(RISKY) and words.strip():
        return f"'{words}"
    return words
