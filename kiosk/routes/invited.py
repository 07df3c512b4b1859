"""A guest with an invitation: who they are, one characteristic after another, thanks. No account and no tablet."""

from flask import g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _

from learning.core import codes
from learning.core.errors import LearningError, NotSaved
from learning.core.scale import ScoreOutsideScale
from learning.invitations import invitations
from learning.invitations.invitations import (
    AlreadyDeclined,
    AlreadySent,
    Invitation,
    InvitationOver,
    InvitedStep,
    NoSuchInvitation,
    NotAskedAnyMore,
    TooManyCodes,
)
from learning.score_cards.score_card import GiverMissing, NoScoreGiven
from learning.visits.answers import NothingGiven, WordsTooLong

from .. import invited
from ..forms import HINTS
from ..guest import forget_guest, remember_guest, the_invitation
from ..visit import tablet_token

CANNOT_BE_SAVED = (NothingGiven, NotSaved, ScoreOutsideScale, WordsTooLong)
ENDS = (AlreadyDeclined, AlreadySent, InvitationOver, NoSuchInvitation)  # nothing can be answered here any more
TYPED = ("score", "why", "improve", "evidence")
HEADINGS = {
    AlreadySent: _("Thank you!"),
    InvitationOver: _("This invitation is over"),
    NotAskedAnyMore: _("This question has been removed"),
}
OTHERWISE = _("That did not work")
AWAY = _("You were away for a while. To continue, open your link or type your code.")


@invited.context_processor
def tell_where() -> dict[str, object]:
    """Tell templates whether this is a classroom tablet, where nothing of a guest may stay."""
    return {"at_tablet": bool(tablet_token())}


@invited.get("/")
def type_code() -> ResponseReturnValue:
    """The form for the code from a letter; on a classroom tablet, that is the welcome page."""
    if tablet_token():
        return redirect(beginning(), 303)
    return render_template("kiosk/invited/code.html", typed="", wrong="")


@invited.post("/")
def take_code() -> ResponseReturnValue:
    """A code was typed."""
    typed = request.form.get("code", "")[:60]
    try:
        found = invitations.find_by_code(typed, request.remote_addr or "", g.now, g.today)
    except (NoSuchInvitation, TooManyCodes) as wrong:
        return render_template("kiosk/invited/code.html", typed=typed, wrong=gettext(wrong.msgid)), wrong.status
    return remember_guest(redirect(url_for("invited.hello"), 303), found.id)


@invited.get("/<code>")
def open_link(code: str) -> ResponseReturnValue:
    """The link of a letter or a mail. Begins nothing: a preview may fetch it. The code leaves the address."""
    if len(code) != codes.LONG:
        raise NoSuchInvitation()
    return remember_guest(redirect(url_for("invited.hello"), 303), invitations.find_invitation(code, g.today).id)


@invited.get("/hello")
def hello() -> ResponseReturnValue:
    """Who is asked about whom, what happens with the answers, and that nobody has to answer."""
    one = the_invitation()
    return hello_page(one, {"by": one.to, "role": one.role})


def hello_page(one: Invitation, typed: dict[str, str], wrong: str = "", status: int = 422) -> ResponseReturnValue:
    """The first page, with what was typed."""
    steps = invitations.steps_of(one)
    count = {"many": len(steps), "done": sum(step.state not in ("", "draft") for step in steps)}
    page = render_template("kiosk/invited/hello.html", invitation=one, typed=typed, wrong=wrong, **count)
    return page, status if wrong else 200


@invited.post("/hello")
def begin() -> ResponseReturnValue:
    """They have said who they are."""
    one = the_invitation()
    typed = {name: request.form.get(name, "")[:100] for name in ("by", "role")}
    try:
        invitations.begin(one.id, **typed, now=g.now, today=g.today)
    except (GiverMissing, NotSaved) as wrong:
        hint = gettext("Please write your name.") if isinstance(wrong, GiverMissing) else gettext(wrong.msgid)
        return hello_page(one, typed, hint, wrong.status)
    return remember_guest(redirect(url_for("invited.go_on"), 303), one.id)


@invited.get("/score-card")
def go_on() -> ResponseReturnValue:
    """Where the guest has got to."""
    one = the_invitation()
    if not one.opinion_id:
        return redirect(url_for("invited.hello"), 303)
    first = next((step for step in invitations.steps_of(one) if step.state in ("", "draft")), None)
    return redirect(address(first), 303)


@invited.get("/score-card/<int:characteristic_id>")
def score(characteristic_id: int) -> ResponseReturnValue:
    """One characteristic, with what was given."""
    one = the_invitation()
    here, _steps = find(one, characteristic_id)
    return score_page(one, here)


@invited.post("/score-card/<int:characteristic_id>")
def keep_score(characteristic_id: int) -> ResponseReturnValue:
    """Save the score, then go where the button says. Back and Stop save what is there, too."""
    one, press = the_invitation(), request.form.get("press", "")
    here, steps = find(one, characteristic_id)
    typed = {name: request.form.get(name, "") for name in TYPED}
    leaving = press in ("back", "stop")
    try:
        if not leaving or any(typed.values()):
            how = press if not leaving else "next" if typed["score"] else "draft"
            invitations.save_guest_answer(one.id, characteristic_id, how, typed, g.now, g.today)
    except CANNOT_BE_SAVED as wrong:
        hint = HINTS["score"] if isinstance(wrong, NothingGiven) else gettext(wrong.msgid, **wrong.values)
        return score_page(one, here, typed, str(hint), wrong.status)
    if press == "stop":
        return forget_guest(redirect(url_for("invited.thanks", why="later"), 303))
    at = here.number - 2 if press == "back" else here.number
    there = redirect(address(steps[max(at, 0)] if at < here.of else None), 303)
    return remember_guest(there, one.id)


def find(one: Invitation, characteristic_id: int) -> tuple[InvitedStep, list[InvitedStep]]:
    """The step of this characteristic, and all of them; raises NotAskedAnyMore for what is not asked."""
    steps = invitations.steps_of(one) if one.opinion_id else []
    for step in steps:
        if step.characteristic.id == characteristic_id:
            return step, steps
    raise NotAskedAnyMore() if steps else NoSuchInvitation()


def score_page(
    one: Invitation, step: InvitedStep, typed: dict[str, str] | None = None, hint: str = "", status: int = 422
) -> ResponseReturnValue:
    """One characteristic's page, with what was typed, or else what is saved."""
    kept = {name: getattr(step.given, name) for name in TYPED}
    stands = typed or {name: "" if words is None else str(words) for name, words in kept.items()}
    page = render_template("kiosk/invited/score.html", invitation=one, step=step, stands=stands, hint=hint)
    return page, status if hint else 200


@invited.get("/end")
def end() -> ResponseReturnValue:
    """All answers, shown again before they are sent."""
    one = the_invitation()
    return end_page(one)


def end_page(one: Invitation, wrong: str = "", status: int = 422) -> ResponseReturnValue:
    """The page before sending."""
    page = render_template("kiosk/invited/end.html", invitation=one, steps=invitations.steps_of(one), wrong=wrong)
    return page, status if wrong else 200


@invited.post("/end")
def send() -> ResponseReturnValue:
    """Send the answers. After that they cannot be changed here."""
    one = the_invitation()
    try:
        invitations.send(one.id, g.now, g.today)
    except (NoScoreGiven, NotSaved) as wrong:
        return end_page(one, gettext(wrong.msgid), wrong.status)
    return forget_guest(redirect(url_for("invited.thanks", why="sent"), 303))


@invited.post("/decline")
def decline() -> ResponseReturnValue:
    """The guest would rather not answer."""
    invitations.decline_invitation(the_invitation().id, g.now, g.today)
    return forget_guest(redirect(url_for("invited.thanks", why="declined"), 303))


@invited.get("/thanks/<any(sent, later, declined):why>")
def thanks(why: str) -> ResponseReturnValue:
    """The last page. It names neither the guest nor the pupil."""
    return render_template("kiosk/invited/thanks.html", why=why)


def beginning() -> str:
    """Where a code can be typed: on a classroom tablet, the welcome page."""
    return url_for("kiosk.welcome" if tablet_token() else "invited.type_code")


def address(step: InvitedStep | None) -> str:
    """Where a step is found; after the last one, the end."""
    return url_for("invited.score", characteristic_id=step.characteristic.id) if step else url_for("invited.end")


@invited.errorhandler(LearningError)
@invited.errorhandler(NotSaved)
def explain(error: LearningError | NotSaved) -> ResponseReturnValue:
    """Explain why the guest cannot continue, and give back what they typed in this request."""
    words = [said for name in TYPED[1:] if (said := request.form.get(name, "").strip())]
    if isinstance(error, NoSuchInvitation) and request.endpoint != "invited.open_link" and not words:
        return redirect(beginning(), 303)
    if isinstance(error, NotSaved):
        g.school = None  # the database is what failed: the page must not ask it
    page = render_template(
        "kiosk/invited/back.html",
        heading=next((heading for kind, heading in HEADINGS.items() if isinstance(error, kind)), OTHERWISE),
        message=AWAY if isinstance(error, NoSuchInvitation) and words else gettext(error.msgid, **error.values),
        words=words,
        status=error.status,
        onward=onward(error),
    )
    answer = make_response(page, error.status)
    return forget_guest(answer) if isinstance(error, ENDS) else answer


def onward(error: LearningError | NotSaved) -> str:
    """Where to go next: the next question, the form for the code, a classroom tablet's welcome page, or nowhere."""
    if isinstance(error, NotAskedAnyMore):
        return url_for("invited.go_on")
    return beginning() if tablet_token() or isinstance(error, NoSuchInvitation) else ""
