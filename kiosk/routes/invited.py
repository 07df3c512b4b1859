"""A guest with an invitation: who they are, one characteristic after another, thanks. No account and no tablet."""

from flask import g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _

from learning.core import codes
from learning.core.errors import LearningError, NotSaved
from learning.core.scale import ScoreOutsideScale
from learning.invitations import guests
from learning.invitations.codes import TooManyCodes
from learning.invitations.guests import GuestStep, NotAskedAnyMore
from learning.invitations.invitations import Invitation, NoSuchInvitation
from learning.invitations.statuses import AlreadyDeclined, AlreadySent, InvitationOver
from learning.rounds.anchors import anchors_in
from learning.score_cards.giving import GiverMissing, NoScoreGiven
from learning.visits.answers import NothingGiven, WordsTooLong

from .. import invited
from ..forms import HINTS
from ..guest import forget_guest, remember_guest, the_invitation
from ..visit import tablet_token

CANNOT_BE_SAVED = (NothingGiven, NotSaved, ScoreOutsideScale, WordsTooLong)
ENDS = (AlreadyDeclined, AlreadySent, InvitationOver, NoSuchInvitation)  # nothing can be answered here any more
TYPED = ("score", "why", "improve", "evidence")
NAME_MISSING = _("Please write your name.")
HEADINGS = {
    AlreadySent: _("Thank you!"),
    InvitationOver: _("This invitation has ended"),
    NotAskedAnyMore: _("This question has been removed"),
}
OTHERWISE = _("That did not work")
AWAY = _("You were away for a while. To continue, open your link or type your code.")


@invited.context_processor
def tell_where() -> dict[str, object]:
    """Tell templates whether this is a classroom tablet, where nothing of a guest may stay."""
    return {"at_tablet": bool(tablet_token())}


# --- the way in -------------------------------------------------------------------------------------------------


@invited.get("/")
def type_code() -> ResponseReturnValue:
    """Show the form for the code from a letter; on a classroom tablet, that is the welcome page."""
    if tablet_token():
        return redirect(beginning(), 303)
    return render_template("kiosk/invited/code.html", typed="", wrong="")


@invited.post("/")
def take_code() -> ResponseReturnValue:
    """Open the invitation whose code was typed."""
    typed = request.form.get("code", "")[:60]
    try:
        invitation = guests.find_by_short_code(typed, request.remote_addr or "", g.now, g.today)
    except (NoSuchInvitation, TooManyCodes) as refusal:
        return render_template("kiosk/invited/code.html", typed=typed, wrong=gettext(refusal.msgid)), refusal.status
    return remember_guest(redirect(url_for("invited.hello"), 303), invitation.id)


@invited.get("/<code>")
def open_link(code: str) -> ResponseReturnValue:
    """Open the link of a letter or a mail. Begins nothing: a preview may fetch it. The code leaves the address."""
    if len(code) != codes.LONG:
        raise NoSuchInvitation()
    return remember_guest(redirect(url_for("invited.hello"), 303), guests.find_by_link(code, g.today).id)


@invited.get("/hello")
def hello() -> ResponseReturnValue:
    """Say who is asked about whom, what happens with the answers, and that nobody has to answer."""
    invitation = the_invitation()
    return hello_page(invitation, {"by": invitation.to, "role": invitation.role})


def hello_page(
    invitation: Invitation, typed: dict[str, str], wrong: str = "", status: int = 422
) -> ResponseReturnValue:
    """Return the first page, with what was typed."""
    steps = guests.steps_of(invitation)
    page = render_template(
        "kiosk/invited/hello.html",
        invitation=invitation,
        typed=typed,
        wrong=wrong,
        many=len(steps),
        done=sum(step.is_answered for step in steps),
    )
    return page, status if wrong else 200


@invited.post("/hello")
def begin() -> ResponseReturnValue:
    """Save who the guest is, and go to the first question."""
    invitation = the_invitation()
    typed = {name: request.form.get(name, "")[:100] for name in ("by", "role")}
    try:
        guests.begin(invitation.id, **typed, now=g.now, today=g.today)
    except (GiverMissing, NotSaved) as refusal:
        hint = str(NAME_MISSING) if isinstance(refusal, GiverMissing) else gettext(refusal.msgid)
        return hello_page(invitation, typed, hint, refusal.status)
    return remember_guest(redirect(url_for("invited.go_on"), 303), invitation.id)


# --- one characteristic after another ---------------------------------------------------------------------------


@invited.get("/score-card")
def go_on() -> ResponseReturnValue:
    """Go to the first characteristic that is not answered, or to the end."""
    invitation = the_invitation()
    if not invitation.opinion_id:
        return redirect(url_for("invited.hello"), 303)
    first = next((step for step in guests.steps_of(invitation) if not step.is_answered), None)
    return redirect(address(first), 303)


@invited.get("/score-card/<int:characteristic_id>")
def score(characteristic_id: int) -> ResponseReturnValue:
    """Show one characteristic, with what is saved."""
    invitation = the_invitation()
    step, _steps = find(invitation, characteristic_id)
    return score_page(invitation, step)


@invited.post("/score-card/<int:characteristic_id>")
def save_score(characteristic_id: int) -> ResponseReturnValue:
    """Save the score, then go where the button says. Back and Stop also save what has been typed."""
    invitation, pressed = the_invitation(), request.form.get("press", "")
    step, steps = find(invitation, characteristic_id)
    typed = {name: request.form.get(name, "") for name in TYPED}
    try:
        press = press_to_save(pressed, typed)
        if press is not None:
            guests.save_guest_answer(invitation.id, characteristic_id, press, typed, now=g.now, today=g.today)
    except CANNOT_BE_SAVED as refusal:
        hint = HINTS["score"] if isinstance(refusal, NothingGiven) else gettext(refusal.msgid, **refusal.values)
        return score_page(invitation, step, typed, str(hint), refusal.status)
    if pressed == "stop":
        return forget_guest(redirect(url_for("invited.thanks", why="later"), 303))
    index = step.number - 2 if pressed == "back" else step.number
    following = steps[max(index, 0)] if index < len(steps) else None
    return remember_guest(redirect(address(following), 303), invitation.id)


def press_to_save(pressed: str, typed: dict[str, str]) -> str | None:
    """Return the press to save as: Back and Stop save what was typed, and nothing (None) where nothing was."""
    if pressed not in ("back", "stop"):
        return pressed
    if not any(typed.values()):
        return None
    return "next" if typed["score"] else "draft"


def find(invitation: Invitation, characteristic_id: int) -> tuple[GuestStep, list[GuestStep]]:
    """Return the step of this characteristic, and all of them; raises NotAskedAnyMore for what is not asked."""
    steps = guests.steps_of(invitation) if invitation.opinion_id else []
    for step in steps:
        if step.characteristic.id == characteristic_id:
            return step, steps
    raise NotAskedAnyMore() if steps else NoSuchInvitation()


def score_page(
    invitation: Invitation, step: GuestStep, typed: dict[str, str] | None = None, hint: str = "", status: int = 422
) -> ResponseReturnValue:
    """Return one characteristic's page, with what was typed, or else what is saved."""
    saved = {name: getattr(step.answer, name) for name in TYPED}
    fields = typed or {name: "" if value is None else str(value) for name, value in saved.items()}
    words = anchors_in(invitation.round.id).get(step.characteristic.id, {})
    page = render_template(
        "kiosk/invited/score.html", invitation=invitation, step=step, fields=fields, hint=hint, anchors=words
    )
    return page, status if hint else 200


# --- the end ----------------------------------------------------------------------------------------------------


@invited.get("/end")
def end() -> ResponseReturnValue:
    """Show all answers before they are sent."""
    return end_page(the_invitation())


def end_page(invitation: Invitation, wrong: str = "", status: int = 422) -> ResponseReturnValue:
    """Return the page before sending."""
    steps = guests.steps_of(invitation)
    page = render_template("kiosk/invited/end.html", invitation=invitation, steps=steps, wrong=wrong)
    return page, status if wrong else 200


@invited.post("/end")
def send() -> ResponseReturnValue:
    """Send the answers. After that they cannot be changed here."""
    invitation = the_invitation()
    try:
        guests.send(invitation.id, g.now, g.today)
    except (NoScoreGiven, NotSaved) as refusal:
        return end_page(invitation, gettext(refusal.msgid), refusal.status)
    return forget_guest(redirect(url_for("invited.thanks", why="sent"), 303))


@invited.post("/decline")
def decline() -> ResponseReturnValue:
    """Record that the guest would rather not answer."""
    guests.decline_invitation(the_invitation().id, g.now, g.today)
    return forget_guest(redirect(url_for("invited.thanks", why="declined"), 303))


@invited.get("/thanks/<any(sent, later, declined):why>")
def thanks(why: str) -> ResponseReturnValue:
    """Show the last page. It names neither the guest nor the pupil."""
    return render_template("kiosk/invited/thanks.html", why=why)


# --- where to go, and what went wrong ---------------------------------------------------------------------------


def beginning() -> str:
    """Return the page where a code can be typed: on a classroom tablet, the welcome page."""
    return url_for("kiosk.welcome" if tablet_token() else "invited.type_code")


def address(step: GuestStep | None) -> str:
    """Return where a step is found; after the last one, the end."""
    return url_for("invited.score", characteristic_id=step.characteristic.id) if step else url_for("invited.end")


@invited.errorhandler(LearningError)
@invited.errorhandler(NotSaved)
def explain(error: LearningError | NotSaved) -> ResponseReturnValue:
    """Explain why the guest cannot continue, and show what they typed in this request so that it is not lost."""
    texts = [text for name in TYPED[1:] if (text := request.form.get(name, "").strip())]
    if isinstance(error, NoSuchInvitation) and request.endpoint != "invited.open_link" and not texts:
        return redirect(beginning(), 303)
    if isinstance(error, NotSaved):
        g.school = None  # the database is what failed: the page must not ask it
    page = render_template(
        "kiosk/invited/back.html",
        heading=next((heading for kind, heading in HEADINGS.items() if isinstance(error, kind)), OTHERWISE),
        message=AWAY if isinstance(error, NoSuchInvitation) and texts else gettext(error.msgid, **error.values),
        texts=texts,
        status=error.status,
        onward=onward(error),
    )
    response = make_response(page, error.status)
    return forget_guest(response) if isinstance(error, ENDS) else response


def onward(error: LearningError | NotSaved) -> str:
    """Return where to go next: the next question, the form for the code, a tablet's welcome page, or nowhere ("")."""
    if isinstance(error, NotAskedAnyMore):
        return url_for("invited.go_on")
    return beginning() if tablet_token() or isinstance(error, NoSuchInvitation) else ""
