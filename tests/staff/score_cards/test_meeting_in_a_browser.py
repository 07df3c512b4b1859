"""The meeting screen in a browser: keys, saving as people type, and hidden names."""

import pytest

from learning.people import sign_ins
from learning.rounds import characteristics
from learning.score_cards import meeting
from tests.browser import stop_clock
from tests.cast import NOW, PASSWORD
from tests.chain import agree, ask_the_seed, give, open_room, open_round, visit_and_finish
from tests.waiting import until


def has_said(projector, name: str) -> None:
    """Wait until the meeting's page says this about what was typed: "saved", "not-saved" or "refused"."""
    sentence = projector.locator("[data-meeting]").get_attribute(f"data-{name}")
    projector.get_by_text(sentence, exact=True).wait_for()


@pytest.fixture
def autumn(cast):
    """A round of Kestrels in which the tutor and a parent have scored Amina, and she has written her journal."""
    ask_the_seed()
    a_round = open_round(cast)
    open_room(cast, a_round, score_card=False)
    visit_and_finish(cast, words="It is loud in class.")
    give(cast, a_round, "professional", 3)
    give(cast, a_round, "parent", 6)
    return a_round


def first():
    return characteristics.characteristics()[0].id


def screen(cast, autumn, characteristic=None, pupil=None):
    address = f"/staff/cohorts/{autumn.cohort_id}/rounds/{autumn.id}/meeting/{(pupil or cast.amina).id}"
    return f"{address}/{characteristic}" if characteristic else address


def draft(cast, autumn):
    return meeting.draft_of(cast.amina.id, autumn.id)


@pytest.fixture
def projector(app, cast, autumn, browser, served):
    """A browser with Ms Okafor signed in, on the first characteristic of Amina."""
    page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    token = sign_ins.sign_in(cast.okafor.email, PASSWORD, NOW)
    page.context.add_cookies([{"name": "sign_in", "value": token, "url": f"{served}/staff"}])
    page.goto(served + screen(cast, autumn, first()))
    yield page
    page.context.close()


@pytest.mark.browser
def test_a_number_key_sets_the_score_and_it_is_saved_at_once(projector, cast, autumn):
    projector.keyboard.press("1")
    projector.keyboard.press("0")
    has_said(projector, "saved")
    projector.reload()
    assert projector.locator("input[name=score]:checked").get_attribute("value") == "10"
    assert draft(cast, autumn).scores == {first(): (10, "")}


@pytest.mark.browser
def test_notes_are_saved_as_they_are_typed_even_if_the_page_is_left_at_once(projector, cast, autumn):
    projector.locator("[name=notes]").fill("Loud at home")
    projector.keyboard.press("Escape")
    projector.keyboard.press("ArrowRight")
    second = characteristics.characteristics()[1]
    projector.get_by_role("heading", name=second.name).wait_for()
    projector.wait_for_function("document.querySelector('[name=notes]') !== null")
    until(lambda: draft(cast, autumn).notes, projector)
    assert draft(cast, autumn).notes == "Loud at home"


@pytest.mark.browser
def test_m_hides_every_pupils_name_also_on_the_next_page(projector, cast, autumn):
    projector.keyboard.press("m")
    assert "Amina" not in projector.inner_text("body") and "Pupil 2" in projector.inner_text("body")
    projector.keyboard.press("ArrowUp")
    projector.wait_for_url(f"**/meeting/{cast.ben.id}/**")
    assert "Ben" not in projector.inner_text("body") and "Pupil 1" in projector.inner_text("body")


@pytest.mark.browser
def test_what_was_typed_last_is_saved_before_the_next_page_is_shown(projector, cast, autumn):
    stop_clock(projector)  # a link waits two seconds at most, which a busy machine may need
    first_one, second = characteristics.characteristics()[:2]
    for words, key, next_one in (
        ("One. ", "ArrowRight", second),
        ("Two. ", "ArrowLeft", first_one),
        ("Three.", "ArrowRight", second),
    ):
        projector.locator("[name=notes]").press_sequentially(words)
        projector.keyboard.press("Escape")
        projector.keyboard.press(key)
        projector.get_by_role("heading", name=next_one.name).wait_for()
    projector.keyboard.press("7")
    projector.clock.run_for(1000)
    has_said(projector, "saved")
    assert all(words in draft(cast, autumn).notes for words in ("One.", "Two.", "Three."))


@pytest.mark.browser
def test_a_colleagues_change_refuses_one_field_and_leaves_the_others(projector, cast, autumn):
    meeting.save(cast.amina.id, autumn.id, first(), NOW, notes="a colleague's")
    projector.locator("[name=notes]").fill("mine")
    has_said(projector, "refused")
    projector.keyboard.press("Escape")
    projector.keyboard.press("7")
    until(lambda: draft(cast, autumn).scores, projector)
    saved = draft(cast, autumn)
    assert (saved.notes, saved.scores) == ("a colleague's", {first(): (7, "")})


@pytest.mark.browser
def test_names_stay_hidden_behind_show_without_scoring(projector, served, cast, autumn):
    projector.goto(served + screen(cast, autumn, first(), cast.ben))
    projector.keyboard.press("m")
    projector.locator(".blind a[data-carries]").click()
    projector.get_by_role("heading", name=characteristics.characteristics()[0].name).wait_for()
    assert "Ben" not in projector.inner_text("body")


@pytest.mark.browser
def test_what_was_set_last_is_saved_however_slow_the_network(projector, cast, autumn):
    waiting = []
    projector.route("**/meeting/**", lambda route: route.continue_() if waiting else waiting.append(route))
    sent = []
    projector.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    projector.keyboard.press("3")
    until(lambda: waiting, projector)
    projector.keyboard.press("9")
    projector.evaluate("new Promise((done) => setTimeout(done, 100))")  # later than what the key has set going
    assert len(sent) == 1  # the second waits for the first
    waiting[0].continue_()
    until(lambda: draft(cast, autumn).scores == {first(): (9, "")}, projector)


@pytest.mark.browser
def test_without_a_network_it_waits_and_saves_later(projector, cast, autumn):
    sent = []
    projector.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    stop_clock(projector)
    projector.context.set_offline(True)
    projector.keyboard.press("3")
    projector.clock.run_for(10)
    has_said(projector, "not-saved")
    projector.clock.run_for(4900)
    assert len(sent) == 1
    projector.context.set_offline(False)
    projector.clock.run_for(100)
    has_said(projector, "saved")
    assert draft(cast, autumn).scores == {first(): (3, "")}


@pytest.mark.browser
def test_what_is_refused_is_not_sent_again(projector, cast, autumn):
    sent = []
    projector.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    stop_clock(projector)
    agree(cast, autumn, 4)
    projector.keyboard.press("3")
    projector.clock.run_for(10)
    has_said(projector, "refused")
    projector.clock.run_for(6000)
    assert len(sent) == 1


@pytest.mark.browser
def test_arrow_keys_move_within_the_numbers_when_they_have_the_focus(projector, cast, autumn):
    before = projector.url
    projector.locator("input[name=score][value='4']").focus()
    projector.keyboard.press("Space")
    projector.keyboard.press("ArrowRight")
    assert projector.locator("input[name=score]:checked").get_attribute("value") == "5"
    projector.keyboard.press("Delete")
    assert projector.locator("input[name=score]:checked").get_attribute("value") == ""
    assert projector.url == before


@pytest.mark.browser
def test_after_a_press_on_a_number_the_arrow_keys_go_on(projector, cast, autumn):
    projector.locator("input[name=score][value='4']").click()
    projector.keyboard.press("ArrowRight")
    projector.get_by_role("heading", name=characteristics.characteristics()[1].name).wait_for()


@pytest.mark.browser
def test_keys_of_one_letter_can_be_switched_off(projector, cast, autumn):
    projector.locator("[data-single-keys]").uncheck()
    projector.get_by_role("heading", name=characteristics.characteristics()[0].name).click()
    projector.keyboard.press("7")
    projector.keyboard.press("m")
    assert projector.locator("input[name=score]:checked").count() == 0 and "Amina" in projector.inner_text("body")
    projector.keyboard.press("ArrowRight")
    projector.get_by_role("heading", name=characteristics.characteristics()[1].name).wait_for()
    assert not projector.locator("[data-single-keys]").is_checked()


@pytest.mark.browser
def test_arrow_keys_in_the_notes_stay_in_the_notes(projector):
    before = projector.url
    projector.locator("[name=notes]").click()
    projector.keyboard.press("ArrowRight")
    projector.keyboard.type("7m")
    assert projector.url == before
    assert projector.locator("input[name=score]:checked").count() == 0
