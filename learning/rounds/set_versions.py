"""The versions of a question set: which questions it asks, in which order. An entry keeps the version it began with
(R41, R42)."""

from dataclasses import asdict
from datetime import date
from typing import Any

from peewee import fn, Table

from learning.core.errors import LearningError, N_
from learning.core.store import database, writing

from .questions import checked, Draft, Question, question_from
from .tables import QuestionRow, QuestionSetRow, SetVersionRow, VersionQuestionRow

ENTRY: Any = Table("entry", ("id", "version_id")).bind(database)  # a later package's table, read here by name


class NoSuchSet(LearningError):
    """There is no such question set."""

    msgid = N_("There is no such question set.")
    status = 404


class NoSuchQuestion(LearningError):
    """A question that this set does not ask."""

    msgid = N_("There is no such question in this set.")
    status = 404


def newest(set_id: int) -> SetVersionRow | None:
    """Return the row of a set's newest version, or None before its first question."""
    version = SetVersionRow
    found: SetVersionRow | None = (
        version.select().where(version.question_set == set_id).order_by(version.number.desc()).first()
    )
    return found


def newest_version(set_id: int) -> int | None:
    """Return the id of a set's newest version, or None before its first question."""
    version = newest(set_id)
    return version.id if version else None


def questions_of(version_id: int) -> tuple[Question, ...]:
    """Return the questions of one version, in order."""
    place = VersionQuestionRow
    rows = (
        QuestionRow.select()
        .join(place, on=(place.question == QuestionRow.id))
        .where(place.version == version_id)
        .order_by(place.position)
    )
    return tuple(question_from(row) for row in rows)


# --- changing the questions --------------------------------------------------------------------------------------


@writing
def add_question(set_id: int, draft: Draft, today: date) -> Question:
    """Add a question at the end of a set.

    Raises NoSuchSet, NoSuchKind, WordingMissing, TooFewOptions, TooManyOptions, OptionTooLong."""
    draft, version_id = checked(draft), _version_to_edit(set_id, today)
    row = QuestionRow.create(**_columns(draft))
    place = VersionQuestionRow
    last = place.select(fn.MAX(place.position)).where(place.version == version_id).scalar() or 0
    place.create(version=version_id, question=row.id, position=last + 1)
    return question_from(row)


@writing
def change_question(set_id: int, question_id: int, draft: Draft, today: date) -> Question:
    """Reword a question; answers given so far keep the wording that they answered.

    Raises NoSuchQuestion, and what `add_question` raises."""
    draft, version_id = checked(draft), _version_to_edit(set_id, today)
    old, place = _question_in(version_id, question_id), VersionQuestionRow
    row = QuestionRow.create(**_columns(draft), continues=old.continues_id or old.id)
    place.update(question=row.id).where(place.version == version_id, place.question == question_id).execute()
    return question_from(row)


@writing
def move_question(set_id: int, question_id: int, by: int, today: date) -> None:
    """Ask a question earlier (-1) or later (1); at either end it stays. Raises NoSuchSet, NoSuchQuestion."""
    version_id = _version_to_edit(set_id, today)
    _question_in(version_id, question_id)
    order = [question.id for question in questions_of(version_id)]
    index = order.index(question_id)
    order.insert(max(0, index + by), order.pop(index))
    place = VersionQuestionRow
    for position, moved_id in enumerate(order, 1):
        place.update(position=position).where(place.version == version_id, place.question == moved_id).execute()


@writing
def remove_question(set_id: int, question_id: int, today: date) -> None:
    """Remove a question; entries already begun keep it. Raises NoSuchSet, NoSuchQuestion."""
    version_id = _version_to_edit(set_id, today)
    _question_in(version_id, question_id)
    place = VersionQuestionRow
    place.delete().where(place.version == version_id, place.question == question_id).execute()


def _columns(draft: Draft) -> dict[str, str]:
    return {**asdict(draft), "options": "\n".join(draft.options)}


def _question_in(version_id: int, question_id: int) -> QuestionRow:
    place = VersionQuestionRow
    row: QuestionRow | None = (
        QuestionRow.select()
        .join(place, on=(place.question == QuestionRow.id))
        .where(place.version == version_id, QuestionRow.id == question_id)
        .first()
    )
    if row is None:
        raise NoSuchQuestion()
    return row


def _version_to_edit(set_id: int, today: date) -> int:
    """Return the version of a set that may be changed: a copy of the newest if an entry was begun with that one.

    Raises NoSuchSet."""
    if not QuestionSetRow.select().where(QuestionSetRow.id == set_id).exists():
        raise NoSuchSet()
    old = newest(set_id)
    if old and not ENTRY.select(ENTRY.id).where(ENTRY.version_id == old.id).exists():
        return old.id
    number = old.number + 1 if old else 1
    made = SetVersionRow.create(question_set=set_id, number=number, made_on=today)
    place = VersionQuestionRow
    for row in place.select().where(place.version == old.id) if old else ():
        place.create(version=made.id, question=row.question_id, position=row.position)
    return made.id
