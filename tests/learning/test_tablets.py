"""Tablets: set up by staff, once, and signed out at once."""

from datetime import timedelta

import pytest

from learning import tablets
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
