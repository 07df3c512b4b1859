"""Nothing that a pupil gave, typed or set aside is lost, whatever is pressed afterwards and whenever it arrives."""

import json
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import example, given, HealthCheck, settings, strategies as st

from learning.classroom import rooms
from learning.core.store import writing
from learning.journals import journal
from learning.journals.tables import AnswerRow
from learning.rounds import planning, question_sets
from learning.score_cards.tables import CardSortRow, ScoreRow
from learning.visits import answers, history, visits
from learning.visits.steps import score_card_steps
from learning.visits.tables import GivenAnswerRow
from tests.cast import NOW, TODAY
from tests.chain import ask_the_seed, begin_visit, open_room, open_round
from tests.learning.visits.test_answers import EVERY_KIND, step_of
from tests.learning.visits.test_drafts import ANSWERS

TEXTS = ("words", "other", "why", "improve", "evidence")
_days = count(3, 3)  # each example is a lesson on days of its own


def press(visit, kind, how, sequence, now=NOW, **fields):
    """Press a button at the question of this kind."""
    step = step_of(visit, kind)
    answers.save_answer(visit, step.task, step.id, press=how, fields={**fields, "sequence": str(sequence)}, now=now)
    return step


def texts_of(visit) -> list[str]:
    """All texts that the pupil's current answers and the history hold."""
    found = [str(row.__data__) for table in (AnswerRow, ScoreRow, CardSortRow) for row in table.select()]
    return found + [row.content for row in GivenAnswerRow.select().where(GivenAnswerRow.pupil == visit.pupil.id)]


def lesson(cast, name="every kind", on=TODAY, now=NOW):
    """A room in which every kind of question is asked."""
    ask_the_seed()
    every = next((each for each in question_sets.sets() if each.name == "Every kind"), None)
    every = every or question_sets.add_set("Every kind", TODAY, EVERY_KIND)
    this_round = open_round(cast, name, on)
    planning.ask_in_round(this_round.id, every.id, "shorten", True)
    return open_room(cast, this_round, now=now)


@pytest.fixture
def visit(store, cast):
    """Amina's first visit."""
    lesson(cast)
    return visits.visit_of(begin_visit(cast), NOW)


@pytest.fixture
def again(visit, cast):
    """Amina's second visit, at another tablet."""
    return visits.visit_of(begin_visit(cast), NOW)


def earlier(visit, step):
    """What staff read beside the current answer, newest first."""
    found = history.earlier_answers([journal.entry(visit.entry_id)]).get((visit.entry_id, step.id), [])
    return [answer.words or answer.score for answer in found]


@pytest.mark.parametrize("how", ["skip", "unknown"])
@pytest.mark.parametrize("kind", ANSWERS)
def test_skip_and_i_dont_know_on_what_an_earlier_visit_gave_only_move_on(visit, again, kind, how):
    press_late = answers.save_late_answer
    step = step_of(visit, kind)
    press_late(visit, step.task, step.id, press="next", fields={**ANSWERS[kind], "sequence": "5"}, now=NOW)
    before = texts_of(visit)
    press(again, kind, how, 1)
    assert texts_of(visit)[: len(before)] == before


@pytest.mark.parametrize("kind", ["words", "track", "several", "score"])
def test_i_dont_know_beside_words_keeps_the_words(visit, kind):
    press(visit, kind, "draft", 1, words="canary", why="canary")
    press(visit, kind, "unknown", 2, words="canary", why="canary")
    table = ScoreRow if kind == "score" else AnswerRow
    row = table.get()
    assert row.state == "unknown" and "canary" in (row.why if kind == "score" else row.words)


def test_i_dont_know_on_a_draft_of_an_earlier_visit_keeps_its_words(visit, cast):
    press(visit, "words", "draft", 1, words="canary")
    later = visits.visit_of(begin_visit(cast), NOW)
    press(later, "words", "unknown", 1)
    row = AnswerRow.get()
    assert (row.state, row.words) == ("unknown", "canary")


def test_another_wording_stands_beside_the_one_before(visit, cast):
    step = press(visit, "words", "next", 1, words="from the first visit")
    later = visits.visit_of(begin_visit(cast), NOW)
    press(later, "words", "next", 1, words="from the second")
    assert AnswerRow.get().words == "from the second"
    assert earlier(later, step) == ["from the first visit"]


def test_a_draft_leaves_what_an_earlier_visit_gave_and_is_in_the_history(visit, cast):
    step = press(visit, "words", "next", 1, words="given")
    later = visits.visit_of(begin_visit(cast), NOW)
    press(later, "words", "draft", 1, words="half a tho")
    assert (AnswerRow.get().words, earlier(later, step)) == ("given", ["half a tho"])


def test_what_was_deleted_while_typing_is_in_the_history(visit):
    press(visit, "words", "draft", 1, words="he hits me")
    step = press(visit, "words", "next", 2, words="nothing")
    assert earlier(visit, step) == ["he hits me"]


def test_the_beginnings_of_a_longer_wording_are_not_shown_as_earlier_ones(visit):
    for sequence, words in enumerate(["It", "It is", "It is lou"], 1):
        press(visit, "words", "draft", sequence, words=words)
    step = press(visit, "words", "next", 9, words="It is loud")
    assert earlier(visit, step) == [] and GivenAnswerRow.select().count() == 1


def test_the_newest_is_first_and_each_has_its_time(visit):
    for minute, score in enumerate(["3", "0", "9"]):
        press(visit, "track", "next", minute + 1, NOW + timedelta(minutes=minute), score=score)
    entry = journal.entry(visit.entry_id)
    found = history.earlier_answers([entry])[entry.id, step_of(visit, "track").id]
    assert [(answer.score, answer.saved_at.minute - NOW.minute) for answer in found] == [(0, 1), (3, 0)]


def test_an_answer_that_waited_in_a_tablet_until_a_newer_visit_answered_is_in_the_history(visit, cast):
    later = visits.visit_of(begin_visit(cast), NOW)
    step = press(later, "words", "next", 1, words="newer")
    fields = {"words": "waited", "sequence": "50"}
    for _ in range(2):  # a tablet may send it twice
        answers.save_late_answer(visit, step.task, step.id, press="next", fields=fields, now=NOW)
    assert (AnswerRow.get().words, earlier(later, step)) == ("newer", ["waited"])
    assert GivenAnswerRow.select().count() == 2


def test_what_was_typed_in_from_paper_is_not_lost_when_the_pupil_answers_on_a_tablet(visit):
    step = step_of(visit, "words")
    answers.save_answer(visit, step.task, step.id, press="next", fields={"words": "x", "sequence": "1"}, now=NOW)
    writing(GivenAnswerRow.delete().execute)()
    writing(AnswerRow.update(words="from paper", visit=None, sequence=0).execute)()
    press(visit, "words", "next", 2, words="from the tablet")
    assert earlier(visit, step) == ["from paper"]


@pytest.mark.parametrize(
    ("kind", "tapped", "shown"),
    [
        ("track", {"score": "0"}, {"score": 0}),
        ("faces", {"degree": "5"}, {"degree": 5}),
        ("yes_no", {"choice": "no"}, {"choice": "no"}),
        ("choice", {"choice": "Quiet"}, {"choice": "Quiet"}),
        ("several", {"choice": "Noise\nFriends"}, {"choice": "Noise\nFriends"}),
        ("score", {"score": "10"}, {"score": 10}),
    ],
)
def test_what_was_tapped_and_not_confirmed_is_in_the_history_and_is_no_answer(visit, kind, tapped, shown):
    step = press(visit, kind, "draft", 1, **tapped)
    assert [(row.state, json.loads(row.content)) for row in GivenAnswerRow.select()] == [("draft", shown)]
    assert not visits.visit_by_id(visit.id, NOW).step(step.task, step.id).answered
    table = ScoreRow if kind == "score" else AnswerRow
    assert table.get().score is None


def test_a_tap_that_became_another_before_next_leaves_no_trace(visit):
    for sequence, score in enumerate(["3", "7", "8"], 1):
        press(visit, "track", "draft", sequence, score=score)
    press(visit, "track", "next", 9, score="8")
    assert [json.loads(row.content) for row in GivenAnswerRow.select()] == [{"score": 8}]


def test_what_was_given_is_shown_even_where_a_later_answer_quotes_it(visit):
    press(visit, "words", "next", 1, words="he hits me")
    step = press(visit, "words", "next", 2, words="I never said he hits me, it was a joke")
    assert earlier(visit, step) == ["he hits me"]


@pytest.mark.parametrize("late", ["skip", "unknown", "draft"])
@pytest.mark.parametrize("kind", ["track", "faces", "yes_no", "several", "score"])
def test_an_answer_counts_whichever_arrives_first(visit, kind, late):
    press(visit, kind, late, 5)
    press(visit, kind, "next", 4, **ANSWERS[kind])
    table = ScoreRow if kind == "score" else AnswerRow
    assert table.get().state == "given"


def test_a_later_draft_that_arrived_first_keeps_its_words_beside_the_answer(visit):
    press(visit, "track", "draft", 5, words="because it is loud")
    press(visit, "track", "next", 4, score="3", words="because")
    assert (AnswerRow.get().score, AnswerRow.get().words) == (3, "because it is loud")


def test_what_arrives_late_has_the_time_at_which_it_was_pressed(visit):
    later = NOW + timedelta(hours=1)
    late_visit, _ = visits.visit_begun(visit.id, later)
    step = step_of(visit, "words")
    fields = {"words": "waited", "sequence": "60000"}
    answers.save_late_answer(late_visit, step.task, step.id, press="next", fields=fields, now=later)
    assert GivenAnswerRow.get().saved_at == NOW + timedelta(minutes=1)


def test_a_tap_before_skip_stays_in_the_history(visit):
    press(visit, "track", "draft", 1, score="3")
    step = press(visit, "track", "skip", 2)
    assert (AnswerRow.get().state, earlier(visit, step)) == ("skipped", [3])


def test_tapped_cards_are_in_the_history_and_sort_nothing_yet(visit):
    side = next(step for step in visit.steps if step.task == "card_sort")
    card = str(score_card_steps(visit)[0].id)
    fields = {"chosen": card, "sequence": "1"}
    answers.save_answer(visit, side.task, side.id, press="draft", fields=fields, now=NOW)
    assert CardSortRow.select().count() == 0 and json.loads(GivenAnswerRow.get().content) == {"chosen": card}


PRESSES = ("next", "unknown", "skip", "draft")
one_press = st.tuples(
    st.integers(0, 1),  # which visit
    st.sampled_from(sorted(ANSWERS)),
    st.sampled_from(PRESSES),
    st.sampled_from(["", "a", "b", "a b", "c"]),
    st.integers(0, 10),
    st.integers(1, 6),  # the place in the visit: messages come in any order, and twice
)


@given(presses=st.lists(one_press, max_size=9))
@example(presses=[(0, "words", "next", "a", 0, 3), (1, "words", "skip", "", 0, 1)])
@example(presses=[(1, "words", "next", "a", 0, 1), (0, "words", "next", "b", 0, 6)])
@example(presses=[(0, "track", "next", "", 0, 1), (0, "track", "next", "", 5, 2), (0, "track", "unknown", "", 5, 3)])
@example(presses=[(0, "score", "draft", "a", 0, 1), (1, "score", "draft", "b", 0, 1), (1, "score", "next", "", 0, 2)])
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_pressed_in_whatever_order_everything_given_is_there_once(cast, presses):
    now = NOW + timedelta(days=next(_days))
    room = lesson(cast, f"round of {now}", now.date(), now)
    both = [visits.visit_of(begin_visit(cast, now=now, today=now.date()), now) for _ in range(2)]
    sent = []
    for which, kind, how, text, score, sequence in presses:
        step = step_of(both[which], kind)
        pressed = {"score": str(score), "degree": str(score % 5 + 1), "choice": ("yes", "Quiet", "Noise")[score % 3]}
        fields = {name: text for name in TEXTS} | (pressed if how == "next" else {}) | {"sequence": str(sequence)}
        if kind == "choice":
            fields["choice"] = "Quiet" if fields.get("choice") else ""
        elif kind == "yes_no":
            fields["choice"] = "yes" if fields.get("choice") else ""
        try:
            answers.save_late_answer(both[which], step.task, step.id, press=how, fields=fields, now=now)
        except answers.NothingGiven:
            continue
        _, columns = answers.read(step, how, fields)
        sent.append((step, history.filled(columns)))
    for step, content in sent:
        assert is_there(both[0], step, content), (step.kind, content)
    rooms.close_room(room.id, now)


def is_there(visit, step, content) -> bool:
    """Is this content the current answer to its question, or in its history, each text within one wording?"""
    if step.task == "journal":
        rows = AnswerRow.select().where(AnswerRow.entry == visit.entry_id, AnswerRow.question == step.id)
    else:
        rows = ScoreRow.select().where(ScoreRow.opinion == visit.opinion_id, ScoreRow.characteristic == step.id)
    given = GivenAnswerRow.select().where(
        GivenAnswerRow.pupil == visit.pupil.id, GivenAnswerRow.task == step.task, GivenAnswerRow.step == step.id
    )
    held = [row.__data__ for row in rows] + [json.loads(row.content) for row in given]
    return not content or any(history.holds(each, content) for each in held)


def test_the_cards_that_were_chosen_before_are_in_the_history(visit):
    side = next(step for step in visit.steps if step.task == "card_sort")
    cards = [str(card.id) for card in score_card_steps(visit)]
    for sequence, chosen in enumerate(cards[:2], 1):
        fields = {"chosen": chosen, "sequence": str(sequence)}
        answers.save_answer(visit, side.task, side.id, press="next", fields=fields, now=NOW)
    assert [row.content for row in GivenAnswerRow.select().order_by(GivenAnswerRow.id)] == [
        f'{{"chosen": "{chosen}"}}' for chosen in cards[:2]
    ]
    for press_only in ("skip", "unknown"):
        answers.save_answer(visit, side.task, side.id, press=press_only, fields={"sequence": "9"}, now=NOW)
    assert (CardSortRow.get().state, CardSortRow.get().chosen) == ("given", cards[1])
