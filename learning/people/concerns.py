"""Concerns as the staff see them: who can read which, what waits, and what was done.

The named adults of a concern read it: those who were told when it was raised, and those whom the school tells of every
concern now. Everybody else who may see the pupil only knows that it is being looked after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from peewee import fn, JOIN

from learning.core.errors import LearningError, N_
from learning.core.store import as_tuples

from .access import may_see, reads_words
from .members import Member
from .named_adults import always_told
from .pupils import Pupil, pupil_from
from .tables import (
    ConcernActionRow,
    ConcernCauseRow,
    ConcernRow,
    ConcernSeenRow,
    ConcernToldRow,
    MemberRow,
    PupilRow,
)

RECENT = timedelta(days=14)
PASSED_ON, LOOKED_AFTER = "passed on", "looked after"  # nobody has seen it yet, and somebody has


class NoSuchConcern(LearningError):
    """The concern does not exist, or this person may not read it."""

    msgid = N_("This request does not exist, or you cannot see it.")
    status = 404


@dataclass(frozen=True)
class Cause:
    """One press or one answer behind a concern. `chosen` is the person whom the pupil chose, "" for anyone; `by` is the
    writer, "" for the pupil; `text` is the answer with the word from the list."""

    at: datetime
    place: str
    text: str
    by: str
    chosen: str
    chosen_id: int | None
    taken_back_at: datetime | None


@dataclass(frozen=True)
class Seen:
    """Who has seen a concern, and when."""

    member_id: int | None
    by: str
    at: datetime


@dataclass(frozen=True)
class Action:
    """What a named adult did: its kind (see `handling.KINDS`), to whom it was handed over, on which day."""

    by: str
    kind: str
    handed_to: str
    on: date
    note: str
    saved_at: datetime


@dataclass(frozen=True)
class Concern:
    """A concern with all that named adults know of it.

    `source` is "asked" (the pupil pressed "I want to talk to someone") or "words" (from the school's list).
    `recipients` are the names of those who were told and have not left."""

    id: int
    pupil: Pupil
    source: str
    raised_at: datetime
    causes: tuple[Cause, ...]
    recipients: tuple[str, ...]
    seen: tuple[Seen, ...]
    actions: tuple[Action, ...]

    @property
    def is_taken_back(self) -> bool:
        """Has the pupil taken back every press?"""
        return bool(self.causes) and all(cause.taken_back_at for cause in self.causes)

    @property
    def is_open(self) -> bool:
        """Does it wait for somebody to say what was done?"""
        return not self.actions and not self.is_taken_back

    @property
    def chosen(self) -> list[str]:
        """The names of the people whom the pupil chose, each once."""
        return list(dict.fromkeys(cause.chosen for cause in self.causes if cause.chosen))

    def is_seen_by(self, member_id: int) -> bool:
        """Has this member of staff seen it?"""
        return any(seen.member_id == member_id for seen in self.seen)


# --- who may read what ------------------------------------------------------------------------------------------


def _readable(member: Member) -> Any:
    """Return the condition for the concerns of which a member is a named adult."""
    if not reads_words(member):
        return ConcernRow.id.is_null()
    always = always_told()
    if member.id in always:
        return ConcernRow.id.is_null(False)
    is_told = ConcernRow.id << ConcernToldRow.select(ConcernToldRow.concern).where(ConcernToldRow.member == member.id)
    if always:
        return is_told
    return is_told | (ConcernRow.pupil << _pupils_seen_by(member))  # a school without leads


def _pupils_seen_by(member: Member) -> list[int]:
    pupil_ids = [row.pupil_id for row in ConcernRow.select(ConcernRow.pupil).distinct()]
    return [pupil_id for pupil_id in pupil_ids if may_see(member, pupil_id)]


_HAS_ACTION = ConcernRow.id << ConcernActionRow.select(ConcernActionRow.concern)
_IS_MEANT = ConcernRow.id << ConcernCauseRow.select(ConcernCauseRow.concern).where(
    ConcernCauseRow.taken_back_at.is_null()
)
IS_OPEN = ~_HAS_ACTION & _IS_MEANT


# --- for the named adults ---------------------------------------------------------------------------------------


def open_concerns(member: Member) -> list[Concern]:
    """Return the concerns of which a member is a named adult and about which nobody has said what was done, oldest
    first."""
    return _concerns(_readable(member), IS_OPEN)


def recent_concerns(member: Member, now: datetime) -> list[Concern]:
    """Return the member's concerns of the last two weeks that were dealt with or taken back, newest first."""
    dealt_with = ConcernActionRow.select(ConcernActionRow.concern).where(ConcernActionRow.saved_at > now - RECENT)
    is_recent = (ConcernRow.raised_at > now - RECENT) | (ConcernRow.id << dealt_with)
    return _concerns(_readable(member), ~IS_OPEN, is_recent)[::-1]


def concerns_for(member: Member) -> list[Concern]:
    """Return all concerns of which a member is a named adult, newest first."""
    return _concerns(_readable(member))[::-1]


def concern(concern_id: int, member: Member) -> Concern:
    """Return a concern. Raises NoSuchConcern where the member is not one of its named adults."""
    found = _concerns(ConcernRow.id == concern_id, _readable(member))
    if not found:
        raise NoSuchConcern()
    return found[0]


def concerns_about(pupil_id: int, member: Member) -> list[Concern]:
    """Return the concerns about a pupil of which a member is a named adult, newest first."""
    return _concerns(ConcernRow.pupil == pupil_id, _readable(member))[::-1]


# --- for everybody else -----------------------------------------------------------------------------------------

def states() -> dict[int, str]:
    """Return PASSED_ON or LOOKED_AFTER for each pupil with an open concern: all that the pupil's team knows."""
    row, seen_row = ConcernRow, ConcernSeenRow
    query = row.select(row.pupil, fn.COUNT(seen_row.id)).join(seen_row, JOIN.LEFT_OUTER).where(IS_OPEN)
    found: dict[int, str] = {}
    for pupil_id, seen in as_tuples(query.group_by(row.pupil, row.id)):
        found[pupil_id] = LOOKED_AFTER if seen and found.get(pupil_id) != PASSED_ON else PASSED_ON
    return found


def looked_after(member: Member, named: Iterable[Concern]) -> list[tuple[Pupil, str]]:
    """Return the pupils whom a member may see and whose concern is with others, with PASSED_ON or LOOKED_AFTER.

    `named` are the open concerns of which the member is a named adult."""
    known = {each.pupil.id for each in named}
    of_others = {pupil_id: state for pupil_id, state in states().items() if pupil_id not in known}
    visible = [pupil_id for pupil_id in of_others if may_see(member, pupil_id)]
    rows = PupilRow.select().where(PupilRow.id << visible).order_by(PupilRow.surname, PupilRow.id)
    return [(pupil_from(row), of_others[row.id]) for row in rows]


def state_about(pupil_id: int, named: Iterable[Concern]) -> str:
    """Return PASSED_ON or LOOKED_AFTER where others have an open concern about a pupil, else ""."""
    return "" if any(each.is_open for each in named) else states().get(pupil_id, "")


# --- reading ----------------------------------------------------------------------------------------------------


def _concerns(*where: Any) -> list[Concern]:
    """Return the concerns that meet the conditions, oldest first: a few queries for all of them."""
    query = ConcernRow.select(ConcernRow, PupilRow).join(PupilRow).where(*where)
    rows = list(query.order_by(ConcernRow.raised_at, ConcernRow.id))
    if not rows:
        return []
    ids = [row.id for row in rows]
    causes, seen, actions = (_of(table, ids) for table in (ConcernCauseRow, ConcernSeenRow, ConcernActionRow))
    recipients = _recipients(ids)
    return [
        Concern(
            id=row.id,
            pupil=pupil_from(row.pupil),
            source=row.source,
            raised_at=row.raised_at,
            causes=tuple(map(_cause, causes[row.id])),
            recipients=tuple(recipients[row.id]),
            seen=tuple(Seen(each.member_id, _name(each.member), each.seen_at) for each in seen[row.id]),
            actions=tuple(map(_action, actions[row.id])),
        )
        for row in rows
    ]


def _of(table: Any, ids: list[int]) -> dict[int, list[Any]]:
    """Return the rows of a table by their concern, in order, each with its member of staff."""
    member = table.chosen if table is ConcernCauseRow else table.member
    query = table.select(table, MemberRow).join(MemberRow, JOIN.LEFT_OUTER, on=member)
    found: dict[int, list[Any]] = {concern_id: [] for concern_id in ids}
    for row in query.where(table.concern << ids).order_by(table.id):
        found[row.concern_id].append(row)
    return found


def _recipients(ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {concern_id: [] for concern_id in ids}
    row = ConcernToldRow
    query = row.select(row, MemberRow).join(MemberRow).where(row.concern << ids, MemberRow.retired_at.is_null())
    for each in query.order_by(MemberRow.name):
        found[each.concern_id].append(each.member.name)
    return found


def _cause(row: Any) -> Cause:
    return Cause(
        at=row.at,
        place=row.place,
        text=row.text,
        by=row.by,
        chosen=_name(row.chosen),
        chosen_id=row.chosen_id,
        taken_back_at=row.taken_back_at,
    )


def _action(row: Any) -> Action:
    return Action(
        by=_name(row.member),
        kind=row.kind,
        handed_to=row.handed_to,
        on=row.on,
        note=row.note,
        saved_at=row.saved_at,
    )


def _name(member: Any) -> str:
    return member.name if member else ""
