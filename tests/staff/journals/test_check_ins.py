"""The pages of one-minute check-ins: open one with one press, see at once how everybody is, plan a one-to-one."""

import pytest

from learning.classroom import rooms
from learning.journals import check_ins, journal
from tests.cast import NOW, TODAY
from tests.chain import ask_the_seed, open_round, visit_and_finish
from tests.page import read_page, words_of


@pytest.fixture
def tutor(client, cast):
    """Ms Okafor is signed in; her class has a round."""
    ask_the_seed()
    open_round(cast)
    return client.sign_in(cast.okafor)


def pages(cast):
    """The addresses for opening a check-in and for reading them."""
    return f"/staff/cohorts/{cast.kestrels.id}/check-in", f"/staff/cohorts/{cast.kestrels.id}/check-ins"


@pytest.fixture
def entry_id(tutor, cast):
    """The check-in that Amina has just done."""
    opening, _ = pages(cast)
    tutor.submit(opening, to=opening)
    visit_and_finish(cast, degree="1", score="2", words="I slept badly")
    return check_ins.check_ins_of_pupil(cast.amina.id)[0].entry_id


def test_one_press_opens_the_room(tutor, cast):
    opening, _ = pages(cast)
    answer = tutor.submit(opening, to=opening)
    (room,) = rooms.open_rooms(NOW)
    assert answer.location == f"/staff/rooms/{room.id}"
    assert (bool(room.check_in_id), room.talker) == (True, cast.okafor.name)
    assert pages(cast)[1] in tutor.get(answer.location).text


def test_the_board_of_a_check_in_leads_on_to_the_check_ins(tutor, cast):
    opening, check_ins_page = pages(cast)
    page = read_page(tutor.get(tutor.submit(opening, to=opening).location).text)
    following = [link.get("href") for link in page.find(".//*[@class='next']").iter("a")]
    assert following == [check_ins_page]


def test_a_time_that_has_passed_is_refused(tutor, cast):
    opening, _ = pages(cast)
    assert tutor.submit(opening, {"until": "00:01"}, to=opening).status_code == 422
    assert rooms.open_rooms(NOW) == []


def test_the_tutor_sees_at_once_how_a_pupil_is(tutor, cast, entry_id):
    page = tutor.get(pages(cast)[1]).text
    assert "I slept badly" in page and 'class="is-low"' in page
    assert "Check-in" in tutor.get(f"/staff/entries/{entry_id}").text
    assert f"/staff/entries/{entry_id}" in tutor.get(f"/staff/pupils/{cast.amina.id}/journal").text


def test_the_tutor_plans_a_one_to_one_about_it(tutor, cast, entry_id):
    path = f"/staff/entries/{entry_id}/talk-wanted"
    tutor.submit(pages(cast)[1], to=path)
    assert [each.entry_id for each in journal.awaiting(cast.okafor, TODAY)] == [entry_id]
    tutor.submit(pages(cast)[1], to=path)
    assert journal.awaiting(cast.okafor, TODAY) == []


def test_another_tutor_sees_none_of_it(client, cast, entry_id):
    client.sign_in(cast.price)
    assert [client.get(page).status_code for page in pages(cast)] == [404, 404]
    answer = client.send(f"/staff/entries/{entry_id}/talk-wanted", {"wanted": "1"}, token_from="/staff/")
    assert answer.status_code == 404


def test_the_start_page_says_how_many_have_checked_in_today(tutor, cast, entry_id):
    def line():
        (shown,) = (part for part in read_page(tutor.get("/staff/").text).iter("ul") if "data-check-ins" in part.attrib)
        return words_of(shown), [link.get("href") for link in shown.iter("a")]

    text, links = line()
    assert links == [pages(cast)[1]] and "Kestrels" in text and text.count("1") == 2
    tutor.sign_in(cast.price)
    assert "data-check-ins" not in tutor.get("/staff/").text
