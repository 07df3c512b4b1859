"""Which settings count in a visit: the pupil's, then the question set's, then the cohort's."""

import pytest

from learning.people import age_bands
from learning.people.pupil_help import Help, help_of, set_cohort_help, set_help
from learning.rounds import question_library, question_sets
from learning.rounds.set_help import choose_set_help, help_of_set
from learning.visits import visits
from learning.visits.help import help_before, help_in, turn_help
from tests.cast import NOW, TODAY
from tests.chain import ask_the_seed, begin_visit, open_room


@pytest.fixture
def visit(store, cast):
    """begin(): Amina's visit, which asks the usual set."""
    ask_the_seed()
    open_room(cast)
    return lambda: visits.visit_of(begin_visit(cast), NOW)


def test_a_cohort_s_setting_reaches_its_pupils(visit, cast):
    set_cohort_help(cast.kestrels.id, Help(symbols=True))
    assert help_in(visit()).symbols is True


def test_the_sets_setting_wins_over_the_cohorts(visit, cast):
    set_cohort_help(cast.kestrels.id, Help(symbols=True, calm=True))
    choose_set_help(question_sets.usual_set().id, Help(symbols=False))
    assert (help_in(visit()).symbols, help_in(visit()).calm) == (False, True)


def test_the_pupils_setting_wins_over_both(visit, cast):
    set_cohort_help(cast.kestrels.id, Help(aloud=True))
    choose_set_help(question_sets.usual_set().id, Help(aloud=True))
    set_help(cast.amina.id, Help(aloud=False))
    assert help_in(visit()).aloud is False


def test_a_pupil_who_turns_a_setting_off_keeps_it_off(visit, cast):
    set_cohort_help(cast.kestrels.id, Help(aloud=True, symbols=True))
    turn_help(visit(), "aloud")
    assert help_of(cast.amina.id) == Help(aloud=False)
    assert (help_in(visit()).aloud, help_in(visit()).symbols) == (False, True)


def test_the_youngest_start_with_pictures_unless_somebody_chose_otherwise(visit, cast):
    age_bands.choose_for_cohort(cast.kestrels.id, age_bands.YOUNGEST)
    assert (help_in(visit()).symbols, help_before(cast.amina.id, NOW).symbols) == (True, True)
    set_cohort_help(cast.kestrels.id, Help(symbols=False))
    assert (help_in(visit()).symbols, help_before(cast.amina.id, NOW).symbols) == (False, False)


def test_the_pages_before_the_visit_have_its_settings(visit, cast):
    choose_set_help(question_sets.usual_set().id, Help(aloud=True))
    assert help_before(cast.amina.id, NOW) == help_in(visit())


def test_without_an_open_room_the_pages_before_have_the_cohorts_settings(store, cast):
    set_cohort_help(cast.kestrels.id, Help(calm=True))
    assert help_before(cast.amina.id, NOW).calm is True


def test_a_preview_shows_the_sets_settings(store, cast):
    added = question_library.add_from_library("faces", TODAY)
    assert help_in(visits.rehearsal(added.id, TODAY)).symbols is True


def test_the_set_for_the_youngest_starts_with_pictures_and_voice(store, cast):
    assert help_of_set(question_library.add_from_library("faces", TODAY).id) == Help(symbols=True, aloud=True)


def test_another_ready_set_starts_without(store, cast):
    assert help_of_set(question_library.add_from_library("journal", TODAY).id) == Help()
