"""From paper: what a pupil wrote by hand, typed in with the paper's date."""

import logging
from datetime import timedelta

import pytest

from learning.invitations import paper
from learning.invitations.paper import AnswerNotRead, EntryOfThatDay, GivenOnTablet, NothingOnPaper
from learning.journals import journal
from learning.rounds import characteristics, question_library, question_sets, questions, rounds
from learning.score_cards import score_card
from learning.visits import answers, visits
from learning.visits.answers import WordsTooLong
from tests.cast import NOW, TODAY
from tests.chain import agree, ask_the_seed, begin_visit, GIVEN, open_room, open_round, visit_and_finish

LAST_WEEK = TODAY - timedelta(days=7)


@pytest.fixture
def autumn(cast):
    """A round of Kestrels with the seed's questions and characteristics, opened a month ago."""
    ask_the_seed()
    return open_round(cast, today=TODAY - timedelta(days=30))


def scores(number):
    return [score_card.Score(one.id, number) for one in characteristics.characteristics()]


def type_in(cast, autumn, number=4, on=LAST_WEEK):
    return paper.type_in_scores(cast.amina.id, autumn.id, scores(number), on, cast.okafor.id, NOW)


def asked(cast, autumn, kind):
    return next(one for one in paper.journal_asked(cast.amina.id, autumn.id) if one.kind == kind)


def type_in_journal(cast, autumn, typed, on=LAST_WEEK):
    return journal.entry(paper.type_in_journal(cast.amina.id, autumn.id, on, typed, NOW))


def test_a_pupils_own_scores_are_marked_as_from_paper_with_its_day(cast, autumn):
    opinion = type_in(cast, autumn)
    assert (opinion.view, opinion.by, opinion.on, opinion.source) == ("pupil", "Amina Yusuf", LAST_WEEK, "paper")
    assert score_card.score_card(cast.amina.id, autumn.id).lines[0].marks == {"pupil": 4}


def test_typing_a_paper_in_again_replaces_it(cast, autumn):
    type_in(cast, autumn, 4)
    type_in(cast, autumn, 0)
    card = score_card.score_card(cast.amina.id, autumn.id)
    assert (card.counts["pupil"], card.lines[0].marks) == (1, {"pupil": 0})


def test_what_a_pupil_gave_on_a_tablet_is_never_replaced(cast, autumn):
    open_room(cast, autumn)
    visit_and_finish(cast, score="7")
    with pytest.raises(GivenOnTablet):
        type_in(cast, autumn)
    assert score_card.score_card(cast.amina.id, autumn.id).lines[0].marks == {"pupil": 7}


def test_an_agreed_score_card_takes_no_paper_any_more(cast, autumn):
    type_in(cast, autumn)
    agree(cast, autumn, 4)
    with pytest.raises(score_card.OpinionClosed):
        type_in(cast, autumn, 9)


def test_an_empty_paper_and_a_closed_round_are_refused(cast, autumn):
    with pytest.raises(score_card.NoScoreGiven):
        type_in(cast, autumn, None)
    rounds.close_round(autumn.id, TODAY)
    with pytest.raises(rounds.RoundClosed):
        type_in(cast, autumn)


def test_a_journal_is_marked_as_from_paper_with_its_day(cast, autumn):
    yes, track, words = (asked(cast, autumn, kind).id for kind in ("yes_no", "track", "words"))
    typed = {yes: {"choice": "yes", "words": "I got a star"}, track: {"score": "0"}, words: {"words": "Noise"}}
    entry = type_in_journal(cast, autumn, typed)
    assert (entry.on, entry.source, entry.finished_at) == (LAST_WEEK, "paper", NOW)
    first, second, third, fourth = entry.answers
    assert (first.choices, first.words, second.score, third.words) == (("yes",), "I got a star", 0, "Noise")
    assert (fourth.state, fourth.words) == ("skipped", "")


def test_every_kind_of_question_can_be_typed_in(cast, autumn):
    kinds = (
        questions.Draft("choice", "Where do I learn best?", options=("At home", "In school")),
        questions.Draft("several", "What helps me?", options=("Friends", "Quiet")),
        questions.Draft("faces", "How do I feel?", low_end="Sad", high_end="Glad"),
    )
    made = question_sets.add_set("Every kind", TODAY, kinds)
    rounds.ask_in_round(autumn.id, made.id, "", True)
    one, several, faces = (each.id for each in paper.journal_asked(cast.amina.id, autumn.id))
    typed = {
        one: {"choice": "At home"},
        several: {"choice": "Friends\nQuiet", "other": "Music"},
        faces: {"degree": "1"},
    }
    first, second, third = type_in_journal(cast, autumn, typed).answers
    assert (first.choices, second.choices, second.other) == (("At home",), ("Friends", "Quiet"), "Music")
    assert third.degree == 1


def test_the_same_day_typed_in_again_replaces_the_paper(cast, autumn):
    words = asked(cast, autumn, "words").id
    type_in_journal(cast, autumn, {words: {"words": "Noise"}})
    again = type_in_journal(cast, autumn, {words: {"words": "The noise outside"}})
    assert [entry.id for entry in journal.entries_of(cast.amina.id)] == [again.id]
    assert "The noise outside" in [one.words for one in again.answers]


def test_a_journal_written_on_a_tablet_is_never_replaced(cast, autumn):
    open_room(cast, autumn)
    visit_and_finish(cast)
    with pytest.raises(EntryOfThatDay):
        type_in_journal(cast, autumn, {asked(cast, autumn, "words").id: {"words": "Noise"}}, on=TODAY)


def test_what_cannot_be_read_names_its_question(cast, autumn):
    track, words = asked(cast, autumn, "track").id, asked(cast, autumn, "words").id
    with pytest.raises(AnswerNotRead, match="from 0 to 10") as refusal:
        type_in_journal(cast, autumn, {track: {"score": "11"}})
    assert refusal.value.question_id == track
    with pytest.raises(AnswerNotRead, match=WordsTooLong.msgid):
        type_in_journal(cast, autumn, {words: {"words": "a" * 5001}})
    assert journal.entries_of(cast.amina.id) == []


def test_an_empty_journal_and_a_closed_round_are_refused(cast, autumn):
    with pytest.raises(NothingOnPaper):
        type_in_journal(cast, autumn, {})
    rounds.close_round(autumn.id, TODAY)
    with pytest.raises(rounds.RoundClosed):
        type_in_journal(cast, autumn, {asked(cast, autumn, "words").id: {"words": "Noise"}})


def test_the_sheet_asks_what_the_tablet_would_ask(cast, autumn):
    wordings = [one.wording for one in paper.journal_asked(cast.amina.id, autumn.id)]
    assert wordings == [draft.wording for draft in question_library.SEED_FOUR.drafts]


def test_what_a_pupil_gave_on_a_tablet_after_the_paper_is_never_replaced(cast, autumn):
    words = asked(cast, autumn, "words").id
    type_in(cast, autumn, 2)
    type_in_journal(cast, autumn, {words: {"words": "Noise"}}, on=TODAY)
    visits.reopen(cast.amina.id, open_room(cast, autumn), NOW)
    visit = visits.visit_of(begin_visit(cast), NOW)
    for step in visit.steps:
        answers.save_answer(
            visit, step.task, step.id, press="next", fields={**GIVEN, "score": "9", "words": "Mine"}, now=NOW
        )
    with pytest.raises(GivenOnTablet):
        type_in(cast, autumn, 2)
    with pytest.raises(EntryOfThatDay):
        type_in_journal(cast, autumn, {words: {"words": "Noise"}}, on=TODAY)


def test_words_beside_a_number_that_was_left_out_are_kept(cast, autumn):
    yes_no = next(one for one in paper.journal_asked(cast.amina.id, autumn.id) if one.kind == "track")
    (answer,) = [
        one
        for one in type_in_journal(cast, autumn, {yes_no.id: {"words": "It depends"}}).answers
        if one.question.id == yes_no.id
    ]
    assert (answer.score, answer.words) == (None, "It depends")


def test_a_journal_that_is_there_is_replaced_only_by_whoever_has_seen_it(cast, autumn):
    words = asked(cast, autumn, "words").id
    first = paper.type_in_journal(cast.amina.id, autumn.id, LAST_WEEK, {words: {"words": "Noise"}}, NOW, None)
    with pytest.raises(paper.TypedInAlready) as refusal:
        paper.type_in_journal(cast.amina.id, autumn.id, LAST_WEEK, {words: {"words": "Other"}}, NOW, None)
    assert refusal.value.entry_id == first
    paper.type_in_journal(cast.amina.id, autumn.id, LAST_WEEK, {words: {"words": "Other"}}, NOW, first)
    assert "Other" in [one.words for one in journal.entry(first).answers]


def test_the_journals_of_a_cohort_cost_as_much_as_one(cast, autumn, caplog):
    def ask(*pupils):
        caplog.clear()
        with caplog.at_level(logging.DEBUG, logger="peewee"):
            return paper.journals_asked(autumn.id, [one.id for one in pupils]), len(caplog.records)

    alone, few = ask(cast.amina)
    together, more = ask(cast.amina, cast.ben)
    assert few == more
    assert together == {**alone, cast.ben.id: paper.journal_asked(cast.ben.id, autumn.id)}
