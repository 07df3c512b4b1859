"""A question set exactly as a pupil sees it, for staff who compose it: the same page, and nothing is sent or saved."""

from collections.abc import Callable

from flask import abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeTimedSerializer

from learning.people.pupil_help import Help
from learning.visits import visits
from learning.visits.steps import Step, Visit

from .. import kiosk
from ._pages import draw, END, steps_of

A_DAY = 24 * 60 * 60


@kiosk.get("/preview/<token>")
@kiosk.get("/preview/<token>/<task>/<int:step_id>")
def preview(token: str, task: str = "", step_id: int = 0) -> ResponseReturnValue:
    """The set at its first question, or at another."""
    visit = visit_of_set(token)
    return draw(visit, find(visit, task, step_id), Help(), address_in(token), is_preview=True)


@kiosk.post("/preview/<token>/<task>/<int:step_id>")
def go_on_in_preview(token: str, task: str, step_id: int) -> ResponseReturnValue:
    """Without script: the next question, or the one before. Nothing is saved."""
    visit = visit_of_set(token)
    steps, here = steps_of(visit), find(visit, task, step_id)
    by = -1 if request.form.get("press") == "back" else 1
    place = max(0, min(len(steps) - 1, steps.index(here) + by))
    return redirect(address_in(token)(steps[place]), 303)


def visit_of_set(token: str) -> Visit:
    """The set that a member of staff signed the address for, as a visit without a pupil; 404 for any other address."""
    try:
        set_id = URLSafeTimedSerializer(current_app.config["SECRET_KEY"], "preview").loads(token, A_DAY)
    except BadSignature:
        abort(404)
    return visits.rehearsal(set_id, g.today)


def find(visit: Visit, task: str, step_id: int) -> Step:
    """The step at an address; the first one when none is named."""
    if task == "end":
        return END
    return visit.step(task, step_id) if task else steps_of(visit)[0]


def address_in(token: str) -> Callable[[Step], str]:
    """Where each step of this preview is found."""
    return lambda step: url_for("kiosk.preview", token=token, task=step.task, step_id=step.id)
