"""The picture PIN: a classmate with the card alone does not come in."""

import pytest

from kiosk.routes.pictures import HEADINGS, NotTheSame
from learning.classroom import calls, secret_pictures, tablets
from learning.people import cohorts
from tests.cast import NOW
from tests.kiosk.conftest import cookie, show_card

MINE, WRONG = ["sun", "moon", "star"], ["sun", "moon", "ball"]


@pytest.fixture
def asking(tablet, codes, cast):
    """Kestrels ask for pictures, and Amina's card was shown."""
    cohorts.ask_for_pictures(cast.kestrels.id, True)
    show_card(tablet, codes["Amina"])
    return tablet


@pytest.fixture
def chosen(asking, cast):
    """Amina chose her pictures at an earlier visit."""
    secret_pictures.choose_pictures(cast.amina.id, MINE, NOW)
    return asking


def press(tablet, pictures):
    return tablet.submit("/k/pictures", {"picture": pictures}, to="/k/pictures")


def test_yes_leads_to_the_pictures_and_begins_nothing(asking):
    assert asking.submit("/k/is-this-you", to="/k/begin").location == "/k/pictures"
    assert cookie(asking, "visit") == ""


def test_the_first_time_they_are_chosen_twice_and_the_visit_begins(asking, cast):
    once = press(asking, MINE)
    assert str(HEADINGS["repeat"]) in once.text
    assert asking.submit(once.text, {"picture": MINE}, to="/k/pictures").location == "/k/visit"
    secret_pictures.check_pictures(cast.amina.id, MINE, NOW)


def test_two_different_choices_are_kept_as_none(asking, cast):
    once = press(asking, MINE)
    again = asking.submit(once.text, {"picture": WRONG}, to="/k/pictures")
    assert NotTheSame.msgid in again.text
    assert not secret_pictures.has_pictures(cast.amina.id)


def test_a_forged_first_choice_keeps_nothing(asking, cast):
    answer = asking.send("/k/pictures", {"picture": MINE, "first": "forged"}, token_from="/k/pictures")
    assert str(HEADINGS["repeat"]) in answer.text
    assert not secret_pictures.has_pictures(cast.amina.id)


def test_the_right_pictures_begin_the_visit(chosen):
    assert press(chosen, MINE).location == "/k/visit"


@pytest.mark.parametrize(
    ("pictures", "status", "words"), [(WRONG, 403, "not your three pictures"), (MINE[:2], 422, "Press three pictures")]
)
def test_others_are_told_and_begin_nothing(chosen, pictures, status, words):
    answer = press(chosen, pictures)
    assert answer.status_code == status and words in answer.text
    assert cookie(chosen, "visit") == ""


def test_the_page_does_not_tell_which_were_pressed_or_chosen(chosen):
    assert "checked" not in press(chosen, WRONG).text


def test_after_five_wrong_tries_the_right_ones_do_not_open_either(chosen):
    for _ in range(5):
        press(chosen, WRONG)
    assert press(chosen, MINE).status_code == 429


def test_a_pupil_started_by_a_grown_up_needs_no_pictures(chosen, cast):
    calls.call_pupil(cast.amina.id, tablets.tablets()[0].id, cast.okafor.id, NOW)
    assert chosen.get("/k/").location == "/k/is-this-you"
    assert chosen.submit("/k/is-this-you", to="/k/begin").location == "/k/visit"


def test_without_a_card_shown_there_is_nothing_to_press(tablet, cast):
    assert tablet.get("/k/pictures").location == "/k/"
    assert tablet.send("/k/pictures", {"picture": MINE}, token_from="/k/").location == "/k/"


def test_a_cohort_that_does_not_ask_begins_at_once(tablet, codes):
    show_card(tablet, codes["Amina"])
    assert tablet.submit("/k/is-this-you", to="/k/begin").location == "/k/visit"
