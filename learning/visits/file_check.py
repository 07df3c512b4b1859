"""Looks after the files of recordings and drawings: which are missing, and which belong to nobody any more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from learning.core.store import as_tuples

from .sealed_files import delete_unnamed, is_whole, sealed_names
from .tables import GivenFileRow


@dataclass(frozen=True)
class FileCheck:
    """How many rows name a file, and how many of these files are missing."""

    files: int
    missing: int


def check_files() -> FileCheck:
    """Compare the rows of recordings and drawings with the files in the data folder."""
    named = _named()
    return FileCheck(len(named), len(named - sealed_names()))


def delete_leftovers(now: datetime) -> int:
    """Delete files that belong to no row: their pupil was erased, or a longer recording took their place. Returns how
    many. Files of the last hour stay: their row may be on its way, and a backup may be copying them."""
    return delete_unnamed(_named(), now)


NAMES_AND_SIZES = "SELECT name, size FROM given_file"


def check_copied(rows: Iterable[tuple[str, int]], folder: Path) -> FileCheck:
    """Compare the rows of a copied database (see NAMES_AND_SIZES) with the files that were copied beside it. A file of
    another size is missing, because it is not the whole of it."""
    rows = list(rows)
    missing = [name for name, size in rows if not is_whole(folder / name, size)]
    return FileCheck(len(rows), len(missing))


def _named() -> set[str]:
    return {name for (name,) in as_tuples(GivenFileRow.select(GivenFileRow.name))}
