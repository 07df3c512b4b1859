"""A cohort's part of the school's list."""

import pytest

from learning.rounds import asking, characteristics
from learning.score_cards import score_card
from learning.score_cards.grid import cohort_grid
from learning.visits import visits
from tests.cast import NOW, TODAY
from tests.chain import ask_the_seed, begin_visit, give, open_room, open_round


@pytest.fixture
def four(cast):
    """The ids of the seed's four characteristics."""
    ask_the_seed()
    return [characteristic.id for characteristic in characteristics.characteristics()]


def ids_of(cohort):
    return [characteristic.id for characteristic in asking.characteristics_of(cohort.id)]


def test_a_cohort_is_asked_the_whole_list_until_a_part_is_chosen(cast, four):
    assert ids_of(cast.kestrels) == four


def test_a_part_is_asked_in_the_schools_order_and_only_of_its_cohort(cast, four):
    asking.choose_for_cohort(cast.kestrels.id, [four[2], four[0]])
    assert (ids_of(cast.kestrels), ids_of(cast.ospreys)) == ([four[0], four[2]], four)


@pytest.mark.parametrize("chosen", [(), range(4)])
def test_nothing_or_all_is_the_whole_list_with_what_is_added_later(cast, four, chosen):
    asking.choose_for_cohort(cast.kestrels.id, [four[0]])
    asking.choose_for_cohort(cast.kestrels.id, [four[index] for index in chosen])
    added = characteristics.add_characteristic("Punctuality")
    assert ids_of(cast.kestrels) == [*four, added.id]


def test_a_part_that_is_all_retired_is_the_whole_list_again(cast, four):
    asking.choose_for_cohort(cast.kestrels.id, [four[0]])
    characteristics.retire_characteristic(four[0], TODAY)
    assert ids_of(cast.kestrels) == four[1:]


def test_a_retired_characteristic_cannot_be_chosen(cast, four):
    characteristics.retire_characteristic(four[0], TODAY)
    with pytest.raises(characteristics.NoSuchCharacteristic):
        asking.choose_for_cohort(cast.kestrels.id, [four[0]])


def test_a_pupil_is_asked_only_the_part(cast, four):
    asking.choose_for_cohort(cast.kestrels.id, four[:2])
    open_room(cast, journal=False)
    visit = visits.visit_of(begin_visit(cast), NOW)
    assert [step.id for step in visit.steps if step.task == "score_card"] == four[:2]


def test_the_score_card_and_the_grid_show_the_part_and_what_was_scored_before(cast, four):
    autumn = open_round(cast)
    asking.choose_for_cohort(cast.kestrels.id, four[:3])
    give(cast, autumn, "professional", None, Attendance=4)
    asking.choose_for_cohort(cast.kestrels.id, four[2:])
    rows = score_card.score_card(cast.amina.id, autumn.id).rows
    assert {four[1], *four[2:]} <= {row.characteristic.id for row in rows}
    assert {four[1], *four[2:]} <= {characteristic.id for characteristic in cohort_grid(autumn.id).characteristics}
