"""Cohorts: classes, year groups and small targeted groups, and the team around each."""

from dataclasses import dataclass
from datetime import datetime

from peewee import fn, JOIN

from learning.core.errors import LearningError, N_
from learning.core.names import counting, named
from learning.core.store import writing

from .access import cohorts_joined_by, reads_words
from .members import Member, member, member_from
from .tables import CohortMemberRow, CohortPupilRow, CohortRow, MemberRow, PupilRow


class NoSuchCohort(LearningError):
    """There is no such cohort, or none that this person may see."""

    msgid = N_("This cohort does not exist, or you cannot see it.")
    status = 404


class AdministratorInTeam(LearningError):
    """An administrator sees no child's words, so they are in no team."""

    msgid = N_(
        "Administrators cannot see pupils' words, so they cannot join a team. People "
        "who work with pupils need another duty."
    )


class GroupEmpty(LearningError):
    """A group needs pupils."""

    msgid = N_("Choose at least one pupil for the group.")


class NameTaken(LearningError):
    """There is a cohort of this name already."""

    msgid = N_("There is a group called “%(name)s” already.")


@dataclass(frozen=True)
class Cohort:
    """A class, a year group, or a small targeted group ("group"), with its number of pupils and its team's names."""

    id: int
    name: str
    kind: str
    pupils: int
    team: tuple[str, ...]


def cohort(cohort_id: int) -> Cohort:
    """One cohort; raises NoSuchCohort."""
    found = _cohorts(CohortRow.id == cohort_id)
    if not found:
        raise NoSuchCohort()
    return found[0]


def cohorts_of(member: Member) -> list[Cohort]:
    """The cohorts a member works with: all for lead and administrator, else those whose team they are in."""
    if member.duty in ("lead", "administrator"):
        return _cohorts()
    return _cohorts(CohortRow.id << cohorts_joined_by(member.id))


def cohorts_with(pupil_id: int) -> list[Cohort]:
    """The cohorts of a pupil."""
    return _cohorts(
        CohortRow.id << CohortPupilRow.select(CohortPupilRow.cohort).where(CohortPupilRow.pupil == pupil_id)
    )


def _cohorts(*where) -> list[Cohort]:
    pupils = fn.COUNT(PupilRow.id)
    rows = (
        CohortRow.select(CohortRow, pupils.alias("pupils"))
        .join(CohortPupilRow, JOIN.LEFT_OUTER)
        .join(
            PupilRow,
            JOIN.LEFT_OUTER,
            on=((PupilRow.id == CohortPupilRow.pupil) & PupilRow.left_on.is_null()),
        )
        .where(*where or (True,))
        .group_by(CohortRow.id)
        .objects()
    )
    teams = {}
    for cohort_id, name in (
        CohortMemberRow.select(CohortMemberRow.cohort, MemberRow.name)
        .join(MemberRow)
        .where(MemberRow.retired_at.is_null())
        .order_by(MemberRow.name)
        .tuples()
    ):
        teams.setdefault(cohort_id, []).append(name)
    order = {"group": 0, "class": 1, "year": 2}
    return sorted(
        (Cohort(row.id, row.name, row.kind, row.pupils, tuple(teams.get(row.id, ()))) for row in rows),
        key=lambda one: (order[one.kind], counting(one.name)),
    )


@writing
def gather(name: str, pupil_ids, member_id: int, now: datetime) -> Cohort:
    """Make a targeted group of pupils; the member joins its team. Raises GroupEmpty, NameTaken."""
    known = [row.id for row in PupilRow.select(PupilRow.id).where(PupilRow.id << list(pupil_ids))]
    if not known:
        raise GroupEmpty()
    name = named(name)
    if CohortRow.select().where(CohortRow.name == name, CohortRow.kind == "group").exists():
        raise NameTaken(name=name)
    row = CohortRow.create(name=name, kind="group")
    CohortPupilRow.insert_many(
        [(row.id, one) for one in known], [CohortPupilRow.cohort, CohortPupilRow.pupil]
    ).execute()
    join_team(row.id, member_id)
    return cohort(row.id)


@writing
def join_team(cohort_id: int, member_id: int) -> None:
    """A member of staff joins the team of a cohort; twice is harmless."""
    cohort(cohort_id)
    if not reads_words(member(member_id)):
        raise AdministratorInTeam()
    CohortMemberRow.insert(cohort=cohort_id, member=member_id).on_conflict_ignore().execute()


@writing
def leave_team(cohort_id: int, member_id: int) -> None:
    """A member of staff leaves the team of a cohort and sees its pupils no longer, at once."""
    team = CohortMemberRow
    team.delete().where(team.cohort == cohort_id, team.member == member_id).execute()


def team_of(cohort_id: int) -> list[Member]:
    """The team of a cohort, by name."""
    return [
        member_from(row)
        for row in MemberRow.select()
        .join(CohortMemberRow)
        .where(CohortMemberRow.cohort == cohort_id, MemberRow.retired_at.is_null())
        .order_by(MemberRow.name)
    ]


def question_set_of(cohort_id: int) -> int | None:
    """Return the id of the question set that a cohort is asked, None for the usual one."""
    set_id: int | None = CohortRow.select(CohortRow.question_set).where(CohortRow.id == cohort_id).scalar()
    return set_id


@writing
def choose_question_set(cohort_id: int, set_id: int | None) -> None:
    """Ask a cohort another question set from now on, the usual one for None."""
    CohortRow.update(question_set=set_id).where(CohortRow.id == cohort_id).execute()


def asks_for_pictures(cohort_id: int) -> bool:
    """Return whether a cohort's pupils show three secret pictures after their QR card. Raises NoSuchCohort."""
    cohort(cohort_id)
    return bool(CohortRow.select(CohortRow.asks_pictures).where(CohortRow.id == cohort_id).scalar())


@writing
def ask_for_pictures(cohort_id: int, asks: bool) -> None:
    """Ask a cohort's pupils for three secret pictures from now on, or stop asking. Raises NoSuchCohort."""
    cohort(cohort_id)
    CohortRow.update(asks_pictures=asks).where(CohortRow.id == cohort_id).execute()
