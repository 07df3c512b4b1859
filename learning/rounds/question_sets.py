"""Question sets: what a journal can ask. A cohort or a round chooses one, else the usual set is asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from learning.core.errors import LearningError, N_
from learning.core.names import named
from learning.core.store import writing
from learning.people.cohorts import choose_question_set

from .questions import Draft, Question
from .set_versions import add_question, newest, NoSuchSet, questions_of
from .tables import QuestionSetRow


class SetNameTaken(LearningError):
    """Another set has this name."""

    msgid = N_("There is already a question set called “%(name)s”. Choose another name.")


class UsualSetNeeded(LearningError):
    """The usual set cannot be retired, because every journal needs a set."""

    msgid = N_("This is the usual set. Make another set the usual one first.")


@dataclass(frozen=True)
class QuestionSet:
    """A set of questions as its newest version asks them; `number` counts the versions, 0 before the first question.

    `allows_recordings`, `allows_drawings`: pupils can say and draw what they would write, if the school allows it."""

    id: int
    name: str
    is_usual: bool
    retired_on: date | None
    number: int
    questions: tuple[Question, ...]
    allows_recordings: bool = False
    allows_drawings: bool = False


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
    version = newest(row.id)
    return QuestionSet(
        id=row.id,
        name=row.name,
        is_usual=row.is_usual,
        retired_on=row.retired_on,
        number=version.number if version else 0,
        questions=questions_of(version.id) if version else (),
        allows_recordings=row.allows_recordings,
        allows_drawings=row.allows_drawings,
    )


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
def allow_own_ways(set_id: int, *, recordings: bool, drawings: bool) -> QuestionSet:
    """Choose whether pupils can say and draw what they would write to these questions; raises NoSuchSet."""
    question_set(set_id)
    row = QuestionSetRow
    row.update(allows_recordings=recordings, allows_drawings=drawings).where(row.id == set_id).execute()
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


# --- a cohort's set ---------------------------------------------------------------------------------------------


@writing
def ask_in_cohort(cohort_id: int, set_id: int | None) -> None:
    """Ask a cohort this set from now on, or the usual one (None); raises NoSuchSet."""
    if set_id is not None:
        question_set(set_id)
    choose_question_set(cohort_id, set_id)
