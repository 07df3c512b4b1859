"""Who may read which wording aloud. A recording is the school's: every pupil who is asked these words hears it.

Leads and administrators, who edit the question sets, can record everything. A tutor can record what the pupils of their
cohorts are asked, and replace or remove only what they recorded themselves."""

from learning.core.errors import LearningError, N_
from learning.core.store import as_tuples
from learning.people.cohorts import cohorts_of
from learning.people.members import Member
from learning.people.tables import CohortPupilRow, CohortRow

from .asking import characteristics_in, characteristics_of
from .question_library import check_in_sets
from .question_sets import sets
from .recordings import Recording, recording_of
from .rounds import rounds_of
from .tables import RoundRow
from .wordings import asked_wordings


class RecordedByAnother(LearningError):
    """A tutor cannot replace or remove the recording of somebody else."""

    msgid = N_("Somebody else recorded this. Please ask a lead or an administrator to change it.")
    status = 403


def may_record_everything(member: Member) -> bool:
    """Return whether a member edits the question sets, and so may record, replace and remove every recording."""
    return member.duty in ("lead", "administrator")


def may_record(member: Member, wording: str) -> bool:
    """Return whether a member may read these words aloud for pupils."""
    if may_record_everything(member):
        return wording in asked_wordings()
    return member.duty == "tutor" and any(wording in wordings_of(each.id) for each in cohorts_of(member))


def may_change(member: Member, recording: Recording | None) -> bool:
    """Return whether a member may put another recording in place of this one (None: there is none), or remove it."""
    return recording is None or may_record_everything(member) or recording.member_id == member.id


def check_may_change(member: Member, wording: str) -> None:
    """Raise RecordedByAnother unless this member may replace or remove the recording of a wording."""
    if not may_change(member, recording_of(wording)):
        raise RecordedByAnother()


def wordings_of(cohort_id: int) -> list[str]:
    """Return what the pupils of a cohort are asked now: the questions of its journals and check-ins, then the success
    characteristics in a child's words. Each once, in the order of asking."""
    open_rounds = [each for each in rounds_of(cohort_id) if each.closed_on is None]
    characteristics = [each for round_ in open_rounds for each in characteristics_in(round_.id, cohort_id)]
    set_ids = _set_ids(cohort_id) | {each.id for each in check_in_sets()}
    questions = [question for each in sets() if each.id in set_ids or each.is_usual for question in each.questions]
    asked_there = [question.wording for question in questions]
    asked_there += [each.child_wording for each in [*characteristics, *characteristics_of(cohort_id)]]
    return list(dict.fromkeys(asked_there))


def _set_ids(cohort_id: int) -> set[int]:
    """Return the ids of the sets that a cohort, its open rounds or its pupils' years have chosen."""
    cohort, pupil, round_ = CohortRow, CohortPupilRow, RoundRow
    own = cohort.select(cohort.question_set).where(cohort.id == cohort_id)
    rounds = round_.select(round_.question_set).where(round_.cohort == cohort_id, round_.closed_on.is_null())
    pupils = pupil.select(pupil.pupil).where(pupil.cohort == cohort_id)
    years = cohort.select(cohort.question_set).join(pupil).where(pupil.pupil << pupils, cohort.kind == "year")
    return {set_id for query in (own, rounds, years) for (set_id,) in as_tuples(query)}
