"""Concerns: pupils who asked to talk to someone, and which adult has seen it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from peewee import JOIN

from learning.core.errors import LearningError, N_
from learning.core.store import writing

from .access import may_see
from .members import Member
from .pupils import Pupil, pupil_from
from .tables import CohortMemberRow, ConcernRow, MemberRow, PupilRow

SEEN_STAYS = timedelta(days=14)


class NoSuchConcern(LearningError):
    """The concern does not exist, or this person may not see it."""

    msgid = N_("This request does not exist, or you cannot see it.")
    status = 404


@dataclass(frozen=True)
class Concern:
    """A pupil asked to talk to someone: when, at which question, and who has seen it ("" and None until then)."""

    id: int
    pupil: Pupil
    raised_at: datetime
    place: str
    seen_at: datetime | None
    seen_by: str


@writing
def raise_concern(pupil_id: int, visit_id: int | None, place: str, now: datetime) -> None:
    """Save that a pupil wants to talk to someone.

    Asking again in the same visit adds nothing until somebody has seen the concern."""
    concern = ConcernRow
    unseen = concern.select().where(concern.pupil == pupil_id, concern.visit == visit_id, concern.seen_at.is_null())
    if not unseen.exists():
        concern.create(pupil=pupil_id, visit=visit_id, place=place, raised_at=now)


def listeners(cohort_id: int) -> list[str]:
    """Return the names of the adults who see a concern of this cohort's pupils: its team, then the leads."""
    member, team = MemberRow, CohortMemberRow
    member_ids = team.select(team.member).where(team.cohort == cohort_id)
    rows = member.select().where(member.retired_at.is_null(), (member.id << member_ids) | (member.duty == "lead"))
    return [row.name for row in rows.order_by(member.duty == "lead", member.name)]


def open_concerns(member: Member) -> list[Concern]:
    """Return the concerns that nobody has seen yet, of the pupils that a member may see, oldest first."""
    unseen = _concerns(ConcernRow.seen_at.is_null())
    return [concern for concern in unseen if may_see(member, concern.pupil.id)]


def seen_concerns(member: Member, now: datetime) -> list[Concern]:
    """Return the concerns of the last two weeks that somebody has seen, newest first.

    Everyone who was told of a concern can read who has seen it."""
    lately = _concerns(ConcernRow.seen_at.is_null(False), ConcernRow.raised_at > now - SEEN_STAYS)
    return [concern for concern in reversed(lately) if may_see(member, concern.pupil.id)]


def concerns_of(pupil_id: int) -> list[Concern]:
    """Return all concerns of a pupil, oldest first."""
    return _concerns(ConcernRow.pupil == pupil_id)


def _concerns(*where: Any) -> list[Concern]:
    rows = (
        ConcernRow.select(ConcernRow, PupilRow, MemberRow)
        .join(PupilRow)
        .switch(ConcernRow)
        .join(MemberRow, JOIN.LEFT_OUTER)
        .where(*where)
        .order_by(ConcernRow.raised_at, ConcernRow.id)
    )
    return [
        Concern(
            id=row.id,
            pupil=pupil_from(row.pupil),
            raised_at=row.raised_at,
            place=row.place,
            seen_at=row.seen_at,
            seen_by=row.seen_by.name if row.seen_by else "",
        )
        for row in rows
    ]


@writing
def see_concern(concern_id: int, member: Member, now: datetime) -> Concern:
    """Note that a member has seen a concern. The first who did so stays named. Raises NoSuchConcern."""
    row = ConcernRow.get_or_none(ConcernRow.id == concern_id)
    if row is None or not may_see(member, row.pupil_id):
        raise NoSuchConcern()
    ConcernRow.update(seen_at=now, seen_by=member.id).where(
        ConcernRow.id == concern_id, ConcernRow.seen_at.is_null()
    ).execute()
    return _concerns(ConcernRow.id == concern_id)[0]
