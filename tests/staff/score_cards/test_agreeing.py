"""The page on which the team agrees its scores."""

import pytest

from learning.core.scale import ScoreOutsideScale
from learning.rounds import characteristics, planning
from learning.score_cards import agreeing, giving, meeting, opinions, summaries
from staff.labels import VIEWS
from tests.cast import NOW, TODAY
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


def address(cast, a_round) -> str:
    """The page on which Amina's scores are agreed, for somebody who asked to see the others' without scoring."""
    return f"/staff/pupils/{cast.amina.id}/summary/{a_round.id}?show=1"


def number_of(name: str) -> int:
    """The id of a characteristic."""
    return next(each.id for each in characteristics.characteristics() if each.name == name)


def fill_in(browser, path: str, typed: dict | None = None):
    """Send the form of a page, with what is typed."""
    return browser.submit(path, typed, to=path.partition("?")[0])


def scores(**named) -> dict[str, str]:
    """The fields of agreed scores and reasons: scores(Resilience=(3, "they talked"))."""
    sent = {}
    for each in characteristics.characteristics():
        score, reason = named.get(each.name.replace(" ", "_"), ("", ""))
        sent |= {f"score_{each.id}": str(score), f"reason_{each.id}": reason}
    return sent


def test_the_first_agreed_summary_is_the_baseline(okafor, cast, autumn):
    sent = {**scores(Resilience=(0, "")), "taking_part": "Ms Okafor, Amina"}
    assert fill_in(okafor, address(cast, autumn), sent).status_code == 303
    saved = summaries.current_summary(cast.amina.id, autumn.id)
    assert (saved.is_baseline, saved.agreed_on, [agreed.score for agreed in saved.scores]) == (True, TODAY, [0])


def test_the_rounded_average_is_proposed_and_not_chosen(okafor, cast, autumn):
    give(cast, autumn, "professional", 4)
    give(cast, autumn, "parent", 5)
    page = read_page(okafor.get(address(cast, autumn)).text)
    proposed = [label.find("input") for label in page.iter("label") if label.get("class") == "proposed"]
    assert [field.get("value") for field in proposed] == ["5"] * 4
    assert not [field for field in proposed if field.get("checked") is not None]


def test_the_page_can_start_with_the_averages(okafor, cast, autumn):
    give(cast, autumn, "professional", 6)
    assert fill_in(okafor, address(cast, autumn) + "&from=average", {"taking_part": "All"}).status_code == 303
    saved = summaries.current_summary(cast.amina.id, autumn.id)
    assert ([agreed.score for agreed in saved.scores], saved.how) == ([6] * 4, "average")


def test_a_score_that_differs_from_the_average_needs_a_reason_beside_it(okafor, cast, autumn):
    give(cast, autumn, "professional", 6)
    sent = {**scores(Resilience=(3, ""), Attendance=(6, "")), "taking_part": "Ms Okafor", "notes": "We talked long."}
    refused = fill_in(okafor, address(cast, autumn), sent)
    assert refused.status_code == 422
    problems = [link.get("href") for link in read_page(refused.text).findall(".//section[@class='problem']//a")]
    assert problems == [f"#reason_{number_of('Resilience')}"]
    assert "We talked long." in refused.text
    assert summaries.current_summary(cast.amina.id, autumn.id) is None


def test_a_reason_lets_the_team_agree_another_score(okafor, cast, autumn):
    give(cast, autumn, "professional", 6)
    sent = {**scores(Resilience=(3, "Home tells more")), "taking_part": "Ms Okafor"}
    assert fill_in(okafor, address(cast, autumn), sent).status_code == 303
    assert summaries.current_summary(cast.amina.id, autumn.id).scores[0].reason == "Home tells more"


@pytest.mark.parametrize("typed", ["11", "-1", "ten"])
def test_a_bad_agreed_score_leaves_what_was_typed(okafor, cast, autumn, typed):
    sent = {**scores(Resilience=(typed, ""), Attendance=(7, "")), "taking_part": "Ms Okafor"}
    refused = fill_in(okafor, address(cast, autumn), sent)
    assert refused.status_code == 422
    assert str(ScoreOutsideScale(given=typed)) in refused.text
    saved = read_page(refused.text).find(f".//input[@name='score_{number_of('Attendance')}'][@value='7']")
    assert saved.get("checked") is not None


def test_a_summary_is_not_agreed_tomorrow(okafor, cast, autumn):
    sent = {**scores(Resilience=(3, "")), "taking_part": "Ms Okafor", "agreed_on": "2026-11-24"}
    assert fill_in(okafor, address(cast, autumn), sent).status_code == 422


def test_a_correction_is_a_new_version_and_the_old_can_still_be_read(okafor, cast, autumn):
    agree(cast, autumn, 5, reason="first thought")
    assert 'data-version="1"' in okafor.get(address(cast, autumn)).text
    fill_in(okafor, address(cast, autumn), {**scores(Resilience=(7, "")), "taking_part": "Ms Okafor"})
    page = okafor.get(f"/staff/pupils/{cast.amina.id}/summaries").text
    assert page.count('<section class="summary"') == page.count('<section class="summary old"') == 1
    assert "first thought" in page
    new, old = summaries.summaries_of(cast.amina.id)
    assert (new.version, new.is_baseline, old.version, old.is_current) == (2, True, 1, False)


def test_a_member_who_has_not_scored_sees_no_scores_before_agreeing(okafor, cast, autumn):
    give(cast, autumn, "parent", 9)
    page = okafor.get(address(cast, autumn).partition("?")[0]).text
    assert 'class="blind"' in page and f"{VIEWS['parent']} 9" not in page
    assert f"{VIEWS['parent']} 9" in okafor.get(address(cast, autumn)).text


def test_a_member_who_has_scored_sees_the_scores_at_once(okafor, cast, autumn):
    give(cast, autumn, "professional", 4)
    assert f"{VIEWS['professional']} 4" in okafor.get(address(cast, autumn).partition("?")[0]).text


def note(cast, autumn, **typed):
    """The meeting saves something about the first characteristic."""
    meeting.save(cast.amina.id, autumn.id, characteristics.characteristics()[0].id, NOW, **typed)


THREE = {"Learning_skills": (3, "we talked")}


def test_a_page_left_open_agrees_nothing_unseen_and_shows_what_the_meeting_did(okafor, cast, autumn):
    page = address(cast, autumn)
    left_open = okafor.get(page).text
    note(cast, autumn, score="9", reason="she shone", notes="a long talk")
    answer = okafor.submit(left_open, {"taking_part": "we two", "notes": "mine"}, to=page.partition("?")[0])
    assert answer.status_code == 422 and summaries.current_summary(cast.amina.id, autumn.id) is None
    expected = (str(agreeing.ChangedMeanwhile()), "she shone", "a long talk", "mine</textarea>")
    assert all(text in answer.text for text in expected)
    assert 'value="9" checked' not in answer.text


def test_once_both_are_seen_it_can_be_saved(okafor, cast, autumn):
    page = address(cast, autumn)
    left_open = okafor.get(page).text
    note(cast, autumn, notes="a long talk")
    answer = okafor.submit(left_open, {**scores(**THREE), "taking_part": "we two"}, to=page.partition("?")[0])
    assert okafor.submit(answer.text, to=page.partition("?")[0]).status_code == 303
    assert summaries.current_summary(cast.amina.id, autumn.id).scores[0].score == 3


def test_two_people_who_agree_at_once_do_not_correct_each_other_unseen(okafor, cast, autumn):
    page, typed = address(cast, autumn), {**scores(**THREE), "taking_part": "we two"}
    left_open = okafor.get(page).text
    assert fill_in(okafor, page, typed).status_code == 303
    assert okafor.submit(left_open, typed, to=page.partition("?")[0]).status_code == 422
    assert summaries.current_summary(cast.amina.id, autumn.id).version == 1


def test_nothing_is_agreed_before_its_round_began(okafor, cast, autumn):
    typed = {**scores(**THREE), "taking_part": "we two", "agreed_on": "2020-01-01"}
    answer = fill_in(okafor, address(cast, autumn), typed)
    assert answer.status_code == 422 and 'id="agreed_on-error"' in answer.text


def test_a_correction_says_that_it_is_one(okafor, cast, autumn):
    typed = {**scores(**THREE), "taking_part": "we two"}
    fill_in(okafor, address(cast, autumn), typed)
    answer = fill_in(okafor, address(cast, autumn), typed)
    message = read_page(okafor.get(answer.location).text).find(".//*[@role='status']")
    assert "2" in words_of(message)


def test_the_reasons_are_one_press_away_on_the_page_where_the_team_agrees(okafor, cast, autumn):
    first = characteristics.characteristics()[0]
    scores = [opinions.Score(first.id, 3, "She gives up")]
    parent = giving.Giver("parent", "Mrs Yusuf", "", cast.okafor.id)
    giving.give_opinion(cast.amina.id, autumn.id, parent, scores, on=TODAY, now=NOW)
    assert "She gives up" in okafor.get(address(cast, autumn)).text


def test_a_hidden_name_stays_hidden_to_the_end_of_the_meeting(okafor, cast, autumn):
    give(cast, autumn, "professional", 3)
    page = f"{address(cast, autumn)}&masked=1"
    shown = okafor.get(page).text
    assert "Amina" not in shown and "Yusuf" not in shown
    answer = okafor.submit(shown, {**scores(**THREE), "taking_part": "we two"}, to=f"{page.partition('?')[0]}?masked=1")
    assert answer.location == f"/staff/cohorts/{autumn.cohort_id}/rounds/{autumn.id}/meeting/{cast.amina.id}?masked=1"


def test_what_was_set_for_a_removed_characteristic_is_told_and_stays(okafor, cast, autumn):
    last = characteristics.characteristics()[-1]
    meeting.save(cast.amina.id, autumn.id, last.id, NOW, score="8")
    kept = [each.id for each in characteristics.characteristics()[:-1]]
    planning.ask_in_round(autumn.id, None, "", False, characteristic_ids=kept)
    path = address(cast, autumn)
    sent = {f"score_{kept[0]}": "4", f"reason_{kept[0]}": "They talked", "taking_part": "Ms Okafor", "how": "discussed"}
    answer = fill_in(okafor, path, sent)
    assert answer.status_code == 303
    page = read_page(okafor.get(answer.location).text)
    assert any(last.name in words_of(part) for part in page.iter() if "warning" in part.get("class", "").split())
    assert f"{last.name}: 8" in summaries.current_summary(cast.amina.id, autumn.id).notes
