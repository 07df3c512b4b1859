"""A guest: finds their invitation, says who they are, answers, and sends the answers or declines."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from learning.core.answer_states import is_answered
from learning.core.errors import LearningError, N_
from learning.core.guesses import forgive
from learning.core.store import as_tuples, writing
from learning.rounds.asking import characteristics_in
from learning.rounds.characteristics import Characteristic
from learning.score_cards.giving import GiverMissing, NoScoreGiven
from learning.score_cards.guest_opinions import (
    begin_guest_opinion,
    finish_guest_opinion,
    has_scores,
    remove_guest_opinion,
    save_guest_score,
)
from learning.score_cards.opinions import Score
from learning.score_cards.tables import ScoreRow
from learning.visits.answers import read
from learning.visits.steps import Step

from .codes import has_link_code, has_short_code, note_typed_code
from .declines import decline
from .heeding import heed_scores
from .invitations import Invitation, invitation_from, invitation_rows, NoSuchInvitation
from .statuses import check_usable
from .tables import InvitationRow


class NotAskedAnyMore(LearningError):
    """The round asked this characteristic when the page was opened, and does not ask it now."""

    msgid = N_("This question has been removed. Please go on to the next one.")
    status = 404


# --- finding an invitation that can be answered -----------------------------------------------------------------


def find_by_link(code: str, today: date) -> Invitation:
    """Return the invitation with this code in its link.

    Raises NoSuchInvitation, InvitationOver, AlreadySent, AlreadyDeclined."""
    return _usable(has_link_code(code), today)


def find_by_short_code(typed: str, address: str, now: datetime, today: date) -> Invitation:
    """Return the invitation with this short code, in any case, with or without spaces.

    Wrong codes are counted for each `address` (of the network) that sends them, and in all. Raises TooManyCodes, and
    what `find_by_link` raises."""
    noted, condition = note_typed_code(address, now), has_short_code(typed)
    if InvitationRow.select().where(condition).exists():
        forgive(noted)  # the code was right, even if its invitation is over
    return _usable(condition, today)


def find_by_id(invitation_id: int, today: date) -> Invitation:
    """Return the invitation with this id. Raises what `find_by_link` raises."""
    return _usable(InvitationRow.id == invitation_id, today)


def _usable(condition: Any, today: date) -> Invitation:
    row = invitation_rows(condition).first()
    if row is None:
        raise NoSuchInvitation()
    found = invitation_from(row, today)
    check_usable(found.status)
    return found


# --- what it asks -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class GuestStep:
    """One characteristic that a guest is asked about, as question `number` of `count`, with what they answered so far.

    `state` is "" before that, then "given", "unknown", "skipped" or "draft" (typed, but not yet given)."""

    characteristic: Characteristic
    answer: Score
    state: str
    number: int
    count: int

    @property
    def is_answered(self) -> bool:
        """Whether the guest has answered, if only with "I don't know"."""
        return is_answered(self.state)


def steps_of(invitation: Invitation) -> list[GuestStep]:
    """Return what an invitation asks, in the school's order, with the guest's answers so far."""
    answers = _answers(invitation.opinion_id)
    characteristics = characteristics_in(invitation.round.id, invitation.round.cohort_id)
    steps = []
    for number, characteristic in enumerate(characteristics, 1):
        answer, state = answers.get(characteristic.id, (Score(characteristic.id, None), ""))
        step = GuestStep(
            characteristic=characteristic, answer=answer, state=state, number=number, count=len(characteristics)
        )
        steps.append(step)
    return steps


def _answers(opinion_id: int | None) -> dict[int, tuple[Score, str]]:
    """Return the scores of an opinion and their states, by characteristic id."""
    row = ScoreRow
    query = row.select(row.characteristic, row.score, row.why, row.improve, row.evidence, row.state)
    answers: dict[int, tuple[Score, str]] = {}
    for characteristic_id, score, why, improve, evidence, state in as_tuples(query.where(row.opinion == opinion_id)):
        answer = Score(characteristic_id, score, why=why, improve=improve, evidence=evidence)
        answers[characteristic_id] = answer, state
    return answers


# --- answering --------------------------------------------------------------------------------------------------


@writing
def begin(invitation_id: int, by: str, role: str, now: datetime, today: date) -> None:
    """Begin or continue as a guest with this name and role. Raises GiverMissing, and what `find_by_id` raises."""
    invitation = find_by_id(invitation_id, today)
    by, role = " ".join(by.split()), " ".join(role.split())
    if not by:
        raise GiverMissing()
    key = {
        "round": invitation.round.id,
        "pupil": invitation.pupil.id,
        "view": invitation.view,
        "giver": f"invitation\t{invitation.id}",  # no typed name contains a tab, so nobody else is this giver
    }
    opinion_id = begin_guest_opinion(key, by, role, today)
    row = InvitationRow
    row.update(opinion=opinion_id, to=by, role=role, opened_at=now).where(row.id == invitation_id).execute()


@writing
def save_guest_answer(
    invitation_id: int,
    characteristic_id: int,
    press: str,
    fields: Mapping[str, str],
    *,
    now: datetime,
    today: date,
) -> None:
    """Save a guest's score and reasons for one characteristic; `press` and `fields` are those of `answers.read`.

    Raises NoSuchInvitation before the guest has begun, NotAskedAnyMore, what `find_by_id` raises, and what
    `answers.read` raises."""
    invitation = find_by_id(invitation_id, today)
    if not invitation.opinion_id:
        raise NoSuchInvitation()
    if characteristic_id not in {step.characteristic.id for step in steps_of(invitation)}:
        raise NotAskedAnyMore()
    state, columns = read(Step("score_card", characteristic_id, "score"), press, fields)
    save_guest_score(invitation.opinion_id, characteristic_id, state, columns, now)


@writing
def send(invitation_id: int, now: datetime, today: date) -> None:
    """Send a guest's answers: they count from now on, and the invitation is closed.

    Raises NoScoreGiven, and what `find_by_id` raises."""
    invitation = find_by_id(invitation_id, today)
    if not has_scores(invitation.opinion_id):
        raise NoScoreGiven()
    finish_guest_opinion(invitation.opinion_id, now, today)
    heed_scores(invitation.pupil.id, invitation.opinion_id, now, by=invitation.to or invitation.view)
    _close(invitation_id, now)


@writing
def decline_invitation(invitation_id: int, now: datetime, today: date) -> None:
    """Record that a guest declined, and delete their answers. Raises what `find_by_id` raises."""
    invitation = find_by_id(invitation_id, today)
    decline(invitation.round.id, invitation.pupil.id, invitation.view, by=invitation.to, on=today, member_id=None)
    remove_guest_opinion(invitation.opinion_id)
    _close(invitation_id, now)


def _close(invitation_id: int, now: datetime) -> None:
    InvitationRow.update(finished_at=now).where(InvitationRow.id == invitation_id).execute()
