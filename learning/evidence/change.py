"""What changed since the baseline, for one pupil and for a cohort (seed, steps 2 and 3; R66)."""

from dataclasses import dataclass
from datetime import date

from learning.core.scale import mean
from learning.core.store import as_tuples
from learning.journals.tables import AnswerRow, EntryRow, JOURNAL
from learning.people.cohorts import Cohort, cohort
from learning.people.pupils import Pupil, pupil, pupils_of
from learning.people.schools import school
from learning.rounds.asking import characteristics_with
from learning.rounds.tables import QuestionRow
from learning.score_cards.since_baseline import BETTER, change_word, LOWER, since_baseline, TOO_SMALL
from learning.score_cards.summaries import summaries_of, Summary
from learning.score_cards.tables import AgreedScoreRow


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
    """A pupil's latest summary against the baseline; `attitudes` are the journal's 0-10 scores, oldest first."""

    pupil: Pupil
    baseline: Summary | None
    latest: Summary | None
    changes: tuple[Change, ...]
    attitudes: tuple[tuple[date, int], ...]


def change_of(pupil_id: int) -> PupilChange:
    """Return what changed for one pupil. Without a summary later than the baseline, `latest` is None."""
    summaries = {summary.id: summary for summary in summaries_of(pupil_id)}
    since = since_baseline([pupil_id]).get(pupil_id)
    baseline = summaries[since.baseline_id] if since else None
    latest = summaries[since.latest_id] if since and since.latest_id else None
    return PupilChange(
        pupil=pupil(pupil_id),
        baseline=baseline,
        latest=latest,
        changes=_changes(baseline, latest),
        attitudes=_attitudes(pupil_id),
    )


def _changes(baseline: Summary | None, latest: Summary | None) -> tuple[Change, ...]:
    before = {agreed.characteristic_id: agreed.score for agreed in baseline.scores} if baseline else {}
    after = {agreed.characteristic_id: agreed.score for agreed in latest.scores} if latest else {}
    smallest = school().smallest_change
    changes = []
    for characteristic in characteristics_with(set(before) | set(after)):
        old, new = before.get(characteristic.id), after.get(characteristic.id)
        if old is None and new is None:
            continue
        changes.append(
            Change(
                characteristic=characteristic.name,
                baseline=old,
                now=new,
                change=None if old is None or new is None else new - old,
                word=change_word(old, new, smallest),
            )
        )
    return tuple(changes)


def _attitudes(pupil_id: int) -> tuple[tuple[date, int], ...]:
    return tuple(
        (on, score)
        for on, score in as_tuples(
            EntryRow.select(EntryRow.on, AnswerRow.score)
            .join(AnswerRow)
            .join(QuestionRow)
            .where(EntryRow.pupil == pupil_id, EntryRow.kind == JOURNAL)
            .where(QuestionRow.kind == "track", AnswerRow.score.is_null(False))
            .order_by(EntryRow.on, EntryRow.id)
        )
    )


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
    """Return what changed for a cohort against its pupils' baselines. Raises NoSuchCohort."""
    found = cohort(cohort_id)
    pairs = _pairs([pupil.id for pupil in pupils_of(cohort_id)])
    smallest = school().smallest_change
    lines = []
    for characteristic in characteristics_with({each for scores in pairs.values() for each in scores}):
        both = [scores[characteristic.id] for scores in pairs.values() if characteristic.id in scores]
        changes = [change_word(before, after, smallest) for before, after in both]
        lines.append(
            CohortLine(
                characteristic=characteristic.name,
                n=len(both),
                before=mean(before for before, _ in both),
                after=mean(after for _, after in both),
                better=changes.count(BETTER),
                same=changes.count(TOO_SMALL),
                lower=changes.count(LOWER),
            )
        )
    return CohortChange(found, tuple(lines), sum(1 for scores in pairs.values() if scores))


def _pairs(pupil_ids: list[int]) -> dict[int, dict[int, tuple[int, int]]]:
    """Return for each pupil the characteristics with a baseline score and a later one, as (before, after)."""
    since = since_baseline(pupil_ids)
    summary_ids = {each for ids in since.values() for each in (ids.baseline_id, ids.latest_id) if each}
    agreed = AgreedScoreRow
    scores: dict[int, dict[int, int]] = {}
    for summary_id, characteristic_id, score in as_tuples(
        agreed.select(agreed.summary, agreed.characteristic, agreed.score).where(agreed.summary << summary_ids)
    ):
        scores.setdefault(summary_id, {})[characteristic_id] = score
    pairs = {}
    for pupil_id, ids in since.items():
        before, after = scores.get(ids.baseline_id, {}), scores.get(ids.latest_id or 0, {})
        pairs[pupil_id] = {each: (before[each], after[each]) for each in before if each in after}
    return pairs
