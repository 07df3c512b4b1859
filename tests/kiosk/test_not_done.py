""" "Not done yet?": after Finish the pupil can go on for a minute, and the next pupil finds nothing of it."""

import pytest

from learning.journals.tables import EntryRow
from tests.kiosk.conftest import answer, press, show_card, step_of

NOT_DONE = "/k/not-done"
WELCOME = "/k/?thanks="


@pytest.fixture
def finished(visiting):
    """The tablet after Amina has written "canary" and finished."""
    answer(visiting, step_of(visiting, "yes_no"), choice="yes", words="canary")
    press(visiting, "/k/visit/end")
    return visiting


def test_a_press_and_yes_undo_the_finish(finished):
    assert finished.submit(WELCOME, to=NOT_DONE).location == "/k/is-this-you"
    assert EntryRow.get().finished_at is not None
    assert finished.submit("/k/is-this-you", to="/k/begin").location == "/k/visit"
    page = finished.get("/k/visit").text
    assert EntryRow.get().finished_at is None
    assert "Amina" in page and "canary" not in page


def test_no_leaves_it_finished(finished):
    finished.submit(WELCOME, to=NOT_DONE)
    finished.submit("/k/is-this-you", to="/k/is-this-you")
    assert EntryRow.get().finished_at is not None
    assert NOT_DONE not in finished.get(WELCOME).text


def test_nothing_of_the_pupil_is_on_the_page_that_offers_it(finished):
    page = finished.get(WELCOME).text
    assert NOT_DONE in page and "Amina" not in page and "canary" not in page


def test_after_a_minute_it_is_offered_no_more_and_refused(finished, clock):
    finished.get(WELCOME)
    clock.forward(seconds=61)
    assert NOT_DONE not in finished.get(WELCOME).text
    assert finished.send(NOT_DONE, {}, token_from="/k/").status_code == 409
    assert EntryRow.get().finished_at is not None


def test_the_next_card_takes_it_away(finished, codes):
    show_card(finished, codes["Ben"])
    assert NOT_DONE not in finished.get(WELCOME).text
    assert finished.send(NOT_DONE, {}, token_from="/k/").status_code == 409


def test_a_stop_is_not_offered_to_be_undone(visiting):
    press(visiting, "/k/visit/leave")
    assert NOT_DONE not in visiting.get(WELCOME).text
