"""What the journal asks: questions, the sets they stand in, and the versions that an entry keeps (seed, R41, R42)."""

import re
from dataclasses import dataclass, fields
from datetime import date

from peewee import fn, Table

from learning.core.errors import LearningError, N_
from learning.core.names import named
from learning.core.store import database, writing
from learning.people.tables import CohortPupilRow, CohortRow

from .tables import QuestionRow, QuestionSetRow, RoundRow, SetVersionRow, VersionQuestionRow

ENTRY = Table("entry", ("id", "version_id")).bind(database)  # of a later package, read here by name
KINDS = ("words", "track", "choice", "several", "faces", "yes_no")
PICTURES = ("faces", "weather", "plant", "hill", "battery")
MOST_OPTIONS = {"words": 6, "choice": 8, "several": 16}
FEWEST_OPTIONS = {"choice": 2, "several": 2}
LONGEST_OPTION = 60
WITH_SYMBOL = re.compile(r"\[([a-z]+)\]\s*(.+)")


class NoSuchKind(LearningError):
    """A kind of question that the journal does not have."""

    msgid = N_("Choose one of the types of answer.")


class WordingMissing(LearningError):
    """A question without words."""

    msgid = N_("Write the question.")


class TooFewOptions(LearningError):
    """Buttons without words on them."""

    msgid = N_("Write at least two choices, one per line.")


class TooManyOptions(LearningError):
    """More buttons than a child can look through."""

    msgid = N_("That is too many choices. Write %(most)s at most.")


class OptionTooLong(LearningError):
    """More words than a button holds."""

    msgid = N_("“%(option)s” is too long for a button. Use 60 letters at most.")


class NoSuchQuestion(LearningError):
    """A question that this set does not ask."""

    msgid = N_("There is no such question in this set.")
    status = 404


class NoSuchSet(LearningError):
    """There is no such question set."""

    msgid = N_("There is no such question set.")
    status = 404


class SetNameTaken(LearningError):
    """Two sets with one name could not be told apart."""

    msgid = N_("There is already a question set called “%(name)s”. Choose another name.")


class UsualSetNeeded(LearningError):
    """A journal always has a set that is asked where nothing else is said."""

    msgid = N_("This is the usual set. Make another set the usual one first.")


@dataclass(frozen=True)
class Option:
    """One button of a question: its words, and a picture where it has one."""

    words: str
    symbol: str = ""


@dataclass(frozen=True)
class Draft:
    """A question as it is composed. `follow_up` asks for words beside a choice; the ends belong to a 0-10 track or to
    faces, `picture` names the drawings at the ends of a track; `options` are buttons, chips or, for words, the
    beginnings of a sentence."""

    kind: str
    wording: str
    follow_up: str = ""
    low_end: str = ""
    high_end: str = ""
    options: tuple[str, ...] = ()
    picture: str = ""
    symbol: str = ""


@dataclass(frozen=True)
class Question(Draft):
    """One question of the journal; `line` is the first question whose wording this one continues, for its track."""

    id: int = 0
    line: int = 0

    @property
    def buttons(self) -> list[Option]:
        """The options as a pupil sees them."""
        return read_options(self.options)


@dataclass(frozen=True)
class QuestionSet:
    """A set of questions as its newest version asks them; `number` counts the versions, 0 before the first question."""

    id: int
    name: str
    is_usual: bool
    retired_on: date | None
    number: int
    questions: tuple[Question, ...]


def read_options(lines) -> list[Option]:
    """Options as they are written: one a line, a symbol's name in square brackets before it where it has one."""
    found = [WITH_SYMBOL.fullmatch(line) for line in lines]
    return [Option(one[2], one[1]) if one else Option(line) for one, line in zip(found, lines, strict=True)]


def question_from(row) -> Question:
    """The question in a row."""
    options = tuple(row.options.splitlines())
    ends = (row.low_end, row.high_end)
    line = row.continues_id or row.id
    return Question(row.kind, row.wording, row.follow_up, *ends, options, row.picture, row.symbol, row.id, line)


# --- the sets ---------------------------------------------------------------------------------------------------


def sets(retired: bool = False) -> list[QuestionSet]:
    """The sets in use, or those that are used no longer: the usual one first, then by name."""
    where = QuestionSetRow.retired_on.is_null(not retired)
    rows = list(QuestionSetRow.select().where(where))
    return sorted((_set(row) for row in rows), key=lambda one: (not one.is_usual, one.name.casefold()))


def question_set(set_id: int) -> QuestionSet:
    """One set; raises NoSuchSet."""
    row = QuestionSetRow.get_or_none(QuestionSetRow.id == set_id)
    if row is None:
        raise NoSuchSet()
    return _set(row)


def usual_set() -> QuestionSet | None:
    """The set that is asked where nothing else is said, or None before there is one."""
    row = QuestionSetRow.get_or_none(QuestionSetRow.is_usual)
    return row and _set(row)


def _set(row) -> QuestionSet:
    version = _newest(row.id)
    asked = questions_of(version.id) if version else ()
    return QuestionSet(row.id, row.name, row.is_usual, row.retired_on, version.number if version else 0, asked)


def _newest(set_id: int):
    version = SetVersionRow
    return version.select().where(version.question_set == set_id).order_by(version.number.desc()).first()


def newest_version(set_id: int) -> int | None:
    """The id of a set's newest version, or None before its first question."""
    version = _newest(set_id)
    return version and version.id


def questions_of(version_id: int) -> tuple[Question, ...]:
    """The questions of one version, in order."""
    asked = VersionQuestionRow
    rows = (
        QuestionRow.select()
        .join(asked, on=(asked.question == QuestionRow.id))
        .where(asked.version == version_id)
        .order_by(asked.position)
    )
    return tuple(question_from(row) for row in rows)


@writing
def add_set(name: str, today: date, drafts=()) -> QuestionSet:
    """A new set with these questions; the first set is the usual one. Raises NameMissing, SetNameTaken, and as
    `add_question`."""
    name = _free_name(name)
    row = QuestionSetRow.create(name=name, is_usual=usual_set() is None)
    for draft in drafts:
        add_question(row.id, draft, today)
    return question_set(row.id)


@writing
def rename_set(set_id: int, name: str) -> QuestionSet:
    """Another name for a set; raises NoSuchSet, NameMissing, SetNameTaken."""
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
    """From now on this set is asked where nothing else is said; raises NoSuchSet."""
    question_set(set_id)
    one = QuestionSetRow
    one.update(is_usual=False).where(one.is_usual).execute()
    one.update(is_usual=True, retired_on=None).where(one.id == set_id).execute()
    return question_set(set_id)


@writing
def retire_set(set_id: int, today: date) -> None:
    """Ask a set no longer; entries that were asked it keep it. Raises NoSuchSet, UsualSetNeeded."""
    if question_set(set_id).is_usual:
        raise UsualSetNeeded()
    QuestionSetRow.update(retired_on=today).where(QuestionSetRow.id == set_id).execute()


@writing
def restore_set(set_id: int) -> None:
    """Use a retired set again; raises NoSuchSet."""
    question_set(set_id)
    QuestionSetRow.update(retired_on=None).where(QuestionSetRow.id == set_id).execute()


# --- composing --------------------------------------------------------------------------------------------------


@writing
def add_question(set_id: int, draft: Draft, today: date) -> Question:
    """Ask one more question, after the last of the set.

    Raises NoSuchSet, NoSuchKind, WordingMissing, TooFewOptions, TooManyOptions, OptionTooLong."""
    draft, version = checked(draft), _open_version(set_id, today)
    row = QuestionRow.create(**_columns(draft))
    asked = VersionQuestionRow
    last = asked.select(fn.MAX(asked.position)).where(asked.version == version).scalar() or 0
    asked.create(version=version, question=row.id, position=last + 1)
    return question_from(row)


@writing
def change_question(set_id: int, question_id: int, draft: Draft, today: date) -> Question:
    """Ask a question in other words; what was answered keeps the words that it was asked with.

    Raises NoSuchQuestion and as `add_question`."""
    draft, version = checked(draft), _open_version(set_id, today)
    old, asked = _question_in(version, question_id), VersionQuestionRow
    row = QuestionRow.create(**_columns(draft), continues=old.continues_id or old.id)
    asked.update(question=row.id).where(asked.version == version, asked.question == question_id).execute()
    return question_from(row)


@writing
def move_question(set_id: int, question_id: int, by: int, today: date) -> None:
    """Ask a question earlier (-1) or later (1); at the end of the line it stays. Raises NoSuchSet, NoSuchQuestion."""
    version = _open_version(set_id, today)
    _question_in(version, question_id)
    order = [one.id for one in questions_of(version)]
    here = order.index(question_id)
    order.insert(max(0, here + by), order.pop(here))
    asked = VersionQuestionRow
    for position, one in enumerate(order, 1):
        asked.update(position=position).where(asked.version == version, asked.question == one).execute()


@writing
def remove_question(set_id: int, question_id: int, today: date) -> None:
    """Ask a question no longer; entries that were asked it keep it. Raises NoSuchSet, NoSuchQuestion."""
    version = _open_version(set_id, today)
    _question_in(version, question_id)
    asked = VersionQuestionRow
    asked.delete().where(asked.version == version, asked.question == question_id).execute()


def checked(draft: Draft) -> Draft:
    """A question that can be asked, without the fields that its kind has no use for; raises as `add_question`."""
    if draft.kind not in KINDS:
        raise NoSuchKind()
    if not draft.wording.strip():
        raise WordingMissing()
    options = tuple(dict.fromkeys(" ".join(line.split()) for line in draft.options if line.strip()))
    if len(options) < FEWEST_OPTIONS.get(draft.kind, 0):
        raise TooFewOptions()
    most = MOST_OPTIONS.get(draft.kind)
    if most and len(options) > most:
        raise TooManyOptions(most=most)
    for option in read_options(options):
        if len(option.words) > LONGEST_OPTION:
            raise OptionTooLong(option=option.words)
    on_a_line = draft.kind in ("track", "faces")
    return Draft(
        draft.kind,
        draft.wording.strip(),
        draft.follow_up.strip(),
        draft.low_end.strip() if on_a_line else "",
        draft.high_end.strip() if on_a_line else "",
        options if most else (),
        draft.picture if draft.kind == "track" and draft.picture in PICTURES else "",
        draft.symbol,
    )


def _columns(draft: Draft) -> dict:
    columns = {field.name: getattr(draft, field.name) for field in fields(Draft)}
    return {**columns, "options": "\n".join(draft.options)}


def _question_in(version: int, question_id: int):
    asked = VersionQuestionRow
    row = (
        QuestionRow.select()
        .join(asked, on=(asked.question == QuestionRow.id))
        .where(asked.version == version, QuestionRow.id == question_id)
        .first()
    )
    if row is None:
        raise NoSuchQuestion()
    return row


def _open_version(set_id: int, today: date) -> int:
    """The version of a set that may still be changed: a new one, alike, where an entry was begun with the newest."""
    question_set(set_id)
    newest, version = _newest(set_id), SetVersionRow
    if newest and not ENTRY.select(ENTRY.id).where(ENTRY.version_id == newest.id).exists():
        return newest.id
    made = version.create(question_set=set_id, number=newest.number + 1 if newest else 1, made_on=today)
    asked = VersionQuestionRow
    for one in asked.select().where(asked.version == newest.id) if newest else ():
        asked.create(version=made.id, question=one.question_id, position=one.position)
    return made.id


# --- who is asked what ------------------------------------------------------------------------------------------


@writing
def ask_in_cohort(cohort_id: int, set_id: int | None) -> None:
    """From now on a cohort is asked this set, or the usual one (None); raises NoSuchSet."""
    if set_id is not None:
        question_set(set_id)
    CohortRow.update(question_set=set_id).where(CohortRow.id == cohort_id).execute()


def set_of_cohort(cohort_id: int) -> int | None:
    """The set that a cohort is asked, or None for the usual one."""
    return CohortRow.select(CohortRow.question_set).where(CohortRow.id == cohort_id).scalar()


def version_for(round_id: int, pupil_id: int | None = None) -> int | None:
    """The version that a pupil is asked in a round: the round's own set, else its cohort's, else that of the pupil's
    year, else the usual one. None where the journal has no question."""
    versions = map(newest_version, _sets_for(round_id, pupil_id))
    return next(filter(None, versions), None)


def _sets_for(round_id: int, pupil_id: int | None):
    a_round, cohort, one = RoundRow, CohortRow, QuestionSetRow
    in_use = one.retired_on.is_null()
    yield from _ids(one.select(one.id).join(a_round).where(a_round.id == round_id, in_use))
    yield from _ids(one.select(one.id).join(cohort).join(a_round).where(a_round.id == round_id, in_use))
    if pupil_id is not None:
        of_pupil = CohortPupilRow
        years = one.select(one.id).join(cohort).join(of_pupil)
        yield from _ids(years.where(of_pupil.pupil == pupil_id, cohort.kind == "year", in_use))
    yield from _ids(one.select(one.id).where(one.is_usual))


def _ids(query) -> list[int]:
    return [set_id for (set_id,) in query.tuples()]
