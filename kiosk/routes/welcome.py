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
from learning.visits import undo
from learning.visits.visits import BY_QR_CARD, BY_SHORT_CODE, BY_STAFF

from .. import kiosk, upper
from ..forms import CodeForm
from ..guest import forget_guest, remember_guest
from ..visit import finished_token, forget_pupil, remember_scan, tablet_token, the_tablet
from ._pages import as_json, no_content


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
    """Show which rooms are open and how to show a card, between two pupils."""
    tablet = the_tablet()
    pupil_id = calls.called_to(tablet.id, g.now)
    return _ask(pupil_id, tablet.id, BY_STAFF) if pupil_id else _page(tablet, CodeForm())


@kiosk.get("/called")
def called() -> ResponseReturnValue:
    """Say whether a member of staff has called a pupil to this tablet. The welcome page asks every few seconds."""
    tablet = the_tablet()
    pupil_id = calls.called_to(tablet.id, g.now)
    if pupil_id is None:
        return no_content()
    return remember_scan(forget_guest(as_json(there=url_for("kiosk.is_this_you"))), pupil_id, tablet.id, BY_STAFF)


@kiosk.post("/scan")
def scan() -> ResponseReturnValue:
    """Take a card's address from a scanner or the page's camera, or a short code that a pupil typed."""
    tablet, form = the_tablet(), CodeForm()
    if not form.validate():
        return _page(tablet, form, form.code.errors[0], 422)
    try:
        if guest := guest_of(form.read()):
            return remember_guest(forget_pupil(redirect(url_for("invited.hello"), 303)), guest.id)
        pupil_id, started_by = read_code(form.read(), tablet.id)
    except (NoSuchQRCard, TooManyShortCodes, WithdrawnQRCard) as refusal:
        if isinstance(refusal, TooManyShortCodes):
            form.code.data = ""  # it may be right, and the next pupil must not find it there
        return _page(tablet, form, gettext(refusal.msgid), refusal.status)
    return _ask(pupil_id, tablet.id, started_by)


def guest_of(code: str) -> Invitation | None:
    """Return the invitation of a parent who answers at school with the code from a letter, or None."""
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
        return refused_cards.show_qr_card(code, tablet_token(), g.now), BY_QR_CARD
    return refused_cards.type_short_code(code, tablet_id, g.now), BY_SHORT_CODE


@kiosk.get("/<code>")
@upper.get("/<code>")
def show_card(code: str) -> ResponseReturnValue:
    """Take a card's address that the tablet's camera opened. It begins nothing, because a link preview can open it too.

    The code leaves the address bar at once in every case."""
    try:
        pupil_id = refused_cards.show_qr_card(code, tablet_token(), g.now)
    except REFUSED as refusal:
        why = REFUSALS.get(type(refusal), "home")
        return redirect(url_for("kiosk.refused_card", why=why), 303)
    return _ask(pupil_id, the_tablet().id, BY_QR_CARD)


@kiosk.get("/card/<any(closed, home, old, unknown):why>")
def refused_card(why: str) -> ResponseReturnValue:
    """Explain in a child's words why a card's address opened nothing. The page does not say whose card it is."""
    raise next(error for error, name in REFUSALS.items() if name == why)()


def _ask(pupil_id: int, tablet_id: int, started_by: str) -> ResponseReturnValue:
    return remember_scan(forget_guest(redirect(url_for("kiosk.is_this_you"), 303)), pupil_id, tablet_id, started_by)


def _page(tablet: Tablet, form: CodeForm, wrong: str = "", status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "kiosk/welcome.html",
        tablet=tablet,
        rooms=rooms.open_rooms(g.now),
        typed=form.code.data or "",
        wrong=wrong,
        letters=codes.LETTERS,
        thanks="thanks" in request.args,
        can_go_on="thanks" in request.args and undo.can_be_undone(finished_token(), tablet.id, g.now),
        elsewhere=where_cards_lead(),
    )
    response = make_response(page, status)
    response.headers["Content-Security-Policy"] = _policy()
    return forget_guest(forget_pupil(response))


def where_cards_lead() -> str:
    """Return the address that QR cards open if this tablet uses another address, else the empty string."""
    address = current_app.config["ADDRESS"]
    return address if address and urlsplit(address).netloc.lower() != request.host.lower() else ""


def _policy() -> str:
    """Return the usual content policy with WebAssembly, which the camera's reader needs."""
    policy: str = current_app.config["CONTENT_POLICY"]
    return policy.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
