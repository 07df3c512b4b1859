"""Rooms, and the board of a room."""

from datetime import timedelta

import pytest

from learning import answers, rooms, visits
from tests.cast import NOW
from tests.chain import ask_the_seed, begin_visit, enrol_tablet, open_room, open_round, visit_and_finish


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
    assert [one.id for one in rooms.open_rooms(NOW)] == [second.id]
    assert rooms.room(first.id, NOW).closed_at == NOW


def test_a_room_is_for_the_pupils_of_its_cohort(cast):
    room = open_room(cast)
    assert rooms.room_for(cast.amina.id, NOW).id == room.id
    assert rooms.room_for(cast.callum.id, NOW) is None


def test_the_board_tells_who_is_in_and_never_what_they_write(cast):
    ask_the_seed()
    room = open_room(cast)
    token = begin_visit(cast)
    visit = visits.visit_of(token, NOW)
    answers.keep_answer(visit, "journal", visit.steps[0].id, "next", {"words": "secret"}, NOW)
    ben, amina = rooms.board(room.id, NOW)
    assert (ben.state, ben.answered, ben.of) == ("not begun", 0, 8)
    assert (amina.state, amina.answered) == ("in", 1)


def test_the_board_tells_who_is_done(cast):
    ask_the_seed()
    room = open_room(cast)
    visit_and_finish(cast)
    assert rooms.board(room.id, NOW)[1].state == "done"


def test_the_board_tells_who_began_and_stopped(cast):
    ask_the_seed()
    room = open_room(cast)
    tablet = enrol_tablet(cast)
    visit = visits.visit_of(begin_visit(cast, tablet=tablet), NOW)
    answers.keep_answer(visit, "journal", visit.steps[0].id, "skip", {}, NOW)
    begin_visit(cast, cast.ben, tablet)
    assert [seat.state for seat in rooms.board(room.id, NOW)] == ["in", "begun"]


def test_a_cohort_has_one_open_room(cast):
    first = open_room(cast)
    second = open_room(cast, open_round(cast, "Second"))
    assert [one.id for one in rooms.open_rooms(NOW)] == [second.id]
    assert not rooms.room(first.id, NOW).is_open
