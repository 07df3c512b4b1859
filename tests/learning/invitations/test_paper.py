"""What a pupil wrote by hand, typed in with the paper's date."""

from datetime import timedelta

import pytest

from learning.core.scale import ScoreOutsideScale
from learning.invitations import paper
from learning.invitations.paper import AnswerNotRead, EntryOfThatDay, GivenOnTablet, NothingOnPaper
from learning.journals import journal
from learning.rounds import characteristics, planning, question_library, question_sets, questions, rounds
from learning.score_cards import giving, opinions, score_card
from learning.visits import answers, visits
from learning.visits.answers import WordsTooLong
from tests.cast import NOW, TODAY
from tests.chain import agree, ask_the_seed, begin_visit, GIVEN, open_room, open_round, visit_and_finish
from tests.queries import queries

LAST_WEEK = TODAY - timedelta(days=7)


@pytest.fixture
def autumn(cast):
    """A round of Kestrels with the seed's questions and characteristics, opened a month ago."""
    ask_the_seed()
    return open_round(cast, today=TODAY - timedelta(days=30))


def scores(number):
    return [opinions.Score(characteristic.id, number) for characteristic in characteristics.characteristics()]


def type_in_scores(cast, autumn, number=4, on=LAST_WEEK):
    return paper.type_in_scores(cast.amina.id, autumn.id, scores(number), on=on, member_id=cast.okafor.id, now=NOW)


def question_of(cast, autumn, kind):
    """The id of the first question of this kind in Amina's journal."""
    return next(each.id for each in paper.journal_asked(cast.amina.id, autumn.id) if each.kind == kind)


def type_in_journal(cast, autumn, typed, on=LAST_WEEK, replaces=None):
    entry_id = paper.type_in_journal(cast.amina.id, autumn.id, typed, on=on, now=NOW, replaces=replaces)
    return journal.entry(entry_id)


def test_a_pupils_own_scores_are_marked_as_from_paper_with_its_date(cast, autumn):
    opinion = type_in_scores(cast, autumn)
    assert (opinion.view, opinion.by, opinion.on, opinion.source) == ("pupil", "Amina Yusuf", LAST_WEEK, "paper")
    assert score_card.score_card(cast.amina.id, autumn.id).rows[0].view_scores == {"pupil": 4}


def test_typing_a_paper_in_again_replaces_it(cast, autumn):
    type_in_scores(cast, autumn, 4)
    type_in_scores(cast, autumn, 0)
    card = score_card.score_card(cast.amina.id, autumn.id)
    assert (card.counts["pupil"], card.rows[0].view_scores) == (1, {"pupil": 0})


def test_scores_given_on_a_tablet_are_never_replaced(cast, autumn):
    open_room(cast, autumn)
    visit_and_finish(cast, score="7")
    with pytest.raises(GivenOnTablet):
        type_in_scores(cast, autumn)
    assert score_card.score_card(cast.amina.id, autumn.id).rows[0].view_scores == {"pupil": 7}


def test_an_agreed_score_card_takes_no_more_paper(cast, autumn):
    type_in_scores(cast, autumn)
    agree(cast, autumn, 4)
    with pytest.raises(giving.OpinionClosed):
        type_in_scores(cast, autumn, 9)


def test_an_empty_paper_and_a_closed_round_are_refused(cast, autumn):
    with pytest.raises(giving.NoScoreGiven):
        type_in_scores(cast, autumn, None)
    rounds.close_round(autumn.id, TODAY)
    with pytest.raises(rounds.RoundClosed):
        type_in_scores(cast, autumn)


def test_a_journal_is_marked_as_from_paper_with_its_date(cast, autumn):
    yes, track, words = (question_of(cast, autumn, kind) for kind in ("yes_no", "track", "words"))
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
    planning.ask_in_round(autumn.id, made.id, "", True)
    choice, several, faces = (question.id for question in paper.journal_asked(cast.amina.id, autumn.id))
    typed = {
        choice: {"choice": "At home"},
        several: {"choice": "Friends\nQuiet", "other": "Music"},
        faces: {"degree": "1"},
    }
    first, second, third = type_in_journal(cast, autumn, typed).answers
    assert (first.choices, second.choices, second.other) == (("At home",), ("Friends", "Quiet"), "Music")
    assert third.degree == 1


def test_the_same_day_typed_in_again_replaces_the_paper(cast, autumn):
    words = question_of(cast, autumn, "words")
    first = type_in_journal(cast, autumn, {words: {"words": "Noise"}})
    again = type_in_journal(cast, autumn, {words: {"words": "The noise outside"}}, replaces=first.id)
    assert [entry.id for entry in journal.entries_of(cast.amina.id)] == [again.id]
    assert "The noise outside" in [answer.words for answer in again.answers]


def test_a_journal_written_on_a_tablet_is_never_replaced(cast, autumn):
    open_room(cast, autumn)
    visit_and_finish(cast)
    with pytest.raises(EntryOfThatDay):
        type_in_journal(cast, autumn, {question_of(cast, autumn, "words"): {"words": "Noise"}}, on=TODAY)


def test_an_answer_that_cannot_be_read_names_its_question(cast, autumn):
    track, words = question_of(cast, autumn, "track"), question_of(cast, autumn, "words")
    with pytest.raises(AnswerNotRead) as refusal:
        type_in_journal(cast, autumn, {track: {"score": "11"}})
    assert (refusal.value.question_id, refusal.value.msgid) == (track, ScoreOutsideScale.msgid)
    with pytest.raises(AnswerNotRead, match=WordsTooLong.msgid):
        type_in_journal(cast, autumn, {words: {"words": "a" * 5001}})
    assert journal.entries_of(cast.amina.id) == []


def test_an_empty_journal_and_a_closed_round_are_refused(cast, autumn):
    with pytest.raises(NothingOnPaper):
        type_in_journal(cast, autumn, {})
    rounds.close_round(autumn.id, TODAY)
    with pytest.raises(rounds.RoundClosed):
        type_in_journal(cast, autumn, {question_of(cast, autumn, "words"): {"words": "Noise"}})


def test_the_sheet_asks_what_the_tablet_would_ask(cast, autumn):
    wordings = [question.wording for question in paper.journal_asked(cast.amina.id, autumn.id)]
    assert wordings == [draft.wording for draft in question_library.SEED_FOUR.drafts]


def test_answers_given_on_a_tablet_after_the_paper_are_never_replaced(cast, autumn):
    words = question_of(cast, autumn, "words")
    type_in_scores(cast, autumn, 2)
    type_in_journal(cast, autumn, {words: {"words": "Noise"}}, on=TODAY)
    visits.reopen(cast.amina.id, open_room(cast, autumn), NOW)
    visit = visits.visit_of(begin_visit(cast), NOW)
    for step in visit.steps:
        answers.save_answer(
            visit, step.task, step.id, press="next", fields={**GIVEN, "score": "9", "words": "Mine"}, now=NOW
        )
    with pytest.raises(GivenOnTablet):
        type_in_scores(cast, autumn, 2)
    with pytest.raises(EntryOfThatDay):
        type_in_journal(cast, autumn, {words: {"words": "Noise"}}, on=TODAY)


def test_words_beside_a_number_that_was_left_out_are_saved(cast, autumn):
    track = question_of(cast, autumn, "track")
    entry = type_in_journal(cast, autumn, {track: {"words": "It depends"}})
    (answer,) = [each for each in entry.answers if each.question.id == track]
    assert (answer.score, answer.words) == (None, "It depends")


def test_an_earlier_journal_is_only_replaced_by_somebody_who_has_seen_it(cast, autumn):
    words = question_of(cast, autumn, "words")
    first = type_in_journal(cast, autumn, {words: {"words": "Noise"}})
    for replaces in (None, first.id + 1):
        with pytest.raises(paper.TypedInAlready) as refusal:
            type_in_journal(cast, autumn, {words: {"words": "Other"}}, replaces=replaces)
        assert refusal.value.entry_id == first.id
    assert "Noise" in [answer.words for answer in journal.entry(first.id).answers]
    type_in_journal(cast, autumn, {words: {"words": "Other"}}, replaces=first.id)
    assert "Other" in [answer.words for answer in journal.entry(first.id).answers]


def test_the_journals_of_a_cohort_cost_as_much_as_one(cast, autumn):
    def ask(*pupils):
        with queries() as asked:
            return paper.journals_asked(autumn.id, [pupil.id for pupil in pupils]), len(asked)

    for_one, queries_for_one = ask(cast.amina)
    for_two, queries_for_two = ask(cast.amina, cast.ben)
    assert 0 < queries_for_one == queries_for_two
    assert for_two == {**for_one, cast.ben.id: paper.journal_asked(cast.ben.id, autumn.id)}
