"""Where the marks of a 0-10 line stand: geometry for the macros of staff/_score_line.html, without words or colours."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

# Eleven equal columns: a rail of eleven equal cells of the same width stands exactly under the ticks.
STEP = 50
FIRST = STEP / 2
WIDTH = STEP * 11
# Two marks nearer than this (in points of the scale) would cover each other, so they are stacked around the line.
TOO_NEAR = 0.45
LIFT = 23
LEAST_HEIGHT = 44
CHART_HEIGHT, CHART_TOP, CHART_WIDTH, CHART_LEFT = 220, 14, 560, 34


@dataclass(frozen=True)
class Mark:
    """One view's mark: its score, and the middle of its shape in the drawing."""

    view: str
    score: float
    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    """A line ready to be drawn: `low` and `high` end the gap, `average` is its stroke, None where there is none."""

    height: float
    middle: float
    marks: tuple[Mark, ...]
    low: float | None
    high: float | None
    average: float | None


def x_of(score: float) -> float:
    """The place of a score along the line."""
    return round(FIRST + STEP * score, 1)


def draw(marks: Mapping[str, float], average: float | None = None) -> Drawing:
    """The line of one characteristic: marks are view -> score; marks that would hide each other are stacked."""
    return draw_each(tuple(marks.items()), average)


def draw_each(marks: Sequence[tuple[str, float]], average: float | None = None) -> Drawing:
    """The same for single opinions: (view, score) pairs, a view as often as it was given."""
    groups, scores = _neighbours(marks), [score for _, score in marks]
    tallest = max((len(group) for group in groups), default=1)
    height = max(LEAST_HEIGHT, (tallest - 1) * LIFT + LEAST_HEIGHT - 10)
    middle = height / 2
    placed = []
    for group in groups:
        top = middle - (len(group) - 1) * LIFT / 2
        placed += [Mark(view, score, x_of(score), top + i * LIFT) for i, (view, score) in enumerate(group)]
    several = len(marks) > 1
    return Drawing(
        height=height,
        middle=middle,
        marks=tuple(placed),
        low=x_of(min(scores)) if several else None,
        high=x_of(max(scores)) if several else None,
        average=x_of(average) if several and average is not None else None,
    )


def _neighbours(marks: Sequence[tuple[str, float]]) -> list[list[tuple[str, float]]]:
    """The marks in the order of their scores, those that stand too near to each other in one group."""
    groups: list[list[tuple[str, float]]] = []
    for view, score in sorted(marks, key=lambda mark: mark[1]):
        if groups and score - groups[-1][-1][1] < TOO_NEAR:
            groups[-1].append((view, score))
        else:
            groups.append([(view, score)])
    return groups


@dataclass(frozen=True)
class Point:
    """One dated score of a chart, and where it stands."""

    on: date
    score: int
    x: float
    y: float


def points(dated: Iterable[tuple[date, int]]) -> tuple[Point, ...]:
    """Scores over time on a 0-10 chart; the distance between two points is the time between them."""
    dated = sorted(dated)
    if not dated:
        return ()
    days = max((dated[-1][0] - dated[0][0]).days, 1)
    across = CHART_WIDTH - CHART_LEFT - 30
    return tuple(
        Point(on, score, round(CHART_LEFT + 12 + across * (on - dated[0][0]).days / days, 1), chart_y(score))
        for on, score in dated
    )


def chart_y(score: float) -> float:
    """The height of a score in the chart over time."""
    return round(CHART_TOP + (CHART_HEIGHT - CHART_TOP - 34) * (10 - score) / 10, 1)
