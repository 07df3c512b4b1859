"""What is given to each kind of question, in whatever order and however often it arrives."""

from datetime import timedelta

import pytest
from hypothesis import example, given, HealthCheck, settings, strategies as st

from learning.core import scale
from learning.journals.tables import AnswerRow
from learning.rounds import planning, question_sets
from learning.rounds.questions import Draft
from learning.score_cards.tables import ScoreRow
from learning.visits import answers, visits
from learning.visits.steps import most_cards, score_card_steps
from tests.cast import NOW, TODAY
from tests.chain import ask_the_seed, begin_visit, open_room

EVERY_KIND = (
    Draft("words", "Say?", options=("I can…",)),
    Draft("track", "How much?", "Why?"),
    Draft("choice", "Which?", "Why?", options=("Quiet", "More time")),
    Draft("several", "What gets in my way?", options=("Noise", "I am tired", "Friends")),
    Draft("faces", "How do I feel?", "Why?"),
    Draft("yes_no", "Well?", "How do I know?"),
)


@pytest.fixture
def opened(store, cast):
    """A room that asks one question of every kind, both sides of the card sort and the score card."""
    ask_the_seed()
    room = open_room(cast)
    every = question_sets.add_set("Every kind", TODAY, EVERY_KIND)
    planning.ask_in_round(room.round_id, every.id, "shorten", True)
    return room


@pytest.fixture
def visit(opened, cast):
    """Amina's visit to this room."""
    return visits.visit_of(begin_visit(cast), NOW)


def step_of(visit, kind):
    """The first step of a kind."""
    return next(step for step in visit.steps if step.kind == kind)


def give(visit, kind, press="next", **fields):
    """Press a button at the question of this kind."""
    step = step_of(visit, kind)
    answers.save_answer(visit, step.task, step.id, press=press, fields=fields, now=NOW)
    return step


def kept(step):
    """What is kept for a question."""
    return AnswerRow.get(AnswerRow.question == step.id)


@pytest.mark.parametrize("degree", [1, 2, 3, 4, 5])
def test_a_face_is_kept_as_a_degree_and_never_as_a_score(visit, degree):
    row = kept(give(visit, "faces", degree=str(degree)))
    assert (row.degree, row.score) == (degree, None)


def test_the_five_faces_lie_as_bands_on_the_line_from_0_to_10():
    bands = [scale.band(degree) for degree in range(1, 6)]
    assert bands[0][0] == 0 and bands[-1][1] == 10
    assert all(low < high for low, high in bands)


@pytest.mark.parametrize("degree", ["0", "6", "smile", ""])
def test_another_face_is_none(visit, degree):
    with pytest.raises(answers.NothingGiven):
        give(visit, "faces", degree=degree)
    assert AnswerRow.select().count() == 0


def test_several_are_kept_in_the_order_of_the_buttons_with_something_else(visit):
    row = kept(give(visit, "several", choice="Friends\nNoise\nMade up", other="  the   bell "))
    assert (row.choice, row.other) == ("Noise\nFriends", "the bell")


def test_something_else_alone_is_an_answer(visit):
    assert kept(give(visit, "several", other="the bell")).state == "given"


def test_a_button_that_was_not_offered_is_refused(visit):
    with pytest.raises(answers.NothingGiven):
        give(visit, "choice", choice="Made up")


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("track", {"score": "0"}),
        ("choice", {"choice": "Quiet"}),
        ("faces", {"degree": "1"}),
        ("yes_no", {"choice": "no"}),
    ],
)
def test_the_follow_up_is_kept_by_the_answer(visit, kind, fields):
    assert kept(give(visit, kind, words="because", **fields)).words == "because"


GIVEN = {
    "words": {"words": "w"},
    "track": {"score": "5", "words": "w"},
    "choice": {"choice": "Quiet"},
    "several": {"choice": "Noise", "other": "the bell"},
    "faces": {"degree": "3"},
    "yes_no": {"choice": "no"},
}


@pytest.mark.parametrize("kind", GIVEN)
def test_i_dont_know_on_what_was_given_only_moves_on(visit, kind):
    before = kept(give(visit, kind, sequence="1", **GIVEN[kind])).__data__
    assert kept(give(visit, kind, "unknown", sequence="2")).__data__ == before


def test_a_draft_is_kept_and_is_no_answer(visit):
    assert kept(give(visit, "words", "draft", words="It is")).state == "draft"


def test_a_draft_does_not_take_back_what_was_given(visit):
    give(visit, "track", score="0", sequence="10")
    row = kept(give(visit, "track", "draft", words="because", sequence="11"))
    assert (row.state, row.score, row.words) == ("given", 0, "because")


def test_a_letter_that_comes_late_does_not_take_the_place_of_a_newer_answer(visit):
    give(visit, "words", words="new", sequence="20")
    assert kept(give(visit, "words", words="old", sequence="10")).words == "new"


@given(jumps=st.lists(st.integers(-90 * 24 * 60, 5), min_size=1, max_size=5))
@example(jumps=[9, -60])
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_clock_that_is_set_back_does_not_keep_an_earlier_answer_in_its_place(cast, opened, jumps):
    token, now = begin_visit(cast), NOW
    for number, minutes in enumerate([5, *jumps]):
        now += timedelta(minutes=minutes)
        again = visits.visit_of(token, now)  # as after a reload
        step = step_of(again, "words")
        fields = {"words": f"wording {number}", "sequence": str(again.sequence + 1)}
        answers.save_answer(again, step.task, step.id, press="next", fields=fields, now=now)
        assert kept(step).words == f"wording {number}"


def test_the_same_answer_twice_is_one(visit):
    for _ in range(2):
        give(visit, "words", words="It is", sequence="7")
    assert AnswerRow.select().count() == 1


def test_the_chosen_cards_become_the_short_score_card(visit):
    sides = [step for step in visit.steps if step.task == "card_sort"]
    ids = [card.id for card in score_card_steps(visit)]
    for side, card in zip(sides, ids, strict=False):
        answers.save_answer(visit, "card_sort", side.id, press="next", fields={"chosen": str(card)}, now=NOW)
    after, _ = visits.visit_begun(visit.id, NOW)
    assert [step.id for step in after.steps if step.task == "score_card" and step.number] == ids[:2]


@pytest.mark.parametrize(("cards", "most"), [(1, 0), (2, 1), (3, 2), (4, 3), (5, 4), (12, 4)])
def test_three_or_four_cards_can_be_chosen_and_one_is_left_for_the_other_side(cards, most):
    assert most_cards(cards) == most


def test_more_cards_than_there_are_places_are_refused(visit):
    side = next(step for step in visit.steps if step.task == "card_sort")
    every = "\n".join(str(card.id) for card in score_card_steps(visit))
    with pytest.raises(answers.TooManyCards):
        answers.save_answer(visit, "card_sort", side.id, press="next", fields={"chosen": every}, now=NOW)


def test_a_score_of_0_is_a_score_everywhere(visit):
    give(visit, "score", score="0")
    assert (kept(give(visit, "track", score="0")).score, ScoreRow.get().score) == (0, 0)
