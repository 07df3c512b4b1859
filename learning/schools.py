"""The school of this data folder, with its thresholds and the words for who reads a journal."""

from dataclasses import dataclass
from datetime import datetime

from . import keys, store, tables
from .errors import N_
from .names import named
from .store import writing

READERS = N_("your tutor and the grown-ups who help you at school")


@dataclass(frozen=True)
class School:
    """The one school of this data folder. Agreed scores up to `low_score` are priorities; a change smaller than
    `smallest_change` points is too small to tell. `readers`: who reads a journal, in a child's words."""

    name: str
    is_example: bool
    low_score: int
    smallest_change: int
    readers: str


def school() -> School | None:
    """The school, or None before it is founded."""
    row = store.run("SELECT name, is_example, low_score, smallest_change, readers FROM school ORDER BY id").fetchone()
    return row and School(row[0], bool(row[1]), *row[2:])


@writing
def found_school(name: str, now: datetime, is_example: bool = False) -> School:
    """Found the school of this data folder."""
    tables.School.create(
        name=named(name), is_example=is_example, readers=READERS, sealed=_seal_of_secret(), founded_at=now
    )
    return school()


@writing
def set_school(name: str, low_score: int, smallest_change: int, readers: str) -> School:
    """Change the school's name, its threshold (0..10), its smallest change (1..10) and who reads the journals."""
    tables.School.update(
        name=named(name), low_score=low_score, smallest_change=smallest_change, readers=readers.strip() or READERS
    ).execute()
    return school()


def _seal_of_secret() -> str:
    return keys.seal("school", "secret")


def secret_fits() -> bool:
    """Is the secret that is held now the one from which this school's codes follow?"""
    row = store.run("SELECT sealed FROM school ORDER BY id").fetchone()
    return row is not None and row[0] == _seal_of_secret()


@writing
def renew_seal() -> None:
    """Take the secret that is held now as the school's own; codes sealed with the old one open nothing more."""
    tables.School.update(sealed=_seal_of_secret()).execute()
    tables.SetUpCode.delete().execute()
