"""The visit: one pupil's turn at a tablet, from "Is this you?" to the finish, and the steps it asks one at a time."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from learning.classroom.calls import end_calls
from learning.classroom.qr_cards import note_use
from learning.classroom.rooms import check_open, Room, RoomClosed, rooms_for
from learning.core import keys, store
from learning.core.errors import LearningError, N_
from learning.core.store import writing
from learning.journals.tables import EntryRow
from learning.people.concerns import raise_concern
from learning.people.pupils import Pupil, pupil, pupil_of
from learning.people.tables import CohortMemberRow, MemberRow
from learning.rounds.questions import newest_version, Option, question_set, read_options, version_for
from learning.rounds.rounds import GENERAL
from learning.score_cards.tables import OpinionRow

from .news import News, news_for
from .running import end_visits, IS_RUNNING, later_tablet, limits, note_seen, TABLES
from .tables import VisitRow

TASKS = ("news", "journal", "card_sort", "score_card")
SIDES = {1: "most", 2: "least"}
SHELF_LIFE = timedelta(days=7)  # how long after its beginning a visit's late answers are taken


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


class GoingOnElsewhere(VisitOver):
    """The same pupil's QR card was shown at another tablet since."""

    msgid = N_("You are going on at %(tablet)s now. What was kept here is safe.")


class AnotherVisit(LearningError):
    """A page of an earlier visit: a newer one has begun at this tablet since."""

    msgid = N_("Another visit has begun on this tablet, so this was not kept. Show your QR card to go on.")
    status = 409


class NotOfThisVisit(LearningError):
    """A question that this visit does not ask."""

    msgid = N_("This question does not belong to your visit.")
    status = 404


@dataclass(frozen=True)
class Step:
    """One question of a visit: what was agreed (news), one of the journal, one side of the card sort (1 most, 2 least
    like me), or one characteristic of the score card in the child's wording.

    `answered` tells that something is kept (a draft is not); what was given, and in which state, is there only when it
    was given in this visit. `earlier`: an earlier visit left words here unfinished; they are kept, not shown."""

    task: str
    id: int
    kind: str
    wording: str = ""
    follow_up: str = ""
    low_end: str = ""
    high_end: str = ""
    options: tuple[Option, ...] = ()
    picture: str = ""
    symbol: str = ""
    number: int = 0
    of: int = 0
    answered: bool = False
    state: str = ""
    given: dict = field(default_factory=dict)
    earlier: bool = False


@dataclass(frozen=True)
class Visit:
    """A running visit, or the rehearsal of one by nobody.

    `sequence` counts milliseconds from its beginning: it orders what the tablet sends. `about` is the round's focus, ""
    for learning in general."""

    id: int
    pupil: Pupil | None
    room: Room | None
    tablet_id: int
    entry_id: int | None
    opinion_id: int | None
    version_id: int | None
    on: date
    card_sort: str
    tells_news: bool
    sequence: int
    about: str = ""

    @cached_property
    def news(self) -> News | None:
        """What was agreed last time, where the round tells it and anything was written for the pupil."""
        return news_for(self.pupil.id, self.on, self.id) if self.tells_news else None

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The questions of this visit, in order, as they stand now."""
        return _steps(self)

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
    check_open(pupil_id, now)
    return pupil(pupil_id)


@writing
def begin(pupil_id: int, tablet_id: int, now: datetime, today: date, started_by: str = "card") -> str:
    """Begin a pupil's visit at a tablet and return its token; what was begun today goes on.

    `started_by`: by the QR "card", by its "letters", or "called" by a member of staff. Of several open rooms it is
    the newest in which anything is left to do. Ends the tablet's and the pupil's earlier visits.
    Raises RoomClosed, NothingLeft.
    """
    end_visits((VisitRow.tablet == tablet_id) | (VisitRow.pupil == pupil_id), now)
    room, entry, opinion = _work_left(pupil_id, now, today)
    end_calls(tablet_id, pupil_id)
    if started_by != "called":
        note_use(pupil_id, now)
    token = keys.new_token()
    VisitRow.create(
        token_hash=keys.token_hash(token),
        pupil=pupil_id,
        tablet=tablet_id,
        room=room.id,
        entry=entry,
        opinion=opinion,
        started_at=now,
        seen_at=now,
        started_by=started_by,
    )
    return token


def _work_left(pupil_id, now, today) -> tuple[Room, int | None, int | None]:
    rooms = rooms_for(pupil_id, now)
    if not rooms:
        raise RoomClosed()
    for room in rooms:
        entry = _open_entry(pupil_id, room, today) if room.journal else None
        opinion = _open_opinion(pupil_id, room, today) if room.score_card else None
        if entry or opinion:
            return room, entry, opinion
    raise NothingLeft()


def _open_entry(pupil_id, room, today) -> int | None:
    row, _ = EntryRow.get_or_create(
        pupil=pupil_id, round=room.round_id, on=today, defaults={"version": version_for(room.round_id, pupil_id)}
    )
    return None if row.finished_at else row.id


def _open_opinion(pupil_id, room, today) -> int | None:
    row, _ = OpinionRow.get_or_create(
        pupil=pupil_id, round=room.round_id, view="pupil", giver="", defaults={"on": today, "by": pupil(pupil_id).name}
    )
    return None if row.finished_at else row.id


@writing
def finish(visit: Visit, now: datetime) -> None:
    """The pupil has finished: the journal and the score card are complete, and the visit ends."""
    for table, one_id in ((EntryRow, visit.entry_id), (OpinionRow, visit.opinion_id)):
        table.update(finished_at=now).where(table.id == one_id, table.finished_at.is_null()).execute()
    end_visits(VisitRow.id == visit.id, now)


@writing
def reopen(pupil_id: int, room: Room, now: datetime) -> None:
    """Undo a wrong finish, or invite a pupil again: today's journal and the score card of the room's round are open
    once more, with everything given so far. Raises RoomClosed."""
    check_open(pupil_id, now)
    entry, opinion = EntryRow, OpinionRow
    latest = entry.select().where(entry.pupil == pupil_id, entry.round == room.round_id).order_by(entry.on.desc())
    if room.journal and (row := latest.first()) and row.on >= room.opened_at.date():
        entry.update(finished_at=None).where(entry.id == row.id).execute()
    if room.score_card:
        mine = opinion.pupil == pupil_id, opinion.round == room.round_id, opinion.view == "pupil"
        opinion.update(finished_at=None).where(*mine).execute()


@writing
def leave(token: str, now: datetime) -> None:
    """End a visit without finishing; everything given stays kept, and the next scan goes on."""
    end_visits(VisitRow.token_hash == keys.token_hash(token or ""), now)


@writing
def stay(visit: Visit, now: datetime) -> None:
    """The pupil is there, thinking: the idle time begins anew. Raises VisitOver."""
    if not note_seen(visit.id, now):
        raise VisitOver()


@writing
def ask_to_talk(visit: Visit, place: str, now: datetime) -> list[str]:
    """The pupil wants to talk to someone: raises a concern and returns the names of those who are told."""
    raise_concern(visit.pupil.id, visit.id, place, now)
    return listeners(visit.room.cohort_id)


def listeners(cohort_id: int) -> list[str]:
    """The adults who see a concern of this cohort's pupils: its team, and the leads."""
    member, team = MemberRow, CohortMemberRow
    ids = team.select(team.member).where(team.cohort == cohort_id)
    rows = member.select().where(member.retired_at.is_null(), (member.id << ids) | (member.duty == "lead"))
    return [row.name for row in rows.order_by(member.duty == "lead", member.name)]


# --- the visit as it stands: one query, and its steps only when they are asked for --------------------------------

_VISIT = f"""
SELECT v.id, v.tablet_id, v.entry_id, v.opinion_id, v.started_at,
       e.version_id, e."on", o."on", r.card_sort, r.tells_news, r.focus,
       p.id, p.forename, p.surname, p.preferred_forename, p.preferred_surname, p.year, p.class_name, p.key, p.left_on,
       m.id, r.cohort_id, c.name, r.id, r.name, m.journal, m.score_card, m.opened_at, m.closes_at
FROM {TABLES} JOIN cohort c ON c.id = r.cohort_id
     LEFT JOIN entry e ON e.id = v.entry_id LEFT JOIN opinion o ON o.id = v.opinion_id
WHERE v."""


def visit_of(token: str, now: datetime) -> Visit:
    """The running visit with this token; raises VisitOver after finishing, 10 idle minutes, 45 minutes, or the room."""
    hashed = keys.token_hash(token or "")
    row = store.run(f"{_VISIT}token_hash = ? AND {IS_RUNNING}", hashed, *limits(now)).fetchone()
    if row is None:
        raise _why_over(hashed, now)
    return _visit(row, now)


def _why_over(token_hash: str, now: datetime) -> VisitOver:
    """Why a visit is over: the pupil may be going on at another tablet."""
    row = VisitRow.get_or_none(VisitRow.token_hash == token_hash)
    tablet = row and later_tablet(row.id, now)
    return GoingOnElsewhere(tablet=tablet) if tablet else VisitOver()


def visit_begun(visit_id: int, now: datetime) -> tuple[Visit, datetime]:
    """A visit that may be over long ago, and when it was begun; raises VisitOver where there was none."""
    row = store.run(f"{_VISIT}id = ?", visit_id).fetchone()
    if row is None:
        raise VisitOver()
    return _visit(row, now), store.moment(row[4])


def visit_by_id(visit_id: int, now: datetime) -> Visit:
    """A visit by its id, for the room's board; raises VisitOver where there was none."""
    return visit_begun(visit_id, now)[0]


def _visit(row, now: datetime) -> Visit:
    visit_id, tablet_id, entry_id, opinion_id, started_at = row[:5]
    version_id, entry_on, opinion_on, card_sort, tells_news, focus = row[5:11]
    room = Room(*row[20:25], bool(row[25]), bool(row[26]), *map(store.moment, row[27:]), None, True)
    on = store.day(entry_on or opinion_on)
    sequence = max(0, (now - store.moment(started_at)) // timedelta(milliseconds=1))
    whose, asked = pupil_of(*row[11:20]), (card_sort if opinion_id else "", bool(tells_news))
    about = "" if focus == GENERAL else focus
    return Visit(visit_id, whose, room, tablet_id, entry_id, opinion_id, version_id, on, *asked, sequence, about)


def rehearsal(set_id: int, today: date) -> Visit:
    """A visit of nobody that asks the newest version of a question set, for staff to look at. Raises NoSuchSet."""
    question_set(set_id)
    nobody, nothing = -1, None
    return Visit(
        0, nothing, nothing, 0, nobody, None, newest_version(set_id), today, card_sort="", tells_news=False, sequence=0
    )


_JOURNAL = """
SELECT q.id, q.kind, q.wording, q.follow_up, q.low_end, q.high_end, q.options, q.picture, q.symbol,
       a.state, a.visit_id, a.earlier, a.choice, a.other, a.words, a.degree, a.score
FROM version_question k JOIN question q ON q.id = k.question_id
     LEFT JOIN answer a ON a.question_id = q.id AND a.entry_id = ?
WHERE k.version_id = ? ORDER BY k.position"""
_SCORE_CARD = """
SELECT c.id, 'score', c.child_wording, '', c.low_end, c.high_end, '', '', c.symbol,
       s.state, s.visit_id, s.earlier, s.score, s.why, s.improve, s.evidence
FROM characteristic c LEFT JOIN score s ON s.characteristic_id = c.id AND s.opinion_id = ?
WHERE c.id IN (SELECT characteristic_id FROM round_characteristic WHERE round_id = ?)
    OR (c.retired_on IS NULL AND NOT EXISTS (SELECT 1 FROM round_characteristic WHERE round_id = ?)
        AND (c.id IN (SELECT characteristic_id FROM cohort_characteristic WHERE cohort_id = ?)
             OR NOT EXISTS (SELECT 1 FROM cohort_characteristic k JOIN characteristic a ON a.id = k.characteristic_id
                            WHERE k.cohort_id = ? AND a.retired_on IS NULL)))
ORDER BY c.position, c.id"""
_CARD_SORT = "SELECT side, state, visit_id, chosen FROM card_sort WHERE opinion_id = ?"
IN_JOURNAL = ("choice", "other", "words", "degree", "score")
IN_SCORE_CARD = ("score", "why", "improve", "evidence")


def asked(visit: Visit, task: str, step_id: int) -> Step:
    """One question as this visit may ask it, read alone: its number is not told. Raises NotOfThisVisit."""
    of_task = {"news": _news_steps, "journal": _journal_steps, "card_sort": _sides, "score_card": cards}.get(task)
    for step in of_task(visit) if of_task else ():
        if step.id == step_id:
            return step
    raise NotOfThisVisit()


def _steps(visit: Visit) -> tuple[Step, ...]:
    steps = [*_news_steps(visit), *_journal_steps(visit), *_sorted_cards(visit)]
    return tuple(replace(step, number=number, of=len(steps)) for number, step in enumerate(steps, 1))


def _news_steps(visit: Visit) -> list[Step]:
    return [_news_step(visit.news)] if visit.news else []


def _journal_steps(visit: Visit) -> list[Step]:
    if not visit.entry_id:
        return []
    rows = store.run(_JOURNAL, visit.entry_id, visit.version_id or 0).fetchall()
    return [_question_step("journal", row, IN_JOURNAL, visit) for row in rows]


def _news_step(news: News) -> Step:
    said = {f"{'talk' if item is news.talk else 'aim'}-{item.id}": item.how for item in news.items if item.how}
    return Step("news", 0, "news", answered=news.answered, given=said)


def _question_step(task: str, row, names, visit: Visit) -> Step:
    *asked, options, picture, symbol = row[:9]
    state, given_in, earlier, *given = row[9:]
    mine = state is not None and given_in == visit.id
    return Step(
        task,
        *asked,
        tuple(read_options(options.splitlines())),
        picture,
        symbol,
        answered=state not in (None, "draft"),
        state=state if mine else "",
        given={name: str(value) for name, value in zip(names, given, strict=True) if value not in (None, "")}
        if mine
        else {},
        earlier=state == "draft" and (not mine or bool(earlier)),
    )


# --- the card sort (R32) ----------------------------------------------------------------------------------------


def most_cards(cards: int) -> int:
    """How many of so many cards a pupil may choose for one side: up to four, and never more than half."""
    return min(4, cards // 2)


def cards(visit: Visit) -> list[Step]:
    """What the round asks, as characteristics_in tells: the cards to sort, and the steps of the score card."""
    if not visit.opinion_id:
        return []
    asked_in = (visit.room.round_id, visit.room.round_id, visit.room.cohort_id, visit.room.cohort_id)
    rows = store.run(_SCORE_CARD, visit.opinion_id, *asked_in).fetchall()
    return [_question_step("score_card", row, IN_SCORE_CARD, visit) for row in rows]


def _sides(visit: Visit) -> list[Step]:
    if not visit.card_sort:
        return []
    rows = {side: rest for side, *rest in store.run(_CARD_SORT, visit.opinion_id).fetchall()}
    steps = []
    for step_id, side in SIDES.items():
        state, given_in, chosen = rows.get(side, ("", None, ""))
        given = {"chosen": chosen} if given_in == visit.id and chosen else {}
        steps.append(Step("card_sort", step_id, "sort", answered=bool(state), state=state, given=given))
    return steps


def _sorted_cards(visit: Visit) -> list[Step]:
    """The score card's steps, after the two of the card sort where the round has one and there is anything to sort."""
    scores = cards(visit)
    if not visit.card_sort or not most_cards(len(scores)):
        return scores
    sides = _sides(visit)
    if visit.card_sort == "shorten" and all(side.answered for side in sides):
        chosen = _chosen(visit)
        scores = [step for step in scores if str(step.id) in chosen] or scores
    return sides + scores


def _chosen(visit: Visit) -> set[str]:
    rows = store.run(_CARD_SORT, visit.opinion_id).fetchall()
    return {card for *_, chosen in rows for card in chosen.split()}
