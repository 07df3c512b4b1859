"""Who may come in: the one guard of the staff's side, and the only file that touches its cookies."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import abort, g, request
from werkzeug.wrappers import Response

from learning.classroom import tablets
from learning.people import access, cohorts, pupils, sign_ins
from learning.people.cohorts import Cohort
from learning.people.members import Member
from learning.people.pupils import Pupil
from learning.rounds import rounds
from learning.rounds.rounds import Round
from staff import staff

P = ParamSpec("P")
R = TypeVar("R")
COOKIE = "sign_in"
TABLET_COOKIE = "tablet"  # read by the kiosk alone; written here because making a tablet begins on the staff's side
A_YEAR = 365 * 86400
LIVE = "live"  # in the address of what a page asks by itself
OPEN_TO_ALL = {"staff.people.sign_in"}


@staff.before_request
def guard() -> None:
    """Let nobody past but a signed-in member of staff: every page is closed unless OPEN_TO_ALL names it."""
    if request.endpoint in OPEN_TO_ALL or str(request.endpoint).endswith(".static"):
        return
    # A board that asks by itself is nobody's presence: a screen left alone is signed out like any other.
    is_somebody = LIVE not in request.args
    g.member = sign_ins.member_of(request.cookies.get(COOKIE, ""), g.now, is_somebody)  # SignInOver: sign_in.py asks


def path_inside(wanted: str | None) -> str:
    """The path to go on to after signing in: one of ours, or "" (an open redirect is a phisher's gift)."""
    wanted = wanted or ""
    safe = wanted.startswith("/staff/") and "\\" not in wanted and ".." not in wanted and wanted.isprintable()
    return wanted if safe else ""


def set_sign_in_cookie(response: Response, token: str) -> Response:
    """Give this browser the token of a fresh sign-in, and end the one before; it goes when the browser is closed."""
    if before := request.cookies.get(COOKIE):
        sign_ins.sign_out(before, g.now)
    response.set_cookie(COOKIE, token, path="/staff", httponly=True, samesite="Lax", secure=request.is_secure)
    return response


def end_tablet() -> str:
    """A tablet is never a member of staff: the name of the tablet that this browser was until now, or nothing."""
    tablet = tablets.sign_out_browser(tablet_token(), g.now)
    return tablet.name if tablet else ""


def tablet_token() -> str:
    """The token of the tablet that this browser is, or was, or nothing."""
    return request.cookies.get(TABLET_COOKIE, "")


def was_signed_in(member_id: int | None) -> bool:
    """Return whether the sign-in that ran out in this browser was this member's."""
    return member_id is not None and sign_ins.member_id_behind(request.cookies.get(COOKIE, "")) == member_id


def forget_sign_in(response: Response) -> Response:
    """Take the token from this browser and end it on the server, so that a copied cookie is worth nothing."""
    if token := request.cookies.get(COOKIE):
        sign_ins.sign_out(token, g.now)
    response.delete_cookie(COOKIE, path="/staff", httponly=True, samesite="Lax", secure=request.is_secure)
    return response


def set_tablet_cookie(response: Response, token: str) -> Response:
    """Give this browser the token of an enrolled tablet."""
    response.set_cookie(
        TABLET_COOKIE, token, max_age=A_YEAR, path="/", httponly=True, samesite="Lax", secure=request.is_secure
    )
    return response


def has_duty(*duties: str) -> bool:
    """True when the signed-in member has one of these duties."""
    return g.member.duty in duties


def needs(*duties: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Route decorator: 403 for a member with none of these duties."""

    def decorate(route: Callable[P, R]) -> Callable[P, R]:
        @wraps(route)
        def checked(*args: P.args, **kwargs: P.kwargs) -> R:
            if not has_duty(*duties):
                abort(403)
            return route(*args, **kwargs)

        return checked

    return decorate


def pupil_or_404(pupil_id: int) -> Pupil:
    """The pupil, if this member may see them; somebody else's pupil and nobody's pupil answer alike."""
    if not access.may_see(g.member, pupil_id):
        abort(404)
    return pupils.pupil(pupil_id)


def cohort_or_404(cohort_id: int) -> Cohort:
    """The cohort, if this member may see what its pupils wrote."""
    if not access.may_see_cohort(g.member, cohort_id):
        abort(404)
    return cohorts.cohort(cohort_id)


def printable_cohort_or_404(cohort_id: int) -> Cohort:
    """The cohort, if this member may see the names on its list (QR cards): administrators too."""
    if not access.may_print(g.member, cohort_id):
        abort(404)
    return cohorts.cohort(cohort_id)


def round_or_404(cohort_id: int, round_id: int) -> tuple[Cohort, Round]:
    """The cohort, if this member may see it, and its round; raises NoSuchRound for another cohort's."""
    cohort, found_round = cohort_or_404(cohort_id), rounds.round_(round_id)
    if found_round.cohort_id != cohort.id:
        raise rounds.NoSuchRound()
    return cohort, found_round


@staff.context_processor
def signed_in() -> dict[str, Member | None]:
    """`member` in every template: who is signed in, None on the sign-in page."""
    return {"member": g.get("member")}
