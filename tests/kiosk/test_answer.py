"""Answering a question: what is saved, what is refused, and where each button leads."""

import pytest

from kiosk.forms import HINTS
from learning.journals import journal
from learning.people import concerns
from learning.visits import history
from learning.visits.steps import NotOfThisVisit
from tests.kiosk.conftest import address, answer, press, show_card, step_of, visit_in
from tests.page import read_page, words_of

SCRIPT = {"Accept": "application/json"}


@pytest.mark.parametrize("kind", ["track", "score"])
def test_0_is_saved_and_shown_as_0(visiting, kind):
    answer(visiting, step_of(visiting, kind), score="0")
    assert step_of(visiting, kind).filled["score"] == "0"
    assert 'value="0" checked' in visiting.get(address(step_of(visiting, kind))).text


@pytest.mark.parametrize("kind", ["track", "score", "yes_no"])
def test_nothing_is_chosen_before_the_first_touch(visiting, kind):
    assert "checked" not in visiting.get(address(step_of(visiting, kind))).text


@pytest.mark.parametrize("score", ["11", "-1", "ten", "5.5", ""])
def test_an_invalid_score_is_refused_and_changes_nothing(visiting, store, score):
    step = step_of(visiting, "track")
    page_before, before = visiting.get(address(step)).text, store.commits()
    page = visiting.submit(page_before, {"score": score, "press": "next"}, to=address(step))
    assert page.status_code == 422
    assert store.commits() == before
    assert not step_of(visiting, "track").answered


@pytest.mark.parametrize("kind", ["words", "track", "yes_no"])
def test_next_without_an_answer_stays_with_a_hint(visiting, kind):
    page = answer(visiting, step_of(visiting, kind))
    assert page.status_code == 422
    hint = next(part for part in read_page(page.text).iter("p") if part.get("role") == "alert")
    assert words_of(hint) == str(HINTS[kind]) and "hidden" not in hint.attrib


def test_an_unknown_choice_is_refused(visiting):
    assert answer(visiting, step_of(visiting, "yes_no"), choice="perhaps").status_code == 422


def test_a_very_long_text_is_refused_and_stays_in_the_field(visiting):
    page = answer(visiting, step_of(visiting, "words"), words="ab" * 2501)
    assert page.status_code == 422
    assert "ab" * 2501 in page.text


def test_a_line_end_counts_as_one_character_as_in_the_browser(visiting):
    assert answer(visiting, step_of(visiting, "words"), words="a\r\n" * 2499 + "ab").status_code == 303
    assert step_of(visiting, "words").filled["words"] == "a\n" * 2499 + "ab"


@pytest.mark.parametrize(("press", "state"), [("unknown", "unknown"), ("skip", "skipped")])
def test_i_dont_know_and_skip_are_answers(visiting, press, state):
    answer(visiting, step_of(visiting, "track"), press=press)
    assert (step_of(visiting, "track").state, step_of(visiting, "track").filled) == (state, {})


def test_an_unknown_button_saves_nothing(visiting):
    assert answer(visiting, step_of(visiting, "track"), press="shout", score="3").status_code == 422
    assert not step_of(visiting, "track").answered


@pytest.mark.parametrize("task", ["journal", "score_card"])
def test_a_question_of_another_visit_is_refused(visiting, task):
    page = press(visiting, f"/k/visit/{task}/999", score="3", press="next")
    assert page.status_code == 404
    assert NotOfThisVisit.msgid in page.text


def test_without_a_visit_nothing_is_saved(tablet):
    page = tablet.send("/k/visit/journal/1", {"choice": "yes", "press": "next"}, token_from="/k/")
    assert page.status_code == 409


def test_without_the_token_nothing_is_saved(visiting):
    step = step_of(visiting, "track")
    fields = {"visit": visit_in(visiting).id, "score": "3", "press": "next"}
    assert visiting.post(address(step), data=fields).status_code == 400
    assert not step_of(visiting, "track").answered


def test_the_same_answer_sent_twice_is_saved_once(visiting):
    step = step_of(visiting, "track")
    page = visiting.get(address(step)).text
    for _ in range(2):
        visiting.submit(page, {"score": "6", "press": "next"}, to=address(step))
    assert step_of(visiting, "track").filled["score"] == "6"


def test_back_saves_the_answer_and_goes_back(visiting):
    first, second = visit_in(visiting).steps[:2]
    assert answer(visiting, second, press="back", score="4").location == address(first)
    assert step_of(visiting, "track").filled["score"] == "4"


def test_back_without_an_answer_only_goes_back(visiting):
    first, second = visit_in(visiting).steps[:2]
    assert answer(visiting, second, press="back").location == address(first)
    assert not step_of(visiting, "track").answered


def test_next_after_a_correction_returns_to_the_first_open_question(visiting):
    steps = visit_in(visiting).steps
    for step, fields in zip(steps[:3], ({"choice": "yes"}, {"score": "5"}, {"words": "Noise"}), strict=True):
        answer(visiting, step, **fields)
    assert answer(visiting, steps[0], choice="no").location == address(steps[3])


def test_an_answer_of_an_earlier_visit_is_not_shown_and_stays_when_left_alone(visiting, codes):
    first = visit_in(visiting).steps[0]
    answer(visiting, first, choice="yes", words="canary")
    show_card(visiting, codes["Amina"])
    visiting.submit("/k/is-this-you", to="/k/begin")
    assert "canary" not in visiting.get(address(first)).text
    assert answer(visiting, first).status_code == 303
    assert visit_in(visiting).steps[0].answered


def test_the_pages_own_script_gets_an_empty_response_for_a_saved_answer(visiting):
    step = visit_in(visiting).steps[0]
    response = visiting.submit(address(step), {"choice": "yes", "press": "next"}, to=address(step), headers=SCRIPT)
    assert (response.status_code, response.data) == (204, b"")
    assert visit_in(visiting).steps[0].answered


def test_the_pages_own_script_gets_a_hint_about_what_is_missing(visiting):
    step = visit_in(visiting).steps[0]
    response = visiting.submit(address(step), {"press": "next"}, to=address(step), headers=SCRIPT)
    assert (response.status_code, response.json["hint"]) == (422, str(HINTS[step.kind]))


def test_words_that_are_being_typed_are_saved_as_a_draft(visiting):
    step = step_of(visiting, "words")
    assert answer(visiting, step, press="draft", words="It is lo").status_code == 303
    assert (step_of(visiting, "words").state, step_of(visiting, "words").answered) == ("draft", False)
    assert "It is lo" in visiting.get(address(step)).text


@pytest.mark.parametrize("at_the_end", [False, True], ids=["at a question", "at the end"])
def test_a_wish_to_talk_is_heard_after_the_visit_is_over(visiting, cast, clock, at_the_end):
    path = "/k/visit/end" if at_the_end else address(step_of(visiting, "words"))
    form = read_page(visiting.get("/k/visit").text).find(".//form")
    hidden = {field.get("name"): field.get("value") for field in form.iter("input") if field.get("type") == "hidden"}
    clock.forward(minutes=11)
    answered = visiting.post(f"{path}/talk", data=hidden)
    assert (answered.status_code, len(concerns.open_concerns(cast.lead))) == (409, 1)


def test_a_page_that_was_left_open_does_not_take_the_card_that_was_just_shown(visiting, codes):
    step, visit_id = step_of(visiting, "words"), visit_in(visiting).id
    show_card(visiting, codes["Ben"])
    late = {"visit": str(visit_id), "press": "draft", "words": "canary"}
    assert visiting.send(address(step), late, token_from="/k/is-this-you").status_code == 409
    assert visiting.get("/k/visit/goes-on").status_code == 409
    assert visiting.get("/k/is-this-you").status_code == 200


def test_a_draft_of_an_earlier_visit_is_saved_and_mentioned_but_not_shown(visiting, codes, cast):
    step = step_of(visiting, "words")
    answer(visiting, step, press="draft", words="canary")
    show_card(visiting, codes["Amina"])
    visiting.submit("/k/is-this-you", to="/k/begin")
    page = visiting.get(address(step)).text
    assert "canary" not in page and " data-begun-before>" in page
    answer(visiting, step, words="and more")
    entry = journal.entries_of(cast.amina.id)[0]
    (before,) = history.earlier_answers([entry])[entry.id, step.id]
    assert (entry.answers[0].words, before.words, before.state) == ("and more", "canary", "draft")


@pytest.mark.parametrize(("name", "mark"), [("text_size", 'data-text="1"'), ("contrast", "data-contrast")])
def test_a_setting_is_switched_and_stays_for_the_next_visit(visiting, codes, name, mark):
    step = step_of(visiting, "words")
    page = press(visiting, f"{address(step)}/help/{name}", words="half a sent")
    assert "half a sent" in page.text and mark in page.text
    show_card(visiting, codes["Amina"])
    visiting.submit("/k/is-this-you", to="/k/begin")
    assert mark in visiting.get("/k/visit").text


def test_markup_in_a_pupils_words_is_escaped(visiting):
    step = step_of(visiting, "words")
    answer(visiting, step, words="</textarea><script>alert(1)</script>")
    assert "<script>alert" not in visiting.get(address(step)).text


def test_skip_and_i_dont_know_and_talk_are_on_every_question(visiting):
    for step in visit_in(visiting).steps:
        buttons = list(read_page(visiting.get(address(step)).text).iter("button"))
        assert {"skip", "unknown", "talk"} <= {button.get("value") for button in buttons}


def test_the_seeds_three_questions_are_saved_with_a_score(visiting):
    answer(visiting, step_of(visiting, "score"), score="3", why="a", improve="b", evidence="c")
    assert step_of(visiting, "score").filled == {"score": "3", "why": "a", "improve": "b", "evidence": "c"}


def test_back_on_the_first_question_stays_there(visiting):
    first = visit_in(visiting).steps[0]
    assert answer(visiting, first, press="back").location == address(first)
