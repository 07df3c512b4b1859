"""What a hurried finger does in a real browser: a double tap, Skip on an answer, Stop at the end, an old browser."""

import pytest
from playwright.sync_api import expect

from learning.classroom import rooms
from learning.journals.tables import AnswerRow, EntryRow
from learning.people import concerns
from learning.people.tables import ConcernCauseRow, ConcernRow
from learning.visits.tables import GivenAnswerRow, VisitRow
from tests.browser import begin_on_tablet
from tests.cast import NOW
from tests.kiosk.screen import button, choice, expect_end, expect_question, expect_welcome
from tests.kiosk.test_in_a_browser import chosen, expect_saved, RAIL, to_the_track
from tests.waiting import until

pytestmark = pytest.mark.browser


def as_in_life(page):
    """A new step hears nothing for as long as it does in a school."""
    page.evaluate("document.adoptedStyleSheets = []")
    return page


def tap_twice(page, press):
    """Tap twice at the place where this button is, as fast as a finger can."""
    box = button(page, press).bounding_box()
    page.mouse.dblclick(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def skip_all(page, until_number=8):
    """Skip the questions before this one."""
    for number in range(1, until_number):
        expect_question(page, number)
        button(page, "skip").click()
    expect_question(page, until_number)


@pytest.mark.parametrize("press", ["skip", "unknown"])
def test_a_double_tap_answers_one_question(hold, press):
    page = as_in_life(hold())
    tap_twice(page, press)
    expect_question(page, 2)
    expect(page.locator(".settling")).to_have_count(0)
    expect_question(page, 2)
    until(lambda: AnswerRow.select().count() == 1, page)


def test_a_double_tap_on_the_last_next_does_not_finish(hold):
    page = hold()
    skip_all(page)
    page.locator(RAIL).nth(4).click()
    as_in_life(page)
    tap_twice(page, "next")
    expect_end(page)
    expect(page.locator(".settling")).to_have_count(0)
    expect_saved(page)
    assert EntryRow.get().finished_at is None


def test_finish_does_not_lie_where_next_was(hold):
    page = hold()
    skip_all(page)
    before = button(page, "next").bounding_box()
    button(page, "skip").click()
    expect_end(page)
    finish = button(page, "finish").bounding_box()
    assert finish["y"] + finish["height"] < before["y"] or finish["x"] + finish["width"] < before["x"]


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_stop_at_the_end_does_not_finish(hold, script):
    page = hold(java_script_enabled=script)
    skip_all(page)
    button(page, "skip").click()
    expect_end(page)
    button(page, "stop").click()
    expect_welcome(page)
    until(lambda: VisitRow.get().ended_at is not None, page)
    assert EntryRow.get().finished_at is None


@pytest.mark.parametrize("press", ["skip", "unknown"])
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_skip_and_i_dont_know_leave_an_answer_as_it_is(hold, press, script):
    page = hold(java_script_enabled=script)
    page.locator("label:has([value=not_sure])").click()
    page.get_by_role("textbox").fill("canary")
    button(page, "next").click()
    expect_question(page, 2)
    button(page, "back").click()
    expect_question(page, 1)
    button(page, press).click()
    expect_question(page, 2)
    button(page, "back").click()
    expect_question(page, 1)
    expect(page.get_by_role("textbox")).to_have_value("canary")
    expect(choice(page, "not_sure")).to_be_checked()
    row = AnswerRow.get()
    assert (row.state, row.words, row.choice) == ("given", "canary", "not_sure")


def test_words_that_were_typed_stay_beside_i_dont_know(hold):
    page = hold()
    to_the_track(page)
    button(page, "skip").click()
    page.get_by_role("textbox").fill("canary")
    button(page, "unknown").click()
    expect_saved(page)
    row = AnswerRow.get(AnswerRow.words != "")
    assert (row.state, row.words) == ("unknown", "canary")


def test_who_comes_back_is_told_that_they_answered_and_can_change_it(hold, served, codes):
    page = hold()
    page.locator("label:has([value=not_sure])").click()
    page.get_by_role("textbox").fill("canary")
    button(page, "next").click()
    expect_saved(page)
    page.goto(f"{served}/K/{codes['Amina'].code}")
    begin_on_tablet(page)
    expect_question(page, 2)
    button(page, "back").click()
    expect(page.locator("[data-answered-before]")).to_be_visible()
    page.locator("label:has([value=yes])").click()
    expect(page.get_by_role("textbox")).to_have_value("")
    page.get_by_role("textbox").fill("something else")
    button(page, "next").click()
    expect_saved(page)
    assert [row.words for row in AnswerRow.select() if row.words] == ["something else"]
    assert "canary" in "".join(row.content for row in GivenAnswerRow.select())


WITHOUT_SUBMITTER = "delete SubmitEvent.prototype.submitter"


@pytest.mark.parametrize("press", ["skip", "unknown"])
def test_a_browser_that_does_not_tell_the_button_still_does_what_it_says(hold, press):
    page = hold()
    page.evaluate(WITHOUT_SUBMITTER)
    button(page, press).click()
    expect_question(page, 2)
    page.locator(RAIL).nth(7).click()
    assert chosen(page) == "7"
    with page.expect_response("**/talk") as response:
        page.locator("details:has([data-talk]) > summary").click()
        page.locator("[data-talk]").click()
    assert response.value.ok
    expect(page.locator("[data-told]")).to_be_visible()


def test_a_key_that_is_held_down_is_one_press(hold):
    page = hold()
    button(page, "skip").focus()
    for _ in range(3):
        page.keyboard.down("Enter")  # the second and third are repeats
    page.keyboard.up("Enter")
    expect_question(page, 2)
    until(lambda: AnswerRow.select().count() == 1, page)


def test_a_tap_is_saved_before_next_is_pressed(hold):
    page = hold()
    to_the_track(page)
    page.locator(RAIL).nth(6).click()
    until(lambda: "6" in [row.content[-2] for row in GivenAnswerRow.select() if row.state == "draft"], page)
    assert not AnswerRow.select().where(AnswerRow.score.is_null(False)).exists()
    button(page, "next").click()
    until(lambda: AnswerRow.select().where(AnswerRow.score == 6).exists(), page)
    assert not GivenAnswerRow.select().where(GivenAnswerRow.state == "draft").exists()


def open_talk(page):
    """Open the panel that asks whether a grown-up should be told."""
    page.locator("details:has([data-talk]) > summary").click()
    return page.locator("details:has([data-talk]) .panel")


def test_who_will_be_told_is_read_before_it_is_pressed(hold, cast):
    panel = open_talk(hold())
    expect(panel).to_contain_text(cast.okafor.name)
    expect(panel).to_contain_text(cast.lead.name)


@pytest.mark.parametrize("close", ["Escape", "beside"])
def test_a_panel_closes_with_escape_and_with_a_tap_beside_it(hold, close):
    page = hold()
    panel = open_talk(page)
    expect(panel).to_be_visible()
    if close == "Escape":
        page.keyboard.press("Escape")
        expect(page.locator("details:has([data-talk]) > summary")).to_be_focused()
    else:
        page.mouse.click(20, 400)
    expect(panel).to_be_hidden()


def test_offline_next_back_and_skip_keep_the_answer(hold):
    page = hold()
    to_the_track(page)
    page.context.set_offline(True)
    page.locator(RAIL).nth(3).click()
    button(page, "next").click()
    expect_question(page, 3)
    button(page, "back").click()
    expect_question(page, 2)
    button(page, "skip").click()
    expect_question(page, 3)
    page.context.set_offline(False)
    until(lambda: AnswerRow.select().where(AnswerRow.score == 3, AnswerRow.state == "given").exists(), page)


def test_what_was_changed_offline_arrives_with_what_it_was_before(hold):
    page = hold()
    to_the_track(page)
    button(page, "skip").click()
    page.context.set_offline(True)
    for words in ("he hits me", "all fine"):
        expect_question(page, 3)
        page.get_by_role("textbox").fill(words)
        button(page, "next").click()
        expect_question(page, 4)
        button(page, "back").click()
    page.context.set_offline(False)
    until(lambda: {"he hits me", "all fine"} <= {row.content[11:-2] for row in GivenAnswerRow.select()}, page)
    until(lambda: [row.words for row in AnswerRow.select() if row.words] == ["all fine"], page)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_wish_to_talk_is_heard_after_the_visit_is_over(hold, room, script):
    page = hold(java_script_enabled=script)
    panel = open_talk(page)
    expect(panel).to_be_visible()
    rooms.close_room(room.id, NOW)
    page.locator("[data-talk]").click()
    until(lambda: ConcernRow.select().exists(), page)


def store_nothing(page):
    """Load the page again in a browser that refuses to store anything."""
    page.add_init_script("indexedDB.open = () => { throw new Error('no store here') }")
    page.reload()
    expect_question(page, 1)


def test_without_a_store_what_waits_in_the_page_arrives_and_is_not_called_locked(hold):
    page = hold()
    store_nothing(page)
    form = page.locator("[data-visit-form]")
    unsafe, gone_unsafe = form.get_attribute("data-unsafe"), form.get_attribute("data-gone-unsafe")
    page.context.set_offline(True)
    choice(page, "yes").check(force=True)
    page.get_by_role("textbox").fill("canary")
    button(page, "next").click()
    expect(page.locator("[data-status]")).to_have_text(unsafe)
    button(page, "stop").click()
    expect(page.locator("main.gone h1")).to_have_text(gone_unsafe)
    page.context.set_offline(False)
    expect_welcome(page)
    until(lambda: [row.words for row in AnswerRow.select() if row.words] == ["canary"], page)


KEEP_CONNECTIONS = """
const open = IDBFactory.prototype.open;
window.connections = [];
IDBFactory.prototype.open = function (...named) {
  const opening = open.apply(this, named);
  opening.addEventListener("success", () => window.connections.push(opening.result));
  return opening;
};"""
LOSE_CONNECTIONS = "connections.splice(0).forEach((connection) => connection.close())"
REFUSE_MORE = f"{LOSE_CONNECTIONS}; IDBFactory.prototype.open = () => {{ throw new Error('lost') }}; true"


@pytest.mark.parametrize(
    ("lose", "sentence"), [(LOSE_CONNECTIONS, "gone"), (REFUSE_MORE, "gone-unsafe")], ids=["once", "for good"]
)
def test_a_store_that_is_lost_in_the_middle_loses_nothing_and_the_words_stay_true(hold, lose, sentence):
    page = hold()
    page.add_init_script(KEEP_CONNECTIONS)
    page.reload()
    expect_question(page, 1)
    page.wait_for_function("connections.length > 0")
    true_words = page.locator("[data-visit-form]").get_attribute(f"data-{sentence}")
    page.context.set_offline(True)
    page.evaluate(lose)
    choice(page, "yes").check(force=True)
    page.get_by_role("textbox").fill("canary")
    button(page, "next").click()
    button(page, "stop").click()
    expect(page.locator("main.gone h1")).to_have_text(true_words)
    page.context.set_offline(False)
    expect_welcome(page)
    until(lambda: [row.words for row in AnswerRow.select() if row.words] == ["canary"], page)


def test_a_store_that_never_opens_is_no_store(hold):
    page = hold()
    page.add_init_script("IDBFactory.prototype.open = () => ({})")
    page.reload()
    expect_question(page, 1)
    unsafe = page.locator("[data-visit-form]").get_attribute("data-unsafe")
    page.context.set_offline(True)
    choice(page, "yes").check(force=True)
    button(page, "next").click()
    expect(page.locator("[data-status]")).to_have_text(unsafe)
    page.context.set_offline(False)
    until(lambda: AnswerRow.select().exists(), page)


def test_the_network_may_go_before_the_first_touch(hold):
    page = hold()
    locked = page.locator("[data-visit-form]").get_attribute("data-gone")
    page.context.set_offline(True)
    page.keyboard.press("Tab")
    skip_all(page)
    page.locator(RAIL).nth(4).click()
    button(page, "next").click()
    expect_end(page)
    button(page, "finish").click()
    expect(page.locator("main.gone h1")).to_have_text(locked)
    page.context.set_offline(False)
    expect_welcome(page)
    until(lambda: EntryRow.get().finished_at is not None, page)


def test_what_was_typed_last_is_saved_when_the_page_is_left(hold):
    page = hold()
    choice(page, "yes").check(force=True)
    page.get_by_role("textbox").fill("canary")
    page.goto("about:blank")
    until(lambda: [row.words for row in AnswerRow.select()] == ["canary"], page)


def type_and_set_clock(page, hours):
    """Type without a network, and set the tablet's clock by so many hours. Only page.clock moves time from then on."""
    page.clock.install()
    page.reload()
    page.context.set_offline(True)
    page.locator("label:has([value=yes])").click()
    page.get_by_role("textbox").fill("canary")
    page.evaluate(f"() => {{ const now = Date.now; Date.now = () => now.call(Date) + {hours} * 3600e3; }}")


@pytest.mark.parametrize("hours", [-24, 24])
def test_a_clock_that_is_set_while_the_network_is_away_ends_no_visit(hold, hours):
    page = hold()
    type_and_set_clock(page, hours)
    page.clock.run_for(6000)
    if hours > 0:  # it may have slept
        page.get_by_role("dialog").get_by_role("button").click()
    page.clock.run_for(70000)
    expect(page.get_by_role("textbox")).to_have_value("canary")
    page.context.set_offline(False)
    button(page, "next").click()
    expect_question(page, 2)
    until(lambda: [row.words for row in AnswerRow.select() if row.words] == ["canary"], page)


@pytest.mark.parametrize("hours", [-24, 24])
def test_a_clock_that_is_set_keeps_no_words_on_the_screen(hold, hours):
    page = hold()
    type_and_set_clock(page, hours)
    page.clock.run_for(11 * 60 * 1000)
    expect(page.get_by_role("textbox")).to_have_count(0)
    assert "canary" not in page.content()


def test_without_a_network_and_a_store_a_wish_to_talk_is_not_called_told(hold):
    page = hold()
    store_nothing(page)
    page.context.set_offline(True)
    open_talk(page)
    page.locator("[data-talk]").click()
    wish = page.locator("[data-visit-form]").get_attribute("data-talk-now")
    expect(page.locator("[data-told]")).to_have_text(wish)


def test_a_choice_made_and_taken_back_without_a_network_arrives_as_both(hold, cast):
    page = hold()
    panel = open_talk(page)
    panel.get_by_role("radio", name="Okafor").check(force=True)
    page.context.set_offline(True)
    page.locator("[data-talk]").click()
    told = page.locator("[data-told]")
    expect(told).to_have_text(page.locator("[data-visit-form]").get_attribute("data-talk-later"))
    expect(page.locator("[data-asking]")).to_be_hidden()
    page.locator("[data-not-meant]").click()
    expect(told).to_have_text(page.locator("[data-taken-later]").get_attribute("data-taken-later"))
    expect(page.locator("[data-talk]")).to_be_visible()
    page.context.set_offline(False)
    until(lambda: ConcernCauseRow.select().where(ConcernCauseRow.taken_back_at.is_null(False)).exists(), page)
    (concern,) = concerns.concerns_for(cast.okafor)
    assert (concern.chosen, len(concern.causes)) == (["Ms Okafor"], 1)


def test_a_wish_can_be_taken_back_for_a_minute_and_whom_the_pupil_chose_is_no_answer(hold, cast):
    page = hold()
    page.clock.install()
    panel = open_talk(page)
    panel.get_by_role("radio", name="Okafor").check(force=True)
    page.locator("[data-talk]").click()
    expect(page.locator("[data-told]")).to_contain_text("Ms Okafor")
    expect(page.locator("[data-not-meant]")).to_be_visible()
    page.clock.run_for(61_000)
    expect(page.locator("[data-not-meant]")).to_be_hidden()
    expect(page.locator("[data-talk]")).to_be_visible()
    assert not AnswerRow.select().exists() and not GivenAnswerRow.select().exists()


def test_the_last_page_says_that_all_is_saved_only_once_it_is(hold):
    page = hold()
    form, sentence = page.locator("[data-visit-form]"), page.locator(".step [data-all-kept]")
    skip_all(page)
    page.context.set_offline(True)
    button(page, "skip").click()
    expect_end(page)
    expect(sentence).to_have_text(form.get_attribute("data-all-waiting"))
    page.context.set_offline(False)
    expect(sentence).not_to_have_text(form.get_attribute("data-all-waiting"))
    assert AnswerRow.select().count() == 4
