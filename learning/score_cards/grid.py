"""A cohort's grid: the agreed scores of all its pupils in one round, with change, averages and gaps (R69)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import NamedTuple

from learning.core import store
from learning.core.store import as_tuples
from learning.people.pupils import Pupil, pupils_of
from learning.people.schools import school
from learning.rounds.asking import characteristics_in, chosen_pupils
from learning.rounds.characteristics import Characteristic
from learning.rounds.rounds import Round, round_

from .guest_opinions import COUNTS
from .since_baseline import change_word, IS_LATER
from .tables import SummaryRow


@dataclass(frozen=True, slots=True)
class Cell:
    """One pupil's characteristic: the agreed score, or the average of the `views` given if nothing is agreed yet.

    `change` is the difference from the baseline in points. `gap` is the widest view minus the narrowest, None for fewer
    than two views or if gaps were not asked for."""

    score: int | None = None
    average: float | None = None
    is_priority: bool = False
    change: int | None = None
    change_word: str = ""
    gap: float | None = None
    views: int = 0


Cells = dict[int, dict[int, Cell]]  # by pupil and characteristic


@dataclass(frozen=True, slots=True)
class GridRow:
    """One pupil's row, with the cells in the order of the grid's characteristics."""

    pupil: Pupil
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    """A cohort's agreed scores in one round. `hidden` is the number of pupils whose averages are not shown yet."""

    round: Round
    characteristics: tuple[Characteristic, ...]
    rows: tuple[GridRow, ...]
    priorities: int
    hidden: int = 0


class Average(NamedTuple):
    """The average of one pupil's characteristic; `is_own`: the member who looks has scored it too."""

    pupil_id: int
    characteristic_id: int
    average: float
    gap: float | None
    views: int
    is_own: bool


# Each agreed score beside the baseline's; nothing beside it in the baseline's own round, or before it.
_AGREED_IN_ROUND = f"""
SELECT s.pupil_id, a.characteristic_id, a.score, b.score
FROM summary s JOIN agreed_score a ON a.summary_id = s.id
LEFT JOIN summary f ON f.pupil_id = s.pupil_id AND f.is_baseline AND f.round_id <> s.round_id AND {IS_LATER}
LEFT JOIN agreed_score b ON b.summary_id = f.id AND b.characteristic_id = a.characteristic_id
WHERE s.round_id = ? AND s.is_current"""

# The mean of each view first, then the mean of the views, and their gap.
_AVERAGES = f"""
SELECT pupil_id, characteristic_id, AVG(view_score), MAX(view_score) - MIN(view_score), COUNT(*), SUM(own) FROM (
    SELECT o.pupil_id, s.characteristic_id, o.view, AVG(s.score * 1.0) AS view_score,
        SUM(CASE WHEN o.view = 'professional' AND o.giver = ? THEN 1 ELSE 0 END) AS own
    FROM opinion o JOIN score s ON s.opinion_id = o.id WHERE o.round_id = ? AND s.score IS NOT NULL
    AND {COUNTS}
    GROUP BY o.pupil_id, s.characteristic_id, o.view) view_scores
GROUP BY pupil_id, characteristic_id"""

_BLANK = Cell()


def round_to_show(rounds: Sequence[Round]) -> Round | None:
    """Return the newest of these rounds (newest first) in which something is agreed, else the newest; None of none."""
    summary = SummaryRow
    in_rounds = summary.round << [each.id for each in rounds], summary.is_current
    agreed = {round_id for (round_id,) in as_tuples(summary.select(summary.round).where(*in_rounds).distinct())}
    return next((each for each in rounds if each.id in agreed), rounds[0] if rounds else None)


def cohort_grid(
    round_id: int, *, with_averages: bool = True, with_gaps: bool = False, for_member: int | None = None
) -> Grid:
    """Return the grid of the pupils that a round asks or has scores of, in at most eight queries. Raises NoSuchRound.

    Without averages, cells in which nothing is agreed yet are empty: nobody sees others' scores before they meet. With
    `for_member`, so are those of pupils that this member has not scored."""
    asked_round = round_(round_id)
    averages = _read_averages(round_id, for_member) if with_averages or with_gaps else []
    agreed = _agreed_cells(round_id, averages if with_gaps else ())
    hidden = _not_scored_by(for_member, averages)
    shown = [average for average in averages if average.pupil_id not in hidden]
    cells = _average_cells(shown if with_averages else (), with_gaps)
    for pupil_id, agreed_row in agreed.items():
        cells[pupil_id].update(agreed_row)
    used_ids: set[int] = set().union(*cells.values())
    columns = characteristics_in(asked_round.id, asked_round.cohort_id, used_ids)
    rows = _rows(asked_round, cells, [column.id for column in columns])
    return Grid(
        round=asked_round,
        characteristics=tuple(columns),
        rows=rows,
        priorities=sum(cell.is_priority for row in rows for cell in row.cells),
        hidden=_count_waiting(averages, hidden, agreed) if with_averages else 0,
    )


def _read_averages(round_id: int, for_member: int | None) -> list[Average]:
    rows = store.run(_AVERAGES, str(for_member or ""), round_id).fetchall()
    return [
        Average(
            pupil_id=pupil_id,
            characteristic_id=characteristic_id,
            average=float(average),
            gap=float(gap) if views > 1 else None,
            views=views,
            is_own=bool(own),
        )
        for pupil_id, characteristic_id, average, gap, views, own in rows
    ]


def _agreed_cells(round_id: int, averages: Iterable[Average]) -> Cells:
    """The cells of agreed scores, with the gaps of these averages. Equal cells are the same object."""
    rules, gaps = school(), {(each.pupil_id, each.characteristic_id): each.gap for each in averages}

    @cache
    def agreed_cell(score: int, before: int | None, gap: float | None) -> Cell:
        return Cell(
            score=score,
            is_priority=score <= rules.low_score,
            change=None if before is None else score - before,
            change_word=change_word(before, score, rules.smallest_change),
            gap=gap,
        )

    cells: Cells = defaultdict(dict)
    for pupil_id, characteristic_id, score, before in store.run(_AGREED_IN_ROUND, round_id).fetchall():
        gap = gaps.get((pupil_id, characteristic_id)) if gaps else None
        cells[pupil_id][characteristic_id] = agreed_cell(score, before, gap)
    return cells


def _average_cells(averages: Iterable[Average], with_gaps: bool) -> Cells:
    cells: Cells = defaultdict(dict)
    for each in averages:
        cell = Cell(average=each.average, gap=each.gap if with_gaps else None, views=each.views)
        cells[each.pupil_id][each.characteristic_id] = cell
    return cells


def _not_scored_by(member_id: int | None, averages: Iterable[Average]) -> set[int]:
    """The pupils whose averages this member may not see yet, none if nobody in particular looks."""
    if not member_id:
        return set()
    averages = list(averages)
    return {each.pupil_id for each in averages} - {each.pupil_id for each in averages if each.is_own}


def _count_waiting(averages: Iterable[Average], hidden: Collection[int], agreed: Cells) -> int:
    """How many pupils have a cell in which only a hidden average could be shown."""
    return len(
        {
            each.pupil_id
            for each in averages
            if each.pupil_id in hidden and each.characteristic_id not in agreed.get(each.pupil_id, {})
        }
    )


def _rows(asked_round: Round, cells: Cells, column_ids: list[int]) -> tuple[GridRow, ...]:
    chosen = chosen_pupils(asked_round.id)
    return tuple(
        GridRow(pupil, tuple(map(cells.get(pupil.id, {}).get, column_ids, repeat(_BLANK))))
        for pupil in pupils_of(asked_round.cohort_id)
        if not chosen or pupil.id in chosen or pupil.id in cells
    )
