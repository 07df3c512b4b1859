"""A preview for staff: a question set exactly as a pupil sees it. Nothing is saved."""

from collections.abc import Callable
from dataclasses import replace

from flask import abort, current_app, g, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeTimedSerializer

from learning.people.age_bands import BANDS, MIDDLE
from learning.visits import visits
from learning.visits.help import help_in
from learning.visits.steps import Step, Visit

from .. import kiosk
from ._pages import draw, END, let_record, steps_of

A_DAY = 24 * 60 * 60


@kiosk.get("/preview/<token>")
@kiosk.get("/preview/<token>/<task>/<int:step_id>")
def preview(token: str, task: str = "", step_id: int = 0) -> ResponseReturnValue:
    """Show the set at its first question, or at another."""
    visit = visit_of_set(token)
    page = draw(visit, find(visit, task, step_id), help_in(visit), address_in(token), is_preview=True)
    return let_record(make_response(page), visit)


@kiosk.post("/preview/<token>/<task>/<int:step_id>")
def go_on_in_preview(token: str, task: str, step_id: int) -> ResponseReturnValue:
    """Without script, go to the next question or the one before. Nothing is saved."""
    visit = visit_of_set(token)
    steps = steps_of(visit)
    direction = -1 if request.form.get("press") == "back" else 1
    position = steps.index(find(visit, task, step_id)) + direction
    return redirect(address_in(token)(steps[max(0, min(len(steps) - 1, position))]), 303)


def visit_of_set(token: str) -> Visit:
    """Return the set of a signed address as a visit without a pupil, in the age band that the address names. Any other
    address is a 404."""
    try:
        set_id = URLSafeTimedSerializer(current_app.config["SECRET_KEY"], "preview").loads(token, A_DAY)
    except BadSignature:
        abort(404)
    return replace(visits.rehearsal(set_id, g.today), band=band_of_address())


def band_of_address() -> str:
    """Return the age band in which the preview is shown."""
    band = request.args.get("band", "")
    return band if band in BANDS else MIDDLE


def find(visit: Visit, task: str, step_id: int) -> Step:
    """Return the step at an address, or the first step if the address names none."""
    if task == "end":
        return END
    return visit.step(task, step_id) if task else steps_of(visit)[0]


def address_in(token: str) -> Callable[[Step], str]:
    """Return the function that returns the address of a step in this preview."""
    band = band_of_address()
    return lambda step: url_for("kiosk.preview", token=token, task=step.task, step_id=step.id, band=band)
