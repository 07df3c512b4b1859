"""Which settings count on the pages of a visit, and on the pages before it."""

from datetime import datetime

from learning.classroom.rooms import rooms_for, version_in
from learning.people.age_bands import band_of, usual_help
from learning.people.pupil_help import choose, Help, settled, toggled
from learning.rounds.set_help import help_for, help_of_version

from .steps import Visit


def help_in(visit: Visit) -> Help:
    """Return the settings of a visit's pages: the pupil's own, else those of the question set, else of the cohort,
    else those that are usual for the age band.

    A preview has no pupil: it shows those of the set and of the age band."""
    if visit.pupil is None:
        return settled([help_of_version(visit.version_id), usual_help(visit.band)])
    cohort_id = visit.room.cohort_id if visit.room else None
    return help_for(visit.pupil.id, visit.version_id, cohort_id, usual=usual_help(visit.band))


def help_before(pupil_id: int, now: datetime) -> Help:
    """Return the settings of the pages before a visit, such as “Is this you?”: those that the visit will have."""
    room = next(iter(rooms_for(pupil_id, now)), None)
    if room is None:
        return help_for(pupil_id)
    usual = usual_help(band_of(pupil_id, room.cohort_id))
    return help_for(pupil_id, version_in(room, pupil_id), room.cohort_id, usual=usual)


def turn_help(visit: Visit, name: str) -> None:
    """Switch one setting for the pupil of a visit, now and for later visits. Raises NoSuchSetting."""
    if visit.pupil:
        choose(visit.pupil.id, name, getattr(toggled(help_in(visit), name), name))
