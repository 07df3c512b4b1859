"""The page of a visit. It holds all steps and shows one of them, so that Next needs no new page."""

from collections.abc import Callable
from typing import Any

from flask import current_app, g, make_response, redirect, render_template, request, Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date

from learning.people.age_bands import OLDEST, YOUNGEST
from learning.people.named_adults import adults_for, AdultsFor
from learning.people.pupil_help import Help
from learning.people.raising import asked_in
from learning.rounds.anchors import anchors_in
from learning.rounds.recordings import recordings_of
from learning.visits.answers import NEEDED
from learning.visits.help import help_in
from learning.visits.own_card import last_numbers
from learning.visits.steps import most_cards, score_card_steps, Step, Visit

from ..forms import HINTS, SentAnswer
from ..messages import message_key
from ..talk_wordings import in_words

END = Step("end", 0, "end")


def show(
    visit: Visit,
    step: Step,
    sent: SentAnswer | None = None,
    *,
    hint: str = "",
    message: str = "",
    status: int = 422,
    on_break: bool = False,
) -> ResponseReturnValue:
    """Return the page at a question or at the end, with what was sent still in it.

    A hint means that nothing was saved. The page then has this status."""
    more = {"message_key": message_key(visit), "talk": panel_to_talk(visit), "on_break": on_break}
    page = draw(visit, step, help_in(visit), address, sent, hint=hint, message=message, **more)
    response = let_record(make_response(page, status if hint else 200), visit)
    response.headers["Content-Location"] = address(step)
    return response


def let_record(response: Response, visit: Visit) -> Response:
    """Let the page use the microphone and play what it recorded, if a question of this visit offers it."""
    if any("recording" in step.own_ways for step in visit.steps):
        permissions, policy = current_app.config["PERMISSIONS_POLICY"], current_app.config["CONTENT_POLICY"]
        response.headers["Permissions-Policy"] = permissions.replace("microphone=()", "microphone=(self)")
        response.headers["Content-Security-Policy"] = policy.replace("media-src 'self'", "media-src 'self' blob:")
    return response


def panel_to_talk(visit: Visit) -> dict[str, Any]:
    """Return what the panel "I want to talk to someone" says: who is always told, whom the pupil can choose, who was
    told already, and for how many more seconds that can be taken back."""
    adults, latest = adults_for(visit.pupil.id) if visit.pupil else AdultsFor(), asked_in(visit.id)
    return {
        "always": in_words([adult.name for adult in adults.always]) if adults.always else "",
        "offered": adults.offered,
        "told": in_words(list(latest.names)) if latest else "",
        "seconds_left": latest.seconds_left(g.now) if latest else 0,
    }


def draw(
    visit: Visit,
    step: Step,
    help: Help,
    address_of: Callable[[Step], str],
    sent: SentAnswer | None = None,
    *,
    hint: str = "",
    message: str = "",
    **options: object,
) -> str:
    """Return the page's HTML. `address_of` returns the address to which a step's answer is sent."""
    steps = steps_of(visit)
    return render_template(
        "kiosk/visit.html",
        visit=visit,
        steps=steps,
        here=step,
        address_of=address_of,
        shown_fields=sent.fields if sent else step.filled,
        hint=hint,
        told=message,
        help=help,
        hints=HINTS,
        needed=NEEDED,
        own_ways={way for each in steps for way in each.own_ways},
        sounds=addresses_of_recordings(steps),
        most_cards=most_cards(sum(step.task == "score_card" for step in steps)),
        YOUNGEST=YOUNGEST,
        OLDEST=OLDEST,
        last=last_numbers(visit) if step == END else {},
        talk_day=talk_day(visit),
        anchors=anchors_in(visit.room.round_id) if visit.room else {},
        **options,
    )


def talk_day(visit: Visit) -> str:
    """Return the day planned for the one-to-one after this visit as "Friday 4 December", "" where none is planned."""
    planned = visit.room.talk_on if visit.room else None
    return format_date(planned, "EEEE d MMMM") if planned else ""


def addresses_of_recordings(steps: list[Step]) -> dict[str, str]:
    """Return the addresses of the recordings of these steps, by wording."""
    found = recordings_of(step.wording for step in steps if step.wording)
    return {wording: url_for("kiosk.sound", name=recording.file) for wording, recording in found.items()}


def steps_of(visit: Visit) -> list[Step]:
    """Return every step that the page holds, with the end last. A card that was sorted out stays, without a number."""
    steps = list(visit.steps)
    if visit.card_sort == "shorten":
        numbered = {step.id: step for step in steps if step.task == "score_card"}
        steps = [step for step in steps if step.task != "score_card"]
        steps += [numbered.get(card.id, card) for card in score_card_steps(visit)]
    return [*steps, END]


def go_to(visit: Visit, step: Step | None) -> ResponseReturnValue:
    """Go to another question. The page's own script shows it already."""
    return no_content() if is_script() else redirect(address(step or END), 303)


def no_content() -> Response:
    """Return the empty response that tells the page's own script that all is well."""
    return Response(status=204, mimetype="text/plain")


def is_script() -> bool:
    """Return whether the page's own script sent this request. It shows the next page already."""
    return request.accept_mimetypes.best == "application/json"


def address(step: Step) -> str:
    """Return the address of a question within its visit."""
    if step.task == "end":
        return url_for("kiosk.end")
    return url_for("kiosk.step", task=step.task, step_id=step.id)


def as_json(**values: object) -> Response:
    """Return a response in JSON for the page's own script."""
    return current_app.make_response(dict(values))
