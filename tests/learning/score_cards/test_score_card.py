"""The score card: views, averages and gaps."""

from fractions import Fraction
from itertools import count

import pytest
from hypothesis import given, HealthCheck, settings, strategies as st

from learning.invitations import guests, paper
from learning.people import members
from learning.rounds import characteristics, ready_lists
from learning.rounds.rounds import VIEWS
from learning.score_cards import opinions, score_card
from learning.score_cards.grid import cohort_grid
from tests.cast import NOW, TODAY
from tests.chain import agree, ask_the_seed, begin_as_guest, give, invite, open_room, open_round, visit_and_finish


@pytest.fixture
def autumn(cast):
    """A round of Kestrels on the seed's characteristics."""
    ask_the_seed()
    return open_round(cast)


def rows(cast, autumn, order="school"):
    """The rows of Amina's score card by characteristic."""
    return {row.characteristic.name: row for row in score_card.score_card(cast.amina.id, autumn.id, order).rows}


def test_the_list_begins_with_the_seeds_four(store):
    ready_lists.add_seed_characteristics()
    names = [each.name for each in characteristics.characteristics()]
    assert names == ["Learning skills", "Attendance", "Resilience", "High self-esteem"]


def test_the_seeds_table_of_step_1(cast, autumn):
    """R35: averages 4, 2, 3 and 4, from views that give them."""
    for view, scores in {"professional": (4, 1, 3, 5), "parent": (5, 2, 3, 4)}.items():
        names = ("Learning_skills", "Attendance", "Resilience", "High_self-esteem")
        give(cast, autumn, view, None, **dict(zip(names, scores, strict=True)))
    open_room(cast, autumn, journal=False)
    visit_and_finish(cast, score="3")
    assert [row.average for row in rows(cast, autumn).values()] == [4, 2, 3, 4]


def test_three_professionals_do_not_outvote_one_pupil(cast, autumn):
    for member in (cast.okafor, cast.lead, cast.price):
        give(cast, autumn, "professional", 2, member=member)
    give(cast, autumn, "parent", 8)
    row = rows(cast, autumn)["Resilience"]
    assert (row.view_scores, row.average, row.views) == ({"professional": 2, "parent": 8}, 5, 2)


def test_zero_counts_and_not_given_does_not(cast, autumn):
    give(cast, autumn, "professional", None, Resilience=0)
    give(cast, autumn, "parent", None, Resilience=4, Attendance=6)
    found = rows(cast, autumn)
    assert found["Resilience"].average == 2
    assert found["Attendance"].view_scores == {"parent": 6}
    assert found["Learning skills"].average is None


def test_the_gap_is_between_the_views(cast, autumn):
    give(cast, autumn, "professional", 3)
    assert rows(cast, autumn)["Resilience"].gap is None
    give(cast, autumn, "parent", 8)
    assert rows(cast, autumn)["Resilience"].gap == 5


def test_the_widest_gap_comes_first(cast, autumn):
    give(cast, autumn, "professional", None, Resilience=9, Attendance=5)
    give(cast, autumn, "parent", None, Resilience=1, Attendance=4, Learning_skills=2)
    assert list(rows(cast, autumn, "widest"))[:2] == ["Resilience", "Attendance"]


def test_the_lowest_average_comes_first_and_blanks_last(cast, autumn):
    give(cast, autumn, "professional", None, Resilience=9, Attendance=0)
    assert list(rows(cast, autumn, "lowest"))[:2] == ["Attendance", "Resilience"]


def test_the_pupils_own_view_comes_from_the_tablet(cast, autumn):
    open_room(cast, autumn, journal=False)
    visit_and_finish(cast, score="10")
    assert rows(cast, autumn)["Attendance"].view_scores == {"pupil": 10}


def test_the_agreed_score_stands_beside_the_average(cast, autumn):
    give(cast, autumn, "professional", 3)
    agree(cast, autumn, 5)
    row = rows(cast, autumn)["Resilience"]
    assert (row.average, row.agreed) == (3, 5)


def test_a_retired_characteristic_stays_on_the_round_that_used_it(cast, autumn):
    give(cast, autumn, "professional", 3)
    characteristics.retire_characteristic(characteristics.characteristics()[0].id, TODAY)
    assert "Learning skills" in rows(cast, autumn)
    assert "Learning skills" not in rows(cast, open_round(cast, "Spring"))


NUMBERS = count(1)  # a round of its own for each example


NAMES = ("Learning_skills", "Attendance", "Resilience", "High_self-esteem")


OPINIONS = st.lists(
    st.tuples(
        st.sampled_from(["professional", "pupil", "parent", "community", "guest who sends nothing"]),
        st.lists(st.none() | st.integers(0, 10), min_size=4, max_size=4),
    ),
    max_size=8,
)


def give_one(cast, a_round, view, scores, number):
    """One opinion of a random round, and whose it is: four professionals, one pupil, everybody else once."""
    member, by_name = members.members()[number % 4], dict(zip(NAMES, scores, strict=True))
    if view == "pupil":
        listed = characteristics.characteristics()
        typed = [opinions.Score(each.id, by_name[each.name.replace(" ", "_")]) for each in listed]
        paper.type_in_scores(cast.amina.id, a_round.id, typed, on=TODAY, member_id=member.id, now=NOW)
        return ("pupil",)
    give(cast, a_round, view, None, member=member, by=f"giver {number}", **by_name)
    return (view, member.id) if view == "professional" else (view, number)


def answer_without_sending(cast, a_round, scores, number):
    """A parent's invitation, begun and not sent: it must count nowhere."""
    invitation = begin_as_guest(invite(cast, a_round, to=f"guest {number}"), f"guest {number}")
    for step, score in zip(guests.steps_of(invitation), scores, strict=True):
        if score is not None:
            typed = {"score": str(score), "why": "", "improve": "", "evidence": ""}
            guests.save_guest_answer(invitation.id, step.characteristic.id, "next", typed, now=NOW, today=TODAY)


def view_scores_of(saved, column):
    """The mean of each view's scores, in fractions."""
    view_scores = {}
    for view in VIEWS:
        scores = [scores[column] for (each, *_), scores in saved.items() if each == view and scores[column] is not None]
        if scores:
            view_scores[view] = Fraction(sum(scores), len(scores))
    return view_scores


# Slow, because each of its examples fills a round of its own.
@given(typed=OPINIONS, retired=st.none() | st.integers(0, 3))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_averages_and_gaps_agree_with_an_obvious_reckoning(cast, typed, retired):
    ask_the_seed()
    a_round, saved = open_round(cast, f"Round {next(NUMBERS)}"), {}
    for number, (view, scores) in enumerate(typed):
        if view == "guest who sends nothing":
            answer_without_sending(cast, a_round, scores, number)
        elif any(score is not None for score in scores):
            saved[give_one(cast, a_round, view, scores, number)] = scores
    listed = sorted(characteristics.characteristics(), key=lambda each: NAMES.index(each.name.replace(" ", "_")))
    if retired is not None:
        characteristics.retire_characteristic(listed[retired].id, TODAY)
    try:
        card_rows = score_card.score_card(cast.amina.id, a_round.id).rows
        grid_rows = cohort_grid(a_round.id, with_gaps=True).rows
        cells = next(row.cells for row in grid_rows if row.pupil == cast.amina)
    finally:
        if retired is not None:
            characteristics.restore_characteristic(listed[retired].id)
    assert {row.characteristic.id for row in card_rows} == {
        each.id for each in listed
    }  # a round keeps its characteristics
    shown = [cell for cell in cells if cell.average is not None]
    for row in card_rows:
        view_scores = view_scores_of(saved, [each.id for each in listed].index(row.characteristic.id))
        assert {view: Fraction(score).limit_denominator(1000) for view, score in row.view_scores.items()} == view_scores
        assert row.views == len(view_scores)
        average = pytest.approx(float(sum(view_scores.values()) / len(view_scores))) if view_scores else None
        gap = (
            pytest.approx(float(max(view_scores.values()) - min(view_scores.values())))
            if len(view_scores) > 1
            else None
        )
        assert (row.average, row.gap) == (average, gap)
        if view_scores:
            cell = shown.pop(0)
            assert (cell.average, cell.gap) == (average, gap)
    assert shown == []
