"""How visits end. The last word of what a pupil was still typing counts from then on, as every other word does."""

import json
from datetime import datetime
from typing import Any

from learning.core import store
from learning.core.store import as_tuples, writing
from learning.people import raising
from learning.people.raising import Writing

from .history import TYPED
from .reading import visit_and_start
from .steps import find_step, NotOfThisVisit
from .tables import VisitRow

_LATEST_DRAFTS = """SELECT g.visit_id, g.pupil_id, g.task, g.step, g.content, g.saved_at
FROM given_answer g JOIN visit v ON v.id = g.visit_id AND v.pupil_id = g.pupil_id
WHERE g.visit_id IN ({}) AND g.state = 'draft' AND NOT EXISTS (SELECT 1 FROM given_answer l
    WHERE l.pupil_id = g.pupil_id AND l.visit_id = g.visit_id AND l.task = g.task AND l.step = g.step
    AND l.sequence > g.sequence)
ORDER BY g.id"""


@writing
def end_visits(condition: Any, now: datetime) -> None:
    """End the visits that meet a condition on their row and have not ended yet."""
    visit, ends = VisitRow, (condition, VisitRow.ended_at.is_null())
    _heed_unfinished([visit_id for (visit_id,) in as_tuples(visit.select(visit.id).where(*ends))], now)
    visit.update(ended_at=now).where(*ends).execute()


def _heed_unfinished(visit_ids: list[int], now: datetime) -> None:
    """Raise a concern where what was typed last in these visits, and not sent, has a word from the school's list."""
    sql = _LATEST_DRAFTS.format(", ".join("?" * len(visit_ids)))
    rows = store.run(sql, *visit_ids).fetchall() if visit_ids else []
    for visit_id, pupil_id, task, step_id, content, saved_at in rows:
        columns = json.loads(content)
        if text := "\n".join(columns[name] for name in TYPED if columns.get(name)):
            key, at = f"answer:{visit_id}:{task}:{step_id}", store.moment(saved_at)
            found = Writing(key=key, place=_wording(visit_id, task, step_id, now), text=text, at=at)
            raising.look_for_words(pupil_id, visit_id, [found])


def _wording(visit_id: int, task: str, step_id: int, now: datetime) -> str:
    """Return what was asked, "" where the visit does not ask it any more."""
    found = visit_and_start(visit_id, now)
    try:
        return find_step(found[0], task, step_id).wording if found else ""
    except NotOfThisVisit:
        return ""
