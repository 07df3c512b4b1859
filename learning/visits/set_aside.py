"""What a pupil gave to a question that their entry does not show: it was set aside, and staff can read it."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from learning.core import store
from learning.journals.journal import Entry

from .history import holds
from .steps import OWN_WAYS

_OF_ENTRY = """SELECT g.step, g.content, g.saved_at, COALESCE(q.wording, '') FROM given_answer g
LEFT JOIN question q ON q.id = g.step WHERE g.entry_id = ? AND g.task = 'journal' ORDER BY g.saved_at DESC, g.id DESC"""


@dataclass(frozen=True)
class SetAside:
    """What was given at one time: the question ("" where it is not known any more), and everything that was given."""

    wording: str
    texts: tuple[str, ...]
    saved_at: datetime


def set_aside_in(entry: Entry) -> list[SetAside]:
    """Return what was given for questions outside an entry, newest first. What a later one contains is left out."""
    answered = {answer.question.id for answer in entry.answers}
    later: dict[int, list[dict[str, Any]]] = {}
    found = []
    for step, content, saved_at, wording in store.run(_OF_ENTRY, entry.id).fetchall():
        columns = {name: value for name, value in json.loads(content).items() if name not in OWN_WAYS}
        newer = later.setdefault(step, [])
        if step in answered or not columns or any(holds(each, columns) for each in newer):
            continue
        newer.append(columns)
        found.append(SetAside(wording, tuple(str(value) for value in columns.values()), store.moment(saved_at)))
    return found
