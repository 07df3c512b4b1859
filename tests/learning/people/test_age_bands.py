"""Age bands: what is chosen for the pupil counts most, then the cohort's, then the year's, then the year's name."""

import pytest

from learning.people import age_bands
from learning.people.age_bands import MIDDLE, NoSuchAgeBand, OLDEST, YOUNGEST
from learning.visits import answers, visits
from tests.cast import cohort_called, NOW
from tests.chain import answer_all, ask_the_seed, begin_visit, open_room

YEARS = {
    YOUNGEST: ("Reception", "Nursery 2", "R", "Year 1", "2", "P1", "P3", "Foundation 2"),
    MIDDLE: ("Year 3", "Year 6", "6", "P7", "", "Kestrels"),
    OLDEST: ("Year 7", "Year 13", "12", "S1", "Y9"),
}


@pytest.mark.parametrize(("year", "band"), [(year, band) for band, years in YEARS.items() for year in years])
def test_the_name_of_the_year_says_the_band(year, band):
    assert age_bands.band_by_year(year) == band


def band_in(cast):
    """The age band of a visit of Amina's."""
    return visits.visit_of(begin_visit(cast), NOW).band


@pytest.fixture
def room(cast):
    """Kestrels' room; Amina is in Year 5."""
    ask_the_seed()
    return open_room(cast)


def test_a_pupil_has_the_band_of_their_year(cast, room):
    assert band_in(cast) == MIDDLE


def test_the_pupils_choice_counts_more_than_the_cohorts_and_that_more_than_the_years(cast, room):
    for choose, of_whom, band in (
        (age_bands.choose_for_cohort, cohort_called("Year 5").id, OLDEST),
        (age_bands.choose_for_cohort, cast.kestrels.id, YOUNGEST),
        (age_bands.choose_for_pupil, cast.amina.id, MIDDLE),
    ):
        choose(of_whom, band)
        assert band_in(cast) == band
    age_bands.choose_for_pupil(cast.amina.id, "")
    assert band_in(cast) == YOUNGEST


def test_an_unknown_band_is_refused(cast):
    for choose, of_whom in ((age_bands.choose_for_pupil, cast.amina.id), (age_bands.choose_for_cohort, 1)):
        with pytest.raises(NoSuchAgeBand):
            choose(of_whom, "19 to 99")


def test_a_break_is_due_after_so_many_answers_and_not_for_one_question_more(cast, room, monkeypatch):
    monkeypatch.setitem(age_bands.STEPS_BEFORE_BREAK, MIDDLE, 3)
    token = begin_visit(cast)
    due = []
    for _ in range(8):
        visit = visits.visit_of(token, NOW)
        due.append(visit.is_break_due())
        step = visit.first_open()
        answers.save_answer(visit, step.task, step.id, press="skip", fields={}, now=NOW)
    assert [number for number, is_due in enumerate(due) if is_due] == [3, 6]
    assert not answer_all(token).is_break_due()
