"""Sign-ins of the staff: kept on the server, ended by idling, and slow to guess at."""

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
    """The same words for an unknown name and a wrong password."""

    msgid = N_("That email address and password do not match.")
    status = 401


class TooManyTries(LearningError):
    """Too many wrong passwords for this address within a few minutes."""

    msgid = N_("Too many attempts. Please wait five minutes and try again.")
    status = 429


class SignInOver(LearningError):
    """Nobody is signed in here any more."""

    msgid = N_("Please sign in.")
    status = 401


def sign_in(email: str, password: str, now: datetime) -> str:
    """Begin a sign-in and return its token; raises WrongSignIn, or TooManyTries after 10 wrong guesses in 5 minutes."""
    email = email.strip().lower()
    note_guess("email", email, GUESSES, GUESSING_TIME, now, TooManyTries)  # checked next: many at once still count
    row = MemberRow.get_or_none(MemberRow.email == email, MemberRow.retired_at.is_null())
    if not passwords.fits(password, row and row.password_hash):
        raise WrongSignIn()
    token = keys.new_token()
    _begin_sign_in(token, row.id, email, now)
    return token


@writing
def _begin_sign_in(token, member_id, email, now) -> None:
    forget_guesses("email", email)
    SignInRow.delete().where(SignInRow.started_at < now - LONGEST_SIGN_IN).execute()
    SignInRow.create(token_hash=keys.token_hash(token), member=member_id, started_at=now, seen_at=now)


def member_of(token: str, now: datetime, is_somebody: bool = True) -> Member:
    """Who is signed in with this token; raises SignInOver after 30 idle minutes or 10 hours.

    Notes last seen, unless a page asked by itself and nobody was there."""
    hashed = keys.token_hash(token or "")
    row = SignInRow.select(SignInRow, MemberRow).join(MemberRow).where(SignInRow.token_hash == hashed).first()
    if row is None or row.member.retired_at or now - row.seen_at > IDLE_TIME or now - row.started_at > LONGEST_SIGN_IN:
        raise SignInOver()
    if is_somebody and now - row.seen_at > timedelta(minutes=1):
        _note_seen(hashed, now)
    return member_from(row.member)


def whose(token: str) -> int | None:
    """The id of the member whose sign-in this is or, until the next one, was."""
    row = SignInRow.get_or_none(SignInRow.token_hash == keys.token_hash(token or ""))
    return row and row.member_id


@writing
def _note_seen(hashed, now) -> None:
    SignInRow.update(seen_at=now).where(SignInRow.token_hash == hashed).execute()


@writing
def sign_out(token: str, now: datetime) -> None:
    """End a sign-in on the server; a kept cookie is worth nothing afterwards."""
    SignInRow.delete().where(SignInRow.token_hash == keys.token_hash(token or "")).execute()
