"""A question of a visit: show it, save its answer, go to the next one. Each answer costs one request."""

from contextlib import suppress

from flask import g, redirect, url_for
from flask.typing import ResponseReturnValue

from learning.core.errors import LearningError
from learning.core.scale import ScoreOutsideScale
from learning.visits import answers, visits
from learning.visits.answers import NothingGiven, TooManyCards, WordsTooLong
from learning.visits.steps import find_step, Step, Visit

from .. import kiosk
from ..forms import hint_for, read_sent_answer, SentAnswer
from ..visit import the_visit, visit_just_over
from ._pages import as_json, go_to, is_script, no_content, show
from .visit import end_visit

STEP = "/visit/<any(news, journal, card_sort, score_card):task>/<int:step_id>"
CANNOT_BE_SAVED = (NothingGiven, ScoreOutsideScale, TooManyCards, WordsTooLong)
EITHER_WAY = ("back", "stop")  # buttons that work with an answer and without


@kiosk.get(STEP)
def step(task: str, step_id: int) -> ResponseReturnValue:
    """Show a question, with what was answered in this visit."""
    visit = the_visit()
    return show(visit, visit.step(task, step_id))


@kiosk.post(STEP)
def save(task: str, step_id: int) -> ResponseReturnValue:
    """Save the answer, then go where the button says."""
    sent = read_sent_answer()
    try:
        visit = the_visit()
    except visits.VisitOver:
        save_too_late(task, step_id, sent)
        raise
    unnumbered = find_step(visit, task, step_id)
    try:
        save_sent(visit, unnumbered, sent)
    except CANNOT_BE_SAVED as refusal:
        if sent.press not in EITHER_WAY:
            return refuse(visit, unnumbered, sent, hint_for(unnumbered, refusal))
    if sent.press == "stop":
        return end_visit()
    if is_script():
        return no_content()
    current = visit.step(task, step_id)
    if sent.press != "back" and not unnumbered.answered and visit.is_break_due():
        return redirect(url_for("kiosk.take_break"), 303)
    return go_to(visit, (visit.before(current) or current) if sent.press == "back" else next_open(visit, current))


def save_too_late(task: str, step_id: int, sent: SentAnswer) -> None:
    """Save what was sent after the visit was over. The page's own script keeps it in the outbox as well."""
    with suppress(LearningError):
        press = "draft" if sent.press in EITHER_WAY else sent.press
        answers.save_late_answer(visit_just_over(), task, step_id, press=press, fields=sent.fields, now=g.now)


def refuse(visit: Visit, step: Step, sent: SentAnswer, hint: str) -> ResponseReturnValue:
    """Show the question again, with what was typed and what is missing."""
    if is_script():
        return as_json(hint=hint), 422
    return show(visit, visit.step(step.task, step.id), sent, hint=hint)


def save_sent(visit: Visit, step: Step, sent: SentAnswer) -> None:
    """Save this answer. Back and Stop save an answer just as Next does, and a half-typed answer as a draft."""
    if sent.press == "next" and was_answered_before(step) and sent.is_empty():
        return
    press, fields = sent.press, sent.fields
    if press in EITHER_WAY:
        fields = {**fields, "settled": "1"}
        press = "next" if sent.is_answer_to(step) else "draft"
        if sent.is_empty() or step.task == "news":
            return
    answers.save_answer(visit, step.task, step.id, press=press, fields=fields, now=g.now)


def was_answered_before(step: Step) -> bool:
    """Return whether an earlier visit answered it, so that the answer is not shown. Next leaves it as it is."""
    return step.answered and not step.state and not step.filled


def next_open(visit: Visit, step: Step) -> Step | None:
    """Return the next question without an answer. A pupil who went back to change an answer returns to their place."""
    following = visit.after(step)
    while following and following.answered:
        following = visit.after(following)
    return following or visit.first_open()
