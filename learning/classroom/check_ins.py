"""Opening a room for a one-minute check-in: one press, with the questions and the round that are there."""

from datetime import date, datetime

from learning.core.errors import N_
from learning.core.store import writing
from learning.rounds import planning
from learning.rounds.question_library import check_in_set
from learning.rounds.rounds import rounds_of

from .rooms import open_room, Room

ROUND_NAME = N_("Check-ins")  # of a cohort that has no open round


@writing
def open_check_in(
    cohort_id: int,
    set_id: int | None,
    *,
    closes_at: datetime,
    member_id: int,
    is_talker: bool,
    now: datetime,
    today: date,
) -> Room:
    """Open a cohort's room for a check-in until `closes_at` (UTC), in its newest open round, or in a round of its own.

    `set_id` is the question set, None for the ready one. With `is_talker`, pupils read that this member will see how
    they are. Raises NoSuchSet, NoSuchCohort, RoomInThePast, RoomTooLong."""
    questions = check_in_set(set_id, today)
    return open_room(
        _round_for(cohort_id, today),
        journal=True,
        score_card=False,
        closes_at=closes_at,
        member_id=member_id,
        now=now,
        check_in_id=questions.id,
        talker_id=member_id if is_talker else None,
    )


def _round_for(cohort_id: int, today: date) -> int:
    newest = next((each for each in rounds_of(cohort_id) if each.closed_on is None), None)
    if newest:
        return newest.id
    name = f"{ROUND_NAME} {today}" if planning.is_taken(cohort_id, ROUND_NAME) else ROUND_NAME
    return planning.open_round(cohort_id, name, "", today, views=("pupil",)).id
