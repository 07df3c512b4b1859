"""Saying and drawing an answer on a real page, with a microphone that only beeps."""

import pytest
from playwright.sync_api import expect

from learning.journals.tables import AnswerRow
from learning.visits.drawings import strokes_of
from learning.visits.given_files import content_of
from learning.visits.tables import GivenFileRow
from tests.browser import AS_ROOT, QUIET
from tests.chain import allow_own_ways
from tests.kiosk.screen import button, expect_question
from tests.waiting import until

pytestmark = pytest.mark.browser
MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
WEBM = b"\x1a\x45\xdf\xa3"


@pytest.fixture(scope="module")
def browser(launch_browser):
    """Chromium with a microphone."""
    browser = launch_browser(args=[*QUIET, *AS_ROOT, *MICROPHONE])
    yield browser
    browser.close()


@pytest.fixture
def page(hold):
    """A tablet at a question that can be written, said and drawn."""
    allow_own_ways()
    page = hold()
    for number in (2, 3):
        button(page, "skip").click()
        expect_question(page, number)
    return page


def say(page):
    """Return the button that begins to say it."""
    return page.locator(".step [data-say-it]")


def sheet(page, name):
    """Return what is found by its data attribute on the sheet that covers the question."""
    return page.locator(f".own-sheet:not([hidden]) [data-{name}]")


def draw_line(page, *points) -> None:
    """Draw with the mouse from point to point, each from 0 to 1 across the paper."""
    expect(page.locator(".own-sheet.settling")).to_have_count(0)
    box = sheet(page, "paper").bounding_box()
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=5)
    page.mouse.up()


def files() -> list[GivenFileRow]:
    """Everything that has arrived, in order."""
    return list(GivenFileRow.select().order_by(GivenFileRow.sequence))


def answer() -> AnswerRow | None:
    """The answer to the question that was said or drawn."""
    return AnswerRow.get_or_none(AnswerRow.state == "given")


def test_what_a_pupil_says_is_saved_and_next_is_enough(page):
    say(page).click()
    with page.expect_response("**/k/visit/here") as sign_of_life:  # talking is no idling
        sheet(page, "start").click()
    assert sign_of_life.value.status == 204
    expect(sheet(page, "clock")).to_have_text("0:01")
    expect(page.locator(".step")).not_to_be_visible()
    sheet(page, "stop").click()
    expect(sheet(page, "kept")).not_to_be_empty()
    (said,) = until(files, page)
    assert content_of(said.id).startswith(WEBM) and said.seconds >= 1
    sheet(page, "close").click()
    expect(say(page)).to_have_class("chip own-way has-file")
    button(page, "next").click()
    expect_question(page, 4)
    assert until(answer, page).recording == said.sequence


def test_leaving_the_sheet_ends_the_recording_and_loses_nothing(page):
    say(page).click()
    sheet(page, "start").click()
    expect(sheet(page, "clock")).to_have_text("0:01")
    page.keyboard.press("Escape")
    expect(say(page)).to_be_visible()
    assert content_of(until(files, page)[0].id).startswith(WEBM)


def test_a_page_that_dies_while_somebody_talks_loses_only_the_last_words(page, served):
    say(page).click()
    sheet(page, "start").click()
    expect(sheet(page, "clock")).to_have_text("0:03")
    tablet = page.context.new_page()
    page.close()
    tablet.goto(f"{served}/k/")
    assert content_of(until(files, tablet)[0].id).startswith(WEBM)


def test_undo_and_clear_take_nothing_away_from_what_was_drawn(page):
    page.locator(".step [data-draw-it]").click()
    draw_line(page, (0.1, 0.1), (0.4, 0.4))
    sheet(page, "colour").nth(2).click()
    draw_line(page, (0.6, 0.1), (0.6, 0.5), (0.8, 0.5))
    sheet(page, "undo").click()
    sheet(page, "close").click()
    until(lambda: len(files()) == 2, page)
    with_both, with_one = (strokes_of(content_of(file.id)) for file in files())
    assert ([stroke.colour for stroke in with_both], [stroke.colour for stroke in with_one]) == ([1, 3], [1])
    button(page, "next").click()
    expect_question(page, 4)
    assert until(answer, page).drawing == files()[1].sequence


def test_what_is_drawn_without_a_network_arrives_when_it_is_back(page):
    page.context.set_offline(True)
    page.locator(".step [data-draw-it]").click()
    draw_line(page, (0.1, 0.1), (0.9, 0.9))
    sheet(page, "close").click()
    expect(page.locator(".step [data-status]")).to_have_class("status waiting")
    button(page, "next").click()
    expect_question(page, 4)
    assert files() == []
    page.context.set_offline(False)
    assert [len(strokes_of(content_of(file.id))) for file in until(files, page)] == [1]
    assert until(answer, page).drawing == files()[0].sequence


def test_a_tablet_that_cannot_record_offers_no_recording(page):
    page.add_init_script("delete window.MediaRecorder")
    page.reload()
    expect(page.locator(".step [data-draw-it]")).to_be_visible()
    expect(say(page)).to_be_hidden()


def test_only_its_button_covers_the_question(page):
    page.locator(".step textarea").click()
    page.locator(".step h1").click()
    expect(page.locator(".own-sheet:not([hidden])")).to_have_count(0)
    expect(page.locator(".step textarea")).to_be_visible()


def test_axe_finds_nothing_on_the_sheets(page, axe_faults):
    for way in ("say", "draw"):
        page.locator(f".step [data-{way}-it]").click()
        expect(page.locator(".own-sheet.settling")).to_have_count(0)
        assert axe_faults(page) == []
        sheet(page, "close").click()
