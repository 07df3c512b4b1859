"""Invitations: somebody outside is asked for one view of one pupil in one round, without an account (R10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from learning.core import keys
from learning.core.errors import LearningError, N_
from learning.core.store import writing
from learning.people.pupils import Pupil, pupil_from
from learning.people.tables import CohortRow, PupilRow
from learning.rounds.asking import pupils_asked
from learning.rounds.rounds import check_open, Round, round_, round_for, round_from
from learning.rounds.tables import RoundRow
from learning.score_cards.agreed import is_agreed
from learning.score_cards.giving import NoSuchView, OpinionClosed
from learning.score_cards.guest_opinions import is_sent, reopen_guest_opinion

from . import codes
from .declines import take_back_guests_decline
from .progress import round_progress
from .statuses import is_open, Status, status_of
from .tables import InvitationRow

INVITED_VIEWS = ("parent", "professional", "community")


class NoSuchInvitation(LearningError):
    """No invitation has this code, or this round has none with this id."""

    msgid = N_("We do not know this code. Please check its letters, or ask the school.")
    status = 404


class LastDayPast(LearningError):
    """The last day of an invitation is in the past."""

    msgid = N_("The last day of the invitation is in the past.")


@dataclass(frozen=True)
class Invitation:
    """One invitation, with its status on the day it was read (see statuses.py).

    `to` is the guest's name and `role` who they are to the pupil; both may be "". `code` is part of its link;
    `short_code` ("ABCDE FGHJK") can be typed. `until` is its last day. `answered_at` is when the guest sent the answers
    or declined."""

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
    status: Status
    answered_at: datetime | None
    opinion_id: int | None

    @property
    def is_open(self) -> bool:
        """Whether the guest can still answer."""
        return is_open(self.status)


def invitation_from(row: InvitationRow, today: date) -> Invitation:
    """Return the invitation in a row of `invitation_rows`."""
    return Invitation(
        id=row.id,
        round=round_from(row.round),
        pupil=pupil_from(row.pupil),
        view=row.view,
        to=row.to,
        role=row.role,
        code=codes.link_code(row.seed),
        short_code=codes.short_code(row.seed),
        until=row.until,
        made_at=row.made_at,
        status=status_of(row, today),
        answered_at=row.finished_at,
        opinion_id=row.opinion_id,
    )


def invitation_rows(*conditions: Any) -> Any:
    """Return the query for the InvitationRows that meet these conditions, joined with their rounds and pupils."""
    row = InvitationRow
    return (
        row.select(row, RoundRow, CohortRow, PupilRow)
        .join(RoundRow)
        .join(CohortRow)
        .switch(row)
        .join(PupilRow)
        .where(*conditions)
        .order_by(row.id)
    )


def invitations_of(round_id: int, today: date) -> list[Invitation]:
    """Return the invitations of a round, by the pupil's surname: a fixed number of queries. Raises NoSuchRound."""
    order = {pupil.id: index for index, pupil in enumerate(pupils_asked(round_(round_id)))}
    found = [invitation_from(row, today) for row in invitation_rows(InvitationRow.round == round_id)]
    return sorted(found, key=lambda invitation: (order.get(invitation.pupil.id, len(order)), invitation.id))


@writing
def invite(
    round_id: int,
    pupil_id: int,
    view: str,
    *,
    to: str = "",
    role: str = "",
    until: date,
    member_id: int,
    now: datetime,
    today: date,
) -> Invitation:
    """Invite a person to give one view of one pupil until a day, and return the invitation.

    A named person whose invitation is still open keeps it, and it stays open until the new day. Raises NoSuchView,
    LastDayPast, RoundClosed, NoSuchRound."""
    if view not in INVITED_VIEWS:
        raise NoSuchView()
    _check_dates(round_for(pupil_id, round_id), until, today)
    guest = {"view": view, "to": " ".join(to.split()), "role": " ".join(role.split())}
    invitation_id = _open_invitation(round_id, pupil_id, view, guest["to"], today)
    if invitation_id is None:
        invitation_id = _add(round_id, pupil_id, until=until, member_id=member_id, now=now, guest=guest)
    InvitationRow.update(until=until).where(InvitationRow.id == invitation_id).execute()
    return invitation_from(invitation_rows(InvitationRow.id == invitation_id).get(), today)


@writing
def invite_parents(round_id: int, until: date, member_id: int, now: datetime, today: date) -> int:
    """Invite a parent or carer of every pupil in a round whose parents' view is missing and who has no open invitation.

    Returns how many were invited. Raises LastDayPast, RoundClosed, NoSuchRound."""
    progress = round_progress(round_id, today)
    _check_dates(progress.round, until, today)
    invited = {each.pupil.id for each in invitations_of(round_id, today) if each.view == "parent" and each.is_open}
    missing = [each.pupil for each in progress.pupils if each.lacks("parent") and each.pupil.id not in invited]
    for pupil in missing:
        _add(round_id, pupil.id, until=until, member_id=member_id, now=now, guest={"view": "parent"})
    return len(missing)


def _check_dates(asking: Round, until: date, today: date) -> None:
    check_open(asking)
    if until < today:
        raise LastDayPast()


def _open_invitation(round_id: int, pupil_id: int, view: str, to: str, today: date) -> int | None:
    """Return the id of the open invitation of a named person, or None. Without a name, nobody can be recognised."""
    if not to:
        return None
    row = InvitationRow
    same_person = (row.round == round_id, row.pupil == pupil_id, row.view == view, row.to == to)
    found: Iterable[InvitationRow] = invitation_rows(*same_person)
    return next((invitation.id for invitation in found if is_open(status_of(invitation, today))), None)


def _add(round_id: int, pupil_id: int, *, until: date, member_id: int, now: datetime, guest: dict[str, str]) -> int:
    seed = keys.new_token()
    row = InvitationRow.create(
        round=round_id,
        pupil=pupil_id,
        until=until,
        member=member_id,
        made_at=now,
        seed=seed,
        **codes.sealed_codes(seed),
        **guest,
    )
    return row.id


@writing
def revoke(round_id: int, invitation_id: int, now: datetime) -> None:
    """Make the link and the code of an invitation useless from now on; answers stay. Raises NoSuchInvitation."""
    row = InvitationRow
    if not row.update(revoked_at=now).where(row.id == invitation_id, row.round == round_id).execute():
        raise NoSuchInvitation()


@writing
def open_again(round_id: int, invitation_id: int, until: date, today: date) -> None:
    """Let an invitation that was answered, declined, revoked or is over be used again, unless the team has used it to
    agree.

    It keeps its last day, or gets `until` if that is past. Answers already sent do not count until they are sent again.
    Raises NoSuchInvitation, OpinionClosed, RoundClosed, LastDayPast."""
    row = InvitationRow
    invitation = row.get_or_none(row.id == invitation_id, row.round == round_id)
    if invitation is None:
        raise NoSuchInvitation()
    _check_dates(round_(round_id), until, today)
    if is_sent(invitation.opinion_id) and is_agreed(invitation.pupil_id, round_id):
        raise OpinionClosed(by=invitation.to)
    if invitation.finished_at and not invitation.opinion_id:
        take_back_guests_decline(round_id, invitation.pupil_id, invitation.view, invitation.to)
    last_day = invitation.until if invitation.until >= today else until
    row.update(finished_at=None, revoked_at=None, until=last_day).where(row.id == invitation_id).execute()
    reopen_guest_opinion(invitation.opinion_id)
