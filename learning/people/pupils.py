"""Pupils: how they are called, in which order they stand, and who has left."""

from dataclasses import dataclass
from datetime import date

from learning.core import store
from learning.core.errors import LearningError, N_
from learning.core.names import plain
from learning.core.store import writing

from .tables import PupilRow


class NoSuchPupil(LearningError):
    """There is no such pupil, or none that this person may see."""

    msgid = N_("This pupil does not exist, or you cannot see them.")
    status = 404


@dataclass(frozen=True)
class Pupil:
    """A pupil as they are called: `called` is the first name, `surname` sorts."""

    id: int
    name: str
    called: str
    surname: str
    year: str
    class_name: str
    key: str
    left_on: date | None


def pupil_of(
    pupil_id, forename, surname, preferred_forename, preferred_surname, year, class_name, key, left_on
) -> Pupil:
    """A pupil as they prefer to be called."""
    called, surname = preferred_forename or forename, preferred_surname or surname
    return Pupil(pupil_id, f"{called} {surname}", called, surname, year, class_name, key, left_on)


def pupil_from(row) -> Pupil:
    """The pupil in a row of the pupils' table."""
    names = (row.forename, row.surname, row.preferred_forename, row.preferred_surname)
    return pupil_of(row.id, *names, row.year, row.class_name, row.key, row.left_on)


def pupil(pupil_id: int) -> Pupil:
    """One pupil; raises NoSuchPupil."""
    row = PupilRow.get_or_none(PupilRow.id == pupil_id)
    if row is None:
        raise NoSuchPupil()
    return pupil_from(row)


def surname_order(one: Pupil) -> tuple[str, str]:
    """The key that sorts pupils as a register does: accents and capitals do not count."""
    return plain(one.surname), plain(one.name)


def _by_surname(rows) -> list[Pupil]:
    return sorted((pupil_from(row) for row in rows), key=surname_order)


_PUPILS_OF = """
SELECT p.id, p.forename, p.surname, p.preferred_forename, p.preferred_surname, p.year, p.class_name, p.key
FROM pupil p JOIN cohort_pupil c ON c.pupil_id = p.id WHERE c.cohort_id = ? AND p.left_on IS NULL"""


def pupils_of(cohort_id: int) -> list[Pupil]:
    """The pupils of a cohort who have not left, by surname."""
    rows = store.run(_PUPILS_OF, cohort_id).fetchall()
    return sorted((pupil_of(*row, None) for row in rows), key=surname_order)


def everyone() -> list[Pupil]:
    """All pupils who have not left, by surname."""
    return _by_surname(PupilRow.select().where(PupilRow.left_on.is_null()))


@writing
def mark_left(pupil_id: int, on: date) -> Pupil:
    """A pupil leaves the school: their QR card works no longer, all that was kept stays. A later roll may bring them
    back. Raises NoSuchPupil."""
    pupil(pupil_id)
    PupilRow.update(left_on=on).where(PupilRow.id == pupil_id).execute()
    return pupil(pupil_id)
