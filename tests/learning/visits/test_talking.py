"""A wish to talk during a visit, and words from the school's list in what the pupil answers."""

from datetime import timedelta

import pytest

from learning.people import concerns, handling, raising, word_list
from learning.visits import answers, talking, visits
from learning.visits.talking import Wish
from learning.visits.visits import VisitOver
from tests.cast import NOW, TODAY
from tests.chain import ask_the_seed, begin_visit, open_room


@pytest.fixture
def visit(cast):
    """Amina's visit, which has just begun."""
    ask_the_seed()
    open_room(cast)
    return visits.visit_of(begin_visit(cast), NOW)


@pytest.fixture
def question(visit):
    """A question of the visit that asks for words."""
    return next(step for step in visit.steps if step.kind == "words")


def write(visit, step, words, press="next", sequence="5", now=NOW, save=answers.save_answer):
    """Answer a question with words."""
    save(visit, step.task, step.id, press=press, fields={"words": words, "sequence": sequence}, now=now)


def test_another_press_in_the_same_visit_adds_who_was_chosen_to_the_same_concern(visit, cast):
    talking.ask_to_talk(visit, Wish("first", sequence=1), NOW)
    heard = talking.ask_to_talk(visit, Wish("second", cast.okafor.id, 2), NOW)
    assert [adult.name for adult in heard.adults] == ["Ms Okafor", "Mrs Lead"]
    (concern,) = concerns.open_concerns(cast.okafor)
    assert [cause.place for cause in concern.causes] == ["first", "second"]


def test_a_press_after_it_was_dealt_with_is_a_new_concern(visit, cast):
    talking.ask_to_talk(visit, Wish("first", sequence=1), NOW)
    (concern,) = concerns.open_concerns(cast.lead)
    handling.save_action(concern.id, cast.lead, "spoken", on=TODAY, now=NOW)
    talking.ask_to_talk(visit, Wish("second", sequence=2), NOW)
    assert [each.causes[0].place for each in concerns.open_concerns(cast.lead)] == ["second"]


def test_a_press_after_it_was_taken_back_counts(visit, cast):
    talking.ask_to_talk(visit, Wish("first", sequence=1, taken_back=20_000), NOW)
    assert concerns.open_concerns(cast.lead) == []
    talking.ask_to_talk(visit, Wish("second", sequence=2), NOW)
    (concern,) = concerns.open_concerns(cast.lead)
    assert [bool(cause.taken_back_at) for cause in concern.causes] == [True, False]


def test_the_minute_is_counted_on_the_tablet_however_late_both_presses_arrive(visit, cast):
    days_later = NOW + timedelta(days=3)
    late = visits.visit_by_id(visit.id, days_later)
    talking.ask_to_talk(late, Wish("here", sequence=10_000), days_later)
    heard = talking.ask_to_talk(late, Wish("here", sequence=10_000, taken_back=60_000), days_later)
    assert heard.is_taken_back
    (concern,) = concerns.concerns_for(cast.lead)
    assert concern.causes[0].at == NOW + timedelta(seconds=10)


def test_a_page_without_script_takes_back_its_last_press_for_a_minute(visit, cast):
    assert talking.take_back_latest(visit, NOW) is None
    talking.ask_to_talk(visit, Wish("here", sequence=0), NOW)
    assert talking.take_back_latest(visit, NOW + timedelta(minutes=2)) is None
    assert talking.take_back_latest(visit, NOW + timedelta(seconds=50)).is_taken_back
    assert concerns.open_concerns(cast.lead) == []


def test_a_visit_knows_who_was_told_and_how_long_it_can_be_taken_back(visit, cast):
    assert raising.asked_in(visit.id) is None
    talking.ask_to_talk(visit, Wish("here", cast.okafor.id, 0), NOW)
    latest = raising.asked_in(visit.id)
    assert latest.names == ("Ms Okafor", "Mrs Lead")
    assert [latest.seconds_left(NOW + timedelta(seconds=after)) for after in (0, 45, 90)] == [60, 15, 0]
    talking.take_back_latest(visit, NOW)
    assert raising.asked_in(visit.id) is None


def test_a_preview_tells_nobody(cast):
    ask_the_seed()
    with pytest.raises(VisitOver):
        talking.ask_to_talk(visits.rehearsal(1, TODAY), Wish("here"), NOW)


@pytest.mark.parametrize("press", ["next", "draft", "unknown"])
def test_a_word_from_the_list_raises_a_concern_once_for_a_visit_and_question(visit, question, cast, press):
    word_list.save_word_list("hit me")
    for sequence in ("5", "6"):
        write(visit, question, "he hit me.", press, sequence)
    (concern,) = concerns.open_concerns(cast.lead)
    assert [(cause.place, cause.text.strip(".")) for cause in concern.causes] == [(question.wording, "he hit me")]


def found(cast) -> list[str]:
    """Return the texts that raised a concern."""
    return [cause.text for concern in concerns.open_concerns(cast.lead) for cause in concern.causes]


@pytest.fixture
def die():
    """The school's list has one word."""
    word_list.save_word_list("die")


def test_half_a_word_at_the_end_of_a_draft_raises_nothing(visit, question, cast, die):
    for sequence, words in enumerate(["I went on a die", "I went on a diet", "I went on a diet. "]):
        write(visit, question, words, "draft", str(sequence))
    visits.finish(visit, NOW)
    assert found(cast) == []


@pytest.mark.parametrize("ending", [" ", ".", "\n", "!", " t"])
def test_a_word_of_a_draft_counts_once_something_follows_it(visit, question, cast, die, ending):
    write(visit, question, f"I want to die{ending}", "draft")
    assert len(found(cast)) == 1


def test_the_last_word_counts_once_the_pupil_has_paused(visit, question, cast, die):
    fields = {"words": "I want to die", "sequence": "5", "settled": "1"}
    answers.save_answer(visit, question.task, question.id, press="draft", fields=fields, now=NOW)
    assert found(cast) == ["I want to die"]


@pytest.mark.parametrize("how", ["finished", "left", "idle"])
def test_the_last_word_of_a_draft_counts_once_the_visit_is_over(cast, die, how):
    ask_the_seed()
    open_room(cast)
    token = begin_visit(cast)
    visit = visits.visit_of(token, NOW)
    question = next(step for step in visit.steps if step.kind == "words")
    write(visit, question, "I want to die", "draft")
    assert found(cast) == []
    later = NOW + timedelta(minutes=11)
    ends = {
        "finished": lambda: visits.finish(visit, NOW),
        "left": lambda: visits.leave(token, NOW),
        "idle": lambda: visits.begin(cast.amina.id, visit.tablet_id, later, TODAY),
    }
    ends[how]()
    assert found(cast) == ["I want to die"]
    (concern,) = concerns.open_concerns(cast.lead)
    assert concern.causes[0].place == question.wording


def test_half_a_word_that_the_pupil_deleted_raises_nothing(visit, question, cast, die):
    write(visit, question, "I want to die", "draft", "5")
    write(visit, question, "I want to play", "draft", "6")
    visits.finish(visit, NOW)
    assert found(cast) == []


def test_words_that_arrive_after_the_visit_is_over_raise_a_concern(visit, question, cast):
    word_list.save_word_list("hit me")
    write(visit, question, "he hit me", now=NOW + timedelta(days=2), save=answers.save_late_answer)
    assert len(concerns.open_concerns(cast.lead)) == 1


def test_words_for_a_question_that_is_not_asked_any_more_raise_a_concern(visit, cast):
    word_list.save_word_list("hit me")
    fields = {"why": "he hit me", "sequence": "5"}
    with pytest.raises(answers.NotOfThisVisit):
        answers.save_late_answer(visit, "score_card", 999, press="next", fields=fields, now=NOW)
    assert len(concerns.open_concerns(cast.lead)) == 1


def test_an_answer_that_is_refused_raises_nothing(visit, question, cast):
    word_list.save_word_list("hit me")
    with pytest.raises(answers.WordsTooLong):
        write(visit, question, "hit me " * 2000)
    assert concerns.concerns_for(cast.lead) == []
