"""Factors: what blocks or enables one pupil's learning, grouped in themes (seed, step 3)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN

from learning.core.errors import LearningError, N_
from learning.core.store import writing
from learning.people.tables import MemberRow
from learning.rounds.tables import CharacteristicRow

from .tables import FactorRow, ThemeRow

KINDS = ("blocker", "enabler")


class NoSuchFactor(LearningError):
    """There is no such blocker or enabler of this pupil."""

    msgid = N_("There is no such blocker or enabler here.")
    status = 404


class FactorMissing(LearningError):
    """A blocker or enabler without words."""

    msgid = N_("Write what blocks or enables the pupil's learning.")


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
    """Return the themes used so far, by name."""
    return [Theme(row.id, row.name) for row in ThemeRow.select().order_by(ThemeRow.name)]


def factors_where(*where: Any) -> list[Factor]:
    """Return the factors that fit these conditions and have not been removed, blockers first, by theme."""
    factor = FactorRow
    rows = (
        factor.select(factor, ThemeRow, CharacteristicRow, MemberRow)
        .join(ThemeRow, JOIN.LEFT_OUTER)
        .switch(factor)
        .join(CharacteristicRow, JOIN.LEFT_OUTER)
        .switch(factor)
        .join(MemberRow, JOIN.LEFT_OUTER)
        .where(factor.removed_on.is_null(), *where)
        .order_by(factor.kind, ThemeRow.name, factor.id)
    )
    return [
        Factor(
            id=row.id,
            pupil_id=row.pupil_id,
            kind=row.kind,
            words=row.words,
            theme=row.theme.name if row.theme else "",
            characteristic=row.characteristic.name if row.characteristic else "",
            on=row.on,
            by=row.member.name if row.member else "",
        )
        for row in rows
    ]


def factors_of(pupil_id: int) -> list[Factor]:
    """Return a pupil's blockers, then enablers, by theme."""
    return factors_where(FactorRow.pupil == pupil_id)


@writing
def name_factor(
    pupil_id: int, kind: str, words: str, *, theme: str, characteristic_id: int | None, member_id: int, today: date
) -> Factor:
    """Save what blocks or enables a pupil's learning, in a theme, which is added if it is new (R73-R77).

    Raises FactorMissing."""
    if kind not in KINDS or not words.strip():
        raise FactorMissing()
    theme = " ".join(theme.split())
    theme_id = None
    if theme:
        theme_row, _is_new = ThemeRow.get_or_create(name=theme)  # type: ignore[no-untyped-call]  # so in peewee's stubs
        theme_id = theme_row.id
    row = FactorRow.create(
        pupil=pupil_id,
        kind=kind,
        words=words.strip(),
        theme=theme_id,
        characteristic=characteristic_id,
        member=member_id,
        on=today,
    )
    return factors_where(FactorRow.id == row.id)[0]


@writing
def remove_factor(factor_id: int, pupil_id: int, today: date) -> None:
    """Remove a factor; aims that respond to it stay. Raises NoSuchFactor."""
    factor = FactorRow
    if factor.update(removed_on=today).where(factor.id == factor_id, factor.pupil == pupil_id).execute() != 1:
        raise NoSuchFactor()
