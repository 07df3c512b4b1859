"""Refused cards: a QR card shown to a browser. In an open room it leads to a turn; all else is noted for the staff."""

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

NOTED_ONCE_IN = timedelta(minutes=5)
KEPT = timedelta(days=14)
TOLD = timedelta(days=2)


@dataclass(frozen=True)
class RefusedCard:
    """A QR card was shown and nothing was opened: whose, when, at which tablet ("" for a browser that is none), and
    `why`: "room closed", "withdrawn" or "no tablet"."""

    pupil: Pupil
    at: datetime
    tablet: str
    why: str


def show_qr_card(code: str, tablet_token: str, now: datetime) -> int:
    """A QR card's code comes to a browser: the id of the pupil, whose turn has not begun by that.

    Raises TabletNotEnrolled (the same for a code that there is not), NoSuchQRCard, WithdrawnQRCard, RoomClosed."""
    try:
        tablet = tablet_of(tablet_token, now)
    except TabletNotEnrolled:
        if pupil_id := _whose(code):
            note_refused_card(pupil_id, None, "no tablet", now)
        raise
    return _let_in(lambda: find_qr_card(code), tablet.id, now)


def type_short_code(typed: str, tablet_id: int, now: datetime) -> int:
    """A QR card's short code is typed at a tablet: the pupil's id. Raises as `show_qr_card`, and TooManyShortCodes."""
    return _let_in(lambda: find_by_short_code(typed, tablet_id, now), tablet_id, now)


def _let_in(find, tablet_id, now) -> int:
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


def _whose(code: str) -> int | None:
    try:
        return find_qr_card(code)
    except WithdrawnQRCard as refusal:
        return refusal.pupil_id
    except NoSuchQRCard:
        return None


@writing
def note_refused_card(pupil_id: int, tablet_id: int | None, why: str, now: datetime) -> None:
    """Note for the staff that a QR card opened nothing; the same again within five minutes is one."""
    card = RefusedCardRow
    card.delete().where(card.at <= now - KEPT).execute()
    place = card.tablet.is_null() if tablet_id is None else card.tablet == tablet_id
    if not card.select().where(card.pupil == pupil_id, place, card.at > now - NOTED_ONCE_IN).exists():
        card.create(pupil=pupil_id, tablet=tablet_id, why=why, at=now)


def refused_cards_for(member: Member, now: datetime) -> list[RefusedCard]:
    """The QR cards that were shown in vain within two days, of the pupils whom a member may see, newest first."""
    card = RefusedCardRow
    rows = (
        card.select(card, PupilRow, TabletRow)
        .join(PupilRow)
        .switch(card)
        .join(TabletRow, JOIN.LEFT_OUTER)
        .where(card.at > now - TOLD)
        .order_by(card.at.desc(), card.id.desc())
    )
    return [
        RefusedCard(pupil_from(row.pupil), row.at, row.tablet.name if row.tablet else "", row.why)
        for row in rows
        if may_see(member, row.pupil_id)
    ]
