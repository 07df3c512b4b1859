"""The score card page and the page on which a view is given."""

import pytest

from learning.journals import journal
from learning.rounds import characteristics
from learning.score_cards import opinions, score_card, summaries
from learning.visits import past_visits
from tests.cast import NOW
from tests.chain import agree, ask_the_seed, give, open_room, open_round, visit_and_finish
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


def address(cast, a_round, view="") -> str:
    """The score card of Amina, or the page to give a view."""
    return f"/staff/pupils/{cast.amina.id}/score-card/{a_round.id}" + (f"/{view}" if view else "")


def fill_in(browser, path: str, typed: dict | None = None):
    """Send the form of a page as it stands, with what is typed."""
    return browser.submit(path, typed, to=path.partition("?")[0])


def row_of(page: str, characteristic: str) -> list[str]:
    """The words in the cells of one line of the score card, the picture's cell left out."""
    for row in read_page(page).iter("tr"):
        heads = [words_of(cell) for cell in row.findall("th")]
        if heads == [characteristic]:
            return [words_of(cell) for cell in row.findall("td")][1:]
    raise AssertionError(f"no line {characteristic}")


def picture_of(page: str, characteristic: str) -> str:
    """What a screen reader says for the picture of one line."""
    for row in read_page(page).iter("tr"):
        if [words_of(cell) for cell in row.findall("th")] == [characteristic]:
            return row.find(".//*[@role='img']").get("aria-label")
    raise AssertionError(f"no line {characteristic}")


def test_step_one_of_the_seed_shows_its_averages(okafor, cast, autumn):
    given = {"Learning_skills": 4, "Attendance": 2, "Resilience": 3, "High_self-esteem": 4}
    give(cast, autumn, "professional", 0, **given)
    give(cast, autumn, "parent", 0, **given)
    page = okafor.get(address(cast, autumn)).text
    averages = {name: row_of(page, name.replace("_", " "))[3].split()[1] for name in given}
    assert averages == {"Learning_skills": "4.0", "Attendance": "2.0", "Resilience": "3.0", "High_self-esteem": "4.0"}


def test_nought_is_shown_and_what_was_not_given_is_an_empty_cell(okafor, cast, autumn):
    give(cast, autumn, "professional", 0)
    professional, pupil, parent, *_ = row_of(okafor.get(address(cast, autumn)).text, "Resilience")
    assert (professional.split()[-1], pupil, parent) == ("0", "", "")


def test_the_picture_says_views_average_and_gap(okafor, cast, autumn):
    give(cast, autumn, "professional", 3)
    give(cast, autumn, "parent", 8)
    assert picture_of(okafor.get(address(cast, autumn)).text, "Resilience") == (
        "Professional 3, Parent or carer 8. Average 5.5, gap 5"
    )


def test_the_pupils_own_scores_stand_beside_the_others(okafor, cast, autumn):
    open_room(cast, autumn, journal=False)
    visit_and_finish(cast, score="6")
    give(cast, autumn, "professional", 3)
    assert row_of(okafor.get(address(cast, autumn)).text, "Attendance")[1].split()[-1] == "6"


def test_the_widest_disagreement_comes_first_when_asked_for(okafor, cast, autumn):
    give(cast, autumn, "professional", 5)
    give(cast, autumn, "parent", 5, Resilience=0)
    page = read_page(okafor.get(address(cast, autumn) + "?order=widest").text)
    assert words_of(page.find(".//tbody/tr/th")) == "Resilience"


def test_others_scores_are_not_shown_before_the_own_ones_are_given(client, cast, autumn):
    give(cast, autumn, "parent", 7, by="Mrs Yusuf")
    page = client.sign_in(cast.lead).get(address(cast, autumn)).text
    assert "Give your own scores first" in page
    assert "Mrs Yusuf" not in page


def test_a_member_may_look_without_scoring(client, cast, autumn):
    give(cast, autumn, "parent", 7, by="Mrs Yusuf")
    assert "Mrs Yusuf" in client.sign_in(cast.lead).get(address(cast, autumn) + "?show=1").text


def test_a_professionals_scores_are_kept_under_name_and_job(okafor, cast, autumn):
    one = characteristics.characteristics()[0]
    page = address(cast, autumn, "professional")
    assert fill_in(okafor, page, {f"score_{one.id}": "0", f"why_{one.id}": "First try only"}).status_code == 303
    kept = opinions.own_opinion(cast.amina.id, autumn.id, "professional", cast.okafor.id)
    assert (kept.by, kept.role, kept.scores[one.id].score, kept.scores[one.id].why) == (
        "Ms Okafor",
        "Class teacher",
        0,
        "First try only",
    )


def test_no_score_is_chosen_before_somebody_chooses(okafor, cast, autumn):
    page = read_page(okafor.get(address(cast, autumn, "professional")).text)
    rails = [field for field in page.iter("input") if field.get("type") == "radio"]
    assert len(rails) == 4 * 12
    assert not [field for field in rails if field.get("checked") is not None]


def test_kept_scores_can_be_changed_and_taken_back(okafor, cast, autumn):
    give(cast, autumn, "professional", 5)
    first, second, *_ = characteristics.characteristics()
    page = address(cast, autumn, "professional")
    fill_in(okafor, page, {f"score_{first.id}": "", f"score_{second.id}": "9"})
    kept = opinions.own_opinion(cast.amina.id, autumn.id, "professional", cast.okafor.id).scores
    assert (kept[first.id].score, kept[second.id].score) == (None, 9)


def test_a_parents_kept_scores_are_loaded_to_be_changed(okafor, cast, autumn):
    give(cast, autumn, "professional", 5)
    give(cast, autumn, "parent", 0, by="Mrs Yusuf")
    link = address(cast, autumn, "parent") + "?by=Mrs+Yusuf"
    assert f'href="{link}"' in okafor.get(address(cast, autumn)).text
    chosen = [
        one.get("value") for one in read_page(okafor.get(link).text).iter("input") if one.get("checked") is not None
    ]
    assert chosen == ["0"] * 4


@pytest.mark.parametrize("typed", ["11", "-1", "ten", "4.5"])
def test_a_bad_score_is_refused_and_all_that_was_typed_stays(okafor, cast, autumn, typed):
    first, second, *_ = characteristics.characteristics()
    sent = {f"score_{first.id}": typed, f"score_{second.id}": "7", f"why_{second.id}": "Always early"}
    refused = fill_in(okafor, address(cast, autumn, "parent"), {"by": "Mrs Yusuf", "role": "Mother", **sent})
    assert refused.status_code == 422
    assert f"“{typed}” is not" in refused.text
    page = read_page(refused.text)
    assert page.find(".//input[@name='by']").get("value") == "Mrs Yusuf"
    assert page.find(f".//input[@name='score_{second.id}'][@value='7']").get("checked") is not None
    assert words_of(page.find(f".//textarea[@name='why_{second.id}']")) == "Always early"
    assert opinions.own_opinion(cast.amina.id, autumn.id, "parent", None, "Mrs Yusuf") is None


def test_an_opinion_without_a_score_is_refused(okafor, cast, autumn):
    refused = fill_in(okafor, address(cast, autumn, "professional"))
    assert refused.status_code == 422
    assert "0 is also a score" in refused.text


def test_a_parents_scores_need_a_name(okafor, cast, autumn):
    one = characteristics.characteristics()[0]
    refused = fill_in(okafor, address(cast, autumn, "parent"), {f"score_{one.id}": "4"})
    assert refused.status_code == 422
    assert "Write the name." in refused.text


def test_once_agreed_an_opinion_no_longer_changes(okafor, cast, autumn):
    give(cast, autumn, "professional", 5)
    agree(cast, autumn, 5)
    assert okafor.get(address(cast, autumn, "professional")).status_code == 409
    one = characteristics.characteristics()[0]
    assert okafor.send(address(cast, autumn, "professional"), {f"score_{one.id}": "9"}).status_code == 409
    assert opinions.own_opinion(cast.amina.id, autumn.id, "professional", cast.okafor.id).scores[one.id].score == 5
    assert summaries.current_summary(cast.amina.id, autumn.id)


def test_a_round_of_another_cohort_is_not_there(okafor, cast, autumn):
    theirs = open_round(cast, cohort=cast.ospreys)
    assert okafor.get(address(cast, theirs)).status_code == 404
    assert okafor.get(address(cast, theirs, "parent")).status_code == 404


def test_words_of_a_parent_are_words_and_not_markup(okafor, cast, autumn):
    give(cast, autumn, "professional", 5)
    give(cast, autumn, "parent", 3, by="<b>Mrs</b> Yusuf")
    assert "&lt;b&gt;Mrs&lt;/b&gt;" in okafor.get(address(cast, autumn)).text


def test_a_parent_who_was_late_is_still_heard_after_the_team_agreed(okafor, cast, autumn):
    agree(cast, autumn, 5)
    one = characteristics.characteristics()[0]
    typed = {"by": "Mrs Yusuf", f"score_{one.id}": "9"}
    assert fill_in(okafor, address(cast, autumn, "parent"), typed).status_code == 303
    assert score_card.score_card(cast.amina.id, autumn.id).rows[0].view_scores == {"parent": 9}


def test_a_second_sheet_of_one_parent_shows_the_first_before_it_takes_its_place(okafor, cast, autumn):
    first, page = characteristics.characteristics()[0].id, address(cast, autumn, "parent")
    fill_in(okafor, page, {"by": "Dad", f"score_{first}": "1", f"why_{first}": "first sheet"})
    refused = fill_in(okafor, page, {"by": "dad", f"score_{first}": "5"})
    assert refused.status_code == 422
    assert "Dad’s scores have been entered already" in refused.text and "first sheet" in refused.text
    assert opinions.own_opinion(cast.amina.id, autumn.id, "parent", None, "Dad").scores[first].score == 1
    assert okafor.submit(refused.text, to=page).status_code == 303
    assert opinions.own_opinion(cast.amina.id, autumn.id, "parent", None, "Dad").scores[first].score == 5


def test_a_page_left_open_takes_ones_own_scores_not_back_unseen(okafor, cast, autumn):
    first, page = characteristics.characteristics()[0].id, address(cast, autumn, "professional")
    left_open = okafor.get(page).text
    fill_in(okafor, page, {f"score_{first}": "2"})
    assert okafor.submit(left_open, {f"score_{first}": "9"}, to=page).status_code == 422
    assert opinions.own_opinion(cast.amina.id, autumn.id, "professional", cast.okafor.id).scores[first].score == 2


def test_what_was_given_in_somebody_elses_turn_is_told_and_is_no_evidence(okafor, cast, autumn):
    open_room(cast, autumn)
    visit_and_finish(cast, words="NOT MINE", score="4")
    give(cast, autumn, "professional", 5)
    assert "NOT MINE" in okafor.get(address(cast, autumn)).text
    entry = journal.entries_of(cast.amina.id)[0]
    past_visits.disown(cast.amina.id, past_visits.visits_of(cast.amina.id)[0].id, NOW)
    page = okafor.get(address(cast, autumn)).text
    assert "NOT MINE" not in page and "marked as somebody else’s" in page
    link = f"{address(cast, autumn)}/evidence/{entry.id}/{entry.answers[0].question.id}"
    assert okafor.send(link, {"characteristic": 1}, token_from="/staff/cohorts").status_code == 404
