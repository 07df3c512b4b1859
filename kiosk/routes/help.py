"""The pupil's own settings: larger text, more contrast, an easy-to-read font, calm, pictures, and reading aloud."""

from flask.typing import ResponseReturnValue

from learning.visits import help
from learning.visits.steps import Step, Visit

from .. import kiosk
from ..forms import read_sent_answer
from ..visit import the_visit
from ._pages import END, is_script, no_content, show
from .answer import STEP

SETTING = "help/<any(text_size, contrast, easy_font, calm, symbols, aloud):name>"


@kiosk.post(f"{STEP}/{SETTING}")
def turn_help(task: str, step_id: int, name: str) -> ResponseReturnValue:
    """Turn a setting on or off. The question stays, with the words typed so far."""
    visit = the_visit()
    return turn_on_or_off(visit, visit.step(task, step_id), name)


@kiosk.post(f"/visit/end/{SETTING}")
def turn_help_at_the_end(name: str) -> ResponseReturnValue:
    """Turn a setting on or off after the last question."""
    return turn_on_or_off(the_visit(), END, name)


def turn_on_or_off(visit: Visit, step: Step, name: str) -> ResponseReturnValue:
    """Turn a setting on or off for this visit and later ones, and show the step again."""
    help.turn_help(visit, name)
    return no_content() if is_script() else show(visit, step, read_sent_answer())
