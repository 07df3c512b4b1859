"""The welcome page of a tablet, and a QR card shown to it in any of four ways."""

from flask import current_app, g, make_response, redirect, render_template, request, url_for
from flask_babel import gettext

from learning import qr_cards, rooms
from learning.qr_cards import NoSuchQRCard, WithdrawnQRCard

from .. import kiosk, upper
from ..forms import CodeForm
from ..visit import forget_pupil, remember_scan, the_tablet


@kiosk.get("/")
def welcome():
    """Between two pupils: which rooms are open, and how to show a card."""
    return _page(the_tablet(), CodeForm())


@kiosk.post("/scan")
def scan():
    """A scanner typed a card's address, the page's camera read its code, or a pupil typed the short code."""
    tablet, form = the_tablet(), CodeForm()
    if not form.validate():
        return _page(tablet, form, form.code.errors[0], 422)
    try:
        pupil_id = qr_cards.find_qr_card(form.read())
    except (NoSuchQRCard, WithdrawnQRCard) as wrong:
        return _page(tablet, form, gettext(wrong.msgid), wrong.status)
    return remember_scan(_ask(), pupil_id, tablet.id)


@kiosk.get("/<code>")
@upper.get("/<code>")
def show_card(code: str):
    """The tablet's camera opened a card's address. Begins and writes nothing: a link preview may fetch it too."""
    tablet = the_tablet()
    return remember_scan(_ask(), qr_cards.find_qr_card(code), tablet.id)


def _ask():
    return redirect(url_for("kiosk.is_this_you"), 303)


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
    response = make_response(page, status)
    response.headers["Content-Security-Policy"] = _policy()
    return forget_pupil(response)


def _policy() -> str:
    """The house's content policy, and with it the one thing that the camera's reader needs: WebAssembly."""
    return current_app.config["CONTENT_POLICY"].replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
