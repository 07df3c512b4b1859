"""Reading aloud in a real browser. Headless Chromium has no voice, so the tests give it some."""

import json
import re
import wave
from io import BytesIO

import pytest
from playwright.sync_api import expect

from kiosk import wordings
from learning.core import speech
from learning.core.speech import Synthesiser
from learning.people import age_bands
from learning.people.pupil_help import Help, set_help
from learning.rounds import question_sets, recordings
from tests.cast import NOW
from tests.every_form import SOUND
from tests.kiosk.screen import button, choice, expect_end, expect_question
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
  speak(piece) {
    spoken.push([piece.voice.name, piece.words]);
    if (BLOCKED) return setTimeout(() => piece.onerror({ error: "not-allowed" }));
    piece.onstart();
    waiting = setTimeout(() => piece.onend(), PACE);
  },
  cancel() { clearTimeout(waiting); },
});
Object.defineProperty(window, "speechSynthesis", { value: synthesis });
"""


@pytest.fixture
def listen(hold, served):
    """listen(*voices, pace, is_blocked, path): Amina's visit on a tablet with these voices, or another page there.

    `pace` is how long a piece takes, in ms. `is_blocked`: the browser wants a touch before it speaks."""

    def begin(*voices, pace=1, is_blocked=False, path="", **options):
        page = hold(**options)
        script = STAND_IN.replace("VOICES", json.dumps(voices)).replace("PACE", str(pace))
        page.add_init_script(script.replace("BLOCKED", json.dumps(is_blocked)))
        if path:
            page.goto(served + path)
            return page
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


def texts_of(page, *selectors) -> list[str]:
    """Return what these parts of the page say, in this order."""
    found = [text for selector in selectors for text in page.locator(selector).all_inner_texts()]
    return [" ".join(text.split()) for text in found]


def test_the_question_its_choices_who_reads_it_and_the_buttons_are_read_in_order(listen):
    page = listen(AFAR, OWN)
    read_button(page).click()
    texts = texts_of(page, "main h1", ".choices label", ".readers", ".bar button")
    until(lambda: spoken(page) == texts, page)
    expect(read_button(page)).to_have_attribute("aria-pressed", "false")
    assert len(texts) == 8
    assert {voice for voice, _ in page.evaluate("spoken")} == {"Own"}


def test_the_next_question_is_read_with_the_numbers_at_the_ends_of_its_line(listen):
    page = listen(OWN)
    button(page, "skip").click()
    expect_question(page, 2, of=8)
    read_button(page).click()
    low, high = texts_of(page, ".ends > span")
    texts = [
        *texts_of(page, "main h1", ".nudge"),
        f"0: {low}",
        f"10: {high}",
        *texts_of(page, ".readers", ".bar button"),
    ]
    until(lambda: spoken(page) == texts, page)
    expect(read_button(page)).to_have_attribute("aria-pressed", "false")


@pytest.fixture
def aloud(cast):
    """Everything is read to Amina."""
    set_help(cast.amina.id, Help(aloud=True))


def test_the_page_a_visit_opens_with_is_read_at_once(listen, aloud):
    page = listen(OWN)
    until(lambda: spoken(page)[:1] == texts_of(page, "main h1"), page)


def test_where_the_browser_wants_a_touch_first_the_button_asks_for_one(listen, aloud):
    page = listen(OWN, is_blocked=True)
    expect(read_button(page)).to_have_class(re.compile(r"\bcalling\b"))
    expect(read_button(page)).to_have_attribute("aria-pressed", "false")
    assert len(spoken(page)) == 1


def test_what_is_pressed_is_read(listen, aloud):
    page = listen(OWN, pace=60_000)
    until(lambda: spoken(page), page)
    choice(page, "no").check(force=True)
    label = texts_of(page, ".choices label")[-1]
    until(lambda: spoken(page)[-1] == label, page)


def test_a_number_that_is_pressed_is_read_once(listen, aloud):
    page = listen(OWN, pace=60_000)
    button(page, "skip").click()
    expect_question(page, 2, of=8)
    page.locator(".step [name=score][value='7']").check(force=True)
    until(lambda: spoken(page)[-1] == "7", page)


@pytest.fixture
def panel(listen):
    """The panel "I want to talk to someone", closed."""
    return listen(OWN).locator(".talk.ask")


def texts_of_panel(panel) -> list[str]:
    """Return what the panel says, with each adult's name and job in place of the drawing."""
    pieces = panel.locator(", ".join(f".panel {kind}:visible" for kind in ("p", "legend", "label", "button")))
    return [
        " ".join(text.split()) for text in pieces.evaluate_all("all => all.map((a) => a.dataset.spoken || a.innerText)")
    ]


def test_a_panel_that_is_open_is_read_in_place_of_the_page(panel):
    panel.locator("summary").click()
    read_button(panel.page).click()
    texts = texts_of_panel(panel)
    until(lambda: spoken(panel.page) == texts, panel.page)
    assert "Ms Okafor, Class teacher" in texts
    expect(panel.locator(".panel")).to_be_visible()


def test_who_was_told_is_read(aloud, panel):
    panel.locator("summary").click()
    panel.locator("[data-talk]").click()
    expect(panel.locator("[data-told]")).to_be_visible()
    until(lambda: spoken(panel.page)[-2:] == texts_of_panel(panel), panel.page)


PAGES = {
    "welcome": ("/k/", ["h1", ".lens .go", ".no-card summary"]),
    "is this you": ("/k/is-this-you", [".ask", ".name", ".lead", ".bar button"]),
    "problem": ("/k/card/old", ["h1", ".lead", ".bar a"]),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_around_a_visit_are_read(listen, codes, served, name):
    path, selectors = PAGES[name]
    page = listen(OWN, path="/k/card/old")
    if name == "is this you":
        page.goto(f"{served}/K/{codes['Ben'].code}")
    else:
        page.goto(served + path)
    read_button(page).click()
    texts = texts_of(page, *selectors)
    until(lambda: spoken(page) == texts, page)
    assert len(texts) >= 3


def test_the_tablet_says_that_it_has_a_voice(listen, codes, served):
    page = listen(OWN, path="/k/")
    page.goto(f"{served}/K/{codes['Ben'].code}")
    expect(page.locator("[data-voice]")).to_have_value("own")


def test_a_recording_is_played_in_place_of_the_voice(listen, cast, room):
    first = question_sets.usual_set().questions[0]
    recordings.save_recording(first.wording, SOUND, cast.lead.id, NOW)
    page = listen(OWN, pace=60_000)
    with page.expect_request(re.compile("/k/sound/")):
        read_button(page).click()


MACHINE = Synthesiser("espeak-ng", ("espeak-ng",))


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """The school's machine has a voice. Returns what it was asked to read."""
    heard, sound = [], tmp_path / "sound.wav"
    sound.write_bytes(wav_of_silence())

    def read(text, language):
        heard.append(text)
        return sound

    monkeypatch.setattr(speech, "synthesiser", lambda language="": MACHINE)
    monkeypatch.setattr(speech, "speech", read)
    wordings.forget_wordings()
    yield heard
    wordings.forget_wordings()


def wav_of_silence() -> bytes:
    """Return a sound of a few samples."""
    file = BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, 16000, 0, "NONE", ""))
        sound.writeframes(b"\0\0" * 160)
    return file.getvalue()


def test_a_tablet_without_a_voice_hears_the_machine_say_all_that_it_shows(listen, machine):
    page = listen()
    read_button(page).click()
    texts = texts_of(page, "main h1", ".choices label", ".readers", ".bar button")
    until(lambda: set(machine) == set(texts), page)  # the next one is fetched while one is heard
    expect(read_button(page)).to_have_attribute("aria-pressed", "false")


def test_the_machine_reads_the_break_and_the_end_without_the_name(listen, cast, aloud, machine):
    age_bands.choose_for_pupil(cast.amina.id, age_bands.YOUNGEST)
    page = listen()
    for _ in range(4):
        button(page, "skip").click()
    until(lambda: {"4 more, or stop?", *texts_of(page, "[data-break] button, [data-break] a")} <= set(machine), page)
    page.locator("[data-break] a").click()
    for number in range(5, 9):
        expect_question(page, number)
        button(page, "skip").click()
    expect_end(page)
    until(lambda: page.locator("main.end h1").get_attribute("data-unnamed") in machine, page)
    assert not [text for text in machine if "Amina" in text]


@pytest.mark.parametrize("help", [Help(), Help(text_size=1)])
def test_the_header_of_a_visit_is_one_line_where_there_is_a_voice(listen, cast, help):
    set_help(cast.amina.id, help)
    page = listen(OWN)
    tops = page.locator(".top > :visible").evaluate_all("parts => parts.map(part => part.getBoundingClientRect())")
    middles = [box["y"] + box["height"] / 2 for box in tops]
    assert max(middles) - min(middles) < 20


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
