"""QR cards: each pupil's printed card, its code and its short code for typing, derived from the school's secret."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from learning.core import keys
from learning.core.codes import long_code, plain, short_code
from learning.core.errors import LearningError, N_
from learning.core.guesses import forgive, note_guess
from learning.core.store import writing
from learning.people.pupils import Pupil, pupil, pupil_from, surname_order
from learning.people.tables import CohortPupilRow, PupilRow

from .tables import QRCardRow

SHORT_LENGTH = 8
# A short code can be guessed, so wrong ones are counted: at each tablet and in the whole school.
GUESSES, GUESSES_IN_ALL, GUESSING_TIME = 5, 40, timedelta(minutes=1)
PICTURES = (
    "ball", "book", "clock", "food", "hand", "heart", "house", "idea", "medal", "moon", "music", "pencil", "plant",
    "puzzle", "shield", "speech", "star", "sun", "eye", "computer", "calendar", "climb", "friends", "teacher",
)  # fmt: skip


class NoSuchQRCard(LearningError):
    """No pupil of this school has this code."""

    msgid = N_("We do not know this QR card. Please check the letters, or ask your teacher.")
    status = 404


class WithdrawnQRCard(LearningError):
    """This QR card was withdrawn. `pupil_id` says whose it was, or 0 on the page that only shows the message."""

    msgid = N_("This is an old QR card. Please ask your teacher for your new one.")
    status = 410

    def __init__(self, pupil_id: int = 0) -> None:
        super().__init__()
        self.pupil_id = pupil_id


class PupilHasLeft(LearningError):
    """A QR card was asked for, for a pupil who has left the school."""

    msgid = N_("%(name)s has left the school, so there is no new QR card.")
    status = 409


class TooManyShortCodes(LearningError):
    """Too many wrong short codes within a minute."""

    msgid = N_("Too many wrong tries. Please wait a minute, or ask your teacher.")
    status = 429


@dataclass(frozen=True)
class QRCard:
    """A pupil's QR card in use: `code` is in the QR code, `short_code` ("ABCD EFGH") can be typed.

    `used_at` is when a visit was last begun with it."""

    id: int
    pupil: Pupil
    code: str
    short_code: str
    used_at: datetime | None = None


def _code(seed: str) -> str:
    return long_code("qr", seed)


def _short_code(seed: str) -> str:
    return short_code("short", seed, SHORT_LENGTH)


def _from_row(row: QRCardRow) -> QRCard:
    short = _short_code(row.seed)
    return QRCard(
        id=row.id,
        pupil=pupil_from(row.pupil),
        code=_code(row.seed),
        short_code=f"{short[:4]} {short[4:]}",
        used_at=row.used_at,
    )


def pictures_of(pupil_id: int) -> tuple[str, str]:
    """Return the two pictures by which a pupil who cannot read knows their QR card; 552 pupils in a row differ."""
    first, second = pupil_id % len(PICTURES), pupil_id // len(PICTURES) % (len(PICTURES) - 1)
    return PICTURES[first], PICTURES[(first + 1 + second) % len(PICTURES)]


def _in_use() -> Any:
    return (
        QRCardRow.select(QRCardRow, PupilRow)
        .join(PupilRow)
        .where(QRCardRow.withdrawn_at.is_null(), PupilRow.left_on.is_null())
    )


def qr_card(qr_card_id: int) -> QRCard:
    """Return one QR card in use; raises NoSuchQRCard."""
    row = _in_use().where(QRCardRow.id == qr_card_id).first()
    if row is None:
        raise NoSuchQRCard()
    return _from_row(row)


def qr_cards_of(cohort_id: int) -> list[QRCard]:
    """Return the QR cards in use of a cohort's pupils, by surname. They can be printed again at any time."""
    rows = _in_use().join(CohortPupilRow).where(CohortPupilRow.cohort == cohort_id)
    return sorted((_from_row(row) for row in rows), key=lambda card: surname_order(card.pupil))


@writing
def make_qr_cards(cohort_id: int, now: datetime) -> int:
    """Make the QR cards that are missing in a cohort; return how many."""
    has_card = QRCardRow.select(QRCardRow.pupil).where(QRCardRow.withdrawn_at.is_null())
    missing = [
        row.id
        for row in PupilRow.select(PupilRow.id)
        .join(CohortPupilRow)
        .where(CohortPupilRow.cohort == cohort_id, PupilRow.left_on.is_null(), PupilRow.id.not_in(has_card))
    ]
    _make(missing, now)
    return len(missing)


def _make(pupil_ids: Iterable[int], now: datetime) -> None:
    rows = []
    for pupil_id in pupil_ids:
        seed = keys.new_token()
        rows.append(
            {
                "pupil": pupil_id,
                "seed": seed,
                "made_at": now,
                "sealed_code": keys.seal("code", _code(seed)),
                "sealed_short_code": keys.seal("code", _short_code(seed)),
            }
        )
    for start in range(0, len(rows), 500):
        QRCardRow.insert_many(rows[start : start + 500]).execute()


@writing
def replace_qr_card(pupil_id: int, now: datetime) -> QRCard:
    """Withdraw a pupil's QR card and make a new one; a visit begun with the old one ends. Raises NoSuchPupil,
    PupilHasLeft."""
    if (found := pupil(pupil_id)).left_on:
        raise PupilHasLeft(name=found.called)
    _withdraw([pupil_id], now)
    _make([pupil_id], now)
    return _from_row(_in_use().where(QRCardRow.pupil == pupil_id).first())


@writing
def replace_qr_cards_of(cohort_id: int, now: datetime) -> int:
    """Withdraw all QR cards of a cohort's pupils and make new ones; return how many."""
    pupil_ids = [card.pupil.id for card in qr_cards_of(cohort_id)]
    _withdraw(pupil_ids, now)
    _make(pupil_ids, now)
    return len(pupil_ids)


@writing
def withdraw_qr_cards_of(cohort_id: int, now: datetime) -> int:
    """Withdraw all QR cards of a cohort's pupils; visits begun with them end. Return how many."""
    pupil_ids = [card.pupil.id for card in qr_cards_of(cohort_id)]
    _withdraw(pupil_ids, now)
    return len(pupil_ids)


def _withdraw(pupil_ids: list[int], now: datetime) -> None:
    card = QRCardRow
    card.update(withdrawn_at=now).where(card.pupil << pupil_ids, card.withdrawn_at.is_null()).execute()


@writing
def withdraw_all(now: datetime) -> int:
    """Withdraw every QR card in use, because the secret behind their codes is lost; visits end. Return how many."""
    return int(QRCardRow.update(withdrawn_at=now).where(QRCardRow.withdrawn_at.is_null()).execute())


def find_qr_card(code: str) -> int:
    """Return the id of the pupil whose QR card has this code, in upper or lower case. Short codes do not work here.

    Raises NoSuchQRCard, or WithdrawnQRCard for a card that was replaced."""
    return _pupil_with(QRCardRow.sealed_code, code)


def find_by_short_code(typed: str, tablet_id: int, now: datetime) -> int:
    """Return the id of the pupil whose QR card has this short code, in upper or lower case, spaces ignored.

    Raises NoSuchQRCard, WithdrawnQRCard, and TooManyShortCodes after five wrong ones at a tablet, or forty in
    all, within a minute."""
    noted = _note_guess(tablet_id, now)
    pupil_id = _pupil_with(QRCardRow.sealed_short_code, typed)
    forgive(noted)
    return pupil_id


@writing
def _note_guess(tablet_id: int, now: datetime) -> list[int]:
    at_tablet = note_guess(
        "letters", str(tablet_id), most=GUESSES, within=GUESSING_TIME, now=now, refusal=TooManyShortCodes
    )
    return [
        at_tablet,
        note_guess("letters", "in all", most=GUESSES_IN_ALL, within=GUESSING_TIME, now=now, refusal=TooManyShortCodes),
    ]


def _pupil_with(column: Any, typed: str) -> int:
    sealed = keys.seal("code", plain(typed)[:64])
    row: QRCardRow | None = QRCardRow.select(QRCardRow, PupilRow).join(PupilRow).where(column == sealed).first()
    if row is None:
        raise NoSuchQRCard()
    if row.withdrawn_at or row.pupil.left_on:
        raise WithdrawnQRCard(row.pupil_id)
    return row.pupil_id


@writing
def note_use(pupil_id: int, now: datetime) -> None:
    """Note that a visit begins with this pupil's QR card."""
    card = QRCardRow
    card.update(used_at=now).where(card.pupil == pupil_id, card.withdrawn_at.is_null()).execute()
