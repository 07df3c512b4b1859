"""Tablets: set up by staff, once, and signed out at once."""

from datetime import timedelta

import pytest

from learning.classroom import tablets
from learning.core.names import NameMissing
from tests.cast import NOW


def test_a_set_up_code_makes_one_tablet(cast):
    code = tablets.new_set_up_code(cast.okafor.id, NOW)
    assert tablets.tablet_of(tablets.enrol_with_code(code.lower(), NOW), NOW).name == "Tablet 1"
    with pytest.raises(tablets.SetUpCodeUnknown):
        tablets.enrol_with_code(code, NOW)


def test_a_set_up_code_is_good_for_ten_minutes(cast):
    code = tablets.new_set_up_code(cast.okafor.id, NOW)
    with pytest.raises(tablets.SetUpCodeUnknown):
        tablets.enrol_with_code(code, NOW + timedelta(minutes=11))


def test_a_tablet_that_is_signed_out_is_one_no_longer(cast):
    token = tablets.enrol("", cast.okafor.id, NOW)
    tablets.sign_out_tablet(tablets.tablet_of(token, NOW).id, NOW)
    with pytest.raises(tablets.TabletNotEnrolled):
        tablets.tablet_of(token, NOW)


@pytest.mark.parametrize("token", ["", "made up", None])
def test_any_other_browser_is_no_tablet(cast, token):
    with pytest.raises(tablets.TabletNotEnrolled):
        tablets.tablet_of(token, NOW)


def test_a_set_up_code_carries_the_tablets_name(cast):
    code = tablets.new_set_up_code(cast.okafor.id, NOW, "  Blue  trolley 3 ")
    assert tablets.set_up_code_waits(code, NOW) == "Blue trolley 3"
    assert tablets.tablet_of(tablets.enrol_with_code(code, NOW), NOW).name == "Blue trolley 3"


def test_looking_at_a_set_up_code_does_not_use_it_up(cast):
    code = tablets.new_set_up_code(cast.okafor.id, NOW)
    tablets.set_up_code_waits(code, NOW)
    assert tablets.enrol_with_code(code, NOW)


def test_numbers_that_are_taken_are_passed_over(cast):
    tablets.enrol("Tablet 2", None, NOW)
    tablets.enrol("", None, NOW)
    tablets.enrol("", None, NOW)
    assert {tablet.name for tablet in tablets.tablets()} == {"Tablet 1", "Tablet 2", "Tablet 3"}


def test_a_tablet_is_renamed(cast):
    tablet = tablets.tablet_of(tablets.enrol("", None, NOW), NOW)
    assert tablets.rename_tablet(tablet.id, " Red  ").name == "Red"
    with pytest.raises(NameMissing):
        tablets.rename_tablet(tablet.id, "  ")


def test_a_browser_that_was_a_tablet_is_the_same_tablet_again(cast):
    before = tablets.enrol("Blue", None, NOW)
    old = tablets.tablet_of(before, NOW)
    tablets.sign_out_tablet(old.id, NOW)
    again = tablets.tablet_of(tablets.enrol("", None, NOW, before), NOW)
    assert (again.id, again.name, again.signed_out_at) == (old.id, "Blue", None)
    with pytest.raises(tablets.TabletNotEnrolled):
        tablets.tablet_of(before, NOW)


def test_all_tablets_are_signed_out_at_once(cast):
    tokens = [tablets.enrol("", None, NOW) for _ in range(3)]
    assert tablets.sign_out_all(NOW) == 3
    for token in tokens:
        with pytest.raises(tablets.TabletNotEnrolled):
            tablets.tablet_of(token, NOW)


def test_five_wrong_set_up_codes_in_a_minute_close_a_browser_for_a_minute(cast):
    code = tablets.new_set_up_code(cast.okafor.id, NOW)
    for _ in range(5):
        with pytest.raises(tablets.SetUpCodeUnknown):
            tablets.enrol_with_code("AAAA AAAA", NOW, "10.0.0.7")
    with pytest.raises(tablets.TooManySetUpCodes):
        tablets.enrol_with_code(code, NOW, "10.0.0.7")
    assert tablets.enrol_with_code(code, NOW, "10.0.0.8")


def test_a_tablet_says_whether_it_has_a_voice(store, cast):
    token = tablets.enrol("", cast.okafor.id, NOW)
    assert tablets.tablet_of(token, NOW).has_voice is None
    tablets.note_voice(tablets.tablet_of(token, NOW), False)
    assert tablets.tablet_of(token, NOW).has_voice is False
    tablets.note_voice(tablets.tablet_of(token, NOW), True)
    assert tablets.tablet_of(token, NOW).has_voice is True
