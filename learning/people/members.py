"""Members of staff: who they are, what their duty is, and how they are added and retired."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from peewee import IntegrityError

from learning.core.errors import LearningError, N_
from learning.core.names import named
from learning.core.store import writing

from . import passwords
from .tables import MemberRow, SignInRow

DUTIES = ("administrator", "lead", "tutor", "professional")


class NoSuchMember(LearningError):
    """The member of staff does not exist."""

    msgid = N_("This member of staff does not exist.")
    status = 404


class EmailTaken(LearningError):
    """Another member of staff signs in with this email address."""

    msgid = N_("Another member of staff already signs in with %(email)s.")


class NotAnEmail(LearningError):
    """The text does not look like an email address."""

    msgid = N_("“%(email)s” is not an email address.")


class NoSuchDuty(LearningError):
    """A duty that does not exist."""

    msgid = N_("The duty must be administrator, lead, tutor or professional.")


@dataclass(frozen=True)
class Member:
    """A member of staff, or a professional from another agency. `active` is False once retired."""

    id: int
    name: str
    email: str
    job: str
    duty: str
    active: bool


def member_from(row: Any) -> Member:
    """Return the member of staff in a row of the table."""
    return Member(id=row.id, name=row.name, email=row.email, job=row.job, duty=row.duty, active=row.retired_at is None)


def add_member(name: str, email: str, *, job: str, duty: str, password: str, now: datetime) -> Member:
    """Add a member of staff; raises NameMissing, NotAnEmail, NoSuchDuty, PasswordTooShort, EmailTaken."""
    email = email.strip().lower()
    if email.count("@") != 1 or email.startswith("@") or email.endswith("@") or " " in email:
        raise NotAnEmail(email=email)
    if duty not in DUTIES:
        raise NoSuchDuty()
    new_member = NewMember(named(name), email, job.strip(), duty)
    return _add_member(new_member, passwords.hashed(password), now)


class NewMember(NamedTuple):
    """A member of staff to add."""

    name: str
    email: str
    job: str
    duty: str


@writing
def add_members(people: Iterable[NewMember], password: str, now: datetime) -> list[Member]:
    """Add members of staff who share a password, hashed once; raises PasswordTooShort, EmailTaken."""
    password_hash = passwords.hashed(password)
    return [_add_member(person, password_hash, now) for person in people]


@writing
def _add_member(person: NewMember, password_hash: str, now: datetime) -> Member:
    try:
        return member_from(MemberRow.create(**person._asdict(), password_hash=password_hash, added_at=now))
    except IntegrityError:
        raise EmailTaken(email=person.email) from None


def set_password(email: str, password: str) -> Member:
    """Give a member a new password and end their sign-ins. Raises PasswordTooShort, NoSuchMember."""
    return _set_password(email.strip().lower(), passwords.hashed(password))


@writing
def _set_password(email: str, password_hash: str) -> Member:
    row = MemberRow.get_or_none(email=email)
    if row is None:
        raise NoSuchMember()
    MemberRow.update(password_hash=password_hash).where(MemberRow.id == row.id).execute()
    SignInRow.delete().where(SignInRow.member == row.id).execute()
    return member_from(row)


@writing
def retire_member(member_id: int, now: datetime) -> Member:
    """Retire a member: they are signed out at once and cannot sign in again. Raises NoSuchMember."""
    member(member_id)
    MemberRow.update(retired_at=now).where(MemberRow.id == member_id).execute()
    SignInRow.delete().where(SignInRow.member == member_id).execute()
    return member(member_id)


def members() -> list[Member]:
    """Return all staff by name, with those who have left at the end."""
    return [
        member_from(row) for row in MemberRow.select().order_by(MemberRow.retired_at.is_null(False), MemberRow.name)
    ]


def member(member_id: int) -> Member:
    """Return a member of staff; raises NoSuchMember."""
    row = MemberRow.get_or_none(MemberRow.id == member_id)
    if row is None:
        raise NoSuchMember()
    return member_from(row)
