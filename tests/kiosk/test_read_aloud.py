"""Reading aloud in a real browser. Headless Chromium has no voice, so the tests give it some."""

import json

import pytest
from playwright.sync_api import expect

from tests.kiosk.screen import button, expect_question
from tests.waiting import until

pytestmark = pytest.mark.browser
OWN = {"lang": "en-GB", "localService": True, "name": "Own"}
AFAR = {"lang": "en-GB", "localService": False, "name": "Afar"}
FOREIGN = {"lang": "de-DE", "localService": True, "name": "Foreign"}
STAND_IN = """
window.spoken = [];
window.SpeechSynthesisUtterance = class { constructor(words) { this.words = words; } };
const synthesis = new EventTarget();
let waiting = null;
Object.assign(synthesis, {
  getVoices: () => VOICES,
  speak(piece) { spoken.push([piece.voice.name, piece.words]); waiting = setTimeout(() => piece.onend(), PACE); },
  cancel() { clearTimeout(waiting); },
});
Object.defineProperty(window, "speechSynthesis", { value: synthesis });
"""


@pytest.fixture
def listen(hold):
    """listen(*voices, pace): Amina's visit on a tablet with these voices; `pace` is how long a piece takes, in ms."""

    def begin(*voices, pace=1, **options):
        page = hold(**options)
        page.add_init_script(STAND_IN.replace("VOICES", json.dumps(voices)).replace("PACE", str(pace)))
        page.reload()
        expect_question(page, 1, of=8)
        return page

    return begin


def spoken(page):
    """Return what was read so far."""
    return [" ".join(words.split()) for _, words in page.evaluate("spoken")]


def read_button(page):
    """Return the button that starts and stops the reading."""
    return page.locator("[data-read]")


@pytest.mark.parametrize("voices", [(), (AFAR,), (FOREIGN,)])
def test_a_tablet_without_its_own_voice_in_this_language_offers_nothing(listen, voices):
    page = listen(*voices)
    expect(read_button(page)).to_be_hidden()


def test_the_question_and_its_choices_are_read_in_order(listen):
    page = listen(AFAR, OWN)
    read_button(page).click()
    texts = [page.locator("main h1").inner_text(), *page.locator(".choices label").all_inner_texts()]
    until(lambda: spoken(page) == texts, page)
    expect(read_button(page)).to_have_attribute("aria-pressed", "false")
    assert len(texts) == 4
    assert {voice for voice, _ in page.evaluate("spoken")} == {"Own"}


def test_the_next_question_is_read_with_the_ends_of_its_line(listen):
    page = listen(OWN)
    button(page, "skip").click()
    expect_question(page, 2, of=8)
    read_button(page).click()
    texts = [page.locator("main h1").inner_text(), *page.locator(".ends > span").all_inner_texts()]
    until(lambda: spoken(page) == texts, page)
    expect(read_button(page)).to_have_attribute("aria-pressed", "false")
    assert len(texts) == 3


def test_the_text_being_read_is_marked_and_a_second_press_stops(listen):
    page = listen(OWN, pace=60_000)
    read_button(page).click()
    question = page.locator("main h1").inner_text()
    expect(page.locator(".reading")).to_have_text(question)
    expect(read_button(page)).to_have_attribute("aria-pressed", "true")
    read_button(page).click()
    expect(page.locator(".reading")).to_have_count(0)
    expect(read_button(page)).to_have_attribute("aria-pressed", "false")
    assert spoken(page) == [question]


def test_going_on_stops_the_reading(listen):
    page = listen(OWN, pace=60_000)
    read_button(page).click()
    button(page, "skip").click()
    expect_question(page, 2, of=8)
    expect(read_button(page)).to_have_attribute("aria-pressed", "false")
    assert len(spoken(page)) == 1


@pytest.mark.parametrize("width, height", [(1280, 800), (800, 1280), (1024, 600), (390, 844), (320, 640)])
def test_the_button_fits_and_axe_finds_nothing(listen, axe_faults, width, height):
    page = listen(OWN, viewport={"width": width, "height": height})
    box = read_button(page).bounding_box()
    assert min(box["width"], box["height"]) >= (64 if width >= 800 else 44)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert button(page, "next").bounding_box()["y"] < height - 40
    assert axe_faults(page) == []
