"""The score card summary: dated agreed scores, the baseline, and a cohort's grid (seed, step 2)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import repeat

from peewee import JOIN

from learning.core import store
from learning.core.errors import LearningError, N_
from learning.core.scale import read_score, rounded
from learning.core.store import writing
from learning.core.versions import lock_for_writing
from learning.journals.tables import AnswerRow, EntryRow
from learning.people.pupils import Pupil, pupils_of
from learning.people.schools import school
from learning.people.tables import CohortRow, MemberRow
from learning.rounds.asking import characteristics_in, check_in_round, chosen_pupils
from learning.rounds.characteristics import Characteristic
from learning.rounds.rounds import Round, round_, round_for, round_from
from learning.rounds.tables import CharacteristicRow, RoundRow

from .agreeing import version_of
from .guest_opinions import COUNTS
from .score_card import score_card
from .since_baseline import IS_LATER
from .tables import AgreedScoreRow, AgreeingRow, AgreeingScoreRow, SummaryRow

WAYS = ("discussed", "average", "journal")
BETTER, LOWER, TOO_SMALL = N_("better"), N_("lower"), N_("too small to tell")


class NoSuchSummary(LearningError):
    """There is no such summary."""

    msgid = N_("This summary does not exist.")
    status = 404


class NothingAgreed(LearningError):
    """A summary without a single score."""

    msgid = N_("Agree at least one score. 0 is also a score.")


class ReasonNeeded(LearningError):
    """An agreed score stands apart from the average without a reason."""

    msgid = N_("Give a reason where the agreed score differs from the average: %(names)s.")


class NotTheAverages(LearningError):
    """The scores are said to be taken from the averages, and are not."""

    msgid = N_(
        "These are not the rounded averages: %(names)s. Use the averages, or say that the team discussed the scores."
    )


class NoJournal(LearningError):
    """The scores are said to come from a journal that there is not."""

    msgid = N_("There is no learning journal in this round yet. Say that the team discussed the scores.")


class NotTheCurrentVersion(LearningError):
    """A corrected version is no measure for later ones."""

    msgid = N_("A version that has been corrected cannot be the baseline. Choose the version that replaced it.")
    status = 409


class ChangedMeanwhile(LearningError):
    """Somebody else agreed, set or noted something since the page was opened."""

    msgid = N_("A colleague changed this while you were editing. Compare both versions and save the one you agree on.")
    status = 409


class NoSuchWay(LearningError):
    """It must be known how the scores were agreed."""

    msgid = N_("Say how the scores were agreed: discussed, from the average, or from the journal.")


class TakingPartMissing(LearningError):
    """It must be known who agreed."""

    msgid = N_("Write who took part.")


@dataclass(frozen=True)
class Agreed:
    """One agreed score 0..10 beside the average as it stood, with a reason where they differ."""

    characteristic_id: int
    name: str
    score: int
    average: float | None
    reason: str


@dataclass(frozen=True)
class Summary:
    """The dated agreed scores of one pupil in one round; a correction is a new version, the old stays readable."""

    id: int
    pupil_id: int
    round: Round
    version: int
    agreed_on: date
    taking_part: str
    how: str
    notes: str
    is_baseline: bool
    is_current: bool
    by: str
    scores: tuple[Agreed, ...]


def _summaries(*where) -> list[Summary]:
    rows = list(
        SummaryRow.select(SummaryRow, RoundRow, CohortRow, MemberRow)
        .join(RoundRow)
        .join(CohortRow)
        .switch(SummaryRow)
        .join(MemberRow, JOIN.LEFT_OUTER)
        .where(*where)
        .order_by(SummaryRow.agreed_on.desc(), SummaryRow.id.desc())
    )
    scores = {row.id: [] for row in rows}
    agreed, one = AgreedScoreRow, CharacteristicRow
    for summary_id, *given in (
        agreed.select(agreed.summary, one.id, one.name, agreed.score, agreed.average, agreed.reason)
        .join(one)
        .where(agreed.summary << list(scores))
        .order_by(one.position, one.id)
        .tuples()
    ):
        scores[summary_id].append(Agreed(*given))
    return [
        Summary(
            row.id,
            row.pupil_id,
            round_from(row.round),
            row.version,
            row.agreed_on,
            row.taking_part,
            row.how,
            row.notes,
            row.is_baseline,
            row.is_current,
            row.member.name if row.member else "",
            tuple(scores[row.id]),
        )
        for row in rows
    ]


def summaries_of(pupil_id: int) -> list[Summary]:
    """All summaries of a pupil with their versions, newest first."""
    return _summaries(SummaryRow.pupil == pupil_id)


def summary(summary_id: int) -> Summary:
    """One summary; raises NoSuchSummary."""
    found = _summaries(SummaryRow.id == summary_id)
    if not found:
        raise NoSuchSummary()
    return found[0]


def current_summary(pupil_id: int, round_id: int) -> Summary | None:
    """The newest version of a pupil's summary in a round, or None."""
    found = _summaries(SummaryRow.pupil == pupil_id, SummaryRow.round == round_id, SummaryRow.is_current)
    return found[0] if found else None


def baseline(pupil_id: int) -> Summary | None:
    """The summary against which a pupil's later ones are measured, or None before the first (R61)."""
    found = _summaries(SummaryRow.pupil == pupil_id, SummaryRow.is_baseline)
    return found[0] if found else None


@writing
def agree(
    pupil_id: int,
    round_id: int,
    scores: dict[int, tuple],
    agreed_on: date,
    taking_part: str,
    how: str,
    notes: str,
    member_id: int,
    now: datetime,
    seen: str | None = None,
) -> Summary:
    """Keep the scores that the team agreed: `scores` maps a characteristic's id to (score or None, reason).

    The pupil's first summary is the baseline. A second one for the same round is a correction: a new version that takes
    the place of the old, which stays readable. `seen` is the version (agreeing.version_of) of what was looked at while
    agreeing; what the meeting typed ends with the summary. Raises ChangedMeanwhile, NothingAgreed, ReasonNeeded,
    NotTheAverages, TakingPartMissing, NoSuchWay, NoJournal, ScoreOutsideScale, NoSuchRound, CharacteristicNotInRound,
    NoSuchCharacteristic."""
    round_for(pupil_id, round_id)
    lock_for_writing()
    if seen is not None and seen != version_of(pupil_id, round_id):
        raise ChangedMeanwhile()
    if how not in WAYS:
        raise NoSuchWay()
    written = AnswerRow.select(AnswerRow.entry).join(EntryRow)
    if how == "journal" and not written.where(EntryRow.pupil == pupil_id, EntryRow.round == round_id).exists():
        raise NoJournal()
    if not taking_part.strip():
        raise TakingPartMissing()
    given = {one: (read_score(score), reason.strip()) for one, (score, reason) in scores.items()}
    card = score_card(pupil_id, round_id)
    on_card = {line.characteristic.id for line in card.lines}
    check_in_round(card.round, [one for one, typed in given.items() if typed != (None, "")], on_card)
    given = {one: (score, reason) for one, (score, reason) in given.items() if score is not None}
    if not given:
        raise NothingAgreed()
    averages = _averages_beside(card, given, how)
    old = SummaryRow.get_or_none(SummaryRow.pupil == pupil_id, SummaryRow.round == round_id, SummaryRow.is_current)
    has_baseline = SummaryRow.select().where(SummaryRow.pupil == pupil_id, SummaryRow.is_baseline).exists()
    if old:
        SummaryRow.update(is_current=False, is_baseline=False).where(SummaryRow.id == old.id).execute()
    row = SummaryRow.create(
        pupil=pupil_id,
        round=round_id,
        version=old.version + 1 if old else 1,
        agreed_on=agreed_on,
        taking_part=taking_part.strip(),
        how=how,
        notes=notes.strip(),
        member=member_id,
        saved_at=now,
        is_current=True,
        is_baseline=old.is_baseline if old else not has_baseline,
    )
    AgreedScoreRow.insert_many(
        [
            {"summary": row.id, "characteristic": one, "score": score, "average": averages.get(one), "reason": reason}
            for one, (score, reason) in given.items()
        ]
    ).execute()
    for draft in (AgreeingRow, AgreeingScoreRow):
        draft.delete().where(draft.pupil == pupil_id, draft.round == round_id).execute()
    return summary(row.id)


def _averages_beside(card, given, how) -> dict[int, float | None]:
    lines = {line.characteristic.id: line for line in card.lines}
    apart = [line for one, line in lines.items() if one in given and given[one][0] != rounded(line.average)]
    if apart and how == "average":
        raise NotTheAverages(names=", ".join(line.characteristic.name for line in apart))
    silent = [line for line in apart if line.average is not None and not given[line.characteristic.id][1]]
    if silent:
        raise ReasonNeeded(names=", ".join(line.characteristic.name for line in silent))
    return {one: line.average for one, line in lines.items()}


@writing
def choose_baseline(summary_id: int) -> Summary:
    """Measure a pupil's later summaries against this one from now on. Raises NoSuchSummary, NotTheCurrentVersion."""
    chosen, one = summary(summary_id), SummaryRow
    if not chosen.is_current:
        raise NotTheCurrentVersion()
    one.update(is_baseline=False).where(one.pupil == chosen.pupil_id, one.is_baseline).execute()
    one.update(is_baseline=True).where(one.id == summary_id).execute()
    return summary(summary_id)


# --- the cohort's grid ------------------------------------------------------------------------------------------


def change_word(before: int | None, after: int | None, smallest_change: int) -> str:
    """How a change reads: "better", "lower", "too small to tell", or "" where there is nothing to compare."""
    if before is None or after is None:
        return ""
    if abs(after - before) < smallest_change:
        return TOO_SMALL
    return BETTER if after > before else LOWER


@dataclass(frozen=True, slots=True)
class Cell:
    """One pupil's characteristic: the agreed score, or where none is agreed yet the average of the `views` given; `gap`
    is how far the views lie apart, None for fewer than two or where it was not asked for."""

    score: int | None = None
    average: float | None = None
    is_priority: bool = False
    change: int | None = None
    change_word: str = ""
    gap: float | None = None
    views: int = 0


@dataclass(frozen=True, slots=True)
class GridRow:
    """One pupil's row, its cells in the order of the grid's characteristics."""

    pupil: Pupil
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    """A cohort's agreed scores in one round (R69), low ones marked as priorities, beside their change; `hidden`: of how
    many pupils the averages are held back."""

    round: Round
    characteristics: tuple[Characteristic, ...]
    rows: tuple[GridRow, ...]
    priorities: int
    hidden: int = 0


# Each agreed score beside the baseline's; nothing beside it in the baseline's own round, or before it.
_AGREED_IN_ROUND = f"""
SELECT s.pupil_id, a.characteristic_id, a.score, b.score
FROM summary s JOIN agreed_score a ON a.summary_id = s.id
LEFT JOIN summary f ON f.pupil_id = s.pupil_id AND f.is_baseline AND f.round_id <> s.round_id AND {IS_LATER}
LEFT JOIN agreed_score b ON b.summary_id = f.id AND b.characteristic_id = a.characteristic_id
WHERE s.round_id = ? AND s.is_current"""

# The mean of each view first, then the mean of the views, and how far they lie apart.
_AVERAGES = f"""
SELECT pupil_id, characteristic_id, AVG(mark), MAX(mark) - MIN(mark), COUNT(*), SUM(mine) FROM (
    SELECT o.pupil_id, s.characteristic_id, o.view, AVG(s.score * 1.0) AS mark,
        SUM(CASE WHEN o.view = 'professional' AND o.giver = ? THEN 1 ELSE 0 END) AS mine
    FROM opinion o JOIN score s ON s.opinion_id = o.id WHERE o.round_id = ? AND s.score IS NOT NULL
    AND {COUNTS}
    GROUP BY o.pupil_id, s.characteristic_id, o.view) marks
GROUP BY pupil_id, characteristic_id"""

_BLANK = Cell()


def round_to_show(asked: list[Round]) -> Round | None:
    """Of these rounds, newest first, the newest in which something is agreed; else the newest; None of none."""
    one = SummaryRow
    ids = [each.id for each in asked]
    agreed = {
        round_id for (round_id,) in one.select(one.round).where(one.round << ids, one.is_current).distinct().tuples()
    }
    return next((each for each in asked if each.id in agreed), asked[0] if asked else None)


def grid(round_id: int, with_averages: bool = True, with_gaps: bool = False, for_member: int | None = None) -> Grid:
    """The grid of those whom a round asks, and of whom it has scores: at most eight queries, whatever its
    size. Raises NoSuchRound.

    Without averages, cells in which nothing is agreed yet are empty: nobody sees others' scores before they meet. With
    `for_member`, so are those of pupils whom that member has not scored."""
    when = round_(round_id)
    marks = store.run(_AVERAGES, str(for_member or ""), round_id).fetchall() if with_averages or with_gaps else ()
    scored = {pupil_id for pupil_id, *_, mine in marks if mine} if for_member else None
    cells = _averages(marks, scored, with_gaps) if with_averages else defaultdict(dict)
    agreed = _agreed_cells(round_id, _gaps(marks) if with_gaps else {})
    for pupil_id, given in agreed.items():
        cells[pupil_id].update(given)
    columns = characteristics_in(when.id, when.cohort_id, set().union(*cells.values()))
    ids = [column.id for column in columns]
    chosen = chosen_pupils(round_id)
    pupils = [one for one in pupils_of(when.cohort_id) if not chosen or one.id in chosen or one.id in cells]
    rows = [GridRow(one, _row(cells.get(one.id, {}), ids)) for one in pupils]
    waits = [] if scored is None or not with_averages else [mark[:2] for mark in marks if mark[0] not in scored]
    held_back = {pupil_id for pupil_id, one in waits if one not in agreed.get(pupil_id, {})}
    priorities = sum(cell.is_priority for row in rows for cell in row.cells)
    return Grid(when, tuple(columns), tuple(rows), priorities, len(held_back))


def _row(cells: dict[int, Cell], ids: list[int]) -> tuple[Cell, ...]:
    return tuple(map(cells.get, ids, repeat(_BLANK)))


def _agreed_cells(round_id: int, gaps: dict[tuple[int, int], float]) -> dict[int, dict[int, Cell]]:
    """Cells by pupil and characteristic; equal ones are one and the same."""
    rules = school()

    @cache
    def cell(score, before, gap=None) -> Cell:
        change = None if before is None else score - before
        word = change_word(before, score, rules.smallest_change)
        return Cell(score, None, score <= rules.low_score, change, word, gap)

    found = defaultdict(dict)
    for pupil_id, one, score, before in store.run(_AGREED_IN_ROUND, round_id).fetchall():
        found[pupil_id][one] = cell(score, before, gaps.get((pupil_id, one))) if gaps else cell(score, before)
    return found


def _averages(marks, scored: set[int] | None, with_gaps: bool) -> dict[int, dict[int, Cell]]:
    """The averages of all, or of the pupils who are `scored`, by pupil and characteristic."""
    found = defaultdict(dict)
    for pupil_id, one, average, apart, views, _mine in marks:
        if scored is None or pupil_id in scored:
            gap = float(apart) if with_gaps and views > 1 else None
            found[pupil_id][one] = Cell(average=float(average), gap=gap, views=views)
    return found


def _gaps(marks) -> dict[tuple[int, int], float]:
    return {(pupil_id, one): float(apart) for pupil_id, one, _average, apart, views, _mine in marks if views > 1}
