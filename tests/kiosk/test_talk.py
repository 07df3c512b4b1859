"""The wish to talk on the pupil's pages, as plain forms and as the page's script sends it."""

from functools import partial

import pytest

from learning.people import concerns, handling, members, named_adults, word_list
from learning.people.tables import ConcernCauseRow
from tests.cast import add_member, NOW, TODAY
from tests.kiosk.conftest import address, answer, press, show_card, step_of, visit_in
from tests.page import filled_in, find_form, read_page, words_of

SCRIPT = {"Accept": "application/json"}


def parts_of(page) -> dict:
    """Return what the panel shows: the sentence, the button that takes it back, and the form to ask with."""
    panel = next(part for part in read_page(page.text).iter("details") if "data-taken-later" in part.attrib)
    named = {"told": "data-told", "back": "data-not-meant", "asking": "data-asking"}
    return {
        name: next((part for part in panel.iter() if mark in part.attrib and "hidden" not in part.attrib), None)
        for name, mark in named.items()
    }


def offered(page) -> list[str]:
    """Return whom the panel offers, by the values of its radio buttons."""
    return [part.get("value") for part in read_page(page.text).iter("input") if part.get("name") == "who"]


@pytest.fixture
def step(visiting):
    """A question of the visit that asks for words."""
    return step_of(visiting, "words")


def test_the_pupil_reads_who_is_told_and_can_choose_before_pressing(visiting, step, cast):
    page = visiting.get(address(step))
    shown = parts_of(page)
    assert (shown["told"], shown["back"]) == (None, None)
    assert all(name in words_of(shown["asking"]) for name in ("Mrs Lead", "Ms Okafor"))
    assert offered(page) == ["", str(cast.okafor.id)]


@pytest.mark.parametrize("at_the_end", [False, True], ids=["at a question", "at the end"])
def test_the_chosen_person_is_told_and_the_words_stay_on_the_page(visiting, step, cast, at_the_end):
    path = "/k/visit/end" if at_the_end else address(step)
    page = press(visiting, f"{path}/talk", press="talk", who=str(cast.okafor.id), words="half a sent")
    shown = parts_of(page)
    assert all(name in words_of(shown["told"]) for name in ("Ms Okafor", "Mrs Lead"))
    assert shown["back"] is not None and shown["asking"] is None
    assert at_the_end or "half a sent" in page.text
    (concern,) = concerns.open_concerns(cast.okafor)
    assert concern.causes[0].place == ("" if at_the_end else step.wording)


def test_the_same_form_sent_twice_is_one_press(visiting, step):
    sent = {**filled_in(find_form(read_page(visiting.get(address(step)).text))), "press": "talk"}
    for _ in range(2):
        visiting.post(f"{address(step)}/talk", data=sent)
    assert ConcernCauseRow.select().count() == 1


def test_without_script_it_can_be_taken_back_for_a_minute_on_every_page(visiting, step, cast, clock):
    press(visiting, f"{address(step)}/talk", press="talk")
    clock.forward(seconds=30)
    assert parts_of(visiting.get("/k/visit/end"))["back"] is not None
    page = press(visiting, f"{address(step)}/talk", press="not_meant")
    shown = parts_of(page)
    assert "Mrs Lead" in words_of(shown["told"])
    assert shown["back"] is None and shown["asking"] is not None
    assert concerns.open_concerns(cast.lead) == []
    assert len(concerns.concerns_for(cast.lead)) == 1


def test_without_script_the_minute_begins_with_the_press_however_long_the_page_was_open(visiting, step, cast, clock):
    sent = {**filled_in(find_form(read_page(visiting.get(address(step)).text))), "press": "talk"}
    clock.forward(minutes=5)
    page = visiting.post(f"{address(step)}/talk", data=sent)
    assert parts_of(page)["back"] is not None
    clock.forward(seconds=30)
    press(visiting, f"{address(step)}/talk", press="not_meant")
    assert concerns.open_concerns(cast.lead) == []


def test_after_a_minute_the_page_offers_to_ask_again_and_still_says_who_knows(visiting, step, cast, clock):
    press(visiting, f"{address(step)}/talk", press="talk")
    clock.forward(minutes=2)
    shown = parts_of(visiting.get(address(step)))
    assert "Mrs Lead" in words_of(shown["told"])
    assert shown["back"] is None and shown["asking"] is not None
    press(visiting, f"{address(step)}/talk", press="not_meant")
    assert len(concerns.open_concerns(cast.lead)) == 1


def test_the_pages_script_sends_the_same_press_twice_and_takes_it_back_once(visiting, step, cast):
    wish = {"press": "talk", "who": str(cast.okafor.id), "sequence": "1000"}
    path = f"{address(step)}/talk"
    visit = {"visit": str(visit_in(visiting).id)}
    send = partial(visiting.send, path, token_from="/k/visit", headers=SCRIPT)
    replies = [send({**visit, **wish}).json for _ in range(2)]
    assert replies[0] == replies[1] and "Ms Okafor" in replies[0]["told"]
    send({**visit, **wish, "press": "not_meant", "taken_back": "31000"})
    (concern,) = concerns.concerns_for(cast.okafor)
    assert (concern.is_taken_back, len(concern.causes)) == (True, 1)


@pytest.mark.parametrize("who", ["x", "-1", "99999999999", "1.5", "²"])
def test_a_choice_that_is_nobody_is_anyone(visiting, step, cast, who):
    press(visiting, f"{address(step)}/talk", press="talk", who=who)
    assert concerns.open_concerns(cast.lead)[0].chosen == []


def test_what_the_pupil_reads_stays_true_when_the_named_adults_change(visiting, step, cast):
    nurse = add_member(name="Nurse Bell", duty="professional")
    named_adults.name_adults(nurse.id, cast.price.id)
    shown = parts_of(visiting.get(address(step)))
    assert all(name in words_of(shown["asking"]) for name in ("Nurse Bell", "Mr Price"))
    assert "Mrs Lead" not in words_of(shown["asking"])
    members.retire_member(nurse.id, NOW)
    page = press(visiting, f"{address(step)}/talk", press="talk")
    assert "Nurse Bell" not in words_of(parts_of(page)["told"]) and "Mr Price" in words_of(parts_of(page)["told"])


def test_once_somebody_has_said_what_was_done_the_panel_is_as_at_the_beginning(visiting, step, cast):
    press(visiting, f"{address(step)}/talk", press="talk")
    (concern,) = concerns.open_concerns(cast.lead)
    handling.save_action(concern.id, cast.lead, "spoken", on=TODAY, now=NOW)
    assert parts_of(visiting.get(address(step)))["told"] is None


def test_a_word_from_the_list_changes_nothing_on_the_pupils_page(visiting, step, cast):
    def page_after(words: str) -> str:
        answer(visiting, step, press="draft", words=f"{words} ")
        return words_of(read_page(visiting.get(address(step)).text).find(".//form")).replace(words, "")

    word_list.save_word_list("hit me")
    before = page_after("it is fine")
    assert page_after("it is fine, he hit me") == before
    assert len(concerns.open_concerns(cast.lead)) == 1


def test_a_wish_to_talk_does_not_follow_the_next_pupil(visiting, step, codes):
    press(visiting, f"{address(step)}/talk", press="talk")
    show_card(visiting, codes["Ben"])
    visiting.submit("/k/is-this-you", to="/k/begin")
    assert parts_of(visiting.get("/k/visit"))["told"] is None
    assert visit_in(visiting).pupil.called == "Ben"
