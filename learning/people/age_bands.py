"""Age bands: three looks and lengths of a pupil's pages, and the one rule that says which of them a pupil has.

What is chosen for the pupil counts most, then what is chosen for the cohort whose room is open, then for the year
group. Where nothing is chosen, the name of the year says it: Reception to Year 2, Year 3 to Year 6, Year 7 and up."""

import re

from learning.core.errors import LearningError, N_
from learning.core.store import writing

from .cohorts import cohort
from .pupil_help import Help
from .pupils import pupil
from .tables import AGE_BANDS, CohortRow, PupilRow

BANDS = YOUNGEST, MIDDLE, OLDEST = AGE_BANDS
STEPS_BEFORE_BREAK = {YOUNGEST: 4, MIDDLE: 10, OLDEST: 15}  # after these, the page asks: more, or stop?
LAST_YEARS = ((2, YOUNGEST), (6, MIDDLE))
BEFORE_YEAR_1 = re.compile(r"\b(nursery|reception|r|n|foundation|eyfs|ks ?1)\b", re.I)
IN_SCOTLAND = re.compile(r"\b([ps]) ?(\d)\b", re.I)  # P1 is a year younger than Year 1's number says, S1 is Year 8


class NoSuchAgeBand(LearningError):
    """An age band that does not exist."""

    msgid = N_("There is no such age band.")


def settled_band(of_pupil: str, of_cohort: str, of_year: str, year: str) -> str:
    """Return the age band that counts, from what was chosen ("" for nothing) and the name of the pupil's year."""
    return of_pupil or of_cohort or of_year or band_by_year(year)


def band_by_year(year: str) -> str:
    """Return the age band of a year group by its name, MIDDLE where the name says nothing."""
    if BEFORE_YEAR_1.search(year):
        return YOUNGEST
    scottish, number = IN_SCOTLAND.search(year), re.search(r"\d+", year)
    if not number:
        return MIDDLE
    count = int(number[0])
    if scottish:
        count = count - 1 if scottish[1].lower() == "p" else count + 7
    return next((band for last, band in LAST_YEARS if count <= last), OLDEST)


def band_of(pupil_id: int, cohort_id: int) -> str:
    """Return the age band that a pupil has in the room of a cohort. Raises NoSuchPupil."""
    year = pupil(pupil_id).year
    of_year = CohortRow.select(CohortRow.age_band).where(CohortRow.kind == "year", CohortRow.name == year).scalar()
    return settled_band(band_chosen_for_pupil(pupil_id), band_chosen_for_cohort(cohort_id), of_year or "", year)


def usual_help(band: str) -> Help:
    """Return the settings that pages of an age band start with: the youngest have pictures beside the words."""
    return Help(symbols=True) if band == YOUNGEST else Help()


def _checked(band: str) -> str:
    if band not in ("", *AGE_BANDS):
        raise NoSuchAgeBand()
    return band


def band_chosen_for_pupil(pupil_id: int) -> str:
    """Return the age band that was chosen for a pupil, "" for none."""
    band: str = PupilRow.select(PupilRow.age_band).where(PupilRow.id == pupil_id).scalar() or ""
    return band


def band_chosen_for_cohort(cohort_id: int) -> str:
    """Return the age band that was chosen for a cohort, "" for none."""
    band: str = CohortRow.select(CohortRow.age_band).where(CohortRow.id == cohort_id).scalar() or ""
    return band


@writing
def choose_for_pupil(pupil_id: int, band: str) -> None:
    """Choose a pupil's age band, or none ("") so that the cohort's or the year's counts. Raises NoSuchPupil,
    NoSuchAgeBand."""
    pupil(pupil_id)
    PupilRow.update(age_band=_checked(band)).where(PupilRow.id == pupil_id).execute()


@writing
def choose_for_cohort(cohort_id: int, band: str) -> None:
    """Choose a cohort's age band, or none ("") so that each pupil's year counts. Raises NoSuchCohort, NoSuchAgeBand."""
    cohort(cohort_id)
    CohortRow.update(age_band=_checked(band)).where(CohortRow.id == cohort_id).execute()
