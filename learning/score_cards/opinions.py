"""Opinions: each person's own column of a score card, with a reason beside every score (seed, step 1, option A)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from learning.core.store import as_tuples
from learning.core.versions import version_token

from .guest_opinions import is_counted
from .tables import OpinionRow, ScoreRow

Key = Mapping[str, Any]  # round, pupil, view, giver: what makes an opinion the same one


@dataclass(frozen=True)
class Score:
    """A score 0..10 or None, with the answers to the seed's three questions (R28-R30).

    `before` lists the scores that the person gave earlier, such as "5, 7": they may have seen the others' since."""

    characteristic_id: int
    score: int | None
    why: str = ""
    improve: str = ""
    evidence: str = ""
    before: str = ""

    @property
    def is_given(self) -> bool:
        """Whether there is a score, or words in answer to one of the questions."""
        return self.score is not None or any(text.strip() for text in (self.why, self.improve, self.evidence))


@dataclass(frozen=True)
class Opinion:
    """One person's column of a score card; `scores` by characteristic id.

    `source` is "program", "paper" (`on` is then the paper's date) or "invitation"."""

    id: int
    view: str
    by: str
    role: str
    on: date
    scores: dict[int, Score]
    source: str = "program"


def giver_key(view: str, name: str, member_id: int | None) -> str:
    """Return what distinguishes two people of the same view: the id of staff, the name of others."""
    if view == "pupil":
        return ""
    return str(member_id) if view == "professional" else " ".join(name.split()).casefold()


def own_opinion(pupil_id: int, round_id: int, view: str, member_id: int | None, by: str = "") -> Opinion | None:
    """Return what this person has said so far about a pupil in a round, or None."""
    giver = giver_key(view, by, member_id)
    found = opinions_where(
        OpinionRow.round == round_id,
        OpinionRow.pupil == pupil_id,
        OpinionRow.view == view,
        OpinionRow.giver == giver,
    )
    return found[0] if found else None


def counted_opinions(pupil_id: int, round_id: int) -> list[Opinion]:
    """Return the opinions of a pupil in a round that count: with a score, and sent if a guest gives it."""
    opinions = opinions_where(OpinionRow.round == round_id, OpinionRow.pupil == pupil_id, is_counted())
    return [opinion for opinion in opinions if has_scored(opinion)]


def scored_pupils(round_id: int, member_id: int) -> set[int]:
    """Return the ids of the pupils whom a member of staff has scored in a round, as a professional."""
    opinion, score = OpinionRow, ScoreRow
    own = opinion.round == round_id, opinion.view == "professional", opinion.giver == str(member_id)
    query = opinion.select(opinion.pupil).join(score).where(*own, score.score.is_null(False))
    return {pupil_id for (pupil_id,) in as_tuples(query)}


def has_scored(opinion: Opinion | None) -> bool:
    """Return whether an opinion holds a score. Words without a score are saved, but do not count yet."""
    return opinion is not None and any(score.score is not None for score in opinion.scores.values())


def answered(opinions: Iterable[Opinion]) -> set[int]:
    """Return the ids of the characteristics about which these opinions say something."""
    return {score.characteristic_id for opinion in opinions for score in opinion.scores.values() if score.is_given}


def version_of(opinion: Opinion | None) -> str:
    """Return a token that changes with an opinion's scores and their reasons; "" for none."""
    return version_token(sorted(opinion.scores.items())) if opinion and opinion.scores else ""


def opinions_where(*conditions: Any) -> list[Opinion]:
    """Return the opinions that meet these conditions on OpinionRow, oldest first."""
    rows = list(OpinionRow.select().where(*conditions).order_by(OpinionRow.on, OpinionRow.id))
    scores = _scores({row.id: row.view for row in rows})
    return [
        Opinion(
            id=row.id,
            view=row.view,
            by=row.by,
            role=row.role,
            on=row.on,
            scores=scores[row.id],
            source=row.source,
        )
        for row in rows
    ]


def _scores(views: dict[int, str]) -> dict[int, dict[int, Score]]:
    """The scores of opinions by opinion and characteristic; `views` maps each opinion's id to its view."""
    scores: dict[int, dict[int, Score]] = {opinion_id: {} for opinion_id in views}
    table = ScoreRow
    columns = (table.opinion, table.characteristic, table.score, table.why, table.improve, table.evidence)
    rows = as_tuples(table.select(*columns, table.earlier).where(table.opinion << list(views)))
    for opinion_id, characteristic_id, score, why, improve, evidence, earlier in rows:
        scores[opinion_id][characteristic_id] = Score(
            characteristic_id=characteristic_id,
            score=score,
            why=why,
            improve=improve,
            evidence=evidence,
            before="" if views[opinion_id] == "pupil" else earlier,  # a pupil's are words that were left unfinished
        )
    return scores
