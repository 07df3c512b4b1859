"""One question of a turn: shown, answered, and gone on from. Each answer costs one request."""

from babel.lists import format_list
from flask import g
from flask_babel import get_locale

from learning import visits
from learning.scale import ScoreOutsideScale
from learning.visits import NothingGiven, Step, Visit, WordsTooLong

from .. import kiosk
from ..forms import Given, hint_for, read_given
from ..visit import the_visit
from ._pages import go_to, show
from .visit import end_turn

STEP = "/visit/<any(journal, score_card):task>/<int:step_id>"
CANNOT_BE_KEPT = (NothingGiven, ScoreOutsideScale, WordsTooLong)
EITHER_WAY = ("back", "stop")  # buttons that work with an answer and without


@kiosk.get(STEP)
def step(task: str, step_id: int):
    """One question again, with what was answered in this turn."""
    visit = the_visit()
    return show(visit, visit.step(task, step_id))


@kiosk.post(STEP)
def keep(task: str, step_id: int):
    """Keep the answer, then go where the button says."""
    visit, given = the_visit(), read_given()
    here = visit.step(task, step_id)
    try:
        visit = keep_given(visit, here, given)
    except CANNOT_BE_KEPT as wrong:
        if given.press not in EITHER_WAY:
            return show(visit, here, given, hint_for(here, wrong))
    if given.press == "stop":
        return end_turn()
    return go_to(visit, (visit.before(here) or here) if given.press == "back" else next_open(visit, here))


@kiosk.post(f"{STEP}/talk")
def talk(task: str, step_id: int):
    """A grown-up is told at once; the question stays, with the words typed so far."""
    visit = the_visit()
    here = visit.step(task, step_id)
    return show(visit, here, read_given(), told=who_is_told(visit, here.wording))


@kiosk.post("/visit/talk")
def talk_at_the_end():
    """The same after the last question."""
    visit = the_visit()
    return show(visit, None, told=who_is_told(visit, ""))


def who_is_told(visit: Visit, place: str) -> str:
    """The names of the grown-ups who are told now, as one would say them."""
    return format_list(visits.ask_to_talk(visit, place, g.now), locale=get_locale())


def keep_given(visit: Visit, here: Step, given: Given) -> Visit:
    """The visit with this answer kept: going back or stopping keeps what was given just as Next does."""
    if given.is_empty() and (given.press in EITHER_WAY or (given.press == "next" and was_kept_unseen(here))):
        return visit
    press = "next" if given.press in EITHER_WAY else given.press
    return visits.keep_answer(visit, here.task, here.id, press, given.fields, g.now)


def was_kept_unseen(here: Step) -> bool:
    """Answered in an earlier turn, so not shown again: Next leaves it as it is."""
    return here.answered and not here.state


def next_open(visit: Visit, here: Step) -> Step | None:
    """The next question without an answer: a pupil who went back to mend one returns to where they were."""
    following = visit.after(here)
    while following and following.answered:
        following = visit.after(following)
    return following or visit.first_open()
