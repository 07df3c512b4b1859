"""Picture PINs: three of twelve pictures that a pupil keeps to themselves, against a classmate with their QR card.

There are 220 choices (order does not count, so that small children manage); five wrong ones in ten minutes close it."""

from datetime import datetime, timedelta

from learning.core import keys
from learning.core.errors import LearningError, N_
from learning.core.guesses import forget_guesses, guesses, note_guess
from learning.core.store import writing
from learning.people.cohorts import cohort
from learning.people.pupils import pupil
from learning.people.tables import CohortPupilRow, CohortRow

from .tables import SecretPicturesRow

PICTURES = (
    "ball", "clock", "food", "hand", "heart", "house", "moon", "music", "pencil", "plant", "star", "sun",
)  # fmt: skip
MANY = 3
GUESSES, GUESSING_TIME = 5, timedelta(minutes=10)


class NotThreePictures(LearningError):
    """Fewer or more than three pictures."""

    msgid = N_("Press three pictures.")


class WrongPictures(LearningError):
    """Not the three that the pupil chose."""

    msgid = N_("These are not your three pictures. Try again, or ask your teacher.")
    status = 403


class TooManyPictures(LearningError):
    """Wrong too often."""

    msgid = N_("Too many wrong tries. Please ask your teacher to let you in.")
    status = 429


def asks_pictures(pupil_id: int) -> bool:
    """Does any cohort of this pupil ask for the pictures?"""
    cohorts, mine = CohortRow, CohortPupilRow
    return cohorts.select().join(mine).where(mine.pupil == pupil_id, cohorts.asks_pictures).exists()


def cohort_asks(cohort_id: int) -> bool:
    """Does this cohort ask for the pictures? Raises NoSuchCohort."""
    cohort(cohort_id)
    return CohortRow.get_by_id(cohort_id).asks_pictures


@writing
def ask_pictures(cohort_id: int, asks: bool) -> None:
    """Ask the pupils of a cohort for three pictures from now on, or no longer. Raises NoSuchCohort."""
    cohort(cohort_id)
    CohortRow.update(asks_pictures=asks).where(CohortRow.id == cohort_id).execute()


def has_pictures(pupil_id: int) -> bool:
    """Has the pupil chosen three pictures?"""
    return SecretPicturesRow.select().where(SecretPicturesRow.pupil == pupil_id).exists()


def read_pictures(chosen) -> tuple[str, ...]:
    """Three different pictures of the twelve, in the order of the twelve; raises NotThreePictures."""
    pictures = tuple(picture for picture in PICTURES if picture in chosen)
    if len(pictures) != MANY:
        raise NotThreePictures()
    return pictures


@writing
def choose_pictures(pupil_id: int, chosen, now: datetime) -> None:
    """Keep the three pictures of a pupil who has none; raises NotThreePictures, WrongPictures where there are some."""
    pupil(pupil_id)
    pictures = read_pictures(chosen)
    if has_pictures(pupil_id):
        raise WrongPictures()
    SecretPicturesRow.create(pupil=pupil_id, sealed=_sealed(pupil_id, pictures), set_at=now)


def check_pictures(pupil_id: int, chosen, now: datetime) -> None:
    """Raises NotThreePictures, WrongPictures, and TooManyPictures after five wrong choices within ten minutes."""
    pictures = read_pictures(chosen)
    note_guess("pictures", str(pupil_id), GUESSES, GUESSING_TIME, now, TooManyPictures)
    row = SecretPicturesRow.get_or_none(SecretPicturesRow.pupil == pupil_id)
    if row is None or row.sealed != _sealed(pupil_id, pictures):
        raise WrongPictures()
    forget_guesses("pictures", str(pupil_id))


@writing
def reset_pictures(pupil_id: int) -> None:
    """Forget a pupil's pictures and wrong tries; the next visit chooses new ones."""
    SecretPicturesRow.delete().where(SecretPicturesRow.pupil == pupil_id).execute()
    forget_guesses("pictures", str(pupil_id))


@writing
def reset_all_pictures() -> int:
    """Forget everybody's pictures, for the secret they were sealed with is lost; returns how many."""
    return SecretPicturesRow.delete().execute()


def wrong_tries(pupil_ids, now: datetime) -> dict[int, int]:
    """How often each of these pupils' pictures were tried in vain within ten minutes; nobody without a wrong try."""
    counted = guesses("pictures", [str(pupil_id) for pupil_id in pupil_ids], GUESSING_TIME, now)
    return {int(pupil_id): tries for pupil_id, tries in counted.items()}


def _sealed(pupil_id: int, pictures) -> str:
    return keys.seal("pictures", f"{pupil_id}:{' '.join(pictures)}")
