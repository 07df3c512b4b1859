"""Settings that make a pupil's pages easier to use, chosen for a question set. Which counts: people/pupil_help.py."""

from learning.core.store import writing
from learning.people.pupil_help import checked, Help, help_from, help_of, help_of_cohorts, settled

from .tables import SetHelpRow, SetVersionRow

NO_HELP = Help()  # nothing chosen


def help_of_set(set_id: int) -> Help:
    """Return what staff chose for a question set."""
    return help_from(SetHelpRow.get_or_none(SetHelpRow.question_set == set_id))


@writing
def choose_set_help(set_id: int, help: Help) -> None:
    """Choose settings for a question set, in place of all earlier choices; raises NoSuchSetting."""
    table, settings = SetHelpRow, checked(help)
    table.insert(question_set=set_id, **settings).on_conflict(
        conflict_target=[table.question_set], update=settings
    ).execute()


def help_of_version(version_id: int | None) -> Help:
    """Return what staff chose for the question set of a version."""
    rows = SetHelpRow.select(SetHelpRow).join(SetVersionRow, on=(SetVersionRow.question_set == SetHelpRow.question_set))
    return help_from(rows.where(SetVersionRow.id == version_id).first()) if version_id else Help()


def help_for(
    pupil_id: int, version_id: int | None = None, room_cohort_id: int | None = None, *, usual: Help = NO_HELP
) -> Help:
    """Return the settings that count for a pupil who is asked this version of a set in the room of this cohort. `usual`
    are those of the pupil's age band, which count where nobody chose anything else."""
    cohorts = help_of_cohorts(pupil_id, room_cohort_id)
    return settled([help_of(pupil_id), help_of_version(version_id), *cohorts, usual])
