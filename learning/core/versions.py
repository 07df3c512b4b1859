"""Stamps: a short word for what somebody looked at, so that nobody writes over what they have not seen."""

from hashlib import sha256

from . import store


def version_token(*seen: object) -> str:
    """A word that changes with any change of `seen` (plain values, tuples and frozen dataclasses of them)."""
    return sha256(repr(seen).encode()).hexdigest()[:16]


def lock_for_writing() -> None:
    """Let writes that first look and then save wait for each other's commit. Part of a transaction.

    A server runs many transactions at once, none of which sees the others' rows. On SQLite one thread writes."""
    store.lock()
