"""The school's wider aims: learning-potential aims of the whole school, which a pupil's aim may serve (R82)."""

from dataclasses import dataclass
from datetime import date

from learning.core.errors import LearningError, N_
from learning.core.store import writing

from .tables import WiderAimRow


class WiderAimMissing(LearningError):
    """A wider aim without words."""

    msgid = N_("Write the aim.")


@dataclass(frozen=True)
class WiderAim:
    """One of the school's own learning-potential aims."""

    id: int
    words: str


def wider_aims() -> list[WiderAim]:
    """Return the wider aims that new aims can serve."""
    rows = WiderAimRow.select().where(WiderAimRow.retired_on.is_null()).order_by(WiderAimRow.id)
    return [WiderAim(row.id, row.words) for row in rows]


@writing
def add_wider_aim(words: str) -> WiderAim:
    """Add a wider aim of the school. Raises WiderAimMissing."""
    if not words.strip():
        raise WiderAimMissing()
    row = WiderAimRow.create(words=words.strip())
    return WiderAim(row.id, row.words)


@writing
def retire_wider_aim(wider_aim_id: int, today: date) -> None:
    """Stop offering a wider aim; aims that already serve it keep it."""
    WiderAimRow.update(retired_on=today).where(WiderAimRow.id == wider_aim_id).execute()
