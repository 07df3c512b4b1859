"""One question of a visit: shown, answered, and then the next. Each answer costs one request."""

from babel.lists import format_list
from flask import g
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext

from learning.core.scale import ScoreOutsideScale
from learning.visits import answers, visits
from learning.visits.answers import NothingGiven, TooManyCards, WordsTooLong
from learning.visits.steps import find_step, Step, Visit

from .. import kiosk
from ..forms import Given, hint_for, read_given
from ..visit import the_visit
from ._pages import END, go_to, is_script, no_content, show, to_tell
from .visit import end_visit

STEP = "/visit/<any(news, journal, card_sort, score_card):task>/<int:step_id>"
CANNOT_BE_SAVED = (NothingGiven, ScoreOutsideScale, TooManyCards, WordsTooLong)
EITHER_WAY = ("back", "stop")  # buttons that work with an answer and without


@kiosk.get(STEP)
def step(task: str, step_id: int) -> ResponseReturnValue:
    """One question again, with what was answered in this visit."""
    visit = the_visit()
    return show(visit, visit.step(task, step_id))


@kiosk.post(STEP)
def save(task: str, step_id: int) -> ResponseReturnValue:
    """Save the answer, then go where the button says."""
    visit, given = the_visit(), read_given()
    here = find_step(visit, task, step_id)
    try:
        save_given(visit, here, given)
    except CANNOT_BE_SAVED as wrong:
        if given.press not in EITHER_WAY:
            return refuse(visit, here, given, hint_for(here, wrong))
    if given.press == "stop":
        return end_visit()
    if is_script():
        return no_content()
    here = visit.step(task, step_id)  # as it stands now
    return go_to(visit, (visit.before(here) or here) if given.press == "back" else next_open(visit, here))


def refuse(visit: Visit, here: Step, given: Given, hint: str) -> ResponseReturnValue:
    """The question again, with what was typed and what is missing."""
    if is_script():
        return to_tell(hint=hint), 422
    return show(visit, visit.step(here.task, here.id), given, hint)


@kiosk.post(f"{STEP}/talk")
def talk(task: str, step_id: int) -> ResponseReturnValue:
    """Tell a grown-up at once. The question stays, with the words typed so far."""
    visit = the_visit()
    here = visit.step(task, step_id)
    return tell(visit, here, who_is_told(visit, here.wording))


@kiosk.post("/visit/end/talk")
def talk_at_the_end() -> ResponseReturnValue:
    """The same after the last question."""
    visit = the_visit()
    return tell(visit, END, who_is_told(visit, ""))


def tell(visit: Visit, here: Step, who: str) -> ResponseReturnValue:
    """Tell the pupil who knows now that they want to talk."""
    told = gettext("We have told %(who)s that you want to talk.", who=who or gettext("a grown-up at school"))
    told = f"{told} {gettext('You can go on, or stop for now.')}"
    return to_tell(told=told) if is_script() else show(visit, here, read_given(), told=told)


def who_is_told(visit: Visit, place: str) -> str:
    """Tell the grown-ups, and return their names as a list in words."""
    return format_list(visits.ask_to_talk(visit, place, g.now), locale=get_locale())


def save_given(visit: Visit, here: Step, given: Given) -> None:
    """Save this answer. Back and Stop save an answer just as Next does, and a half-typed one as a draft."""
    if given.press == "next" and was_answered_before(here) and given.is_empty():
        return
    press = given.press
    if press in EITHER_WAY:
        press = "next" if given.answers(here) else "draft"
        if given.is_empty() or here.task == "news":
            return
    answers.save_answer(visit, here.task, here.id, press=press, fields=given.fields, now=g.now)


def was_answered_before(here: Step) -> bool:
    """Was it answered in an earlier visit, so that it is not shown? Next leaves it as it is."""
    return here.answered and not here.state and not here.given


def next_open(visit: Visit, here: Step) -> Step | None:
    """The next question without an answer: a pupil who went back to change an answer returns to where they were."""
    following = visit.after(here)
    while following and following.answered:
        following = visit.after(following)
    return following or visit.first_open()
