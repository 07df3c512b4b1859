"""My own card on the last page: today's numbers, last time's once they may be shown, and what happens next."""

from datetime import timedelta

import pytest

from learning.classroom import rooms
from learning.invitations import paper
from learning.rounds import anchors, characteristics, planning
from learning.score_cards.opinions import Score
from tests.cast import NOW, TODAY
from tests.chain import open_round
from tests.kiosk.conftest import answer, show_card, visit_in
from tests.page import read_page, words_of

TEXT = "{http://www.w3.org/2000/svg}text"
ANSWERS = {"yes_no": {"choice": "yes"}, "track": {"score": "3"}, "words": {"words": "Noise"}, "score": {"score": "4"}}


@pytest.fixture
def scored_before(room, cast):
    """Amina scored everything 9 in an earlier round."""
    earlier = open_round(cast, "Before", today=TODAY - timedelta(days=30))
    scores = [Score(each.id, 9) for each in characteristics.characteristics()]
    on = TODAY - timedelta(days=30)
    paper.type_in_scores(cast.amina.id, earlier.id, scores, on=on, member_id=cast.okafor.id, now=NOW)


def answer_all(browser, **fields):
    """Answer every question."""
    while step := visit_in(browser).first_open():
        answer(browser, step, **{**ANSWERS[step.kind], **fields})


def lines_of(browser):
    """What the lines of the card say, by the step's name, where they are shown."""
    page = read_page(browser.get("/k/visit/end").text)
    shown = [part for part in page.iter("li") if part.get("data-of") and "hidden" not in part.attrib]
    return {line.get("data-of"): [words for text in line.iter(TEXT) if (words := words_of(text))] for line in shown}


def test_todays_numbers_are_on_the_last_page_without_script(visiting):
    answer_all(visiting)
    assert sorted(lines_of(visiting).values()) == [["3"], ["4"], ["4"], ["4"], ["4"]]


def test_numbers_of_last_time_stand_beside_todays(scored_before, visiting):
    answer_all(visiting)
    scores = [texts for name, texts in lines_of(visiting).items() if name.startswith("score_card")]
    assert scores == [["9", "4"]] * 4


def test_the_page_of_a_question_holds_no_number_of_last_time(scored_before, visiting):
    answer_all(visiting)
    step = visit_in(visiting).steps[-1]
    assert ">9</text>" not in visiting.get(f"/k/visit/{step.task}/{step.id}").text


def test_the_pages_script_asks_for_them_at_the_end(scored_before, visiting):
    assert visiting.get("/k/visit/end/last").json == {}
    answer_all(visiting)
    numbers = visiting.get("/k/visit/end/last")
    assert set(numbers.json.values()) == {9}
    assert numbers.headers["Cache-Control"] == "no-store"


def test_nobody_is_shown_them_without_a_visit(tablet):
    assert tablet.get("/k/visit/end/last").status_code == 409


def next_sentence(browser):
    """What the last page says about what happens next."""
    page = read_page(browser.get("/k/visit/end").text)
    return next(words_of(part) for part in page.iter("p") if "next" in part.get("class", "").split())


def test_the_last_page_names_nobody_where_nothing_is_planned(visiting):
    assert "Okafor" not in next_sentence(visiting)


def open_again(cast, room, **options):
    """Open the room anew."""
    tasks = {"journal": True, "score_card": True, "member_id": cast.okafor.id}
    return rooms.open_room(room.round_id, **tasks, closes_at=NOW + timedelta(hours=1), now=NOW, **options)


@pytest.mark.parametrize("days", [None, 4])
def test_the_last_page_says_who_talks_with_the_pupil_and_when(tablet, codes, room, cast, days):
    talk_on = days and TODAY + timedelta(days=days)
    open_again(cast, room, talker_id=cast.okafor.id, talk_on=talk_on)
    show_card(tablet, codes["Amina"])
    tablet.submit("/k/is-this-you", to="/k/begin")
    sentence = next_sentence(tablet)
    assert cast.okafor.name in sentence
    assert ("Friday 27 November" in sentence) == bool(days)


def test_the_chosen_cards_are_on_the_card(visiting, room):
    planning.ask_in_round(room.round_id, None, "sort", True)
    first, second = characteristics.characteristics()[:2]
    for step in [step for step in visit_in(visiting).steps if step.kind == "sort"]:
        answer(visiting, step, chosen=str(first.id if step.id == 1 else second.id))
    page = read_page(visiting.get("/k/visit/end").text)
    sides = [words_of(part.find("ul")) for part in page.iter("div") if part.get("data-chosen")]
    assert sides == [first.child_wording, second.child_wording]


def test_words_for_numbers_stand_under_the_track(visiting):
    listed = characteristics.characteristics()
    anchors.set_anchors(listed[0].id, {5: "I try once more"})
    pages = [read_page(visiting.get(f"/k/visit/score_card/{each.id}").text) for each in listed[:2]]
    assert [sum(part.get("class") == "anchors" for part in page.iter("ul")) for page in pages] == [1, 0]


def test_a_room_remembers_who_talks_afterwards(cast, room):
    again = open_again(cast, room, talker_id=cast.lead.id, talk_on=TODAY)
    assert (again.talker, again.talk_on) == (cast.lead.name, TODAY)
