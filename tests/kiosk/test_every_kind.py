"""A whole visit with a question of every kind: only by keys, only by touch, with huge text, and without script."""

import re

import pytest
from playwright.sync_api import expect

from learning.journals.tables import AnswerRow, EntryRow
from learning.rounds import planning, question_sets
from learning.rounds.question_library import CHECK_IN, PRIMARY, SEED_EIGHT, SEED_FOUR
from learning.score_cards.tables import ScoreRow
from tests.cast import TODAY
from tests.kiosk.screen import button, expect_welcome

pytestmark = pytest.mark.browser
DRAFTS = (
    SEED_FOUR.drafts[0],
    SEED_FOUR.drafts[1],
    SEED_EIGHT.drafts[4],
    PRIMARY.drafts[0],
    PRIMARY.drafts[2],
    CHECK_IN.drafts[1],
)
TABS = 40
CHOOSE = {"faces", "choice", "yes_no", "several", "sort"}
LABELS = {"sort": ".card:not([hidden])", "track": ".rail label", "score": ".rail label"}


@pytest.fixture
def every_kind(room, cast):
    """The room's round asks every kind and sorts the cards."""
    every = question_sets.add_set("Every kind", TODAY, DRAFTS)
    planning.ask_in_round(room.round_id, every.id, "shorten", True)
    return every


GO = ".bar .go, .finish"  # the green button: Next, at the end Finish


def kind_of(page) -> str:
    """Return the kind of the question on the screen, or "end"."""
    return re.search(r"kind-(\w+)|end", page.locator("main").get_attribute("class")).group(1) or "end"


def tab_to(page, selector):
    """Press the Tab key until something that matches has the focus."""
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the Tab key never reaches {selector}")


def by_keys(page, kind):
    if kind in ("track", "score"):
        page.keyboard.press("7")
    elif kind == "words":
        tab_to(page, "main textarea")
        page.keyboard.type("ask for a break")
    elif kind in CHOOSE:
        tab_to(page, "main input")
        page.keyboard.press("Space")
    tab_to(page, GO)
    page.keyboard.press("Enter")


def by_touch(page, kind):
    if kind == "words":
        page.locator("main textarea").tap()
        page.keyboard.type("ask for a break")  # the tablet's own keyboard
    elif kind != "end":
        page.locator(LABELS.get(kind, ".choices label")).first.tap()
    page.locator(GO).tap()


def by_mouse(page, kind):
    if kind == "words":
        page.locator("main textarea").fill("ask for a break")
    elif kind != "end":
        page.locator(LABELS.get(kind, ".choices label")).first.click()
    page.locator(GO).click()


def with_huge_text(page, kind):
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= seen, f"{kind} scrolls sideways"
    by_mouse(page, kind)


WAYS = {
    "keys": (by_keys, {}),
    "touch": (by_touch, {"has_touch": True, "viewport": {"width": 390, "height": 844}}),
    "huge text": (with_huge_text, {"viewport": {"width": 1280, "height": 800}}),
    "no script": (by_mouse, {"java_script_enabled": False}),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_whole_visit_is_done_by(hold, every_kind, way):
    answer, options = WAYS[way]
    page, seen = hold(**options), []
    while (kind := kind_of(page)) != "end":
        seen.append(kind)
        assert len(seen) < 20, seen
        title = page.title()
        answer(page, kind)
        expect(page).not_to_have_title(title)
    answer(page, "end")
    expect_welcome(page)
    assert set(seen) == {*CHOOSE, "words", "track", "score"}
    assert {row.state for row in AnswerRow.select()} == {"given"}
    assert AnswerRow.select().count() == len(DRAFTS)
    assert seen.count("score") == ScoreRow.select().count() in (1, 2)
    assert EntryRow.get().finished_at is not None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_any_kind(hold, every_kind, axe_faults, scheme):
    page, seen = hold(color_scheme=scheme), set()
    while (kind := kind_of(page)) != "end":
        title = page.title()
        if kind not in seen:
            assert axe_faults(page) == [], kind
        seen.add(kind)
        by_mouse(page, kind)
        expect(page).not_to_have_title(title)
    assert axe_faults(page) == []


def test_a_card_is_dragged_into_the_tray_and_out_again(hold, every_kind):
    page = hold()
    to_the_cards(page)
    card, tray = page.locator(".card").nth(1), page.locator("[data-tray]").bounding_box()
    drag(page, card, tray["x"] + tray["width"] / 2, tray["y"] + tray["height"] / 2)
    expect(card.locator("input")).to_be_checked()
    drag(page, card, 40, 700)
    expect(card.locator("input")).not_to_be_checked()


def test_a_finger_takes_a_card_straight_up_and_the_next_press_counts(hold, every_kind):
    page = hold(has_touch=True)
    to_the_cards(page)
    finger = page.context.new_cdp_session(page)
    tray = page.locator("[data-tray]").bounding_box()
    first = page.locator(".card").nth(1)
    x, y = middle_of(first)
    touch(finger, "touchStart", x, y)
    for part in range(1, 9):
        touch(finger, "touchMove", x, y + (tray["y"] + 20 - y) * part / 8)
    touch(finger, "touchEnd")
    expect(first.locator("input")).to_be_checked()
    page.mouse.click(*middle_of(first))
    expect(first.locator("input")).not_to_be_checked()


def touch(finger, what, *place):
    """Move a finger of the browser, or lift it."""
    points = [{"x": place[0], "y": place[1]}] if place else []
    finger.send("Input.dispatchTouchEvent", {"type": what, "touchPoints": points})


def test_a_card_that_is_most_like_me_is_not_among_the_others(hold, every_kind):
    page = hold()
    to_the_cards(page)
    expect(page.locator(".card:visible")).to_have_count(4)
    for place in (0, 1, 2):
        page.locator(".card").nth(place).click()
    expect(page.locator(".card.full")).to_have_count(1)
    button(page, "next").click()
    expect(page.locator(".card:visible")).to_have_count(1)
    expect(page.locator("[data-tray] i")).to_have_count(1)


def to_the_cards(page):
    """Skip to the card sort."""
    while kind_of(page) != "sort":
        title = page.title()
        button(page, "skip").click()
        expect(page).not_to_have_title(title)


def middle_of(card):
    """Return where the middle of a card is."""
    box = card.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page, card, x, y):
    """Drag a card to a place and let it go."""
    page.mouse.move(*middle_of(card))
    page.mouse.down()
    page.mouse.move(x, y, steps=8)
    page.mouse.up()
