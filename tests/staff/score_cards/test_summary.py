"""Agreeing the scores, the versions of a summary, and the cohort's grid."""

import sys
from io import BytesIO

import pytest
from openpyxl import load_workbook

from learning.rounds import characteristics
from learning.score_cards import giving, meeting, opinions, summaries
from tests.cast import bring_pupils, NOW, pupil_row, TODAY
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


def agreeing(cast, a_round) -> str:
    """The page on which Amina's scores are agreed, for somebody who asked to see the others' without scoring."""
    return f"/staff/pupils/{cast.amina.id}/summary/{a_round.id}?show=1"


def fill_in(browser, path: str, typed: dict | None = None):
    """Send the form of a page as it stands, with what is typed."""
    return browser.submit(path, typed, to=path.partition("?")[0])


def scores(**named) -> dict[str, str]:
    """The fields of agreed scores and reasons: scores(Resilience=(3, "they talked"))."""
    sent = {}
    for one in characteristics.characteristics():
        score, reason = named.get(one.name.replace(" ", "_"), ("", ""))
        sent |= {f"score_{one.id}": str(score), f"reason_{one.id}": reason}
    return sent


def grid_row(page: str, pupil: str) -> list[str]:
    """The words in the cells of a pupil's row."""
    for row in read_page(page).iter("tr"):
        if [words_of(cell) for cell in row.findall("th")] == [pupil]:
            return [words_of(cell) for cell in row.findall("td")]
    raise AssertionError(f"no row {pupil}")


def test_the_first_agreed_summary_is_the_baseline(okafor, cast, autumn):
    sent = {**scores(Resilience=(0, "")), "taking_part": "Ms Okafor, Amina"}
    assert fill_in(okafor, agreeing(cast, autumn), sent).status_code == 303
    kept = summaries.current_summary(cast.amina.id, autumn.id)
    assert (kept.is_baseline, kept.agreed_on, [one.score for one in kept.scores]) == (True, TODAY, [0])


def test_the_rounded_average_is_proposed_and_not_chosen(okafor, cast, autumn):
    give(cast, autumn, "professional", 4)
    give(cast, autumn, "parent", 5)
    page = read_page(okafor.get(agreeing(cast, autumn)).text)
    proposed = [label.find("input") for label in page.iter("label") if label.get("class") == "proposed"]
    assert [field.get("value") for field in proposed] == ["5"] * 4
    assert not [field for field in proposed if field.get("checked") is not None]


def test_the_averages_can_be_taken_to_begin_with(okafor, cast, autumn):
    give(cast, autumn, "professional", 6)
    assert fill_in(okafor, agreeing(cast, autumn) + "&from=average", {"taking_part": "All"}).status_code == 303
    kept = summaries.current_summary(cast.amina.id, autumn.id)
    assert ([one.score for one in kept.scores], kept.how) == ([6] * 4, "average")


def test_a_score_apart_from_the_average_needs_a_reason_beside_its_line(okafor, cast, autumn):
    give(cast, autumn, "professional", 6)
    sent = {**scores(Resilience=(3, ""), Attendance=(6, "")), "taking_part": "Ms Okafor", "notes": "We talked long."}
    refused = fill_in(okafor, agreeing(cast, autumn), sent)
    assert refused.status_code == 422
    assert "Reason for Resilience: Say why it differs from the average." in refused.text
    assert "Reason for Attendance: " not in refused.text
    assert "We talked long." in refused.text
    assert summaries.current_summary(cast.amina.id, autumn.id) is None


def test_a_reason_lets_the_team_agree_another_score(okafor, cast, autumn):
    give(cast, autumn, "professional", 6)
    sent = {**scores(Resilience=(3, "Home tells more")), "taking_part": "Ms Okafor"}
    assert fill_in(okafor, agreeing(cast, autumn), sent).status_code == 303
    assert summaries.current_summary(cast.amina.id, autumn.id).scores[0].reason == "Home tells more"


@pytest.mark.parametrize("typed", ["11", "-1", "ten"])
def test_a_bad_agreed_score_keeps_what_was_typed(okafor, cast, autumn, typed):
    sent = {**scores(Resilience=(typed, ""), Attendance=(7, "")), "taking_part": "Ms Okafor"}
    refused = fill_in(okafor, agreeing(cast, autumn), sent)
    assert refused.status_code == 422
    assert f"“{typed}” is not" in refused.text
    attendance = next(one.id for one in characteristics.characteristics() if one.name == "Attendance")
    kept = read_page(refused.text).find(f".//input[@name='score_{attendance}'][@value='7']")
    assert kept.get("checked") is not None


def test_a_summary_is_not_agreed_tomorrow(okafor, cast, autumn):
    sent = {**scores(Resilience=(3, "")), "taking_part": "Ms Okafor", "agreed_on": "2026-11-24"}
    assert fill_in(okafor, agreeing(cast, autumn), sent).status_code == 422


def test_a_correction_is_a_new_version_and_the_old_stays_readable(okafor, cast, autumn):
    agree(cast, autumn, 5, reason="first thought")
    assert "Version 1" in okafor.get(agreeing(cast, autumn)).text
    fill_in(okafor, agreeing(cast, autumn), {**scores(Resilience=(7, "")), "taking_part": "Ms Okafor"})
    page = okafor.get(f"/staff/pupils/{cast.amina.id}/summaries").text
    assert "version 2" in page
    assert "replaced by a later version" in page
    assert "first thought" in page
    new, old = summaries.summaries_of(cast.amina.id)
    assert (new.version, new.is_baseline, old.version, old.is_current) == (2, True, 1, False)


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


def test_the_grid_tells_change_against_the_baseline(okafor, cast, autumn):
    agree(cast, autumn, 5)
    spring = open_round(cast, "Spring")
    agree(cast, spring, 5, Learning_skills=8, Attendance=3, Resilience=6)
    row = grid_row(okafor.get(f"/staff/cohorts/{cast.kestrels.id}/grid?round={spring.id}").text, "Amina Yusuf")
    assert row == ["8 ▲3 better", "3 priority ▼2 lower", "6 +1 too small to tell", "5"]


def test_a_cohort_without_a_round_says_so(okafor, cast):
    assert "No round yet" in okafor.get(f"/staff/cohorts/{cast.kestrels.id}/grid").text


def test_another_summary_becomes_the_baseline_with_two_presses(okafor, cast, autumn):
    agree(cast, autumn, 4)
    second = agree(cast, open_round(cast, "Spring"), 6)
    path = f"/staff/pupils/{cast.amina.id}/summaries"
    okafor.submit(path, to=f"{path}/{second.id}/baseline")
    assert summaries.baseline(cast.amina.id).id == second.id


def test_the_summary_of_another_pupil_is_not_there(okafor, cast, autumn):
    foreign = agree(cast, autumn, 4, pupil=cast.ben)
    path = f"/staff/pupils/{cast.amina.id}/summaries/{foreign.id}/baseline"
    assert okafor.send(path, token_from="/staff/").status_code == 404


def test_who_has_not_scored_sees_nobodys_scores_before_agreeing(okafor, cast, autumn):
    give(cast, autumn, "parent", 9)
    page = okafor.get(agreeing(cast, autumn).partition("?")[0]).text
    assert "Give your own scores first" in page and "average 9" not in page
    assert "average 9" in okafor.get(agreeing(cast, autumn)).text


def test_who_has_scored_agrees_at_once(okafor, cast, autumn):
    give(cast, autumn, "professional", 4)
    assert "average 4" in okafor.get(agreeing(cast, autumn).partition("?")[0]).text


# --- the grid sifted, and as a spreadsheet ------------------------------------------------------------------------


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


def test_the_grid_is_put_in_order_and_sifted_by_its_address(okafor, grid):
    assert shown(okafor, grid) == ["Ben Adeyemi", "Amina Yusuf"]
    assert shown(okafor, f"{grid}?order=low") == ["Amina Yusuf", "Ben Adeyemi"]
    assert shown(okafor, f"{grid}?order=surname&priorities=y") == ["Amina Yusuf"]


@pytest.mark.parametrize("asked", ["order=secret", "order=low&year=Year+99", "order=low&characteristic=x", "round=x"])
def test_an_address_that_makes_no_sense_shows_the_whole_grid(okafor, grid, asked):
    assert len(shown(okafor, f"{grid}?{asked}")) == 2


def test_the_spreadsheet_holds_exactly_what_is_shown(okafor, grid):
    answer = okafor.get(f"{grid}.csv?order=surname&priorities=y")
    assert answer.mimetype == "text/csv" and answer.data.startswith(b"\xef\xbb\xbf")
    head, amina = answer.data.decode("utf-8-sig").splitlines()
    assert head == "Pupil,Year,Class,Learning skills,Attendance,Resilience,High self-esteem,Priorities"
    assert amina == "Amina Yusuf,Year 5,Kestrels,6,6,0,6,1"


def test_a_name_that_is_a_formula_is_none_in_the_spreadsheet(okafor, cast, grid):
    bring_pupils(pupil_row(forename="=1+1", surname="Zed"))
    assert "'=1+1 Zed" in okafor.get(f"{grid}.csv").data.decode("utf-8-sig")


def test_the_excel_file_holds_the_same_and_numbers_are_numbers(okafor, cast, grid):
    bring_pupils(pupil_row(forename="=1+1", surname="Zed"))
    book = load_workbook(BytesIO(okafor.get(f"{grid}.xlsx?order=low").data))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[1] == ("Amina Yusuf", "Year 5", "Kestrels", 6, 6, 0, 6, 1)
    assert rows[3] == ("'=1+1 Zed", "Year 5", "Kestrels", None, None, None, None, 0)
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n"}


def test_a_name_with_a_letter_that_excel_cannot_hold_is_told_without_it(okafor, cast, grid):
    bring_pupils(pupil_row(forename="Zo\x0be", surname="Zed"))
    book = load_workbook(BytesIO(okafor.get(f"{grid}.xlsx").data))
    assert "Zoe Zed" in [row[0] for row in book.active.iter_rows(values_only=True)]


def test_without_its_part_excel_is_told_and_not_half_made(okafor, grid, monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    answer = okafor.get(f"{grid}.xlsx")
    assert answer.status_code == 501 and "You can open the CSV file in Excel." in answer.text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_another_tutor_gets_no_spreadsheet(client, cast, grid, kind):
    assert client.sign_in(cast.price).get(f"{grid}.{kind}").status_code == 404


# --- two at once ------------------------------------------------------------------------------------------------


def note(cast, autumn, **said):
    """The meeting sets or notes something on the first line."""
    meeting.save(cast.amina.id, autumn.id, characteristics.characteristics()[0].id, NOW, **said)


THREE = {"Learning_skills": (3, "we talked")}


def test_a_page_left_open_agrees_nothing_unseen_and_shows_what_the_meeting_did(okafor, cast, autumn):
    page = agreeing(cast, autumn)
    left_open = okafor.get(page).text
    note(cast, autumn, score="9", reason="she shone", notes="a long talk")
    answer = okafor.submit(left_open, {"taking_part": "we two", "notes": "mine"}, to=page.partition("?")[0])
    assert answer.status_code == 422 and summaries.current_summary(cast.amina.id, autumn.id) is None
    assert all(
        words in answer.text for words in ("A colleague changed this", "she shone", "a long talk", "mine</textarea>")
    )
    assert 'value="9" checked' not in answer.text


def test_once_both_are_seen_it_can_be_kept(okafor, cast, autumn):
    page = agreeing(cast, autumn)
    left_open = okafor.get(page).text
    note(cast, autumn, notes="a long talk")
    answer = okafor.submit(left_open, {**scores(**THREE), "taking_part": "we two"}, to=page.partition("?")[0])
    assert okafor.submit(answer.text, to=page.partition("?")[0]).status_code == 303
    assert summaries.current_summary(cast.amina.id, autumn.id).scores[0].score == 3


def test_two_who_agree_at_once_do_not_correct_each_other_unseen(okafor, cast, autumn):
    page, typed = agreeing(cast, autumn), {**scores(**THREE), "taking_part": "we two"}
    left_open = okafor.get(page).text
    assert fill_in(okafor, page, typed).status_code == 303
    assert okafor.submit(left_open, typed, to=page.partition("?")[0]).status_code == 422
    assert summaries.current_summary(cast.amina.id, autumn.id).version == 1


def test_nothing_is_agreed_before_its_round_began(okafor, cast, autumn):
    typed = {**scores(**THREE), "taking_part": "we two", "agreed_on": "2020-01-01"}
    answer = fill_in(okafor, agreeing(cast, autumn), typed)
    assert answer.status_code == 422 and "The round had not started on that day." in answer.text


# --- what the page says ------------------------------------------------------------------------------------------


def test_a_correction_says_that_it_is_one(okafor, cast, autumn):
    typed = {**scores(**THREE), "taking_part": "we two"}
    fill_in(okafor, agreeing(cast, autumn), typed)
    answer = fill_in(okafor, agreeing(cast, autumn), typed)
    assert "The correction is saved as version 2. It is now the baseline." in okafor.get(answer.location).text


def test_the_reasons_are_one_press_away_where_the_team_agrees(okafor, cast, autumn):
    first = characteristics.characteristics()[0]
    said = [opinions.Score(first.id, 3, "She gives up")]
    parent = giving.Giver("parent", "Mrs Yusuf", "", cast.okafor.id)
    giving.give_opinion(cast.amina.id, autumn.id, parent, said, on=TODAY, now=NOW)
    assert "She gives up" in okafor.get(agreeing(cast, autumn)).text


def test_a_hidden_name_stays_hidden_to_the_end_of_the_meeting(okafor, cast, autumn):
    give(cast, autumn, "professional", 3)
    page = f"{agreeing(cast, autumn)}&masked=1"
    shown = okafor.get(page).text
    assert "Amina" not in shown and "Yusuf" not in shown
    answer = okafor.submit(shown, {**scores(**THREE), "taking_part": "we two"}, to=f"{page.partition('?')[0]}?masked=1")
    assert answer.location == f"/staff/cohorts/{autumn.cohort_id}/rounds/{autumn.id}/meeting/{cast.amina.id}?masked=1"


def test_the_grid_says_of_how_many_the_averages_wait_and_shows_them_when_asked(okafor, cast, autumn):
    give(cast, autumn, "parent", 7)
    grid = f"/staff/cohorts/{autumn.cohort_id}/grid?round={autumn.id}&averages=1"
    page = okafor.get(grid).text
    assert "The averages of 1 pupil are hidden until you have given your own scores." in page and "~7.0" not in page
    assert "~7.0" in okafor.get(f"{grid}&show=1").text
    assert "7.0" not in okafor.get(grid.replace("/grid?", "/grid.csv?")).text


def test_a_filter_without_a_hit_says_so(okafor, cast, autumn):
    page = okafor.get(f"/staff/cohorts/{autumn.cohort_id}/grid?round={autumn.id}&order=surname&priorities=y").text
    assert "No pupils match" in page


def test_rows_of_a_whole_school_are_laid_out_each_by_itself_and_say_what_they_are(okafor, cast, autumn):
    grid = f"/staff/cohorts/{autumn.cohort_id}/grid?round={autumn.id}"
    assert 'role="rowheader"' not in okafor.get(grid).text
    bring_pupils(*[pupil_row(forename=f"Pupil{number}") for number in range(201)])
    page = okafor.get(grid).text
    assert '<div class="grid many"' in page and page.count('role="rowheader"') == page.count('<th scope="row"') > 200
