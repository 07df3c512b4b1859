"""The review: what changed against the baseline, for one pupil and for a cohort (seed, steps 2 and 3; R66)."""

from dataclasses import dataclass
from datetime import date

from learning.core.scale import mean
from learning.journals.tables import AnswerRow, EntryRow
from learning.people.cohorts import Cohort, cohort
from learning.people.pupils import Pupil, pupil, pupils_of
from learning.people.schools import school
from learning.people.tables import CohortPupilRow
from learning.rounds.asking import characteristics_with
from learning.rounds.tables import QuestionRow
from learning.score_cards.summary import BETTER, change_word, LOWER, summaries_of, Summary, TOO_SMALL
from learning.score_cards.tables import AgreedScoreRow, SummaryRow


@dataclass(frozen=True)
class Change:
    """One characteristic: the baseline's score, the latest, their difference in points, and how it reads."""

    characteristic: str
    baseline: int | None
    now: int | None
    change: int | None
    word: str


@dataclass(frozen=True)
class PupilChange:
    """A pupil's latest summary against the baseline; `attitudes`: the journal's 0-10 track over time, oldest first."""

    pupil: Pupil
    baseline: Summary | None
    latest: Summary | None
    changes: tuple[Change, ...]
    attitudes: tuple[tuple[date, int], ...]


def change_of(pupil_id: int) -> PupilChange:
    """What changed for one pupil; without a second summary there is no change yet (latest is None)."""
    current = [one for one in summaries_of(pupil_id) if one.is_current]
    baseline = next((one for one in current if one.is_baseline), None)
    latest = current[0] if current and current[0] is not baseline else None
    return PupilChange(pupil(pupil_id), baseline, latest, _changes(baseline, latest), _attitudes(pupil_id))


def _changes(baseline: Summary | None, latest: Summary | None) -> tuple[Change, ...]:
    before = {one.characteristic_id: one.score for one in baseline.scores} if baseline else {}
    after = {one.characteristic_id: one.score for one in latest.scores} if latest else {}
    smallest = school().smallest_change
    changes = []
    for column in characteristics_with(set(before) | set(after)):
        old, new = before.get(column.id), after.get(column.id)
        if old is None and new is None:
            continue
        change = None if old is None or new is None else new - old
        changes.append(Change(column.name, old, new, change, change_word(old, new, smallest)))
    return tuple(changes)


def _attitudes(pupil_id: int) -> tuple[tuple[date, int], ...]:
    entry, answer, question = EntryRow, AnswerRow, QuestionRow
    rows = (
        entry.select(entry.on, answer.score)
        .join(answer)
        .join(question)
        .where(entry.pupil == pupil_id, question.kind == "track", answer.score.is_null(False))
        .order_by(entry.on, entry.id)
        .tuples()
    )
    return tuple(rows)


@dataclass(frozen=True)
class CohortLine:
    """One characteristic of a cohort: how many pupils have both scores (n), the means, and how many changed how."""

    characteristic: str
    n: int
    before: float | None
    after: float | None
    better: int
    same: int
    lower: int


@dataclass(frozen=True)
class CohortChange:
    """The change of a cohort; only pupils with a baseline and a later summary are counted."""

    cohort: Cohort
    lines: tuple[CohortLine, ...]
    pupils: int


def cohort_change(cohort_id: int) -> CohortChange:
    """What changed for a cohort against the baselines of its pupils. Raises NoSuchCohort."""
    whose = cohort(cohort_id)
    pairs = _pairs(cohort_id)
    smallest = school().smallest_change
    lines = []
    for column in characteristics_with({one for given in pairs.values() for one in given}):
        both = [given[column.id] for given in pairs.values() if column.id in given]
        words = [change_word(before, after, smallest) for before, after in both]
        lines.append(
            CohortLine(
                column.name,
                len(both),
                mean(before for before, _ in both),
                mean(after for _, after in both),
                words.count(BETTER),
                words.count(TOO_SMALL),
                words.count(LOWER),
            )
        )
    return CohortChange(whose, tuple(lines), sum(1 for given in pairs.values() if given))


def _pairs(cohort_id: int) -> dict[int, dict[int, tuple[int, int]]]:
    """For each pupil, each characteristic that has both a baseline score and a later one, as (before, after)."""
    ids = [one.id for one in pupils_of(cohort_id)]
    summary, agreed = SummaryRow, AgreedScoreRow
    baselines, latest = {}, {}
    wanted = summary.pupil << CohortPupilRow.select(CohortPupilRow.pupil).where(CohortPupilRow.cohort == cohort_id)
    rows = (
        summary.select(summary.id, summary.pupil, summary.is_baseline)
        .where(summary.is_current, wanted)
        .order_by(summary.agreed_on, summary.id)
        .tuples()
    )
    for summary_id, pupil_id, is_baseline in rows:  # in the order of their days
        if is_baseline:
            latest.pop(pupil_id, None)  # what was agreed before the baseline is no change
            baselines[pupil_id] = summary_id
        else:
            latest[pupil_id] = summary_id
    scores = {}
    for summary_id, one, score in (
        agreed.select(agreed.summary, agreed.characteristic, agreed.score)
        .join(summary)
        .where(summary.is_current, wanted)
        .tuples()
    ):
        scores.setdefault(summary_id, {})[one] = score
    pairs = {}
    for pupil_id in ids:
        before = scores.get(baselines.get(pupil_id), {})
        after = scores.get(latest.get(pupil_id), {})
        pairs[pupil_id] = {one: (before[one], after[one]) for one in before if one in after}
    return pairs
