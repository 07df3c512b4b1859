"""A browser becomes a tablet of the school with a set-up code from a member of staff."""

from flask import g, redirect, render_template, url_for
from flask_babel import gettext

from learning import tablets
from learning.tablets import SetUpCodeUnknown, TabletNotEnrolled

from .. import kiosk
from ..forms import CodeForm
from ..visit import become_tablet, the_tablet


@kiosk.get("/tablet")
def tablet():
    """The form for the set-up code, or the name of the tablet that this already is."""
    return _page()


@kiosk.post("/tablet")
def set_up():
    """The code that a member of staff read out."""
    form = CodeForm()
    if not form.validate():
        return _page(gettext("Please type the set-up code."), 422)
    try:
        token = tablets.enrol_with_code(form.code.data, g.now)
    except SetUpCodeUnknown as wrong:
        return _page(gettext(wrong.msgid), wrong.status)
    return become_tablet(redirect(url_for("kiosk.welcome"), 303), token)


def _page(wrong: str = "", status: int = 200):
    try:
        this_one = the_tablet()
    except TabletNotEnrolled:
        this_one = None
    return render_template("kiosk/tablet.html", tablet=this_one, message="", wrong=wrong), status
