"""A pupil's visit to a tablet: beginning, answering and ending it."""

from datetime import timedelta

import pytest

from learning.classroom import qr_cards, rooms, tablets
from learning.core.scale import ScoreOutsideScale
from learning.journals.tables import AnswerRow, EntryRow
from learning.people import cohorts
from learning.rounds import question_sets, set_versions
from learning.visits import answers, visits
from learning.visits.answers import NothingGiven
from learning.visits.steps import NotOfThisVisit
from learning.visits.visits import NothingLeft, RoomClosed, VisitOver
from tests.cast import NOW, TODAY
from tests.chain import answer_all, ask_the_seed, begin_visit, enrol_tablet, open_room, open_round, visit_and_finish
from tests.queries import queries


@pytest.fixture
def room(cast):
    """An open room for Kestrels with both tasks, asking the seed's questions."""
    ask_the_seed()
    return open_room(cast)


@pytest.fixture
def token(cast, room):
    """Amina's visit."""
    return begin_visit(cast)


def save(token, number, press="next", now=NOW, **fields):
    """Save an answer to the question with this number (1 to 8)."""
    visit = visits.visit_of(token, now)
    step = visit.steps[number - 1]
    return answers.save_answer(visit, step.task, step.id, press=press, fields=fields, now=now)


def step(token, number, now=NOW):
    """Return the question with this number as it is saved."""
    return visits.visit_of(token, now).steps[number - 1]


def test_a_visit_asks_the_journal_and_then_the_score_card(token):
    steps = visits.visit_of(token, NOW).steps
    assert [step.kind for step in steps] == ["yes_no", "track", "words", "words", "score", "score", "score", "score"]
    assert steps[1].wording == "How do I feel about my attitude to learning?"
    assert (steps[1].low_end, steps[1].high_end) == ("Poor attitude", "Good attitude")


def test_a_room_with_one_task_asks_only_that(cast):
    ask_the_seed()
    open_room(cast, journal=False)
    assert {step.task for step in visits.visit_of(begin_visit(cast), NOW).steps} == {"score_card"}


def test_nothing_is_set_before_the_first_touch(token):
    assert all(not step.filled and not step.answered for step in visits.visit_of(token, NOW).steps)


@pytest.mark.parametrize("score", [0, 10])
def test_the_ends_of_the_track_are_saved(token, score):
    save(token, 2, score=str(score))
    assert step(token, 2).filled == {"score": str(score)}


@pytest.mark.parametrize("typed", ["11", "-1", "ten", "5.5"])
def test_a_score_outside_the_scale_changes_nothing(token, typed):
    save(token, 2, score="4")
    with pytest.raises(ScoreOutsideScale):
        save(token, 2, score=typed)
    assert step(token, 2).filled["score"] == "4"


@pytest.mark.parametrize("number", [1, 2, 3, 5])
def test_next_without_an_answer_saves_nothing(token, number):
    with pytest.raises(NothingGiven):
        save(token, number, score="", words="  ", choice="")
    assert not step(token, number).answered


@pytest.mark.parametrize(("press", "state"), [("unknown", "unknown"), ("skip", "skipped")])
def test_not_knowing_and_skipping_are_saved_without_a_score(token, press, state):
    save(token, 2, press, score="7")
    assert (step(token, 2).state, step(token, 2).filled) == (state, {})


def test_a_choice_can_have_words(token):
    save(token, 1, choice="not_sure", words="my teacher says so")
    assert step(token, 1).filled == {"choice": "not_sure", "words": "my teacher says so"}


def test_a_choice_that_was_not_offered_is_refused(token):
    with pytest.raises(NothingGiven):
        save(token, 1, choice="maybe")


def test_a_score_keeps_the_three_reasons(token):
    save(token, 5, score="0", why="it is hard", improve="more time", evidence="my book")
    reasons = {"why": "it is hard", "improve": "more time", "evidence": "my book"}
    assert step(token, 5).filled == {"score": "0", **reasons}


def test_sending_the_same_twice_saves_it_once(token):
    for _ in range(2):
        save(token, 3, words="noise", sequence="1")
    assert AnswerRow.select().count() == 1


def test_an_older_page_does_not_overwrite_a_newer_answer(token):
    save(token, 3, words="the new words", sequence="9")
    save(token, 3, words="the old words", sequence="8")
    assert step(token, 3).filled["words"] == "the new words"


def test_a_question_of_another_visit_is_refused(token):
    visit = visits.visit_of(token, NOW)
    with pytest.raises(NotOfThisVisit):
        answers.save_answer(visit, "journal", 4711, press="next", fields={"words": "x"}, now=NOW)
    with pytest.raises(NotOfThisVisit):
        answers.save_answer(visit, "diary", visit.steps[0].id, press="next", fields={"words": "x"}, now=NOW)


def test_too_many_words_are_refused(token):
    with pytest.raises(answers.WordsTooLong):
        save(token, 3, words="x" * 5001)


def test_a_line_end_counts_and_is_saved_as_one_character(token):
    save(token, 3, words="a\r\n" * 2499 + "ab")
    assert step(token, 3).filled["words"] == "a\n" * 2499 + "ab"
    save(token, 5, score="1", why="one\r\n\r\ntwo\r\n")
    assert step(token, 5).filled["why"] == "one\n\ntwo"
    with pytest.raises(answers.WordsTooLong):
        save(token, 3, words="a\r\n" * 2500 + "ab")


def test_a_second_scan_on_the_same_day_continues_where_the_pupil_stopped(cast, token):
    save(token, 1, choice="yes")
    again = visits.visit_of(begin_visit(cast), NOW)
    assert again.first_open().number == 2


def test_what_an_earlier_visit_wrote_is_not_shown_again(cast, token):
    save(token, 3, words="a secret")
    again = visits.visit_of(begin_visit(cast), NOW)
    assert again.steps[2].answered
    assert again.steps[2].filled == {}


def test_another_day_of_the_same_round_begins_a_new_entry(cast, room, token):
    answer_all(token)
    tomorrow = NOW + timedelta(days=1)
    rooms.open_room(
        room.round_id,
        journal=True,
        score_card=False,
        closes_at=tomorrow + timedelta(hours=1),
        member_id=cast.okafor.id,
        now=tomorrow,
    )
    begin_visit(cast, now=tomorrow, today=TODAY + timedelta(days=1))
    assert EntryRow.select().count() == 2


def test_after_finishing_there_is_nothing_left_today(cast, room):
    visit_and_finish(cast)
    with pytest.raises(NothingLeft):
        begin_visit(cast)


def test_finishing_ends_the_visit(cast, token):
    visits.finish(answer_all(token), NOW)
    with pytest.raises(VisitOver):
        visits.visit_of(token, NOW)


def test_the_next_qr_card_ends_the_visit_on_the_server(cast, room):
    tablet = enrol_tablet(cast)
    amina = begin_visit(cast, tablet=tablet)
    begin_visit(cast, cast.ben, tablet)
    with pytest.raises(VisitOver):
        visits.visit_of(amina, NOW)


def test_a_pupil_who_continues_at_another_tablet_leaves_the_first(cast, token):
    begin_visit(cast)
    with pytest.raises(VisitOver):
        visits.visit_of(token, NOW)


@pytest.mark.parametrize("later", [timedelta(minutes=11), timedelta(hours=2)])
def test_a_visit_ends_after_idle_time_with_everything_saved(token, later):
    save(token, 1, choice="yes")
    with pytest.raises(VisitOver):
        visits.visit_of(token, NOW + later)
    assert AnswerRow.select().count() == 1


def test_a_visit_ends_after_45_minutes(token):
    for minutes in range(0, 45, 5):
        save(token, 1, choice="yes", now=NOW + timedelta(minutes=minutes))
    with pytest.raises(VisitOver):
        visits.visit_of(token, NOW + timedelta(minutes=46))


def test_closing_the_room_ends_its_visits(cast, room, token):
    visit = visits.visit_of(token, NOW)
    rooms.close_room(room.id, NOW)
    with pytest.raises(VisitOver):
        visits.visit_of(token, NOW)
    with pytest.raises(VisitOver):
        answers.save_answer(visit, "journal", visit.steps[0].id, press="next", fields={"choice": "yes"}, now=NOW)


def test_signing_the_tablet_out_ends_its_visit(cast, token):
    tablets.sign_out_tablet(visits.visit_of(token, NOW).tablet_id, NOW)
    with pytest.raises(VisitOver):
        visits.visit_of(token, NOW)


def test_withdrawing_the_qr_card_ends_the_visit(cast, token):
    qr_cards.make_qr_cards(cast.kestrels.id, NOW)
    qr_cards.replace_qr_card(cast.amina.id, NOW + timedelta(seconds=1))
    with pytest.raises(VisitOver):
        visits.visit_of(token, NOW)


def test_without_an_open_room_no_visit_begins(cast):
    with pytest.raises(RoomClosed):
        visits.greet(cast.amina.id, NOW)
    with pytest.raises(RoomClosed):
        begin_visit(cast)


def test_a_room_for_others_is_closed_for_callum(cast, room):
    with pytest.raises(RoomClosed):
        begin_visit(cast, cast.callum)


def test_a_made_up_token_has_no_visit(store):
    with pytest.raises(VisitOver):
        visits.visit_of("made up", NOW)


def test_a_removed_question_is_no_longer_asked(cast, room):
    usual = question_sets.usual_set()
    set_versions.remove_question(usual.id, usual.questions[0].id, TODAY)
    assert visits.visit_of(begin_visit(cast), NOW).steps[0].kind == "track"


def test_an_answer_costs_five_queries(store, token):
    with queries() as asked:
        answers.save_answer(visits.visit_of(token, NOW), "journal", 1, press="next", fields={"choice": "yes"}, now=NOW)
    assert len(asked) == 5


def test_two_open_rooms_lead_to_the_newest(cast, room):
    later = NOW + timedelta(minutes=1)
    group = cohorts.gather("Reading", [cast.amina.id], cast.okafor.id, NOW)
    newest = open_room(cast, open_round(cast, "Second", cohort=group), now=later)
    assert visits.visit_of(begin_visit(cast, now=later), later).room.id == newest.id


def test_a_pupil_who_is_still_there_can_stay_longer_than_the_idle_time(store, cast):
    ask_the_seed()
    open_room(cast)
    token = begin_visit(cast)
    later = NOW + timedelta(minutes=9)
    visits.stay(visits.visit_of(token, later), later)
    assert visits.visit_of(token, later + timedelta(minutes=9)).pupil == cast.amina


def test_nobody_stays_in_a_visit_that_has_ended(store, cast):
    ask_the_seed()
    open_room(cast)
    token = begin_visit(cast)
    visit = visits.visit_of(token, NOW)
    visits.leave(token, NOW)
    with pytest.raises(VisitOver):
        visits.stay(visit, NOW)
