"""The grid filtered, in order, and as a table that no spreadsheet takes for formulas."""

from dataclasses import replace
from datetime import date

import pytest

from learning.people.pupils import Pupil
from learning.rounds.characteristics import Characteristic
from learning.rounds.rounds import Round
from learning.score_cards.filtered_grid import filter_grid, GridFilter, harmless, table
from learning.score_cards.grid import Cell, Grid, GridRow

ROUND = Round(1, 1, "All", "Autumn", "learning in general", date(2026, 9, 1), None, None, "", True)
COLUMNS = tuple(Characteristic(number, name, name, "", "", number, None) for number, name in ((1, "One"), (2, "Two")))


def row(name, first, second, year="Year 5", class_name="Kestrels"):
    forename, surname = name.split()
    return GridRow(Pupil(1, name, forename, surname, year, class_name, "", None), (first, second))


LOW, HIGH, BLANK = Cell(0, None, True, -4, "lower"), Cell(9, None, False, 1, "too small to tell"), Cell()
AVERAGE = Cell(None, 4.5)
GRID = Grid(
    ROUND,
    COLUMNS,
    (
        row("Dan Moss", BLANK, BLANK),
        row("Amy Abel", HIGH, BLANK),
        row("Ben Bee", LOW, LOW, "Year 6", "Owls"),
        row("Cat Cole", AVERAGE, LOW),
    ),
    3,
)


def names(**chosen) -> list[str]:
    return [row.pupil.called for row in filter_grid(GRID, GridFilter(**chosen)).rows]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("surname", ["Amy", "Ben", "Cat", "Dan"]),
        ("priorities", ["Ben", "Cat", "Amy", "Dan"]),
        ("low", ["Ben", "Cat", "Amy", "Dan"]),
        ("high", ["Amy", "Cat", "Ben", "Dan"]),
        ("change", ["Ben", "Cat", "Amy", "Dan"]),
        ("nonsense", ["Amy", "Ben", "Cat", "Dan"]),
    ],
)
def test_rows_come_in_the_chosen_order_with_blanks_last(order, expected):
    assert names(order=order) == expected


def test_years_classes_and_priorities_filter_the_rows(store):
    assert names(year="Year 6") == ["Ben"]
    assert names(class_name="Kestrels", priorities_only=True) == ["Cat"]
    assert filter_grid(GRID, GridFilter(year="Year 6")).priorities == 2


def test_only_one_characteristic_can_be_shown(store):
    only = filter_grid(GRID, GridFilter("low", characteristic_id=1))
    assert [column.name for column in only.characteristics] == ["One"]
    assert [row.pupil.called for row in only.rows] == ["Ben", "Cat", "Amy", "Dan"]
    assert only.priorities == 1


def test_a_characteristic_that_the_grid_does_not_have_changes_nothing(store):
    assert filter_grid(GRID, GridFilter(characteristic_id=99)).characteristics == COLUMNS


def test_in_the_table_0_is_0_and_not_given_is_none(store):
    head, amy, ben, cat, dan = table(filter_grid(GRID, GridFilter()))
    parts = ("", " (average)", " (change)")
    assert head == [
        "Pupil",
        "Year",
        "Class",
        *[f"One{part}" for part in parts],
        *[f"Two{part}" for part in parts],
        "Priorities",
    ]
    assert (amy[3:5], ben[3:5], cat[3:5], dan[3:5]) == ([9, None], [0, None], [None, 4.5], [None, None])
    assert [row[6] for row in (amy, ben, cat, dan)] == [None, 0, 0, None]


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", " =", "\u00a0=", "\u3000+"]
)
def test_no_text_starts_a_formula(start):
    assert harmless(f"{start}cmd()") == f"'{start}cmd()"


@pytest.mark.parametrize("same", ["Amina Yusuf", "O'Neil", "", " ", 0, 7, None, "4-6"])
def test_other_text_and_numbers_stay(same):
    assert harmless(same) == same


def test_widest_gap_first_and_without_a_gap_last():
    wide, narrow = Cell(5, gap=6.0), Cell(None, 4.0, gap=1.5)
    grid = replace(GRID, rows=(row("Amy Abel", HIGH, BLANK), row("Ben Bee", narrow, BLANK), row("Cat Cole", LOW, wide)))
    assert [row.pupil.called for row in filter_grid(grid, GridFilter(order="gap")).rows] == ["Cat", "Ben", "Amy"]


def test_the_spreadsheet_has_each_gap_beside_its_score():
    grid = replace(GRID, rows=(row("Amy Abel", Cell(5, gap=6.0), BLANK),))
    head, amy = table(grid)
    assert head[3:7] == ["One", "One (gap)", "Two", "Two (gap)"]
    assert amy[3:7] == [5, 6.0, None, None]
