"""A round keeps the lines of the school's list that it began with."""

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


def names(found):
    return [one.name for one in found]


def asked_everywhere(cast, a_round) -> set[tuple]:
    """The lines of every page of a round: the score card, the grids, a guest's and a pupil's turn."""
    guest = guests.steps_of(invite(cast, a_round))
    open_room(cast, a_round, journal=False)
    turn = visits.visit_of(begin_visit(cast), NOW).steps
    return {
        tuple(one.characteristic.id for one in score_card.score_card(cast.amina.id, a_round.id).rows),
        tuple(one.id for one in cohort_grid(a_round.id).characteristics),
        tuple(one.id for one in own_scores.own_scores(a_round.id, cast.okafor.id).characteristics),
        tuple(one.characteristic.id for one in guest),
        tuple(one.id for one in turn),
    }


def test_what_is_added_later_is_asked_only_by_the_next_round(cast, autumn):
    (before,) = asked_everywhere(cast, autumn)
    added = characteristics.add_characteristic("Punctuality")
    assert asked_everywhere(cast, autumn) == {before}
    assert asked_everywhere(cast, open_round(cast, "Spring")) == {(*before, added.id)}


def test_a_part_that_is_chosen_later_is_the_next_rounds(cast, autumn):
    (before,) = asked_everywhere(cast, autumn)
    asking.choose_for_cohort(cast.kestrels.id, before[:2])
    assert asked_everywhere(cast, autumn) == {before}
    assert asked_everywhere(cast, open_round(cast, "Spring")) == {before[:2]}


def test_a_line_that_is_retired_later_stays_in_the_round_that_began_with_it(cast, autumn):
    (before,) = asked_everywhere(cast, autumn)
    characteristics.retire_characteristic(before[0], TODAY)
    assert asked_everywhere(cast, autumn) == {before}
    assert asked_everywhere(cast, open_round(cast, "Spring")) == {before[1:]}


def test_a_retired_line_is_kept_or_taken_out_by_hand_and_stays_where_it_was_scored(cast, autumn):
    (before,) = asked_everywhere(cast, autumn)
    characteristics.retire_characteristic(before[0], TODAY)
    planning.list_in_round(autumn.id, before)
    assert asked_everywhere(cast, autumn) == {before}
    give(cast, autumn, "professional", None, Attendance=4)
    planning.list_in_round(autumn.id, before[2:])
    assert "Attendance" in names(line.characteristic for line in score_card.score_card(cast.amina.id, autumn.id).rows)
    assert "Attendance" not in names(asking.characteristics_in(autumn.id, cast.kestrels.id))


def test_other_lines_can_be_chosen_while_it_runs(cast, autumn):
    (before,) = asked_everywhere(cast, autumn)
    added = characteristics.add_characteristic("Punctuality")
    planning.list_in_round(autumn.id, [before[1], added.id])
    assert asked_everywhere(cast, autumn) == {(before[1], added.id)}


def test_what_is_not_on_the_list_cannot_be_chosen(cast, autumn):
    with pytest.raises(characteristics.NoSuchCharacteristic):
        planning.list_in_round(autumn.id, [999])


def test_a_round_that_began_before_there_was_a_list_asks_the_list_as_it_stands(cast):
    early = open_round(cast)
    ask_the_seed()
    assert asked_everywhere(cast, early) == {tuple(one.id for one in characteristics.characteristics())}


def test_name_focus_and_date_can_be_corrected(cast, autumn):
    asks = {"question_set_id": None, "card_sort": "", "tells_news": True}
    kept = planning.change_round(autumn.id, " Summer ", "Swimming", TODAY, **asks)
    assert (kept.name, kept.focus, kept.about, kept.opened_on) == ("Summer", "Swimming", "Swimming", TODAY)
    assert planning.change_round(autumn.id, "Summer", "", TODAY, **asks).about == ""
    open_round(cast, "Spring")
    with pytest.raises(planning.RoundNameTaken):
        planning.change_round(autumn.id, "spring", "", TODAY, **asks)
