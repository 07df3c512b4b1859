"""Concerns: what a pupil asked that a named adult must see at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from peewee import JOIN

from . import tables
from .errors import LearningError, N_
from .people import may_see, Member, Pupil, pupil_from
from .store import writing

SEEN_STAYS = timedelta(days=14)


class NoSuchConcern(LearningError):
    """There is no such concern, or none that this person may see."""

    msgid = N_("There is no such request here.")
    status = 404


@dataclass(frozen=True)
class Concern:
    """A pupil asked to talk to someone: when, and at which question."""

    id: int
    pupil: Pupil
    raised_at: datetime
    place: str
    seen_at: datetime | None
    seen_by: str


@writing
def raise_concern(pupil_id: int, visit_id: int, place: str, now: datetime) -> None:
    """A pupil wants to talk to someone; a second press in the same visit, while unseen, stays one concern."""
    concern = tables.Concern
    if not concern.select().where(concern.visit == visit_id, concern.seen_at.is_null()).exists():
        concern.create(pupil=pupil_id, visit=visit_id, place=place, raised_at=now)


def open_concerns(member: Member) -> list[Concern]:
    """The concerns that nobody has seen yet, of the pupils whom a member may see, oldest first."""
    return [one for one in _concerns(tables.Concern.seen_at.is_null()) if may_see(member, one.pupil.id)]


def seen_concerns(member: Member, now: datetime) -> list[Concern]:
    """The concerns of the last two weeks that somebody has seen, newest first: all who were told see who it was."""
    lately = _concerns(tables.Concern.seen_at.is_null(False), tables.Concern.raised_at > now - SEEN_STAYS)
    return [one for one in reversed(lately) if may_see(member, one.pupil.id)]


def concerns_of(pupil_id: int) -> list[Concern]:
    """All concerns of a pupil, oldest first."""
    return _concerns(tables.Concern.pupil == pupil_id)


def _concerns(*where) -> list[Concern]:
    rows = (
        tables.Concern.select(tables.Concern, tables.Pupil, tables.Member)
        .join(tables.Pupil)
        .switch(tables.Concern)
        .join(tables.Member, JOIN.LEFT_OUTER)
        .where(*where)
        .order_by(tables.Concern.raised_at, tables.Concern.id)
    )
    return [
        Concern(
            row.id,
            pupil_from(row.pupil),
            row.raised_at,
            row.place,
            row.seen_at,
            row.seen_by.name if row.seen_by else "",
        )
        for row in rows
    ]


@writing
def see_concern(concern_id: int, member: Member, now: datetime) -> Concern:
    """Note that a member has seen a concern and takes it on; the first who did stays named. Raises NoSuchConcern."""
    row = tables.Concern.get_or_none(tables.Concern.id == concern_id)
    if row is None or not may_see(member, row.pupil_id):
        raise NoSuchConcern()
    tables.Concern.update(seen_at=now, seen_by=member.id).where(
        tables.Concern.id == concern_id, tables.Concern.seen_at.is_null()
    ).execute()
    return _concerns(tables.Concern.id == concern_id)[0]
