"""Giving an opinion: one person's scores of a pupil, typed in or from paper, replace what they gave before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from learning.core.errors import LearningError, N_
from learning.core.scale import read_score
from learning.core.store import writing
from learning.core.versions import lock_for_writing
from learning.rounds.asking import check_in_round
from learning.rounds.rounds import check_open, round_for, VIEWS

from .agreed import agreed_scores, is_agreed
from .opinions import answered, giver_key, Key, Opinion, opinions_where, Score, version_of
from .tables import OpinionRow, ScoreRow


class NoScoreGiven(LearningError):
    """An opinion without a single score."""

    msgid = N_("Give at least one score. 0 is also a score.")


class GiverMissing(LearningError):
    """It must be known whose opinion it is."""

    msgid = N_("Write whose opinion this is.")


class OpinionClosed(LearningError):
    """The team has already agreed scores from this opinion."""

    msgid = N_("The scores of this round are agreed, so %(by)s’s stay as they were. Start a new round for new scores.")
    status = 409


class OpinionChanged(LearningError):
    """This person's scores are not those that the page showed."""

    msgid = N_("%(by)s’s scores have been entered already. Compare both. If you save, yours replace them.")
    status = 409


class NoSuchView(LearningError):
    """A view that the score card does not have."""

    msgid = N_("The score card has no such view.")
    status = 404


@dataclass(frozen=True)
class Giver:
    """Whose opinion it is: the view, and the name and role to show.

    `member_id` is the professional, or the member of staff who types in a parent's or the community's opinion."""

    view: str
    name: str
    role: str
    member_id: int

    @property
    def key(self) -> str:
        """What distinguishes two people of the same view."""
        return giver_key(self.view, self.name, self.member_id)


@writing
def give_opinion(
    pupil_id: int,
    round_id: int,
    giver: Giver,
    scores: Iterable[Score],
    *,
    on: date,
    now: datetime,
    source: str = "program",
    seen: str | None = None,
) -> Opinion:
    """Save one person's scores of a pupil in a round; giving them again replaces them.

    Opinions from before the team agreed stay as they were; somebody who had not answered yet can still be heard.
    `seen` is the version (version_of) of what the form was filled from.
    Raises RoundClosed, OpinionClosed, OpinionChanged, NoSuchView, GiverMissing, NoScoreGiven, ScoreOutsideScale,
    CharacteristicNotInRound, NoSuchCharacteristic, or NoSuchRound."""
    if giver.view not in VIEWS or giver.view == "pupil":
        raise NoSuchView()
    if not giver.name.strip():
        raise GiverMissing()
    scores = read_scores(scores)
    check_open(round_for(pupil_id, round_id))
    key = {"round": round_id, "pupil": pupil_id, "view": giver.view, "giver": giver.key}
    columns = {
        "by": " ".join(giver.name.split()),
        "role": giver.role.strip(),
        "member": giver.member_id,
        "on": on,
        "source": source,
    }
    return save_opinion(key, columns, scores, now, seen)


def read_scores(scores: Iterable[Score]) -> list[Score]:
    """Return scores as they can be saved. Raises NoScoreGiven, ScoreOutsideScale."""
    read = [replace(score, score=read_score(score.score)) for score in scores]
    if all(score.score is None for score in read):
        raise NoScoreGiven()
    return read


def save_opinion(
    key: Key, columns: Mapping[str, Any], scores: list[Score], now: datetime, seen: str | None = None
) -> Opinion:
    """Save an opinion with its columns and scores. Part of a transaction.

    Scores for the same characteristics are replaced; those for others, which the round no longer asks, stay. Raises
    CharacteristicNotInRound, NoSuchCharacteristic, OpinionClosed, and OpinionChanged if `seen` is not its version."""
    lock_for_writing()
    _check_in_round(key, scores)
    columns = {**columns, "finished_at": now}
    row, is_new = OpinionRow.get_or_create(**key, defaults=columns)  # type: ignore[no-untyped-call]  # so in the stubs
    if not is_new:
        _check_unchanged(row, key, seen)
        OpinionRow.update(**columns).where(OpinionRow.id == row.id).execute()
    _replace_scores(row.id, scores, now)
    return opinions_where(OpinionRow.id == row.id)[0]


def _check_in_round(key: Key, scores: list[Score]) -> None:
    """What somebody has scored already, or the team has agreed, can be corrected even if it is not asked any more."""
    pupil_id, round_id = key["pupil"], key["round"]
    opinions = opinions_where(OpinionRow.round == round_id, OpinionRow.pupil == pupil_id)
    used_ids = {*answered(opinions), *agreed_scores(pupil_id, round_id)}
    given_ids = [score.characteristic_id for score in scores if score.is_given]
    check_in_round(round_for(pupil_id, round_id), given_ids, used_ids)


def _check_unchanged(row: OpinionRow, key: Key, seen: str | None) -> None:
    if is_agreed(key["pupil"], key["round"]):
        raise OpinionClosed(by=row.by)
    if seen is not None and seen != version_of(opinions_where(OpinionRow.id == row.id)[0]):
        raise OpinionChanged(by=row.by)


def _replace_scores(opinion_id: int, scores: list[Score], now: datetime) -> None:
    table = ScoreRow
    replaced = {row.characteristic_id: row for row in table.select().where(table.opinion == opinion_id)}
    same = table.characteristic << [score.characteristic_id for score in scores]
    table.delete().where(table.opinion == opinion_id, same).execute()
    table.insert_many(
        [
            {
                "opinion": opinion_id,
                "characteristic": score.characteristic_id,
                "score": score.score,
                "why": score.why.strip(),
                "improve": score.improve.strip(),
                "evidence": score.evidence.strip(),
                "earlier": earlier_scores(replaced.get(score.characteristic_id), score.score),
                "saved_at": now,
                "state": "given" if score.score is not None else "skipped",
            }
            for score in scores
        ]
    ).execute()


def earlier_scores(row: ScoreRow | None, score: int | None) -> str:
    """Return the scores that a row held before this one, such as "5, 7": its last is added if it changes."""
    if row is None:
        return ""
    changes = row.score is not None and row.score != score
    return ", ".join(filter(None, (row.earlier, str(row.score) if changes else "")))
