"""The break in a real browser: offered after some answers, with the next question ready behind it."""

import pytest
from playwright.sync_api import expect

from learning.people import age_bands
from tests.kiosk.screen import button, expect_end, expect_question, expect_welcome

pytestmark = pytest.mark.browser


@pytest.fixture
def at_break(hold, cast):
    """The page after four answers, for the youngest."""
    age_bands.choose_for_pupil(cast.amina.id, age_bands.YOUNGEST)
    page = hold()
    for number in range(1, 5):
        expect_question(page, number)
        button(page, "skip").click()
    expect(page.locator("[data-break]").get_by_role("heading")).to_be_focused()
    expect(page.locator(".step h1")).to_be_hidden()
    return page


def test_the_pupil_carries_on_to_the_end_with_one_break(at_break):
    at_break.locator("[data-break] a").click()
    for number in range(5, 9):
        expect_question(at_break, number)
        expect(at_break.locator(".step h1")).to_be_focused()
        button(at_break, "skip").click()
    expect_end(at_break)


def test_the_pupil_stops_at_the_break(at_break):
    at_break.locator("[data-break] [value=stop]").click()
    expect_welcome(at_break)
