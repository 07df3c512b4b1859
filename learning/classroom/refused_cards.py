"""Refused cards: a QR card was shown to a browser and opened nothing, which is noted for the pupil's team."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from peewee import JOIN

from learning.core.store import writing
from learning.people.access import may_see
from learning.people.members import Member
from learning.people.pupils import Pupil, pupil_from
from learning.people.tables import PupilRow

from .qr_cards import find_by_short_code, find_qr_card, NoSuchQRCard, WithdrawnQRCard
from .rooms import check_open, RoomClosed
from .tables import RefusedCardRow, TabletRow
from .tablets import tablet_of, TabletNotEnrolled

SAME_AGAIN = timedelta(minutes=5)
STORED_FOR = timedelta(days=14)
SHOWN_FOR = timedelta(days=2)


@dataclass(frozen=True)
class RefusedCard:
    """A QR card that was shown and opened nothing: whose, when, at which tablet ("" for another browser), and `why`:
    "room closed", "withdrawn" or "no tablet"."""

    pupil: Pupil
    at: datetime
    tablet: str
    why: str


def show_qr_card(code: str, tablet_token: str, now: datetime) -> int:
    """Return the id of the pupil whose QR card was shown to a browser. This begins no visit.

    Raises TabletNotEnrolled (also for an unknown code), NoSuchQRCard, WithdrawnQRCard, RoomClosed."""
    try:
        tablet = tablet_of(tablet_token, now)
    except TabletNotEnrolled:
        if pupil_id := _pupil_of(code):
            note_refused_card(pupil_id, None, "no tablet", now)
        raise
    return _let_in(lambda: find_qr_card(code), tablet.id, now)


def type_short_code(typed: str, tablet_id: int, now: datetime) -> int:
    """Return the id of the pupil whose short code was typed at a tablet.

    Raises what `show_qr_card` raises, and TooManyShortCodes."""
    return _let_in(lambda: find_by_short_code(typed, tablet_id, now), tablet_id, now)


def _let_in(find: Callable[[], int], tablet_id: int, now: datetime) -> int:
    try:
        pupil_id = find()
    except WithdrawnQRCard as refusal:
        note_refused_card(refusal.pupil_id, tablet_id, "withdrawn", now)
        raise
    try:
        check_open(pupil_id, now)
    except RoomClosed:
        note_refused_card(pupil_id, tablet_id, "room closed", now)
        raise
    return pupil_id


def _pupil_of(code: str) -> int | None:
    try:
        return find_qr_card(code)
    except WithdrawnQRCard as refusal:
        return refusal.pupil_id
    except NoSuchQRCard:
        return None


@writing
def note_refused_card(pupil_id: int, tablet_id: int | None, why: str, now: datetime) -> None:
    """Note that a QR card opened nothing. The same again within five minutes counts once."""
    card = RefusedCardRow
    card.delete().where(card.at <= now - STORED_FOR).execute()
    place = card.tablet.is_null() if tablet_id is None else card.tablet == tablet_id
    if not card.select().where(card.pupil == pupil_id, place, card.at > now - SAME_AGAIN).exists():
        card.create(pupil=pupil_id, tablet=tablet_id, why=why, at=now)


def refused_cards_for(member: Member, now: datetime) -> list[RefusedCard]:
    """Return the refused QR cards of the last two days, of the pupils that a member may see, newest first."""
    card = RefusedCardRow
    rows = (
        card.select(card, PupilRow, TabletRow)
        .join(PupilRow)
        .switch(card)
        .join(TabletRow, JOIN.LEFT_OUTER)
        .where(card.at > now - SHOWN_FOR)
        .order_by(card.at.desc(), card.id.desc())
    )
    return [
        RefusedCard(pupil=pupil_from(row.pupil), at=row.at, tablet=row.tablet.name if row.tablet else "", why=row.why)
        for row in rows
        if may_see(member, row.pupil_id)
    ]
