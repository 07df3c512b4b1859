"""A page that nobody touches asks before it makes room: in a real browser, with a clock that tests move."""

import pytest
from playwright.sync_api import expect

from tests.kiosk.screen import button, choice, expect_question, expect_welcome

pytestmark = pytest.mark.browser


@pytest.fixture
def idle(hold):
    """idle(**options): a page with a few words by Amina that nobody has touched for three minutes."""

    def begin(**options):
        page = hold(**options)
        page.clock.install()
        page.reload()
        choice(page, "yes").check(force=True)
        page.get_by_role("textbox").fill("I am thin")
        with page.expect_response(lambda answer: "press=draft" in (answer.request.post_data or "")):
            page.clock.fast_forward("03:05")  # the words typed are saved meanwhile
        return page

    return begin


def still_here(page):
    """Return the button with which the pupil says that they are still there."""
    return page.get_by_role("dialog").get_by_role("button")


def test_it_asks_and_a_press_keeps_every_word(idle):
    page = idle()
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(still_here(page)).to_be_focused()
    still_here(page).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("textbox")).to_have_value("I am thin")


def test_the_server_starts_the_idle_time_again(idle, clock):
    page = idle()
    clock.forward(minutes=9)
    with page.expect_response("**/k/visit/here") as answer:
        page.keyboard.press("Escape")
    assert answer.value.status == 204
    clock.forward(minutes=9)
    button(page, "next").click()
    expect_question(page, 2, of=8)


def test_a_visit_that_is_over_makes_room(idle, clock):
    page = idle()
    clock.forward(minutes=11)
    still_here(page).click()
    expect_welcome(page)


def test_without_an_answer_the_page_makes_room_after_ten_minutes(idle):
    page = idle()
    page.clock.fast_forward("06:00")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.clock.fast_forward("01:30")
    expect_welcome(page)


@pytest.mark.parametrize("width, height", [(1280, 800), (390, 844)])
def test_axe_finds_nothing_wrong_with_the_question(idle, axe_faults, width, height):
    page = idle(viewport={"width": width, "height": height})
    expect(page.get_by_role("dialog")).to_be_visible()
    assert axe_faults(page) == []
