"""A pupil wants to talk to someone: choose who, tell them, and take it back within a minute."""

from collections.abc import Callable
from dataclasses import replace

from flask import g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from learning.people import raising
from learning.people.raising import Heard
from learning.visits import talking, visits
from learning.visits.steps import Step, Visit

from .. import kiosk
from ..forms import read_sent_answer, read_wish
from ..talk_wordings import in_words
from ..visit import the_visit, visit_just_over
from ._pages import as_json, END, is_script, show
from .answer import STEP

NOT_MEANT = "not_meant"  # the button that takes it back


@kiosk.post(f"{STEP}/talk")
def talk(task: str, step_id: int) -> ResponseReturnValue:
    """Tell the grown-ups at once, or that it was not meant. The question stays, with the words typed so far."""
    return hear(lambda visit: visit.step(task, step_id))


@kiosk.post("/visit/end/talk")
def talk_at_the_end() -> ResponseReturnValue:
    """Tell the grown-ups at once, after the last question."""
    return hear(lambda visit: END)


def hear(find: Callable[[Visit], Step]) -> ResponseReturnValue:
    """Tell the grown-ups at which step the pupil asked to talk, also where the visit is over by now."""
    try:
        visit = the_visit()
    except visits.VisitOver:
        visit = visit_just_over()
        tell(visit, find(visit))
        raise
    step = find(visit)
    message = sentence(visit, tell(visit, step))
    return as_json(told=message) if is_script() else show(visit, step, read_sent_answer(), message=message)


def tell(visit: Visit, step: Step) -> Heard | None:
    """Save what was pressed. A page without script does not say which press it takes back."""
    wish = replace(read_wish(request.form, step.wording), has_time=is_script())
    if request.form.get("press") == NOT_MEANT and wish.taken_back is None:
        return talking.take_back_latest(visit, g.now)
    return talking.ask_to_talk(visit, wish, g.now)


def sentence(visit: Visit, heard: Heard | None) -> str:
    """Return what the pupil is told, in a child's words: who knows, and what they know."""
    if heard and not heard.adults:
        return str(_("Please go to a grown-up and tell them."))
    latest = raising.asked_in(visit.id)
    names = [adult.name for adult in heard.adults] if heard else list(latest.names) if latest else []
    who = in_words(names)
    if heard and heard.is_taken_back:
        return str(_("That is fine. %(who)s will see that you pressed this and did not mean it.", who=who))
    if heard and request.form.get("press") != NOT_MEANT:
        return f"{_('%(who)s will see that you want to talk.', who=who)} {_('You can carry on, or stop for now.')}"
    return str(_("It is too late to take this back. You can tell %(who)s that you did not mean it.", who=who))
