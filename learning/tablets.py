"""Tablets: browsers that a member of staff enrolled for the school; QR cards work on no other."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from peewee import fn

from . import keys, tables
from .errors import LearningError, N_
from .qr_cards import LETTERS, SHORT_LENGTH
from .store import writing

SET_UP_TIME = timedelta(minutes=10)


class SetUpCodeUnknown(LearningError):
    """The set-up code is mistyped, used already, or too old."""

    msgid = N_("This set-up code does not work. It may be used already or older than ten minutes: ask for a new one.")
    status = 404


class TabletNotEnrolled(LearningError):
    """This browser is not a tablet of the school."""

    msgid = N_("This tablet is not set up yet. Please ask a teacher.")
    status = 403


class NoSuchTablet(LearningError):
    """There is no such tablet."""

    msgid = N_("There is no such tablet here.")
    status = 404


@dataclass(frozen=True)
class Tablet:
    """A browser enrolled for the school by its staff."""

    id: int
    name: str
    enrolled_at: datetime
    seen_at: datetime
    signed_out_at: datetime | None


def _tablet(row) -> Tablet:
    return Tablet(row.id, row.name, row.enrolled_at, row.seen_at, row.signed_out_at)


def tablets() -> list[Tablet]:
    """All tablets, those signed out last."""
    return [
        _tablet(row)
        for row in tables.Tablet.select().order_by(tables.Tablet.signed_out_at.is_null(False), tables.Tablet.id)
    ]


@writing
def new_set_up_code(member_id: int, now: datetime) -> str:
    """A set-up code ("ABCD EFGH") that makes one browser a tablet, within ten minutes."""
    code = "".join(secrets.choice(LETTERS) for _ in range(SHORT_LENGTH))
    tables.SetUpCode.delete().where(tables.SetUpCode.until < now).execute()
    tables.SetUpCode.create(sealed_code=keys.seal("set-up", code), member=member_id, until=now + SET_UP_TIME)
    return f"{code[:4]} {code[4:]}"


@writing
def enrol_with_code(code: str, now: datetime) -> str:
    """Make the browser in which a set-up code was typed a tablet; returns its token. Raises SetUpCodeUnknown."""
    plain = "".join(letter for letter in code.upper() if letter.isascii() and letter.isalnum())
    row = tables.SetUpCode.get_or_none(tables.SetUpCode.sealed_code == keys.seal("set-up", plain))
    if row is None or row.used_at or row.until < now:
        raise SetUpCodeUnknown()
    tables.SetUpCode.update(used_at=now).where(tables.SetUpCode.sealed_code == row.sealed_code).execute()
    return enrol("", row.member_id, now)


@writing
def enrol(name: str, member_id: int | None, now: datetime) -> str:
    """Make a browser a tablet and return its token; without a name it gets the next number ("Tablet 3")."""
    token = keys.new_token()
    number = (tables.Tablet.select(fn.COUNT(tables.Tablet.id)).scalar() or 0) + 1
    tables.Tablet.create(
        name=name.strip() or f"Tablet {number}",
        token_hash=keys.token_hash(token),
        member=member_id,
        enrolled_at=now,
        seen_at=now,
    )
    return token


@writing
def sign_out_tablet(tablet_id: int, now: datetime) -> Tablet:
    """Sign a tablet out at once; the visit on it ends. Raises NoSuchTablet."""
    row = tables.Tablet.get_or_none(tables.Tablet.id == tablet_id)
    if row is None:
        raise NoSuchTablet()
    tables.Tablet.update(signed_out_at=now).where(tables.Tablet.id == tablet_id).execute()
    tables.Visit.update(ended_at=now).where(tables.Visit.tablet == tablet_id, tables.Visit.ended_at.is_null()).execute()
    return _tablet(tables.Tablet.get_by_id(tablet_id))


def tablet_of(token: str, now: datetime) -> Tablet:
    """The tablet with this token; raises TabletNotEnrolled. Notes last seen, every few minutes."""
    row = tables.Tablet.get_or_none(tables.Tablet.token_hash == keys.token_hash(token or ""))
    if row is None or row.signed_out_at:
        raise TabletNotEnrolled()
    if now - row.seen_at > timedelta(minutes=5):
        _note_tablet(row.id, now)
    return _tablet(row)


@writing
def _note_tablet(tablet_id, now) -> None:
    tables.Tablet.update(seen_at=now).where(tables.Tablet.id == tablet_id).execute()
