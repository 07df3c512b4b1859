"""The school's list of success characteristics: worded, ordered, retired, restored, started with a ready list."""

import pytest

from learning.core.names import NameMissing
from learning.rounds import characteristics, ready_lists
from learning.rounds.characteristics import NoSuchCharacteristic
from learning.score_cards import score_card
from tests.cast import TODAY
from tests.chain import give, open_round


@pytest.fixture
def four(store):
    """The seed's four."""
    ready_lists.add_seed_characteristics()
    return characteristics.characteristics()


def names() -> list[str]:
    return [characteristic.name for characteristic in characteristics.characteristics()]


def test_a_characteristic_is_reworded(four):
    new = characteristics.edit_characteristic(
        four[0].id, name=" Study  skills ", child_wording="I can study", low_end="No", high_end="Yes", symbol="book"
    )
    assert (new.id, new.name, new.child_wording, new.symbol) == (four[0].id, "Study skills", "I can study", "book")
    with pytest.raises(NameMissing):
        characteristics.edit_characteristic(four[0].id, name=" ", child_wording="", low_end="", high_end="", symbol="")


@pytest.mark.parametrize(
    ("place", "up", "order"),
    [(1, True, [1, 0, 2, 3]), (1, False, [0, 2, 1, 3]), (0, True, [0, 1, 2, 3]), (3, False, [0, 1, 2, 3])],
)
def test_a_characteristic_changes_places_with_its_neighbour(four, place, up, order):
    characteristics.move_characteristic(four[place].id, up)
    assert names() == [four[number].name for number in order]


def test_a_retired_characteristic_has_no_place_and_comes_back_at_the_end(four):
    characteristics.retire_characteristic(four[1].id, TODAY)
    characteristics.move_characteristic(four[2].id, True)
    assert names() == [four[2].name, four[0].name, four[3].name]
    with pytest.raises(NoSuchCharacteristic):
        characteristics.move_characteristic(four[1].id, True)
    characteristics.restore_characteristic(four[1].id)
    assert names()[-1] == four[1].name


def test_a_new_order_is_used_on_every_score_card(cast, four):
    autumn = open_round(cast)
    give(cast, autumn, "professional", 3)
    characteristics.move_characteristic(four[3].id, True)
    shown = [row.characteristic.name for row in score_card.score_card(cast.amina.id, autumn.id).rows]
    assert shown == names()


@pytest.mark.parametrize("ready", ready_lists.READY_LISTS, ids=lambda ready: ready.key)
def test_a_ready_list_is_added_once(store, ready):
    assert ready_lists.add_ready_list(ready.key) == len(ready.entries)
    assert ready_lists.add_ready_list(ready.key) == 0
    assert names() == [entry[0] for entry in ready.entries]


def test_a_ready_list_does_not_reword_what_the_school_has(four):
    characteristics.edit_characteristic(
        four[2].id, name="resilience", child_wording="My own words", low_end="No", high_end="Yes", symbol=""
    )
    ready_lists.add_ready_list("secondary")
    listed = characteristics.characteristics()
    assert [each.child_wording for each in listed if each.name.lower() == "resilience"] == ["My own words"]


def test_an_unknown_ready_list_is_refused(store):
    with pytest.raises(NoSuchCharacteristic):
        ready_lists.add_ready_list("nursery")
