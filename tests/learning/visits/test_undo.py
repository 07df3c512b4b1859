"""A finish can be undone for a minute, at the same tablet, until somebody else begins there."""

from datetime import timedelta

import pytest

from learning.classroom import rooms
from learning.classroom.rooms import RoomClosed
from learning.journals.tables import AnswerRow, EntryRow
from learning.score_cards.tables import OpinionRow
from learning.visits import undo, visits
from learning.visits.undo import FinishStays
from tests.cast import NOW, TODAY
from tests.chain import answer_all, ask_the_seed, begin_visit, enrol_tablet, open_room

SOON = NOW + timedelta(seconds=59)


@pytest.fixture
def room(cast):
    """Kestrels' room is open for an hour."""
    ask_the_seed()
    return open_room(cast)


@pytest.fixture
def tablet(room, cast):
    """A tablet at which Amina has just finished."""
    return enrol_tablet(cast)


@pytest.fixture
def token(cast, tablet):
    """The token of Amina's visit, which is finished."""
    token = begin_visit(cast, tablet=tablet)
    visits.finish(answer_all(token), NOW)
    return token


def test_the_pupil_goes_on_with_every_answer_in_a_visit_that_shows_none(token, tablet):
    before = AnswerRow.select().count()
    visit = visits.visit_of(undo.go_on_after_finish(token, tablet.id, SOON, TODAY), SOON)
    assert (EntryRow.get().finished_at, OpinionRow.get().finished_at) == (None, None)
    assert AnswerRow.select().count() == before
    assert all(step.answered and not step.filled for step in visit.steps)


def test_it_says_whose_visit_it_was(token, tablet, cast):
    assert undo.finished_just_now(token, tablet.id, SOON) == undo.Finished(cast.amina.id, visits.BY_QR_CARD)
    assert undo.can_be_undone(token, tablet.id, SOON)


@pytest.mark.parametrize("seconds", [61, -1])
def test_after_a_minute_the_finish_stays(token, tablet, seconds):
    with pytest.raises(FinishStays):
        undo.finished_just_now(token, tablet.id, NOW + timedelta(seconds=seconds))


def test_there_is_time_to_say_yes_but_not_for_ever(token, tablet):
    with pytest.raises(FinishStays):
        undo.go_on_after_finish(token, tablet.id, NOW + timedelta(minutes=3, seconds=1), TODAY)
    assert undo.go_on_after_finish(token, tablet.id, NOW + timedelta(minutes=2, seconds=50), TODAY)


def test_at_another_tablet_it_stays(token, cast):
    with pytest.raises(FinishStays):
        undo.go_on_after_finish(token, enrol_tablet(cast).id, SOON, TODAY)


def test_it_stays_once_the_next_pupil_has_begun_there(token, tablet, cast):
    begin_visit(cast, cast.ben, tablet)
    with pytest.raises(FinishStays):
        undo.go_on_after_finish(token, tablet.id, SOON, TODAY)


def test_it_is_undone_once(token, tablet):
    undo.go_on_after_finish(token, tablet.id, SOON, TODAY)
    with pytest.raises(FinishStays):
        undo.go_on_after_finish(token, tablet.id, SOON, TODAY)


def test_a_visit_that_was_only_stopped_is_not_undone(tablet, cast):
    token = begin_visit(cast, tablet=tablet)
    visits.leave(token, NOW)
    assert not undo.can_be_undone(token, tablet.id, SOON)


def test_nothing_is_undone_in_a_closed_room(token, tablet, room):
    rooms.close_room(room.id, NOW)
    with pytest.raises(RoomClosed):
        undo.go_on_after_finish(token, tablet.id, SOON, TODAY)
    assert EntryRow.get().finished_at == NOW


@pytest.mark.parametrize("token", ["", "no such token"])
def test_without_a_visit_nothing_is_undone(tablet, token):
    with pytest.raises(FinishStays):
        undo.finished_just_now(token, tablet.id, NOW)
