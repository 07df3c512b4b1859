"""Staff sign-ins: held on the server, ended after idle time, with a limit on guesses."""

from datetime import datetime, timedelta

from learning.core import keys
from learning.core.errors import LearningError, N_
from learning.core.guesses import forget_guesses, note_guess
from learning.core.store import writing

from . import passwords
from .members import Member, member_from
from .tables import MemberRow, SignInRow

GUESSES, GUESSING_TIME = 10, timedelta(minutes=5)  # Cyber Essentials
IDLE_TIME, LONGEST_SIGN_IN = timedelta(minutes=30), timedelta(hours=10)


class WrongSignIn(LearningError):
    """Unknown email address or wrong password. The message does not say which."""

    msgid = N_("That email address and password do not match.")
    status = 401


class TooManyTries(LearningError):
    """Too many wrong passwords for this email address within a few minutes."""

    msgid = N_("Too many attempts. Please wait five minutes and try again.")
    status = 429


class SignInOver(LearningError):
    """The sign-in has ended, or there never was one."""

    msgid = N_("Please sign in.")
    status = 401


def sign_in(email: str, password: str, now: datetime) -> str:
    """Sign a member in and return the token. Raises WrongSignIn, or TooManyTries after 10 guesses in 5 minutes."""
    email = email.strip().lower()
    # Before the check, so that guesses sent at the same time all count.
    note_guess("email", email, most=GUESSES, within=GUESSING_TIME, now=now, refusal=TooManyTries)
    row = MemberRow.get_or_none(MemberRow.email == email, MemberRow.retired_at.is_null())
    if not passwords.fits(password, row.password_hash if row else None) or row is None:
        raise WrongSignIn()
    token = keys.new_token()
    _begin_sign_in(token, row.id, email, now)
    return token


@writing
def _begin_sign_in(token: str, member_id: int, email: str, now: datetime) -> None:
    forget_guesses("email", email)
    SignInRow.delete().where(SignInRow.started_at < now - LONGEST_SIGN_IN).execute()
    SignInRow.create(token_hash=keys.token_hash(token), member=member_id, started_at=now, seen_at=now)


def member_of(token: str, now: datetime, is_somebody: bool = True) -> Member:
    """Return the member who is signed in with this token; raises SignInOver after 30 idle minutes or 10 hours.

    Notes the time of the request, unless a page sent it automatically (`is_somebody` is False)."""
    hashed = keys.token_hash(token or "")
    row = SignInRow.select(SignInRow, MemberRow).join(MemberRow).where(SignInRow.token_hash == hashed).first()
    if row is None or row.member.retired_at or now - row.seen_at > IDLE_TIME or now - row.started_at > LONGEST_SIGN_IN:
        raise SignInOver()
    if is_somebody and now - row.seen_at > timedelta(minutes=1):
        _note_seen(hashed, now)
    return member_from(row.member)


def member_id_behind(token: str) -> int | None:
    """Return the id of the member who signed in with this token, even if the sign-in has run out; None if unknown."""
    row = SignInRow.get_or_none(SignInRow.token_hash == keys.token_hash(token or ""))
    return row.member_id if row else None


@writing
def _note_seen(hashed: str, now: datetime) -> None:
    SignInRow.update(seen_at=now).where(SignInRow.token_hash == hashed).execute()


@writing
def sign_out(token: str, now: datetime) -> None:
    """End a sign-in on the server; a copy of its cookie stops working."""
    SignInRow.delete().where(SignInRow.token_hash == keys.token_hash(token or "")).execute()
