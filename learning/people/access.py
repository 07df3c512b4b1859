"""Who may see whom. Every page about a pupil asks this module."""

from typing import Any

from .members import Member
from .pupils import by_surname, everyone, Pupil
from .tables import CohortMemberRow, CohortPupilRow, CohortRow, PupilRow


def reads_words(member: Member) -> bool:
    """Return whether a member may read what children write. An administrator may not, whatever team they are in."""
    return member.active and member.duty != "administrator"


def may_see(member: Member, pupil_id: int) -> bool:
    """Return whether a member may see a pupil: a lead sees all pupils, others see those of the cohorts they work with.

    Every page about a pupil asks this."""
    if not reads_words(member):
        return False
    visible = PupilRow.select(PupilRow.id).where(PupilRow.id == pupil_id)
    if member.duty != "lead":
        visible = visible.join(CohortPupilRow).where(CohortPupilRow.cohort << cohorts_joined_by(member.id))
    return visible.exists()


def may_see_cohort(member: Member, cohort_id: int) -> bool:
    """Return whether a member may see the words and scores of a cohort."""
    if not reads_words(member):
        return False
    if member.duty == "lead":
        return CohortRow.select().where(CohortRow.id == cohort_id).exists()
    team = CohortMemberRow
    return team.select().where(team.cohort == cohort_id, team.member == member.id).exists()


def may_print(member: Member, cohort_id: int) -> bool:
    """Return whether a member may see a cohort's names and print its QR cards. An administrator may."""
    if member.active and member.duty == "administrator":
        return CohortRow.select().where(CohortRow.id == cohort_id).exists()
    return may_see_cohort(member, cohort_id)


def visible_pupils(member: Member) -> list[Pupil]:
    """Return the pupils that a member may see and who have not left, by surname. The rule is that of `may_see`."""
    if not reads_words(member):
        return []
    if member.duty == "lead":
        return everyone()
    ids = CohortPupilRow.select(CohortPupilRow.pupil).where(CohortPupilRow.cohort << cohorts_joined_by(member.id))
    return by_surname(PupilRow.select().where(PupilRow.id << ids, PupilRow.left_on.is_null()))


def cohorts_joined_by(member_id: int) -> Any:
    """Return the query for the ids of the cohorts that have this member in their team."""
    return CohortMemberRow.select(CohortMemberRow.cohort).where(CohortMemberRow.member == member_id)
