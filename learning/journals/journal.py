"""The learning journal: questions, entries, and the one-to-one that follows each (seed, step 1, option B)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from peewee import fn, JOIN

from learning.core.errors import LearningError, N_
from learning.core.store import as_tuples, writing
from learning.people.access import visible_pupils
from learning.people.members import Member, member
from learning.people.pupils import Pupil, pupil_from
from learning.people.tables import CohortRow, MemberRow, PupilRow
from learning.rounds.questions import Question, question_from
from learning.rounds.rounds import Round, round_from
from learning.rounds.tables import QuestionRow, RoundRow, VersionQuestionRow

from .tables import AnswerRow, EntryRow, JOURNAL, OneToOneRow


class NoSuchEntry(LearningError):
    """There is no such journal entry, or this person may not see it."""

    msgid = N_("This journal entry does not exist, or you cannot see it.")
    status = 404


class NothingWritten(LearningError):
    """A one-to-one without notes and without next steps."""

    msgid = N_("Write notes, next steps, or something for the pupil.")


class TalkTooEarly(LearningError):
    """The one-to-one is dated before its entry."""

    msgid = N_("The one-to-one comes after the journal entry. Enter a later date.")


@dataclass(frozen=True)
class Answer:
    """A pupil's answer to one question: given, "unknown" (I don't know), "skipped", or "draft" (typed, never sent).

    `score` is 0..10 or None, `degree` 1..5 (faces) or None, `choices` the chosen options, `other` the pupil's own
    option. `recording` and `drawing` name files of the visit `visit_id`, or are None. What was given before is in the
    history of visits."""

    question: Question
    state: str
    choices: tuple[str, ...]
    other: str
    words: str
    score: int | None
    degree: int | None
    saved_at: datetime
    recording: int | None = None
    drawing: int | None = None
    visit_id: int | None = None


@dataclass(frozen=True)
class OneToOne:
    """The one-to-one after an entry. `for_pupil` is what the pupil reads at the next visit."""

    id: int
    on: date
    by: str
    notes: str
    next_steps: str
    for_pupil: str


@dataclass(frozen=True)
class Entry:
    """One pupil's journal of one day, with its answers in the order of asking and the one-to-ones, newest first;
    `source` is "program", or "paper" where it was typed in. `kind` is JOURNAL or CHECK_IN. `talk_wanted`: somebody
    wants a one-to-one about this check-in."""

    id: int
    pupil: Pupil
    round: Round
    on: date
    finished_at: datetime | None
    answers: tuple[Answer, ...]
    one_to_ones: tuple[OneToOne, ...]
    source: str = "program"
    kind: str = JOURNAL
    talk_wanted: bool = False


def entry(entry_id: int) -> Entry:
    """Return one entry. Raises NoSuchEntry."""
    found = entries_where(EntryRow.id == entry_id)
    if not found:
        raise NoSuchEntry()
    return found[0]


def entries_of(pupil_id: int) -> list[Entry]:
    """Return a pupil's journal entries that have an answer, newest first, without check-ins."""
    return [entry for entry in entries_where(EntryRow.pupil == pupil_id, EntryRow.kind == JOURNAL) if entry.answers]


def entries_where(*conditions: Any) -> list[Entry]:
    """Return the entries that meet these conditions on EntryRow, newest first, whatever is answered in them."""
    rows = list(
        EntryRow.select(EntryRow, PupilRow, RoundRow, CohortRow)
        .join(PupilRow)
        .switch(EntryRow)
        .join(RoundRow)
        .join(CohortRow)
        .where(*conditions)
        .order_by(EntryRow.on.desc(), EntryRow.id.desc())
    )
    ids = [row.id for row in rows]
    answers, talks = _answers(ids), _one_to_ones(ids)
    return [
        Entry(
            id=row.id,
            pupil=pupil_from(row.pupil),
            round=round_from(row.round),
            on=row.on,
            finished_at=row.finished_at,
            answers=tuple(answers.get(row.id, ())),
            one_to_ones=tuple(talks.get(row.id, ())),
            source=row.source,
            kind=row.kind,
            talk_wanted=row.talk_wanted,
        )
        for row in rows
    ]


def _answers(entry_ids: list[int]) -> dict[int, list[Answer]]:
    found: dict[int, list[Answer]] = {}
    listed = VersionQuestionRow
    for row in (
        AnswerRow.select(AnswerRow, QuestionRow)
        .join(QuestionRow)
        .switch(AnswerRow)
        .join(EntryRow)
        .join(
            listed,
            JOIN.LEFT_OUTER,
            on=((listed.version == EntryRow.version) & (listed.question == AnswerRow.question)),
        )
        .where(AnswerRow.entry << entry_ids)
        .order_by(listed.position, QuestionRow.id)
    ):
        found.setdefault(row.entry_id, []).append(_answer(row))
    return found


def _answer(row: AnswerRow) -> Answer:
    return Answer(
        question=question_from(row.question),
        state=row.state,
        choices=tuple(row.choice.splitlines()),
        other=row.other,
        words=row.words,
        score=row.score,
        degree=row.degree,
        saved_at=row.saved_at,
        recording=row.recording,
        drawing=row.drawing,
        visit_id=row.visit_id,
    )


def _one_to_ones(entry_ids: list[int]) -> dict[int, list[OneToOne]]:
    found: dict[int, list[OneToOne]] = {}
    for row in (
        OneToOneRow.select(OneToOneRow, MemberRow)
        .join(MemberRow, JOIN.LEFT_OUTER)
        .where(OneToOneRow.entry << entry_ids)
        .order_by(OneToOneRow.on.desc(), OneToOneRow.id.desc())
    ):
        found.setdefault(row.entry_id, []).append(
            OneToOne(
                id=row.id,
                on=row.on,
                by=row.member.name if row.member else "",
                notes=row.notes,
                next_steps=row.next_steps,
                for_pupil=row.for_pupil,
            )
        )
    return found


@writing
def record_one_to_one(
    entry_id: int, member_id: int, *, on: date, notes: str, next_steps: str, now: datetime, for_pupil: str = ""
) -> OneToOne:
    """Save the notes and next steps of the one-to-one after an entry (R44, R45). The pupil reads only `for_pupil`.

    Raises NothingWritten, TalkTooEarly, NoSuchEntry."""
    if not (notes.strip() or next_steps.strip() or for_pupil.strip()):
        raise NothingWritten()
    if on < entry(entry_id).on:
        raise TalkTooEarly()
    written = {"notes": notes.strip(), "next_steps": next_steps.strip(), "for_pupil": for_pupil.strip()}
    row = OneToOneRow.create(entry=entry_id, member=member_id, on=on, saved_at=now, **written)
    return OneToOne(row.id, on, member(member_id).name, **written)


@dataclass(frozen=True)
class Waiting:
    """An entry waiting for its one-to-one, for how many days, with the attitude on the 0-10 track or None."""

    entry_id: int
    pupil: Pupil
    cohort: str
    on: date
    finished: bool
    attitude: int | None
    days: int


def awaiting(seer: Member, today: date) -> list[Waiting]:
    """Return the journal entries without a one-to-one of the pupils that a member may see, oldest first, and the
    check-ins about which somebody wants one."""
    pupils = {pupil.id: pupil for pupil in visible_pupils(seer)}
    entry, answer = EntryRow, AnswerRow
    query = (
        entry.select(entry.id, entry.pupil, CohortRow.name, entry.on, entry.finished_at, fn.MIN(answer.score))
        .join(answer)
        .switch(entry)
        .join(RoundRow)
        .join(CohortRow)
        .switch(entry)
        .join(OneToOneRow, JOIN.LEFT_OUTER)
        .where(OneToOneRow.id.is_null(), (entry.kind == JOURNAL) | entry.talk_wanted)
        .group_by(entry.id, CohortRow.name)
        .order_by(entry.on, entry.id)
    )
    return [
        Waiting(
            entry_id=entry_id,
            pupil=pupils[pupil_id],
            cohort=cohort,
            on=on,
            finished=finished_at is not None,
            attitude=attitude,
            days=(today - on).days,
        )
        for entry_id, pupil_id, cohort, on, finished_at, attitude in as_tuples(query)
        if pupil_id in pupils
    ]
