"""The picture PIN: three pictures before the turn begins, chosen twice at the first visit."""

from flask import current_app, g, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext as _
from itsdangerous import BadSignature, URLSafeTimedSerializer

from learning.classroom import secret_pictures
from learning.core.errors import LearningError, N_

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
def pictures():
    """Twelve pictures to press."""
    scan = the_scan(the_tablet().id)
    return _page(scan) if scan else redirect(url_for("kiosk.welcome"), 303)


@kiosk.post("/pictures")
def press_pictures():
    """Right: the turn begins. At the first visit they are asked for a second time and then kept."""
    tablet = the_tablet()
    scan = the_scan(tablet.id)
    if scan is None:
        return redirect(url_for("kiosk.welcome"), 303)
    pressed = request.form.getlist("picture")
    try:
        if secret_pictures.has_pictures(scan.pupil_id):
            secret_pictures.check_pictures(scan.pupil_id, pressed, g.now)
        elif not keep_chosen(scan, pressed):
            return _page(scan, first=_seal().dumps([scan.pupil_id, *secret_pictures.read_pictures(pressed)]))
    except LearningError as wrong:
        return _page(scan, gettext(wrong.msgid), wrong.status)
    return begin_visit(scan, tablet.id)


def keep_chosen(scan: Scan, pressed: list[str]) -> bool:
    """Keep the pictures that were pressed twice alike; False when this was the first time."""
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
    """The second time it was other pictures."""

    msgid = N_("These were not the same three. Choose again.")


def _page(scan: Scan, wrong: str = "", status: int = 200, first: str = ""):
    step = "ask" if secret_pictures.has_pictures(scan.pupil_id) else "repeat" if first else "choose"
    page = render_template(
        "kiosk/pictures.html",
        pupil=scan,
        heading=HEADINGS[step],
        step=step,
        pictures=secret_pictures.PICTURES,
        wrong=wrong,
        first=first,
    )
    return page, status


def _seal() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="kiosk pictures")
