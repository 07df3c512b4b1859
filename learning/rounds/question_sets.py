"""Question sets: which questions a journal asks, in which order, and the versions that an entry keeps (R41, R42)."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from peewee import fn, Table

from learning.core.errors import LearningError, N_
from learning.core.names import named
from learning.core.store import database, writing
from learning.people.cohorts import choose_question_set

from .questions import checked, Draft, Question, question_from
from .tables import QuestionRow, QuestionSetRow, SetVersionRow, VersionQuestionRow

ENTRY: Any = Table("entry", ("id", "version_id")).bind(database)  # a later package's table, read here by name


class NoSuchQuestion(LearningError):
    """A question that this set does not ask."""

    msgid = N_("There is no such question in this set.")
    status = 404


class NoSuchSet(LearningError):
    """There is no such question set."""

    msgid = N_("There is no such question set.")
    status = 404


class SetNameTaken(LearningError):
    """Another set has this name."""

    msgid = N_("There is already a question set called “%(name)s”. Choose another name.")


class UsualSetNeeded(LearningError):
    """The usual set cannot be retired, because every journal needs a set."""

    msgid = N_("This is the usual set. Make another set the usual one first.")


@dataclass(frozen=True)
class QuestionSet:
    """A set of questions as its newest version asks them; `number` counts the versions, 0 before the first question."""

    id: int
    name: str
    is_usual: bool
    retired_on: date | None
    number: int
    questions: tuple[Question, ...]


# --- the sets ---------------------------------------------------------------------------------------------------


def sets(retired: bool = False) -> list[QuestionSet]:
    """Return the sets in use, or the retired ones: the usual one first, then by name."""
    rows = list(QuestionSetRow.select().where(QuestionSetRow.retired_on.is_null(not retired)))
    return sorted((_from_row(row) for row in rows), key=lambda found: (not found.is_usual, found.name.casefold()))


def question_set(set_id: int) -> QuestionSet:
    """Return one set; raises NoSuchSet."""
    row = QuestionSetRow.get_or_none(QuestionSetRow.id == set_id)
    if row is None:
        raise NoSuchSet()
    return _from_row(row)


def usual_set() -> QuestionSet | None:
    """Return the set that is asked unless another is chosen, or None before there is one."""
    row = QuestionSetRow.get_or_none(QuestionSetRow.is_usual)
    return _from_row(row) if row else None


def _from_row(row: QuestionSetRow) -> QuestionSet:
    version = _newest(row.id)
    return QuestionSet(
        id=row.id,
        name=row.name,
        is_usual=row.is_usual,
        retired_on=row.retired_on,
        number=version.number if version else 0,
        questions=questions_of(version.id) if version else (),
    )


def _newest(set_id: int) -> SetVersionRow | None:
    version = SetVersionRow
    newest: SetVersionRow | None = (
        version.select().where(version.question_set == set_id).order_by(version.number.desc()).first()
    )
    return newest


def newest_version(set_id: int) -> int | None:
    """Return the id of a set's newest version, or None before its first question."""
    version = _newest(set_id)
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


@writing
def add_set(name: str, today: date, drafts: Iterable[Draft] = ()) -> QuestionSet:
    """Add a set with these questions; the first set becomes the usual one.

    Raises NameMissing, SetNameTaken, and what `add_question` raises."""
    name = _free_name(name)
    row = QuestionSetRow.create(name=name, is_usual=usual_set() is None)
    for draft in drafts:
        add_question(row.id, draft, today)
    return question_set(row.id)


@writing
def rename_set(set_id: int, name: str) -> QuestionSet:
    """Rename a set; raises NoSuchSet, NameMissing, SetNameTaken."""
    question_set(set_id)
    name = _free_name(name, set_id)
    QuestionSetRow.update(name=name).where(QuestionSetRow.id == set_id).execute()
    return question_set(set_id)


def _free_name(name: str, set_id: int | None = None) -> str:
    name = named(name)
    for other in QuestionSetRow.select():
        if other.name.casefold() == name.casefold() and other.id != set_id:
            raise SetNameTaken(name=name)
    return name


@writing
def make_usual(set_id: int) -> QuestionSet:
    """Ask this set from now on unless another is chosen; raises NoSuchSet."""
    question_set(set_id)
    row = QuestionSetRow
    row.update(is_usual=False).where(row.is_usual).execute()
    row.update(is_usual=True, retired_on=None).where(row.id == set_id).execute()
    return question_set(set_id)


@writing
def retire_set(set_id: int, today: date) -> None:
    """Stop asking a set; entries already begun with it keep it. Raises NoSuchSet, UsualSetNeeded."""
    if question_set(set_id).is_usual:
        raise UsualSetNeeded()
    QuestionSetRow.update(retired_on=today).where(QuestionSetRow.id == set_id).execute()


@writing
def restore_set(set_id: int) -> None:
    """Use a retired set again; raises NoSuchSet."""
    question_set(set_id)
    QuestionSetRow.update(retired_on=None).where(QuestionSetRow.id == set_id).execute()


# --- a set's questions ------------------------------------------------------------------------------------------


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
    """Return the version of a set that may be changed: a copy of the newest if an entry was begun with that one."""
    question_set(set_id)
    newest = _newest(set_id)
    if newest and not ENTRY.select(ENTRY.id).where(ENTRY.version_id == newest.id).exists():
        return newest.id
    number = newest.number + 1 if newest else 1
    made = SetVersionRow.create(question_set=set_id, number=number, made_on=today)
    place = VersionQuestionRow
    for row in place.select().where(place.version == newest.id) if newest else ():
        place.create(version=made.id, question=row.question_id, position=row.position)
    return made.id


# --- a cohort's set ---------------------------------------------------------------------------------------------


@writing
def ask_in_cohort(cohort_id: int, set_id: int | None) -> None:
    """Ask a cohort this set from now on, or the usual one (None); raises NoSuchSet."""
    if set_id is not None:
        question_set(set_id)
    choose_question_set(cohort_id, set_id)
