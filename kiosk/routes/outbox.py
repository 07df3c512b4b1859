"""What a tablet kept while the network was away, delivered: late, in any order, as often as it likes."""

import logging

from flask import g, request

from learning.core.errors import LearningError, NotSaved
from learning.visits import answers, visits
from learning.visits.steps import Visit
from learning.visits.visits import SHELF_LIFE

from .. import kiosk
from ..messages import open_message
from ..visit import the_tablet
from ._pages import to_tell

AT_ONCE = 50
log = logging.getLogger("personalise.outbox")


@kiosk.post("/outbox")
def deliver():
    """Keep what the letters say; the tablet may forget those that are named in return."""
    the_tablet()
    sent = request.get_json(silent=True)
    letters = sent.get("letters") if isinstance(sent, dict) else None
    letters = [one for one in letters if isinstance(one, dict)][:AT_ONCE] if isinstance(letters, list) else []
    return to_tell(done=[one.get("key") for one in letters if is_done(one)])


def is_done(letter: dict) -> bool:
    """Is this letter kept? What can never be kept is done with, too; what the database could not take comes again."""
    try:
        visit_id = int(letter["visit"])
        visit, begun_at = visits.visit_begun(visit_id, g.now)
        if g.now - begun_at <= SHELF_LIFE:
            keep_letter(visit, open_message(visit_id, str(letter["box"])))
        else:
            log.warning("a letter came too late to be kept")
    except NotSaved:
        return False
    except (LearningError, KeyError, ValueError, OverflowError) as error:
        log.warning("a letter could not be kept: %s", type(error).__name__)
    return True


def keep_letter(visit: Visit, letter: dict) -> None:
    """One press of a turn that may be over by now."""
    press = letter.get("press", "")
    if press == "finish":
        visits.finish(visit, g.now)
    elif press == "talk":
        visits.ask_to_talk(visit, letter.get("place", ""), g.now)
    else:
        fields = {name: words for name, words in letter.items() if name not in ("press", "task", "step")}
        answers.save_late_answer(visit, letter.get("task", ""), int(letter["step"]), press, fields, g.now)
