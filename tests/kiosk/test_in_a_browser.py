"""The tablet in a real browser: touch, keys, a lost network, the Back button, sizes, and no script at all."""

import re

import pytest
from playwright.sync_api import expect

from learning.journals.tables import AnswerRow, EntryRow
from tests.browser import begin_on_tablet, content, stop_clock, travel
from tests.waiting import until

pytestmark = pytest.mark.browser
SIZES = {"tablet": (1280, 800), "upright": (800, 1280), "low": (1024, 600), "phone": (390, 844), "small": (320, 640)}
RAIL = ".rail label"


def to_the_track(page):
    """Answer the first question; the second is the 0-10 track."""
    page.get_by_role("radio", name="Not sure").check(force=True)
    page.get_by_role("button", name="Next").click()
    expect(page).to_have_title("Question 2 of 8")


def expect_saved(page):
    """The page says that the answer is saved, in the words that its form holds for that."""
    expect(page.locator("[data-status]")).to_have_text(page.locator("[data-saved]").get_attribute("data-saved"))


def chosen(page):
    """The score that is chosen on the track, or None."""
    return page.evaluate("document.querySelector('.rail :checked')?.value ?? null")


def test_a_tap_chooses_and_nothing_is_chosen_before(hold):
    page = hold(has_touch=True)
    to_the_track(page)
    assert chosen(page) is None
    assert page.locator(".rail b:visible").count() == 0
    page.locator(RAIL).nth(0).tap()
    assert chosen(page) == "0"
    expect(page.locator(".rail b:visible")).to_have_text("0")


def test_dragging_along_the_line_chooses(hold):
    page = hold()
    to_the_track(page)
    box = page.locator(".rail").bounding_box()
    place = box["width"] / 11
    page.mouse.move(box["x"] + 1.5 * place, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 8.5 * place, box["y"] - 60, steps=8)
    page.mouse.up()
    assert chosen(page) == "8"


def test_arrow_keys_digits_and_enter_do_it_all(hold):
    page = hold()
    to_the_track(page)
    for key, score in (("1", "1"), ("0", "10"), ("ArrowLeft", "9"), ("3", "3"), ("0", "0")):
        page.keyboard.press(key)
        assert chosen(page) == score
    page.keyboard.press("Enter")
    expect(page).to_have_title("Question 3 of 8")


def test_each_answer_costs_one_request(hold):
    page = hold()
    sent = []
    page.on("request", lambda request: "/static/" not in request.url and sent.append(request.method))
    with page.expect_response("**/k/visit/journal/*") as answer:
        to_the_track(page)
    assert (answer.value.status, sent) == (204, ["POST"])


def test_the_next_question_has_the_focus_and_an_address_of_its_own(hold):
    page = hold()
    to_the_track(page)
    expect(page.locator("h1")).to_be_focused()
    page.reload()
    expect(page).to_have_title("Question 2 of 8")


BAD_GATEWAY = "<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>"
UNEXPECTED = [(502, BAD_GATEWAY), (504, ""), (429, BAD_GATEWAY), (200, BAD_GATEWAY), (500, '<div id="page">Oh</div>')]


def answering(status, body):
    """What page.route takes to answer in the server's place."""
    return lambda route: route.fulfill(status=status, body=body, content_type="text/html")


WAITS = "No network. Your answer is safe on this tablet. You can carry on."


def to_the_words(page, said="It is loud"):
    """Answer the first question, skip the second, and write something to the third."""
    to_the_track(page)
    page.get_by_role("button", name="Skip").click()
    page.get_by_role("textbox").fill(said)


def stored(page):
    """Everything that the tablet's stores hold, as text."""
    return page.evaluate(
        """async () => {
            const opening = indexedDB.open("outbox", 1);
            const store = await new Promise((done) => (opening.onsuccess = () => done(opening.result)));
            const asked = store.transaction("letters").objectStore("letters").getAll();
            const letters = await new Promise((done) => (asked.onsuccess = () => done(asked.result)));
            return JSON.stringify([letters, { ...localStorage }, { ...sessionStorage }]);
        }"""
    )


def words_kept():
    """The words of all answers, as they are in the database."""
    return [row.words for row in AnswerRow.select() if row.words]


def test_without_the_network_the_visit_goes_on_and_everything_arrives_later(hold):
    page = hold()
    to_the_words(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Next").click()
    expect(page).to_have_title("Question 4 of 8")
    expect(page.get_by_text(WAITS)).to_be_visible()
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_role("textbox")).to_have_value("It is loud")
    page.context.set_offline(False)
    expect_saved(page)
    assert words_kept() == ["It is loud"]


def test_what_waits_in_the_tablet_cannot_be_read_there(hold):
    page = hold()
    to_the_words(page, "canary")
    page.context.set_offline(True)
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text(WAITS)).to_be_visible()
    kept = stored(page)
    assert "box" in kept and not re.search("canary|Amina|words", kept)


def test_a_visit_that_ends_without_the_network_leaves_nothing_to_see_and_arrives_with_it(hold):
    page = hold()
    to_the_words(page, "canary")
    page.context.set_offline(True)
    for _ in range(6):
        page.get_by_role("button", name="Next" if page.title() == "Question 3 of 8" else "Skip").click()
    expect(page).to_have_title("All done")
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_role("heading", name="Thank you!")).to_be_visible()
    assert not re.search("canary|Amina", page.content())
    page.context.set_offline(False)
    expect(page).to_have_title("Show your QR card")
    until(lambda: words_kept() == ["canary"], page)
    until(lambda: EntryRow.get().finished_at is not None, page)


def test_what_one_pupil_left_in_the_tablet_arrives_under_their_name_during_the_next_visit(hold, codes, served):
    page = hold()
    to_the_words(page, "canary")
    page.context.set_offline(True)
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text(WAITS)).to_be_visible()
    page.route("**/k/outbox", lambda route: route.abort())  # so that Amina's own page does not deliver it
    page.context.set_offline(False)
    page.goto(f"{served}/K/{codes['Ben'].code}")
    begin_on_tablet(page)
    with page.expect_response("**/k/outbox") as delivered:
        page.unroute("**/k/outbox")
        page.keyboard.press("Tab")
    assert delivered.value.ok
    assert "canary" not in page.content()
    kept = [(row.words, row.entry.pupil.forename) for row in AnswerRow.select() if row.words]
    assert kept == [("canary", "Amina")]


def test_words_that_are_being_typed_are_kept_within_two_seconds(hold):
    page = hold()
    stop_clock(page)
    to_the_track(page)
    page.get_by_role("button", name="Skip").click()
    with page.expect_response(lambda answer: "press=draft" in (answer.request.post_data or "")) as kept:
        page.get_by_role("textbox").press_sequentially("It is")
        page.clock.run_for(2000)
    assert kept.value.status == 204
    assert [row.state for row in AnswerRow.select() if row.words] == ["draft"]


@pytest.mark.parametrize(("status", "body"), UNEXPECTED)
def test_what_something_else_answers_is_not_taken_for_kept(hold, status, body):
    page = hold()
    page.clock.install()
    page.reload()
    to_the_words(page)
    page.route("**/k/visit/**", answering(status, body))
    page.route("**/k/outbox", answering(status, body))
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text(WAITS)).to_be_visible()
    page.unroute("**/k/visit/**")
    page.unroute("**/k/outbox")
    page.clock.fast_forward(5000)  # the tablet tries again
    expect_saved(page)
    assert words_kept() == ["It is loud"]


def test_a_tab_left_behind_is_emptied_when_the_next_pupil_begins(hold, codes, served):
    left = hold()
    to_the_track(left)
    left.get_by_role("button", name="Skip").click()
    left.get_by_role("textbox").fill("canary")
    asked = left.context.new_page()
    asked.goto(f"{served}/K/{codes['Ben'].code}")
    begin_on_tablet(asked)
    over = left.locator("body").get_attribute("data-over")
    expect(left.get_by_role("heading", name=over)).to_be_visible()
    assert left.locator("body").inner_text() == over
    assert not re.search("canary|Amina", left.content())
    left.evaluate("() => { const later = Date.now() + 11 * 60 * 1000; Date.now = () => later; }")
    left.evaluate("() => { document.dispatchEvent(new Event('visibilitychange', { bubbles: true })); }")
    assert left.evaluate("fetch('/healthz').then(answer => answer.ok)")  # it is still there after a way to the server
    assert "/k/visit/" in left.url
    to_the_track(asked)
    expect(asked.get_by_text("Ben")).to_be_visible()


def test_a_page_of_the_visit_before_that_wakes_up_late_is_the_one_to_go(hold, codes, served):
    left = hold()
    left.evaluate(
        """() => {
            window.late = new BroadcastChannel("visit");
            late.onmessage = ({ data }) => { document.body.dataset.heard = data; };
        }"""
    )
    asked = left.context.new_page()
    asked.goto(f"{served}/K/{codes['Ben'].code}")
    begin_on_tablet(asked)
    newest = asked.locator("body").get_attribute("data-visit")
    expect(left.locator("body")).to_have_attribute("data-heard", newest)
    left.evaluate("newest => { delete document.body.dataset.heard; late.postMessage(newest - 1); }", newest)
    expect(left.locator("body")).to_have_attribute("data-heard", newest)
    to_the_track(asked)


def test_a_second_tab_of_the_same_visit_goes_on(hold, served):
    page = hold()
    second = page.context.new_page()
    second.goto(f"{served}/k/visit")
    to_the_track(second)
    expect(page.get_by_text("Amina")).to_be_visible()


def test_a_page_that_nobody_touches_for_ten_minutes_makes_room(hold):
    page = hold()
    page.clock.install()
    page.reload()
    to_the_track(page)
    page.get_by_role("button", name="Skip").click()
    for touch in (lambda: page.get_by_role("textbox").press("a"), lambda: page.mouse.move(300, 300)):
        page.clock.fast_forward("02:30")
        touch()
    page.clock.fast_forward("09:00")
    expect(page.get_by_role("textbox")).to_have_value("a")
    page.clock.fast_forward("01:30")
    expect(page).to_have_title("Show your QR card")
    assert "visit" not in [cookie["name"] for cookie in page.context.cookies()]


def test_without_a_channel_between_tabs_a_visit_goes_on(hold):
    page = hold()
    page.add_init_script("delete globalThis.BroadcastChannel")
    page.reload()
    faults = []
    page.on("pageerror", lambda fault: faults.append(fault))
    page.reload()
    to_the_track(page)
    assert faults == []


def test_asking_to_talk_keeps_the_words_in_the_field(hold):
    page = hold()
    page.get_by_role("radio", name="Yes").check(force=True)
    page.get_by_role("textbox").fill("half a sent")
    page.get_by_text("I want to talk to someone").click()
    page.locator(".adults label", has_text="Ms Okafor").click()
    page.get_by_role("button", name="Yes, please tell them").click()
    expect(page.locator("[data-told]")).to_be_focused()
    expect(page.locator("[data-told]")).to_contain_text("Ms Okafor")
    expect(page.get_by_role("textbox")).to_have_value("half a sent")
    expect(page.get_by_role("radio", name="Yes")).to_be_checked()


@pytest.mark.whole_browser
def test_back_after_the_visit_shows_nothing_of_it(hold):
    page = hold()
    to_the_track(page)
    page.get_by_role("button", name="Skip").click()
    page.get_by_role("textbox").fill("canary")
    page.get_by_role("button", name="Stop for now").click()
    expect(page).to_have_title("Show your QR card")
    for way in ("back", "back", "forward", "forward"):
        travel(page, way)
        assert not re.search("canary|Amina", content(page))


def test_the_whole_visit_works_without_script(hold):
    page = hold(java_script_enabled=False)
    to_the_track(page)
    page.locator(RAIL).nth(0).click()
    expect(page.locator(".rail b:visible")).to_have_text("0")
    page.get_by_role("button", name="Next").click()
    for number in range(3, 9):
        expect(page).to_have_title(f"Question {number} of 8")
        page.get_by_role("button", name="I don't know").click()
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_text("Thank you!")).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
def test_every_kind_of_question_fits(hold, size):
    width, height = SIZES[size]
    page = hold(viewport={"width": width, "height": height})
    least = 64 if width >= 800 else 44
    for number in range(1, 6):
        expect(page).to_have_title(f"Question {number} of 8")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.get_by_role("button", name="Next").bounding_box()["y"] < height - 40
        for place in page.locator(f"{RAIL}, .choices label, .bar button, .pill:visible").all():
            box = place.bounding_box()
            assert min(box["width"], box["height"]) >= least, place.inner_text()
        page.get_by_role("button", name="Skip").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_way(hold, axe_faults, scheme):
    page = hold(color_scheme=scheme, reduced_motion="reduce")
    assert axe_faults(page) == []
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert axe_faults(page) == []
    for number in range(1, 9):
        expect(page).to_have_title(f"Question {number} of 8")
        assert axe_faults(page) == []
        page.get_by_role("button", name="Skip").click()
    expect(page).to_have_title("All done")
    assert axe_faults(page) == []
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_text("Thank you!")).to_be_visible()
    assert axe_faults(page) == []


def test_a_scanner_types_into_the_page_wherever_the_focus_is(hold, codes, served):
    page = hold()
    page.goto(f"{served}/k/")
    page.locator("h1").click()
    page.keyboard.type(f"{served}/k/{codes['Ben'].code}".upper())
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ben Adeyemi")).to_be_visible()


def test_the_large_letters_type_the_short_code(hold, codes, served):
    page = hold(has_touch=True)
    page.goto(f"{served}/k/")
    page.locator("[data-no-card] summary").tap()
    for letter in codes["Ben"].short_code.replace(" ", ""):
        page.get_by_role("button", name=letter, exact=True).tap()
    page.get_by_role("button", name="Go", exact=True).click()
    expect(page.get_by_text("Ben Adeyemi")).to_be_visible()
