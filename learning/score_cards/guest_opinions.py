"""A guest's opinion: begun from an invitation, saved one score at a time, sent, reopened or removed.

All of it is part of a transaction of learning.invitations, which decides who may do it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from .tables import OpinionRow, ScoreRow

# An opinion of a guest counts once it is sent; until then the guest may still take it back. The rule for fixed SQL, in
# which `o` is the opinion; `is_counted` is the same rule for queries.
COUNTS = "(o.source <> 'invitation' OR o.finished_at IS NOT NULL)"
Key = Mapping[str, Any]  # round, pupil, view, giver


def is_counted() -> Any:
    """Return the condition that an OpinionRow counts."""
    return (OpinionRow.source != "invitation") | OpinionRow.finished_at.is_null(False)


def begin_guest_opinion(key: Key, by: str, role: str, on: date) -> int:
    """Begin a guest's opinion, or go on with it under the name and role given now. Returns its id."""
    values = {"by": by, "role": role, "on": on, "source": "invitation"}
    opinion, is_new = OpinionRow.get_or_create(**key, defaults=values)  # type: ignore[no-untyped-call]  # so in the stubs
    if not is_new:
        OpinionRow.update(**values).where(OpinionRow.id == opinion.id).execute()
    opinion_id: int = opinion.id
    return opinion_id


def save_guest_score(
    opinion_id: int, characteristic_id: int, state: str, columns: Mapping[str, Any], now: datetime
) -> None:
    """Save a guest's score and reasons for one characteristic, in place of an earlier one."""
    score = ScoreRow
    score.delete().where(score.opinion == opinion_id, score.characteristic == characteristic_id).execute()
    score.create(opinion=opinion_id, characteristic=characteristic_id, state=state, saved_at=now, **columns)


def has_scores(opinion_id: int | None) -> bool:
    """Return whether an opinion holds at least one score."""
    return bool(ScoreRow.select().where(ScoreRow.opinion == opinion_id, ScoreRow.score.is_null(False)).exists())


def is_sent(opinion_id: int | None) -> bool:
    """Return whether a guest's opinion has been sent."""
    sent = OpinionRow.id == opinion_id, OpinionRow.finished_at.is_null(False)
    return bool(OpinionRow.select().where(*sent).exists())


def finish_guest_opinion(opinion_id: int | None, now: datetime, on: date) -> None:
    """A guest has sent their opinion: it counts from now on."""
    OpinionRow.update(finished_at=now, on=on).where(OpinionRow.id == opinion_id).execute()


def reopen_guest_opinion(opinion_id: int | None) -> None:
    """A guest can change their opinion: it counts again once it is sent again."""
    OpinionRow.update(finished_at=None).where(OpinionRow.id == opinion_id).execute()


def remove_guest_opinion(opinion_id: int | None) -> None:
    """A guest would rather not answer: nothing of their opinion stays."""
    OpinionRow.delete().where(OpinionRow.id == opinion_id).execute()
