"""Rooms: opened for a cohort until a time, extended, closed by hand or by themselves."""

from datetime import timedelta

import pytest

from learning.classroom import rooms
from learning.people import cohorts
from learning.visits.due import Due, due_in
from tests.cast import NOW, TODAY
from tests.chain import ask_the_seed, open_room, open_round, visit_and_finish


def test_a_room_closes_by_itself(cast):
    room = open_room(cast, minutes=30)
    assert room.is_open
    assert not rooms.room(room.id, NOW + timedelta(minutes=30)).is_open
    assert rooms.open_rooms(NOW + timedelta(minutes=30)) == []


def test_a_room_needs_a_task(cast):
    with pytest.raises(rooms.NothingToDo):
        open_room(cast, journal=False, score_card=False)


@pytest.mark.parametrize(
    ("minutes", "error"), [(0, rooms.RoomInThePast), (-5, rooms.RoomInThePast), (25 * 60, rooms.RoomTooLong)]
)
def test_a_room_is_open_for_a_while_and_not_for_ever(cast, minutes, error):
    with pytest.raises(error):
        open_room(cast, minutes=minutes)


def test_opening_a_round_again_closes_its_earlier_room(cast):
    autumn = open_round(cast)
    first, second = open_room(cast, autumn), open_room(cast, autumn, minutes=10)
    assert [opened.id for opened in rooms.open_rooms(NOW)] == [second.id]
    assert rooms.room(first.id, NOW).closed_at == NOW


def test_a_room_is_for_the_pupils_of_its_cohort(cast):
    room = open_room(cast)
    assert [opened.id for opened in rooms.rooms_for(cast.amina.id, NOW)] == [room.id]
    assert rooms.rooms_for(cast.callum.id, NOW) == []


def test_a_cohort_has_one_open_room(cast):
    first = open_room(cast)
    second = open_room(cast, open_round(cast, "Second"))
    assert [opened.id for opened in rooms.open_rooms(NOW)] == [second.id]
    assert not rooms.room(first.id, NOW).is_open


def test_two_cohorts_have_rooms_of_their_own_at_the_same_time(cast):
    first, second = open_room(cast), open_room(cast, open_round(cast, cohort=cast.ospreys))
    assert {opened.id for opened in rooms.open_rooms(NOW)} == {first.id, second.id}


def test_a_pupil_of_two_cohorts_has_both_rooms_the_newest_first(cast):
    group = cohorts.gather("Readers", [cast.amina.id], cast.okafor.id, NOW)
    first, second = open_room(cast), open_room(cast, open_round(cast, cohort=group))
    assert [opened.id for opened in rooms.rooms_for(cast.amina.id, NOW)] == [second.id, first.id]


@pytest.mark.parametrize("minutes", [5, 90])
def test_an_open_room_closes_later_or_sooner(cast, minutes):
    room = rooms.extend_room(open_room(cast).id, NOW + timedelta(minutes=minutes), NOW)
    assert room.closes_at == NOW + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("minutes", "error"), [(0, rooms.RoomInThePast), (-1, rooms.RoomInThePast), (24 * 60 + 1, rooms.RoomTooLong)]
)
def test_a_room_is_not_extended_into_the_past_or_past_a_day(cast, minutes, error):
    with pytest.raises(error):
        rooms.extend_room(open_room(cast).id, NOW + timedelta(minutes=minutes), NOW)


def test_a_closed_room_is_opened_again_rather_than_extended(cast):
    room = open_room(cast)
    rooms.close_room(room.id, NOW)
    with pytest.raises(rooms.RoomOver):
        rooms.extend_room(room.id, NOW + timedelta(minutes=5), NOW)


def test_both_tasks_are_due_for_all_before_anybody_has_begun(cast):
    assert due_in(open_round(cast).id, TODAY) == Due(2, 2, 2)


def test_who_has_finished_is_due_no_longer_the_journal_again_after_three_weeks(cast):
    ask_the_seed()
    room = open_room(cast)
    visit_and_finish(cast)
    assert due_in(room.round_id, TODAY) == Due(2, 1, 1)
    assert due_in(room.round_id, TODAY + timedelta(weeks=3)) == Due(2, 2, 1)
