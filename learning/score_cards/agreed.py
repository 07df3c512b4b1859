"""For which pupils the team has agreed scores in a round: what their current summaries hold."""

from datetime import date

from learning.core.store import as_tuples

from .tables import AgreedScoreRow, SummaryRow


def current_summary_id(pupil_id: int, round_id: int) -> int | None:
    """Return the id of the current summary of a pupil in a round, None before the team has agreed."""
    summary = SummaryRow
    current = summary.pupil == pupil_id, summary.round == round_id, summary.is_current
    ids = [summary_id for (summary_id,) in as_tuples(summary.select(summary.id).where(*current))]
    return ids[0] if ids else None


def is_agreed(pupil_id: int, round_id: int) -> bool:
    """Return whether the team has agreed the scores of a pupil in a round."""
    return current_summary_id(pupil_id, round_id) is not None


def agreed_days(round_id: int) -> dict[int, date]:
    """Return on which day the team agreed the scores of each pupil in a round, by pupil id."""
    summary = SummaryRow
    query = summary.select(summary.pupil, summary.agreed_on).where(summary.round == round_id, summary.is_current)
    return dict(as_tuples(query))


def agreed_scores(pupil_id: int, round_id: int) -> dict[int, int]:
    """Return the agreed scores, 0..10, of a pupil in a round by characteristic id, {} before the team has agreed."""
    agreed, summary = AgreedScoreRow, SummaryRow
    current = summary.pupil == pupil_id, summary.round == round_id, summary.is_current
    return dict(as_tuples(agreed.select(agreed.characteristic, agreed.score).join(summary).where(*current)))
