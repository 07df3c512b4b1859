"""Calls: a pupil without a QR card is started at a tablet by name."""

from datetime import timedelta

import pytest

from learning.classroom import calls, rooms, tablets
from tests.cast import NOW
from tests.chain import begin_visit, enrol_tablet, open_room


@pytest.fixture
def tablet(cast):
    """A tablet, and Kestrels' room is open."""
    open_room(cast)
    return enrol_tablet(cast)


def test_a_call_waits_at_its_tablet_for_two_minutes(cast, tablet):
    calls.call_pupil(cast.amina.id, tablet.id, cast.okafor.id, NOW)
    assert calls.called_to(tablet.id, NOW + timedelta(seconds=119)) == cast.amina.id
    assert calls.called_to(tablet.id, NOW + timedelta(seconds=120)) is None


def test_another_tablet_knows_nothing_of_it(cast, tablet):
    calls.call_pupil(cast.amina.id, tablet.id, cast.okafor.id, NOW)
    assert calls.called_to(enrol_tablet(cast).id, NOW) is None


def test_a_later_call_takes_the_place_of_an_earlier_one(cast, tablet):
    other = enrol_tablet(cast)
    calls.call_pupil(cast.amina.id, tablet.id, cast.okafor.id, NOW)
    calls.call_pupil(cast.ben.id, tablet.id, cast.okafor.id, NOW)
    calls.call_pupil(cast.ben.id, other.id, cast.okafor.id, NOW)
    assert (calls.called_to(tablet.id, NOW), calls.called_to(other.id, NOW)) == (None, cast.ben.id)


def test_the_turn_that_follows_ends_the_call(cast, tablet):
    calls.call_pupil(cast.amina.id, tablet.id, cast.okafor.id, NOW)
    begin_visit(cast, tablet=tablet)
    assert calls.called_to(tablet.id, NOW) is None


def test_a_call_can_be_taken_back(cast, tablet):
    calls.call_pupil(cast.amina.id, tablet.id, cast.okafor.id, NOW)
    calls.end_call(tablet.id)
    assert calls.called_to(tablet.id, NOW) is None


def test_a_pupil_without_an_open_room_cannot_be_called(cast, tablet):
    with pytest.raises(rooms.RoomClosed):
        calls.call_pupil(cast.callum.id, tablet.id, cast.price.id, NOW)


def test_nobody_is_called_to_a_tablet_that_was_signed_out(cast, tablet):
    tablets.sign_out_tablet(tablet.id, NOW)
    with pytest.raises(tablets.TabletNotEnrolled):
        calls.call_pupil(cast.amina.id, tablet.id, cast.okafor.id, NOW)
