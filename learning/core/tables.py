"""The base of all tables, with the constraints that the database itself holds, and the table of wrong guesses."""

import re
from typing import Any

from peewee import AutoField, CharField, Check, DateTimeField, Model, TextField

from .store import database


def one_of(column: str, *words: str) -> Any:
    """A CHECK that a column holds one of these words."""
    return Check(f"{column} IN ({', '.join(repr(word) for word in words)})")


def within_scale(column: str) -> Any:
    """A CHECK that a column holds a score: 0 to 10, or nothing where it may be empty."""
    return Check(f"{column} BETWEEN 0 AND 10")


def words(**options: Any) -> "TextField[str]":
    """A column of words; no words are the empty string."""
    return TextField(default="", **options)


SOURCES = ("program", "paper", "invitation")  # where an entry or an opinion was given


def table_name(table: type[Model]) -> str:
    """The name of a table in the database, as in `cohort_pupil`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", table.__name__.removesuffix("Row")).lower()


class Row(Model):
    """What all tables have in common."""

    class Meta:
        database = database
        table_function = table_name
        legacy_table_names = False  # indexes are named after the table, too


class WrongGuessRow(Row):
    """A wrong password, code or secret picture. Too many in a short time are slowed down."""

    id = AutoField()
    sealed_name = CharField(help_text="whose, or at which tablet, in a form that cannot be read back")
    at = DateTimeField()

    class Meta:
        indexes = ((("sealed_name", "at"), False),)
