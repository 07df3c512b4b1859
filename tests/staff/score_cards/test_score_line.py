"""Where marks are on the 0-10 line: in their true place, with none hidden by another."""

from datetime import date

import pytest

from staff.score_line import draw, points, TOO_NEAR, x_of

SIZE = 19  # a mark's width in the drawing


def test_ticks_stand_under_the_cells_of_a_rail_of_eleven():
    assert [x_of(score) for score in (0, 5, 10)] == [25, 275, 525]


@pytest.mark.parametrize(
    "marks",
    [
        {"professional": 8, "pupil": 8},
        {"professional": 8, "pupil": 8, "parent": 8, "community": 8},
        {"professional": 7.3, "pupil": 7, "parent": 7.6},
        {"professional": 0, "pupil": 0, "parent": 10},
    ],
)
def test_marks_that_coincide_do_not_hide_each_other(marks):
    placed = draw(marks).marks
    apart = [
        max(abs(mark.x - other.x), abs(mark.y - other.y))
        for mark in placed
        for other in placed
        if mark.view < other.view
    ]
    assert len(placed) == len(marks)
    assert min(apart) >= SIZE


def test_a_stacked_mark_keeps_its_true_place_along_the_line():
    assert {mark.x for mark in draw({"professional": 8, "pupil": 8}).marks} == {x_of(8)}


def test_marks_that_stand_apart_stay_on_the_line():
    drawing = draw({"professional": 3, "pupil": 3 + TOO_NEAR})
    assert {mark.y for mark in drawing.marks} == {drawing.middle}


def test_every_mark_lies_inside_the_drawing():
    drawing = draw(dict.fromkeys(("professional", "pupil", "parent", "community"), 5))
    assert all(10 <= mark.y <= drawing.height - 10 for mark in drawing.marks)


def test_the_gap_reaches_from_the_lowest_to_the_highest_view():
    drawing = draw({"professional": 3, "pupil": 7, "parent": 2}, 4)
    assert (drawing.low, drawing.high, drawing.average) == (x_of(2), x_of(7), x_of(4))


def test_one_view_alone_has_neither_gap_nor_average_stroke():
    drawing = draw({"pupil": 0}, 0)
    assert (drawing.low, drawing.high, drawing.average) == (None, None, None)
    assert drawing.marks[0].x == x_of(0)


def test_nothing_given_draws_no_mark():
    assert draw({}).marks == ()


def test_the_distance_between_two_points_is_the_time_between_them():
    first, second, third = points([(date(2026, 9, 1), 4), (date(2026, 9, 11), 0), (date(2026, 10, 11), 10)])
    assert third.x - second.x == pytest.approx(3 * (second.x - first.x), abs=0.3)
    assert second.y > first.y > third.y


def test_points_of_one_day_alone_are_drawn():
    assert len(points([(date(2026, 9, 1), 4)])) == 1
    assert points([]) == ()
