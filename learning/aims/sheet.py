"""The wall sheet: the seed's table of step 3 for a whole cohort (R89, R90)."""

from dataclasses import dataclass

from learning.people.cohorts import Cohort, cohort
from learning.people.pupils import Pupil, pupils_of
from learning.people.tables import CohortPupilRow
from learning.rounds.asking import characteristics_with
from learning.rounds.characteristics import Characteristic
from learning.score_cards.tables import AgreedScoreRow, SummaryRow

from .aims import Aim, aims_where
from .factors import factors_where
from .tables import AimRow, FactorRow


@dataclass(frozen=True)
class SheetRow:
    """One pupil on the wall sheet; scores in the order of the sheet's characteristics, None where not agreed."""

    pupil: Pupil
    scores: tuple[int | None, ...]
    blockers: tuple[str, ...]
    enablers: tuple[str, ...]
    aims: tuple[Aim, ...]


@dataclass(frozen=True)
class Sheet:
    """The seed's table of step 3 for a cohort (R89): the latest agreed scores, blockers, enablers, aims."""

    cohort: Cohort
    characteristics: tuple[Characteristic, ...]
    rows: tuple[SheetRow, ...]


def sheet(cohort_id: int) -> Sheet:
    """The wall sheet of a cohort; rows may be empty (R90). Raises NoSuchCohort."""
    whose, pupils = cohort(cohort_id), pupils_of(cohort_id)
    ids = CohortPupilRow.select(CohortPupilRow.pupil).where(CohortPupilRow.cohort == cohort_id)
    scores = _latest_scores(ids)
    columns = characteristics_with({one for given in scores.values() for one in given}, cohort_id)
    factors, aims = {}, {}
    for factor in factors_where(FactorRow.pupil << ids):
        factors.setdefault((factor.pupil_id, factor.kind), []).append(factor.words)
    for aim in aims_where(AimRow.pupil << ids):
        aims.setdefault(aim.pupil_id, []).append(aim)
    rows = [
        SheetRow(
            one,
            tuple(scores.get(one.id, {}).get(column.id) for column in columns),
            tuple(factors.get((one.id, "blocker"), ())),
            tuple(factors.get((one.id, "enabler"), ())),
            tuple(aims.get(one.id, ())),
        )
        for one in pupils
    ]
    return Sheet(whose, tuple(columns), tuple(rows))


def _latest_scores(pupil_ids) -> dict[int, dict[int, int]]:
    summary, agreed = SummaryRow, AgreedScoreRow
    latest = {}
    for pupil_id, summary_id in (
        summary.select(summary.pupil, summary.id)
        .where(summary.is_current, summary.pupil << pupil_ids)
        .order_by(summary.agreed_on, summary.id)
        .tuples()
    ):
        latest[summary_id] = pupil_id
    newest = {pupil_id: summary_id for summary_id, pupil_id in latest.items()}
    found = {}
    for summary_id, one, score in (
        agreed.select(agreed.summary, agreed.characteristic, agreed.score)
        .where(agreed.summary << list(newest.values()))
        .tuples()
    ):
        found.setdefault(latest[summary_id], {})[one] = score
    return found
