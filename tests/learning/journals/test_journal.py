"""The learning journal: entries that wait for their one-to-one."""

from datetime import timedelta

import pytest

from learning.journals import journal
from learning.journals.journal import NothingWritten
from learning.rounds import question_sets, set_versions
from learning.visits import answers, visits
from tests.cast import NOW, TODAY
from tests.chain import answer_all, ask_the_seed, begin_visit, open_room, visit_and_finish


@pytest.fixture
def entry(cast):
    """Amina's finished entry, in which her attitude is 0."""
    ask_the_seed()
    open_room(cast, score_card=False)
    visit_and_finish(cast, score="0")
    return journal.entries_of(cast.amina.id)[0]


def test_an_entry_keeps_the_answers_in_the_order_of_asking(entry):
    assert [answer.question.kind for answer in entry.answers] == ["yes_no", "track", "words", "words"]
    assert entry.answers[1].score == 0


def test_an_entry_keeps_a_question_that_is_asked_no_longer(entry):
    set_versions.remove_question(question_sets.usual_set().id, entry.answers[2].question.id, TODAY)
    assert len(journal.entry(entry.id).answers) == 4


def test_an_entry_waits_for_its_one_to_one(cast, entry):
    waiting = journal.awaiting(cast.okafor, TODAY + timedelta(days=22))
    assert [(entry.pupil, entry.attitude, entry.days, entry.finished) for entry in waiting] == [
        (cast.amina, 0, 22, True)
    ]


def test_an_entry_waits_only_for_those_who_may_see_the_pupil(cast, entry):
    assert journal.awaiting(cast.price, TODAY) == []
    assert journal.awaiting(cast.tech, TODAY) == []
    assert len(journal.awaiting(cast.lead, TODAY)) == 1


def test_a_one_to_one_ends_the_waiting(cast, entry):
    journal.record_one_to_one(
        entry.id, cast.okafor.id, on=TODAY, notes="We talked about noise.", next_steps="A quiet seat.", now=NOW
    )
    talk = journal.entry(entry.id).one_to_ones[0]
    assert (talk.by, talk.notes, talk.next_steps) == ("Ms Okafor", "We talked about noise.", "A quiet seat.")
    assert journal.awaiting(cast.okafor, TODAY) == []


def test_an_entry_can_have_more_than_one_one_to_one(cast, entry):
    for day in (0, 7):
        journal.record_one_to_one(
            entry.id, cast.okafor.id, on=TODAY + timedelta(days=day), notes="talk", next_steps="", now=NOW
        )
    assert [talk.on for talk in journal.entry(entry.id).one_to_ones] == [TODAY + timedelta(days=7), TODAY]


def test_an_empty_one_to_one_is_refused(cast, entry):
    with pytest.raises(NothingWritten):
        journal.record_one_to_one(entry.id, cast.okafor.id, on=TODAY, notes=" ", next_steps="", now=NOW)


def test_an_unfinished_entry_waits_too(cast):
    ask_the_seed()
    open_room(cast)
    visit = visits.visit_of(begin_visit(cast), NOW)
    answers.save_answer(visit, "journal", visit.steps[2].id, press="next", fields={"words": "bullying"}, now=NOW)
    assert [entry.finished for entry in journal.awaiting(cast.okafor, TODAY)] == [False]


def test_a_visit_without_an_answer_waits_for_nobody(cast):
    ask_the_seed()
    open_room(cast)
    begin_visit(cast)
    assert journal.awaiting(cast.okafor, TODAY) == []
    assert journal.entries_of(cast.amina.id) == []


def test_a_score_card_alone_is_no_journal_entry(cast):
    ask_the_seed()
    open_room(cast, journal=False)
    answer_all(begin_visit(cast))
    assert journal.entries_of(cast.amina.id) == []


def test_an_entry_that_is_not_there_is_not_found(store):
    with pytest.raises(journal.NoSuchEntry):
        journal.entry(4711)


def test_a_one_to_one_comes_after_its_entry(cast, entry):
    with pytest.raises(journal.TalkTooEarly):
        journal.record_one_to_one(
            entry.id, cast.okafor.id, on=TODAY - timedelta(days=1), notes="talk", next_steps="", now=NOW
        )
