"""Stamps: a short word for what somebody looked at, so that nobody writes over what they have not seen."""

from hashlib import sha256

from . import tables


def stamp(*seen) -> str:
    """A word that changes with any change of `seen` (plain values, tuples and frozen dataclasses of them)."""
    return sha256(repr(seen).encode()).hexdigest()[:16]


def one_after_another() -> None:
    """Let writes that first look and then keep wait for each other's commit: a server runs many transactions at once,
    none of which sees the others' rows. The school's one row is the lock; part of a transaction of the rules."""
    tables.School.update(is_example=tables.School.is_example).execute()
