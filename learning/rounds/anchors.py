"""Anchors: words for what some numbers of a characteristic look like. A round with scores keeps the words it had."""

from collections.abc import Mapping

from learning.core import store
from learning.core.store import writing

from .characteristics import add_characteristic, Characteristic, characteristic, edit_characteristic
from .tables import AnchorsRow

PLACES = (0, 3, 5, 7, 10)
COLUMNS = {place: f"at_{place}" for place in PLACES}
Anchors = dict[int, str]  # words by number, only where there are any

_WORDS = ", ".join(COLUMNS.values())
_NOW = f"SELECT {_WORDS} FROM anchors WHERE characteristic_id = ? AND round_id IS NULL"
_IN_ROUND = f"""SELECT characteristic_id, round_id, {_WORDS} FROM anchors
WHERE round_id = ? OR round_id IS NULL ORDER BY CASE WHEN round_id IS NULL THEN 0 ELSE 1 END"""
# Scores belong to a later package, whose tables are read here by name.
_KEEP = f"""INSERT INTO anchors (characteristic_id, round_id, {_WORDS})
SELECT ?, scored.round_id, {", ".join("?" * len(PLACES))}
FROM (SELECT DISTINCT o.round_id FROM score s JOIN opinion o ON o.id = s.opinion_id
      WHERE s.characteristic_id = ?) scored
WHERE NOT EXISTS (SELECT 1 FROM anchors a WHERE a.characteristic_id = ? AND a.round_id = scored.round_id)"""


def anchors_of(characteristic_id: int) -> Anchors:
    """Return the words of now for a characteristic, by number."""
    row = store.run(_NOW, characteristic_id).fetchone()
    return _filled(row) if row else {}


def anchors_in(round_id: int) -> dict[int, Anchors]:
    """Return the words that a round shows, by characteristic id: those it keeps, otherwise those of now."""
    rows = store.run(_IN_ROUND, round_id).fetchall()
    return {characteristic_id: _filled(texts) for characteristic_id, _round_id, *texts in rows}


def _filled(texts: "list[str] | tuple[str, ...]") -> Anchors:
    return {place: text for place, text in zip(PLACES, texts, strict=True) if text}


@writing
def set_anchors(characteristic_id: int, words: Mapping[int, str]) -> None:
    """Save the words for 0, 3, 5, 7 and 10; a number without words has none. Rounds that already have scores for the
    characteristic keep the words they had. Raises NoSuchCharacteristic."""
    characteristic(characteristic_id)
    old = anchors_of(characteristic_id)
    new = {place: text for place in PLACES if (text := " ".join(words.get(place, "").split()))}
    if new == old:
        return
    kept = [old.get(place, "") for place in PLACES]
    store.run(_KEEP, characteristic_id, *kept, characteristic_id, characteristic_id)
    row = AnchorsRow
    row.delete().where(row.characteristic == characteristic_id, row.round.is_null()).execute()
    row.create(characteristic=characteristic_id, **{COLUMNS[place]: new.get(place, "") for place in PLACES})


@writing
def add_with_anchors(words: Mapping[int, str], **wording: str) -> Characteristic:
    """Add a characteristic together with its words for numbers. Raises what `add_characteristic` raises."""
    added = add_characteristic(**wording)
    set_anchors(added.id, words)
    return added


@writing
def edit_with_anchors(characteristic_id: int, words: Mapping[int, str], **wording: str) -> Characteristic:
    """Change a characteristic's wording and its words for numbers. Raises what `edit_characteristic` raises."""
    edited = edit_characteristic(characteristic_id, **wording)
    set_anchors(characteristic_id, words)
    return edited
