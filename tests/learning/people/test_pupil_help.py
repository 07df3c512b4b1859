"""The settings that make a pupil's pages easier to use."""

import pytest

from learning.people import pupil_help
from learning.people.pupil_help import Help, help_of, set_help, toggled


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
    assert (getattr(once, name), toggled(once, name)) == (True, Help())


def test_an_unknown_setting_is_refused(store, cast):
    with pytest.raises(pupil_help.NoSuchSetting):
        toggled(Help(), "colour")
    with pytest.raises(pupil_help.NoSuchSetting):
        set_help(cast.amina.id, Help(text_size=3))
