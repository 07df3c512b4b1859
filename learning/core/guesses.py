"""Guesses: how often something may be tried before it must wait; kept in the database, a restart forgets none."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from . import keys
from .errors import LearningError
from .store import as_tuples, writing
from .tables import WrongGuessRow
from .versions import lock_for_writing

LONGEST = timedelta(minutes=10)  # no limit looks further back


@writing
def note_guess(
    kind: str, name: str, *, most: int, within: timedelta, now: datetime, refusal: type[LearningError]
) -> int:
    """Note one try before it is checked, so that many at once still count; returns its id.

    Raises `refusal` when `most` tries of this kind and name were noted `within` a time of at most ten minutes."""
    guess, sealed = WrongGuessRow, _sealed(kind, name)
    lock_for_writing()
    guess.delete().where(guess.at <= now - LONGEST).execute()
    if guess.select().where(guess.sealed_name == sealed, guess.at > now - within).count() >= most:
        raise refusal()
    created: int = guess.create(sealed_name=sealed, at=now).id
    return created


@writing
def forgive(guess_ids: Iterable[int]) -> None:
    """These tries were right: they count no longer."""
    WrongGuessRow.delete().where(WrongGuessRow.id << list(guess_ids)).execute()


@writing
def forget_guesses(kind: str, name: str) -> None:
    """Count the tries of this kind and name anew."""
    WrongGuessRow.delete().where(WrongGuessRow.sealed_name == _sealed(kind, name)).execute()


def guesses(kind: str, names: Iterable[str], within: timedelta, now: datetime) -> dict[str, int]:
    """How many tries were noted for each of these names; a name without any is left out."""
    guess, sealed = WrongGuessRow, {_sealed(kind, name): name for name in names}
    counted: dict[str, int] = {}
    rows = guess.select(guess.sealed_name).where(guess.sealed_name << list(sealed), guess.at > now - within)
    for (found,) in as_tuples(rows):
        counted[sealed[found]] = counted.get(sealed[found], 0) + 1
    return counted


def _sealed(kind: str, name: str) -> str:
    return keys.seal("guess", f"{kind}:{name}")
