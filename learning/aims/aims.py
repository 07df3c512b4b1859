"""Aims that start with "to", the school's wider aims, and the reviews of each (seed, step 3)."""

import re
from dataclasses import dataclass
from datetime import date

from peewee import JOIN

from learning.core.errors import LearningError, N_
from learning.core.store import writing
from learning.people.tables import MemberRow

from .factors import Factor, factors_where, NoSuchFactor
from .tables import AimFactorRow, AimReviewRow, AimRow, FactorRow, WiderAimRow

APPROACHES = {"mitigate": "blocker", "compensate": "blocker", "improve": "enabler", "enhance": "enabler"}
OUTCOMES = ("met", "partly", "not yet")

START_WITH_TO = N_("Start an aim with “to …”. What should the pupil be able to do?")
GOAL_NOT_SOLUTION = N_(
    "This sounds like a solution rather than an aim. What should it make possible? "
    "Write that here, and plan the solution later."
)
SOLUTIONS = (
    "programme",
    "program",
    "intervention",
    "course",
    "scheme",
    "worksheet",
    "timetable",
    "referral",
    "refer",
    "appoint",
    "buy",
    "purchase",
    "hire",
    "teaching assistant",
    "support worker",
    "club",
    "app",
    "software",
)


class NoSuchAim(LearningError):
    """There is no such aim of this pupil."""

    msgid = N_("There is no such aim here.")
    status = 404


class AimMissing(LearningError):
    """An aim without words."""

    msgid = N_("Write the aim after “To …”.")


class NoSuchApproach(LearningError):
    """What an aim does with a factor."""

    msgid = N_("Choose what the aim does: mitigate, compensate, improve or enhance.")


class NoSuchOutcome(LearningError):
    """How an aim stands."""

    msgid = N_("Choose whether the aim is met, partly met or not yet met.")


# --- the school's wider aims ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class WiderAim:
    """One of the school's own learning-potential aims, which a pupil's aim may serve (R82)."""

    id: int
    words: str


def wider_aims() -> list[WiderAim]:
    """The school's wider aims."""
    rows = WiderAimRow.select().where(WiderAimRow.retired_on.is_null()).order_by(WiderAimRow.id)
    return [WiderAim(row.id, row.words) for row in rows]


@writing
def add_wider_aim(words: str) -> WiderAim:
    """Add a wider aim of the school."""
    if not words.strip():
        raise AimMissing()
    row = WiderAimRow.create(words=words.strip())
    return WiderAim(row.id, row.words)


@writing
def retire_wider_aim(wider_aim_id: int, today: date) -> None:
    """Offer a wider aim no longer; aims that serve it keep it."""
    WiderAimRow.update(retired_on=today).where(WiderAimRow.id == wider_aim_id).execute()


# --- aims -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AimReview:
    """How an aim stood on a day: "met", "partly" or "not yet"."""

    on: date
    by: str
    outcome: str
    notes: str


@dataclass(frozen=True)
class Aim:
    """A learning-potential aim of one pupil, the factors it answers, and its reviews, newest first; `own_words` is what
    the pupil reads of it at the next visit, nothing where they are empty."""

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


def hint(words: str) -> str:
    """A gentle hint about an aim's wording, or "" where there is none to give.

    Goals, not solutions, and each starts "to ..." (R79, R80). Never a refusal: the seed's own examples break it."""
    plain = " ".join(words.split()).casefold()
    if not plain.startswith("to "):
        return START_WITH_TO
    for solution in SOLUTIONS:
        if re.search(rf"\b{re.escape(solution)}s?\b", plain):
            return GOAL_NOT_SOLUTION
    return ""


def _worded(words: str) -> str:
    """An aim as it is kept: one line, a capital first, and the "To" that the form begins not written twice."""
    plain = re.sub(r"^(to\s+)+to\b", "to", " ".join(words.split()), flags=re.IGNORECASE)
    if plain.casefold().strip(" .…") in ("", "to"):
        raise AimMissing()
    return plain[:1].upper() + plain[1:]


@writing
def set_aim(
    pupil_id: int,
    words: str,
    approach: str,
    factor_ids,
    wider_aim_id: int | None,
    review_on: date | None,
    member_id: int,
    today: date,
    own_words: str = "",
) -> Aim:
    """Set an aim for a pupil, linked to its factors and to a wider aim.

    Raises AimMissing, NoSuchApproach, NoSuchFactor."""
    words = _worded(words)
    if approach not in APPROACHES:
        raise NoSuchApproach()
    own = {row.id for row in FactorRow.select(FactorRow.id).where(FactorRow.pupil == pupil_id)}
    if not set(factor_ids) <= own:
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
    for factor_id in set(factor_ids):
        AimFactorRow.create(aim=row.id, factor=factor_id)
    return aims_where(AimRow.id == row.id)[0]


@writing
def reword_aim(aim_id: int, pupil_id: int, words: str, own_words: str = "") -> Aim:
    """Say an aim in other words, and in the pupil's own. Raises NoSuchAim, AimMissing."""
    words = _worded(words)
    if AimRow.update(words=words, own_words=own_words.strip()).where(_own(aim_id, pupil_id)).execute() != 1:
        raise NoSuchAim()
    return aims_where(AimRow.id == aim_id)[0]


@writing
def remove_aim(aim_id: int, pupil_id: int, today: date) -> None:
    """The team no longer follows an aim; it leaves every page. Raises NoSuchAim."""
    if AimRow.update(removed_on=today).where(_own(aim_id, pupil_id)).execute() != 1:
        raise NoSuchAim()


def check_own(aim_id: int, pupil_id: int) -> None:
    """Raise NoSuchAim unless this is an aim of this pupil that has not been removed."""
    if not AimRow.select().where(_own(aim_id, pupil_id)).exists():
        raise NoSuchAim()


def _own(aim_id: int, pupil_id: int):
    aim = AimRow
    return (aim.id == aim_id) & (aim.pupil == pupil_id) & aim.removed_on.is_null()


def aims_where(*where) -> list[Aim]:
    """The aims that fit these conditions, newest first."""
    aim = AimRow
    rows = list(
        aim.select(aim, WiderAimRow, MemberRow)
        .join(WiderAimRow, JOIN.LEFT_OUTER)
        .switch(aim)
        .join(MemberRow, JOIN.LEFT_OUTER)
        .where(aim.removed_on.is_null(), *where)
        .order_by(aim.set_on.desc(), aim.id.desc())
    )
    ids = [row.id for row in rows]
    factors = _factors_by_aim(ids)
    reviews = {}
    for row_ in (
        AimReviewRow.select(AimReviewRow, MemberRow)
        .join(MemberRow, JOIN.LEFT_OUTER)
        .where(AimReviewRow.aim << ids)
        .order_by(AimReviewRow.on.desc(), AimReviewRow.id.desc())
    ):
        reviews.setdefault(row_.aim_id, []).append(
            AimReview(row_.on, row_.member.name if row_.member else "", row_.outcome, row_.notes)
        )
    return [
        Aim(
            row.id,
            row.pupil_id,
            row.words,
            row.approach,
            row.wider_aim.words if row.wider_aim else "",
            tuple(factors.get(row.id, ())),
            row.set_on,
            row.member.name if row.member else "",
            row.review_on,
            tuple(reviews.get(row.id, ())),
            row.own_words,
        )
        for row in rows
    ]


def _factors_by_aim(aim_ids) -> dict[int, list[Factor]]:
    links = AimFactorRow.select(AimFactorRow.aim, AimFactorRow.factor).where(AimFactorRow.aim << aim_ids)
    links = list(links.tuples())
    factors = {one.id: one for one in factors_where(FactorRow.id << [factor_id for _, factor_id in links])}
    found = {}
    for aim_id, factor_id in links:
        if factor_id in factors:
            found.setdefault(aim_id, []).append(factors[factor_id])
    return found


def aims_of(pupil_id: int) -> list[Aim]:
    """A pupil's aims, newest first."""
    return aims_where(AimRow.pupil == pupil_id)


@writing
def review_aim(aim_id: int, pupil_id: int, outcome: str, notes: str, member_id: int, on: date) -> Aim:
    """Keep how an aim stands on a day (R86). Raises NoSuchAim, NoSuchOutcome."""
    check_own(aim_id, pupil_id)
    if outcome not in OUTCOMES:
        raise NoSuchOutcome()
    AimReviewRow.create(aim=aim_id, member=member_id, on=on, outcome=outcome, notes=notes.strip())
    return aims_where(AimRow.id == aim_id)[0]
