"""Every wording that pupils are asked, in the school's own words. None of them was written by a pupil."""

from learning.core.store import as_tuples

from .anchors import COLUMNS
from .questions import read_options
from .tables import AnchorsRow, CharacteristicRow, QuestionRow, RoundRow


def asked_wordings() -> set[str]:
    """Return the wordings of all questions, their choices, and both ends of their lines with the number there."""
    row, found = QuestionRow, set()
    for wording, follow_up, low, high, options in as_tuples(
        row.select(row.wording, row.follow_up, row.low_end, row.high_end, row.options)
    ):
        found |= {wording, follow_up, low, high, *_ends(low, high)}
        found |= {option.words for option in read_options(options.splitlines())}
    card = CharacteristicRow
    for wording, low, high in as_tuples(card.select(card.child_wording, card.low_end, card.high_end)):
        found |= {wording, low, high, *_ends(low, high)}
    columns = [getattr(AnchorsRow, column) for column in COLUMNS.values()]
    for texts in as_tuples(AnchorsRow.select(*columns)):
        found |= {f"{place} {text}" for place, text in zip(COLUMNS, texts, strict=True) if text}
    return found - {""}


def _ends(low: str, high: str) -> set[str]:
    return {f"0: {low}", f"10: {high}"}


def focuses() -> set[str]:
    """Return what the rounds are about."""
    return {focus for (focus,) in as_tuples(RoundRow.select(RoundRow.focus).distinct())} - {""}
