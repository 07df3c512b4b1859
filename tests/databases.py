"""Databases for tests: made once in a run, with tables alone or with the cast, and copied for each test."""

import os
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from learning.core import files, store as the_store
from learning.schema import TABLES
from tests.cast import Cast, gather_cast
from web.config import FILES

SECRET = "a secret for tests"
POSTGRES = os.environ.get("TEST_POSTGRES_URL", "")
NAMES = [table._meta.table_name for table in TABLES]


@contextmanager
def opened(address: str):
    """The store over the database at this address, for as long as something is made in it."""
    the_store.open_store(address, SECRET)
    if file := the_store.file_of(address):
        files.hold(file.with_name(FILES))
    try:
        yield the_store
    finally:
        the_store.close_store()


def address_of(file: Path) -> str:
    """The address of a SQLite file."""
    return f"sqlite:///{file.as_posix()}"


@contextmanager
def new_postgres():
    """The address of a new and empty database on the server of TEST_POSTGRES_URL, gone afterwards."""
    import psycopg

    name = f"personalise_{uuid4().hex}"
    before, _, options = POSTGRES.partition("?")
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{before.rpartition('/')[0]}/{name}" + (f"?{options}" if options else "")
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


class Postgres:
    """The PostgreSQL database of this run. Emptying it and filling it again is much quicker than a new one."""

    FILLED = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in NAMES)
    USED = "FROM pg_sequences WHERE last_value IS NOT NULL AND sequencename NOT LIKE 'schema_migration%'"
    COUNTED = f"SELECT sequencename, last_value {USED}"
    COUNT_ANEW = f"SELECT setval(sequencename::regclass, 1, false) {USED}"

    def __init__(self, address: str, connection):
        self.address, self.connection = address, connection
        self.cast: Cast | None = None
        self.rows_of_cast: dict[str, bytes] = {}
        self.counted: list[tuple[str, int]] = []

    def tables_with_rows(self) -> list[str]:
        """The names of the tables that hold rows, in the order in which they can be filled."""
        filled = {name for (name,) in self.connection.execute(self.FILLED)}
        return [name for name in NAMES if name in filled]

    def empty(self) -> None:
        """Delete every row, those that refer to others first, and number new ones from 1."""
        with self.connection.transaction():
            for name in reversed(self.tables_with_rows()):
                self.connection.execute(f"DELETE FROM {name}")
            self.connection.execute("DELETE FROM schema_migration WHERE name >= '9'")
            self.connection.execute(self.COUNT_ANEW)

    def bring_cast(self) -> None:
        """Fill the emptied database with the cast: by the rules the first time, then from a copy of the rows."""
        if self.cast is None:
            with opened(self.address):
                self.cast = gather_cast()
            self.rows_of_cast = {name: self.copy_out(name) for name in self.tables_with_rows()}
            self.counted = self.connection.execute(self.COUNTED).fetchall()
            return
        with self.connection.transaction(), self.connection.cursor() as cursor:
            for name, rows in self.rows_of_cast.items():
                with cursor.copy(f"COPY {name} FROM STDIN") as copy:
                    copy.write(rows)
            for name, last in self.counted:
                cursor.execute("SELECT setval(%s::regclass, %s)", (name, last))

    def copy_out(self, name: str) -> bytes:
        """The rows of a table as PostgreSQL writes them."""
        with self.connection.cursor() as cursor, cursor.copy(f"COPY {name} TO STDOUT") as copy:
            return b"".join(copy)
