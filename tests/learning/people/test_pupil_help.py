"""The settings that make a pupil's pages easier to use."""

import pytest

from learning.people import cohorts, pupil_help
from learning.people.pupil_help import (
    Help,
    help_of,
    help_of_cohorts,
    set_cohort_help,
    set_help,
    settled,
    STANDARD,
    toggled,
)
from tests.cast import NOW


def test_everybody_starts_with_the_standard_settings(store, cast):
    assert help_of(cast.amina.id) == Help()


def test_settings_are_saved_for_one_pupil_only(store, cast):
    set_help(cast.amina.id, Help(text_size=2, calm=True))
    assert (help_of(cast.amina.id), help_of(cast.callum.id)) == (Help(text_size=2, calm=True), Help())


def test_the_text_grows_and_then_is_standard_again():
    sizes, help = [], Help()
    for _ in range(3):
        help = toggled(help, "text_size")
        sizes.append(help.text_size)
    assert sizes == [1, 2, 0]


@pytest.mark.parametrize("name", [name for name in pupil_help.SETTINGS if name != "text_size"])
def test_every_other_setting_is_on_or_off(name):
    once = toggled(Help(), name)
    assert (getattr(once, name), getattr(toggled(once, name), name)) == (True, False)


def test_an_unknown_setting_is_refused(store, cast):
    with pytest.raises(pupil_help.NoSuchSetting):
        toggled(Help(), "colour")
    with pytest.raises(pupil_help.NoSuchSetting):
        set_help(cast.amina.id, Help(text_size=3))


def test_each_setting_is_as_the_first_who_chose_it_has_it():
    pupils, sets, cohorts_ = Help(calm=False), Help(calm=True, symbols=True), Help(symbols=False, aloud=True)
    assert settled([pupils, sets, cohorts_]) == Help(0, False, False, calm=False, symbols=True, aloud=True)


def test_what_nobody_chose_is_standard():
    assert settled([Help(), Help()]) == STANDARD


def test_a_choice_leaves_the_others(store, cast):
    set_help(cast.amina.id, Help(calm=True))
    pupil_help.choose(cast.amina.id, "aloud", False)
    assert help_of(cast.amina.id) == Help(calm=True, aloud=False)


def test_the_room_weighs_more_than_a_group_a_group_more_than_a_class(store, cast):
    group = cohorts.gather("Readers", [cast.amina.id], cast.okafor.id, NOW)
    year = next(each for each in cohorts.cohorts_with(cast.amina.id) if each.kind == "year")
    sizes = {year.id: 0, group.id: 1, cast.kestrels.id: 2}
    for cohort_id, size in sizes.items():
        set_cohort_help(cohort_id, Help(text_size=size))
    assert [help.text_size for help in help_of_cohorts(cast.amina.id)] == [1, 2, 0]
    assert [help.text_size for help in help_of_cohorts(cast.amina.id, year.id)] == [0, 1, 2]


def test_an_unknown_text_size_of_a_cohort_is_refused(store, cast):
    with pytest.raises(pupil_help.NoSuchSetting):
        set_cohort_help(cast.kestrels.id, Help(text_size=3))
