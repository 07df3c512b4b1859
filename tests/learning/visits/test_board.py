"""The board of a room: how far everybody is, and never what they write."""

from datetime import timedelta

import pytest

from learning.classroom import rooms, secret_pictures
from learning.people import concerns, handling
from learning.rounds import planning
from learning.visits import answers, board, talking, visits
from tests.cast import NOW, TODAY
from tests.chain import answer_all, ask_the_seed, begin_visit, enrol_tablet, open_room, visit_and_finish


@pytest.fixture
def room(cast):
    """Kestrels' room, with both tasks: eight questions."""
    ask_the_seed()
    return open_room(cast)


def seat_of(room, pupil, now=NOW):
    return next(seat for seat in board.board(room.id, now) if seat.pupil == pupil)


def answer_first(token, press="next", now=NOW):
    visit = visits.visit_of(token, now)
    answers.save_answer(
        visit, "journal", visit.steps[0].id, press=press, fields={"choice": "yes", "words": "secret"}, now=now
    )


def test_the_pupils_are_listed_by_surname_and_have_not_begun(cast, room):
    assert [(seat.pupil, seat.number, seat.state) for seat in board.board(room.id, NOW)] == [
        (cast.ben, 1, "not begun"),
        (cast.amina, 2, "not begun"),
    ]


def test_it_shows_the_question_and_tablet_of_a_pupil(cast, room):
    answer_first(begin_visit(cast))
    seat = seat_of(room, cast.amina)
    assert (seat.state, seat.question, seat.questions, seat.answered, seat.tablet) == ("in", 2, 8, 1, "Tablet 1")


def test_it_never_shows_what_a_pupil_writes(cast, room):
    answer_first(begin_visit(cast))
    assert "secret" not in repr(board.board(room.id, NOW))


def test_the_number_of_questions_is_the_pupils_own_and_counts_the_card_sort(cast, room):
    planning.ask_in_round(room.round_id, None, "sort", True)
    begin_visit(cast)
    assert seat_of(room, cast.amina).questions == 10


def test_after_the_last_question_a_pupil_is_in_but_at_no_question(cast, room):
    answer_all(begin_visit(cast))
    seat = seat_of(room, cast.amina)
    assert (seat.state, seat.question) == ("in", None)


def test_a_pupil_who_has_finished_is_done(cast, room):
    visit_and_finish(cast)
    assert seat_of(room, cast.amina).state == "done"


def test_a_pupil_who_stopped_has_begun(cast, room):
    token = begin_visit(cast)
    answer_first(token, "skip")
    visits.leave(token, NOW)
    assert seat_of(room, cast.amina).state == "begun"


def test_a_pupil_who_walks_away_is_no_longer_in_after_ten_minutes(cast, room):
    answer_first(begin_visit(cast))
    assert seat_of(room, cast.amina, NOW + timedelta(minutes=11)).state == "begun"


def test_a_concern_shows_until_somebody_has_said_what_was_done(cast, room):
    talking.ask_to_talk(visits.visit_of(begin_visit(cast), NOW), talking.Wish("here"), NOW)
    assert seat_of(room, cast.amina).concern == concerns.PASSED_ON
    (concern,) = concerns.open_concerns(cast.lead)
    handling.see(concern.id, cast.lead, NOW)
    assert seat_of(room, cast.amina).concern == concerns.LOOKED_AFTER
    handling.save_action(concern.id, cast.lead, "spoken", on=TODAY, now=NOW)
    assert seat_of(room, cast.amina).concern == ""


def test_wrong_pictures_are_counted(cast, room):
    secret_pictures.choose_pictures(cast.amina.id, ["sun", "moon", "star"], NOW)
    with pytest.raises(secret_pictures.WrongPictures):
        secret_pictures.check_pictures(cast.amina.id, ["ball", "moon", "star"], NOW)
    assert [seat.wrong_tries for seat in board.board(room.id, NOW)] == [0, 1]


def test_a_pupil_can_go_on_after_an_undone_finish_with_all_answers(cast, room):
    visit_and_finish(cast)
    visits.reopen(cast.amina.id, rooms.room(room.id, NOW), NOW)
    seat = seat_of(room, cast.amina)
    assert (seat.state, seat.answered) == ("begun", 8)
    assert begin_visit(cast)


def test_desks_show_which_tablets_are_busy(cast, room):
    enrol_tablet(cast)
    begin_visit(cast)
    assert [(desk.name, desk.is_busy) for desk in board.desks(NOW)] == [("Tablet 1", False), ("Tablet 2", True)]
