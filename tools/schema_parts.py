"""What is known of the tables: packages, tables, columns."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One column: its kind in words, the table it refers to, and what may be in it."""

    name: str
    kind: str
    refers_to: str | None
    in_key: bool
    may_be_empty: bool
    limits: tuple[str, ...]
    meaning: str


@dataclass(frozen=True)
class Unique:
    """Columns that are unique together; `where` says in which rows, "" means in all."""

    columns: tuple[str, ...]
    where: str


@dataclass(frozen=True)
class Table:
    """One table: what a row of it is, its columns, and which columns are unique together."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    unique: tuple[Unique, ...]


@dataclass(frozen=True)
class Package:
    """One package of `learning`: what it holds, and its tables in the order of their declaration."""

    name: str
    meaning: str
    tables: tuple[Table, ...]
