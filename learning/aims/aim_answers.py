"""What pupils say at a tablet about how their aims are going."""

from datetime import date, datetime

from learning.core import store
from learning.core.upsert import upsert

_AIM_ANSWER = upsert("aim_answer", ("aim_id", '"on"'), ("how",), unless="excluded.how = '' AND aim_answer.how <> ''")


def save_aim_answer(aim_id: int, on: date, how: str, *, visit_id: int, sequence: int, now: datetime) -> None:
    """Save how the pupil says an aim is going: "well", "some", "not yet", or "" for nothing. Part of a transaction."""
    store.run(_AIM_ANSWER, aim_id, on, how, visit_id, sequence, now)
