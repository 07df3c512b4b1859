"""A turn, from "Is this you?" to "Thank you"."""

from flask import g, redirect, render_template, request, url_for

from learning import visits

from .. import kiosk
from ..visit import begin_turn, forget_pupil, scanned_pupil, the_tablet, the_visit, visit_token
from ._pages import address, END, is_script, kept, show


@kiosk.get("/is-this-you")
def is_this_you():
    """The name, huge, and one question."""
    pupil_id = scanned_pupil(the_tablet().id)
    if pupil_id is None:
        return redirect(url_for("kiosk.welcome"), 303)
    return render_template("kiosk/is_this_you.html", pupil=visits.greet(pupil_id, g.now))


@kiosk.post("/is-this-you")
def not_me():
    """No: back to the welcome page, and the card is forgotten."""
    return forget_pupil(redirect(url_for("kiosk.welcome"), 303))


@kiosk.post("/begin")
def begin():
    """Yes: the turn begins, and any earlier one on this tablet is over."""
    tablet = the_tablet()
    pupil_id = scanned_pupil(tablet.id)
    if pupil_id is None:
        return redirect(url_for("kiosk.welcome"), 303)
    token = visits.begin(pupil_id, tablet.id, g.now, g.today)
    return begin_turn(redirect(url_for("kiosk.go_on"), 303), token)


@kiosk.get("/visit")
def go_on():
    """Where the pupil has got to: the first open question, or the end."""
    visit = the_visit()
    return show(visit, visit.first_open() or END)


@kiosk.get("/visit/end")
def end():
    """After the last question: what happens next."""
    return show(the_visit(), END)


@kiosk.post("/visit/end")
def finish():
    """Done: the next pupil finds the welcome page, which says thank you. Or back to the last question."""
    visit = the_visit()
    if request.form.get("press") == "back":
        return redirect(address(visit.steps[-1] if visit.steps else END), 303)
    visits.finish(visit, g.now)
    return to_welcome(thanks="")


@kiosk.post("/visit/here")
def still_here():
    """The pupil has been asked and is there: the turn goes on."""
    visits.stay(the_visit(), g.now)
    return kept()


@kiosk.post("/visit/leave")
def leave():
    """Stop for now: all answers stay, and the same card goes on where it stopped."""
    the_visit()
    return end_turn()


def end_turn():
    """The turn ends here; the next pupil finds the welcome page."""
    visits.leave(visit_token(), g.now)
    return to_welcome()


def to_welcome(**words):
    """Make room for the next pupil. The page's own script is told where to go, lest it take a failure for the end."""
    there = url_for("kiosk.welcome", **words)
    response = kept() if is_script() else redirect(there, 303)
    response.headers["Content-Location"] = there
    return forget_pupil(response)
