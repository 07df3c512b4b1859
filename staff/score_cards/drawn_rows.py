"""The rows of a score card as pages draw them: each with its line from 0 to 10."""

from collections.abc import Iterable
from dataclasses import dataclass

from learning.core.scale import rounded
from learning.score_cards.score_card import CardRow
from staff.score_line import draw, draw_each, Drawing


@dataclass(frozen=True)
class DrawnRow:
    """One row with its drawing; `proposed` is the rounded average.

    `each` draws every opinion separately, None if no view has several of them."""

    row: CardRow
    drawing: Drawing
    proposed: int | None
    each: Drawing | None


def draw_rows(rows: Iterable[CardRow]) -> list[DrawnRow]:
    """Return these rows with their drawings."""
    return [
        DrawnRow(
            row=row,
            drawing=draw(row.view_scores, row.average),
            proposed=rounded(row.average),
            each=_draw_opinions(row),
        )
        for row in rows
    ]


def _draw_opinions(row: CardRow) -> Drawing | None:
    scores = [(opinion.view, score.score) for opinion, score in row.opinions if score.score is not None]
    return draw_each(scores) if len(scores) > len(row.view_scores) else None
