"""The end of a visit in a real browser: Stop and Finish are sent like answers, so a failure loses no words."""

import pytest
from playwright.sync_api import expect

from learning.journals.tables import AnswerRow, EntryRow
from tests.browser import stop_clock
from tests.kiosk.screen import button, choice, expect_end, expect_question, expect_welcome
from tests.waiting import until

pytestmark = pytest.mark.browser


def bad_gateway(route):
    """Answer as a proxy does when the server is down."""
    route.fulfill(status=502, body="<!doctype html><h1>Bad gateway</h1>", content_type="text/html")


def gone(page):
    """Return the heading of the page that waits for the network after the end of a visit."""
    return page.locator("main.gone h1")


def test_stop_saves_the_words_even_if_it_cannot_be_sent(hold):
    page = hold()
    choice(page, "yes").check(force=True)
    page.get_by_role("textbox").fill("I read a whole book")
    page.route("**/k/visit/**", bad_gateway)
    button(page, "stop").click()
    expect(gone(page)).to_be_visible()
    expect_welcome(page)
    until(lambda: [answer.words for answer in AnswerRow.select()] == ["I read a whole book"], page)


def test_stop_saves_the_words_even_if_the_outbox_loads_late(hold):
    page = hold()
    late = []
    page.route("**/outbox.js*", lambda route: late.append(route))
    stop_clock(page)
    page.route("**/k/visit/**", bad_gateway)
    choice(page, "yes").check(force=True)
    page.get_by_role("textbox").fill("I read a whole book")
    button(page, "stop").click()
    expect(gone(page)).to_be_visible()
    saving = gone(page).inner_text()
    page.clock.run_for(6000)  # the network is back, and only this page has the words
    page.evaluate("new Promise((done) => fetch('/healthz').then(done))")
    expect(gone(page)).to_have_text(saving)
    page.unroute("**/outbox.js*")
    late[0].continue_()
    page.clock.resume()
    expect_welcome(page)
    until(lambda: [answer.words for answer in AnswerRow.select()] == ["I read a whole book"], page)


def test_finish_does_not_count_as_sent_if_something_else_answers(hold):
    page = hold()
    for number in range(1, 9):
        expect_question(page, number, of=8)
        button(page, "skip").click()
    expect_end(page)
    page.route("**/k/visit/end", bad_gateway)
    page.route("**/k/outbox", bad_gateway)
    button(page, "finish").click()
    expect(gone(page)).to_be_visible()
    assert EntryRow.get().finished_at is None
    page.unroute("**/k/outbox")
    expect_welcome(page)
    until(lambda: EntryRow.get().finished_at is not None, page)


def test_a_hint_disappears_after_an_answer_and_nothing_jumps(hold):
    page = hold()
    button(page, "next").click()
    hint = page.get_by_role("alert")
    expect(hint).to_be_visible()
    before = page.locator(".choices").bounding_box()["y"]
    choice(page, "yes").check(force=True)
    expect(hint).to_be_hidden()
    assert page.locator(".choices").bounding_box()["y"] == before


def test_a_score_of_ten_has_no_question_about_raising_it(hold):
    page = hold()
    for number in range(1, 5):
        expect_question(page, number, of=8)
        button(page, "skip").click()
    expect_question(page, 5, of=8)
    question = page.locator(".step [data-up]")
    page.keyboard.press("9")
    expect(question).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".rail b:visible")).to_have_text("10")
    expect(question).to_be_hidden()
