"""The people: the school, its staff and their sign-ins, pupils, cohorts and teams, and who may see whom."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from unicodedata import combining, normalize

from peewee import fn, IntegrityError, JOIN
from werkzeug.security import check_password_hash, generate_password_hash

from . import keys, tables
from .errors import LearningError, N_
from .store import writing

DUTIES = ("administrator", "lead", "tutor", "professional")
HASHING = "scrypt:131072:8:1"  # OWASP's minimum; Werkzeug's default lies below it
SHORTEST_PASSWORD = 12
COMMON_PASSWORDS = ("password", "123456", "qwerty", "letmein", "welcome", "iloveyou", "football", "abc123")
GUESSES, GUESSING_TIME = 10, timedelta(minutes=5)  # Cyber Essentials
IDLE_TIME, LONGEST_SIGN_IN = timedelta(minutes=30), timedelta(hours=10)
READERS = N_("your tutor and the grown-ups who help you at school")


class NoSuchPupil(LearningError):
    """There is no such pupil, or none that this person may see."""

    msgid = N_("There is no such pupil here.")
    status = 404


class NoSuchCohort(LearningError):
    """There is no such cohort, or none that this person may see."""

    msgid = N_("There is no such cohort here.")
    status = 404


class NoSuchMember(LearningError):
    """There is no such member of staff."""

    msgid = N_("There is no such member of staff here.")
    status = 404


class EmailTaken(LearningError):
    """Somebody signs in with this address already."""

    msgid = N_("Somebody on the staff signs in with %(email)s already.")


class NotAnEmail(LearningError):
    """This does not look like an e-mail address."""

    msgid = N_("“%(email)s” is not an e-mail address.")


class NameMissing(LearningError):
    """A name is needed."""

    msgid = N_("Please give a name.")


class NoSuchDuty(LearningError):
    """A duty that the house does not know."""

    msgid = N_("A duty is one of: administrator, lead, tutor, professional.")


class PasswordTooShort(LearningError):
    """The password is too short or among the first that anyone would try."""

    msgid = N_(
        "A password has at least 12 characters and is not one of the well-known ones. Three words in a row do well."
    )


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


class GroupEmpty(LearningError):
    """A group needs pupils."""

    msgid = N_("Choose at least one pupil for the group.")


class NameTaken(LearningError):
    """There is a cohort of this name already."""

    msgid = N_("There is a group called “%(name)s” already.")


# --- the school -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class School:
    """The one school of this data folder. Agreed scores up to `low_score` are priorities; a change smaller than
    `smallest_change` points is too small to tell. `readers`: who reads a journal, in a child's words."""

    name: str
    is_example: bool
    low_score: int
    smallest_change: int
    readers: str


def school() -> School | None:
    """The school, or None before it is founded."""
    row = tables.School.select().order_by(tables.School.id).first()
    return row and School(row.name, row.is_example, row.low_score, row.smallest_change, row.readers)


@writing
def found_school(name: str, now: datetime, is_example: bool = False) -> School:
    """Found the school of this data folder."""
    tables.School.create(name=_named(name), is_example=is_example, readers=READERS, founded_at=now)
    return school()


@writing
def set_school(name: str, low_score: int, smallest_change: int, readers: str) -> School:
    """Change the school's name, its threshold (0..10), its smallest change (1..10) and who reads the journals."""
    tables.School.update(
        name=_named(name), low_score=low_score, smallest_change=smallest_change, readers=readers.strip() or READERS
    ).execute()
    return school()


def _named(name: str) -> str:
    if not name.strip():
        raise NameMissing()
    return " ".join(name.split())


# --- the staff --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Member:
    """A member of staff, or a professional from another agency. `job` is how they are called in school."""

    id: int
    name: str
    email: str
    job: str
    duty: str
    active: bool


def _member(row) -> Member:
    return Member(row.id, row.name, row.email, row.job, row.duty, row.retired_at is None)


def add_member(name: str, email: str, job: str, duty: str, password: str, now: datetime) -> Member:
    """Add a member of staff; raises NameMissing, NotAnEmail, NoSuchDuty, PasswordTooShort, EmailTaken."""
    email = email.strip().lower()
    if email.count("@") != 1 or email.startswith("@") or email.endswith("@") or " " in email:
        raise NotAnEmail(email=email)
    if duty not in DUTIES:
        raise NoSuchDuty()
    return _add_member(_named(name), email, job.strip(), duty, _hashed(password), now)


@writing
def _add_member(name, email, job, duty, password_hash, now) -> Member:
    try:
        return _member(
            tables.Member.create(name=name, email=email, job=job, duty=duty, password_hash=password_hash, added_at=now)
        )
    except IntegrityError:
        raise EmailTaken(email=email) from None


def _hashed(password: str) -> str:
    known = password.lower().strip("0123456789!?.- ")
    if len(password) < SHORTEST_PASSWORD or known in COMMON_PASSWORDS or len(set(password)) < 4:
        raise PasswordTooShort()
    return generate_password_hash(password, HASHING)


def set_password(email: str, password: str) -> Member:
    """Give a member a new password; their sign-ins end."""
    return _set_password(email.strip().lower(), _hashed(password))


@writing
def _set_password(email, password_hash) -> Member:
    row = tables.Member.get_or_none(email=email)
    if row is None:
        raise NoSuchMember()
    tables.Member.update(password_hash=password_hash).where(tables.Member.id == row.id).execute()
    tables.SignIn.delete().where(tables.SignIn.member == row.id).execute()
    return _member(row)


@writing
def retire_member(member_id: int, now: datetime) -> Member:
    """A member leaves: they can no longer sign in, and the sign-ins that live now end at once."""
    member(member_id)
    tables.Member.update(retired_at=now).where(tables.Member.id == member_id).execute()
    tables.SignIn.delete().where(tables.SignIn.member == member_id).execute()
    return member(member_id)


def members() -> list[Member]:
    """All the staff, by name, those who left last."""
    return [
        _member(row)
        for row in tables.Member.select().order_by(tables.Member.retired_at.is_null(False), tables.Member.name)
    ]


def member(member_id: int) -> Member:
    """One member of staff; raises NoSuchMember."""
    row = tables.Member.get_or_none(tables.Member.id == member_id)
    if row is None:
        raise NoSuchMember()
    return _member(row)


def sign_in(email: str, password: str, now: datetime) -> str:
    """Begin a sign-in and return its token; raises WrongSignIn, or TooManyTries after 10 wrong guesses in 5 minutes."""
    email = email.strip().lower()
    sealed = keys.seal("guess", email)
    guess = tables.WrongGuess
    if guess.select().where(guess.sealed_email == sealed, guess.at > now - GUESSING_TIME).count() >= GUESSES:
        raise TooManyTries()
    row = tables.Member.get_or_none(tables.Member.email == email, tables.Member.retired_at.is_null())
    # An unknown address costs the same time as a wrong password.
    if not check_password_hash(row.password_hash if row else _nobody(), password) or row is None:
        _note_wrong_guess(sealed, now)
        raise WrongSignIn()
    token = keys.new_token()
    _begin_sign_in(token, row.id, sealed, now)
    return token


_nobodys_hash = {}


def _nobody() -> str:
    if HASHING not in _nobodys_hash:
        _nobodys_hash[HASHING] = generate_password_hash(keys.new_token(), HASHING)
    return _nobodys_hash[HASHING]


@writing
def _note_wrong_guess(sealed, now) -> None:
    tables.WrongGuess.delete().where(tables.WrongGuess.at < now - GUESSING_TIME).execute()
    tables.WrongGuess.create(sealed_email=sealed, at=now)


@writing
def _begin_sign_in(token, member_id, sealed, now) -> None:
    tables.WrongGuess.delete().where(tables.WrongGuess.sealed_email == sealed).execute()
    tables.SignIn.delete().where(tables.SignIn.started_at < now - LONGEST_SIGN_IN).execute()
    tables.SignIn.create(token_hash=keys.token_hash(token), member=member_id, started_at=now, seen_at=now)


def member_of(token: str, now: datetime) -> Member:
    """Who is signed in with this token; raises SignInOver after 30 idle minutes or 10 hours. Notes last seen."""
    hashed = keys.token_hash(token or "")
    row = (
        tables.SignIn.select(tables.SignIn, tables.Member)
        .join(tables.Member)
        .where(tables.SignIn.token_hash == hashed)
        .first()
    )
    if (
        row is None
        or row.ended_at
        or row.member.retired_at
        or now - row.seen_at > IDLE_TIME
        or now - row.started_at > LONGEST_SIGN_IN
    ):
        raise SignInOver()
    if now - row.seen_at > timedelta(minutes=1):
        _note_seen(hashed, now)
    return _member(row.member)


@writing
def _note_seen(hashed, now) -> None:
    tables.SignIn.update(seen_at=now).where(tables.SignIn.token_hash == hashed).execute()


@writing
def sign_out(token: str, now: datetime) -> None:
    """End a sign-in on the server; a kept cookie is worth nothing afterwards."""
    tables.SignIn.delete().where(tables.SignIn.token_hash == keys.token_hash(token or "")).execute()


# --- pupils and cohorts -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pupil:
    """A pupil as they are called: `called` is the first name, `surname` sorts."""

    id: int
    name: str
    called: str
    surname: str
    year: str
    class_name: str
    key: str
    left_on: date | None


@dataclass(frozen=True)
class Cohort:
    """A class, a year group, or a small targeted group ("group"), with its number of pupils and its team's names."""

    id: int
    name: str
    kind: str
    pupils: int
    team: tuple[str, ...]


def pupil_from(row) -> Pupil:
    """The pupil in a row of the pupils' table."""
    called, surname = row.preferred_forename or row.forename, row.preferred_surname or row.surname
    return Pupil(row.id, f"{called} {surname}", called, surname, row.year, row.class_name, row.key, row.left_on)


def pupil(pupil_id: int) -> Pupil:
    """One pupil; raises NoSuchPupil."""
    row = tables.Pupil.get_or_none(tables.Pupil.id == pupil_id)
    if row is None:
        raise NoSuchPupil()
    return pupil_from(row)


def surname_order(one: Pupil) -> tuple[str, str]:
    """The key that sorts pupils as a register does: accents and capitals do not count."""
    return _plain(one.surname), _plain(one.name)


def _plain(name: str) -> str:
    return "".join(sign for sign in normalize("NFKD", name.casefold()) if not combining(sign))


def _counting(name: str) -> list:
    """The key that sorts Year 3 before Year 13."""
    return [(part.isdigit(), int(part) if part.isdigit() else part) for part in re.split(r"(\d+)", _plain(name))]


def _by_surname(rows) -> list[Pupil]:
    return sorted((pupil_from(row) for row in rows), key=surname_order)


def pupils_of(cohort_id: int) -> list[Pupil]:
    """The pupils of a cohort who have not left, by surname."""
    return _by_surname(
        tables.Pupil.select()
        .join(tables.CohortPupil)
        .where(tables.CohortPupil.cohort == cohort_id, tables.Pupil.left_on.is_null())
    )


def everyone() -> list[Pupil]:
    """All pupils who have not left, by surname."""
    return _by_surname(tables.Pupil.select().where(tables.Pupil.left_on.is_null()))


def cohort(cohort_id: int) -> Cohort:
    """One cohort; raises NoSuchCohort."""
    found = _cohorts(tables.Cohort.id == cohort_id)
    if not found:
        raise NoSuchCohort()
    return found[0]


def cohorts_of(member: Member) -> list[Cohort]:
    """The cohorts a member works with: all for lead and administrator, else those whose team they are in."""
    if member.duty in ("lead", "administrator"):
        return _cohorts()
    return _cohorts(tables.Cohort.id << _teams_of(member.id))


def cohorts_with(pupil_id: int) -> list[Cohort]:
    """The cohorts of a pupil."""
    return _cohorts(
        tables.Cohort.id
        << tables.CohortPupil.select(tables.CohortPupil.cohort).where(tables.CohortPupil.pupil == pupil_id)
    )


def _teams_of(member_id):
    return tables.CohortMember.select(tables.CohortMember.cohort).where(tables.CohortMember.member == member_id)


def _cohorts(*where) -> list[Cohort]:
    pupils = fn.COUNT(tables.Pupil.id)
    rows = (
        tables.Cohort.select(tables.Cohort, pupils.alias("pupils"))
        .join(tables.CohortPupil, JOIN.LEFT_OUTER)
        .join(
            tables.Pupil,
            JOIN.LEFT_OUTER,
            on=((tables.Pupil.id == tables.CohortPupil.pupil) & tables.Pupil.left_on.is_null()),
        )
        .where(*where or (True,))
        .group_by(tables.Cohort.id)
        .objects()
    )
    teams = {}
    for cohort_id, name in (
        tables.CohortMember.select(tables.CohortMember.cohort, tables.Member.name)
        .join(tables.Member)
        .where(tables.Member.retired_at.is_null())
        .order_by(tables.Member.name)
        .tuples()
    ):
        teams.setdefault(cohort_id, []).append(name)
    order = {"group": 0, "class": 1, "year": 2}
    return sorted(
        (Cohort(row.id, row.name, row.kind, row.pupils, tuple(teams.get(row.id, ()))) for row in rows),
        key=lambda one: (order[one.kind], _counting(one.name)),
    )


# --- who may see whom -------------------------------------------------------------------------------------------


def may_see(member: Member, pupil_id: int) -> bool:
    """The one question that every page about a pupil asks: a lead sees all, others those of their cohorts."""
    if not member.active:
        return False
    found = tables.Pupil.select(tables.Pupil.id).where(tables.Pupil.id == pupil_id)
    if member.duty != "lead":
        found = found.join(tables.CohortPupil).where(tables.CohortPupil.cohort << _teams_of(member.id))
    return found.exists()


def may_see_cohort(member: Member, cohort_id: int) -> bool:
    """May this member see the words and scores of a cohort?"""
    if not member.active:
        return False
    if member.duty == "lead":
        return tables.Cohort.select().where(tables.Cohort.id == cohort_id).exists()
    team = tables.CohortMember
    return team.select().where(team.cohort == cohort_id, team.member == member.id).exists()


def may_print(member: Member, cohort_id: int) -> bool:
    """May this member see a cohort's names and print its QR cards? The administrator may, too."""
    if member.active and member.duty == "administrator":
        return tables.Cohort.select().where(tables.Cohort.id == cohort_id).exists()
    return may_see_cohort(member, cohort_id)


def visible_pupils(member: Member) -> list[Pupil]:
    """The pupils whom a member may see, by surname: the same rule as `may_see`."""
    if not member.active:
        return []
    if member.duty == "lead":
        return everyone()
    ids = tables.CohortPupil.select(tables.CohortPupil.pupil).where(tables.CohortPupil.cohort << _teams_of(member.id))
    return _by_surname(tables.Pupil.select().where(tables.Pupil.id << ids, tables.Pupil.left_on.is_null()))


# --- groups and teams -------------------------------------------------------------------------------------------


@writing
def gather(name: str, pupil_ids, member_id: int, now: datetime) -> Cohort:
    """Make a targeted group of pupils; the member joins its team. Raises GroupEmpty, NameTaken."""
    known = [row.id for row in tables.Pupil.select(tables.Pupil.id).where(tables.Pupil.id << list(pupil_ids))]
    if not known:
        raise GroupEmpty()
    name = _named(name)
    if tables.Cohort.select().where(tables.Cohort.name == name, tables.Cohort.kind == "group").exists():
        raise NameTaken(name=name)
    row = tables.Cohort.create(name=name, kind="group")
    tables.CohortPupil.insert_many(
        [(row.id, one) for one in known], [tables.CohortPupil.cohort, tables.CohortPupil.pupil]
    ).execute()
    join_team(row.id, member_id)
    return cohort(row.id)


@writing
def join_team(cohort_id: int, member_id: int) -> None:
    """A member of staff joins the team of a cohort; twice is harmless."""
    cohort(cohort_id)
    member(member_id)
    tables.CohortMember.insert(cohort=cohort_id, member=member_id).on_conflict_ignore().execute()


@writing
def leave_team(cohort_id: int, member_id: int) -> None:
    """A member of staff leaves the team of a cohort and sees its pupils no longer, at once."""
    team = tables.CohortMember
    team.delete().where(team.cohort == cohort_id, team.member == member_id).execute()


def team_of(cohort_id: int) -> list[Member]:
    """The team of a cohort, by name."""
    return [
        _member(row)
        for row in tables.Member.select()
        .join(tables.CohortMember)
        .where(tables.CohortMember.cohort == cohort_id, tables.Member.retired_at.is_null())
        .order_by(tables.Member.name)
    ]
