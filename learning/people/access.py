"""Who may see whom: the one question that every page about a pupil asks."""

from .members import Member
from .pupils import _by_surname, everyone, Pupil
from .tables import CohortMemberRow, CohortPupilRow, CohortRow, PupilRow


def reads_words(member: Member) -> bool:
    """May this member read any child's words at all? An administrator may not, whatever team they are in."""
    return member.active and member.duty != "administrator"


def may_see(member: Member, pupil_id: int) -> bool:
    """The one question that every page about a pupil asks: a lead sees all, others those of their cohorts."""
    if not reads_words(member):
        return False
    found = PupilRow.select(PupilRow.id).where(PupilRow.id == pupil_id)
    if member.duty != "lead":
        found = found.join(CohortPupilRow).where(CohortPupilRow.cohort << cohorts_joined_by(member.id))
    return found.exists()


def may_see_cohort(member: Member, cohort_id: int) -> bool:
    """May this member see the words and scores of a cohort?"""
    if not reads_words(member):
        return False
    if member.duty == "lead":
        return CohortRow.select().where(CohortRow.id == cohort_id).exists()
    team = CohortMemberRow
    return team.select().where(team.cohort == cohort_id, team.member == member.id).exists()


def may_print(member: Member, cohort_id: int) -> bool:
    """May this member see a cohort's names and print its QR cards? The administrator may, too."""
    if member.active and member.duty == "administrator":
        return CohortRow.select().where(CohortRow.id == cohort_id).exists()
    return may_see_cohort(member, cohort_id)


def visible_pupils(member: Member) -> list[Pupil]:
    """The pupils whom a member may see, by surname: the same rule as `may_see`."""
    if not reads_words(member):
        return []
    if member.duty == "lead":
        return everyone()
    ids = CohortPupilRow.select(CohortPupilRow.pupil).where(CohortPupilRow.cohort << cohorts_joined_by(member.id))
    return _by_surname(PupilRow.select().where(PupilRow.id << ids, PupilRow.left_on.is_null()))


def cohorts_joined_by(member_id: int):
    """The query for the ids of the cohorts whose team a member is in."""
    return CohortMemberRow.select(CohortMemberRow.cohort).where(CohortMemberRow.member == member_id)
