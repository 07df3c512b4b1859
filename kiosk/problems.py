"""What a pupil reads when something cannot be done: a kind heading and the way on."""

from flask import g, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _

from learning.classroom.qr_cards import NoSuchQRCard, WithdrawnQRCard
from learning.classroom.rooms import RoomClosed
from learning.classroom.tablets import TabletNotEnrolled
from learning.core.errors import LearningError, NotSaved
from learning.example import NotTheExample
from learning.visits.undo import FinishStays
from learning.visits.visits import AnotherVisit, GoingOnElsewhere, NothingLeft, VisitOver

from . import kiosk, upper
from .forms import read_sent_answer
from .routes._pages import is_script, show
from .visit import forget_visit, the_visit

HEADINGS = {
    NotTheExample: _("Nothing here"),
    NoSuchQRCard: _("Hmm, we do not know this QR card"),
    WithdrawnQRCard: _("This QR card has been changed"),
    RoomClosed: _("Not open just now"),
    AnotherVisit: _("Please show your QR card again"),
    GoingOnElsewhere: _("You have moved to a new tablet"),
    VisitOver: _("Please show your QR card again"),
    NothingLeft: _("You have done it all!"),
    FinishStays: _("You have finished"),
    NotSaved: _("Not saved yet"),
}


def explain(error: LearningError | NotSaved) -> ResponseReturnValue:
    """The problem page in a child's words. The browser also forgets a visit that is over.

    It never forgets the card that was just shown, and nothing where a page that was left open asks by its script: the
    next pupil may begin in this moment."""
    heading = next((words for kind, words in HEADINGS.items() if isinstance(error, kind)), _("That did not work"))
    message = gettext(error.msgid, **error.values)
    # The welcome page forgets the pupil whose visit it is, so a page of an earlier visit has no link to it.
    onward = not isinstance(error, AnotherVisit)
    page = render_template("kiosk/problem.html", heading=heading, message=message, status=error.status, onward=onward)
    response = make_response(page, error.status)
    return forget_visit(response) if isinstance(error, VisitOver) and not is_script() else response


def explain_not_saved(error: NotSaved) -> ResponseReturnValue:
    """Nothing was saved: without script, show the question again with the answer in it; otherwise the problem page."""
    g.school = None  # the database is what failed: the page must not ask it
    at = request.view_args or {}
    if "step_id" in at and not is_script():
        visit = the_visit()
        step = visit.step(at["task"], at["step_id"])
        return show(visit, step, read_sent_answer(), hint=gettext(error.msgid), status=error.status)
    return explain(error)


def offer_set_up(error: TabletNotEnrolled) -> ResponseReturnValue:
    """The set-up form for a browser that is not a tablet yet. A QR card opened at home gets a page without the form."""
    if type(error) is not TabletNotEnrolled:
        heading, message = gettext("This QR card works at school"), gettext(error.msgid)
        page = render_template("kiosk/problem.html", heading=heading, message=message, status=403, onward=False)
        return page, error.status
    return render_template("kiosk/tablet.html", message=gettext(error.msgid)), error.status


for side in (kiosk, upper):
    side.register_error_handler(LearningError, explain)
    side.register_error_handler(NotSaved, explain_not_saved)
    side.register_error_handler(TabletNotEnrolled, offer_set_up)
