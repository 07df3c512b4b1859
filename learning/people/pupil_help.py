"""Settings that make a pupil's pages easier to use, and the one rule that says which counts.

They can be chosen for a pupil (by the pupil or by staff), for a question set and for a cohort. Each setting is settled
on its own: the pupil's choice wins over the set's, the set's over the cohort's, and the cohort's over the standard."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from peewee import Case

from learning.core.errors import LearningError, N_
from learning.core.store import writing

from .tables import CohortHelpRow, CohortPupilRow, CohortRow, HelpColumns, PupilHelpRow

LARGEST = 2
SETTINGS = ("text_size", "contrast", "easy_font", "calm", "symbols", "aloud")


class NoSuchSetting(LearningError):
    """A setting, or a text size, that does not exist."""

    msgid = N_("There is no such setting.")
    status = 404


@dataclass(frozen=True)
class Help:
    """Settings, as chosen for somebody; None is not chosen.

    `text_size`: 0 standard, 1 larger, 2 largest. `symbols`: pictures with the words. `aloud`: pages are read out."""

    text_size: int | None = None
    contrast: bool | None = None
    easy_font: bool | None = None
    calm: bool | None = None
    symbols: bool | None = None
    aloud: bool | None = None


STANDARD = Help(text_size=0, contrast=False, easy_font=False, calm=False, symbols=False, aloud=False)


def settled(choices: Iterable[Help]) -> Help:
    """Return the settings that count: each as the first of these choices has it, which come in the order of their
    weight (pupil, question set, cohorts), or the standard."""
    every = [*choices, STANDARD]
    chosen: dict[str, Any] = {
        name: next(value for each in every if (value := getattr(each, name)) is not None) for name in SETTINGS
    }
    return Help(**chosen)


def toggled(help: Help, name: str) -> Help:
    """Return the settings with one of them switched. The text grows, and after the largest is standard again.

    Raises NoSuchSetting."""
    if name not in SETTINGS:
        raise NoSuchSetting()
    if name == "text_size":
        return replace(help, text_size=((help.text_size or 0) + 1) % (LARGEST + 1))
    switched: dict[str, Any] = {name: not getattr(help, name)}
    return replace(help, **switched)


def help_from(row: HelpColumns | None) -> Help:
    """Return the choices in a row, none where there is no row."""
    return Help(**{name: getattr(row, name) for name in SETTINGS}) if row else Help()


def checked(help: Help) -> dict[str, Any]:
    """Return the choices as columns. Raises NoSuchSetting for an unknown text size."""
    if help.text_size is not None and help.text_size not in range(LARGEST + 1):
        raise NoSuchSetting()
    return asdict(help)


# --- for a pupil --------------------------------------------------------------------------------------------------


def help_of(pupil_id: int) -> Help:
    """Return what was chosen for one pupil, by the pupil or by staff."""
    return help_from(PupilHelpRow.get_or_none(PupilHelpRow.pupil == pupil_id))


@writing
def set_help(pupil_id: int, help: Help) -> None:
    """Choose settings for a pupil, in place of all earlier choices; raises NoSuchSetting for an unknown text size."""
    table, settings = PupilHelpRow, checked(help)
    table.insert(pupil=pupil_id, **settings).on_conflict(conflict_target=[table.pupil], update=settings).execute()


@writing
def choose(pupil_id: int, name: str, value: int) -> None:
    """Choose one setting for a pupil; the others stay. Raises NoSuchSetting."""
    if name not in SETTINGS:
        raise NoSuchSetting()
    chosen: dict[str, Any] = {name: value if name == "text_size" else bool(value)}
    set_help(pupil_id, replace(help_of(pupil_id), **chosen))


# --- for a cohort -------------------------------------------------------------------------------------------------


def help_of_cohort(cohort_id: int) -> Help:
    """Return what staff chose for a cohort."""
    return help_from(CohortHelpRow.get_or_none(CohortHelpRow.cohort == cohort_id))


@writing
def set_cohort_help(cohort_id: int, help: Help) -> None:
    """Choose settings for a cohort, in place of all earlier choices; raises NoSuchSetting for an unknown text size."""
    table, settings = CohortHelpRow, checked(help)
    table.insert(cohort=cohort_id, **settings).on_conflict(conflict_target=[table.cohort], update=settings).execute()


def help_of_cohorts(pupil_id: int, room_cohort_id: int | None = None) -> list[Help]:
    """Return what was chosen for a pupil's cohorts, the weightiest first: the cohort whose room is open, then the
    pupil's groups, class and year."""
    row = CohortHelpRow
    weight = Case(CohortRow.kind, (("group", 1), ("class", 2)), 3)
    rows = (
        row.select(row)
        .join(CohortRow)
        .join(CohortPupilRow, on=(CohortPupilRow.cohort == CohortRow.id))
        .where(CohortPupilRow.pupil == pupil_id)
        .order_by(Case(None, ((CohortRow.id == (room_cohort_id or 0), 0),), weight), CohortRow.id)
    )
    return [help_from(found) for found in rows]
