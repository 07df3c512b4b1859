"""The score card: views, averages and gaps."""

from fractions import Fraction
from itertools import count

import pytest
from hypothesis import given, HealthCheck, settings, strategies as st

from learning.core.scale import ScoreOutsideScale
from learning.invitations import guests, paper
from learning.people import members
from learning.rounds import characteristics, ready_lists
from learning.rounds.rounds import NoSuchRound, VIEWS
from learning.score_cards import giving, opinions, score_card
from learning.score_cards.giving import GiverMissing, NoScoreGiven, NoSuchView, OpinionClosed
from learning.score_cards.grid import cohort_grid
from tests.cast import NOW, TODAY
from tests.chain import agree, ask_the_seed, begin_as_guest, give, invite, open_room, open_round, visit_and_finish


@pytest.fixture
def autumn(cast):
    """A round of Kestrels on the seed's characteristics."""
    ask_the_seed()
    return open_round(cast)


def lines(cast, autumn, order="school"):
    """The lines of Amina's score card by characteristic."""
    return {line.characteristic.name: line for line in score_card.score_card(cast.amina.id, autumn.id, order).rows}


def test_the_list_begins_with_the_seeds_four(store):
    ready_lists.add_seed_characteristics()
    names = [one.name for one in characteristics.characteristics()]
    assert names == ["Learning skills", "Attendance", "Resilience", "High self-esteem"]


def test_the_seeds_table_of_step_1(cast, autumn):
    """R35: averages 4, 2, 3 and 4, from views that give them."""
    for view, scores in {"professional": (4, 1, 3, 5), "parent": (5, 2, 3, 4)}.items():
        names = ("Learning_skills", "Attendance", "Resilience", "High_self-esteem")
        give(cast, autumn, view, None, **dict(zip(names, scores, strict=True)))
    open_room(cast, autumn, journal=False)
    visit_and_finish(cast, score="3")
    assert [line.average for line in lines(cast, autumn).values()] == [4, 2, 3, 4]


def test_three_professionals_do_not_outvote_one_pupil(cast, autumn):
    for member in (cast.okafor, cast.lead, cast.price):
        give(cast, autumn, "professional", 2, member=member)
    give(cast, autumn, "parent", 8)
    line = lines(cast, autumn)["Resilience"]
    assert (line.view_scores, line.average, line.views) == ({"professional": 2, "parent": 8}, 5, 2)


def test_zero_counts_and_not_given_does_not(cast, autumn):
    give(cast, autumn, "professional", None, Resilience=0)
    give(cast, autumn, "parent", None, Resilience=4, Attendance=6)
    found = lines(cast, autumn)
    assert found["Resilience"].average == 2
    assert found["Attendance"].view_scores == {"parent": 6}
    assert found["Learning skills"].average is None


def test_the_gap_is_between_the_views(cast, autumn):
    give(cast, autumn, "professional", 3)
    assert lines(cast, autumn)["Resilience"].gap is None
    give(cast, autumn, "parent", 8)
    assert lines(cast, autumn)["Resilience"].gap == 5


def test_the_widest_gap_comes_first(cast, autumn):
    give(cast, autumn, "professional", None, Resilience=9, Attendance=5)
    give(cast, autumn, "parent", None, Resilience=1, Attendance=4, Learning_skills=2)
    assert list(lines(cast, autumn, "widest"))[:2] == ["Resilience", "Attendance"]


def test_the_lowest_average_comes_first_and_blanks_last(cast, autumn):
    give(cast, autumn, "professional", None, Resilience=9, Attendance=0)
    assert list(lines(cast, autumn, "lowest"))[:2] == ["Attendance", "Resilience"]


def test_the_pupils_own_view_comes_from_the_tablet(cast, autumn):
    open_room(cast, autumn, journal=False)
    visit_and_finish(cast, score="10")
    assert lines(cast, autumn)["Attendance"].view_scores == {"pupil": 10}


def test_giving_an_opinion_again_replaces_it(cast, autumn):
    give(cast, autumn, "professional", 3)
    give(cast, autumn, "professional", 6)
    card = score_card.score_card(cast.amina.id, autumn.id)
    assert card.counts["professional"] == 1
    assert card.rows[0].average == 6


def test_two_parents_have_two_opinions(cast, autumn):
    give(cast, autumn, "parent", 3, by="Mrs Yusuf")
    give(cast, autumn, "parent", 6, by="Mr  Yusuf ")
    give(cast, autumn, "parent", 7, by="mr yusuf")
    card = score_card.score_card(cast.amina.id, autumn.id)
    assert (card.counts["parent"], card.rows[0].average) == (2, 5)


def test_ones_own_opinion_is_found_again_and_nobody_elses(cast, autumn):
    give(cast, autumn, "professional", 3)
    own = opinions.own_opinion(cast.amina.id, autumn.id, "professional", cast.okafor.id)
    assert own.scores[characteristics.characteristics()[0].id].score == 3
    assert opinions.own_opinion(cast.amina.id, autumn.id, "professional", cast.lead.id) is None


def test_the_reasons_stay_with_the_score(cast, autumn):
    first = characteristics.characteristics()[0]
    score = opinions.Score(first.id, 0, " because ", "time", "book")
    okafor = giving.Giver("professional", "Ms Okafor", "", cast.okafor.id)
    giving.give_opinion(cast.amina.id, autumn.id, okafor, [score], on=TODAY, now=NOW)
    ((opinion, kept),) = lines(cast, autumn)["Learning skills"].opinions
    assert (opinion.by, kept.score, kept.why, kept.improve, kept.evidence) == (
        "Ms Okafor",
        0,
        "because",
        "time",
        "book",
    )


def test_the_agreed_score_stands_beside_the_average(cast, autumn):
    give(cast, autumn, "professional", 3)
    agree(cast, autumn, 5)
    line = lines(cast, autumn)["Resilience"]
    assert (line.average, line.agreed) == (3, 5)


def test_a_retired_characteristic_stays_on_the_round_that_used_it(cast, autumn):
    give(cast, autumn, "professional", 3)
    characteristics.retire_characteristic(characteristics.characteristics()[0].id, TODAY)
    assert "Learning skills" in lines(cast, autumn)
    assert "Learning skills" not in lines(cast, open_round(cast, "Spring"))


def test_an_opinion_without_a_score_is_refused(cast, autumn):
    with pytest.raises(NoScoreGiven):
        give(cast, autumn, "parent", None)


def test_an_opinion_needs_its_giver(cast, autumn):
    with pytest.raises(GiverMissing):
        give(cast, autumn, "parent", 4, by=" ")


@pytest.mark.parametrize("view", ["pupil", "governor"])
def test_staff_give_no_opinion_in_the_pupils_name(cast, autumn, view):
    with pytest.raises(NoSuchView):
        give(cast, autumn, view, 4)


@pytest.mark.parametrize("score", ["11", "-1", "ten"])
def test_a_score_outside_the_scale_keeps_nothing(cast, autumn, score):
    with pytest.raises(ScoreOutsideScale):
        give(cast, autumn, "parent", 4, Resilience=score)
    assert score_card.score_card(cast.amina.id, autumn.id).counts["parent"] == 0


def test_a_round_of_another_cohort_is_not_this_pupils(cast, autumn):
    with pytest.raises(NoSuchRound):
        give(cast, open_round(cast, cohort=cast.ospreys), "parent", 4)


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
        typed = [opinions.Score(one.id, by_name[one.name.replace(" ", "_")]) for one in listed]
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


def marks_of(kept, column):
    """The mean of each view's scores, in fractions."""
    marks = {}
    for view in VIEWS:
        scores = [scores[column] for (one, *_), scores in kept.items() if one == view and scores[column] is not None]
        if scores:
            marks[view] = Fraction(sum(scores), len(scores))
    return marks


# Slow, because each of its examples fills a round of its own.
@given(said=OPINIONS, retired=st.none() | st.integers(0, 3))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_averages_and_gaps_agree_with_an_obvious_reckoning(cast, said, retired):
    ask_the_seed()
    a_round, kept = open_round(cast, f"Round {next(NUMBERS)}"), {}
    for number, (view, scores) in enumerate(said):
        if view == "guest who sends nothing":
            answer_without_sending(cast, a_round, scores, number)
        elif any(score is not None for score in scores):
            kept[give_one(cast, a_round, view, scores, number)] = scores
    listed = sorted(characteristics.characteristics(), key=lambda one: NAMES.index(one.name.replace(" ", "_")))
    if retired is not None:
        characteristics.retire_characteristic(listed[retired].id, TODAY)
    try:
        lines = score_card.score_card(cast.amina.id, a_round.id).rows
        rows = cohort_grid(a_round.id, with_gaps=True).rows
        cells = next(row for row in rows if row.pupil == cast.amina).cells
    finally:
        if retired is not None:
            characteristics.restore_characteristic(listed[retired].id)
    assert {line.characteristic.id for line in lines} == {one.id for one in listed}  # a round keeps its lines
    shown = [cell for cell in cells if cell.average is not None]
    for line in lines:
        marks = marks_of(kept, [one.id for one in listed].index(line.characteristic.id))
        assert {view: Fraction(mark).limit_denominator(1000) for view, mark in line.view_scores.items()} == marks
        assert line.views == len(marks)
        average = pytest.approx(float(sum(marks.values()) / len(marks))) if marks else None
        gap = pytest.approx(float(max(marks.values()) - min(marks.values()))) if len(marks) > 1 else None
        assert (line.average, line.gap) == (average, gap)
        if marks:
            cell = shown.pop(0)
            assert (cell.average, cell.gap) == (average, gap)
    assert shown == []


def test_what_was_said_before_the_team_agreed_stays(cast, autumn):
    give(cast, autumn, "parent", 4)
    agree(cast, autumn, 4)
    with pytest.raises(OpinionClosed, match="Mrs Yusuf"):
        give(cast, autumn, "parent", 9)
    assert lines(cast, autumn)["Resilience"].view_scores == {"parent": 4}


def test_somebody_who_was_late_is_still_heard_after_the_team_agreed(cast, autumn):
    agree(cast, autumn, 4)
    give(cast, autumn, "parent", 9)
    assert lines(cast, autumn)["Resilience"].view_scores == {"parent": 9}


def test_scores_of_a_line_that_is_asked_no_more_stay_when_the_others_are_changed(cast, autumn):
    give(cast, autumn, "professional", 6)
    kept, *_ = characteristics.characteristics()
    changed = [opinions.Score(kept.id, 2)]
    okafor = giving.Giver("professional", cast.okafor.name, "", cast.okafor.id)
    opinion = giving.give_opinion(cast.amina.id, autumn.id, okafor, changed, on=TODAY, now=NOW)
    assert sorted(score.score for score in opinion.scores.values()) == [2, 6, 6, 6]


def test_an_opinion_is_replaced_only_by_whoever_has_seen_it(cast, autumn):
    def say(number, seen):
        scores = [opinions.Score(characteristics.characteristics()[0].id, number)]
        parent = giving.Giver("parent", "Mrs Yusuf", "", cast.okafor.id)
        return giving.give_opinion(cast.amina.id, autumn.id, parent, scores, on=TODAY, now=NOW, seen=seen)

    first = say(1, "")
    with pytest.raises(giving.OpinionChanged):
        say(5, "")
    assert say(5, opinions.version_of(first)).scores.popitem()[1].score == 5


def test_a_score_that_is_changed_tells_what_stood_there_before(cast, autumn):
    for number in (5, 5, 7, 9):
        opinion = give(cast, autumn, "professional", number)
    assert {score.before for score in opinion.scores.values()} == {"5, 7"}
