"""Cohorts: classes, year groups and small targeted groups, and the team around each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import fn, JOIN

from learning.core.errors import LearningError, N_
from learning.core.names import counting, named
from learning.core.store import as_tuples, writing

from .access import cohorts_joined_by, reads_words
from .members import Member, member, member_from
from .tables import CohortMemberRow, CohortPupilRow, CohortRow, MemberRow, PupilRow


class NoSuchCohort(LearningError):
    """The cohort does not exist, or this person may not see it."""

    msgid = N_("This cohort does not exist, or you cannot see it.")
    status = 404


class AdministratorInTeam(LearningError):
    """An administrator cannot read children's words, so they cannot join a team."""

    msgid = N_(
        "Administrators cannot see pupils' words, so they cannot join a team. People "
        "who work with pupils need another duty."
    )


class GroupEmpty(LearningError):
    """A group without pupils."""

    msgid = N_("Choose at least one pupil for the group.")


class NameTaken(LearningError):
    """Another group has this name."""

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
    """Return a cohort; raises NoSuchCohort."""
    for found in _cohorts(CohortRow.id == cohort_id):
        return found
    raise NoSuchCohort()


def cohorts_of(member: Member) -> list[Cohort]:
    """Return the cohorts that a member works with: all for a lead or administrator, otherwise those of their teams."""
    if member.duty in ("lead", "administrator"):
        return _cohorts()
    return _cohorts(CohortRow.id << cohorts_joined_by(member.id))


def names_of_classes() -> set[str]:
    """Return the names of the classes that pupils are in now."""
    names = PupilRow.select(PupilRow.class_name).where(PupilRow.left_on.is_null()).distinct()
    return {name for (name,) in as_tuples(names)} - {""}


def cohorts_with(pupil_id: int) -> list[Cohort]:
    """Return the cohorts of a pupil."""
    return _cohorts(
        CohortRow.id << CohortPupilRow.select(CohortPupilRow.cohort).where(CohortPupilRow.pupil == pupil_id)
    )


def _cohorts(*where: Any) -> list[Cohort]:
    """Return the cohorts that match, groups first, then classes, then years, each by name."""
    order = {"group": 0, "class": 1, "year": 2}
    teams = _team_names()
    found = [
        Cohort(id=cohort_id, name=name, kind=kind, pupils=pupils, team=tuple(teams[cohort_id]))
        for cohort_id, name, kind, pupils in as_tuples(_with_pupils_counted(*where))
    ]
    return sorted(found, key=lambda cohort: (order[cohort.kind], counting(cohort.name)))


def _with_pupils_counted(*where: Any) -> Any:
    return (
        CohortRow.select(CohortRow.id, CohortRow.name, CohortRow.kind, fn.COUNT(PupilRow.id))
        .join(CohortPupilRow, JOIN.LEFT_OUTER)
        .join(
            PupilRow,
            JOIN.LEFT_OUTER,
            on=((PupilRow.id == CohortPupilRow.pupil) & PupilRow.left_on.is_null()),
        )
        .where(*where or (True,))
        .group_by(CohortRow.id)
    )


def _team_names() -> defaultdict[int, list[str]]:
    """Return the names of each cohort's team by cohort id, in alphabetical order, without retired members."""
    names = defaultdict(list)
    for cohort_id, name in as_tuples(
        CohortMemberRow.select(CohortMemberRow.cohort, MemberRow.name)
        .join(MemberRow)
        .where(MemberRow.retired_at.is_null())
        .order_by(MemberRow.name)
    ):
        names[cohort_id].append(name)
    return names


@writing
def gather(name: str, pupil_ids: Iterable[int], member_id: int, now: datetime) -> Cohort:
    """Make a targeted group of pupils and add the member to its team.

    Raises GroupEmpty, NameMissing, NameTaken, AdministratorInTeam."""
    known_ids = [row.id for row in PupilRow.select(PupilRow.id).where(PupilRow.id << list(pupil_ids))]
    if not known_ids:
        raise GroupEmpty()
    name = named(name)
    if CohortRow.select().where(CohortRow.name == name, CohortRow.kind == "group").exists():
        raise NameTaken(name=name)
    row = CohortRow.create(name=name, kind="group")
    CohortPupilRow.insert_many(
        [(row.id, pupil_id) for pupil_id in known_ids], [CohortPupilRow.cohort, CohortPupilRow.pupil]
    ).execute()
    join_team(row.id, member_id)
    return cohort(row.id)


@writing
def join_team(cohort_id: int, member_id: int) -> None:
    """Add a member of staff to the team of a cohort; twice is harmless.

    Raises NoSuchCohort, NoSuchMember, AdministratorInTeam."""
    cohort(cohort_id)
    if not reads_words(member(member_id)):
        raise AdministratorInTeam()
    CohortMemberRow.insert(cohort=cohort_id, member=member_id).on_conflict_ignore().execute()


@writing
def leave_team(cohort_id: int, member_id: int) -> None:
    """Remove a member of staff from the team of a cohort. They stop seeing its pupils at once."""
    team = CohortMemberRow
    team.delete().where(team.cohort == cohort_id, team.member == member_id).execute()


def team_of(cohort_id: int) -> list[Member]:
    """Return the team of a cohort, by name, without retired members."""
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
