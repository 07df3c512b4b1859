"""Which views and pupils a round asks, until when, and closing it."""

from datetime import timedelta

import pytest

from learning.classroom import rooms
from learning.invitations.progress import round_progress
from learning.rounds import planning, rounds
from learning.visits import board
from learning.visits.due import due_in
from tests.cast import NOW, TODAY
from tests.chain import agree, ask_the_seed, begin_visit, give, open_room, open_round

ALL = rounds.VIEWS


@pytest.fixture
def autumn(cast):
    """A round of Kestrels: Amina and Ben."""
    ask_the_seed()
    return open_round(cast)


def test_a_round_asks_professionals_pupil_and_parents_unless_others_are_chosen(autumn):
    assert (autumn.views, autumn.due_on) == (("professional", "pupil", "parent"), None)


def test_the_views_keep_the_order_of_the_score_card(autumn):
    assert planning.ask_views(autumn.id, ["community", "pupil"], None).views == ("pupil", "community")


def test_a_round_asks_at_least_one_view(autumn):
    with pytest.raises(planning.NobodyAsked):
        planning.ask_views(autumn.id, ["headteacher"], None)


def test_a_round_is_not_due_before_it_begins(autumn):
    with pytest.raises(planning.DueTooSoon):
        planning.ask_views(autumn.id, ALL, TODAY - timedelta(days=1))
    assert planning.ask_views(autumn.id, ALL, TODAY).due_on == TODAY


def test_only_chosen_pupils_are_asked(cast, autumn):
    planning.ask_views(autumn.id, ALL, None, [cast.amina.id])
    room = open_room(cast, autumn)
    assert [each.pupil for each in round_progress(autumn.id, TODAY).pupils] == [cast.amina]
    assert [seat.pupil for seat in board.board(room.id, NOW)] == [cast.amina]
    assert due_in(autumn.id, TODAY).pupils == 1
    assert rounds.rounds_for(cast.ben.id) == []


def test_a_pupil_who_was_not_chosen_finds_the_room_closed(cast, autumn):
    planning.ask_views(autumn.id, ALL, None, [cast.amina.id])
    open_room(cast, autumn)
    begin_visit(cast)
    with pytest.raises(rooms.RoomClosed):
        begin_visit(cast, cast.ben)


@pytest.mark.parametrize("choice", ["none", "all", "another cohort's"])
def test_none_or_all_are_the_whole_cohort(cast, autumn, choice):
    chosen = {"none": [], "all": [cast.amina.id, cast.ben.id], "another cohort's": [cast.callum.id]}[choice]
    planning.ask_views(autumn.id, ALL, None, [cast.amina.id])
    planning.ask_views(autumn.id, ALL, None, chosen)
    assert len(round_progress(autumn.id, TODAY).pupils) == 2


def test_a_pupil_with_an_answer_keeps_the_round_when_not_chosen(cast, autumn):
    give(cast, autumn, "parent", 4, pupil=cast.ben)
    planning.ask_views(autumn.id, ALL, None, [cast.amina.id])
    assert [each.id for each in rounds.rounds_for(cast.ben.id)] == [autumn.id]


def test_a_closed_round_takes_no_opinion_and_opens_no_room(cast, autumn):
    rounds.close_round(autumn.id, TODAY)
    with pytest.raises(rounds.RoundClosed):
        give(cast, autumn, "parent", 4)
    with pytest.raises(rounds.RoundClosed):
        open_room(cast, autumn)


def test_closing_a_round_closes_its_room(cast, autumn):
    open_room(cast, autumn)
    rounds.close_round(autumn.id, TODAY)
    assert rooms.open_rooms(NOW) == []


def test_the_scores_of_a_closed_round_can_be_agreed(cast, autumn):
    give(cast, autumn, "parent", 4)
    rounds.close_round(autumn.id, TODAY)
    assert agree(cast, autumn, 4).is_baseline


def test_a_closed_round_can_be_opened_again(cast, autumn):
    rounds.close_round(autumn.id, TODAY)
    rounds.reopen_round(autumn.id)
    assert give(cast, autumn, "parent", 4).view == "parent"
