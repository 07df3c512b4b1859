"""Make a browser one of the school's tablets, with a set-up code from a member of staff."""

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from learning.classroom import tablets
from learning.classroom.tablets import SetUpCodeUnknown, TabletNotEnrolled, TooManySetUpCodes

from .. import kiosk, upper
from ..forms import CodeForm
from ..visit import become_tablet, remember_set_up, set_up_code, tablet_token, the_tablet


@kiosk.get("/tablet")
def tablet() -> ResponseReturnValue:
    """Show the form for the set-up code, or the name of this tablet if it is set up."""
    return _page()


@kiosk.get("/t/<code>")
@upper.get("/T/<code>")
def scan_set_up_code(code: str) -> ResponseReturnValue:
    """Remember the set-up code whose address the tablet's camera opened. Nothing happens until a button is pressed."""
    return remember_set_up(redirect(url_for("kiosk.tablet"), 303), code[:40])


@kiosk.post("/tablet")
def set_up() -> ResponseReturnValue:
    """Make this browser a tablet with the code that a member of staff read out or showed."""
    form = CodeForm()
    if not form.validate():
        return _page(gettext("Please type the set-up code."), 422)
    try:
        token = tablets.enrol_with_code(form.code.data, g.now, request.remote_addr or "", tablet_token())
    except (SetUpCodeUnknown, TooManySetUpCodes) as refusal:
        return _page(gettext(refusal.msgid), refusal.status)
    return become_tablet(redirect(url_for("kiosk.welcome"), 303), token)


def _page(wrong: str = "", status: int = 200) -> ResponseReturnValue:
    code, name = "", ""
    try:
        current = the_tablet()
    except TabletNotEnrolled:
        current = None
    if not wrong and set_up_code():
        try:
            code, name = set_up_code(), tablets.set_up_code_waits(set_up_code(), g.now)
            current = None  # scanning a set-up code with a tablet means setting it up again
        except SetUpCodeUnknown as refusal:
            wrong = "" if current else gettext(refusal.msgid)
    page = render_template("kiosk/tablet.html", tablet=current, message="", wrong=wrong, scanned=code, name=name)
    return page, status
