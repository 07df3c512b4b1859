"""A page of a turn, whole or as the part that changes: visit.js asks for the part with every answer."""

from flask import make_response, redirect, render_template, request, url_for

from learning.visits import Step, Visit

from ..forms import Given

LAYOUTS = {"whole": "kiosk/base.html", "part": "kiosk/fragment.html"}


def show(visit: Visit, step: Step | None, given: Given | None = None, hint: str = "", told: str | None = None):
    """The page of one question, or of the end when there is none. A hint means that nothing was kept."""
    layout = LAYOUTS["part" if wants_part() else "whole"]
    template = "kiosk/step.html" if step else "kiosk/finish.html"
    page = render_template(
        template, layout=layout, visit=visit, step=step, given=what_stands(step, given), hint=hint, told=told
    )
    response = make_response(page, 422 if hint else 200)
    response.headers["Content-Location"] = address(step)
    return response


def go_to(visit: Visit, step: Step | None):
    """On to another question: its part at once, or its address for a browser without script."""
    return show(visit, step) if wants_part() else redirect(address(step), 303)


def wants_part() -> bool:
    """Does the page's own script ask?"""
    return request.headers.get("X-Fragment") == "1"


def address(step: Step | None) -> str:
    """Where a question is found again within its turn."""
    return url_for("kiosk.step", task=step.task, step_id=step.id) if step else url_for("kiosk.go_on")


def what_stands(step: Step | None, given: Given | None) -> dict:
    """What the fields show: what was just sent, else what was kept in this turn. Scores as text, so that 0 is there."""
    if step is None or given is not None:
        return given.fields if given else {}
    score = "" if step.score is None else str(step.score)
    return {"score": score, **{name: getattr(step, name) for name in ("choice", "words", "why", "improve", "evidence")}}
