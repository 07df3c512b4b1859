"""The learning journal: questions, entries, and the one-to-one that follows each (seed, step 1, option B)."""

from dataclasses import dataclass
from datetime import date, datetime

from peewee import fn, JOIN

from . import tables
from .errors import LearningError, N_
from .people import Member, member, Pupil, pupil_from, visible_pupils
from .questions import Question, question_from
from .rounds import Round, round_from
from .store import writing

STATES = ("given", "unknown", "skipped", "draft")


class NoSuchEntry(LearningError):
    """There is no such journal entry, or none that this person may see."""

    msgid = N_("There is no such journal entry here.")
    status = 404


class NothingWritten(LearningError):
    """A one-to-one without notes and without next steps."""

    msgid = N_("Write down what you talked about, or the next steps, or both.")


class TalkTooEarly(LearningError):
    """A one-to-one follows its entry."""

    msgid = N_("The talk comes after the journal entry: give a later date.")


@dataclass(frozen=True)
class Answer:
    """A pupil's answer to one question: given, "unknown" (I don't know), "skipped", or "draft" (typed, never sent).

    `score` 0..10 or None; `degree` 1..5 of faces or None; `choices` the pressed buttons and `other` what was written
    beside them; `words` begin with what an earlier visit left unfinished."""

    question: Question
    state: str
    choices: tuple[str, ...]
    other: str
    words: str
    score: int | None
    degree: int | None
    kept_at: datetime


@dataclass(frozen=True)
class OneToOne:
    """The talk after an entry; `for_pupil` is what the pupil reads of it at the next visit."""

    id: int
    on: date
    by: str
    notes: str
    next_steps: str
    for_pupil: str


@dataclass(frozen=True)
class Entry:
    """One pupil's journal of one day, with its answers in the order of asking and the one-to-ones, newest first;
    `source` is "program", or "paper" where it was typed in."""

    id: int
    pupil: Pupil
    round: Round
    on: date
    finished_at: datetime | None
    answers: tuple[Answer, ...]
    one_to_ones: tuple[OneToOne, ...]
    source: str = "program"


def entry(entry_id: int) -> Entry:
    """One entry; raises NoSuchEntry."""
    found = _entries(tables.Entry.id == entry_id)
    if not found:
        raise NoSuchEntry()
    return found[0]


def entries_of(pupil_id: int) -> list[Entry]:
    """A pupil's entries that hold an answer, newest first."""
    return [one for one in _entries(tables.Entry.pupil == pupil_id) if one.answers]


def _entries(*where) -> list[Entry]:
    rows = list(
        tables.Entry.select(tables.Entry, tables.Pupil, tables.Round, tables.Cohort)
        .join(tables.Pupil)
        .switch(tables.Entry)
        .join(tables.Round)
        .join(tables.Cohort)
        .where(*where)
        .order_by(tables.Entry.on.desc(), tables.Entry.id.desc())
    )
    ids = [row.id for row in rows]
    answers, talks = _answers(ids), _one_to_ones(ids)
    return [
        Entry(
            row.id,
            pupil_from(row.pupil),
            round_from(row.round),
            row.on,
            row.finished_at,
            tuple(answers.get(row.id, ())),
            tuple(talks.get(row.id, ())),
            row.source,
        )
        for row in rows
    ]


def _answers(entry_ids) -> dict[int, list[Answer]]:
    found, asked = {}, tables.VersionQuestion
    for row in (
        tables.Answer.select(tables.Answer, tables.Question)
        .join(tables.Question)
        .switch(tables.Answer)
        .join(tables.Entry)
        .join(
            asked,
            JOIN.LEFT_OUTER,
            on=((asked.version == tables.Entry.version) & (asked.question == tables.Answer.question)),
        )
        .where(tables.Answer.entry << entry_ids)
        .order_by(asked.position, tables.Question.id)
    ):
        found.setdefault(row.entry_id, []).append(_answer(row))
    return found


def _answer(row) -> Answer:
    words = "\n".join(filter(None, (row.earlier, row.words)))
    choices = tuple(row.choice.splitlines())
    return Answer(question_from(row.question), row.state, choices, row.other, words, row.score, row.degree, row.kept_at)


def _one_to_ones(entry_ids) -> dict[int, list[OneToOne]]:
    found = {}
    for row in (
        tables.OneToOne.select(tables.OneToOne, tables.Member)
        .join(tables.Member, JOIN.LEFT_OUTER)
        .where(tables.OneToOne.entry << entry_ids)
        .order_by(tables.OneToOne.on.desc(), tables.OneToOne.id.desc())
    ):
        found.setdefault(row.entry_id, []).append(
            OneToOne(row.id, row.on, row.member.name if row.member else "", row.notes, row.next_steps, row.for_pupil)
        )
    return found


@writing
def record_one_to_one(
    entry_id: int, member_id: int, on: date, notes: str, next_steps: str, now: datetime, for_pupil: str = ""
) -> OneToOne:
    """Keep what was talked about after an entry and the next steps (R44, R45); the pupil reads `for_pupil` alone.

    Raises NothingWritten, TalkTooEarly, NoSuchEntry."""
    if not (notes.strip() or next_steps.strip() or for_pupil.strip()):
        raise NothingWritten()
    if on < entry(entry_id).on:
        raise TalkTooEarly()
    written = {"notes": notes.strip(), "next_steps": next_steps.strip(), "for_pupil": for_pupil.strip()}
    row = tables.OneToOne.create(entry=entry_id, member=member_id, on=on, kept_at=now, **written)
    return OneToOne(row.id, on, member(member_id).name, **written)


@dataclass(frozen=True)
class Waiting:
    """An entry that waits for its one-to-one: since how many days, and the attitude on the 0-10 track or None."""

    entry_id: int
    pupil: Pupil
    cohort: str
    on: date
    finished: bool
    attitude: int | None
    days: int


def awaiting(seer: Member, today: date) -> list[Waiting]:
    """The entries without a one-to-one of the pupils whom a member may see, oldest first."""
    pupils = {one.id: one for one in visible_pupils(seer)}
    entry, answer = tables.Entry, tables.Answer
    rows = (
        entry.select(entry.id, entry.pupil, tables.Cohort.name, entry.on, entry.finished_at, fn.MIN(answer.score))
        .join(answer)
        .switch(entry)
        .join(tables.Round)
        .join(tables.Cohort)
        .switch(entry)
        .join(tables.OneToOne, JOIN.LEFT_OUTER)
        .where(tables.OneToOne.id.is_null())
        .group_by(entry.id, tables.Cohort.name)
        .order_by(entry.on, entry.id)
        .tuples()
    )
    return [
        Waiting(entry_id, pupils[pupil_id], cohort, on, finished_at is not None, attitude, (today - on).days)
        for entry_id, pupil_id, cohort, on, finished_at, attitude in rows
        if pupil_id in pupils
    ]
