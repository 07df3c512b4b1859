"""The score card: every view's score for each characteristic, their average and their gap (seed, step 1)."""

from collections.abc import Collection
from dataclasses import dataclass

from learning.core.scale import gap, mean
from learning.people.pupils import Pupil, pupil
from learning.rounds.asking import characteristics_in
from learning.rounds.characteristics import Characteristic
from learning.rounds.rounds import Round, round_for, VIEWS

from .agreed import agreed_scores, current_summary_id
from .opinions import answered, counted_opinions, Opinion, Score

ORDERS = ("school", "lowest", "widest")


@dataclass(frozen=True)
class CardRow:
    """One characteristic of a score card.

    `view_scores` maps each view that was given to the mean of its opinions, 0..10. `average` is the mean of these, so
    that three professionals do not outvote one pupil, and `gap` the widest minus the narrowest. `agreed` is the team's
    score. `opinions` are those that say something about the characteristic, with their scores for it."""

    characteristic: Characteristic
    view_scores: dict[str, float]
    average: float | None
    gap: float | None
    agreed: int | None
    opinions: tuple[tuple[Opinion, Score], ...]

    @property
    def views(self) -> int:
        """How many views the average has."""
        return len(self.view_scores)


@dataclass(frozen=True)
class ScoreCard:
    """One pupil's sheet in one round; `counts` is the number of opinions of each view."""

    pupil: Pupil
    round: Round
    rows: tuple[CardRow, ...]
    counts: dict[str, int]
    summary_id: int | None


def score_card(pupil_id: int, round_id: int, order: str = "school", also_ids: Collection[int] = ()) -> ScoreCard:
    """Return the score card of a pupil in a round, in the school's order, lowest average first, or widest gap first.

    `also_ids` are characteristics to show even if the round does not ask about them: a page that is refused comes back
    with what was typed. Raises NoSuchPupil, NoSuchRound."""
    asked_pupil, asked_round = pupil(pupil_id), round_for(pupil_id, round_id)
    opinions, agreed = counted_opinions(pupil_id, round_id), agreed_scores(pupil_id, round_id)
    used_ids = {*agreed, *also_ids, *answered(opinions)}
    characteristics = characteristics_in(round_id, asked_round.cohort_id, used_ids)
    rows = [_row(characteristic, opinions, agreed.get(characteristic.id)) for characteristic in characteristics]
    return ScoreCard(
        pupil=asked_pupil,
        round=asked_round,
        rows=tuple(_ordered(rows, order)),
        counts={view: sum(opinion.view == view for opinion in opinions) for view in VIEWS},
        summary_id=current_summary_id(pupil_id, round_id),
    )


def _row(characteristic: Characteristic, opinions: list[Opinion], agreed: int | None) -> CardRow:
    scores = [
        (opinion, score)
        for opinion in opinions
        if (score := opinion.scores.get(characteristic.id)) is not None and score.is_given
    ]
    view_scores = {}
    for view in VIEWS:
        view_score = mean(score.score for opinion, score in scores if opinion.view == view)
        if view_score is not None:
            view_scores[view] = view_score
    return CardRow(
        characteristic=characteristic,
        view_scores=view_scores,
        average=mean(view_scores.values()),
        gap=gap(view_scores.values()),
        agreed=agreed,
        opinions=tuple(scores),
    )


def _ordered(rows: list[CardRow], order: str) -> list[CardRow]:
    if order == "lowest":
        return sorted(rows, key=lambda row: (row.average is None, row.average or 0))
    if order == "widest":
        return sorted(rows, key=lambda row: (row.gap is None, -(row.gap or 0)))
    return rows
