"""My own card in a real browser: today's numbers as they were pressed, also without the network."""

import pytest
from playwright.sync_api import expect

from tests.kiosk.screen import button, expect_end, expect_question
from tests.kiosk.test_forgiving import skip_all
from tests.kiosk.test_in_a_browser import RAIL

pytestmark = pytest.mark.browser


def lines(page):
    """The lines of the card that are shown."""
    return page.locator(".step [data-of]:visible")


def press_score(page, score, number):
    """Press a number on the question with this number, and Next."""
    expect_question(page, number)
    page.locator(RAIL).nth(score).click()
    button(page, "next").click()


def test_todays_numbers_are_those_pressed_even_without_the_network(hold):
    page = hold()
    skip_all(page, 5)
    page.context.set_offline(True)
    for number, score in ((5, 0), (6, 10), (7, 3)):
        press_score(page, score, number)
    button(page, "unknown").click()
    expect_end(page)
    expect(lines(page).locator("svg > text")).to_have_text(["0", "10", "3"])
    expect(page.locator(".step [data-legend]")).to_be_hidden()


def test_a_number_that_is_changed_is_changed_on_the_card(hold):
    page = hold()
    skip_all(page)
    press_score(page, 2, 8)
    expect_end(page)
    expect(lines(page).locator("svg > text")).to_have_text(["2"])
    button(page, "back").click()
    press_score(page, 6, 8)
    expect(lines(page).locator("svg > text")).to_have_text(["6"])


def test_without_a_number_there_is_no_card(hold):
    page = hold()
    skip_all(page)
    button(page, "skip").click()
    expect_end(page)
    expect(page.locator(".step [data-my-card]")).to_be_hidden()
