"""Reading aloud in a real browser. Headless Chromium has no voice of its own, so the tests lend it some."""

import json

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
OWN = {"lang": "en-GB", "localService": True, "name": "Own"}
AFAR = {"lang": "en-GB", "localService": False, "name": "Afar"}
FOREIGN = {"lang": "de-DE", "localService": True, "name": "Foreign"}
STAND_IN = """
window.said = [];
window.SpeechSynthesisUtterance = class { constructor(words) { this.words = words; } };
const synthesis = new EventTarget();
let waiting = null;
Object.assign(synthesis, {
  getVoices: () => VOICES,
  speak(piece) { said.push([piece.voice.name, piece.words]); waiting = setTimeout(() => piece.onend(), PACE); },
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
        expect(page).to_have_title("Question 1 of 8")
        return page

    return begin


def said(page):
    """What was read so far."""
    return [" ".join(words.split()) for _, words in page.evaluate("said")]


@pytest.mark.parametrize("voices", [(), (AFAR,), (FOREIGN,)])
def test_without_a_voice_of_its_own_in_this_language_nothing_is_offered(listen, voices):
    page = listen(*voices)
    expect(page.get_by_role("button", name="Read to me")).to_have_count(0)


def test_the_question_and_its_choices_are_read_in_their_order(listen):
    page = listen(AFAR, OWN)
    page.get_by_role("button", name="Read to me").click()
    expect(page.get_by_role("button", name="Stop reading")).to_have_count(0)
    assert said(page) == ["Am I doing well in school?", "Yes", "Not sure", "No"]
    assert {voice for voice, _ in page.evaluate("said")} == {"Own"}


def test_the_next_question_can_be_read_too_with_its_ends(listen):
    page = listen(OWN)
    page.get_by_role("button", name="Skip").click()
    expect(page).to_have_title("Question 2 of 8")
    page.get_by_role("button", name="Read to me").click()
    expect(page.get_by_role("button", name="Stop reading")).to_have_count(0)
    assert said(page) == ["How do I feel about my attitude to learning?", "Poor attitude", "Good attitude"]


def test_the_piece_that_is_read_is_marked_and_a_second_press_stops(listen):
    page = listen(OWN, pace=60_000)
    page.get_by_role("button", name="Read to me").click()
    expect(page.locator(".reading")).to_have_text("Am I doing well in school?")
    page.get_by_role("button", name="Stop reading").click()
    expect(page.locator(".reading")).to_have_count(0)
    expect(page.get_by_role("button", name="Read to me")).to_be_visible()
    assert said(page) == ["Am I doing well in school?"]


def test_going_on_stops_the_reading(listen):
    page = listen(OWN, pace=60_000)
    page.get_by_role("button", name="Read to me").click()
    page.get_by_role("button", name="Skip").click()
    expect(page).to_have_title("Question 2 of 8")
    expect(page.get_by_role("button", name="Read to me")).to_have_attribute("aria-pressed", "false")
    assert len(said(page)) == 1


@pytest.mark.parametrize("width, height", [(1280, 800), (800, 1280), (1024, 600), (390, 844), (320, 640)])
def test_the_button_fits_and_pleases_axe(listen, axe_faults, width, height):
    page = listen(OWN, viewport={"width": width, "height": height})
    box = page.get_by_role("button", name="Read to me").bounding_box()
    assert min(box["width"], box["height"]) >= (64 if width >= 800 else 44)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.get_by_role("button", name="Next").bounding_box()["y"] < height - 40
    assert axe_faults(page) == []
