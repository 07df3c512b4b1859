"""The score card: opinions from every view, average and gap (seed, step 1, option A)."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from learning.core.errors import LearningError, N_
from learning.core.scale import gap, mean, read_score
from learning.core.store import writing
from learning.core.versions import lock_for_writing, version_token
from learning.people.pupils import Pupil, pupil
from learning.rounds.asking import characteristics_in, check_in_round
from learning.rounds.characteristics import Characteristic
from learning.rounds.rounds import check_open, Round, round_for, VIEWS

from .guest_opinions import is_counted
from .tables import AgreedScoreRow, OpinionRow, ScoreRow, SummaryRow

ORDERS = ("school", "lowest", "widest")


class NoScoreGiven(LearningError):
    """An opinion without a single score."""

    msgid = N_("Give at least one score. 0 is also a score.")


class GiverMissing(LearningError):
    """It must be known whose opinion it is."""

    msgid = N_("Write whose opinion this is.")


class OpinionClosed(LearningError):
    """The team has agreed on the ground of this opinion."""

    msgid = N_("The scores of this round are agreed, so %(by)s’s stay as they were. Start a new round for new scores.")
    status = 409


class OpinionChanged(LearningError):
    """What this giver has said is not what was looked at."""

    msgid = N_("%(by)s’s scores have been entered already. Compare both. If you save, yours replace them.")
    status = 409


class NoSuchView(LearningError):
    """A view that the score card does not have."""

    msgid = N_("The score card has no such view.")
    status = 404


# --- opinions ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Score:
    """A score 0..10 or None, with the answers to the seed's three questions (R28-R30); `before`: which scores its giver
    gave first ("5, 7"), for it may have been changed with the others' in sight."""

    characteristic_id: int
    score: int | None
    why: str = ""
    improve: str = ""
    evidence: str = ""
    before: str = ""

    @property
    def is_given(self) -> bool:
        """Is there a score, or words in answer to one of the questions?"""
        return self.score is not None or any(text.strip() for text in (self.why, self.improve, self.evidence))


@dataclass(frozen=True)
class Opinion:
    """One person's column of a score card; `scores` by characteristic id; `source`: "program", "paper" (`on` is then
    the paper's date) or "invitation"."""

    id: int
    view: str
    by: str
    role: str
    on: date
    scores: dict[int, Score]
    source: str = "program"


def _opinions(*where) -> list[Opinion]:
    rows = list(OpinionRow.select().where(*where).order_by(OpinionRow.on, OpinionRow.id))
    scores, views = {row.id: {} for row in rows}, {row.id: row.view for row in rows}
    one = ScoreRow
    for opinion_id, *given in (
        one.select(one.opinion, one.characteristic, one.score, one.why, one.improve, one.evidence, one.earlier)
        .where(one.opinion << list(scores))
        .tuples()
    ):
        *said, earlier = given
        before = "" if views[opinion_id] == "pupil" else earlier  # a pupil's are words that were left unfinished
        scores[opinion_id][said[0]] = Score(*said, before)
    return [Opinion(row.id, row.view, row.by, row.role, row.on, scores[row.id], row.source) for row in rows]


def _giver(view: str, by: str, member_id: int | None) -> str:
    """The key that makes one person's opinion of a pupil in a round one: staff by their id, others by their name."""
    if view == "pupil":
        return ""
    return str(member_id) if view == "professional" else " ".join(by.split()).casefold()


def own_opinion(pupil_id: int, round_id: int, view: str, member_id: int | None, by: str = "") -> Opinion | None:
    """What this giver has said so far in this round, or None."""
    found = _opinions(
        OpinionRow.round == round_id,
        OpinionRow.pupil == pupil_id,
        OpinionRow.view == view,
        OpinionRow.giver == _giver(view, by, member_id),
    )
    return found[0] if found else None


def has_scored(said: Opinion | None) -> bool:
    """Is there a score in it? Words alone are kept, and count for nothing yet."""
    return said is not None and any(score.score is not None for score in said.scores.values())


def version_of(said: Opinion | None) -> str:
    """A word that changes with an opinion's scores and their reasons; "" for none."""
    return version_token(sorted(said.scores.items())) if said and said.scores else ""


@writing
def give_opinion(
    pupil_id: int,
    round_id: int,
    view: str,
    by: str,
    role: str,
    scores: list[Score],
    member_id: int | None,
    on: date,
    now: datetime,
    source: str = "program",
    seen: str | None = None,
) -> Opinion:
    """Keep one person's scores of a pupil in a round; giving them again replaces them.

    A professional is the member `member_id`; a parent's or the community's opinion is typed in by that member. What was
    said before the team agreed stays as it was; somebody who had not answered yet can still be heard. `seen` is the
    version_token of what the form was filled from.
    Raises RoundClosed, OpinionClosed, OpinionChanged, NoSuchView, GiverMissing, NoScoreGiven, ScoreOutsideScale,
    CharacteristicNotInRound, NoSuchCharacteristic, or NoSuchRound."""
    if view not in VIEWS or view == "pupil":
        raise NoSuchView()
    if not by.strip():
        raise GiverMissing()
    given = checked(scores)
    check_open(round_for(pupil_id, round_id))
    key = {"round": round_id, "pupil": pupil_id, "view": view, "giver": _giver(view, by, member_id)}
    said = {"by": " ".join(by.split()), "role": role.strip(), "member": member_id, "on": on, "source": source}
    return save_opinion(key, said, given, now, seen)


def checked(scores: list[Score]) -> list[Score]:
    """Scores as they can be kept. Raises NoScoreGiven, ScoreOutsideScale."""
    given = [replace(score, score=read_score(score.score)) for score in scores]
    if all(score.score is None for score in given):
        raise NoScoreGiven()
    return given


def save_opinion(key: dict, said: dict, given: list[Score], now: datetime, seen: str | None = None) -> Opinion:
    """Keep an opinion, its scores in place of what its giver said before about the same characteristics (of others, no
    longer asked, it stays); part of a transaction of the rules.

    Raises CharacteristicNotInRound, NoSuchCharacteristic, OpinionClosed, and OpinionChanged where `seen` (a
    version_token) is not what there is."""
    lock_for_writing()
    check_in_round(
        round_for(key["pupil"], key["round"]),
        [score.characteristic_id for score in given if score.is_given],
        _used(key),
    )
    said, there = {**said, "finished_at": now}, {}
    row, is_new = OpinionRow.get_or_create(**key, defaults=said)
    if not is_new:
        if is_agreed(key["pupil"], key["round"]):
            raise OpinionClosed(by=row.by)
        if seen is not None and seen != version_of(_opinions(OpinionRow.id == row.id)[0]):
            raise OpinionChanged(by=row.by)
        OpinionRow.update(**said).where(OpinionRow.id == row.id).execute()
        named = [score.characteristic_id for score in given]
        there = {score.characteristic_id: score for score in ScoreRow.select().where(ScoreRow.opinion == row.id)}
        ScoreRow.delete().where(ScoreRow.opinion == row.id, ScoreRow.characteristic << named).execute()
    ScoreRow.insert_many(
        [
            {
                "opinion": row.id,
                "characteristic": score.characteristic_id,
                "score": score.score,
                "why": score.why.strip(),
                "improve": score.improve.strip(),
                "evidence": score.evidence.strip(),
                "earlier": scores_before(there.get(score.characteristic_id), score.score),
                "saved_at": now,
                "state": "given" if score.score is not None else "skipped",
            }
            for score in given
        ]
    ).execute()
    return _opinions(OpinionRow.id == row.id)[0]


def _used(key: dict) -> set[int]:
    """The characteristics that this pupil's score card shows, or about which this giver has said something."""
    on_card = score_card(key["pupil"], key["round"]).lines
    own = _opinions(*(getattr(OpinionRow, name) == value for name, value in key.items()))
    return {line.characteristic.id for line in on_card} | _answered(own)


def _answered(opinions: list[Opinion]) -> set[int]:
    return {score.characteristic_id for opinion in opinions for score in opinion.scores.values() if score.is_given}


def scores_before(row, score: int | None) -> str:
    """Which scores stood in a row before this one: its last is added where it changes."""
    if row is None:
        return ""
    changes = row.score is not None and row.score != score
    return ", ".join(filter(None, (row.earlier, str(row.score) if changes else "")))


def agreed_summary(pupil_id: int, round_id: int) -> int | None:
    """The id of the current summary of a pupil in a round, None before the team has agreed."""
    one = SummaryRow
    return one.select(one.id).where(one.pupil == pupil_id, one.round == round_id, one.is_current).scalar()


def is_agreed(pupil_id: int, round_id: int) -> bool:
    """Has the team agreed the scores of a pupil in a round?"""
    return agreed_summary(pupil_id, round_id) is not None


def agreed_days(round_id: int) -> dict[int, date]:
    """Of whom the team has agreed the scores in a round, by pupil id, and when."""
    one = SummaryRow
    return dict(one.select(one.pupil, one.agreed_on).where(one.round == round_id, one.is_current).tuples())


# --- the card ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """One characteristic of a score card. `marks`: the mean of each view that was given; `average`: the mean of the
    marks, so that three professionals do not outvote one pupil; `gap`: widest minus narrowest mark."""

    characteristic: Characteristic
    marks: dict[str, float]
    average: float | None
    views: int
    gap: float | None
    agreed: int | None
    opinions: tuple[tuple[Opinion, Score], ...]


@dataclass(frozen=True)
class ScoreCard:
    """One pupil's sheet in one round; `counts` tells how many opinions each view has."""

    pupil: Pupil
    round: Round
    lines: tuple[Line, ...]
    counts: dict[str, int]
    summary_id: int | None


def score_card(pupil_id: int, round_id: int, order: str = "school", also_ids: Collection[int] = ()) -> ScoreCard:
    """The score card of a pupil in a round, in the school's order, lowest average first, or widest gap first.

    `also_ids` are characteristics to show even if the round does not ask about them: a page that is refused comes back
    with what was typed.
    Raises NoSuchPupil, NoSuchRound."""
    whose, when = pupil(pupil_id), round_for(pupil_id, round_id)
    opinions = [
        one
        for one in _opinions(OpinionRow.round == round_id, OpinionRow.pupil == pupil_id, is_counted())
        if has_scored(one)
    ]
    summary_id = agreed_summary(pupil_id, round_id)
    agreed = _agreed(summary_id) if summary_id else {}
    used = {*agreed, *also_ids, *_answered(opinions)}
    asked = characteristics_in(when.id, when.cohort_id, used)
    lines = [_line(one, opinions, agreed.get(one.id)) for one in asked]
    counts = {view: sum(one.view == view for one in opinions) for view in VIEWS}
    return ScoreCard(whose, when, tuple(_ordered(lines, order)), counts, summary_id)


def _agreed(summary_id: int) -> dict[int, int]:
    agreed = AgreedScoreRow
    return dict(agreed.select(agreed.characteristic, agreed.score).where(agreed.summary == summary_id).tuples())


def _line(characteristic: Characteristic, opinions: list[Opinion], agreed: int | None) -> Line:
    said = [(one, one.scores[characteristic.id]) for one in opinions if characteristic.id in one.scores]
    marks = {}
    for view in VIEWS:
        average = mean(score.score for one, score in said if one.view == view)
        if average is not None:
            marks[view] = average
    return Line(characteristic, marks, mean(marks.values()), len(marks), gap(marks.values()), agreed, tuple(said))


def _ordered(lines: list[Line], order: str) -> list[Line]:
    if order == "lowest":
        return sorted(lines, key=lambda line: (line.average is None, line.average))
    if order == "widest":
        return sorted(lines, key=lambda line: (line.gap is None, -(line.gap or 0)))
    return lines
