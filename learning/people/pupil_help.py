"""What makes a pupil's pages easier to use: kept from visit to visit, set by the pupil or by staff."""

from dataclasses import asdict, dataclass, replace

from learning.core.errors import LearningError, N_
from learning.core.store import writing

from .tables import PupilHelpRow

LARGEST = 2
SETTINGS = ("text_size", "contrast", "easy_font", "calm", "symbols", "aloud")


class NoSuchSetting(LearningError):
    """A setting, or a size, that a page does not have."""

    msgid = N_("There is no such setting.")
    status = 404


@dataclass(frozen=True)
class Help:
    """A pupil's settings. `text_size`: 0 as designed, 1 larger, 2 largest; `aloud`: each question is read at once."""

    text_size: int = 0
    contrast: bool = False
    easy_font: bool = False
    calm: bool = False
    symbols: bool = False
    aloud: bool = False


def help_of(pupil_id: int) -> Help:
    """A pupil's settings, or those that everybody begins with."""
    row = PupilHelpRow.get_or_none(PupilHelpRow.pupil == pupil_id)
    return Help(*(getattr(row, name) for name in SETTINGS)) if row else Help()


@writing
def set_help(pupil_id: int, help: Help) -> None:
    """Keep a pupil's settings; raises NoSuchSetting for a size that there is not."""
    if help.text_size not in range(LARGEST + 1):
        raise NoSuchSetting()
    one, kept = PupilHelpRow, asdict(help)
    one.insert(pupil=pupil_id, **kept).on_conflict(conflict_target=[one.pupil], update=kept).execute()


def turned(help: Help, name: str) -> Help:
    """The settings with one of them turned on or off; the text grows until it begins anew. Raises NoSuchSetting."""
    if name not in SETTINGS:
        raise NoSuchSetting()
    if name == "text_size":
        return replace(help, text_size=(help.text_size + 1) % (LARGEST + 1))
    return replace(help, **{name: not getattr(help, name)})
