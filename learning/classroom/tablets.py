"""Tablets: browsers that a member of staff set up for pupils. QR cards work on no other."""

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
    """The set-up code is mistyped, already used, or too old."""

    msgid = N_(
        "This set-up code does not work. It may already have been used, or be more than ten minutes old. "
        "Ask for a new one."
    )
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
    """A browser that staff set up for pupils. `has_voice`: it can read aloud by itself; None until its first visit."""

    id: int
    name: str
    enrolled_at: datetime
    seen_at: datetime
    signed_out_at: datetime | None
    has_voice: bool | None


def _from_row(row: TabletRow) -> Tablet:
    return Tablet(
        id=row.id,
        name=row.name,
        enrolled_at=row.enrolled_at,
        seen_at=row.seen_at,
        signed_out_at=row.signed_out_at,
        has_voice=row.has_voice,
    )


def tablet(tablet_id: int) -> Tablet:
    """Return one tablet; raises NoSuchTablet."""
    row = TabletRow.get_or_none(TabletRow.id == tablet_id)
    if row is None:
        raise NoSuchTablet()
    return _from_row(row)


def tablets() -> list[Tablet]:
    """Return all tablets, signed-out ones last."""
    return [_from_row(row) for row in TabletRow.select().order_by(TabletRow.signed_out_at.is_null(False), TabletRow.id)]


def set_up_code_waits(code: str, now: datetime) -> str:
    """Return the name that a set-up code will give a tablet, "" for the next number. The code can still be used.

    Raises SetUpCodeUnknown."""
    return _waiting(code, now).name


def _waiting(code: str, now: datetime) -> SetUpCodeRow:
    plain = "".join(letter for letter in code.upper() if letter.isascii() and letter.isalnum())
    row: SetUpCodeRow | None = SetUpCodeRow.get_or_none(SetUpCodeRow.sealed_code == keys.seal("set-up", plain))
    if row is None or row.used_at or row.until < now:
        raise SetUpCodeUnknown()
    return row


@writing
def new_set_up_code(member_id: int, now: datetime, name: str = "") -> str:
    """Return a set-up code ("ABCD EFGH") that makes one browser a tablet of this name, within ten minutes."""
    code = "".join(secrets.choice(LETTERS) for _ in range(SHORT_LENGTH))
    SetUpCodeRow.delete().where(SetUpCodeRow.until < now).execute()
    SetUpCodeRow.create(
        sealed_code=keys.seal("set-up", code), member=member_id, name=_short(name), until=now + SET_UP_TIME
    )
    return f"{code[:4]} {code[4:]}"


def enrol_with_code(code: str, now: datetime, typed_at: str = "", before: str = "") -> str:
    """Make the browser in which a set-up code was typed a tablet; return its token.

    `typed_at` identifies the browser, for example by its network address, to count wrong codes. `before` is the token
    that the browser had as a tablet. Raises SetUpCodeUnknown, TooManySetUpCodes."""
    noted = note_guess("set-up", typed_at, most=GUESSES, within=GUESSING_TIME, now=now, refusal=TooManySetUpCodes)
    token = _enrol_with_code(code, now, before)
    forgive([noted])
    return token


@writing
def _enrol_with_code(code: str, now: datetime, before: str) -> str:
    row = _waiting(code, now)
    SetUpCodeRow.update(used_at=now).where(SetUpCodeRow.sealed_code == row.sealed_code).execute()
    return enrol(row.name, row.member_id, now, before)


@writing
def enrol(name: str, member_id: int | None, now: datetime, before: str = "") -> str:
    """Make a browser a tablet and return its token; without a name, it gets the next number ("Tablet 3").

    A browser that was a tablet before (`before` is its old token) becomes the same tablet with its old name."""
    token, name = keys.new_token(), _short(name)
    old = before and TabletRow.get_or_none(TabletRow.token_hash == keys.token_hash(before))
    fresh = {"token_hash": keys.token_hash(token), "member": member_id, "enrolled_at": now, "seen_at": now}
    if old:
        _end_calls(old.id)
        TabletRow.update(**fresh, signed_out_at=None, name=name or old.name).where(TabletRow.id == old.id).execute()
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
    """Rename a tablet; raises NameMissing, NoSuchTablet."""
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
    """Sign every tablet out at once; return how many."""
    enrolled = [tablet for tablet in tablets() if tablet.signed_out_at is None]
    for each in enrolled:
        sign_out_tablet(each.id, now)
    return len(enrolled)


@writing
def sign_out_browser(token: str, now: datetime) -> Tablet | None:
    """Sign out the tablet that this browser was, because a member of staff signs in there; return it, or None."""
    row = TabletRow.get_or_none(TabletRow.token_hash == keys.token_hash(token or ""), TabletRow.signed_out_at.is_null())
    return sign_out_tablet(row.id, now) if row else None


def _end_calls(tablet_id: int) -> None:
    CallRow.delete().where(CallRow.tablet == tablet_id).execute()


@writing
def forget_set_up_codes() -> None:
    """Delete all set-up codes, because the secret that sealed them is lost."""
    SetUpCodeRow.delete().execute()


def tablet_of(token: str, now: datetime) -> Tablet:
    """Return the tablet with this token, and note every few minutes when it was last seen. Raises TabletNotEnrolled."""
    row = TabletRow.get_or_none(TabletRow.token_hash == keys.token_hash(token or ""))
    if row is None or row.signed_out_at:
        raise TabletNotEnrolled()
    if now - row.seen_at > timedelta(minutes=5):
        _note_tablet(row.id, now)
    return _from_row(row)


def note_voice(tablet: Tablet, has_voice: bool) -> None:
    """Note whether a tablet can read aloud by itself, as it says. Writes nothing where that is known."""
    if tablet.has_voice is not has_voice:
        _note_voice(tablet.id, has_voice)


@writing
def _note_voice(tablet_id: int, has_voice: bool) -> None:
    TabletRow.update(has_voice=has_voice).where(TabletRow.id == tablet_id).execute()


@writing
def _note_tablet(tablet_id: int, now: datetime) -> None:
    TabletRow.update(seen_at=now).where(TabletRow.id == tablet_id).execute()
