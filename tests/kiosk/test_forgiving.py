"""What a hurried finger does in a real browser: a double tap, Skip on an answer, Stop at the end, an old browser."""

import pytest
from playwright.sync_api import expect

from learning.journals.tables import AnswerRow, EntryRow
from learning.visits.tables import GivenAnswerRow, VisitRow
from tests.kiosk.test_in_a_browser import chosen, expect_saved, RAIL, to_the_track
from tests.waiting import until

pytestmark = pytest.mark.browser


def button(page, name):
    """A button of the visit's page."""
    return page.get_by_role("button", name=name, exact=True)


def as_in_life(page):
    """A new step hears nothing for as long as it does in a school."""
    page.evaluate("document.adoptedStyleSheets = []")
    return page


def tap_twice(page, name):
    """Tap twice at the place where this button is, as fast as a finger can."""
    box = button(page, name).bounding_box()
    page.mouse.dblclick(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def skip_all(page, until_number=8):
    """Skip the questions before this one."""
    for number in range(1, until_number):
        expect(page).to_have_title(f"Question {number} of 8")
        button(page, "Skip").click()
    expect(page).to_have_title(f"Question {until_number} of 8")


@pytest.mark.parametrize("name", ["Skip", "I don't know"])
def test_a_double_tap_answers_one_question(hold, name):
    page = as_in_life(hold())
    tap_twice(page, name)
    expect(page).to_have_title("Question 2 of 8")
    expect(page.locator(".settling")).to_have_count(0)
    expect(page).to_have_title("Question 2 of 8")
    until(lambda: AnswerRow.select().count() == 1, page)


def test_a_double_tap_on_the_last_next_does_not_finish(hold):
    page = hold()
    skip_all(page)
    page.locator(RAIL).nth(4).click()
    as_in_life(page)
    tap_twice(page, "Next")
    expect(page).to_have_title("All done")
    expect(page.locator(".settling")).to_have_count(0)
    expect_saved(page)
    assert EntryRow.get().finished_at is None


def test_finish_does_not_lie_where_next_was(hold):
    page = hold()
    skip_all(page)
    before = button(page, "Next").bounding_box()
    button(page, "Skip").click()
    expect(page).to_have_title("All done")
    finish = button(page, "Finish").bounding_box()
    assert finish["y"] + finish["height"] < before["y"] or finish["x"] + finish["width"] < before["x"]


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_stop_at_the_end_does_not_finish(hold, script):
    page = hold(java_script_enabled=script)
    skip_all(page)
    button(page, "Skip").click()
    expect(page).to_have_title("All done")
    button(page, "Stop for now").click()
    expect(page).to_have_title("Show your QR card")
    until(lambda: VisitRow.get().ended_at is not None, page)
    assert EntryRow.get().finished_at is None


@pytest.mark.parametrize("name", ["Skip", "I don't know"])
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_skip_and_i_dont_know_leave_an_answer_as_it_is(hold, name, script):
    page = hold(java_script_enabled=script)
    page.locator("label").filter(has_text="Not sure").click()
    page.get_by_role("textbox").fill("canary")
    button(page, "Next").click()
    expect(page).to_have_title("Question 2 of 8")
    button(page, "Back").click()
    expect(page).to_have_title("Question 1 of 8")
    button(page, name).click()
    expect(page).to_have_title("Question 2 of 8")
    button(page, "Back").click()
    expect(page).to_have_title("Question 1 of 8")
    expect(page.get_by_role("textbox")).to_have_value("canary")
    expect(page.get_by_role("radio", name="Not sure")).to_be_checked()
    row = AnswerRow.get()
    assert (row.state, row.words, row.choice) == ("given", "canary", "not_sure")


def test_words_that_were_typed_stay_beside_i_dont_know(hold):
    page = hold()
    to_the_track(page)
    button(page, "Skip").click()
    page.get_by_role("textbox").fill("canary")
    button(page, "I don't know").click()
    expect_saved(page)
    row = AnswerRow.get(AnswerRow.words != "")
    assert (row.state, row.words) == ("unknown", "canary")


def test_who_comes_back_is_told_that_they_answered_and_can_change_it(hold, served, codes):
    page = hold()
    page.locator("label").filter(has_text="Not sure").click()
    page.get_by_role("textbox").fill("canary")
    button(page, "Next").click()
    expect_saved(page)
    page.goto(f"{served}/K/{codes['Amina'].code}")
    button(page, "Yes, that's me").click()
    expect(page).to_have_title("Question 2 of 8")
    page.wait_for_load_state()
    button(page, "Back").click()
    expect(page.locator("[data-answered-before]")).to_be_visible()
    page.locator("label").filter(has_text="Yes").click()
    expect(page.get_by_role("textbox")).to_have_value("")
    page.get_by_role("textbox").fill("something else")
    button(page, "Next").click()
    expect_saved(page)
    assert [row.words for row in AnswerRow.select() if row.words] == ["something else"]
    assert "canary" in "".join(row.content for row in GivenAnswerRow.select())


WITHOUT_SUBMITTER = "delete SubmitEvent.prototype.submitter"


@pytest.mark.parametrize("name", ["Skip", "I don't know"])
def test_a_browser_that_does_not_tell_the_button_still_does_what_it_says(hold, name):
    page = hold()
    page.evaluate(WITHOUT_SUBMITTER)
    button(page, name).click()
    expect(page).to_have_title("Question 2 of 8")
    page.locator(RAIL).nth(7).click()
    assert chosen(page) == "7"
    with page.expect_response("**/talk") as told:
        page.locator("summary").filter(has_text="I want to talk to someone").click()
        button(page, "Yes, please tell them").click()
    assert told.value.ok
    expect(page.locator("[data-told]")).to_be_visible()


def test_a_key_that_is_held_down_is_one_press(hold):
    page = hold()
    button(page, "Skip").focus()
    for _ in range(3):
        page.keyboard.down("Enter")  # the second and third are repeats
    page.keyboard.up("Enter")
    expect(page).to_have_title("Question 2 of 8")
    until(lambda: AnswerRow.select().count() == 1, page)
