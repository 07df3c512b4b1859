"""Tablets: browsers that a member of staff enrolled for the school; QR cards work on no other."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from learning.core import keys
from learning.core.codes import LETTERS
from learning.core.errors import LearningError, N_
from learning.core.guesses import forgive, note_guess
from learning.core.names import named
from learning.core.store import writing

from .qr_cards import SHORT_LENGTH
from .tables import CallRow, SetUpCodeRow, TabletRow

SET_UP_TIME = timedelta(minutes=10)
GUESSES, GUESSING_TIME = 5, timedelta(minutes=1)
LONGEST_NAME = 40


class SetUpCodeUnknown(LearningError):
    """The set-up code is mistyped, used already, or too old."""

    msgid = N_("This set-up code does not work. It may be used or more than ten minutes old. Ask for a new one.")
    status = 404


class TooManySetUpCodes(LearningError):
    """Too many wrong set-up codes within a minute."""

    msgid = N_("Too many wrong codes. Please wait a minute, then check the set-up code and try again.")
    status = 429


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


def tablet(tablet_id: int) -> Tablet:
    """One tablet; raises NoSuchTablet."""
    row = TabletRow.get_or_none(TabletRow.id == tablet_id)
    if row is None:
        raise NoSuchTablet()
    return _tablet(row)


def tablets() -> list[Tablet]:
    """All tablets, those signed out last."""
    return [_tablet(row) for row in TabletRow.select().order_by(TabletRow.signed_out_at.is_null(False), TabletRow.id)]


def set_up_code_waits(code: str, now: datetime) -> str:
    """The name that a tablet will get with a set-up code, "" for the next number; uses nothing up.

    Raises SetUpCodeUnknown."""
    return _waiting(code, now).name


def _waiting(code: str, now: datetime):
    plain = "".join(letter for letter in code.upper() if letter.isascii() and letter.isalnum())
    row = SetUpCodeRow.get_or_none(SetUpCodeRow.sealed_code == keys.seal("set-up", plain))
    if row is None or row.used_at or row.until < now:
        raise SetUpCodeUnknown()
    return row


@writing
def new_set_up_code(member_id: int, now: datetime, name: str = "") -> str:
    """A set-up code ("ABCD EFGH") that makes one browser a tablet of this name, within ten minutes."""
    code = "".join(secrets.choice(LETTERS) for _ in range(SHORT_LENGTH))
    SetUpCodeRow.delete().where(SetUpCodeRow.until < now).execute()
    SetUpCodeRow.create(
        sealed_code=keys.seal("set-up", code), member=member_id, name=_short(name), until=now + SET_UP_TIME
    )
    return f"{code[:4]} {code[4:]}"


def enrol_with_code(code: str, now: datetime, typed_at: str = "", before: str = "") -> str:
    """Make the browser in which a set-up code was typed a tablet; returns its token.

    `typed_at` is any mark of that browser, its network address say: wrong codes are counted by it. `before` is the
    token that the browser had as a tablet. Raises SetUpCodeUnknown, TooManySetUpCodes."""
    noted = note_guess("set-up", typed_at, GUESSES, GUESSING_TIME, now, TooManySetUpCodes)
    token = _enrol_with_code(code, now, before)
    forgive([noted])
    return token


@writing
def _enrol_with_code(code, now, before) -> str:
    row = _waiting(code, now)
    SetUpCodeRow.update(used_at=now).where(SetUpCodeRow.sealed_code == row.sealed_code).execute()
    return enrol(row.name, row.member_id, now, before)


@writing
def enrol(name: str, member_id: int | None, now: datetime, before: str = "") -> str:
    """Make a browser a tablet and return its token; without a name it gets the next number ("Tablet 3").

    A browser that was a tablet (`before` is the token it had) is the same tablet again, under its old name."""
    token, name = keys.new_token(), _short(name)
    old = before and TabletRow.get_or_none(TabletRow.token_hash == keys.token_hash(before))
    fresh = {"token_hash": keys.token_hash(token), "member": member_id, "enrolled_at": now, "seen_at": now}
    if old:
        _end_calls(old.id)
        again = {**fresh, "signed_out_at": None, "name": name or old.name}
        TabletRow.update(**again).where(TabletRow.id == old.id).execute()
    else:
        TabletRow.create(name=name or _next_name(), **fresh)
    return token


def _next_name() -> str:
    taken = {row.name for row in TabletRow.select(TabletRow.name)}
    return next(name for name in (f"Tablet {number}" for number in count(1)) if name not in taken)


def _short(name: str) -> str:
    return " ".join(name.split())[:LONGEST_NAME]


@writing
def rename_tablet(tablet_id: int, name: str) -> Tablet:
    """Give a tablet another name; raises NameMissing, NoSuchTablet."""
    tablet(tablet_id)
    TabletRow.update(name=_short(named(name))).where(TabletRow.id == tablet_id).execute()
    return tablet(tablet_id)


@writing
def sign_out_tablet(tablet_id: int, now: datetime) -> Tablet:
    """Sign a tablet out at once; the visit on it ends. Raises NoSuchTablet."""
    tablet(tablet_id)
    TabletRow.update(signed_out_at=now).where(TabletRow.id == tablet_id, TabletRow.signed_out_at.is_null()).execute()
    _end_calls(tablet_id)
    return tablet(tablet_id)


@writing
def sign_out_all(now: datetime) -> int:
    """Sign every tablet out at once; returns how many."""
    enrolled = [one for one in tablets() if one.signed_out_at is None]
    for one in enrolled:
        sign_out_tablet(one.id, now)
    return len(enrolled)


@writing
def sign_out_browser(token: str, now: datetime) -> Tablet | None:
    """A member of staff signs in with this browser, so it is a tablet no longer; which one it was, or None."""
    row = TabletRow.get_or_none(TabletRow.token_hash == keys.token_hash(token or ""), TabletRow.signed_out_at.is_null())
    return row and sign_out_tablet(row.id, now)


def _end_calls(tablet_id) -> None:
    CallRow.delete().where(CallRow.tablet == tablet_id).execute()


@writing
def forget_set_up_codes() -> None:
    """Forget all set-up codes: the secret they were sealed with is lost."""
    SetUpCodeRow.delete().execute()


def tablet_of(token: str, now: datetime) -> Tablet:
    """The tablet with this token; raises TabletNotEnrolled. Notes last seen, every few minutes."""
    row = TabletRow.get_or_none(TabletRow.token_hash == keys.token_hash(token or ""))
    if row is None or row.signed_out_at:
        raise TabletNotEnrolled()
    if now - row.seen_at > timedelta(minutes=5):
        _note_tablet(row.id, now)
    return _tablet(row)


@writing
def _note_tablet(tablet_id, now) -> None:
    TabletRow.update(seen_at=now).where(TabletRow.id == tablet_id).execute()
