"""A pupil's visit to a tablet, from "Is this you?" to Finish: begin it, find it by its token, end it."""

from datetime import date, datetime

from learning.classroom.calls import end_calls
from learning.classroom.qr_cards import note_use
from learning.classroom.rooms import check_open, Room, RoomClosed, rooms_for, version_in
from learning.core import keys
from learning.core.errors import LearningError, N_
from learning.core.store import writing
from learning.journals.answers import begin_entry, finish_entry, reopen_entry
from learning.journals.tables import CHECK_IN, JOURNAL
from learning.people.pupils import Pupil, pupil
from learning.rounds.question_sets import question_set
from learning.rounds.set_versions import newest_version
from learning.score_cards.pupil_answers import begin_pupil_opinion, finish_pupil_opinion, reopen_pupil_opinion

from .ending import end_visits
from .reading import running_visit, visit_and_start
from .running import later_tablet, note_seen
from .steps import Visit
from .tables import VisitRow

BY_QR_CARD, BY_SHORT_CODE, BY_STAFF = "card", "letters", "called"  # what began a visit, as it is stored


class NothingLeft(LearningError):
    """The pupil has finished everything that their open rooms ask for today."""

    msgid = N_("You have done this already. Thank you!")
    status = 409


class VisitOver(LearningError):
    """The visit is over, for any of the reasons in `running`."""

    msgid = N_(
        "This visit is over. Your saved answers are safe. Your last answer may be missing. Show your QR card to go on."
    )
    status = 409


class GoingOnElsewhere(VisitOver):
    """The pupil has since begun another visit at another tablet."""

    msgid = N_("You are using %(tablet)s now. Your saved answers are safe.")


class AnotherVisit(LearningError):
    """The page belongs to an earlier visit: another one has since begun in this browser."""

    msgid = N_("A new visit has begun on this tablet. Your last answer was not saved. Show your QR card to carry on.")
    status = 409


# --- beginning and ending ---------------------------------------------------------------------------------------


def greet(pupil_id: int, now: datetime) -> Pupil:
    """Return the pupil of a QR card, for the question "Is this you?". Begins nothing. Raises RoomClosed."""
    check_open(pupil_id, now)
    return pupil(pupil_id)


@writing
def begin(pupil_id: int, tablet_id: int, now: datetime, today: date, started_by: str = BY_QR_CARD) -> str:
    """Begin a pupil's visit at a tablet and return its token. An entry or score card begun today goes on.

    `started_by` is BY_QR_CARD, BY_SHORT_CODE or BY_STAFF. Where several rooms are open, the visit is in the newest one
    with anything left to do. Ends earlier visits of the tablet and of the pupil. Raises RoomClosed, NothingLeft.
    """
    end_visits((VisitRow.tablet == tablet_id) | (VisitRow.pupil == pupil_id), now)
    room, entry, opinion = _work_left(pupil_id, now, today)
    end_calls(tablet_id, pupil_id)
    if started_by != BY_STAFF:
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


def _work_left(pupil_id: int, now: datetime, today: date) -> tuple[Room, int | None, int | None]:
    rooms = rooms_for(pupil_id, now)
    if not rooms:
        raise RoomClosed()
    for room in rooms:
        entry_id = _open_entry(pupil_id, room, today) if room.journal else None
        opinion_id = _open_opinion(pupil_id, room, today) if room.score_card else None
        if entry_id or opinion_id:
            return room, entry_id, opinion_id
    raise NothingLeft()


def _open_entry(pupil_id: int, room: Room, today: date) -> int | None:
    kind = CHECK_IN if room.check_in_id else JOURNAL
    entry, _ = begin_entry(pupil_id, room.round_id, today, kind=kind, version=version_in(room, pupil_id))
    return None if entry.finished_at else entry.id


def _open_opinion(pupil_id: int, room: Room, today: date) -> int | None:
    opinion = begin_pupil_opinion(pupil_id, room.round_id, today)
    return None if opinion.finished_at else opinion.id


@writing
def finish(visit: Visit, now: datetime) -> None:
    """Finish the journal and the score card, and end the visit."""
    finish_entry(visit.entry_id, now)
    finish_pupil_opinion(visit.opinion_id, now)
    end_visits(VisitRow.id == visit.id, now)


@writing
def finish_late(visit: Visit, now: datetime) -> None:
    """Finish with a press that waited in a tablet, unless the pupil has gone on in a later visit since then."""
    later = VisitRow.select().where(VisitRow.pupil == (visit.pupil and visit.pupil.id), VisitRow.id > visit.id)
    if not later.exists():
        finish(visit, now)


@writing
def reopen(pupil_id: int, room: Room, now: datetime) -> None:
    """Undo a wrong finish, or invite a pupil again: the journal written since the room opened and the score card of its
    round can be filled in again, with every answer given so far. Raises RoomClosed."""
    check_open(pupil_id, now)
    if room.journal:
        kind = CHECK_IN if room.check_in_id else JOURNAL
        reopen_entry(pupil_id, room.round_id, room.opened_at.date(), kind)
    if room.score_card:
        reopen_pupil_opinion(pupil_id, room.round_id)


@writing
def leave(token: str, now: datetime) -> None:
    """End a visit without finishing. All answers stay saved, and the next scan goes on from there."""
    end_visits(VisitRow.token_hash == keys.token_hash(token or ""), now)


@writing
def stay(visit: Visit, now: datetime) -> None:
    """Start the idle time again, because the pupil is still there. Raises VisitOver."""
    if not note_seen(visit.id, now):
        raise VisitOver()


# --- finding a visit --------------------------------------------------------------------------------------------


def visit_of(token: str, now: datetime) -> Visit:
    """Return the running visit with this token. Raises VisitOver where it is over (see `running`)."""
    hashed = keys.token_hash(token or "")
    visit = running_visit(hashed, now)
    if visit is None:
        raise _why_over(hashed, now)
    return visit


def visit_over(token: str, now: datetime) -> Visit:
    """Return the visit with this token although it is over, however late it is. Raises VisitOver where there is
    none."""
    row = VisitRow.get_or_none(VisitRow.token_hash == keys.token_hash(token or ""))
    if row is None:
        raise VisitOver()
    return visit_by_id(row.id, now)


def _why_over(token_hash: str, now: datetime) -> VisitOver:
    """Return the error to raise: the pupil may have gone on at another tablet."""
    row = VisitRow.get_or_none(VisitRow.token_hash == token_hash)
    tablet = later_tablet(row.id, now) if row else None
    return GoingOnElsewhere(tablet=tablet) if tablet else VisitOver()


def visit_begun(visit_id: int, now: datetime) -> tuple[Visit, datetime]:
    """Return a visit, running or over, and when it began. Raises VisitOver where there is none with this id."""
    found = visit_and_start(visit_id, now)
    if found is None:
        raise VisitOver()
    return found


def visit_by_id(visit_id: int, now: datetime) -> Visit:
    """Return a visit by its id, running or over. Raises VisitOver where there is none."""
    return visit_begun(visit_id, now)[0]


def rehearsal(set_id: int, today: date) -> Visit:
    """Return a visit without a pupil that asks the newest version of a question set, for staff to preview. Raises
    NoSuchSet."""
    question_set(set_id)
    return Visit(
        id=0,
        pupil=None,
        room=None,
        tablet_id=0,
        entry_id=-1,
        opinion_id=None,
        version_id=newest_version(set_id),
        on=today,
        card_sort="",
        tells_news=False,
        sequence=0,
    )
