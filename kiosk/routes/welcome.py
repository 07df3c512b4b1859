"""The welcome page of a tablet, and a QR card shown to it in any of its ways."""

from urllib.parse import urlsplit

from flask import current_app, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from learning.classroom import calls, refused_cards, rooms
from learning.classroom.qr_cards import NoSuchQRCard, TooManyShortCodes, WithdrawnQRCard
from learning.classroom.rooms import RoomClosed
from learning.classroom.tablets import Tablet, TabletNotEnrolled
from learning.core import codes
from learning.core.errors import LearningError, N_
from learning.invitations import guests
from learning.invitations.codes import SHORT_LENGTH
from learning.invitations.invitations import Invitation, NoSuchInvitation

from .. import kiosk, upper
from ..forms import CodeForm
from ..guest import forget_guest, remember_guest
from ..visit import forget_pupil, remember_scan, tablet_token, the_tablet
from ._pages import no_content, to_tell


class NotAtSchool(TabletNotEnrolled):
    """Someone opened a QR card's address in a browser that is not one of the school's tablets."""

    msgid = N_("It does not work here. Show it to a tablet in your classroom.")


REFUSALS: dict[type[LearningError], str] = {
    RoomClosed: "closed",
    NotAtSchool: "home",
    WithdrawnQRCard: "old",
    NoSuchQRCard: "unknown",
}
REFUSED: tuple[type[LearningError], ...] = (*REFUSALS, TabletNotEnrolled)


@kiosk.get("/")
def welcome() -> ResponseReturnValue:
    """Between two pupils: which rooms are open, and how to show a card."""
    tablet = the_tablet()
    pupil_id = calls.called_to(tablet.id, g.now)
    return _ask(pupil_id, tablet.id, "called") if pupil_id else _page(tablet, CodeForm())


@kiosk.get("/called")
def called() -> ResponseReturnValue:
    """Is a pupil called to this tablet by name? The welcome page asks every few seconds."""
    tablet = the_tablet()
    pupil_id = calls.called_to(tablet.id, g.now)
    if pupil_id is None:
        return no_content()
    return remember_scan(forget_guest(to_tell(there=url_for("kiosk.is_this_you"))), pupil_id, tablet.id, "called")


@kiosk.post("/scan")
def scan() -> ResponseReturnValue:
    """A scanner or the page's camera read a card's address, or a pupil typed the short code."""
    tablet, form = the_tablet(), CodeForm()
    if not form.validate():
        return _page(tablet, form, form.code.errors[0], 422)
    try:
        if guest := guest_of(form.read()):
            return remember_guest(forget_pupil(redirect(url_for("invited.hello"), 303)), guest.id)
        pupil_id, way = read_code(form.read(), tablet.id)
    except (NoSuchQRCard, TooManyShortCodes, WithdrawnQRCard) as wrong:
        if isinstance(wrong, TooManyShortCodes):
            form.code.data = ""  # it may be right, and the next pupil must not find it there
        return _page(tablet, form, gettext(wrong.msgid), wrong.status)
    return _ask(pupil_id, tablet.id, way)


def guest_of(code: str) -> Invitation | None:
    """The invitation of a parent who answers at school with the code from a letter; None for any other code."""
    try:
        if len(code) == codes.LONG:
            return guests.find_by_link(code, g.today)
        if len(codes.plain(code)) == SHORT_LENGTH:
            return guests.find_by_short_code(code, request.remote_addr or "", g.now, g.today)
    except NoSuchInvitation:
        pass
    return None


def read_code(code: str, tablet_id: int) -> tuple[int, str]:
    """Return the pupil of a card, and whether its QR code or its short code was given (only that can be guessed)."""
    if len(code) == codes.LONG:
        return refused_cards.show_qr_card(code, tablet_token(), g.now), "card"
    return refused_cards.type_short_code(code, tablet_id, g.now), "letters"


@kiosk.get("/<code>")
@upper.get("/<code>")
def show_card(code: str) -> ResponseReturnValue:
    """The tablet's camera opened a card's address. Begins nothing: a link preview may fetch it too.

    The code leaves the address bar at once in every case."""
    try:
        pupil_id = refused_cards.show_qr_card(code, tablet_token(), g.now)
    except REFUSED as refusal:
        why = REFUSALS.get(type(refusal), "home")
        return redirect(url_for("kiosk.refused_card", why=why), 303)
    return _ask(pupil_id, the_tablet().id, "card")


@kiosk.get("/card/<any(closed, home, old, unknown):why>")
def refused_card(why: str) -> ResponseReturnValue:
    """Explain in a child's words why a card's address opened nothing. The page does not say whose card it is."""
    raise next(error for error, name in REFUSALS.items() if name == why)()


def _ask(pupil_id: int, tablet_id: int, way: str) -> ResponseReturnValue:
    return remember_scan(forget_guest(redirect(url_for("kiosk.is_this_you"), 303)), pupil_id, tablet_id, way)


def _page(tablet: Tablet, form: CodeForm, wrong: str = "", status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "kiosk/welcome.html",
        tablet=tablet,
        rooms=rooms.open_rooms(g.now),
        typed=form.code.data or "",
        wrong=wrong,
        letters=codes.LETTERS,
        thanks="thanks" in request.args,
        elsewhere=where_cards_lead(),
    )
    response = make_response(page, status)
    response.headers["Content-Security-Policy"] = _policy()
    return forget_guest(forget_pupil(response))


def where_cards_lead() -> str:
    """The address that QR cards open, if this tablet uses another one; otherwise nothing."""
    address = current_app.config["ADDRESS"]
    return address if address and urlsplit(address).netloc.lower() != request.host.lower() else ""


def _policy() -> str:
    """The usual content policy, plus WebAssembly, which the camera's reader needs."""
    policy: str = current_app.config["CONTENT_POLICY"]
    return policy.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
