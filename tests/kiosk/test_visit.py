"""A turn from beginning to end, and its cookies."""

import pytest

from learning import journal, rooms, visits
from learning.visits import VisitOver
from tests.cast import NOW
from tests.kiosk.conftest import answer, cookie, show_card, visit_in

ANSWERS = {
    "yes_no": {"choice": "not_sure", "words": "My book says so"},
    "track": {"score": "0"},
    "words": {"words": "Noise"},
    "score": {"score": "10", "why": "I try"},
}


def test_yes_thats_me_begins_the_journal(tablet, codes):
    show_card(tablet, codes["Amina"])
    assert tablet.submit("/k/is-this-you", to="/k/begin").location == "/k/visit"
    assert "Am I doing well in school?" in tablet.get("/k/visit").text


def test_a_whole_turn_without_script(turn, cast):
    while step := visit_in(turn).first_open():
        assert answer(turn, step, **ANSWERS[step.kind]).status_code == 303
    assert "Well done, Amina!" in turn.get("/k/visit").text
    assert turn.submit("/k/visit", to="/k/visit/finish").location == "/k/?thanks="
    assert "Thank you!" in turn.get("/k/?thanks=").text
    entry = journal.entries_of(cast.amina.id)[0]
    assert entry.finished_at == NOW
    assert [given.score for given in entry.answers if given.question.kind == "track"] == [0]


def test_after_the_finish_nothing_of_the_turn_can_be_seen(turn):
    step = visit_in(turn).steps[0]
    answer(turn, step, press="stop", choice="yes")
    for path in ("/k/visit", f"/k/visit/journal/{step.id}"):
        page = turn.get(path)
        assert page.status_code == 409
        assert "Amina" not in page.text


def test_stop_for_now_keeps_what_was_given(turn, cast, codes):
    first = visit_in(turn).steps[0]
    assert answer(turn, first, press="stop", choice="no").location == "/k/"
    show_card(turn, codes["Amina"])
    turn.submit("/k/is-this-you", to="/k/begin")
    assert visit_in(turn).first_open().number == 2


def test_the_next_card_ends_the_turn_before(turn, codes):
    old = cookie(turn, "visit")
    show_card(turn, codes["Ben"])
    turn.submit("/k/is-this-you", to="/k/begin")
    with pytest.raises(VisitOver):
        visits.visit_of(old, NOW)
    assert visit_in(turn).pupil.called == "Ben"


def test_the_welcome_page_forgets_the_turn_in_this_browser(turn):
    turn.get("/k/")
    assert cookie(turn, "visit") == ""


def test_all_done_already_is_told(turn, codes):
    turn.send("/k/visit/finish", token_from="/k/visit")
    show_card(turn, codes["Amina"])
    page = turn.submit("/k/is-this-you", to="/k/begin")
    assert page.status_code == 409
    assert "You have done it all!" in page.text


def test_a_room_that_closes_ends_the_turn_kindly(turn, room):
    rooms.close_room(room.id, NOW)
    page = turn.get("/k/visit")
    assert page.status_code == 409
    assert "Please show your QR card again" in page.text


def test_begin_without_a_scan_goes_to_the_welcome_page(tablet):
    assert tablet.send("/k/begin", token_from="/k/").location == "/k/"


def test_the_cookies_are_closed_to_scripts_and_other_sites(tablet, codes):
    answers = show_card(tablet, codes["Amina"]), tablet.submit("/k/is-this-you", to="/k/begin")
    cookies = [line for answer in answers for line in answer.headers.getlist("Set-Cookie")]
    assert len(cookies) == 3
    assert all("HttpOnly" in line and "SameSite=Lax" in line and "Secure" not in line for line in cookies)


def test_the_cookies_are_secure_on_https(tablet, codes):
    scanned = tablet.get(f"/K/{codes['Amina'].code}", base_url="https://localhost")
    assert "Secure" in scanned.headers["Set-Cookie"]


def test_no_title_names_a_pupil(turn):
    assert "Amina" not in turn.get("/k/visit").text.split("</title>")[0]


def test_a_pupil_is_told_who_reads(turn):
    assert "This is for your tutor to read." in turn.get("/k/visit").text
