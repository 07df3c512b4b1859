"""Rooms: opened until a time, watched, closed."""

import re
from datetime import datetime, timedelta

import pytest

from learning.classroom import calls, refused_cards, rooms, secret_pictures, tablets
from learning.people import schools
from learning.rounds import planning, rounds
from learning.visits import answers, talking, visits
from tests.cast import NOW, TODAY
from tests.chain import ask_the_seed, begin_visit, visit_and_finish
from tests.page import read_page, words_of


@pytest.fixture
def autumn(cast):
    """The Kestrels' round."""
    return planning.open_round(cast.kestrels.id, "Autumn", "", TODAY)


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
    foreign = planning.open_round(cast.ospreys.id, "Theirs", "", TODAY)
    assert open_room(client, cast, round_id=str(foreign.id)).status_code == 422


def test_the_room_shows_who_has_not_begun(client, cast, autumn):
    columns = seats(client.get(open_room(client, cast).location).text)
    assert "Amina Yusuf" in columns["not-begun"]


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


# --- sensible defaults --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ends", "until"),
    [("9:30, 10:45, 11:45", "10:45"), ("9:30, 10:05, 11:00", "11:00"), ("9:30", "11:00"), ("", "11:00")],
)
def test_the_room_closes_with_the_lesson_where_the_school_says_when_that_is(client, cast, autumn, ends, until):
    schools.set_school("Hillside School", low_score=4, smallest_change=2, readers="", lesson_ends=ends)
    open_room(client, cast)
    assert f"{rooms.open_rooms(NOW)[0].closes_at:%H:%M}" == until


def test_what_is_not_due_is_not_ticked(client, cast, autumn):
    ask_the_seed()
    rooms.open_room(
        autumn.id, journal=False, score_card=True, closes_at=NOW + timedelta(hours=1), member_id=cast.okafor.id, now=NOW
    )
    for pupil in (cast.amina, cast.ben):
        visit_and_finish(cast, pupil)
    open_room(client, cast)
    room = rooms.open_rooms(NOW)[0]
    assert (room.journal, room.score_card) == (True, False)


def test_the_form_tells_what_is_due(client, cast, autumn):
    page = read_page(client.sign_in(cast.okafor).get(f"/staff/cohorts/{cast.kestrels.id}/room").text)
    assert re.findall(r"\d+", words_of(page.find(".//p[@class='hint due']"))) == ["2", "2", "2"]


def test_a_room_is_extended_by_ten_minutes_with_one_press(client, cast, autumn):
    path = open_room(client, cast).location
    client.submit(path, to=f"{path}/extend")
    assert rooms.open_rooms(NOW)[0].closes_at == NOW + timedelta(minutes=70)


@pytest.mark.parametrize("until", ["09:00", "soon", ""])
def test_a_wrong_time_is_told_on_the_board_and_changes_nothing(client, cast, autumn, until):
    path = open_room(client, cast).location
    answer = client.send(f"{path}/extend", {"until": until}, token_from=path)
    assert answer.status_code == 422
    assert rooms.open_rooms(NOW)[0].closes_at == NOW + timedelta(minutes=60)


# --- the board ----------------------------------------------------------------------------------------------------


@pytest.fixture
def board(client, cast, autumn):
    """The path of Kestrels' board; Ms Okafor looks at it."""
    ask_the_seed()
    return open_room(client, cast).location


def seats(page: str) -> dict[str, list[str]]:
    """Return the lines of each column of the board, by the column's class."""
    columns = {}
    tree = read_page(page)
    live = next(part for part in tree.iter("div") if part.get("class") == "board")
    for column in live.iter("section"):
        lines = [words_of(line) for line in column.iter("li")]
        assert int(words_of(column.find("h2/span"))) == len(lines)
        columns[column.get("class")] = lines
    return columns


def test_the_board_tells_where_each_pupil_is(client, cast, board):
    visit = visits.visit_of(begin_visit(cast), NOW)
    answers.save_answer(
        visit, "journal", visit.steps[0].id, press="next", fields={"choice": "yes", "words": "secret"}, now=NOW
    )
    page = client.get(board).text
    assert seats(page)["in"] == ["Amina Yusuf Tablet 1 · question 2 of 8"]
    assert seats(page)["not-begun"] == ["Ben Adeyemi"]
    assert "secret" not in page


def test_the_names_can_be_hidden_for_the_projector(client, cast, board):
    begin_visit(cast)
    page = client.get(f"{board}?masked=1").text
    assert "Amina" not in page and "Yusuf" not in page and "Ben" not in page
    assert seats(page)["in"] == ["Pupil 2 Tablet 1 · question 1 of 8"]
    assert f'data-live="{board}?masked=1"' in page


@pytest.fixture
def concern(cast, board):
    """Amina has asked to talk, to anyone."""
    talking.ask_to_talk(visits.visit_of(begin_visit(cast), NOW), talking.Wish("the place"), NOW)


def test_the_team_reads_on_the_board_only_that_a_concern_is_passed_on(client, board, concern):
    page = client.get(board).text
    assert "data-concerns" not in page and "the place" not in page
    assert "passed on" in seats(page)["in"][0]


def test_a_named_adult_is_told_of_a_concern_on_the_board_but_not_on_the_projector(client, cast, board, concern):
    client.sign_in(cast.lead)
    assert 'data-concerns="1"' in client.get(board).text
    masked = client.get(f"{board}?masked=1").text
    assert "data-concerns" not in masked and "concern" not in seats(masked)["in"][0]


def test_a_refused_card_is_shown_on_the_board(client, cast, board):
    refused_cards.note_refused_card(cast.amina.id, None, "no tablet", NOW)
    shown = read_page(client.get(board).text).find(".//section[@class='refused-cards']")
    assert [words_of(line).split(" the ")[0] for line in shown.iter("li")] == ["Amina Yusuf"]


def test_a_board_that_refreshes_itself_keeps_nobody_signed_in(client, cast, board, clock):
    for _ in range(3):
        clock.forward(minutes=12)
        last = client.get(f"{board}?live=1")
    assert last.status_code == 303 and "/sign-in" in last.location


def test_a_touched_board_stays_signed_in(client, cast, board, clock):
    for _ in range(4):
        clock.forward(minutes=12)
        last = client.get(board)
    assert last.status_code == 200


# --- one pupil on the board ---------------------------------------------------------------------------------------


@pytest.fixture
def seat(board, cast):
    """The path of Amina's seat."""
    return f"{board}/pupils/{cast.amina.id}"


def test_a_pupil_without_a_card_is_started_at_a_tablet(client, cast, seat):
    tablet = tablets.tablet_of(tablets.enrol("Blue", None, NOW), NOW)
    client.submit(seat, to=f"{seat}/call/{tablet.id}")
    assert calls.called_to(tablet.id, NOW) == cast.amina.id


def test_a_wrong_finish_is_undone(client, cast, seat, board):
    visit_and_finish(cast)
    assert seats(client.get(board).text)["done"] == ["Amina Yusuf"]
    client.submit(seat, to=f"{seat}/reopen")
    assert seats(client.get(board).text)["begun"] == ["Amina Yusuf 8 answers"]


def test_who_is_done_can_be_invited_again(client, cast, seat):
    visit_and_finish(cast)
    tablet = tablets.tablets()[0]
    client.submit(seat, to=f"{seat}/call/{tablet.id}")
    assert visits.begin(cast.amina.id, tablet.id, NOW, TODAY)


def test_forgotten_pictures_can_be_chosen_again(client, cast, seat):
    secret_pictures.choose_pictures(cast.amina.id, ["sun", "moon", "star"], NOW)
    client.submit(seat, to=f"{seat}/forget-pictures")
    assert not secret_pictures.has_pictures(cast.amina.id)


@pytest.mark.parametrize("act", ["call/1", "reopen", "forget-pictures"])
def test_another_tutor_does_nothing_to_a_pupil_of_this_room(client, cast, seat, act):
    tablets.enrol("Blue", None, NOW)
    client.sign_in(cast.price)
    assert client.get(seat).status_code == 404
    assert client.send(f"{seat}/{act}", token_from="/staff/").status_code == 404


def test_a_pupil_of_another_cohort_has_no_seat_here(client, cast, board):
    assert client.get(f"{board}/pupils/{cast.callum.id}").status_code == 404
