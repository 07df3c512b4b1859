"""The only file that touches the tablet's and the pupil's cookies: whose browser, which card, whose turn.

"tablet"  a year      the token of an enrolled tablet
"scan"    2 minutes   the pupil of the card just shown, signed; never the code of the card
"set_up"  2 minutes   the set-up code of the address just opened, until the button is pressed
"visit"   until the browser closes   the token of the turn; the server ends it by itself
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app, g, request, Response
from itsdangerous import BadSignature, URLSafeSerializer

from learning.classroom import tablets
from learning.visits import visits
from learning.visits.steps import Visit

A_YEAR = timedelta(days=365)
A_SCAN = timedelta(minutes=2)


def the_tablet(token: str = "") -> tablets.Tablet:
    """The tablet that this browser is, or has just become; raises TabletNotEnrolled."""
    return tablets.tablet_of(token or tablet_token(), g.now)


def tablet_token() -> str:
    """The token of this browser as a tablet, or nothing."""
    return request.cookies.get("tablet", "")


def become_tablet(response: Response, token: str) -> Response:
    """Make this browser a tablet for a year. The whole site: cards are read under /K/ as well as /k/.

    A tablet is never a member of staff: whoever was signed in here is so no longer."""
    response.delete_cookie("sign_in", path="/staff", httponly=True, samesite="Lax", secure=request.is_secure)
    return _set(_drop(response, "set_up"), "tablet", token, path="/", lasts=A_YEAR)


def remember_set_up(response: Response, code: str) -> Response:
    """Take a set-up code out of the address bar, until the button is pressed."""
    return _set(response, "set_up", code, lasts=A_SCAN)


def set_up_code() -> str:
    """The set-up code whose address was just opened, or nothing."""
    return request.cookies.get("set_up", "")


@dataclass(frozen=True)
class Scan:
    """Whose QR card was shown, and by which way: "card", "letters", or "called" by a member of staff without one."""

    pupil_id: int
    way: str


def remember_scan(response: Response, pupil_id: int, tablet_id: int, way: str = "card") -> Response:
    """Remember for two minutes whose card was shown to this tablet; whose turn went on here is forgotten by it."""
    _drop(response, "visit")  # a card is read under /K/, to which that cookie is not sent: dropped unasked
    seen = [pupil_id, tablet_id, way, g.now.isoformat()]
    return _set(response, "scan", _seal().dumps(seen), lasts=A_SCAN)


def the_scan(tablet_id: int) -> Scan | None:
    """Whose card was shown to this tablet in the last two minutes, if any."""
    try:
        pupil_id, seen_by, way, at = _seal().loads(request.cookies.get("scan", ""))
    except (BadSignature, ValueError):  # ValueError: a scan of an older version
        return None
    fresh = timedelta() <= g.now - datetime.fromisoformat(at) <= A_SCAN
    return Scan(pupil_id, way) if fresh and seen_by == tablet_id else None


def the_visit() -> Visit:
    """The turn that is going on in this browser; raises VisitOver.

    All tabs share one cookie, so what is sent must name its turn: a form left open by the pupil before, in another tab,
    would write into this one's. Raises AnotherVisit."""
    visit = visits.visit_of(visit_token(), g.now)
    if request.method == "POST" and request.form.get("visit") != str(visit.id):
        raise visits.AnotherVisit()
    return visit


def visit_token() -> str:
    """The token of the turn in this browser, or nothing."""
    return request.cookies.get("visit", "")


def remember_visit(response: Response, token: str) -> Response:
    """The pupil said "that's me": the turn takes the place of the scan."""
    return _set(_drop(response, "scan"), "visit", token)


def forget_pupil(response: Response) -> Response:
    """Nothing of a pupil stays in this browser."""
    for name in ("scan", "visit"):
        if name in request.cookies:
            _drop(response, name)
    return response


def _set(response: Response, name: str, words: str, path: str = "/k", lasts: timedelta | None = None) -> Response:
    response.set_cookie(name, words, max_age=lasts, path=path, httponly=True, samesite="Lax", secure=request.is_secure)
    return response


def _drop(response: Response, name: str) -> Response:
    response.delete_cookie(name, path="/k", httponly=True, samesite="Lax", secure=request.is_secure)
    return response


def _seal() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="kiosk scan")
