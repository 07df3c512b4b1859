"""Agreeing: the team's scores become a dated summary, with a reason where they differ from the average (R55)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from learning.core.errors import LearningError, N_
from learning.core.scale import read_score, rounded
from learning.core.store import writing
from learning.core.versions import lock_for_writing
from learning.journals.tables import AnswerRow, EntryRow, JOURNAL
from learning.rounds.asking import check_in_round
from learning.rounds.rounds import round_for

from .meeting import left_over, remove_draft, version_of
from .score_card import score_card, ScoreCard
from .summaries import Summary, summary
from .tables import AgreedScoreRow, SummaryRow

METHODS = ("discussed", "average", "journal")


class NothingAgreed(LearningError):
    """A summary without a single score."""

    msgid = N_("Agree at least one score. 0 is also a score.")


class ReasonNeeded(LearningError):
    """An agreed score differs from the average, and no reason is given."""

    msgid = N_("Give a reason where the agreed score differs from the average: %(names)s.")


class NotTheAverages(LearningError):
    """The scores are marked as taken from the averages, but they differ."""

    msgid = N_(
        "These are not the rounded averages: %(names)s. Use the averages, or say that the team discussed the scores."
    )


class NoJournal(LearningError):
    """The scores are marked as taken from a journal, but there is none."""

    msgid = N_("There is no learning journal in this round yet. Say that the team discussed the scores.")


class ChangedMeanwhile(LearningError):
    """Somebody else agreed, set or noted something since the page was opened."""

    msgid = N_("A colleague changed this while you were editing. Compare both versions and save the one you agree on.")
    status = 409


class NoSuchMethod(LearningError):
    """It must be known how the scores were agreed."""

    msgid = N_("Say how the scores were agreed: discussed, from the average, or from the journal.")


class TakingPartMissing(LearningError):
    """It must be known who agreed."""

    msgid = N_("Write who took part.")


@dataclass(frozen=True)
class Agreement:
    """What a team agreed about one pupil, as it was typed.

    `scores` maps a characteristic's id to (score or None, reason); `how` is one of METHODS."""

    scores: Mapping[int, tuple[int | str | None, str]]
    agreed_on: date
    taking_part: str
    how: str
    notes: str = ""


@writing
def agree(
    pupil_id: int, round_id: int, agreement: Agreement, *, member_id: int, now: datetime, seen: str | None = None
) -> Summary:
    """Save the scores that the team agreed as a summary; the pupil's first summary is the baseline.

    A second one for the same round is a correction: a new version that replaces the old, which can still be read. The
    meeting's draft is removed. What it has for characteristics that the round no longer asks about (meeting.left_over)
    is added to the notes. `seen` is the version (meeting.version_of) of what the page showed. Raises
    ChangedMeanwhile, NoSuchMethod, NoJournal, TakingPartMissing, ScoreOutsideScale, CharacteristicNotInRound,
    NoSuchCharacteristic, NothingAgreed, NotTheAverages, ReasonNeeded, NoSuchRound."""
    round_for(pupil_id, round_id)
    lock_for_writing()
    if seen is not None and seen != version_of(pupil_id, round_id):
        raise ChangedMeanwhile()
    card = score_card(pupil_id, round_id)
    _check_circumstances(card, agreement)
    agreed = _read_scores(card, agreement)
    _check_against_averages(card, agreed, agreement.how)
    notes = _with_left_over(agreement.notes, left_over(pupil_id, round_id))
    summary_id = _save_summary(card, replace(agreement, notes=notes), member_id, now)
    _save_scores(summary_id, card, agreed)
    remove_draft(pupil_id, round_id)
    return summary(summary_id)


def _with_left_over(notes: str, left: Mapping[str, tuple[int | None, str]]) -> str:
    """Return the notes with a line for each characteristic of `left` that they do not have yet."""
    lines = [
        " ".join(filter(None, (f"{name}:", "" if score is None else str(score), reason)))
        for name, (score, reason) in left.items()
    ]
    return "\n".join(filter(None, [notes.strip(), *(line for line in lines if line not in notes)]))


def _check_circumstances(card: ScoreCard, agreement: Agreement) -> None:
    """Check how the scores were agreed, and that somebody took part."""
    if agreement.how not in METHODS:
        raise NoSuchMethod()
    written = AnswerRow.select(AnswerRow.entry).join(EntryRow)
    in_journal = written.where(
        EntryRow.pupil == card.pupil.id, EntryRow.round == card.round.id, EntryRow.kind == JOURNAL
    )
    if agreement.how == "journal" and not in_journal.exists():
        raise NoJournal()
    if not agreement.taking_part.strip():
        raise TakingPartMissing()


def _read_scores(card: ScoreCard, agreement: Agreement) -> dict[int, tuple[int, str]]:
    """The scores that were typed, with their reasons, by characteristic id."""
    typed = {
        characteristic_id: (read_score(score), reason.strip())
        for characteristic_id, (score, reason) in agreement.scores.items()
    }
    filled_in = [characteristic_id for characteristic_id, values in typed.items() if values != (None, "")]
    check_in_round(card.round, filled_in, {row.characteristic.id for row in card.rows})
    agreed = {
        characteristic_id: (score, reason) for characteristic_id, (score, reason) in typed.items() if score is not None
    }
    if not agreed:
        raise NothingAgreed()
    return agreed


def _check_against_averages(card: ScoreCard, agreed: dict[int, tuple[int, str]], how: str) -> None:
    """A score that differs from its rounded average needs a reason, and is not taken from the averages."""
    rows = [row for row in card.rows if row.characteristic.id in agreed]
    different = [row for row in rows if agreed[row.characteristic.id][0] != rounded(row.average)]
    if different and how == "average":
        raise NotTheAverages(names=", ".join(row.characteristic.name for row in different))
    unexplained = [row for row in different if row.average is not None and not agreed[row.characteristic.id][1]]
    if unexplained:
        raise ReasonNeeded(names=", ".join(row.characteristic.name for row in unexplained))


def _save_summary(card: ScoreCard, agreement: Agreement, member_id: int, now: datetime) -> int:
    """Save the dated row in place of an older version, and return its id."""
    table, pupil_id, round_id = SummaryRow, card.pupil.id, card.round.id
    replaced = table.get_or_none(table.pupil == pupil_id, table.round == round_id, table.is_current)
    has_baseline = table.select().where(table.pupil == pupil_id, table.is_baseline).exists()
    if replaced:
        table.update(is_current=False, is_baseline=False).where(table.id == replaced.id).execute()
    row = table.create(
        pupil=pupil_id,
        round=round_id,
        version=replaced.version + 1 if replaced else 1,
        agreed_on=agreement.agreed_on,
        taking_part=agreement.taking_part.strip(),
        how=agreement.how,
        notes=agreement.notes.strip(),
        member=member_id,
        saved_at=now,
        is_current=True,
        is_baseline=replaced.is_baseline if replaced else not has_baseline,
    )
    return row.id


def _save_scores(summary_id: int, card: ScoreCard, agreed: dict[int, tuple[int, str]]) -> None:
    averages = {row.characteristic.id: row.average for row in card.rows}
    AgreedScoreRow.insert_many(
        [
            {
                "summary": summary_id,
                "characteristic": characteristic_id,
                "score": score,
                "average": averages.get(characteristic_id),
                "reason": reason,
            }
            for characteristic_id, (score, reason) in agreed.items()
        ]
    ).execute()
