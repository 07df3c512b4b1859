"""A visit, from "Is this you?" to "Thank you"."""

from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from learning.classroom import calls, qr_cards, secret_pictures, tablets
from learning.classroom.tablets import Tablet
from learning.people.age_bands import OLDEST
from learning.visits import undo, visits
from learning.visits.help import help_before
from learning.visits.own_card import last_numbers

from .. import kiosk
from ..visit import (
    finished_token,
    forget_finish,
    forget_pupil,
    remember_finish,
    remember_return,
    remember_visit,
    Scan,
    the_scan,
    the_tablet,
    the_visit,
    visit_token,
)
from ._pages import address, as_json, END, is_script, no_content, show


@kiosk.get("/is-this-you")
def is_this_you() -> ResponseReturnValue:
    """Show the pupil's name in huge letters, the two pictures of the card, and one question."""
    scan = the_scan(the_tablet().id)
    if scan is None:
        return redirect(url_for("kiosk.welcome"), 303)
    pupil = visits.greet(scan.pupil_id, g.now)
    pictures, help = qr_cards.pictures_of(pupil.id), help_before(pupil.id, g.now)
    return render_template("kiosk/is_this_you.html", pupil=pupil, pictures=pictures, help=help)


@kiosk.post("/is-this-you")
def not_me() -> ResponseReturnValue:
    """Forget the card or the call after “No”, and go back to the welcome page."""
    calls.end_call(the_tablet().id)
    return forget_finish(forget_pupil(redirect(url_for("kiosk.welcome"), 303)))


@kiosk.post("/not-done")
def not_done() -> ResponseReturnValue:
    """Ask who wants to go on after a finish. It is undone with “Yes”."""
    tablet = the_tablet()
    finished = undo.finished_just_now(finished_token(), tablet.id, g.now)
    onward = redirect(url_for("kiosk.is_this_you"), 303)
    return remember_return(onward, finished.pupil_id, tablet.id, finished.started_by)


@kiosk.post("/begin")
def begin() -> ResponseReturnValue:
    """Begin the visit after “Yes”, which ends any earlier visit on this tablet. Some cohorts ask for pictures first."""
    tablet = the_tablet()
    scan = the_scan(tablet.id)
    if scan is None:
        return redirect(url_for("kiosk.welcome"), 303)
    note_voice(tablet)
    if scan.started_by != visits.BY_STAFF and secret_pictures.asks_pictures(scan.pupil_id):
        return redirect(url_for("kiosk.pictures"), 303)
    return begin_visit(scan, tablet.id)


def note_voice(tablet: Tablet) -> None:
    """Note whether this tablet can read aloud by itself. Without script it does not say."""
    if request.form.get("voice") in ("own", "none"):
        tablets.note_voice(tablet, request.form["voice"] == "own")


def begin_visit(scan: Scan, tablet_id: int) -> ResponseReturnValue:
    """Begin the visit of the pupil who said yes, also after a finish that was too soon."""
    if finished := finished_token():  # every card that is shown later takes it away
        token = undo.go_on_after_finish(finished, tablet_id, g.now, g.today)
    else:
        token = visits.begin(scan.pupil_id, tablet_id, g.now, g.today, scan.started_by)
    return remember_visit(redirect(url_for("kiosk.go_on"), 303), token)


@kiosk.get("/visit")
def go_on() -> ResponseReturnValue:
    """Show the first open question, or the end."""
    visit = the_visit()
    return show(visit, visit.first_open() or END)


@kiosk.get("/visit/break")
def take_break() -> ResponseReturnValue:
    """Ask whether to go on or to stop, without script; the first open question is behind it."""
    visit = the_visit()
    return show(visit, visit.first_open() or END, on_break=True)


@kiosk.get("/visit/end")
def end() -> ResponseReturnValue:
    """Show what happens next, after the last question."""
    return show(the_visit(), END)


@kiosk.get("/visit/end/last")
def last() -> ResponseReturnValue:
    """Return the numbers of last time, only for the steps that this visit has given a number to."""
    return as_json(**last_numbers(the_visit()))


@kiosk.post("/visit/end")
def finish() -> ResponseReturnValue:
    """Finish the visit and show the welcome page, which says thank you. Or go back to the last question, or stop."""
    visit, press = the_visit(), request.form.get("press")
    if press == "stop":
        return end_visit()
    if press == "back":
        return redirect(address(visit.steps[-1] if visit.steps else END), 303)
    visits.finish(visit, g.now)
    tone = "plain" if visit.band == OLDEST else ""
    return remember_finish(to_welcome(thanks=tone), visit_token())


@kiosk.post("/visit/here")
def still_here() -> ResponseReturnValue:
    """Continue the visit, because the pupil has answered that they are still there."""
    visits.stay(the_visit(), g.now)
    return no_content()


@kiosk.get("/visit/goes-on")
def goes_on() -> ResponseReturnValue:
    """Say whether this visit is still running. The page asks every few seconds, as the room may have been closed."""
    the_visit()
    return no_content()


@kiosk.post("/visit/leave")
def leave() -> ResponseReturnValue:
    """Stop for now. All answers stay, and the pupil's next scan continues from here."""
    the_visit()
    return end_visit()


def end_visit() -> Response:
    """End the visit and show the welcome page."""
    visits.leave(visit_token(), g.now)
    return to_welcome()


def to_welcome(**options: Any) -> Response:
    """Make room for the next pupil. The header tells the page's script that the visit really ended."""
    address_of_welcome = url_for("kiosk.welcome", **options)
    response = no_content() if is_script() else redirect(address_of_welcome, 303)
    response.headers["Content-Location"] = address_of_welcome
    return forget_pupil(response)
