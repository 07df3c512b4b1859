"""A page that nobody touches asks gently before it makes room, in a real browser with a clock that tests move."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def idle(hold):
    """idle(**options): a page of Amina's with a few words typed, which nobody has touched for three minutes."""

    def begin(**options):
        page = hold(**options)
        page.clock.install()
        page.reload()
        page.get_by_role("radio", name="Yes").check(force=True)
        page.get_by_role("textbox").fill("I am thin")
        with page.expect_response(lambda answer: "press=draft" in (answer.request.post_data or "")):
            page.clock.fast_forward("03:05")  # the words typed are kept meanwhile
        return page

    return begin


def test_it_asks_and_a_press_goes_on_with_every_word(idle):
    page = idle()
    expect(page.get_by_role("dialog", name="Are you still there?")).to_be_visible()
    expect(page.get_by_role("button", name="Yes, I'm here")).to_be_focused()
    page.get_by_role("button", name="Yes, I'm here").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("textbox")).to_have_value("I am thin")


def test_the_server_hears_of_it_and_counts_anew(idle, clock):
    page = idle()
    clock.forward(minutes=9)
    with page.expect_response("**/k/visit/here") as told:
        page.keyboard.press("Escape")
    assert told.value.status == 204
    clock.forward(minutes=9)
    page.get_by_role("button", name="Next").click()
    expect(page).to_have_title("Question 2 of 8")


def test_a_visit_that_is_over_makes_room(idle, clock):
    page = idle()
    clock.forward(minutes=11)
    page.get_by_role("button", name="Yes, I'm here").click()
    expect(page).to_have_title("Show your QR card")


def test_without_an_answer_the_page_makes_room_after_ten_minutes(idle):
    page = idle()
    page.clock.fast_forward("06:00")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.clock.fast_forward("01:30")
    expect(page).to_have_title("Show your QR card")


@pytest.mark.parametrize("width, height", [(1280, 800), (390, 844)])
def test_the_question_pleases_axe(idle, axe_faults, width, height):
    page = idle(viewport={"width": width, "height": height})
    expect(page.get_by_role("dialog")).to_be_visible()
    assert axe_faults(page) == []
