"""One-minute check-ins: entries of their own kind, beside journals, with no one-to-one unless somebody wants one."""

from datetime import timedelta

import pytest

from learning.classroom.check_ins import open_check_in
from learning.journals import check_ins, journal
from learning.journals.check_ins import NoSuchCheckIn
from learning.rounds import question_library, question_sets, rounds
from learning.visits import board, due, news, visits
from tests.cast import NOW, TODAY
from tests.chain import ask_the_seed, begin_visit, open_room, open_round, visit_and_finish

LOW = {"degree": "1", "score": "2", "words": "I am tired"}
WELL = {"degree": "5", "score": "9", "words": "It is my birthday"}


def open_for_check_in(cast, set_id=None, now=NOW):
    """Kestrels' room for a check-in, opened by Ms Okafor."""
    until = now + timedelta(minutes=30)
    whose = {"member_id": cast.okafor.id, "is_talker": True}
    return open_check_in(cast.kestrels.id, set_id, closes_at=until, now=now, today=TODAY, **whose)


@pytest.fixture
def room(cast):
    """A room for a check-in, in a round that asks the seed's journal."""
    ask_the_seed()
    open_round(cast)
    return open_for_check_in(cast)


def check_in(cast, pupil=None, now=NOW, **fields):
    """A whole check-in of a pupil."""
    visit_and_finish(cast, pupil or cast.amina, now=now, **fields)


def test_a_check_in_asks_its_own_few_questions_and_begins_with_no_news(cast, room):
    visit = visits.visit_of(begin_visit(cast), NOW)
    assert [step.kind for step in visit.steps] == ["faces", "track", "words"]
    assert (visit.tells_news, visit.room.talker) == (False, cast.okafor.name)


def test_it_is_an_entry_of_its_own_kind(cast, room):
    check_in(cast, **WELL)
    assert journal.entries_of(cast.amina.id) == []
    (found,) = check_ins.check_ins_of_pupil(cast.amina.id)
    assert [(answer.degree, answer.score, answer.words) for answer in found.answers] == [
        (5, None, ""),
        (None, 9, ""),
        (None, None, "It is my birthday"),
    ]


def test_a_journal_of_the_same_day_is_another_entry(cast, room):
    check_in(cast, **WELL)
    open_room(cast, score_card=False)
    visit_and_finish(cast)
    assert len(journal.entries_of(cast.amina.id)) == len(check_ins.check_ins_of_pupil(cast.amina.id)) == 1


def test_a_second_check_in_of_the_day_has_nothing_left_to_ask(cast, room):
    check_in(cast, **WELL)
    with pytest.raises(visits.NothingLeft):
        begin_visit(cast)


def test_staff_can_open_a_finished_check_in_again(cast, room):
    check_in(cast, **WELL)
    visits.reopen(cast.amina.id, room, NOW)
    assert begin_visit(cast)


def test_it_waits_for_no_one_to_one_unless_somebody_wants_one(cast, room):
    check_in(cast, **WELL)
    assert journal.awaiting(cast.okafor, TODAY) == []
    entry_id = check_ins.check_ins_of_pupil(cast.amina.id)[0].entry_id
    check_ins.want_talk(entry_id, True)
    assert [each.entry_id for each in journal.awaiting(cast.okafor, TODAY)] == [entry_id]
    check_ins.want_talk(entry_id, False)
    assert journal.awaiting(cast.okafor, TODAY) == []


def test_a_journal_is_no_check_in(cast):
    ask_the_seed()
    open_room(cast, score_card=False)
    visit_and_finish(cast)
    with pytest.raises(NoSuchCheckIn):
        check_ins.want_talk(journal.entries_of(cast.amina.id)[0].id, True)


def test_a_low_face_or_number_comes_first(cast, room):
    check_in(cast, cast.ben, **WELL)
    check_in(cast, cast.amina, **LOW)
    (found,) = check_ins.check_ins_of_cohort(cast.kestrels.id, TODAY).values()
    assert [(each.pupil.called, each.is_low) for each in found] == [("Amina", True), ("Ben", False)]


def test_an_older_check_in_is_not_listed_any_more(cast, room):
    check_in(cast, **WELL)
    assert check_ins.check_ins_of_cohort(cast.kestrels.id, TODAY + timedelta(days=28)) == {}


def test_the_board_shows_the_check_in_alone(cast, room):
    check_in(cast, **WELL)
    assert [(seat.pupil.called, seat.state) for seat in board.board(room.id, NOW)] == [
        ("Ben", "not begun"),
        ("Amina", "done"),
    ]
    again = open_room(cast, score_card=False)
    assert {seat.state for seat in board.board(again.id, NOW)} == {"not begun"}


def test_it_counts_neither_as_a_journal_nor_in_the_pupils_track(cast, room):
    before = due.due_in(room.round_id, TODAY).journal
    check_in(cast, **WELL)
    assert due.due_in(room.round_id, TODAY).journal == before
    assert news.track_of(cast.amina.id) is None


def test_the_ready_questions_are_added_once(cast, room):
    open_for_check_in(cast)
    names = [each.name for each in question_sets.sets()]
    assert names.count(question_library.ONE_MINUTE.name) == 1


def test_a_cohort_without_an_open_round_gets_one(cast):
    ask_the_seed()
    first = open_for_check_in(cast)
    rounds.close_round(first.round_id, TODAY)
    second = open_for_check_in(cast)
    assert len({first.round_id, second.round_id}) == len(rounds.rounds_of(cast.kestrels.id)) == 2


def test_only_short_sets_are_offered(cast):
    ask_the_seed()
    question_library.add_from_library(question_library.CHECK_IN.key, TODAY)
    assert [each.name for each in question_library.check_in_sets()] == [question_library.CHECK_IN.name]
