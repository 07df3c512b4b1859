"""Settings that make a pupil's pages easier to use. The pupil or staff set them, and they last from visit to visit."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from learning.core.errors import LearningError, N_
from learning.core.store import writing

from .tables import PupilHelpRow

LARGEST = 2
SETTINGS = ("text_size", "contrast", "easy_font", "calm", "symbols", "aloud")


class NoSuchSetting(LearningError):
    """A setting, or a text size, that does not exist."""

    msgid = N_("There is no such setting.")
    status = 404


@dataclass(frozen=True)
class Help:
    """A pupil's settings. `text_size`: 0 standard, 1 larger, 2 largest. `aloud`: questions are read out."""

    text_size: int = 0
    contrast: bool = False
    easy_font: bool = False
    calm: bool = False
    symbols: bool = False
    aloud: bool = False


def help_of(pupil_id: int) -> Help:
    """Return a pupil's settings, or the standard ones."""
    row = PupilHelpRow.get_or_none(PupilHelpRow.pupil == pupil_id)
    return Help(**{name: getattr(row, name) for name in SETTINGS}) if row else Help()


@writing
def set_help(pupil_id: int, help: Help) -> None:
    """Save a pupil's settings; raises NoSuchSetting for an unknown text size."""
    if help.text_size not in range(LARGEST + 1):
        raise NoSuchSetting()
    table, settings = PupilHelpRow, asdict(help)
    table.insert(pupil=pupil_id, **settings).on_conflict(conflict_target=[table.pupil], update=settings).execute()


def toggled(help: Help, name: str) -> Help:
    """Return the settings with one of them switched. The text grows, and after the largest is standard again.

    Raises NoSuchSetting."""
    if name not in SETTINGS:
        raise NoSuchSetting()
    if name == "text_size":
        return replace(help, text_size=(help.text_size + 1) % (LARGEST + 1))
    switched: dict[str, Any] = {name: not getattr(help, name)}
    return replace(help, **switched)
