"""A pupil's own settings."""

import pytest

from learning.people import pupil_help
from learning.people.pupil_help import Help, help_of, set_help, turned


def test_everybody_begins_with_the_pages_as_they_are(store, cast):
    assert help_of(cast.amina.id) == Help()


def test_settings_are_kept_for_one_pupil_alone(store, cast):
    set_help(cast.amina.id, Help(text_size=2, calm=True))
    assert (help_of(cast.amina.id), help_of(cast.callum.id)) == (Help(text_size=2, calm=True), Help())


def test_letters_grow_until_they_begin_anew():
    sizes, help = [], Help()
    for _ in range(3):
        help = turned(help, "text_size")
        sizes.append(help.text_size)
    assert sizes == [1, 2, 0]


@pytest.mark.parametrize("name", [name for name in pupil_help.SETTINGS if name != "text_size"])
def test_every_other_setting_is_on_or_off(name):
    once = turned(Help(), name)
    assert (getattr(once, name), turned(once, name)) == (True, Help())


def test_there_is_no_other_setting(store, cast):
    with pytest.raises(pupil_help.NoSuchSetting):
        turned(Help(), "colour")
    with pytest.raises(pupil_help.NoSuchSetting):
        set_help(cast.amina.id, Help(text_size=3))
