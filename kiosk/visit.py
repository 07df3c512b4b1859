"""The only file that touches the tablet's and the pupil's cookies: which tablet, which card, whose visit.

"tablet"  a year      the token of an enrolled tablet
"scan"    2 minutes   the pupil of the card just shown, signed; never the code of the card
"set_up"  2 minutes   the set-up code of the address just opened, until the button is pressed
"visit"   until the browser closes   the token of the visit, which the server ends
"finish"  3 minutes   the token of the visit that was just finished here, until the next card is shown
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app, g, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from learning.classroom import tablets
from learning.visits import visits
from learning.visits.steps import Visit

A_YEAR = timedelta(days=365)
A_SCAN = timedelta(minutes=2)
A_FINISH = timedelta(minutes=3)  # a minute to press "Not done yet?", and the two of the scan


def the_tablet(token: str = "") -> tablets.Tablet:
    """The tablet that this browser is, or has just become; raises TabletNotEnrolled."""
    return tablets.tablet_of(token or tablet_token(), g.now)


def tablet_token() -> str:
    """The token of this browser as a tablet, or nothing."""
    return request.cookies.get("tablet", "")


def become_tablet(response: Response, token: str) -> Response:
    """Make this browser a tablet for a year. The whole site: cards are read under /K/ as well as /k/.

    This signs out any member of staff in this browser: a browser is either a tablet or signed in, never both."""
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
    """A pupil, and how they came: by QR card, by its short code, or called by a member of staff (see visits.begin)."""

    pupil_id: int
    started_by: str


def remember_scan(response: Response, pupil_id: int, tablet_id: int, started_by: str = visits.BY_QR_CARD) -> Response:
    """Remember for two minutes which pupil's card was shown to this tablet, and forget the earlier visit."""
    for name in ("visit", "finish"):  # a card is read under /K/, to which they are not sent: dropped unasked
        _drop(response, name)
    return remember_return(response, pupil_id, tablet_id, started_by)


def remember_return(response: Response, pupil_id: int, tablet_id: int, started_by: str) -> Response:
    """Remember for two minutes which pupil wants to go on after a finish at this tablet."""
    seen = [pupil_id, tablet_id, started_by, g.now.isoformat()]
    return _set(response, "scan", _seal().dumps(seen), lasts=A_SCAN)


def the_scan(tablet_id: int) -> Scan | None:
    """Return the scan of the last two minutes at this tablet, if any."""
    try:
        pupil_id, seen_by, started_by, at = _seal().loads(request.cookies.get("scan", ""))
    except (BadSignature, ValueError):  # ValueError: a scan of an older version
        return None
    fresh = timedelta() <= g.now - datetime.fromisoformat(at) <= A_SCAN
    return Scan(pupil_id, started_by) if fresh and seen_by == tablet_id else None


def the_visit() -> Visit:
    """Return the visit that is running in this browser. Raises VisitOver.

    All tabs share one cookie, so each form names its visit. Otherwise a form that the last pupil left open in another
    tab could write into this pupil's visit. Raises AnotherVisit."""
    visit = visits.visit_of(visit_token(), g.now)
    if request.method == "POST" and request.form.get("visit") != str(visit.id):
        raise visits.AnotherVisit()
    return visit


def visit_just_over() -> Visit:
    """Return the visit of this browser's form although it is over, for what was sent too late. Raises VisitOver."""
    visit = visits.visit_over(visit_token(), g.now)
    if request.form.get("visit") != str(visit.id):
        raise visits.AnotherVisit()
    return visit


def visit_token() -> str:
    """The token of the visit in this browser, or nothing."""
    return request.cookies.get("visit", "")


def remember_visit(response: Response, token: str) -> Response:
    """The pupil said "that's me": replace the scan by the visit."""
    return _set(_drop(forget_finish(response), "scan"), "visit", token)


def finished_token() -> str:
    """The token of the visit that was just finished in this browser, or nothing."""
    return request.cookies.get("finish", "")


def remember_finish(response: Response, token: str) -> Response:
    """Remember for three minutes which visit was finished here, so that its pupil can go on."""
    return _set(response, "finish", token, lasts=A_FINISH)


def forget_finish(response: Response) -> Response:
    """The finish stays."""
    return _drop(response, "finish") if "finish" in request.cookies else response


def forget_pupil(response: Response) -> Response:
    """Leave nothing of a pupil in this browser."""
    for name in ("scan", "visit"):
        if name in request.cookies:
            _drop(response, name)
    return response


def forget_visit(response: Response) -> Response:
    """Leave nothing of a visit in this browser, but a scan that may be the next pupil's."""
    return _drop(response, "visit") if "visit" in request.cookies else response


def _set(response: Response, name: str, words: str, path: str = "/k", lasts: timedelta | None = None) -> Response:
    response.set_cookie(name, words, max_age=lasts, path=path, httponly=True, samesite="Lax", secure=request.is_secure)
    return response


def _drop(response: Response, name: str) -> Response:
    response.delete_cookie(name, path="/k", httponly=True, samesite="Lax", secure=request.is_secure)
    return response


def _seal() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="kiosk scan")
