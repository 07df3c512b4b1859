"""The school's own list of success characteristics (R24): what its score cards ask about, in its order."""

from dataclasses import dataclass
from datetime import date

from peewee import fn

from learning.core.errors import LearningError, N_
from learning.core.names import named
from learning.core.store import writing

from .tables import CharacteristicRow


class NoSuchCharacteristic(LearningError):
    """A characteristic that is not on the school's list."""

    msgid = N_("There is no such success characteristic.")
    status = 404


@dataclass(frozen=True)
class Characteristic:
    """One success characteristic of the school's list, in staff's and a child's wording, with words for both ends."""

    id: int
    name: str
    child_wording: str
    low_end: str
    high_end: str
    position: int
    retired_on: date | None
    symbol: str = ""


def _from_row(row: CharacteristicRow) -> Characteristic:
    return Characteristic(
        id=row.id,
        name=row.name,
        child_wording=row.child_wording,
        low_end=row.low_end,
        high_end=row.high_end,
        position=row.position,
        retired_on=row.retired_on,
        symbol=row.symbol,
    )


def all_characteristics() -> list[Characteristic]:
    """Return every success characteristic, retired ones included, in the school's order."""
    rows = CharacteristicRow.select().order_by(CharacteristicRow.position, CharacteristicRow.id)
    return [_from_row(row) for row in rows]


def characteristics() -> list[Characteristic]:
    """Return the success characteristics now on the school's list, in its order."""
    return [characteristic for characteristic in all_characteristics() if characteristic.retired_on is None]


def characteristic(characteristic_id: int) -> Characteristic:
    """Return one success characteristic, retired or not; raises NoSuchCharacteristic."""
    row = CharacteristicRow.get_or_none(CharacteristicRow.id == characteristic_id)
    if row is None:
        raise NoSuchCharacteristic()
    return _from_row(row)


@writing
def add_characteristic(
    name: str, child_wording: str = "", low_end: str = "", high_end: str = "", symbol: str = ""
) -> Characteristic:
    """Add a success characteristic at the end of the school's list (R24); raises NameMissing."""
    name = named(name)
    row = CharacteristicRow.create(
        name=name,
        child_wording=child_wording.strip() or name,
        low_end=low_end.strip(),
        high_end=high_end.strip(),
        symbol=symbol,
        position=_last_position() + 1,
    )
    return _from_row(row)


def _last_position() -> int:
    return CharacteristicRow.select(fn.MAX(CharacteristicRow.position)).scalar() or 0


@writing
def edit_characteristic(
    characteristic_id: int, *, name: str, child_wording: str, low_end: str, high_end: str, symbol: str
) -> Characteristic:
    """Change a characteristic's wording, also in older rounds. Raises NameMissing, NoSuchCharacteristic."""
    name = named(name)
    characteristic(characteristic_id)
    CharacteristicRow.update(
        name=name,
        child_wording=child_wording.strip() or name,
        low_end=low_end.strip(),
        high_end=high_end.strip(),
        symbol=symbol,
    ).where(CharacteristicRow.id == characteristic_id).execute()
    return characteristic(characteristic_id)


@writing
def move_characteristic(characteristic_id: int, up: bool) -> None:
    """Swap a characteristic with the one before it (`up`) or after it; at the end of the list, nothing happens.

    Raises NoSuchCharacteristic."""
    order = [characteristic.id for characteristic in characteristics()]
    if characteristic_id not in order:
        raise NoSuchCharacteristic()
    place = order.index(characteristic_id)
    other = max(0, place - 1) if up else min(len(order) - 1, place + 1)
    order[place], order[other] = order[other], order[place]
    retired = [characteristic.id for characteristic in all_characteristics() if characteristic.retired_on]
    for position, moved_id in enumerate([*order, *retired], 1):
        CharacteristicRow.update(position=position).where(CharacteristicRow.id == moved_id).execute()


@writing
def retire_characteristic(characteristic_id: int, today: date) -> None:
    """Leave a characteristic out of new rounds. Rounds that started with it keep it."""
    row = CharacteristicRow
    row.update(retired_on=today).where(row.id == characteristic_id, row.retired_on.is_null()).execute()


@writing
def restore_characteristic(characteristic_id: int) -> None:
    """Put a retired characteristic back at the end of the list. Raises NoSuchCharacteristic."""
    characteristic(characteristic_id)
    CharacteristicRow.update(retired_on=None, position=_last_position() + 1).where(
        CharacteristicRow.id == characteristic_id, CharacteristicRow.retired_on.is_null(False)
    ).execute()
