"""Sign-ins of the staff: kept on the server, ended by idling, and slow to guess at."""

from datetime import datetime, timedelta

from . import keys, passwords, tables
from .errors import LearningError, N_
from .guesses import forget_guesses, note_guess
from .people import Member, member_from
from .store import writing

GUESSES, GUESSING_TIME = 10, timedelta(minutes=5)  # Cyber Essentials
IDLE_TIME, LONGEST_SIGN_IN = timedelta(minutes=30), timedelta(hours=10)


class WrongSignIn(LearningError):
    """The same words for an unknown name and a wrong password."""

    msgid = N_("That e-mail address and password do not go together.")
    status = 401


class TooManyTries(LearningError):
    """Too many wrong passwords for this address within a few minutes."""

    msgid = N_("Too many tries. Please wait five minutes and try again.")
    status = 429


class SignInOver(LearningError):
    """Nobody is signed in here any more."""

    msgid = N_("Please sign in.")
    status = 401


def sign_in(email: str, password: str, now: datetime) -> str:
    """Begin a sign-in and return its token; raises WrongSignIn, or TooManyTries after 10 wrong guesses in 5 minutes."""
    email = email.strip().lower()
    note_guess("email", email, GUESSES, GUESSING_TIME, now, TooManyTries)  # checked next: many at once still count
    row = tables.Member.get_or_none(tables.Member.email == email, tables.Member.retired_at.is_null())
    if not passwords.fits(password, row and row.password_hash):
        raise WrongSignIn()
    token = keys.new_token()
    _begin_sign_in(token, row.id, email, now)
    return token


@writing
def _begin_sign_in(token, member_id, email, now) -> None:
    forget_guesses("email", email)
    tables.SignIn.delete().where(tables.SignIn.started_at < now - LONGEST_SIGN_IN).execute()
    tables.SignIn.create(token_hash=keys.token_hash(token), member=member_id, started_at=now, seen_at=now)


def member_of(token: str, now: datetime, is_somebody: bool = True) -> Member:
    """Who is signed in with this token; raises SignInOver after 30 idle minutes or 10 hours.

    Notes last seen, unless a page asked by itself and nobody was there."""
    hashed = keys.token_hash(token or "")
    row = (
        tables.SignIn.select(tables.SignIn, tables.Member)
        .join(tables.Member)
        .where(tables.SignIn.token_hash == hashed)
        .first()
    )
    if row is None or row.member.retired_at or now - row.seen_at > IDLE_TIME or now - row.started_at > LONGEST_SIGN_IN:
        raise SignInOver()
    if is_somebody and now - row.seen_at > timedelta(minutes=1):
        _note_seen(hashed, now)
    return member_from(row.member)


def whose(token: str) -> int | None:
    """The id of the member whose sign-in this is or, until the next one, was."""
    row = tables.SignIn.get_or_none(tables.SignIn.token_hash == keys.token_hash(token or ""))
    return row and row.member_id


@writing
def _note_seen(hashed, now) -> None:
    tables.SignIn.update(seen_at=now).where(tables.SignIn.token_hash == hashed).execute()


@writing
def sign_out(token: str, now: datetime) -> None:
    """End a sign-in on the server; a kept cookie is worth nothing afterwards."""
    tables.SignIn.delete().where(tables.SignIn.token_hash == keys.token_hash(token or "")).execute()
