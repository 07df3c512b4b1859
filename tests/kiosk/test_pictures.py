"""Secret pictures: a classmate with only the card cannot come in."""

import pytest

from kiosk.routes.pictures import HEADINGS, NotTheSame
from learning.classroom import calls, secret_pictures, tablets
from learning.people import cohorts
from tests.cast import NOW
from tests.kiosk.conftest import cookie, show_card

AMINAS, WRONG = ["sun", "moon", "star"], ["sun", "moon", "ball"]


@pytest.fixture
def asking(tablet, codes, cast):
    """Kestrels ask for pictures, and Amina's card was shown."""
    cohorts.ask_for_pictures(cast.kestrels.id, True)
    show_card(tablet, codes["Amina"])
    return tablet


@pytest.fixture
def chosen(asking, cast):
    """Amina chose her pictures at an earlier visit."""
    secret_pictures.choose_pictures(cast.amina.id, AMINAS, NOW)
    return asking


def press(tablet, pictures):
    return tablet.submit("/k/pictures", {"picture": pictures}, to="/k/pictures")


def test_yes_leads_to_the_pictures_and_begins_nothing(asking):
    assert asking.submit("/k/is-this-you", to="/k/begin").location == "/k/pictures"
    assert cookie(asking, "visit") == ""


def test_at_the_first_visit_they_are_chosen_twice(asking, cast):
    once = press(asking, AMINAS)
    assert str(HEADINGS["repeat"]) in once.text
    assert asking.submit(once.text, {"picture": AMINAS}, to="/k/pictures").location == "/k/visit"
    secret_pictures.check_pictures(cast.amina.id, AMINAS, NOW)


def test_two_different_choices_save_nothing(asking, cast):
    once = press(asking, AMINAS)
    again = asking.submit(once.text, {"picture": WRONG}, to="/k/pictures")
    assert NotTheSame.msgid in again.text
    assert not secret_pictures.has_pictures(cast.amina.id)


def test_a_forged_first_choice_saves_nothing(asking, cast):
    answer = asking.send("/k/pictures", {"picture": AMINAS, "first": "forged"}, token_from="/k/pictures")
    assert str(HEADINGS["repeat"]) in answer.text
    assert not secret_pictures.has_pictures(cast.amina.id)


def test_the_right_pictures_begin_the_visit(chosen):
    assert press(chosen, AMINAS).location == "/k/visit"


@pytest.mark.parametrize(
    ("pictures", "error"), [(WRONG, secret_pictures.WrongPictures), (AMINAS[:2], secret_pictures.NotThreePictures)]
)
def test_other_pictures_get_a_message_and_begin_nothing(chosen, pictures, error):
    answer = press(chosen, pictures)
    assert answer.status_code == error.status and error.msgid in answer.text
    assert cookie(chosen, "visit") == ""


def test_the_page_does_not_show_which_were_pressed_or_chosen(chosen):
    assert "checked" not in press(chosen, WRONG).text


def test_after_five_wrong_tries_even_the_right_pictures_open_nothing(chosen):
    for _ in range(5):
        press(chosen, WRONG)
    assert press(chosen, AMINAS).status_code == 429


def test_a_pupil_started_by_a_grown_up_needs_no_pictures(chosen, cast):
    calls.call_pupil(cast.amina.id, tablets.tablets()[0].id, cast.okafor.id, NOW)
    assert chosen.get("/k/").location == "/k/is-this-you"
    assert chosen.submit("/k/is-this-you", to="/k/begin").location == "/k/visit"


def test_before_a_card_is_shown_there_are_no_pictures(tablet, cast):
    assert tablet.get("/k/pictures").location == "/k/"
    assert tablet.send("/k/pictures", {"picture": AMINAS}, token_from="/k/").location == "/k/"


def test_a_cohort_that_does_not_ask_begins_at_once(tablet, codes):
    show_card(tablet, codes["Amina"])
    assert tablet.submit("/k/is-this-you", to="/k/begin").location == "/k/visit"
