"""Those who declined to give a view: nobody waits for them, and they may still answer later."""

from dataclasses import dataclass
from datetime import date

from peewee import JOIN

from learning.core.errors import LearningError, N_
from learning.core.store import as_tuples, writing
from learning.people.tables import MemberRow
from learning.rounds.rounds import round_for, VIEWS
from learning.score_cards.giving import NoSuchView

from .tables import DeclinedRow


class NoSuchDecline(LearningError):
    """This round has no such decline."""

    msgid = N_("This is not recorded any more. Somebody may have undone it already.")
    status = 404


@dataclass(frozen=True)
class Decline:
    """Somebody declined to answer: who (may be ""), on which day, and the member who recorded it (or "")."""

    id: int
    by: str
    on: date
    recorded_by: str


def declines_in(round_id: int) -> dict[tuple[int, str], list[Decline]]:
    """Return the declines of a round by pupil id and view, the earliest first."""
    row, member = DeclinedRow, MemberRow
    query = (
        row.select(row.pupil, row.view, row.id, row.by, row.on, member.name)
        .join(member, JOIN.LEFT_OUTER)
        .where(row.round == round_id)
        .order_by(row.on, row.id)
    )
    found: dict[tuple[int, str], list[Decline]] = {}
    for pupil_id, view, decline_id, by, on, member_name in as_tuples(query):
        decline = Decline(id=decline_id, by=by, on=on, recorded_by=member_name or "")
        found.setdefault((pupil_id, view), []).append(decline)
    return found


@writing
def decline(round_id: int, pupil_id: int, view: str, *, by: str, on: date, member_id: int | None) -> None:
    """Record that somebody who was asked for a view of a pupil declined; a second record of the same changes nothing.

    `by` is their name, or "". `member_id` is the member who records it, None if a guest declined on their own device.
    Raises NoSuchRound, NoSuchView."""
    round_for(pupil_id, round_id)
    if view not in VIEWS:
        raise NoSuchView()
    key = {"round": round_id, "pupil": pupil_id, "view": view, "by": " ".join(by.split())}
    defaults = {"on": on, "member": member_id}
    DeclinedRow.get_or_create(**key, defaults=defaults)  # type: ignore[no-untyped-call]  # peewee has no types for it


@writing
def take_back_decline(round_id: int, decline_id: int) -> None:
    """Wait for this person again. Raises NoSuchDecline."""
    row = DeclinedRow
    if not row.delete().where(row.id == decline_id, row.round == round_id).execute():
        raise NoSuchDecline()


def take_back_guests_decline(round_id: int, pupil_id: int, view: str, by: str) -> None:
    """Wait again for a guest who declined on their own device. Part of a transaction."""
    row = DeclinedRow
    same_guest = (row.round == round_id, row.pupil == pupil_id, row.view == view, row.by == by, row.member.is_null())
    row.delete().where(*same_guest).execute()
