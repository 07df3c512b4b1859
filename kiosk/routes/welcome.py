"""The welcome page of a tablet, and a QR card shown to it in any of its ways."""

from flask import g, make_response, redirect, render_template, request, url_for
from flask_babel import gettext

from learning import calls, knocks, qr_cards, rooms
from learning.qr_cards import NoSuchQRCard, TooManyLetters, WithdrawnQRCard
from learning.tablets import TabletNotEnrolled

from .. import kiosk, upper
from ..forms import CodeForm
from ..visit import forget_pupil, remember_scan, tablet_token, the_tablet
from ._pages import kept, to_tell


@kiosk.get("/")
def welcome():
    """Between two pupils: which rooms are open, and how to show a card."""
    tablet = the_tablet()
    pupil_id = calls.called_to(tablet.id, g.now)
    return _ask(pupil_id, tablet.id, "called") if pupil_id else _page(tablet, CodeForm())


@kiosk.get("/called")
def called():
    """Is a pupil called to this tablet by name? The welcome page asks every few seconds."""
    tablet = the_tablet()
    pupil_id = calls.called_to(tablet.id, g.now)
    if pupil_id is None:
        return kept()
    return remember_scan(to_tell(there=url_for("kiosk.is_this_you")), pupil_id, tablet.id, "called")


@kiosk.post("/scan")
def scan():
    """A scanner or the page's camera read a card's address, or a pupil typed the short code."""
    tablet, form = the_tablet(), CodeForm()
    if not form.validate():
        return _page(tablet, form, form.code.errors[0], 422)
    try:
        pupil_id, way = read_code(form.read(), tablet.id)
    except (NoSuchQRCard, TooManyLetters, WithdrawnQRCard) as wrong:
        return _page(tablet, form, gettext(wrong.msgid), wrong.status)
    return _ask(pupil_id, tablet.id, way)


def read_code(code: str, tablet_id: int) -> tuple[int, str]:
    """Whose card it is, and whether its QR code or its letters were given: only letters can be guessed at."""
    if len(code) == qr_cards.CODE_LENGTH:
        return knocks.show_qr_card(code, tablet_token(), g.now), "card"
    return knocks.type_letters(code, tablet_id, g.now), "letters"


@kiosk.get("/<code>")
@upper.get("/<code>")
def show_card(code: str):
    """The tablet's camera opened a card's address. Begins nothing: a link preview may fetch it too."""
    try:
        pupil_id = knocks.show_qr_card(code, tablet_token(), g.now)
    except TabletNotEnrolled:
        return at_home()
    return _ask(pupil_id, the_tablet().id, "card")


def at_home():
    """A QR card in a browser that is no tablet of the school: nothing opens, and nothing is told of the card."""
    message = gettext("It opens nothing here. Show it to a tablet in your classroom.")
    heading = gettext("This QR card works at school")
    page = render_template("kiosk/problem.html", heading=heading, message=message, status=403, onward=False)
    return page, TabletNotEnrolled.status


def _ask(pupil_id: int, tablet_id: int, way: str):
    return remember_scan(redirect(url_for("kiosk.is_this_you"), 303), pupil_id, tablet_id, way)


def _page(tablet, form: CodeForm, wrong: str = "", status: int = 200):
    page = render_template(
        "kiosk/welcome.html",
        tablet=tablet,
        rooms=rooms.open_rooms(g.now),
        typed=form.code.data or "",
        wrong=wrong,
        letters=qr_cards.LETTERS,
        thanks="thanks" in request.args,
    )
    return forget_pupil(make_response(page, status))
