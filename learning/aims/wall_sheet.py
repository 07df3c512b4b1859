"""The wall sheet: the seed's table of step 3 for a whole cohort (R89, R90)."""

from dataclasses import dataclass
from typing import Any

from learning.core.store import as_tuples
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
class WallSheetRow:
    """One pupil on the wall sheet; scores in the order of the sheet's characteristics, None where not agreed."""

    pupil: Pupil
    scores: tuple[int | None, ...]
    blockers: tuple[str, ...]
    enablers: tuple[str, ...]
    aims: tuple[Aim, ...]


@dataclass(frozen=True)
class WallSheet:
    """The seed's table of step 3 for a cohort (R89): the latest agreed scores, blockers, enablers, aims."""

    cohort: Cohort
    characteristics: tuple[Characteristic, ...]
    rows: tuple[WallSheetRow, ...]


def wall_sheet(cohort_id: int) -> WallSheet:
    """Return the wall sheet of a cohort; rows may be empty (R90). Raises NoSuchCohort."""
    found, pupils = cohort(cohort_id), pupils_of(cohort_id)
    ids = CohortPupilRow.select(CohortPupilRow.pupil).where(CohortPupilRow.cohort == cohort_id)
    scores = _latest_scores(ids)
    characteristics = characteristics_with({each for agreed in scores.values() for each in agreed}, cohort_id)
    factors: dict[tuple[int, str], list[str]] = {}
    for factor in factors_where(FactorRow.pupil << ids):
        factors.setdefault((factor.pupil_id, factor.kind), []).append(factor.words)
    aims: dict[int, list[Aim]] = {}
    for aim in aims_where(AimRow.pupil << ids):
        aims.setdefault(aim.pupil_id, []).append(aim)
    rows = [
        WallSheetRow(
            pupil=pupil,
            scores=tuple(scores.get(pupil.id, {}).get(each.id) for each in characteristics),
            blockers=tuple(factors.get((pupil.id, "blocker"), ())),
            enablers=tuple(factors.get((pupil.id, "enabler"), ())),
            aims=tuple(aims.get(pupil.id, ())),
        )
        for pupil in pupils
    ]
    return WallSheet(found, tuple(characteristics), tuple(rows))


def _latest_scores(pupil_ids: Any) -> dict[int, dict[int, int]]:
    """Return the scores of each pupil's newest summary, by characteristic."""
    summary, agreed = SummaryRow, AgreedScoreRow
    newest: dict[int, int] = dict(
        as_tuples(
            summary.select(summary.pupil, summary.id)
            .where(summary.is_current, summary.pupil << pupil_ids)
            .order_by(summary.agreed_on, summary.id)
        )
    )
    pupils = {summary_id: pupil_id for pupil_id, summary_id in newest.items()}
    scores: dict[int, dict[int, int]] = {}
    for summary_id, characteristic_id, score in as_tuples(
        agreed.select(agreed.summary, agreed.characteristic, agreed.score).where(agreed.summary << list(pupils))
    ):
        scores.setdefault(pupils[summary_id], {})[characteristic_id] = score
    return scores
