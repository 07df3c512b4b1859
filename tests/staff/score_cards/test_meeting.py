"""The meeting screen, with script and without."""

import pytest

from learning.journals import journal
from learning.people import sign_ins
from learning.rounds import characteristics, planning
from learning.score_cards import journal_evidence, meeting, summaries
from tests.browser import stop_clock
from tests.cast import NOW, PASSWORD, TODAY
from tests.chain import agree, ask_the_seed, give, open_room, open_round, visit_and_finish
from tests.waiting import until


def has_saved(projector) -> None:
    """Wait until the meeting's page says that what was set is saved."""
    saved = projector.locator("[data-meeting]").get_attribute("data-saved")
    projector.get_by_text(saved, exact=True).wait_for()


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


@pytest.fixture
def okafor(client, cast):
    """Ms Okafor at the projector."""
    return client.sign_in(cast.okafor)


def first():
    return characteristics.characteristics()[0].id


def screen(cast, autumn, characteristic=None, pupil=None):
    here = f"/staff/cohorts/{autumn.cohort_id}/rounds/{autumn.id}/meeting/{(pupil or cast.amina).id}"
    return f"{here}/{characteristic}" if characteristic else here


def draft(cast, autumn):
    return meeting.draft_of(cast.amina.id, autumn.id)


def test_one_characteristic_shows_every_view_and_proposes_the_rounded_average(okafor, cast, autumn):
    page = okafor.get(screen(cast, autumn, first())).text
    assert "Professional 3, Parent or carer 6" in page
    assert '<label class="proposed"><input type="radio" name="score" value="5">' in page


def test_the_page_of_a_pupil_leads_to_every_characteristic(okafor, cast, autumn):
    page = okafor.get(screen(cast, autumn)).text
    assert all(screen(cast, autumn, one.id) in page for one in characteristics.characteristics())


def test_without_script_one_press_keeps_all(okafor, cast, autumn):
    here = screen(cast, autumn, first())
    typed = {"score": "4", "reason": "she tries", "notes": "Loud at home", "taking_part": "All"}
    assert okafor.submit(here, typed, to=here).location == here
    kept = draft(cast, autumn)
    assert (kept.scores, kept.notes, kept.taking_part) == ({first(): (4, "she tries")}, "Loud at home", "All")


def test_what_is_sent_alone_leaves_the_rest(okafor, cast, autumn):
    here = screen(cast, autumn, first())
    meeting.save(cast.amina.id, autumn.id, first(), NOW, notes="typed by a colleague")
    sent = okafor.send(here, {"score": "4", "reason": ""}, token_from=here, headers={"Accept": "application/json"})
    assert sent.status_code == 204
    assert draft(cast, autumn).notes == "typed by a colleague"


def test_notes_are_not_written_over_a_colleagues_and_stay_on_the_page(okafor, cast, autumn):
    here = screen(cast, autumn, first())
    left_open = okafor.get(here).text
    meeting.save(cast.amina.id, autumn.id, first(), NOW, notes="typed by a colleague")
    answer = okafor.submit(left_open, {"notes": "typed by me"}, to=here)
    assert answer.status_code == 422
    assert "A colleague changed this while you were editing" in answer.text and "typed by me" in answer.text
    assert draft(cast, autumn).notes == "typed by a colleague"


def test_a_screen_left_open_sets_nothing_once_it_is_agreed(okafor, cast, autumn):
    here = screen(cast, autumn, first())
    left_open = okafor.get(here).text
    agree(cast, autumn, 4)
    answer = okafor.submit(left_open, {"score": "0"}, to=here)
    assert answer.status_code == 422 and "The scores were agreed while you were editing" in answer.text
    assert not draft(cast, autumn).is_begun


def test_an_agreed_number_can_be_taken_back_in_the_meeting(okafor, cast, autumn):
    agree(cast, autumn, 4)
    here = screen(cast, autumn, first())
    okafor.submit(here, {"score": ""}, to=here)
    assert 'value="" checked' in okafor.get(here).text
    assert 'name="score_1" value="" checked' in okafor.get(f"/staff/pupils/{cast.amina.id}/summary/{autumn.id}").text


def test_the_list_of_pupils_leads_to_whom_the_round_asks(okafor, cast, autumn):
    planning.ask_views(autumn.id, ["pupil"], None, [cast.ben.id])
    page = okafor.get(f"/staff/cohorts/{autumn.cohort_id}/rounds/{autumn.id}/meeting").text
    assert "Ben" in page and "Amina" not in page
    card = okafor.get(f"/staff/pupils/{cast.amina.id}/score-card/{autumn.id}").text
    assert "Show it in the meeting" not in card


def test_what_is_no_score_is_told_and_nothing_typed_is_lost(okafor, cast, autumn):
    here = screen(cast, autumn, first())
    answer = okafor.send(here, {"score": "11", "reason": "because"}, token_from=here)
    assert answer.status_code == 422
    assert "from 0 to 10" in answer.text and 'value="because"' in answer.text


def test_the_draft_fills_the_page_of_agreeing_and_is_gone_when_agreed(okafor, cast, autumn):
    here, agreeing_page = screen(cast, autumn, first()), f"/staff/pupils/{cast.amina.id}/summary/{autumn.id}"
    okafor.submit(here, {"score": "5", "notes": "Loud at home", "taking_part": "All"}, to=here)
    assert "This is what the meeting chose and noted" in okafor.get(agreeing_page).text
    assert okafor.submit(agreeing_page, to=agreeing_page).status_code == 303
    kept = summaries.current_summary(cast.amina.id, autumn.id)
    assert (kept.scores[0].score, kept.notes, kept.taking_part) == (5, "Loud at home", "All")
    assert not draft(cast, autumn).is_begun


def test_whoever_has_not_scored_is_asked_to_first(client, cast, autumn):
    client.sign_in(cast.lead)
    blind = client.get(screen(cast, autumn, first())).text
    assert "Give your own scores first" in blind and "Parent or carer 6" not in blind
    assert "Parent or carer 6" in client.get(screen(cast, autumn, first()) + "?show=1").text


def test_linked_words_of_the_journal_stand_beside_the_number(okafor, cast, autumn):
    entry = journal.entries_of(cast.amina.id)[0]
    asked = next(one.question.id for one in entry.answers if one.question.kind == "words")
    journal_evidence.link(entry.id, asked, first(), "loud in class", cast.okafor.id, TODAY)
    assert "<q>loud in class</q>" in okafor.get(screen(cast, autumn, first())).text
    assert "<q>loud in class</q>" in okafor.get(f"/staff/pupils/{cast.amina.id}/summary/{autumn.id}").text


def test_words_are_linked_and_taken_away_on_the_score_card(okafor, cast, autumn):
    card = f"/staff/pupils/{cast.amina.id}/score-card/{autumn.id}"
    entry = journal.entries_of(cast.amina.id)[0]
    asked = next(one.question.id for one in entry.answers if one.question.kind == "words")
    there = f"{card}/evidence/{entry.id}/{asked}"
    okafor.submit(card, {"words": "loud in class", "characteristic": str(first())}, to=there)
    (one,) = journal_evidence.evidence_of(cast.amina.id)
    assert "1 piece of evidence" in okafor.get(card).text
    okafor.submit(card, to=f"{card}/evidence/{one.id}/unlink")
    assert journal_evidence.evidence_of(cast.amina.id) == []


def test_another_pupils_journal_is_no_evidence(okafor, cast, autumn):
    entry = journal.entries_of(cast.amina.id)[0]
    asked = entry.answers[0].question.id
    there = f"/staff/pupils/{cast.ben.id}/score-card/{autumn.id}/evidence/{entry.id}/{asked}"
    assert okafor.send(there, {"characteristic": first()}, token_from="/staff/cohorts").status_code == 404


def test_no_name_stands_in_the_title(okafor, cast, autumn):
    assert "Amina" not in okafor.get(screen(cast, autumn, first())).text.partition("</title>")[0]


def test_another_tutor_sees_and_sets_nothing(client, cast, autumn):
    client.sign_in(cast.price)
    for path in (screen(cast, autumn), screen(cast, autumn, first()), screen(cast, autumn).rpartition("/")[0]):
        assert client.get(path).status_code == 404
    here = screen(cast, autumn, first())
    assert client.send(here, {"score": "1"}, token_from="/staff/cohorts").status_code == 404
    assert not draft(cast, autumn).is_begun


def test_a_pupil_or_a_line_of_another_round_is_not_there(okafor, cast, autumn):
    assert okafor.get(screen(cast, autumn, 999)).status_code == 404
    assert okafor.get(screen(cast, autumn, pupil=cast.callum)).status_code == 404


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
def test_a_number_key_sets_what_is_agreed_and_it_is_kept_at_once(projector, cast, autumn):
    projector.keyboard.press("1")
    projector.keyboard.press("0")
    has_saved(projector)
    projector.reload()
    assert projector.locator("input[name=score]:checked").get_attribute("value") == "10"
    assert draft(cast, autumn).scores == {first(): (10, "")}


@pytest.mark.browser
def test_notes_are_kept_as_they_are_typed_even_when_one_goes_on_at_once(projector, cast, autumn):
    projector.get_by_label("Notes from the meeting").fill("Loud at home")
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
def test_what_was_typed_last_is_kept_before_the_next_page_is_drawn(projector, cast, autumn):
    stop_clock(projector)  # a link waits two seconds at most, which a busy machine may need
    one, another = characteristics.characteristics()[:2]
    for words, key, next_one in (
        ("One. ", "ArrowRight", another),
        ("Two. ", "ArrowLeft", one),
        ("Three.", "ArrowRight", another),
    ):
        projector.get_by_label("Notes from the meeting").press_sequentially(words)
        projector.keyboard.press("Escape")
        projector.keyboard.press(key)
        projector.get_by_role("heading", name=next_one.name).wait_for()
    projector.keyboard.press("7")
    projector.clock.run_for(1000)
    has_saved(projector)
    assert all(words in draft(cast, autumn).notes for words in ("One.", "Two.", "Three."))


@pytest.mark.browser
def test_what_a_colleague_set_meanwhile_is_told_and_leaves_the_rest(projector, cast, autumn):
    meeting.save(cast.amina.id, autumn.id, first(), NOW, notes="a colleague's")
    projector.get_by_label("Notes from the meeting").fill("mine")
    projector.get_by_text("Not saved: this page is out of date.").wait_for()
    projector.keyboard.press("Escape")
    projector.keyboard.press("7")
    until(lambda: draft(cast, autumn).scores, projector)
    kept = draft(cast, autumn)
    assert (kept.notes, kept.scores) == ("a colleague's", {first(): (7, "")})


@pytest.mark.browser
def test_names_stay_hidden_behind_show_without_scoring(projector, served, cast, autumn):
    projector.goto(served + screen(cast, autumn, first(), cast.ben))
    projector.keyboard.press("m")
    projector.get_by_role("link", name="Show without scoring").click()
    projector.get_by_role("heading", name="Learning skills").wait_for()
    assert "Ben" not in projector.inner_text("body")


@pytest.mark.browser
def test_what_was_set_last_is_kept_however_slow_the_network(projector, cast, autumn):
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
def test_without_a_network_it_waits_tries_again_and_keeps(projector, cast, autumn):
    sent = []
    projector.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    stop_clock(projector)
    projector.context.set_offline(True)
    projector.keyboard.press("3")
    projector.clock.run_for(10)
    projector.get_by_text("Not saved yet: no network.").wait_for()
    projector.clock.run_for(4900)
    assert len(sent) == 1
    projector.context.set_offline(False)
    projector.clock.run_for(100)
    has_saved(projector)
    assert draft(cast, autumn).scores == {first(): (3, "")}


@pytest.mark.browser
def test_what_is_refused_is_told_and_not_tried_again(projector, cast, autumn):
    sent = []
    projector.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    stop_clock(projector)
    agree(cast, autumn, 4)
    projector.keyboard.press("3")
    projector.clock.run_for(10)
    projector.get_by_text("Not saved: this page is out of date.").wait_for()
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
    projector.get_by_label("0 to 10 set the number").uncheck()
    projector.get_by_role("heading", name="Learning skills").click()
    projector.keyboard.press("7")
    projector.keyboard.press("m")
    assert projector.locator("input[name=score]:checked").count() == 0 and "Amina" in projector.inner_text("body")
    projector.keyboard.press("ArrowRight")
    projector.get_by_role("heading", name=characteristics.characteristics()[1].name).wait_for()
    assert not projector.get_by_label("0 to 10 set the number").is_checked()


@pytest.mark.browser
def test_arrow_keys_in_the_notes_stay_in_the_notes(projector):
    before = projector.url
    projector.get_by_label("Notes from the meeting").click()
    projector.keyboard.press("ArrowRight")
    projector.keyboard.type("7m")
    assert projector.url == before
    assert projector.locator("input[name=score]:checked").count() == 0
