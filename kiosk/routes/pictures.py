"""Secret pictures: a pupil presses three before the visit begins. At the first visit they choose them, twice."""

from flask import current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _
from itsdangerous import BadSignature, URLSafeTimedSerializer

from learning.classroom import secret_pictures
from learning.core.errors import LearningError, N_
from learning.visits.help import help_before

from .. import kiosk
from ..visit import Scan, the_scan, the_tablet
from .visit import begin_visit

TIME_TO_REPEAT = 120  # seconds
HEADINGS = {
    "ask": _("Press your three pictures"),
    "choose": _("Choose three secret pictures"),
    "repeat": _("Now press the same three again"),
}


@kiosk.get("/pictures")
def pictures() -> ResponseReturnValue:
    """Show twelve pictures to press."""
    scan = the_scan(the_tablet().id)
    return _page(scan) if scan else redirect(url_for("kiosk.welcome"), 303)


@kiosk.post("/pictures")
def press_pictures() -> ResponseReturnValue:
    """Begin the visit if the pictures are right. At the first visit the pupil presses them twice."""
    tablet = the_tablet()
    scan = the_scan(tablet.id)
    if scan is None:
        return redirect(url_for("kiosk.welcome"), 303)
    pressed = request.form.getlist("picture")
    try:
        if secret_pictures.has_pictures(scan.pupil_id):
            secret_pictures.check_pictures(scan.pupil_id, pressed, g.now)
        elif not save_chosen(scan, pressed):
            return _page(scan, first=_seal().dumps([scan.pupil_id, *secret_pictures.read_pictures(pressed)]))
    except LearningError as refusal:
        return _page(scan, gettext(refusal.msgid), refusal.status)
    return begin_visit(scan, tablet.id)


def save_chosen(scan: Scan, pressed: list[str]) -> bool:
    """Save the pictures once they were pressed twice. Returns False after the first time."""
    try:
        pupil_id, *first = _seal().loads(request.form.get("first", ""), max_age=TIME_TO_REPEAT)
    except BadSignature:
        return False
    if pupil_id != scan.pupil_id:
        return False
    if tuple(first) != secret_pictures.read_pictures(pressed):
        raise NotTheSame()
    secret_pictures.choose_pictures(scan.pupil_id, pressed, g.now)
    return True


class NotTheSame(LearningError):
    """The second three pictures were not the same as the first."""

    msgid = N_("These were not the same three. Choose again.")


def _page(scan: Scan, wrong: str = "", status: int = 200, first: str = "") -> ResponseReturnValue:
    step = "ask" if secret_pictures.has_pictures(scan.pupil_id) else "repeat" if first else "choose"
    page = render_template(
        "kiosk/pictures.html",
        pupil=scan,
        help=help_before(scan.pupil_id, g.now),
        heading=HEADINGS[step],
        step=step,
        pictures=secret_pictures.PICTURES,
        wrong=wrong,
        first=first,
    )
    return page, status


def _seal() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="kiosk pictures")
