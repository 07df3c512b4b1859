"""A short visit in browsers that lack one newer interface each: every button still does what it says.

Which interfaces our scripts use, and what happens without them, is listed in tests/web/test_baseline.py."""

import pytest
from playwright.sync_api import expect

from learning.classroom import tablets
from learning.journals.tables import AnswerRow
from learning.people.tables import ConcernRow
from learning.visits.tables import VisitRow
from tests.browser import begin_on_tablet
from tests.cast import NOW
from tests.kiosk.screen import button, choice, expect_question, expect_welcome
from tests.kiosk.test_in_a_browser import stored, to_the_words
from tests.waiting import until

pytestmark = pytest.mark.browser

DIALOGS = ["HTMLDialogElement.prototype.showModal", "HTMLDialogElement.prototype.close"]
NUMBERS = ["BigInt", "DataView.prototype.setBigUint64"]
CHANGES = ["Element.prototype.replaceChildren", "Element.prototype.checkVisibility", "Array.prototype.at"]
SUBMITTER = ["SubmitEvent.prototype.submitter"]
WITHOUT = {
    "iPadOS 13": [
        *DIALOGS,
        *NUMBERS,
        *CHANGES,
        *SUBMITTER,
        "AbortSignal.timeout",
        "BarcodeDetector",
        "BroadcastChannel",
        "Crypto.prototype.randomUUID",
        "HTMLFormElement.prototype.requestSubmit",
        "Navigator.prototype.permissions",
        "ResizeObserver",
        "SpeechSynthesis.prototype.addEventListener",
        "String.prototype.at",
        "String.prototype.replaceAll",
        "structuredClone",
    ],
    "plain http": ["Crypto.prototype.subtle", "Navigator.prototype.mediaDevices", "Navigator.prototype.serviceWorker"],
    "a store": ["indexedDB", "localStorage"],
    "a voice": ["speechSynthesis"],
    "pointer events": ["PointerEvent"],  # older than the oldest: no script of ours runs
    "the button of a submit event": SUBMITTER,
    "dialogs": DIALOGS,
    "channels between tabs": ["BroadcastChannel"],
    "whole numbers of 64 bits": NUMBERS,
    "newer ways to change the page": CHANGES,
}
NOTHING = "{ value: undefined, writable: true, configurable: true }"
NEW_STYLES = "CSS.supports = () => false;"


def without(names) -> str:
    """A script that takes interfaces out of a browser before any page's own script runs."""
    lines = []
    for name in names:
        owner, _, member = name.rpartition(".")
        lines.append(f"try {{ delete {owner or 'window'}.{member}; }} catch {{}}")
        if not owner:
            lines.append(f"Object.defineProperty(window, '{member}', {NOTHING});")
    return "\n".join(lines)


@pytest.mark.parametrize("lacking", WITHOUT)
def test_every_button_does_what_it_says_without(lacking, hold_with, served):
    page = hold_with(without(WITHOUT[lacking]) + (NEW_STYLES if lacking == "iPadOS 13" else ""))
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    choice(page, "not_sure").check(force=True)
    page.get_by_role("textbox").fill("canary")
    button(page, "next").click()
    expect_question(page, 2)
    button(page, "skip").click()
    expect_question(page, 3)
    button(page, "unknown").click()
    expect_question(page, 4)
    button(page, "back").click()
    expect_question(page, 3)
    page.locator("details:has([data-talk]) > summary").click()
    page.locator("[data-talk]").click()
    expect(page.locator("[data-told]")).to_be_visible()
    button(page, "stop").click()
    expect_welcome(page)
    until(lambda: VisitRow.get().ended_at is not None, page)
    answers = [(row.state, row.words) for row in AnswerRow.select().order_by(AnswerRow.question_id)]
    assert answers == [("given", "canary"), ("skipped", ""), ("unknown", "")]
    assert ConcernRow.select().count() == 1
    assert lacking == "pointer events" or faults == []


@pytest.fixture
def hold_with(browser, served, room, codes, cast):
    """hold_with(script): a page in Amina's visit, on which this script runs before all others."""

    def begin(script):
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        context.add_init_script(script)
        context.add_cookies([{"name": "tablet", "value": tablets.enrol("", cast.okafor.id, NOW), "url": served}])
        page = context.new_page()
        page.goto(f"{served}/K/{codes['Amina'].code}")
        begin_on_tablet(page)
        return page

    return begin


def test_what_waits_is_sealed_and_arrives_without_numbers_of_64_bits(hold_with):
    page = hold_with(without(NUMBERS))
    to_the_words(page, "canary")
    page.context.set_offline(True)
    button(page, "next").click()
    expect_question(page, 4)
    expect(page.locator("[data-status].waiting")).to_be_visible()
    assert "journal" in stored(page) and "canary" not in stored(page)
    page.context.set_offline(False)
    until(lambda: AnswerRow.select().where(AnswerRow.words == "canary").exists(), page)


def test_without_dialogs_the_page_asks_whether_somebody_is_there(hold_with):
    page = hold_with(without(DIALOGS))
    question = page.locator("[data-still]")
    expect(question).to_be_hidden()
    page.clock.install()
    page.reload()
    page.clock.fast_forward("03:05")
    expect(question).to_be_visible()
    with page.expect_response("**/k/visit/here") as answer:
        question.get_by_role("button").click()
    assert answer.value.status == 204
    expect(question).to_be_hidden()


def test_an_older_browser_loads_the_styles_in_older_words(hold_with):
    page = hold_with(NEW_STYLES)
    expect(page.locator("link[href*='older.css']")).to_have_count(1)


def test_a_newer_browser_loads_the_styles_once(hold_with):
    expect(hold_with("").locator("link[href*='older.css']")).to_have_count(0)
