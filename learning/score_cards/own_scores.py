"""One member's own scores of a whole cohort in a round: read and kept as one grid (seed, step 1, option A)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from learning.core.errors import LearningError, N_
from learning.core.scale import read_score
from learning.core.store import writing
from learning.core.versions import lock_for_writing
from learning.people.members import member
from learning.people.pupils import Pupil
from learning.rounds.asking import characteristics_in, check_in_round, pupils_asked
from learning.rounds.characteristics import Characteristic
from learning.rounds.rounds import check_open, Round, round_

from .score_card import agreed_days, scores_before
from .tables import OpinionRow, ScoreRow


class NotAsked(LearningError):
    """A pupil whom the round does not ask about."""

    msgid = N_("This round does not ask about that pupil.")
    status = 404


class AgreedMeanwhile(LearningError):
    """The team has agreed on the ground of these scores."""

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
    """One pupil: the own scores by characteristic id (those that were given), the reasons (those with words), whether
    the team has agreed the pupil's scores, and whether it did so on the ground of these, which then stay."""

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
    """What a member has scored so far in a round: a fixed number of queries. Raises NoSuchRound.

    `also_ids` are characteristics to show even if the round does not ask about them."""
    when = round_(round_id)
    opinion, one = OpinionRow, ScoreRow
    scores, reasons = {}, {}
    rows = (
        one.select(opinion.pupil, one.characteristic, one.score, one.why, one.improve, one.evidence)
        .join(opinion)
        .where(opinion.round == round_id, opinion.view == "professional", opinion.giver == str(member_id))
    )
    for pupil_id, characteristic_id, score, *words in rows.tuples():
        if score is not None:
            scores.setdefault(pupil_id, {})[characteristic_id] = score
        if any(words):
            reasons.setdefault(pupil_id, {})[characteristic_id] = Reasons(*words)
    agreed, opinions = agreed_days(round_id), _own_opinions(round_id, member_id)
    used = set(also_ids).union(*scores.values(), *reasons.values())
    asked = tuple(characteristics_in(when.id, when.cohort_id, used))
    return OwnScores(
        when,
        asked,
        tuple(
            OwnRow(
                each,
                scores.get(each.id, {}),
                reasons.get(each.id, {}),
                each.id in agreed,
                each.id in agreed and each.id in opinions,
            )
            for each in pupils_asked(when)
        ),
    )


@writing
def give_scores(
    round_id: int,
    member_id: int,
    changed: dict[tuple[int, int], int | None],
    on: date,
    now: datetime,
    reasons: dict[tuple[int, int], dict[str, str]] | None = None,
) -> int:
    """Keep what a member changed on the grid, all of it or nothing; returns how many cells changed.

    `changed` maps (pupil id, characteristic id) to the new score, or None for one taken back, `reasons` to those
    of why, improve and evidence that are new; what they do not name stays. A pupil whom the member has not scored and
    whom the team has agreed upon can still be scored, as on the page of one pupil. Raises RoundClosed, NotAsked,
    CharacteristicNotInRound, NoSuchCharacteristic, ScoreOutsideScale, AgreedMeanwhile, NoSuchRound."""
    when, who = round_(round_id), member(member_id)
    lock_for_writing()
    check_open(when)
    given = {key: {"score": read_score(score)} for key, score in changed.items()}
    for key, words in (reasons or {}).items():
        given.setdefault(key, {}).update({name: said.strip() for name, said in words.items()})
    asked = {one.id: one for one in pupils_asked(when)}
    if any(pupil_id not in asked for pupil_id, _ in given):
        raise NotAsked()
    used = {each.id for each in own_scores(round_id, member_id).characteristics}
    check_in_round(when, {characteristic_id for _, characteristic_id in given}, used)
    opinions = _own_opinions(round_id, member_id)
    closed = sorted({pupil_id for pupil_id, _ in given} & set(agreed_days(round_id)) & set(opinions))
    if closed:
        raise AgreedMeanwhile(names=", ".join(asked[pupil_id].name for pupil_id in closed))
    for (pupil_id, characteristic_id), said in given.items():
        if pupil_id not in opinions:
            if all(one in (None, "") for one in said.values()):
                continue
            opinions[pupil_id] = _begin(round_id, pupil_id, who, on)
        _keep(opinions[pupil_id], characteristic_id, said, now)
    touched = {opinions[pupil_id] for pupil_id, _ in given if pupil_id in opinions}
    _close_books(touched, on, now)
    return len(given)


def _own_opinions(round_id, member_id) -> dict[int, int]:
    one = OpinionRow
    mine = one.round == round_id, one.view == "professional", one.giver == str(member_id)
    return dict(one.select(one.pupil, one.id).where(*mine).tuples())


def _begin(round_id, pupil_id, who, on) -> int:
    said = {"by": who.name, "role": who.job, "member": who.id, "on": on}
    key = {"round": round_id, "pupil": pupil_id, "view": "professional", "giver": str(who.id)}
    return OpinionRow.create(**key, **said).id


def _keep(opinion_id, characteristic_id, said, now) -> None:
    one = ScoreRow
    this = one.opinion == opinion_id, one.characteristic == characteristic_id
    there = one.get_or_none(*this)
    if "score" in said:
        state = "skipped" if said["score"] is None else "given"
        said = {**said, "state": state, "earlier": scores_before(there, said["score"])}
    if there:
        one.update(**said, saved_at=now).where(*this).execute()
    else:
        one.create(opinion=opinion_id, characteristic=characteristic_id, saved_at=now, **{"state": "skipped", **said})


def _close_books(opinion_ids, on, now) -> None:
    """An opinion without a score and without a word is none; one of words alone is only begun."""
    opinion, one = OpinionRow, ScoreRow
    said = one.select(one.opinion).where(
        one.opinion << list(opinion_ids),
        one.score.is_null(False) | (one.why != "") | (one.improve != "") | (one.evidence != ""),
    )
    empty = opinion.id << list(opinion_ids), opinion.id.not_in(said)
    opinion.delete().where(*empty).execute()
    opinion.update(on=on, finished_at=None).where(opinion.id << list(opinion_ids)).execute()
    scored = one.select(one.opinion).where(one.opinion << list(opinion_ids), one.score.is_null(False))
    opinion.update(finished_at=now).where(opinion.id << scored).execute()
