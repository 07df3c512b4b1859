"""The page of a member's own scores by keyboard."""

import pytest

from learning.people import sign_ins
from learning.score_cards import own_scores
from tests.cast import NOW, PASSWORD
from tests.chain import ask_the_seed, open_round


@pytest.fixture
def autumn(client, cast):
    """A round of Kestrels on the seed's characteristics, with their tutor signed in."""
    ask_the_seed()
    client.sign_in(cast.okafor)
    return open_round(cast)


def page(a_round):
    return f"/staff/cohorts/{a_round.cohort_id}/rounds/{a_round.id}/my-scores"


def scored(cast, a_round, pupil):
    rows = own_scores.own_scores(a_round.id, cast.okafor.id).rows
    return next(row.scores for row in rows if row.pupil == pupil)


@pytest.fixture
def at_desk(app, cast, autumn, browser, served):
    """A browser with Ms Okafor signed in, on the grid."""
    window = browser.new_context().new_page()
    token = sign_ins.sign_in(cast.okafor.email, PASSWORD, NOW)
    window.context.add_cookies([{"name": "sign_in", "value": token, "url": f"{served}/staff"}])
    window.goto(served + page(autumn))
    yield window
    window.context.close()


@pytest.mark.browser
def test_a_class_is_scored_with_only_number_keys(at_desk, cast, autumn):
    at_desk.locator("td input").first.focus()
    at_desk.keyboard.type("103017")  # Ben 10, Amina 3, then the next characteristic: Ben 0, Amina 1, and Ben 7
    at_desk.keyboard.press("Control+Enter")
    at_desk.wait_for_selector(".flash")
    ben, amina = scored(cast, autumn, cast.ben), scored(cast, autumn, cast.amina)
    assert (list(ben.values()), list(amina.values())) == ([10, 0, 7], [3, 1])


@pytest.mark.browser
def test_arrows_move_delete_empties_and_escape_takes_back(at_desk):
    cells = at_desk.locator("td input")
    cells.nth(0).focus()
    at_desk.keyboard.press("ArrowRight")
    at_desk.keyboard.press("ArrowDown")
    assert cells.nth(5).evaluate("cell => cell === document.activeElement")
    at_desk.keyboard.type("1")
    changed = at_desk.locator("[data-changed]")
    assert changed.inner_text() == changed.get_attribute("data-one")
    at_desk.keyboard.press("Escape")
    assert cells.nth(5).input_value() == "" and changed.inner_text() == ""
    at_desk.keyboard.type("1")
    at_desk.keyboard.press("Delete")
    assert cells.nth(5).input_value() == ""


@pytest.mark.browser
def test_moving_on_automatically_can_be_switched_off(at_desk):
    cells = at_desk.locator("td input")
    at_desk.locator("[data-moves-on]").uncheck()
    cells.nth(0).focus()
    at_desk.keyboard.type("7")
    assert cells.nth(0).evaluate("cell => cell === document.activeElement")
    at_desk.keyboard.press("Enter")
    assert cells.nth(4).evaluate("cell => cell === document.activeElement")
