"""Pupils: what they are called, how a register sorts them, and who has left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from learning.core import store
from learning.core.errors import LearningError, N_
from learning.core.names import plain
from learning.core.store import writing

from .tables import PupilRow


class NoSuchPupil(LearningError):
    """The pupil does not exist, or this person may not see them."""

    msgid = N_("This pupil does not exist, or you cannot see them.")
    status = 404


@dataclass(frozen=True)
class Pupil:
    """A pupil under the name they prefer. `called` is the first name; `surname` is for sorting."""

    id: int
    name: str
    called: str
    surname: str
    year: str
    class_name: str
    key: str
    left_on: date | None


# What `pupil_of` needs, in the order in which fixed SQL selects it.
PUPIL_COLUMNS = (
    *("id", "forename", "surname", "preferred_forename", "preferred_surname"),
    *("year", "class_name", "key", "left_on"),
)


def pupil_of(
    id: int,
    *,
    forename: str,
    surname: str,
    preferred_forename: str,
    preferred_surname: str,
    year: str,
    class_name: str,
    key: str,
    left_on: date | None,
) -> Pupil:
    """Return a pupil under the name they prefer, from the names on the roll."""
    called, family_name = preferred_forename or forename, preferred_surname or surname
    return Pupil(
        id=id,
        name=f"{called} {family_name}",
        called=called,
        surname=family_name,
        year=year,
        class_name=class_name,
        key=key,
        left_on=left_on,
    )


def pupil_from(row: Any) -> Pupil:
    """Return the pupil in a row of the pupils' table."""
    return pupil_of(**{column: getattr(row, column) for column in PUPIL_COLUMNS})


def pupil_from_values(values: Iterable[Any]) -> Pupil:
    """Return the pupil in values that fixed SQL selected in the order of PUPIL_COLUMNS."""
    columns = dict(zip(PUPIL_COLUMNS, values, strict=True))
    left_on = columns.pop("left_on")
    return pupil_of(**columns, left_on=store.day(left_on) if left_on else None)


def pupil(pupil_id: int) -> Pupil:
    """Return a pupil; raises NoSuchPupil."""
    row = PupilRow.get_or_none(PupilRow.id == pupil_id)
    if row is None:
        raise NoSuchPupil()
    return pupil_from(row)


def surname_order(pupil: Pupil) -> tuple[str, str]:
    """Return the key that sorts pupils as a register does: accents and capitals do not count."""
    return plain(pupil.surname), plain(pupil.name)


def by_surname(rows: Iterable[Any]) -> list[Pupil]:
    """Return the pupils in rows of the pupils' table, as a register sorts them."""
    return sorted((pupil_from(row) for row in rows), key=surname_order)


_PUPILS_OF = f"""
SELECT {", ".join(f"p.{column}" for column in PUPIL_COLUMNS)}
FROM pupil p JOIN cohort_pupil c ON c.pupil_id = p.id WHERE c.cohort_id = ? AND p.left_on IS NULL"""


def pupils_of(cohort_id: int) -> list[Pupil]:
    """Return the pupils of a cohort who have not left, by surname."""
    rows = store.run(_PUPILS_OF, cohort_id).fetchall()
    return sorted((pupil_from_values(row) for row in rows), key=surname_order)


def everyone() -> list[Pupil]:
    """Return all pupils who have not left, by surname."""
    return by_surname(PupilRow.select().where(PupilRow.left_on.is_null()))


@writing
def mark_left(pupil_id: int, on: date) -> Pupil:
    """Mark a pupil as having left the school: their QR card stops working, and everything saved stays. A later roll can
    bring them back. Raises NoSuchPupil."""
    pupil(pupil_id)
    PupilRow.update(left_on=on).where(PupilRow.id == pupil_id).execute()
    return pupil(pupil_id)
