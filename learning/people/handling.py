"""What named adults do about a concern: see it, and say what was done. Each line stays, with who and when."""

from datetime import date, datetime

from learning.core.errors import LearningError, N_
from learning.core.store import writing

from .concerns import Concern, concern
from .members import Member
from .tables import ConcernActionRow, ConcernSeenRow

KINDS = ("spoken", "handed_over", "spoken_and_handed_over", "no_help_needed")
HANDED_OVER = ("handed_over", "spoken_and_handed_over")
LONGEST_NOTE = 2000


class NoSuchAction(LearningError):
    """A kind of action that does not exist."""

    msgid = N_("Choose what was done.")


class HandedToMissing(LearningError):
    """A concern was handed over, but it is not said to whom."""

    msgid = N_("Write to whom you handed this over.")


class NoteMissing(LearningError):
    """No help was needed, but nobody can read why."""

    msgid = N_("Write how you know that no help is needed.")


@writing
def see(concern_id: int, member: Member, now: datetime) -> Concern:
    """Note that a member has seen a concern; the first time counts. It stays on everybody's page. Raises
    NoSuchConcern."""
    concern(concern_id, member)
    ConcernSeenRow.insert(concern=concern_id, member=member.id, seen_at=now).on_conflict_ignore().execute()
    return concern(concern_id, member)


@writing
def save_action(
    concern_id: int, member: Member, kind: str, *, handed_to: str = "", on: date, note: str = "", now: datetime
) -> Concern:
    """Save what was done about a concern, which takes it from the list of those that wait. Further actions can follow.

    Raises NoSuchConcern, NoSuchAction, HandedToMissing, NoteMissing."""
    handed_to, note = " ".join(handed_to.split()), note.strip()[:LONGEST_NOTE]
    if kind not in KINDS:
        raise NoSuchAction()
    if kind in HANDED_OVER and not handed_to:
        raise HandedToMissing()
    if kind == "no_help_needed" and not note:
        raise NoteMissing()
    see(concern_id, member, now)
    ConcernActionRow.create(
        concern=concern_id,
        member=member.id,
        kind=kind,
        handed_to=handed_to if kind in HANDED_OVER else "",
        on=on,
        note=note,
        saved_at=now,
    )
    return concern(concern_id, member)
