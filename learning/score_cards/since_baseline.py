"""Which summary is later than the baseline, and how a change since then reads: the one place for both (R61)."""

from collections.abc import Collection
from dataclasses import dataclass

from learning.core import store
from learning.core.errors import N_

BETTER, LOWER, TOO_SMALL = N_("better"), N_("lower"), N_("too small to tell")

# Agreed on a later day, or later on the same day. `f` is the baseline's summary, `s` another of the same pupil.
IS_LATER = "(f.agreed_on < s.agreed_on OR (f.agreed_on = s.agreed_on AND f.id < s.id))"

_PAIRS = f"""
SELECT f.pupil_id, f.id, s.id
FROM summary f LEFT JOIN summary s ON s.pupil_id = f.pupil_id AND s.is_current AND {IS_LATER}
WHERE f.is_baseline AND f.is_current AND f.pupil_id IN ({{places}}) ORDER BY s.agreed_on, s.id"""


@dataclass(frozen=True)
class SinceBaseline:
    """The ids of a pupil's baseline and of the newest summary that is later, None if there is none."""

    baseline_id: int
    latest_id: int | None


def since_baseline(pupil_ids: Collection[int]) -> dict[int, SinceBaseline]:
    """Return the baseline of each of these pupils with the newest summary since; pupils without a baseline are left
    out."""
    if not pupil_ids:
        return {}
    rows = store.run(_PAIRS.format(places=", ".join("?" * len(pupil_ids))), *pupil_ids).fetchall()
    return {pupil_id: SinceBaseline(baseline_id, latest_id) for pupil_id, baseline_id, latest_id in rows}


def change_word(before: int | None, after: int | None, smallest_change: int) -> str:
    """Return how a change in points reads: "better", "lower" or "too small to tell"; "" if there is no change to read.

    `smallest_change` is the school's own, in points."""
    if before is None or after is None:
        return ""
    if abs(after - before) < smallest_change:
        return TOO_SMALL
    return BETTER if after > before else LOWER
