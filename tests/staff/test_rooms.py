"""Rooms: opened until a time, watched, closed."""

from datetime import datetime, timedelta

import pytest

from learning import rooms, rounds
from tests.cast import NOW, TODAY


@pytest.fixture
def autumn(cast):
    """The Kestrels' round."""
    return rounds.open_round(cast.kestrels.id, "Autumn", "", TODAY)


def open_room(client, cast, **fields):
    return press(client.sign_in(cast.okafor), cast, **fields)


def press(client, cast, **fields):
    path = f"/staff/cohorts/{cast.kestrels.id}/room"
    return client.submit(path, fields, to=path)


def test_a_room_opens_for_the_latest_round_for_an_hour(client, cast, autumn):
    open_room(client, cast)
    room = rooms.open_rooms(NOW)[0]
    assert (room.round_id, room.closes_at) == (autumn.id, NOW + timedelta(minutes=60))
    assert room.journal and room.score_card


def test_a_room_opens_with_the_tasks_that_are_ticked(client, cast, autumn):
    open_room(client, cast, score_card=[])
    room = rooms.open_rooms(NOW)[0]
    assert room.journal and not room.score_card


def test_the_time_is_the_schools_own(client, cast, autumn, clock):
    clock.now = datetime(2026, 7, 1, 9, 0)  # ten o'clock in Britain, in summer
    press(client.sign_in(cast.okafor, now=clock.now), cast, until="11:30")
    assert rooms.open_rooms(clock.now)[0].closes_at == datetime(2026, 7, 1, 10, 30)


def test_late_in_the_evening_the_room_ends_before_midnight(client, cast, autumn, clock):
    clock.now = datetime(2026, 11, 23, 23, 30)
    press(client.sign_in(cast.okafor, now=clock.now), cast)
    assert rooms.open_rooms(clock.now)[0].closes_at == datetime(2026, 11, 23, 23, 59)


def test_a_new_round_can_be_named_on_the_way(client, cast, autumn):
    open_room(client, cast, round_id="0", round_name="After six weeks")
    assert rooms.open_rooms(NOW)[0].round == "After six weeks"


def test_the_first_room_asks_for_the_first_round(client, cast):
    assert open_room(client, cast).status_code == 422
    assert open_room(client, cast, round_name="Autumn").status_code == 303


@pytest.mark.parametrize(
    "fields",
    [{"until": "09:59"}, {"until": "soon"}, {"until": ""}, {"journal": [], "score_card": []}, {"round_name": " "}],
)
def test_a_refused_room_keeps_what_was_typed_and_leaves_no_round(client, cast, autumn, fields):
    answer = open_room(client, cast, **{"round_id": "0", "round_name": "Spring", **fields})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert "round_name" in fields or 'value="Spring"' in answer.text
    assert rounds.rounds_of(cast.kestrels.id) == [autumn]


def test_the_round_of_another_cohort_is_refused(client, cast, autumn):
    foreign = rounds.open_round(cast.ospreys.id, "Theirs", "", TODAY)
    assert open_room(client, cast, round_id=str(foreign.id)).status_code == 422


def test_the_room_shows_who_has_not_begun(client, cast, autumn):
    page = client.get(open_room(client, cast).location).text
    assert "Amina Yusuf" in page and "Not begun" in page


def test_a_room_is_closed_by_hand(client, cast, autumn):
    path = open_room(client, cast).location
    client.submit(path, to=f"{path}/close")
    assert rooms.open_rooms(NOW) == []
    assert "closed" in client.get(path).text


def test_another_tutor_neither_sees_nor_closes_the_room(client, cast, autumn):
    path = open_room(client, cast).location
    client.sign_in(cast.price)
    assert client.get(path).status_code == 404
    assert client.send(f"{path}/close", token_from="/staff/").status_code == 404
    assert len(rooms.open_rooms(NOW)) == 1
