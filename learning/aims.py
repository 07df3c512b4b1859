"""Blockers, enablers and themes; aims that start with "to", and their reviews (seed, step 3)."""

import re
from dataclasses import dataclass
from datetime import date

from peewee import JOIN

from . import tables
from .errors import LearningError, N_
from .people import Cohort, cohort, Pupil, pupils_of
from .score_card import Characteristic, characteristics_with
from .store import writing

KINDS = ("blocker", "enabler")
TURNS = {"mitigate": "blocker", "compensate": "blocker", "improve": "enabler", "enhance": "enabler"}
OUTCOMES = ("met", "partly", "not yet")

START_WITH_TO = N_("An aim reads best when it starts with “to …”: what shall become possible for the pupil?")
GOAL_NOT_SOLUTION = N_(
    "This sounds like a solution. What shall it make possible? That is the aim; keep the solution for later."
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


class NoSuchFactor(LearningError):
    """There is no such blocker or enabler of this pupil."""

    msgid = N_("There is no such blocker or enabler here.")
    status = 404


class FactorMissing(LearningError):
    """A blocker or enabler without words."""

    msgid = N_("Write what blocks or enables the pupil's learning.")


class AimMissing(LearningError):
    """An aim without words."""

    msgid = N_("Write the aim after “To …”.")


class NoSuchTurn(LearningError):
    """What an aim does with a factor."""

    msgid = N_("An aim mitigates or compensates a blocker, or improves or enhances an enabler.")


class NoSuchOutcome(LearningError):
    """How an aim stands."""

    msgid = N_("Say whether the aim is met, partly met, or not yet met.")


# --- factors and themes -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Theme:
    """A heading under which a team groups factors."""

    id: int
    name: str


@dataclass(frozen=True)
class Factor:
    """A blocker or an enabler of one pupil's learning, with the theme and the characteristic it belongs to, or ""."""

    id: int
    pupil_id: int
    kind: str
    words: str
    theme: str
    characteristic: str
    on: date
    by: str


def themes() -> list[Theme]:
    """The themes used so far, by name."""
    return [Theme(row.id, row.name) for row in tables.Theme.select().order_by(tables.Theme.name)]


def _factors(*where) -> list[Factor]:
    factor = tables.Factor
    rows = (
        factor.select(factor, tables.Theme, tables.Characteristic, tables.Member)
        .join(tables.Theme, JOIN.LEFT_OUTER)
        .switch(factor)
        .join(tables.Characteristic, JOIN.LEFT_OUTER)
        .switch(factor)
        .join(tables.Member, JOIN.LEFT_OUTER)
        .where(factor.dropped_on.is_null(), *where)
        .order_by(factor.kind, tables.Theme.name, factor.id)
    )
    return [
        Factor(
            row.id,
            row.pupil_id,
            row.kind,
            row.words,
            row.theme.name if row.theme else "",
            row.characteristic.name if row.characteristic else "",
            row.on,
            row.member.name if row.member else "",
        )
        for row in rows
    ]


def factors_of(pupil_id: int) -> list[Factor]:
    """A pupil's blockers, then enablers, by theme."""
    return _factors(tables.Factor.pupil == pupil_id)


@writing
def name_factor(
    pupil_id: int, kind: str, words: str, theme: str, characteristic_id: int | None, member_id: int, today: date
) -> Factor:
    """Name what blocks or enables a pupil's learning, in a theme that is made when it is new (R73-R77)."""
    if kind not in KINDS or not words.strip():
        raise FactorMissing()
    theme = " ".join(theme.split())
    theme_id = tables.Theme.get_or_create(name=theme)[0].id if theme else None
    row = tables.Factor.create(
        pupil=pupil_id,
        kind=kind,
        words=words.strip(),
        theme=theme_id,
        characteristic=characteristic_id,
        member=member_id,
        on=today,
    )
    return _factors(tables.Factor.id == row.id)[0]


@writing
def drop_factor(factor_id: int, pupil_id: int, today: date) -> None:
    """A factor no longer holds; aims that named it go on. Raises NoSuchFactor."""
    factor = tables.Factor
    if factor.update(dropped_on=today).where(factor.id == factor_id, factor.pupil == pupil_id).execute() != 1:
        raise NoSuchFactor()


# --- the school's wider aims ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class WiderAim:
    """One of the school's own learning-potential aims, which a pupil's aim may serve (R82)."""

    id: int
    words: str


def wider_aims() -> list[WiderAim]:
    """The school's wider aims."""
    rows = tables.WiderAim.select().where(tables.WiderAim.retired_on.is_null()).order_by(tables.WiderAim.id)
    return [WiderAim(row.id, row.words) for row in rows]


@writing
def add_wider_aim(words: str) -> WiderAim:
    """Add a wider aim of the school."""
    if not words.strip():
        raise AimMissing()
    row = tables.WiderAim.create(words=words.strip())
    return WiderAim(row.id, row.words)


@writing
def retire_wider_aim(wider_aim_id: int, today: date) -> None:
    """Offer a wider aim no longer; aims that serve it keep it."""
    tables.WiderAim.update(retired_on=today).where(tables.WiderAim.id == wider_aim_id).execute()


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
    """A learning-potential aim of one pupil, the factors it answers, and its reviews, newest first."""

    id: int
    pupil_id: int
    words: str
    turn: str
    wider_aim: str
    factors: tuple[Factor, ...]
    set_on: date
    by: str
    review_on: date | None
    reviews: tuple[AimReview, ...]


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


def _said(words: str) -> str:
    """An aim as it is kept: one line, a capital first, and the "To" that the form begins not written twice."""
    plain = re.sub(r"^(to\s+)+to\b", "to", " ".join(words.split()), flags=re.IGNORECASE)
    return plain[:1].upper() + plain[1:]


@writing
def set_aim(
    pupil_id: int,
    words: str,
    turn: str,
    factor_ids,
    wider_aim_id: int | None,
    review_on: date | None,
    member_id: int,
    today: date,
) -> Aim:
    """Set an aim for a pupil, linked to its factors and to a wider aim. Raises AimMissing, NoSuchTurn, NoSuchFactor."""
    words = _said(words)
    if words.casefold().strip(" .…") in ("", "to"):
        raise AimMissing()
    if turn not in TURNS:
        raise NoSuchTurn()
    own = {row.id for row in tables.Factor.select(tables.Factor.id).where(tables.Factor.pupil == pupil_id)}
    if not set(factor_ids) <= own:
        raise NoSuchFactor()
    row = tables.Aim.create(
        pupil=pupil_id,
        words=words,
        turn=turn,
        wider_aim=wider_aim_id,
        member=member_id,
        set_on=today,
        review_on=review_on,
    )
    for factor_id in set(factor_ids):
        tables.AimFactor.create(aim=row.id, factor=factor_id)
    return _aims(tables.Aim.id == row.id)[0]


def _aims(*where) -> list[Aim]:
    aim = tables.Aim
    rows = list(
        aim.select(aim, tables.WiderAim, tables.Member)
        .join(tables.WiderAim, JOIN.LEFT_OUTER)
        .switch(aim)
        .join(tables.Member, JOIN.LEFT_OUTER)
        .where(*where)
        .order_by(aim.set_on.desc(), aim.id.desc())
    )
    ids = [row.id for row in rows]
    factors = _factors_by_aim(ids)
    reviews = {}
    for row_ in (
        tables.AimReview.select(tables.AimReview, tables.Member)
        .join(tables.Member, JOIN.LEFT_OUTER)
        .where(tables.AimReview.aim << ids)
        .order_by(tables.AimReview.on.desc(), tables.AimReview.id.desc())
    ):
        reviews.setdefault(row_.aim_id, []).append(
            AimReview(row_.on, row_.member.name if row_.member else "", row_.outcome, row_.notes)
        )
    return [
        Aim(
            row.id,
            row.pupil_id,
            row.words,
            row.turn,
            row.wider_aim.words if row.wider_aim else "",
            tuple(factors.get(row.id, ())),
            row.set_on,
            row.member.name if row.member else "",
            row.review_on,
            tuple(reviews.get(row.id, ())),
        )
        for row in rows
    ]


def _factors_by_aim(aim_ids) -> dict[int, list[Factor]]:
    links = tables.AimFactor.select(tables.AimFactor.aim, tables.AimFactor.factor).where(
        tables.AimFactor.aim << aim_ids
    )
    links = list(links.tuples())
    factors = {one.id: one for one in _factors(tables.Factor.id << [factor_id for _, factor_id in links])}
    found = {}
    for aim_id, factor_id in links:
        if factor_id in factors:
            found.setdefault(aim_id, []).append(factors[factor_id])
    return found


def aims_of(pupil_id: int) -> list[Aim]:
    """A pupil's aims, newest first."""
    return _aims(tables.Aim.pupil == pupil_id)


@writing
def review_aim(aim_id: int, pupil_id: int, outcome: str, notes: str, member_id: int, on: date) -> Aim:
    """Keep how an aim stands on a day (R86). Raises NoSuchAim, NoSuchOutcome."""
    if not tables.Aim.select().where(tables.Aim.id == aim_id, tables.Aim.pupil == pupil_id).exists():
        raise NoSuchAim()
    if outcome not in OUTCOMES:
        raise NoSuchOutcome()
    tables.AimReview.create(aim=aim_id, member=member_id, on=on, outcome=outcome, notes=notes.strip())
    return _aims(tables.Aim.id == aim_id)[0]


# --- the cohort's sheet -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SheetRow:
    """One pupil on the wall sheet; scores in the order of the sheet's characteristics, None where not agreed."""

    pupil: Pupil
    scores: tuple[int | None, ...]
    blockers: tuple[str, ...]
    enablers: tuple[str, ...]
    aims: tuple[Aim, ...]


@dataclass(frozen=True)
class Sheet:
    """The seed's table of step 3 for a cohort (R89): the latest agreed scores, blockers, enablers, aims."""

    cohort: Cohort
    characteristics: tuple[Characteristic, ...]
    rows: tuple[SheetRow, ...]


def sheet(cohort_id: int) -> Sheet:
    """The wall sheet of a cohort; rows may be empty (R90). Raises NoSuchCohort."""
    whose, pupils = cohort(cohort_id), pupils_of(cohort_id)
    ids = tables.CohortPupil.select(tables.CohortPupil.pupil).where(tables.CohortPupil.cohort == cohort_id)
    scores = _latest_scores(ids)
    columns = characteristics_with({one for given in scores.values() for one in given})
    factors, aims = {}, {}
    for factor in _factors(tables.Factor.pupil << ids):
        factors.setdefault((factor.pupil_id, factor.kind), []).append(factor.words)
    for aim in _aims(tables.Aim.pupil << ids):
        aims.setdefault(aim.pupil_id, []).append(aim)
    rows = [
        SheetRow(
            one,
            tuple(scores.get(one.id, {}).get(column.id) for column in columns),
            tuple(factors.get((one.id, "blocker"), ())),
            tuple(factors.get((one.id, "enabler"), ())),
            tuple(aims.get(one.id, ())),
        )
        for one in pupils
    ]
    return Sheet(whose, tuple(columns), tuple(rows))


def _latest_scores(pupil_ids) -> dict[int, dict[int, int]]:
    summary, agreed = tables.Summary, tables.AgreedScore
    latest = {}
    for pupil_id, summary_id in (
        summary.select(summary.pupil, summary.id)
        .where(summary.is_current, summary.pupil << pupil_ids)
        .order_by(summary.agreed_on, summary.id)
        .tuples()
    ):
        latest[summary_id] = pupil_id
    newest = {pupil_id: summary_id for summary_id, pupil_id in latest.items()}
    found = {}
    for summary_id, one, score in (
        agreed.select(agreed.summary, agreed.characteristic, agreed.score)
        .where(agreed.summary << list(newest.values()))
        .tuples()
    ):
        found.setdefault(latest[summary_id], {})[one] = score
    return found
