"""Messages that waited in a tablet while the network was down. They may come late, in any order and more than once."""

import logging
from typing import Any

from flask import g, request
from flask.typing import ResponseReturnValue

from learning.core.errors import LearningError, NotSaved
from learning.visits import answers, given_files, talking, visits
from learning.visits.steps import Visit

from .. import kiosk
from ..forms import read_wish
from ..messages import open_message
from ..visit import the_tablet
from ._pages import as_json
from .talk import NOT_MEANT

AT_ONCE = 50
NOT_FIELDS = ("press", "task", "step")
log = logging.getLogger("personalise.outbox")


@kiosk.post("/outbox")
def deliver() -> ResponseReturnValue:
    """Save what the messages say. The tablet may forget those whose keys are returned."""
    the_tablet()
    body = request.get_json(silent=True)
    listed = body.get("letters") if isinstance(body, dict) else None
    messages = [message for message in listed if isinstance(message, dict)] if isinstance(listed, list) else []
    return as_json(done=[message.get("key") for message in messages[:AT_ONCE] if is_done(message)])


def is_done(message: dict[str, Any]) -> bool:
    """Return whether a message is saved or can never be saved. The tablet sends it again if the database failed."""
    try:
        visit = visits.visit_by_id(int(message["visit"]), g.now)
        save_message(visit, *open_message(visit, str(message["box"])))
    except NotSaved:
        return False
    except (LearningError, KeyError, TypeError, ValueError, OverflowError) as error:
        log.warning("a message could not be saved: %s", type(error).__name__)
    return True


def save_message(visit: Visit, message: dict[str, str], content: bytes) -> None:
    """Save a press of a visit that may be over by now, or a recording or drawing."""
    press = message.get("press", "")
    if press == "file":
        save_file(visit, message, content)
    elif press == "finish":
        visits.finish_late(visit, g.now)
    elif press in ("talk", NOT_MEANT):
        talking.ask_to_talk(visit, read_wish(message, message.get("place", "")), g.now)
    else:
        fields = {name: str(text).replace("\0", "") for name, text in message.items() if name not in NOT_FIELDS}
        answers.save_late_answer(
            visit, message.get("task", ""), int(message["step"]), press=press, fields=fields, now=g.now
        )


def save_file(visit: Visit, message: dict[str, str], content: bytes) -> None:
    """Save a recording or a drawing. Its sequence also orders it among the answers of its visit."""
    given_files.save_given_file(
        visit,
        message.get("task", ""),
        int(message["step"]),
        content,
        sequence=answers.read_number(message["file"]) or 0,
        seconds=answers.read_number(message.get("seconds")),
        now=g.now,
    )
