"""Picture PINs: three of twelve pictures that a pupil keeps to themselves, against a classmate with their QR card.

There are 220 choices (order does not count, so that small children manage); five wrong ones in ten minutes close it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from learning.core import keys
from learning.core.errors import LearningError, N_
from learning.core.guesses import forget_guesses, guesses, note_guess
from learning.core.store import writing
from learning.people.pupils import pupil
from learning.people.tables import CohortPupilRow, CohortRow

from .tables import SecretPicturesRow

PICTURES = (
    "ball", "clock", "food", "hand", "heart", "house", "moon", "music", "pencil", "plant", "star", "sun",
)  # fmt: skip
HOW_MANY = 3
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
    """Return whether any of a pupil's cohorts asks for the pictures."""
    cohorts = CohortRow.select().join(CohortPupilRow)
    return bool(cohorts.where(CohortPupilRow.pupil == pupil_id, CohortRow.asks_pictures).exists())


def has_pictures(pupil_id: int) -> bool:
    """Return whether the pupil has chosen three pictures."""
    return bool(SecretPicturesRow.select().where(SecretPicturesRow.pupil == pupil_id).exists())


def read_pictures(chosen: Iterable[str]) -> tuple[str, ...]:
    """Return three different pictures of the twelve, in the order of the twelve; raises NotThreePictures."""
    chosen = set(chosen)
    pictures = tuple(picture for picture in PICTURES if picture in chosen)
    if len(pictures) != HOW_MANY:
        raise NotThreePictures()
    return pictures


@writing
def choose_pictures(pupil_id: int, chosen: Iterable[str], now: datetime) -> None:
    """Save the three pictures of a pupil who has none.

    Raises NoSuchPupil, NotThreePictures, and WrongPictures for a pupil who already has some."""
    pupil(pupil_id)
    pictures = read_pictures(chosen)
    if has_pictures(pupil_id):
        raise WrongPictures()
    SecretPicturesRow.create(pupil=pupil_id, sealed=_sealed(pupil_id, pictures), set_at=now)


def check_pictures(pupil_id: int, chosen: Iterable[str], now: datetime) -> None:
    """Raise NotThreePictures, WrongPictures, or TooManyPictures after five wrong choices within ten minutes."""
    pictures = read_pictures(chosen)
    note_guess("pictures", str(pupil_id), most=GUESSES, within=GUESSING_TIME, now=now, refusal=TooManyPictures)
    row = SecretPicturesRow.get_or_none(SecretPicturesRow.pupil == pupil_id)
    if row is None or row.sealed != _sealed(pupil_id, pictures):
        raise WrongPictures()
    forget_guesses("pictures", str(pupil_id))


@writing
def reset_pictures(pupil_id: int) -> None:
    """Delete a pupil's pictures and wrong tries; the pupil chooses new ones at the next visit."""
    SecretPicturesRow.delete().where(SecretPicturesRow.pupil == pupil_id).execute()
    forget_guesses("pictures", str(pupil_id))


@writing
def reset_all_pictures() -> int:
    """Delete everybody's pictures, because the secret that sealed them is lost; return how many."""
    return int(SecretPicturesRow.delete().execute())


def wrong_tries(pupil_ids: Iterable[int], now: datetime) -> dict[int, int]:
    """Return how many wrong pictures each of these pupils gave within ten minutes, without those who gave none."""
    counted = guesses("pictures", [str(pupil_id) for pupil_id in pupil_ids], GUESSING_TIME, now)
    return {int(pupil_id): tries for pupil_id, tries in counted.items()}


def _sealed(pupil_id: int, pictures: Iterable[str]) -> str:
    return keys.seal("pictures", f"{pupil_id}:{' '.join(pictures)}")
