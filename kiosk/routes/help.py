"""The pupil's own settings: larger text, more contrast, other letters, calm, pictures, everything read aloud."""

from flask.typing import ResponseReturnValue

from learning.people import pupil_help
from learning.visits.steps import Step, Visit

from .. import kiosk
from ..forms import read_given
from ..visit import the_visit
from ._pages import END, is_script, no_content, show
from .answer import STEP

SETTING = "help/<any(text_size, contrast, easy_font, calm, symbols, aloud):name>"


@kiosk.post(f"{STEP}/{SETTING}")
def turn_help(task: str, step_id: int, name: str) -> ResponseReturnValue:
    """Turn one setting on or off; the question stays, with the words typed so far."""
    visit = the_visit()
    return turn_on_or_off(visit, visit.step(task, step_id), name)


@kiosk.post(f"/visit/end/{SETTING}")
def turn_help_at_the_end(name: str) -> ResponseReturnValue:
    """The same after the last question."""
    return turn_on_or_off(the_visit(), END, name)


def turn_on_or_off(visit: Visit, here: Step, name: str) -> ResponseReturnValue:
    """Turn it on or off for this visit and the next ones."""
    if visit.pupil:
        pupil_help.set_help(visit.pupil.id, pupil_help.toggled(pupil_help.help_of(visit.pupil.id), name))
    return no_content() if is_script() else show(visit, here, read_given())
