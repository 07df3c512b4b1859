"""The school's list of success characteristics: worded, ordered, retired, taken back, begun with a ready one."""

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
    return [one.name for one in characteristics.characteristics()]


def test_a_line_is_put_into_other_words(four):
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
def test_a_line_changes_places_with_its_neighbour(four, place, up, order):
    characteristics.move_characteristic(four[place].id, up)
    assert names() == [four[number].name for number in order]


def test_a_retired_line_stands_in_no_order_and_comes_back_at_the_end(four):
    characteristics.retire_characteristic(four[1].id, TODAY)
    characteristics.move_characteristic(four[2].id, True)
    assert names() == [four[2].name, four[0].name, four[3].name]
    with pytest.raises(NoSuchCharacteristic):
        characteristics.move_characteristic(four[1].id, True)
    characteristics.restore_characteristic(four[1].id)
    assert names()[-1] == four[1].name


def test_another_order_is_that_of_every_score_card(cast, four):
    autumn = open_round(cast)
    give(cast, autumn, "professional", 3)
    characteristics.move_characteristic(four[3].id, True)
    shown = [line.characteristic.name for line in score_card.score_card(cast.amina.id, autumn.id).rows]
    assert shown == names()


@pytest.mark.parametrize("ready", ready_lists.READY_LISTS, ids=lambda one: one.key)
def test_a_ready_list_is_added_once(store, ready):
    assert ready_lists.add_ready_list(ready.key) == len(ready.entries)
    assert ready_lists.add_ready_list(ready.key) == 0
    assert names() == [line[0] for line in ready.entries]


def test_what_is_asked_already_stays_as_it_is(four):
    characteristics.edit_characteristic(
        four[2].id, name="resilience", child_wording="My own words", low_end="No", high_end="Yes", symbol=""
    )
    ready_lists.add_ready_list("secondary")
    assert [one.child_wording for one in characteristics.characteristics() if one.name.lower() == "resilience"] == [
        "My own words"
    ]


def test_a_ready_list_that_there_is_not_is_told(store):
    with pytest.raises(NoSuchCharacteristic):
        ready_lists.add_ready_list("nursery")
