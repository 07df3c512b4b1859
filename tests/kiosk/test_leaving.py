"""The end of a visit in a real browser: Stop and Finish are sent like every answer, so a failure loses no words."""

import pytest
from playwright.sync_api import expect

from learning.journals.tables import AnswerRow, EntryRow
from tests.browser import stop_clock
from tests.waiting import until

pytestmark = pytest.mark.browser


def bad_gateway(route):
    """What a proxy says when the server is away."""
    route.fulfill(status=502, body="<!doctype html><h1>Bad gateway</h1>", content_type="text/html")


def test_stop_keeps_the_words_also_when_it_cannot_be_sent(hold):
    page = hold()
    page.get_by_role("radio", name="Yes").check(force=True)
    page.get_by_role("textbox").fill("I read a whole book")
    page.route("**/k/visit/**", bad_gateway)
    page.get_by_role("button", name="Stop for now").click()
    expect(page.get_by_role("heading", name="Thank you!")).to_be_visible()
    expect(page).to_have_title("Show your QR card")
    until(lambda: [one.words for one in AnswerRow.select()] == ["I read a whole book"], page)


def test_stop_keeps_the_words_also_when_the_outbox_comes_late(hold):
    page = hold()
    stop_clock(page)
    late = []
    page.route("**/outbox.js*", lambda route: late.append(route))
    page.route("**/k/visit/**", bad_gateway)
    page.get_by_role("radio", name="Yes").check(force=True)
    page.get_by_role("textbox").fill("I read a whole book")
    page.get_by_role("button", name="Stop for now").click()
    expect(page.get_by_role("heading", name="Thank you!")).to_be_visible()
    with page.expect_response("**/k/"):
        page.clock.run_for(6000)  # the network is back, and only this page has the words
    page.evaluate("new Promise((done) => fetch('/healthz').then(done))")
    expect(page.get_by_role("heading", name="Thank you!")).to_be_visible()
    page.unroute("**/outbox.js*")
    late[0].continue_()
    expect(page).to_have_title("Show your QR card")
    until(lambda: [one.words for one in AnswerRow.select()] == ["I read a whole book"], page)


def test_finish_is_not_taken_for_sent_when_something_else_answers(hold):
    page = hold()
    for number in range(1, 9):
        expect(page).to_have_title(f"Question {number} of 8")
        page.get_by_role("button", name="Skip").click()
    expect(page).to_have_title("All done")
    page.route("**/k/visit/end", bad_gateway)
    page.route("**/k/outbox", bad_gateway)
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_role("heading", name="Thank you!")).to_be_visible()
    assert EntryRow.get().finished_at is None
    page.unroute("**/k/outbox")
    expect(page).to_have_title("Show your QR card")
    until(lambda: EntryRow.get().finished_at is not None, page)


def test_a_hint_goes_when_it_is_followed_and_nothing_jumps(hold):
    page = hold()
    page.get_by_role("button", name="Next").click()
    hint = page.get_by_role("alert")
    expect(hint).to_be_visible()
    before = page.locator(".choices").bounding_box()["y"]
    page.get_by_role("radio", name="Yes").check(force=True)
    expect(hint).to_be_hidden()
    assert page.locator(".choices").bounding_box()["y"] == before


def test_nobody_is_asked_what_would_raise_a_ten(hold):
    page = hold()
    for number in range(1, 5):
        expect(page).to_have_title(f"Question {number} of 8")
        page.get_by_role("button", name="Skip").click()
    expect(page).to_have_title("Question 5 of 8")
    question = page.get_by_text("What would help it go up?")
    page.keyboard.press("9")
    expect(question).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".rail b:visible")).to_have_text("10")
    expect(question).to_be_hidden()
