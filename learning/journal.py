"""The learning journal: questions, entries, and the one-to-one that follows each (seed, step 1, option B)."""

from dataclasses import dataclass
from datetime import date, datetime

from peewee import fn, JOIN

from . import tables
from .errors import LearningError, N_
from .people import Member, member, Pupil, pupil_from, visible_pupils
from .rounds import Round, round_from
from .store import writing

KINDS = ("words", "track", "yes_no")
CHOICES = ("yes", "not_sure", "no")
STATES = ("given", "unknown", "skipped")

# "My learning journal" of the seed, word for word (R51, R52).
SEED_QUESTIONS = (
    ("yes_no", N_("Am I doing well in school?"), N_("How do I know?"), "", ""),
    ("track", N_("How do I feel about my attitude to learning?"), "", N_("Poor attitude"), N_("Good attitude")),
    ("words", N_("Is anything stopping me from learning?"), "", "", ""),
    ("words", N_("What else can help me to learn?"), "", "", ""),
)


class NoSuchEntry(LearningError):
    """There is no such journal entry, or none that this person may see."""

    msgid = N_("There is no such journal entry here.")
    status = 404


class NoSuchKind(LearningError):
    """A kind of question that the journal does not have."""

    msgid = N_("A question asks for words, for a place on the 0-10 track, or for yes, not sure or no.")


class WordingMissing(LearningError):
    """A question without words."""

    msgid = N_("Please write the question.")


class NothingWritten(LearningError):
    """A one-to-one without notes and without next steps."""

    msgid = N_("Write down what you talked about, or the next steps, or both.")


class TalkTooEarly(LearningError):
    """A one-to-one follows its entry."""

    msgid = N_("The talk comes after the journal entry: give a later date.")


@dataclass(frozen=True)
class Question:
    """One question of the journal. `follow_up` asks for words beside a choice; the ends belong to a 0-10 track."""

    id: int
    kind: str
    wording: str
    follow_up: str
    low_end: str
    high_end: str
    position: int


def _question(row) -> Question:
    return Question(row.id, row.kind, row.wording, row.follow_up, row.low_end, row.high_end, row.position)


def questions() -> list[Question]:
    """The questions that the journal asks now, in order."""
    rows = tables.Question.select().where(tables.Question.retired_on.is_null())
    return [_question(row) for row in rows.order_by(tables.Question.position, tables.Question.id)]


@writing
def add_question(kind: str, wording: str, follow_up: str = "", low_end: str = "", high_end: str = "") -> Question:
    """Add a question at the end of the journal; raises NoSuchKind, WordingMissing."""
    if kind not in KINDS:
        raise NoSuchKind()
    if not wording.strip():
        raise WordingMissing()
    last = tables.Question.select(fn.MAX(tables.Question.position)).scalar() or 0
    return _question(
        tables.Question.create(
            kind=kind,
            wording=wording.strip(),
            follow_up=follow_up.strip(),
            low_end=low_end.strip(),
            high_end=high_end.strip(),
            position=last + 1,
        )
    )


@writing
def retire_question(question_id: int, today: date) -> None:
    """Ask a question no longer; entries that answered it keep it."""
    question = tables.Question
    question.update(retired_on=today).where(question.id == question_id, question.retired_on.is_null()).execute()


@writing
def ask_seed_questions() -> int:
    """Begin the journal with the four questions of the seed, where it has none; returns how many were added."""
    if tables.Question.select().exists():
        return 0
    for question in SEED_QUESTIONS:
        add_question(*question)
    return len(SEED_QUESTIONS)


@dataclass(frozen=True)
class Answer:
    """A pupil's answer to one question: given, "unknown" (I don't know) or "skipped". `score` 0..10 or None."""

    question: Question
    state: str
    choice: str
    words: str
    score: int | None
    kept_at: datetime


@dataclass(frozen=True)
class OneToOne:
    """The talk after an entry."""

    id: int
    on: date
    by: str
    notes: str
    next_steps: str


@dataclass(frozen=True)
class Entry:
    """One pupil's journal of one day, with its answers in the order of asking and the one-to-ones, newest first."""

    id: int
    pupil: Pupil
    round: Round
    on: date
    finished_at: datetime | None
    answers: tuple[Answer, ...]
    one_to_ones: tuple[OneToOne, ...]


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
        )
        for row in rows
    ]


def _answers(entry_ids) -> dict[int, list[Answer]]:
    found = {}
    for row in (
        tables.Answer.select(tables.Answer, tables.Question)
        .join(tables.Question)
        .where(tables.Answer.entry << entry_ids)
        .order_by(tables.Question.position, tables.Question.id)
    ):
        found.setdefault(row.entry_id, []).append(
            Answer(_question(row.question), row.state, row.choice, row.words, row.score, row.kept_at)
        )
    return found


def _one_to_ones(entry_ids) -> dict[int, list[OneToOne]]:
    found = {}
    for row in (
        tables.OneToOne.select(tables.OneToOne, tables.Member)
        .join(tables.Member, JOIN.LEFT_OUTER)
        .where(tables.OneToOne.entry << entry_ids)
        .order_by(tables.OneToOne.on.desc(), tables.OneToOne.id.desc())
    ):
        found.setdefault(row.entry_id, []).append(
            OneToOne(row.id, row.on, row.member.name if row.member else "", row.notes, row.next_steps)
        )
    return found


@writing
def record_one_to_one(entry_id: int, member_id: int, on: date, notes: str, next_steps: str, now: datetime) -> OneToOne:
    """Keep what was talked about after an entry and the next steps (R44, R45).

    Raises NothingWritten, TalkTooEarly, NoSuchEntry."""
    if not (notes.strip() or next_steps.strip()):
        raise NothingWritten()
    if on < entry(entry_id).on:
        raise TalkTooEarly()
    row = tables.OneToOne.create(
        entry=entry_id, member=member_id, on=on, notes=notes.strip(), next_steps=next_steps.strip(), kept_at=now
    )
    return OneToOne(row.id, on, member(member_id).name, row.notes, row.next_steps)


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
