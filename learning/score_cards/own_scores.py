"""A member's own scores of a whole cohort in a round, read and saved as one grid (seed, step 1, option A)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from learning.core.errors import LearningError, N_
from learning.core.scale import read_score
from learning.core.store import as_tuples, writing
from learning.core.versions import lock_for_writing
from learning.people.members import Member, member
from learning.people.pupils import Pupil
from learning.rounds.asking import characteristics_in, check_in_round, pupils_asked
from learning.rounds.characteristics import Characteristic
from learning.rounds.rounds import check_open, Round, round_

from .agreed import agreed_days
from .giving import earlier_scores
from .opinions import giver_key
from .tables import OpinionRow, ScoreRow

Place = tuple[int, int]  # pupil id, characteristic id


class PupilNotInRound(LearningError):
    """A pupil that the round does not ask about."""

    msgid = N_("This round does not ask about that pupil.")
    status = 404


class AgreedMeanwhile(LearningError):
    """The team has agreed scores from these ones."""

    msgid = N_("The scores of %(names)s have been agreed, so they stay as they were. Save the others again.")
    status = 409


@dataclass(frozen=True)
class Reasons:
    """A member's own answers to the seed's three questions about one score (R28-R30)."""

    why: str = ""
    improve: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class OwnRow:
    """One pupil: a member's own scores by characteristic id (if given), and the reasons (if there are words).

    `is_agreed`: the team has agreed the pupil's scores. `is_closed`: it has used these scores, so they stay."""

    pupil: Pupil
    scores: dict[int, int]
    reasons: dict[int, Reasons]
    is_agreed: bool
    is_closed: bool


@dataclass(frozen=True)
class OwnScores:
    """A member's own column of a whole round, its pupils by surname."""

    round: Round
    characteristics: tuple[Characteristic, ...]
    rows: tuple[OwnRow, ...]


def own_scores(round_id: int, member_id: int, also_ids: Collection[int] = ()) -> OwnScores:
    """Return what a member has scored so far in a round, in a fixed number of queries. Raises NoSuchRound.

    `also_ids` are characteristics to show even if the round does not ask about them."""
    asked_round = round_(round_id)
    scores, reasons = _saved_scores(round_id, member_id)
    agreed, opinions = agreed_days(round_id), _own_opinions(round_id, member_id)
    used_ids = set(also_ids).union(*scores.values(), *reasons.values())
    return OwnScores(
        round=asked_round,
        characteristics=tuple(characteristics_in(asked_round.id, asked_round.cohort_id, used_ids)),
        rows=tuple(
            OwnRow(
                pupil=pupil,
                scores=scores.get(pupil.id, {}),
                reasons=reasons.get(pupil.id, {}),
                is_agreed=pupil.id in agreed,
                is_closed=pupil.id in agreed and pupil.id in opinions,
            )
            for pupil in pupils_asked(asked_round)
        ),
    )


def _saved_scores(round_id: int, member_id: int) -> tuple[dict[int, dict[int, int]], dict[int, dict[int, Reasons]]]:
    """The scores and the reasons that a member has given, by pupil and characteristic."""
    scores: dict[int, dict[int, int]] = {}
    reasons: dict[int, dict[int, Reasons]] = {}
    table = ScoreRow
    columns = (OpinionRow.pupil, table.characteristic, table.score, table.why, table.improve, table.evidence)
    rows = as_tuples(table.select(*columns).join(OpinionRow).where(*_own(round_id, member_id)))
    for pupil_id, characteristic_id, score, why, improve, evidence in rows:
        if score is not None:
            scores.setdefault(pupil_id, {})[characteristic_id] = score
        if why or improve or evidence:
            reasons.setdefault(pupil_id, {})[characteristic_id] = Reasons(why=why, improve=improve, evidence=evidence)
    return scores, reasons


def _own(round_id: int, member_id: int) -> list[Any]:
    """The conditions that an OpinionRow of a round is this member's own."""
    giver = giver_key("professional", "", member_id)
    return [OpinionRow.round == round_id, OpinionRow.view == "professional", OpinionRow.giver == giver]


def _own_opinions(round_id: int, member_id: int) -> dict[int, int]:
    """The ids of a member's opinions in a round by pupil id."""
    return dict(as_tuples(OpinionRow.select(OpinionRow.pupil, OpinionRow.id).where(*_own(round_id, member_id))))


# --- saving -----------------------------------------------------------------------------------------------------

Changes = dict[Place, dict[str, int | str | None]]  # the new values of score, why, improve and evidence


@writing
def give_scores(
    round_id: int,
    member_id: int,
    scores: Mapping[Place, int | None],
    *,
    reasons: Mapping[Place, Mapping[str, str]] | None = None,
    on: date,
    now: datetime,
) -> int:
    """Save what a member changed on the grid, all of it or nothing. Returns how many cells changed.

    `scores` holds the new scores, None for one that is taken back, and `reasons` those of why, improve and evidence
    that are new; everything else stays. A pupil that the member has not scored can still be scored after the team has
    agreed. Raises RoundClosed, PupilNotInRound, CharacteristicNotInRound, NoSuchCharacteristic, ScoreOutsideScale,
    AgreedMeanwhile, NoSuchRound."""
    asked_round, giver = round_(round_id), member(member_id)
    lock_for_writing()
    check_open(asked_round)
    changes = _read_changes(scores, reasons or {})
    _check_asked(asked_round, member_id, changes)
    opinions = _own_opinions(round_id, member_id)
    _check_not_agreed(asked_round, changes, opinions)
    for (pupil_id, characteristic_id), values in changes.items():
        if pupil_id not in opinions:
            if all(value in (None, "") for value in values.values()):
                continue
            opinions[pupil_id] = _begin(round_id, pupil_id, giver, on)
        _save_score(opinions[pupil_id], characteristic_id, values, now)
    _update_opinions({opinions[pupil_id] for pupil_id, _ in changes if pupil_id in opinions}, on, now)
    return len(changes)


def _read_changes(scores: Mapping[Place, int | None], reasons: Mapping[Place, Mapping[str, str]]) -> Changes:
    changes: Changes = {place: {"score": read_score(score)} for place, score in scores.items()}
    for place, answers in reasons.items():
        changes.setdefault(place, {}).update({name: text.strip() for name, text in answers.items()})
    return changes


def _check_asked(asked_round: Round, member_id: int, changes: Iterable[Place]) -> None:
    asked_ids = {pupil.id for pupil in pupils_asked(asked_round)}
    if any(pupil_id not in asked_ids for pupil_id, _ in changes):
        raise PupilNotInRound()
    used_ids = {each.id for each in own_scores(asked_round.id, member_id).characteristics}
    check_in_round(asked_round, {characteristic_id for _, characteristic_id in changes}, used_ids)


def _check_not_agreed(asked_round: Round, changes: Iterable[Place], opinions: Collection[int]) -> None:
    closed_ids = {pupil_id for pupil_id, _ in changes} & set(agreed_days(asked_round.id)) & set(opinions)
    if closed_ids:
        closed = sorted(
            (pupil for pupil in pupils_asked(asked_round) if pupil.id in closed_ids), key=lambda each: each.id
        )
        raise AgreedMeanwhile(names=", ".join(pupil.name for pupil in closed))


def _begin(round_id: int, pupil_id: int, giver: Member, on: date) -> int:
    row = OpinionRow.create(
        round=round_id,
        pupil=pupil_id,
        view="professional",
        giver=giver_key("professional", giver.name, giver.id),
        by=giver.name,
        role=giver.job,
        member=giver.id,
        on=on,
    )
    return row.id


def _save_score(opinion_id: int, characteristic_id: int, values: dict[str, Any], now: datetime) -> None:
    table = ScoreRow
    same = table.opinion == opinion_id, table.characteristic == characteristic_id
    saved = table.get_or_none(*same)
    if "score" in values:
        state = "skipped" if values["score"] is None else "given"
        values = {**values, "state": state, "earlier": earlier_scores(saved, values["score"])}
    if saved:
        table.update(**values, saved_at=now).where(*same).execute()
    else:
        values = {"state": "skipped", **values}
        table.create(opinion=opinion_id, characteristic=characteristic_id, saved_at=now, **values)


def _update_opinions(opinion_ids: set[int], on: date, now: datetime) -> None:
    """Remove opinions with neither a score nor words. One without a score counts as begun, the others as finished."""
    opinion, score = OpinionRow, ScoreRow
    in_these = score.opinion << list(opinion_ids)
    has_words = (score.why != "") | (score.improve != "") | (score.evidence != "")
    scored = score.select(score.opinion).where(in_these, score.score.is_null(False))
    filled_in = score.select(score.opinion).where(in_these, score.score.is_null(False) | has_words)
    these = opinion.id << list(opinion_ids)
    opinion.delete().where(these, opinion.id.not_in(filled_in)).execute()
    opinion.update(on=on, finished_at=None).where(these).execute()
    opinion.update(finished_at=now).where(opinion.id << scored).execute()
