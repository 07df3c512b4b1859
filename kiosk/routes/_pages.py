"""The page of a visit: one frame with the step that is shown and all others ready, so that Next needs no new page."""

from collections.abc import Callable

from flask import current_app, make_response, redirect, render_template, request, Response, url_for
from flask.typing import ResponseReturnValue

from learning.people.pupil_help import Help, help_of
from learning.visits.answers import NEEDED
from learning.visits.steps import most_cards, score_card_steps, Step, Visit

from ..forms import Given, HINTS
from ..messages import message_key

END = Step("end", 0, "end")


def show(
    visit: Visit, step: Step, given: Given | None = None, hint: str = "", told: str = "", status: int = 422
) -> ResponseReturnValue:
    """The page at one question, or at the end. A hint means that nothing was saved, with this status."""
    help = help_of(visit.pupil.id) if visit.pupil else Help()
    page = draw(visit, step, help, address, given, hint=hint, told=told, message_key=message_key(visit.id))
    response = make_response(page, status if hint else 200)
    response.headers["Content-Location"] = address(step)
    return response


def draw(
    visit: Visit,
    here: Step,
    help: Help,
    address_of: Callable[[Step], str],
    given: Given | None = None,
    *,
    hint: str = "",
    told: str = "",
    **options: object,
) -> str:
    """The page's HTML: `address_of` tells where a step's answer goes, a preview's goes nowhere."""
    steps = steps_of(visit)
    return render_template(
        "kiosk/visit.html",
        visit=visit,
        steps=steps,
        here=here,
        address_of=address_of,
        given=given.fields if given else here.given,
        hint=hint,
        told=told,
        help=help,
        hints=HINTS,
        needed=NEEDED,
        most_cards=most_cards(sum(step.task == "score_card" for step in steps)),
        **options,
    )


def steps_of(visit: Visit) -> list[Step]:
    """Every step that the page holds, the end last. A card that was sorted out keeps its place without a number."""
    steps = list(visit.steps)
    if visit.card_sort == "shorten":
        asked = {step.id: step for step in steps if step.task == "score_card"}
        steps = [step for step in steps if step.task != "score_card"]
        steps += [asked.get(card.id, card) for card in score_card_steps(visit)]
    return [*steps, END]


def go_to(visit: Visit, step: Step | None) -> ResponseReturnValue:
    """Go to another question. The page's own script is there already."""
    return no_content() if is_script() else redirect(address(step or END), 303)


def no_content() -> Response:
    """The empty answer that tells the page's own script that all is well."""
    return Response(status=204, mimetype="text/plain")


def is_script() -> bool:
    """Did the page's own script send this request? It has the next page already."""
    return request.accept_mimetypes.best == "application/json"


def address(step: Step) -> str:
    """The address of a question within its visit."""
    if step.task == "end":
        return url_for("kiosk.end")
    return url_for("kiosk.step", task=step.task, step_id=step.id)


def to_tell(**words: object) -> Response:
    """An answer in JSON for the page's own script."""
    return current_app.make_response(dict(words))
