"""Every word and number in the database, as the account of the child who presses anything wants it."""

import json
import re

from peewee import fn

from learning.journals.tables import AnswerRow, EntryRow
from learning.score_cards.tables import OpinionRow, ScoreRow
from learning.visits.tables import GivenAnswerRow

TEXTS = ("words", "other", "why", "improve", "evidence")
IN_ANSWERS = ("words", "other", "choice", "score", "degree")
IN_SCORES = ("why", "improve", "evidence", "score")


def in_database() -> set[tuple[str, str, str]]:
    """Every word and number in the database: the pupil's first name, the step, and what was given."""
    found = set()
    for row in AnswerRow.select(AnswerRow, EntryRow).join(EntryRow):
        name, step = row.entry.pupil.forename, f"/k/visit/journal/{row.question_id}"
        found |= {(name, step, what) for what in contents(vars_of(row, IN_ANSWERS))}
    for row in ScoreRow.select(ScoreRow, OpinionRow).join(OpinionRow).where(OpinionRow.view == "pupil"):
        name, step = row.opinion.pupil.forename, f"/k/visit/score_card/{row.characteristic_id}"
        found |= {(name, step, what) for what in contents(vars_of(row, IN_SCORES))}
    for row in GivenAnswerRow.select():
        step = f"/k/visit/{row.task}/{row.step}"
        found |= {(row.pupil.forename, step, what) for what in contents(json.loads(row.content))}
    return found


def vars_of(row, names) -> dict:
    """Columns of a row by name."""
    return {name: getattr(row, name) for name in names}


def contents(columns: dict) -> set[str]:
    """The words and numbers of some columns."""
    found = set()
    for name, value in columns.items():
        if name in TEXTS:
            found |= set(re.findall(r"[a-z]+\d*", value or ""))
        elif value not in (None, ""):
            found.add(f"{name}={value}")
    return found


def repeated() -> list[tuple]:
    """What the history holds more than once."""
    row = GivenAnswerRow
    names = (row.pupil, row.visit, row.task, row.step, row.state, row.content, row.sequence)
    times = fn.COUNT(row.id)
    return [tuple(each) for each in row.select(*names).group_by(*names).having(times > 1).tuples()]
