"""The cohort's grid: what it shows, filtered, in order, and as a spreadsheet."""

import sys
from io import BytesIO

import pytest
from openpyxl import load_workbook

from staff.downloads import OpenpyxlMissing
from tests.cast import bring_pupils, pupil_row
from tests.chain import agree, ask_the_seed, give, open_round
from tests.page import read_page, words_of


@pytest.fixture
def autumn(cast):
    """A round of Kestrels on the seed's four characteristics."""
    ask_the_seed()
    return open_round(cast)


@pytest.fixture
def okafor(client, cast):
    """Ms Okafor at her desk."""
    return client.sign_in(cast.okafor)


def grid_row(page: str, pupil: str) -> list[str]:
    """The words in the cells of a pupil's row."""
    for row in read_page(page).iter("tr"):
        if [words_of(cell) for cell in row.findall("th")] == [pupil]:
            return [words_of(cell) for cell in row.findall("td")]
    raise AssertionError(f"no row {pupil}")


def test_step_two_of_the_seed_as_a_grid(okafor, cast, autumn):
    agree(cast, autumn, 4, Attendance=6)
    page = okafor.get(f"/staff/cohorts/{cast.kestrels.id}/grid").text
    assert [cell.split()[0] for cell in grid_row(page, "Amina Yusuf")] == ["4", "6", "4", "4"]
    assert grid_row(page, "Ben Adeyemi") == ["", "", "", ""]


def test_the_grid_marks_priorities_in_words(okafor, cast, autumn):
    agree(cast, autumn, 5, Resilience=4, Attendance=0)
    row = grid_row(okafor.get(f"/staff/cohorts/{cast.kestrels.id}/grid").text, "Amina Yusuf")
    assert row == ["5", "0 priority", "4 priority", "5"]


def test_an_average_in_the_grid_is_marked_as_one(okafor, cast, autumn):
    give(cast, autumn, "professional", 4)
    give(cast, autumn, "parent", 5)
    row = grid_row(okafor.get(f"/staff/cohorts/{cast.kestrels.id}/grid?averages=1").text, "Amina Yusuf")
    assert row == ["~4.5 average 2 views"] * 4


def test_nobody_sees_others_scores_on_the_grid_before_they_meet(okafor, cast, autumn):
    give(cast, autumn, "parent", 5)
    row = grid_row(okafor.get(f"/staff/cohorts/{cast.kestrels.id}/grid").text, "Amina Yusuf")
    assert row == [""] * 4


def test_the_grid_shows_change_against_the_baseline(okafor, cast, autumn):
    agree(cast, autumn, 5)
    spring = open_round(cast, "Spring")
    agree(cast, spring, 5, Learning_skills=8, Attendance=3, Resilience=6)
    row = grid_row(okafor.get(f"/staff/cohorts/{cast.kestrels.id}/grid?round={spring.id}").text, "Amina Yusuf")
    assert row == ["8 ▲3 better", "3 priority ▼2 lower", "6 +1 too small to tell", "5"]


def test_a_cohort_without_a_round_says_so(okafor, cast):
    page = read_page(okafor.get(f"/staff/cohorts/{cast.kestrels.id}/grid").text)
    assert page.find(".//div[@class='empty']") is not None and page.find(".//table") is None


@pytest.fixture
def grid(cast, autumn):
    """The path of Kestrels' grid: Amina has a priority, Ben has none."""
    agree(cast, autumn, 6, Resilience=0)
    agree(cast, autumn, 8, pupil=cast.ben)
    return f"/staff/cohorts/{cast.kestrels.id}/grid"


def shown(browser, path: str) -> list[str]:
    """The pupils of a grid in their order."""
    table = next(read_page(browser.get(path).text).iter("tbody"))
    return [words_of(row.find("th")) for row in table.iter("tr")]


def test_the_grid_is_ordered_and_filtered_by_its_address(okafor, grid):
    assert shown(okafor, grid) == ["Ben Adeyemi", "Amina Yusuf"]
    assert shown(okafor, f"{grid}?order=low") == ["Amina Yusuf", "Ben Adeyemi"]
    assert shown(okafor, f"{grid}?order=surname&priorities=y") == ["Amina Yusuf"]


@pytest.mark.parametrize("query", ["order=secret", "order=low&year=Year+99", "order=low&characteristic=x", "round=x"])
def test_an_address_that_makes_no_sense_shows_the_whole_grid(okafor, grid, query):
    assert len(shown(okafor, f"{grid}?{query}")) == 2


def test_the_spreadsheet_holds_exactly_what_is_shown(okafor, grid):
    answer = okafor.get(f"{grid}.csv?order=surname&priorities=y")
    assert answer.mimetype == "text/csv" and answer.data.startswith(b"\xef\xbb\xbf")
    head, amina = answer.data.decode("utf-8-sig").splitlines()
    assert head == "Pupil,Year,Class,Learning skills,Attendance,Resilience,High self-esteem,Priorities"
    assert amina == "Amina Yusuf,Year 5,Kestrels,6,6,0,6,1"


def test_a_name_that_is_a_formula_is_text_in_the_spreadsheet(okafor, cast, grid):
    bring_pupils(pupil_row(forename="=1+1", surname="Zed"))
    assert "'=1+1 Zed" in okafor.get(f"{grid}.csv").data.decode("utf-8-sig")


def test_the_excel_file_holds_the_same_and_numbers_are_numbers(okafor, cast, grid):
    bring_pupils(pupil_row(forename="=1+1", surname="Zed"))
    book = load_workbook(BytesIO(okafor.get(f"{grid}.xlsx?order=low").data))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[1] == ("Amina Yusuf", "Year 5", "Kestrels", 6, 6, 0, 6, 1)
    assert rows[3] == ("'=1+1 Zed", "Year 5", "Kestrels", None, None, None, None, 0)
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n"}


def test_a_letter_that_excel_cannot_hold_is_left_out_of_a_name(okafor, cast, grid):
    bring_pupils(pupil_row(forename="Zo\x0be", surname="Zed"))
    book = load_workbook(BytesIO(okafor.get(f"{grid}.xlsx").data))
    assert "Zoe Zed" in [row[0] for row in book.active.iter_rows(values_only=True)]


def test_without_its_package_excel_is_refused_with_the_reason(okafor, grid, monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    answer = okafor.get(f"{grid}.xlsx")
    assert answer.status_code == 501 and OpenpyxlMissing.msgid in answer.text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_another_tutor_gets_no_spreadsheet(client, cast, grid, kind):
    assert client.sign_in(cast.price).get(f"{grid}.{kind}").status_code == 404


def test_the_grid_says_how_many_averages_are_hidden_and_shows_them_on_request(okafor, cast, autumn):
    give(cast, autumn, "parent", 7)
    grid = f"/staff/cohorts/{autumn.cohort_id}/grid?round={autumn.id}&averages=1"
    page = okafor.get(grid).text
    assert 'class="flash acts"' in page and "~7.0" not in page
    assert "~7.0" in okafor.get(f"{grid}&show=1").text
    assert "7.0" not in okafor.get(grid.replace("/grid?", "/grid.csv?")).text


def test_a_filter_that_matches_nobody_says_so(okafor, cast, autumn):
    page = okafor.get(f"/staff/cohorts/{autumn.cohort_id}/grid?round={autumn.id}&order=surname&priorities=y").text
    assert 'class="empty"' in page and "<table" not in page


def test_rows_of_a_whole_school_are_laid_out_separately_and_say_what_they_are(okafor, cast, autumn):
    grid = f"/staff/cohorts/{autumn.cohort_id}/grid?round={autumn.id}"
    assert 'role="rowheader"' not in okafor.get(grid).text
    bring_pupils(*[pupil_row(forename=f"Pupil{number}") for number in range(201)])
    page = okafor.get(grid).text
    assert '<div class="grid many"' in page and page.count('role="rowheader"') == page.count('<th scope="row"') > 200
