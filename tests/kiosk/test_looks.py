"""Nothing leaves its button, wraps in the header, overlaps or lies outside the screen: some states of a visit in four
sizes, in one browser. `make gallery` tries every state and every look."""

import pytest
from playwright.sync_api import expect

from bench import states
from bench.gallery import INTO_VIEW, SIZES
from bench.gallery_school import EVERY_KIND
from learning.rounds import planning, question_sets
from learning.visits import visits
from tests.cast import NOW, TODAY
from tests.looks import faults_of

pytestmark = pytest.mark.browser


@pytest.fixture
def steps(room, hold, cast):
    """Amina's page at a tablet with a voice, and the steps of her visit by their kind."""
    every = question_sets.add_set("Every kind", TODAY, EVERY_KIND)
    planning.ask_in_round(room.round_id, every.id, "sort", True)
    page = hold()
    page.context.add_init_script(states.VOICE)
    token = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "visit")
    return page, {step.kind: step for step in visits.visit_of(token, NOW).steps}


class Eye:
    """Looks at a state in every size, in letters as they are and in the largest."""

    def __init__(self, page):
        self.page, self.faults = page, []

    def __call__(self, state):
        for text in ("", "2"):
            self.page.evaluate("size => (document.documentElement.dataset.text = size)", text)
            for size, (width, height) in SIZES.items():
                self.page.set_viewport_size({"width": width, "height": height})
                self.page.evaluate(INTO_VIEW)
                self.faults += [f"{state} {size} {text}: {fault}" for fault in faults_of(self.page)]
        self.page.evaluate("delete document.documentElement.dataset.text")


def test_everything_has_its_place_in_every_size(steps, served):
    page, of_kind = steps
    look = Eye(page)
    for kind in ("yes_no", "faces", "several", "sort", "words", "score"):
        states.open_step(page, served, of_kind[kind])
        states.give(page, kind)
        look(kind)
    page.locator(".rail label").first.click()
    look("score 0")
    states.show_panels(page, look)
    page.goto(f"{served}/k/visit/break")
    look("break")
    states.show_offline(page, served, of_kind["score"], look)
    page.goto(f"{served}/k/visit/end")
    look("end")
    assert look.faults == []


SPOILED = {
    ".bar .go { width: 3rem !important; min-width: 0 !important; white-space: nowrap }": "words leave",
    ".top { flex-wrap: wrap !important } .top .who { min-width: 90vw !important }": "the header has",
    ".bar { position: static !important; margin-top: 100vh }": "the main button is not on the screen",
    ".rail { margin-top: -6rem }": "overlaps",
}
SPOIL = "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s]; }"


def test_the_check_notices_each_of_these(steps, served):
    page, of_kind = steps
    states.open_step(page, served, of_kind["score"])
    assert faults_of(page) == []
    for css, fault in SPOILED.items():
        page.evaluate(SPOIL, css)
        assert any(fault in each for each in faults_of(page)), css


def test_the_first_page_of_a_visit_has_the_focus_on_its_heading(hold):
    expect(hold().locator(".step h1")).to_be_focused()
