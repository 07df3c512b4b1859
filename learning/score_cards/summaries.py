"""Score card summaries: dated agreed scores, with all their versions, and the baseline (seed, step 2)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN

from learning.core.errors import LearningError, N_
from learning.core.store import as_tuples, writing
from learning.people.tables import CohortRow, MemberRow
from learning.rounds.rounds import Round, round_from
from learning.rounds.tables import CharacteristicRow, RoundRow

from .tables import AgreedScoreRow, SummaryRow


class NoSuchSummary(LearningError):
    """There is no such summary."""

    msgid = N_("This summary does not exist.")
    status = 404


class NotTheCurrentVersion(LearningError):
    """A corrected version cannot be what later summaries are measured against."""

    msgid = N_("A version that has been corrected cannot be the baseline. Choose the version that replaced it.")
    status = 409


@dataclass(frozen=True)
class AgreedScore:
    """One agreed score 0..10 beside the average of that day, with a reason if they differ."""

    characteristic_id: int
    name: str
    score: int
    average: float | None
    reason: str


@dataclass(frozen=True)
class Summary:
    """The dated agreed scores of one pupil in one round. A correction is a new version; the old can still be read.

    `by` is the name of who saved it, "" if they have left. `how` is one of agreeing.METHODS."""

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
    scores: tuple[AgreedScore, ...]


def summaries_of(pupil_id: int) -> list[Summary]:
    """Return all summaries of a pupil with their versions, newest first."""
    return _summaries(SummaryRow.pupil == pupil_id)


def summary(summary_id: int) -> Summary:
    """Return one summary; raises NoSuchSummary."""
    found = _summaries(SummaryRow.id == summary_id)
    if not found:
        raise NoSuchSummary()
    return found[0]


def current_summary(pupil_id: int, round_id: int) -> Summary | None:
    """Return the newest version of a pupil's summary in a round, or None."""
    found = _summaries(SummaryRow.pupil == pupil_id, SummaryRow.round == round_id, SummaryRow.is_current)
    return found[0] if found else None


def baseline(pupil_id: int) -> Summary | None:
    """Return the summary that a pupil's later ones are measured against, or None before the first (R61)."""
    found = _summaries(SummaryRow.pupil == pupil_id, SummaryRow.is_baseline)
    return found[0] if found else None


@writing
def choose_baseline(summary_id: int) -> Summary:
    """Measure a pupil's later summaries against this one from now on. Raises NoSuchSummary, NotTheCurrentVersion."""
    chosen, table = summary(summary_id), SummaryRow
    if not chosen.is_current:
        raise NotTheCurrentVersion()
    table.update(is_baseline=False).where(table.pupil == chosen.pupil_id, table.is_baseline).execute()
    table.update(is_baseline=True).where(table.id == summary_id).execute()
    return summary(summary_id)


def _summaries(*conditions: Any) -> list[Summary]:
    rows = list(
        SummaryRow.select(SummaryRow, RoundRow, CohortRow, MemberRow)
        .join(RoundRow)
        .join(CohortRow)
        .switch(SummaryRow)
        .join(MemberRow, JOIN.LEFT_OUTER)
        .where(*conditions)
        .order_by(SummaryRow.agreed_on.desc(), SummaryRow.id.desc())
    )
    scores = _agreed_scores([row.id for row in rows])
    return [_from_row(row, scores[row.id]) for row in rows]


def _from_row(row: SummaryRow, scores: list[AgreedScore]) -> Summary:
    return Summary(
        id=row.id,
        pupil_id=row.pupil_id,
        round=round_from(row.round),
        version=row.version,
        agreed_on=row.agreed_on,
        taking_part=row.taking_part,
        how=row.how,
        notes=row.notes,
        is_baseline=row.is_baseline,
        is_current=row.is_current,
        by=row.member.name if row.member else "",
        scores=tuple(scores),
    )


def _agreed_scores(summary_ids: list[int]) -> dict[int, list[AgreedScore]]:
    """The agreed scores of each of these summaries, in the school's order."""
    scores: dict[int, list[AgreedScore]] = {summary_id: [] for summary_id in summary_ids}
    agreed, listed = AgreedScoreRow, CharacteristicRow
    columns = (agreed.summary, listed.id, listed.name, agreed.score, agreed.average, agreed.reason)
    query = agreed.select(*columns).join(listed).where(agreed.summary << summary_ids)
    for summary_id, characteristic_id, name, score, average, reason in as_tuples(
        query.order_by(listed.position, listed.id)
    ):
        scores[summary_id].append(
            AgreedScore(characteristic_id=characteristic_id, name=name, score=score, average=average, reason=reason)
        )
    return scores
