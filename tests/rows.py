"""The rows of the database as they lie in its file: whose they are, and whether anything has changed."""

import re
from collections import defaultdict
from functools import cached_property
from pathlib import Path

from peewee import sqlite3

# Not a change: when somebody was last seen, and who signed in.
NOT_COUNTED = {"sign_in": None, "tablet": ("seen_at",), "visit": ("seen_at",)}


class Rows:
    """A second look at a SQLite file, past the program's own models, so that new tables and columns are seen too."""

    def __init__(self, file: Path):
        self._db = sqlite3.connect(f"file:{file.as_posix()}?mode=ro", uri=True, isolation_level=None)
        self.tables = {name: sql for name, sql in self._all("SELECT name, sql FROM sqlite_master WHERE type = 'table'")}
        self.tables = {name: [row[1] for row in self._all(f"PRAGMA table_info({name})")] for name in self.tables}
        self.parents = {name: self._parents(name) for name in self.tables}

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _all(self, sql: str, *values) -> list[tuple]:
        return self._db.execute(sql, values).fetchall()

    def _parents(self, table: str) -> dict[str, tuple[str, str]]:
        """The table and column that each foreign key of a table leads to."""
        return {row[3]: (row[2], row[4] or "id") for row in self._all(f"PRAGMA foreign_key_list({table})")}

    def all(self, table: str) -> list[dict]:
        """The rows of a table by their columns' names."""
        return [dict(zip(self.tables[table], row, strict=True)) for row in self._rows(table)]

    def version(self) -> int:
        """Another number after each commit of the program."""
        return self._all("PRAGMA data_version")[0][0]

    def dump(self) -> dict[str, list[tuple]]:
        """Every row of every table, but for NOT_COUNTED."""
        return {name: rows for name in self.tables if (rows := self._counted(name)) is not None}

    def _counted(self, table: str) -> list[tuple] | None:
        left_out = NOT_COUNTED.get(table, ())
        if left_out is None:
            return None
        names = ", ".join(f'"{name}"' for name in self.tables[table] if name not in left_out)
        return sorted(self._all(f"SELECT {names} FROM {table}"), key=repr)

    def about(self, **roots: set[int]) -> dict[str, list[dict]]:
        """The rows that are, or hang on, these: about(pupil={1}, cohort={2}) has all that is known of both."""
        found: dict[str, dict[tuple, dict]] = defaultdict(dict)
        rows = {table: self.all(table) for table in self.tables}
        grows = True
        while grows:
            before = sum(map(len, found.values()))
            for name, each in [(table, row) for table in self.private for row in rows[table]]:
                is_root = each.get("id") in roots.get(name, ())
                hangs = any(
                    any(row[column] == each[key] for row in found[table].values())
                    for key, (table, column) in self.parents[name].items()
                    if each[key] is not None and table in found
                )
                if is_root or hangs:
                    found[name][tuple(each.values())] = each
            grows = sum(map(len, found.values())) > before
        return {name: list(each.values()) for name, each in found.items()}

    def _rows(self, table: str) -> list[tuple]:
        names = ", ".join(f'"{name}"' for name in self.tables[table])
        return self._all(f"SELECT {names} FROM {table}")

    @cached_property
    def private(self) -> list[str]:
        """The tables whose rows are of one pupil or cohort: those from which foreign keys lead there."""
        found = ["cohort", "pupil"]
        for _ in self.tables:
            found += [
                name
                for name, parents in self.parents.items()
                if name not in found and any(table in found for table, _ in parents.values())
            ]
        return found


def table_of(name: str, tables) -> str | None:
    """The table that an address means with a name like "pupil_id" or "decline_id"; None when there is none."""
    noun = re.sub(r"_id$", "", name)
    return next((table for table in (noun, f"{noun}d", f"{noun}ed") if table in tables), None)
