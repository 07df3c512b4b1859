"""Aims that start with "to", and the reviews of each (seed, step 3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN

from learning.core.errors import LearningError, N_
from learning.core.store import as_tuples, writing
from learning.people.tables import MemberRow

from .aim_wording import tidied
from .factors import Factor, factors_where, NoSuchFactor
from .tables import AimFactorRow, AimReviewRow, AimRow, FactorRow, WiderAimRow

APPROACHES = {"mitigate": "blocker", "compensate": "blocker", "improve": "enabler", "enhance": "enabler"}
OUTCOMES = ("met", "partly", "not yet")


class NoSuchAim(LearningError):
    """There is no such aim of this pupil."""

    msgid = N_("There is no such aim here.")
    status = 404


class NoSuchApproach(LearningError):
    """What an aim does with a factor."""

    msgid = N_("Choose what the aim does: mitigate, compensate, improve or enhance.")


class NoSuchOutcome(LearningError):
    """How an aim stands."""

    msgid = N_("Choose whether the aim is met, partly met or not yet met.")


@dataclass(frozen=True)
class AimReview:
    """How an aim stood on a day: "met", "partly" or "not yet"."""

    on: date
    by: str
    outcome: str
    notes: str


@dataclass(frozen=True)
class Aim:
    """A learning-potential aim of one pupil, the factors it responds to, and its reviews, newest first.

    `own_words` is what the pupil reads at the next visit; if it is empty, the pupil does not see the aim."""

    id: int
    pupil_id: int
    words: str
    approach: str
    wider_aim: str
    factors: tuple[Factor, ...]
    set_on: date
    by: str
    review_on: date | None
    reviews: tuple[AimReview, ...]
    own_words: str


@writing
def set_aim(
    pupil_id: int,
    words: str,
    *,
    approach: str,
    factor_ids: Iterable[int],
    wider_aim_id: int | None,
    review_on: date | None,
    member_id: int,
    today: date,
    own_words: str = "",
) -> Aim:
    """Set an aim for a pupil, linked to its factors and to a wider aim.

    Raises AimMissing, NoSuchApproach, NoSuchFactor."""
    words, chosen = tidied(words), set(factor_ids)
    if approach not in APPROACHES:
        raise NoSuchApproach()
    own = {row.id for row in FactorRow.select(FactorRow.id).where(FactorRow.pupil == pupil_id)}
    if not chosen <= own:
        raise NoSuchFactor()
    row = AimRow.create(
        pupil=pupil_id,
        words=words,
        approach=approach,
        wider_aim=wider_aim_id,
        member=member_id,
        set_on=today,
        review_on=review_on,
        own_words=own_words.strip(),
    )
    for factor_id in chosen:
        AimFactorRow.create(aim=row.id, factor=factor_id)
    return aims_where(AimRow.id == row.id)[0]


@writing
def reword_aim(aim_id: int, pupil_id: int, words: str, own_words: str = "") -> Aim:
    """Reword an aim, and how the pupil reads it. Raises NoSuchAim, AimMissing."""
    words = tidied(words)
    if AimRow.update(words=words, own_words=own_words.strip()).where(_own(aim_id, pupil_id)).execute() != 1:
        raise NoSuchAim()
    return aims_where(AimRow.id == aim_id)[0]


@writing
def remove_aim(aim_id: int, pupil_id: int, today: date) -> None:
    """Remove an aim from every page. Raises NoSuchAim."""
    if AimRow.update(removed_on=today).where(_own(aim_id, pupil_id)).execute() != 1:
        raise NoSuchAim()


def check_own(aim_id: int, pupil_id: int) -> None:
    """Raise NoSuchAim unless this is an aim of this pupil that has not been removed."""
    if not AimRow.select().where(_own(aim_id, pupil_id)).exists():
        raise NoSuchAim()


def _own(aim_id: int, pupil_id: int) -> Any:
    return (AimRow.id == aim_id) & (AimRow.pupil == pupil_id) & AimRow.removed_on.is_null()


def aims_where(*where: Any) -> list[Aim]:
    """Return the aims that fit these conditions and have not been removed, newest first."""
    aim = AimRow
    rows = list(
        aim.select(aim, WiderAimRow, MemberRow)
        .join(WiderAimRow, JOIN.LEFT_OUTER)
        .switch(aim)
        .join(MemberRow, JOIN.LEFT_OUTER)
        .where(aim.removed_on.is_null(), *where)
        .order_by(aim.set_on.desc(), aim.id.desc())
    )
    aim_ids = [row.id for row in rows]
    factors, reviews = _factors_by_aim(aim_ids), _reviews_by_aim(aim_ids)
    return [
        Aim(
            id=row.id,
            pupil_id=row.pupil_id,
            words=row.words,
            approach=row.approach,
            wider_aim=row.wider_aim.words if row.wider_aim else "",
            factors=tuple(factors.get(row.id, ())),
            set_on=row.set_on,
            by=row.member.name if row.member else "",
            review_on=row.review_on,
            reviews=tuple(reviews.get(row.id, ())),
            own_words=row.own_words,
        )
        for row in rows
    ]


def _factors_by_aim(aim_ids: list[int]) -> dict[int, list[Factor]]:
    link = AimFactorRow
    links = as_tuples(link.select(link.aim, link.factor).where(link.aim << aim_ids))
    factors = {factor.id: factor for factor in factors_where(FactorRow.id << [factor_id for _, factor_id in links])}
    by_aim: dict[int, list[Factor]] = {}
    for aim_id, factor_id in links:
        if factor_id in factors:
            by_aim.setdefault(aim_id, []).append(factors[factor_id])
    return by_aim


def _reviews_by_aim(aim_ids: list[int]) -> dict[int, list[AimReview]]:
    row = AimReviewRow
    by_aim: dict[int, list[AimReview]] = {}
    for found in (
        row.select(row, MemberRow)
        .join(MemberRow, JOIN.LEFT_OUTER)
        .where(row.aim << aim_ids)
        .order_by(row.on.desc(), row.id.desc())
    ):
        by = found.member.name if found.member else ""
        by_aim.setdefault(found.aim_id, []).append(
            AimReview(on=found.on, by=by, outcome=found.outcome, notes=found.notes)
        )
    return by_aim


def aims_of(pupil_id: int) -> list[Aim]:
    """Return a pupil's aims, newest first."""
    return aims_where(AimRow.pupil == pupil_id)


@writing
def review_aim(aim_id: int, pupil_id: int, *, outcome: str, notes: str, member_id: int, on: date) -> Aim:
    """Save how far an aim was met on a day (R86). Raises NoSuchAim, NoSuchOutcome."""
    check_own(aim_id, pupil_id)
    if outcome not in OUTCOMES:
        raise NoSuchOutcome()
    AimReviewRow.create(aim=aim_id, member=member_id, on=on, outcome=outcome, notes=notes.strip())
    return aims_where(AimRow.id == aim_id)[0]
