"""The people: staff, pupils, cohorts and teams, and who may see whom."""

from dataclasses import dataclass
from datetime import date, datetime

from peewee import fn, IntegrityError, JOIN

from . import passwords, store, tables
from .errors import LearningError, N_
from .names import counting, named, plain
from .store import writing

DUTIES = ("administrator", "lead", "tutor", "professional")


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


class NoSuchDuty(LearningError):
    """A duty that the house does not know."""

    msgid = N_("A duty is one of: administrator, lead, tutor, professional.")


class AdministratorInTeam(LearningError):
    """An administrator sees no child's words, so they are in no team."""

    msgid = N_("An administrator sees no child's words and joins no team. Who works with pupils needs another duty.")


class GroupEmpty(LearningError):
    """A group needs pupils."""

    msgid = N_("Choose at least one pupil for the group.")


class NameTaken(LearningError):
    """There is a cohort of this name already."""

    msgid = N_("There is a group called “%(name)s” already.")


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


def member_from(row) -> Member:
    """The member of staff in a row of the table."""
    return Member(row.id, row.name, row.email, row.job, row.duty, row.retired_at is None)


def add_member(name: str, email: str, job: str, duty: str, password: str, now: datetime) -> Member:
    """Add a member of staff; raises NameMissing, NotAnEmail, NoSuchDuty, PasswordTooShort, EmailTaken."""
    email = email.strip().lower()
    if email.count("@") != 1 or email.startswith("@") or email.endswith("@") or " " in email:
        raise NotAnEmail(email=email)
    if duty not in DUTIES:
        raise NoSuchDuty()
    return _add_member(named(name), email, job.strip(), duty, passwords.hashed(password), now)


@writing
def _add_member(name, email, job, duty, password_hash, now) -> Member:
    try:
        return member_from(
            tables.Member.create(name=name, email=email, job=job, duty=duty, password_hash=password_hash, added_at=now)
        )
    except IntegrityError:
        raise EmailTaken(email=email) from None


def set_password(email: str, password: str) -> Member:
    """Give a member a new password; their sign-ins end."""
    return _set_password(email.strip().lower(), passwords.hashed(password))


@writing
def _set_password(email, password_hash) -> Member:
    row = tables.Member.get_or_none(email=email)
    if row is None:
        raise NoSuchMember()
    tables.Member.update(password_hash=password_hash).where(tables.Member.id == row.id).execute()
    tables.SignIn.delete().where(tables.SignIn.member == row.id).execute()
    return member_from(row)


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
        member_from(row)
        for row in tables.Member.select().order_by(tables.Member.retired_at.is_null(False), tables.Member.name)
    ]


def member(member_id: int) -> Member:
    """One member of staff; raises NoSuchMember."""
    row = tables.Member.get_or_none(tables.Member.id == member_id)
    if row is None:
        raise NoSuchMember()
    return member_from(row)


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


def pupil_of(
    pupil_id, forename, surname, preferred_forename, preferred_surname, year, class_name, key, left_on
) -> Pupil:
    """A pupil as they prefer to be called."""
    called, surname = preferred_forename or forename, preferred_surname or surname
    return Pupil(pupil_id, f"{called} {surname}", called, surname, year, class_name, key, left_on)


def pupil_from(row) -> Pupil:
    """The pupil in a row of the pupils' table."""
    names = (row.forename, row.surname, row.preferred_forename, row.preferred_surname)
    return pupil_of(row.id, *names, row.year, row.class_name, row.key, row.left_on)


def pupil(pupil_id: int) -> Pupil:
    """One pupil; raises NoSuchPupil."""
    row = tables.Pupil.get_or_none(tables.Pupil.id == pupil_id)
    if row is None:
        raise NoSuchPupil()
    return pupil_from(row)


def surname_order(one: Pupil) -> tuple[str, str]:
    """The key that sorts pupils as a register does: accents and capitals do not count."""
    return plain(one.surname), plain(one.name)


def _by_surname(rows) -> list[Pupil]:
    return sorted((pupil_from(row) for row in rows), key=surname_order)


_PUPILS_OF = """
SELECT p.id, p.forename, p.surname, p.preferred_forename, p.preferred_surname, p.year, p.class_name, p.key
FROM pupil p JOIN cohort_pupil c ON c.pupil_id = p.id WHERE c.cohort_id = ? AND p.left_on IS NULL"""


def pupils_of(cohort_id: int) -> list[Pupil]:
    """The pupils of a cohort who have not left, by surname."""
    rows = store.run(_PUPILS_OF, cohort_id).fetchall()
    return sorted((pupil_of(*row, None) for row in rows), key=surname_order)


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
        key=lambda one: (order[one.kind], counting(one.name)),
    )


@writing
def mark_left(pupil_id: int, on: date, now: datetime) -> Pupil:
    """A pupil leaves the school: their QR card works no longer, all that was kept stays. A later roll may bring them
    back. Raises NoSuchPupil."""
    pupil(pupil_id)
    tables.Pupil.update(left_on=on).where(tables.Pupil.id == pupil_id).execute()
    visit = tables.Visit
    visit.update(ended_at=now).where(visit.pupil == pupil_id, visit.ended_at.is_null()).execute()
    return pupil(pupil_id)


# --- who may see whom -------------------------------------------------------------------------------------------


def reads_words(member: Member) -> bool:
    """May this member read any child's words at all? An administrator may not, whatever team they are in."""
    return member.active and member.duty != "administrator"


def may_see(member: Member, pupil_id: int) -> bool:
    """The one question that every page about a pupil asks: a lead sees all, others those of their cohorts."""
    if not reads_words(member):
        return False
    found = tables.Pupil.select(tables.Pupil.id).where(tables.Pupil.id == pupil_id)
    if member.duty != "lead":
        found = found.join(tables.CohortPupil).where(tables.CohortPupil.cohort << _teams_of(member.id))
    return found.exists()


def may_see_cohort(member: Member, cohort_id: int) -> bool:
    """May this member see the words and scores of a cohort?"""
    if not reads_words(member):
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
    if not reads_words(member):
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
    name = named(name)
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
    if not reads_words(member(member_id)):
        raise AdministratorInTeam()
    tables.CohortMember.insert(cohort=cohort_id, member=member_id).on_conflict_ignore().execute()


@writing
def leave_team(cohort_id: int, member_id: int) -> None:
    """A member of staff leaves the team of a cohort and sees its pupils no longer, at once."""
    team = tables.CohortMember
    team.delete().where(team.cohort == cohort_id, team.member == member_id).execute()


def team_of(cohort_id: int) -> list[Member]:
    """The team of a cohort, by name."""
    return [
        member_from(row)
        for row in tables.Member.select()
        .join(tables.CohortMember)
        .where(tables.CohortMember.cohort == cohort_id, tables.Member.retired_at.is_null())
        .order_by(tables.Member.name)
    ]
