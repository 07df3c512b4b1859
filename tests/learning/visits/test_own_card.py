"""The pupil's own card: the numbers of last time only beside a number of this visit, and never somebody else's."""

from datetime import timedelta

import pytest

from learning.journals.tables import AnswerRow
from learning.rounds import planning
from learning.score_cards.tables import ScoreRow
from learning.visits import answers, own_card, past_visits, visits
from learning.visits.tables import VisitRow
from tests.cast import NOW, TODAY
from tests.chain import ask_the_seed, begin_visit, give, open_room, open_round, visit_and_finish

LATER = timedelta(days=30)


@pytest.fixture
def autumn(cast):
    """A round in which Amina gave 7 to everything, a month ago."""
    ask_the_seed()
    first = open_round(cast, "Autumn")
    open_room(cast, first)
    visit_and_finish(cast)
    return first


@pytest.fixture
def token(cast, autumn):
    """A visit of Amina's in the next round, with nothing answered yet."""
    winter = open_round(cast, "Winter", today=TODAY + LATER)
    open_room(cast, winter, now=NOW + LATER)
    return begin_visit(cast, now=NOW + LATER, today=TODAY + LATER)


def save(token, press="next", **fields):
    """Answer the next open step that has a number, and return its name."""
    visit = visits.visit_of(token, NOW + LATER)
    step = next(step for step in visit.steps if step.kind == "score" and not step.answered)
    answers.save_answer(visit, step.task, step.id, press=press, fields=fields, now=NOW + LATER)
    return f"{step.task}-{step.id}"


def last_numbers(token):
    return own_card.last_numbers(visits.visit_of(token, NOW + LATER))


def test_nothing_of_last_time_is_shown_before_this_visit_gives_a_number(token):
    assert last_numbers(token) == {}


def test_a_number_of_last_time_is_shown_beside_the_one_of_this_visit_alone(token):
    assert last_numbers(token) == {}
    name = save(token, score="0")
    assert last_numbers(token) == {name: 7}


@pytest.mark.parametrize("press", ["unknown", "skip", "draft"])
def test_what_is_no_number_shows_none_of_last_time(token, press):
    save(token, press=press, score="3")
    assert last_numbers(token) == {}


def test_what_an_earlier_visit_gave_today_shows_nothing(token, cast):
    save(token, score="3")
    visits.leave(token, NOW + LATER)
    again = begin_visit(cast, now=NOW + LATER, today=TODAY + LATER)
    assert last_numbers(again) == {}


def test_numbers_that_somebody_else_gave_are_never_shown(token, cast):
    first = VisitRow.select().order_by(VisitRow.id).first()
    past_visits.disown(cast.amina.id, first.id, NOW)
    save(token, score="3")
    assert last_numbers(token) == {}


def test_the_journals_number_of_last_time_is_shown_too(token):
    visit = visits.visit_of(token, NOW + LATER)
    step = next(step for step in visit.steps if step.kind == "track")
    answers.save_answer(visit, step.task, step.id, press="next", fields={"score": "2"}, now=NOW + LATER)
    assert last_numbers(token) == {f"journal-{step.id}": 7}


def test_a_preview_has_no_last_time(autumn, cast):
    set_id = VisitRow.get().room.round.question_set_id or 1
    assert own_card.last_numbers(visits.rehearsal(set_id, TODAY)) == {}


def test_the_card_to_take_home_has_only_the_pupils_own_numbers(cast, autumn):
    give(cast, autumn, "professional", 2)
    (card,) = own_card.own_cards(autumn, [cast.amina, cast.ben])
    assert (card.pupil, card.on) == (cast.amina, TODAY)
    assert [(line.score, line.last) for line in card.lines] == [(7, None)] * 4


def test_the_card_to_take_home_compares_with_the_round_before(token, cast, autumn):
    save(token, score="0")
    winter = VisitRow.select().order_by(VisitRow.id.desc()).first().room.round
    (card,) = own_card.own_cards(planning.round_(winter.id), [cast.amina])
    assert [(line.score, line.last, line.last_on) for line in card.lines] == [(0, 7, TODAY)]


def test_the_pupils_rows_are_only_read(token, store):
    save(token, score="3")
    before, scores = store.commits(), (ScoreRow.select().count(), AnswerRow.select().count())
    last_numbers(token)
    assert (store.commits(), (ScoreRow.select().count(), AnswerRow.select().count())) == (before, scores)
