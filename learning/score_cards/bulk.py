"""Many opinions and summaries of a round at once: for loading a whole school."""

from collections.abc import Sequence
from typing import Any

from learning.core.bulk import Family, insert_families

from .tables import AgreedScoreRow, OpinionRow, ScoreRow, SummaryRow

Values = dict[str, Any]


def add_opinions(round_id: int, opinions: Sequence[tuple[Values, list[Values]]]) -> None:
    """Add many opinions of a round, each with its scores. Part of a transaction."""
    families: list[Family] = [(row, {ScoreRow: scores}) for row, scores in opinions]
    insert_families(OpinionRow, ("pupil", "view", "giver"), families, link="opinion", round_id=round_id)


def add_summaries(round_id: int, summaries: Sequence[tuple[Values, list[Values]]]) -> None:
    """Add many summaries of a round, each with its agreed scores. Part of a transaction."""
    families: list[Family] = [(row, {AgreedScoreRow: scores}) for row, scores in summaries]
    insert_families(SummaryRow, ("pupil",), families, link="summary", round_id=round_id)
