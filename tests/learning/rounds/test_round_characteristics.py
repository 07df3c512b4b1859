"""A round keeps the characteristics that it started with."""

import pytest

from learning.invitations import guests
from learning.rounds import asking, characteristics, planning
from learning.score_cards import own_scores, score_card
from learning.score_cards.grid import cohort_grid
from learning.visits import visits
from tests.cast import NOW, TODAY
from tests.chain import ask_the_seed, begin_visit, give, invite, open_room, open_round


@pytest.fixture
def autumn(cast):
    """A round on the seed's four."""
    ask_the_seed()
    return open_round(cast)


def names(characteristics_):
    return [characteristic.name for characteristic in characteristics_]


def asked_everywhere(cast, a_round) -> set[tuple]:
    """The characteristics on every page of a round: the score card, the grids, a guest's pages and a pupil's visit."""
    guest_steps = guests.steps_of(invite(cast, a_round))
    open_room(cast, a_round, journal=False)
    visit_steps = visits.visit_of(begin_visit(cast), NOW).steps
    return {
        tuple(row.characteristic.id for row in score_card.score_card(cast.amina.id, a_round.id).rows),
        tuple(each.id for each in cohort_grid(a_round.id).characteristics),
        tuple(each.id for each in own_scores.own_scores(a_round.id, cast.okafor.id).characteristics),
        tuple(step.characteristic.id for step in guest_steps),
        tuple(step.id for step in visit_steps),
    }


def test_a_characteristic_added_later_is_asked_only_by_the_next_round(cast, autumn):
    (before,) = asked_everywhere(cast, autumn)
    added = characteristics.add_characteristic("Punctuality")
    assert asked_everywhere(cast, autumn) == {before}
    assert asked_everywhere(cast, open_round(cast, "Spring")) == {(*before, added.id)}


def test_a_part_of_the_list_chosen_later_is_asked_by_the_next_round(cast, autumn):
    (before,) = asked_everywhere(cast, autumn)
    asking.choose_for_cohort(cast.kestrels.id, before[:2])
    assert asked_everywhere(cast, autumn) == {before}
    assert asked_everywhere(cast, open_round(cast, "Spring")) == {before[:2]}


def test_a_characteristic_retired_later_stays_in_the_round_that_started_with_it(cast, autumn):
    (before,) = asked_everywhere(cast, autumn)
    characteristics.retire_characteristic(before[0], TODAY)
    assert asked_everywhere(cast, autumn) == {before}
    assert asked_everywhere(cast, open_round(cast, "Spring")) == {before[1:]}


def test_a_retired_characteristic_can_be_kept_or_removed_and_stays_where_it_was_scored(cast, autumn):
    (before,) = asked_everywhere(cast, autumn)
    characteristics.retire_characteristic(before[0], TODAY)
    planning.list_in_round(autumn.id, before)
    assert asked_everywhere(cast, autumn) == {before}
    give(cast, autumn, "professional", None, Attendance=4)
    planning.list_in_round(autumn.id, before[2:])
    assert "Attendance" in names(row.characteristic for row in score_card.score_card(cast.amina.id, autumn.id).rows)
    assert "Attendance" not in names(asking.characteristics_in(autumn.id, cast.kestrels.id))


def test_other_characteristics_can_be_chosen_while_a_round_is_open(cast, autumn):
    (before,) = asked_everywhere(cast, autumn)
    added = characteristics.add_characteristic("Punctuality")
    planning.list_in_round(autumn.id, [before[1], added.id])
    assert asked_everywhere(cast, autumn) == {(before[1], added.id)}


def test_an_unknown_characteristic_cannot_be_chosen(cast, autumn):
    with pytest.raises(characteristics.NoSuchCharacteristic):
        planning.list_in_round(autumn.id, [999])


def test_a_round_that_started_before_there_was_a_list_asks_the_whole_list(cast):
    early = open_round(cast)
    ask_the_seed()
    assert asked_everywhere(cast, early) == {tuple(each.id for each in characteristics.characteristics())}


def test_name_focus_and_date_can_be_corrected(cast, autumn):
    asks = {"question_set_id": None, "card_sort": "", "tells_news": True}
    saved = planning.change_round(autumn.id, " Summer ", "Swimming", TODAY, **asks)
    assert (saved.name, saved.focus, saved.about, saved.opened_on) == ("Summer", "Swimming", "Swimming", TODAY)
    assert planning.change_round(autumn.id, "Summer", "", TODAY, **asks).about == ""
    open_round(cast, "Spring")
    with pytest.raises(planning.RoundNameTaken):
        planning.change_round(autumn.id, "spring", "", TODAY, **asks)
