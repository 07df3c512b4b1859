"""The visit: one pupil's turn at a tablet, from "Is this you?" to the finish; each answer is kept when it is given."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from . import keys, store, tables
from .concerns import raise_concern
from .errors import LearningError, N_
from .journal import CHOICES
from .people import Pupil, pupil, pupil_of
from .rooms import Room, room_for
from .scale import read_score
from .store import writing

IDLE_TIME, LONGEST_VISIT = timedelta(minutes=10), timedelta(minutes=45)
LONGEST_WORDS = 5000
PRESSES = {"next": "given", "unknown": "unknown", "skip": "skipped"}
TASKS = ("journal", "score_card")


class RoomClosed(LearningError):
    """No room is open for this pupil."""

    msgid = N_("Your room is not open just now. Please ask your teacher.")
    status = 403


class NothingLeft(LearningError):
    """The pupil has done all that the room asks today."""

    msgid = N_("You have done this already. Thank you!")
    status = 409


class VisitOver(LearningError):
    """The visit ended: by finishing, by idling, by the next card, or because the room closed."""

    msgid = N_(
        "This visit is over. What was kept before is safe; the last answer may not be. Show your QR card to go on."
    )
    status = 409


class AnotherVisit(LearningError):
    """A page of an earlier visit: a newer one has begun at this tablet since."""

    msgid = N_("Another visit has begun on this tablet, so this was not kept. Show your QR card to go on.")
    status = 409


class NotOfThisVisit(LearningError):
    """A question that this visit does not ask."""

    msgid = N_("This question does not belong to your visit.")
    status = 404


class NothingGiven(LearningError):
    """Next was pressed without an answer."""

    msgid = N_("Choose or write something, or press “I don't know”.")


class WordsTooLong(LearningError):
    """More words than an answer holds."""

    msgid = N_("That is a lot! Please make it a little shorter.")


@dataclass(frozen=True)
class Step:
    """One question of a visit: of the journal, or one characteristic of the score card in the child's wording.

    `answered` tells that something is kept; what was given is shown only when it was given in this visit."""

    task: str
    id: int
    kind: str
    wording: str
    follow_up: str
    low_end: str
    high_end: str
    number: int
    of: int
    answered: bool = False
    state: str = ""
    choice: str = ""
    words: str = ""
    score: int | None = None
    why: str = ""
    improve: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class Visit:
    """A running visit. `sequence` is higher than that of anything kept before: it orders what the tablet sends."""

    id: int
    pupil: Pupil
    room: Room
    tablet_id: int
    entry_id: int | None
    opinion_id: int | None
    steps: tuple[Step, ...]
    sequence: int

    def first_open(self) -> Step | None:
        """The first question without an answer, or None when all have one."""
        return next((step for step in self.steps if not step.answered), None)

    def step(self, task: str, step_id: int) -> Step:
        """One question of this visit; raises NotOfThisVisit."""
        for step in self.steps:
            if (step.task, step.id) == (task, step_id):
                return step
        raise NotOfThisVisit()

    def after(self, step: Step) -> Step | None:
        """The question after this one, or None after the last."""
        return self.steps[step.number] if step.number < step.of else None

    def before(self, step: Step) -> Step | None:
        """The question before this one, or None before the first."""
        return self.steps[step.number - 2] if step.number > 1 else None


# --- beginning and ending ---------------------------------------------------------------------------------------


def greet(pupil_id: int, now: datetime) -> Pupil:
    """The pupil behind a QR card, to be asked "Is this you?"; raises RoomClosed. Begins nothing."""
    if room_for(pupil_id, now) is None:
        raise RoomClosed()
    return pupil(pupil_id)


@writing
def begin(pupil_id: int, tablet_id: int, now: datetime, today: date) -> str:
    """Begin a pupil's visit at a tablet and return its token; what was begun today goes on.

    Ends the tablet's and the pupil's earlier visits. Raises RoomClosed, NothingLeft."""
    room = room_for(pupil_id, now)
    if room is None:
        raise RoomClosed()
    visit = tables.Visit
    visit.update(ended_at=now).where(
        visit.ended_at.is_null(), (visit.tablet == tablet_id) | (visit.pupil == pupil_id)
    ).execute()
    entry = _open_entry(pupil_id, room, today) if room.journal else None
    opinion = _open_opinion(pupil_id, room, today) if room.score_card else None
    if entry is None and opinion is None:
        raise NothingLeft()
    token = keys.new_token()
    visit.create(
        token_hash=keys.token_hash(token),
        pupil=pupil_id,
        tablet=tablet_id,
        room=room.id,
        entry=entry,
        opinion=opinion,
        started_at=now,
        seen_at=now,
    )
    return token


def _open_entry(pupil_id, room, today) -> int | None:
    row, _ = tables.Entry.get_or_create(pupil=pupil_id, round=room.round_id, on=today)
    return None if row.finished_at else row.id


def _open_opinion(pupil_id, room, today) -> int | None:
    row, _ = tables.Opinion.get_or_create(
        pupil=pupil_id, round=room.round_id, view="pupil", giver="", defaults={"on": today, "by": pupil(pupil_id).name}
    )
    return None if row.finished_at else row.id


@writing
def finish(visit: Visit, now: datetime) -> None:
    """The pupil has finished: the journal and the score card are complete, and the visit ends."""
    tables.Entry.update(finished_at=now).where(tables.Entry.id == visit.entry_id).execute()
    tables.Opinion.update(finished_at=now).where(tables.Opinion.id == visit.opinion_id).execute()
    tables.Visit.update(ended_at=now).where(tables.Visit.id == visit.id).execute()


@writing
def leave(token: str, now: datetime) -> None:
    """End a visit without finishing; everything given stays kept, and the next scan goes on."""
    visit = tables.Visit
    visit.update(ended_at=now).where(
        visit.token_hash == keys.token_hash(token or ""), visit.ended_at.is_null()
    ).execute()


@writing
def stay(visit: Visit, now: datetime) -> None:
    """The pupil is there, thinking: the idle time begins anew. Raises VisitOver."""
    if store.run(_SEEN, now, visit.id).rowcount != 1:
        raise VisitOver()


@writing
def ask_to_talk(visit: Visit, place: str, now: datetime) -> list[str]:
    """The pupil wants to talk to someone: raises a concern and returns the names of those who are told."""
    raise_concern(visit.pupil.id, visit.id, place, now)
    return listeners(visit.room.cohort_id)


def listeners(cohort_id: int) -> list[str]:
    """The adults who see a concern of this cohort's pupils: its team, and the leads."""
    member, team = tables.Member, tables.CohortMember
    ids = team.select(team.member).where(team.cohort == cohort_id)
    rows = member.select().where(member.retired_at.is_null(), (member.id << ids) | (member.duty == "lead"))
    return [row.name for row in rows.order_by(member.duty == "lead", member.name)]


# --- the visit as it stands: two queries, since every answer asks ------------------------------------------------

_VISIT = """
SELECT v.id, v.tablet_id, v.entry_id, v.opinion_id, v.started_at, v.seen_at,
       p.id, p.forename, p.surname, p.preferred_forename, p.preferred_surname, p.year, p.class_name, p.key, p.left_on,
       m.id, r.cohort_id, c.name, r.id, r.name, m.journal, m.score_card, m.opened_at, m.closes_at
FROM visit v JOIN pupil p ON p.id = v.pupil_id JOIN tablet t ON t.id = v.tablet_id JOIN room m ON m.id = v.room_id
     JOIN round r ON r.id = m.round_id JOIN cohort c ON c.id = r.cohort_id
WHERE v.token_hash = ? AND v.ended_at IS NULL AND t.signed_out_at IS NULL AND m.closed_at IS NULL"""

_STEPS = """
SELECT 'journal' AS task, q.id AS id, q.kind, q.wording, q.follow_up, q.low_end, q.high_end, q.position AS position,
       a.state, a.choice, a.words, a.score, '' AS why, '' AS improve, '' AS evidence, a.visit_id, a.sequence
FROM question q LEFT JOIN answer a ON a.question_id = q.id AND a.entry_id = ?
WHERE q.retired_on IS NULL AND ? = 1
UNION ALL
SELECT 'score_card', c.id, 'score', c.child_wording, c.name, c.low_end, c.high_end, c.position,
       s.state, '', '', s.score, s.why, s.improve, s.evidence, s.visit_id, s.sequence
FROM characteristic c LEFT JOIN score s ON s.characteristic_id = c.id AND s.opinion_id = ?
WHERE c.retired_on IS NULL AND ? = 1
ORDER BY task, position, id"""


def visit_of(token: str, now: datetime) -> Visit:
    """The running visit with this token; raises VisitOver after finishing, 10 idle minutes, 45 minutes, or the room."""
    row = store.run(_VISIT, keys.token_hash(token or "")).fetchone()
    if row is None:
        raise VisitOver()
    visit_id, tablet_id, entry_id, opinion_id, started_at, seen_at = row[:6]
    opened_at, closes_at = map(store.moment, row[22:])
    if now >= closes_at or now - store.moment(seen_at) > IDLE_TIME or now - store.moment(started_at) > LONGEST_VISIT:
        raise VisitOver()
    room = Room(*row[15:20], bool(row[20]), bool(row[21]), opened_at, closes_at, None, True)
    steps, sequence = _steps(visit_id, entry_id, opinion_id)
    return Visit(visit_id, pupil_of(*row[6:15]), room, tablet_id, entry_id, opinion_id, steps, sequence)


def _steps(visit_id, entry_id, opinion_id) -> tuple[tuple[Step, ...], int]:
    rows = store.run(
        _STEPS, entry_id or 0, int(entry_id is not None), opinion_id or 0, int(opinion_id is not None)
    ).fetchall()
    steps, sequence = [], 0
    for number, row in enumerate(rows, 1):
        task, step_id, kind, wording, follow_up, low_end, high_end, _, state, *given, given_in, kept = row
        step = Step(
            task,
            step_id,
            kind,
            wording,
            "" if task == "score_card" else follow_up,
            low_end,
            high_end,
            number,
            len(rows),
            answered=state is not None,
        )
        if given_in == visit_id:
            choice, words, score, why, improve, evidence = given
            step = replace(
                step, state=state, choice=choice, words=words, score=score, why=why, improve=improve, evidence=evidence
            )
        steps.append(step)
        sequence = max(sequence, kept or 0)
    return tuple(steps), sequence + 1


# --- keeping an answer ------------------------------------------------------------------------------------------


def keep_answer(visit: Visit, task: str, step_id: int, press: str, fields: dict, now: datetime) -> Visit:
    """Keep what was given to one question and return the visit as it stands then.

    `press` is "next", "unknown" (I don't know) or "skip"; `fields` hold score, choice, words, why, improve, evidence
    and sequence as typed. Sending the same twice is harmless; an older page never overwrites what a newer one kept.
    Raises NotOfThisVisit, NothingGiven, WordsTooLong, ScoreOutsideScale, VisitOver."""
    step = _read(visit.step(task, step_id), press, fields)
    sent = str(fields.get("sequence") or "")
    sequence = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 16 else visit.sequence
    _keep(visit, step, sequence, now)
    steps = tuple(step if old.number == step.number else old for old in visit.steps)
    return replace(visit, steps=steps, sequence=max(visit.sequence, sequence) + 1)


def _read(step: Step, press: str, fields: dict) -> Step:
    """The step with what was given to it."""
    state = PRESSES.get(press)
    if state is None:
        raise NothingGiven()
    typed = {name: _lines(fields.get(name)) for name in ("words", "why", "improve", "evidence", "choice")}
    if any(len(words) > LONGEST_WORDS for words in typed.values()):
        raise WordsTooLong()
    score = read_score(fields.get("score"))
    empty = replace(step, answered=True, state=state, choice="", words="", score=None, why="", improve="", evidence="")
    reasons = {name: typed[name] for name in ("why", "improve", "evidence")} if step.kind == "score" else {}
    if state != "given":
        return replace(empty, **reasons)
    if step.kind in ("track", "score"):
        given = replace(empty, score=score, **reasons)
    elif step.kind == "yes_no":
        if typed["choice"] not in ("", *CHOICES):
            raise NothingGiven()
        given = replace(empty, choice=typed["choice"], words=typed["words"])
    else:
        given = replace(empty, words=typed["words"])
    if given.score is None and not given.choice and not given.words:
        raise NothingGiven()
    return given


def _lines(typed: str | None) -> str:
    """Words as typed; a line end is one character, as the browser counted it, though it is sent as two."""
    return (typed or "").replace("\r\n", "\n").strip()


_SEEN = "UPDATE visit SET seen_at = ? WHERE id = ? AND ended_at IS NULL"

_KEEP_ANSWER = """
INSERT INTO answer (entry_id, question_id, state, choice, words, score, visit_id, sequence, kept_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (entry_id, question_id) DO UPDATE SET state = excluded.state,
choice = excluded.choice, words = excluded.words, score = excluded.score, visit_id = excluded.visit_id,
sequence = excluded.sequence, kept_at = excluded.kept_at WHERE excluded.sequence >= answer.sequence"""

_KEEP_SCORE = """
INSERT INTO score (opinion_id, characteristic_id, state, score, why, improve, evidence, visit_id, sequence, kept_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (opinion_id, characteristic_id) DO UPDATE SET state = excluded.state,
score = excluded.score, why = excluded.why, improve = excluded.improve, evidence = excluded.evidence,
visit_id = excluded.visit_id, sequence = excluded.sequence, kept_at = excluded.kept_at
WHERE excluded.sequence >= score.sequence"""


@writing
def _keep(visit: Visit, step: Step, sequence: int, now: datetime) -> None:
    stay(visit, now)
    if step.task == "journal":
        store.run(
            _KEEP_ANSWER,
            visit.entry_id,
            step.id,
            step.state,
            step.choice,
            step.words,
            step.score,
            visit.id,
            sequence,
            now,
        )
    else:
        store.run(
            _KEEP_SCORE,
            visit.opinion_id,
            step.id,
            step.state,
            step.score,
            step.why,
            step.improve,
            step.evidence,
            visit.id,
            sequence,
            now,
        )
