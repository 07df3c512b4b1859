"""Invitations: somebody outside is asked for one view of one pupil in one round, without an account (R10)."""

from dataclasses import dataclass
from datetime import date, datetime

from learning.classroom.qr_cards import GUESSES, GUESSES_IN_ALL, GUESSING_TIME, TooManyShortCodes
from learning.core import keys
from learning.core.codes import long_code, plain, short_code
from learning.core.errors import LearningError, N_
from learning.core.guesses import forgive, note_guess
from learning.core.store import writing
from learning.people.pupils import Pupil, pupil_from
from learning.people.tables import CohortRow, PupilRow
from learning.rounds.asking import characteristics_in, pupils_asked
from learning.rounds.characteristics import Characteristic
from learning.rounds.rounds import check_open, Round, round_, round_for, round_from
from learning.rounds.tables import RoundRow
from learning.score_cards.guest_opinions import (
    begin_guest_opinion,
    finish_guest_opinion,
    has_scores,
    remove_guest_opinion,
    reopen_guest_opinion,
    save_guest_score,
)
from learning.score_cards.score_card import GiverMissing, is_agreed, NoScoreGiven, NoSuchView, OpinionClosed, Score
from learning.score_cards.tables import OpinionRow, ScoreRow
from learning.visits.answers import read
from learning.visits.steps import Step

from .asked import decline, take_back_refusal
from .tables import DeclinedRow, InvitationRow

INVITED_VIEWS = ("parent", "professional", "community")
OPEN = ("waiting", "begun")
IN_USE = (*OPEN, "answered")
SHORT_LENGTH = 10  # no tablet stands before it, so two letters more than a QR card's


class NoSuchInvitation(LearningError):
    """No invitation has this code."""

    msgid = N_("We do not know this code. Please check its letters, or ask the school.")
    status = 404


class InvitationOver(LearningError):
    """Revoked, past its last day, or its round is closed."""

    msgid = N_("This invitation has ended. If you would still like to answer, please ask the school for a new one.")
    status = 410


class AlreadySent(LearningError):
    """What this invitation asked for has been given."""

    msgid = N_("Your answers have arrived. Thank you! If something needs to change, please tell the school.")
    status = 409


class AlreadyDeclined(LearningError):
    """Whoever was invited would rather not answer, and said so."""

    msgid = N_("You told us that you would rather not answer. Have you changed your mind? Please tell the school.")
    status = 409


class NotAskedAnyMore(LearningError):
    """A characteristic that the round was asking when the page was opened."""

    msgid = N_("This question has been removed. Please go on to the next one.")
    status = 404


class LastDayPast(LearningError):
    """An invitation that could never be used."""

    msgid = N_("The last day of the invitation is in the past.")


class TooManyCodes(TooManyShortCodes):
    """Too many wrong codes within a minute."""

    msgid = N_("There were too many wrong codes. Please wait a minute and try again.")


@dataclass(frozen=True)
class Invitation:
    """One invitation: `code` stands in its link, `short_code` ("ABCDE FGHJK") can be typed; `to` and `role` may be "".

    `state`: "waiting", "begun", "answered", "declined", "over" (its last day has passed, or the round is closed),
    "revoked"."""

    id: int
    round: Round
    pupil: Pupil
    view: str
    to: str
    role: str
    code: str
    short_code: str
    until: date
    made_at: datetime
    state: str
    answered_at: datetime | None
    opinion_id: int | None


def _from(row, today: date) -> Invitation:
    short = short_code("invited", row.seed, SHORT_LENGTH)
    return Invitation(
        row.id,
        round_from(row.round),
        pupil_from(row.pupil),
        row.view,
        row.to,
        row.role,
        long_code("invitation", row.seed),
        f"{short[:5]} {short[5:]}",
        row.until,
        row.made_at,
        _state(row, today),
        row.finished_at,
        row.opinion_id,
    )


def _state(row, today: date) -> str:
    if row.finished_at:
        return "answered" if row.opinion_id else "declined"
    if row.revoked_at:
        return "revoked"
    if row.until < today or row.round.closed_on or row.pupil.left_on:
        return "over"
    return "begun" if row.opinion_id else "waiting"


def _invitations(*where):
    one = InvitationRow
    return (
        one.select(one, RoundRow, CohortRow, PupilRow)
        .join(RoundRow)
        .join(CohortRow)
        .switch(one)
        .join(PupilRow)
        .where(*where)
        .order_by(one.id)
    )


# --- the staff's side -------------------------------------------------------------------------------------------


def invitations_of(round_id: int, today: date) -> list[Invitation]:
    """The invitations of a round, by the pupil's surname; a fixed number of queries."""
    order = {one.id: at for at, one in enumerate(pupils_asked(round_(round_id)))}
    found = [_from(row, today) for row in _invitations(InvitationRow.round == round_id)]
    return sorted(found, key=lambda one: (order.get(one.pupil.id, len(order)), one.id))


@writing
def invite(
    round_id: int,
    pupil_id: int,
    view: str,
    to: str,
    role: str,
    until: date,
    member_id: int,
    now: datetime,
    today: date,
) -> Invitation:
    """Invite one person to give one view of one pupil, until a day. Somebody named whose invitation is still open keeps
    that one, open until the new day.

    Raises NoSuchView, LastDayPast, RoundClosed, NoSuchRound."""
    if view not in INVITED_VIEWS:
        raise NoSuchView()
    _check(round_for(pupil_id, round_id), until, today)
    words = {"view": view, "to": " ".join(to.split()), "role": " ".join(role.split())}
    one = InvitationRow
    same = (one.round == round_id, one.pupil == pupil_id, one.view == view, one.to == words["to"], one.to != "")
    there = next((row.id for row in _invitations(*same) if _state(row, today) in OPEN), None)
    made = there or _make(round_id, pupil_id, until, member_id, now, words)
    InvitationRow.update(until=until).where(InvitationRow.id == made).execute()
    return _from(_invitations(InvitationRow.id == made).get(), today)


@writing
def invite_parents(round_id: int, until: date, member_id: int, now: datetime, today: date) -> int:
    """Invite the parents and carers of all pupils whom a round asks and who have no invitation, answer or refusal yet.

    Returns how many. Raises LastDayPast, RoundClosed, NoSuchRound."""
    when = round_(round_id)
    _check(when, until, today)
    done = {one.pupil.id for one in invitations_of(round_id, today) if one.view == "parent" and one.state in IN_USE}
    for table, where in ((OpinionRow, OpinionRow.finished_at.is_null(False)), (DeclinedRow, True)):
        rows = table.select(table.pupil).where(table.round == round_id, table.view == "parent", where).tuples()
        done |= {pupil_id for (pupil_id,) in rows}
    lacking = [one for one in pupils_asked(when) if one.id not in done]
    for one in lacking:
        _make(round_id, one.id, until, member_id, now, {"view": "parent"})
    return len(lacking)


def _check(when: Round, until: date, today: date) -> None:
    check_open(when)
    if until < today:
        raise LastDayPast()


def _make(round_id, pupil_id, until, member_id, now, words) -> int:
    seed = keys.new_token()
    return InvitationRow.create(
        round=round_id,
        pupil=pupil_id,
        until=until,
        member=member_id,
        made_at=now,
        seed=seed,
        sealed_code=keys.seal("code", long_code("invitation", seed)),
        sealed_short_code=keys.seal("code", short_code("invited", seed, SHORT_LENGTH)),
        **words,
    ).id


@writing
def revoke(round_id: int, invitation_id: int, now: datetime) -> None:
    """The link and the code open nothing from now on; what was given stays. Raises NoSuchInvitation."""
    one = InvitationRow
    if not one.update(revoked_at=now).where(one.id == invitation_id, one.round == round_id).execute():
        raise NoSuchInvitation()


@writing
def open_again(round_id: int, invitation_id: int, until: date, today: date) -> None:
    """An invitation that was answered, declined, revoked or is over can be used once more, until its last day or, where
    that has passed, until the day given; unless the team has agreed on the ground of it. What was sent counts again
    once it is sent anew.

    Raises NoSuchInvitation, OpinionClosed, RoundClosed, LastDayPast."""
    one = InvitationRow
    row = one.get_or_none(one.id == invitation_id, one.round == round_id)
    if row is None:
        raise NoSuchInvitation()
    _check(round_(round_id), until, today)
    if _is_agreed_upon(row):
        raise OpinionClosed(by=row.to)
    if row.finished_at and not row.opinion_id:
        take_back_refusal(round_id, row.pupil_id, row.view, row.to)
    last = row.until if row.until >= today else until
    one.update(finished_at=None, revoked_at=None, until=last).where(one.id == invitation_id).execute()
    reopen_guest_opinion(row.opinion_id)


def _is_agreed_upon(row) -> bool:
    """Has the team agreed when what this guest had sent was on the score card?"""
    opinion = OpinionRow
    was_sent = opinion.select().where(opinion.id == row.opinion_id, opinion.finished_at.is_null(False)).exists()
    return was_sent and is_agreed(row.pupil_id, row.round_id)


# --- the guest's side -------------------------------------------------------------------------------------------


def find_invitation(code: str, today: date) -> Invitation:
    """The invitation whose link holds this code. Raises NoSuchInvitation, InvitationOver, AlreadySent,
    AlreadyDeclined."""
    return _usable(InvitationRow.sealed_code == keys.seal("code", plain(code)[:64]), today)


def find_by_code(typed: str, address: str, now: datetime, today: date) -> Invitation:
    """The invitation with this short code, in any case, with or without spaces; wrong ones are counted for each
    address that asks, and in all. Raises as `find_invitation`, and TooManyCodes."""
    noted = _note_code(address, now)
    typed = InvitationRow.sealed_short_code == keys.seal("code", plain(typed)[:64])
    if InvitationRow.select().where(typed).exists():
        forgive(noted)  # it was no guess, whatever became of the invitation
    return _usable(typed, today)


@writing
def _note_code(address, now) -> list[int]:
    one = note_guess("invitation", address, most=GUESSES, within=GUESSING_TIME, now=now, refusal=TooManyCodes)
    return [
        one,
        note_guess("invitation", "in all", most=GUESSES_IN_ALL, within=GUESSING_TIME, now=now, refusal=TooManyCodes),
    ]


def invitation(invitation_id: int, today: date) -> Invitation:
    """One invitation that can be answered. Raises NoSuchInvitation, InvitationOver, AlreadySent, AlreadyDeclined."""
    return _usable(InvitationRow.id == invitation_id, today)


def _usable(where, today: date) -> Invitation:
    row = _invitations(where).first()
    if row is None:
        raise NoSuchInvitation()
    found = _from(row, today)
    if found.state == "declined":
        raise AlreadyDeclined()
    if found.state == "answered":
        raise AlreadySent()
    if found.state not in ("waiting", "begun"):
        raise InvitationOver()
    return found


@dataclass(frozen=True)
class InvitedStep:
    """One characteristic as a guest is asked it, with what was given; `state` is "" before that."""

    characteristic: Characteristic
    given: Score
    state: str
    number: int
    of: int


def steps_of(one: Invitation) -> list[InvitedStep]:
    """What the invitation asks, in the school's order."""
    table, given = ScoreRow, {}
    columns = (table.characteristic, table.score, table.why, table.improve, table.evidence)
    for *said, state in table.select(*columns, table.state).where(table.opinion == one.opinion_id).tuples():
        given[said[0]] = (Score(*said), state)
    asked = characteristics_in(one.round.id, one.round.cohort_id)
    return [
        InvitedStep(each, *given.get(each.id, (Score(each.id, None), "")), number, len(asked))
        for number, each in enumerate(asked, 1)
    ]


@writing
def begin(invitation_id: int, by: str, role: str, now: datetime, today: date) -> None:
    """A guest says who they are and begins, or goes on. Raises GiverMissing, and as `invitation`."""
    one = invitation(invitation_id, today)
    by, role = " ".join(by.split()), " ".join(role.split())
    if not by:
        raise GiverMissing()
    key = {"round": one.round.id, "pupil": one.pupil.id, "view": one.view, "giver": f"invitation\t{one.id}"}
    words = {"opinion": begin_guest_opinion(key, by, role, today), "to": by, "role": role, "opened_at": now}
    InvitationRow.update(**words).where(InvitationRow.id == invitation_id).execute()


@writing
def save_guest_answer(
    invitation_id: int, characteristic_id: int, press: str, fields: dict, now: datetime, today: date
) -> None:
    """Save a guest's score and reasons for one characteristic; `press` and `fields` as for a pupil's answer.

    Raises NoSuchInvitation before it was begun, NotAskedAnyMore, as `invitation`, and as `answers.read`."""
    one = invitation(invitation_id, today)
    if not one.opinion_id:
        raise NoSuchInvitation()
    if characteristic_id not in {step.characteristic.id for step in steps_of(one)}:
        raise NotAskedAnyMore()
    state, columns = read(Step("score_card", characteristic_id, "score"), press, fields)
    save_guest_score(one.opinion_id, characteristic_id, state, columns, now)


@writing
def send(invitation_id: int, now: datetime, today: date) -> None:
    """The guest is done: the answers stand, the invitation closes. Raises NoScoreGiven, and as `invitation`."""
    one = invitation(invitation_id, today)
    if not has_scores(one.opinion_id):
        raise NoScoreGiven()
    finish_guest_opinion(one.opinion_id, now, today)
    _close(invitation_id, now)


@writing
def decline_invitation(invitation_id: int, now: datetime, today: date) -> None:
    """The guest would rather not answer: nothing of theirs is kept but that. Raises as `invitation`."""
    one = invitation(invitation_id, today)
    decline(one.round.id, one.pupil.id, one.view, one.to, today, None)
    remove_guest_opinion(one.opinion_id)
    _close(invitation_id, now)


def _close(invitation_id, now) -> None:
    InvitationRow.update(finished_at=now).where(InvitationRow.id == invitation_id).execute()
