"""The only file that touches a guest's cookie: which invitation this browser answers.

"guest"   two hours from the last press, at a classroom tablet ten minutes   the invitation, signed; never its code
"""

from datetime import datetime, timedelta

from flask import current_app, g, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from learning.core.errors import LearningError, N_
from learning.invitations import guests
from learning.invitations.invitations import Invitation, NoSuchInvitation

from .visit import tablet_token

COOKIE, PATH = "guest", "/i"
LASTS, LASTS_AT_TABLET = timedelta(hours=2), timedelta(minutes=10)  # a tablet is soon somebody else's


class AnotherInvitation(LearningError):
    """The page belongs to one invitation, but another has since been opened in this browser."""

    msgid = N_("Another invitation has been opened in this browser. Open your link or type your code again.")
    status = 409


def remember_guest(response: Response, invitation_id: int) -> Response:
    """Let this browser answer this invitation until nothing has been pressed for a while."""
    token = token_of(invitation_id, g.now)
    response.set_cookie(
        COOKIE, token, max_age=_lasts(), path=PATH, httponly=True, samesite="Lax", secure=request.is_secure
    )
    return response


def token_of(invitation_id: int, now: datetime) -> str:
    """What the cookie holds."""
    return _seal().dumps([invitation_id, now.isoformat()])


def the_invitation() -> Invitation:
    """The invitation that this browser answers; raises NoSuchInvitation, InvitationOver, AlreadySent, AlreadyDeclined.

    All tabs share one cookie, so each form names its invitation. Otherwise a parent of two could write about one
    child on the page of the other. Raises AnotherInvitation."""
    try:
        invitation_id, at = _seal().loads(request.cookies.get(COOKIE, ""))
    except BadSignature:
        raise NoSuchInvitation() from None
    if not timedelta() <= g.now - datetime.fromisoformat(at) <= _lasts():
        raise NoSuchInvitation()
    if request.method == "POST" and request.form.get("invitation") != str(invitation_id):
        raise AnotherInvitation()
    return guests.find_by_id(invitation_id, g.today)


def forget_guest(response: Response) -> Response:
    """Leave nothing of the guest in this browser."""
    response.delete_cookie(COOKIE, path=PATH, httponly=True, samesite="Lax", secure=request.is_secure)
    return response


def _lasts() -> timedelta:
    return LASTS_AT_TABLET if tablet_token() else LASTS


def _seal() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="guest")
