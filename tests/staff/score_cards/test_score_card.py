"""The score card page: every view of one pupil, and evidence from the journal."""

import pytest

from learning.journals import journal
from learning.people import cohorts
from learning.visits import answers, past_visits, visits
from staff.labels import VIEWS
from tests.cast import NOW
from tests.chain import ask_the_seed, begin_visit, give, open_room, open_round, visit_and_finish
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
    """Send the form of a page, with what is typed."""
    return browser.submit(path, typed, to=path.partition("?")[0])


def row_of(page: str, characteristic: str) -> list[str]:
    """The text in the cells of one row of the score card, without the picture's cell."""
    for row in read_page(page).iter("tr"):
        heads = [words_of(cell) for cell in row.findall("th")]
        if heads == [characteristic]:
            return [words_of(cell) for cell in row.findall("td")][1:]
    raise AssertionError(f"no row {characteristic}")


def picture_of(page: str, characteristic: str) -> str:
    """What a screen reader says for the picture of one row."""
    for row in read_page(page).iter("tr"):
        if [words_of(cell) for cell in row.findall("th")] == [characteristic]:
            return row.find(".//*[@role='img']").get("aria-label")
    raise AssertionError(f"no row {characteristic}")


def test_step_one_of_the_seed_shows_its_averages(okafor, cast, autumn):
    given = {"Learning_skills": 4, "Attendance": 2, "Resilience": 3, "High_self-esteem": 4}
    give(cast, autumn, "professional", 0, **given)
    give(cast, autumn, "parent", 0, **given)
    page = okafor.get(address(cast, autumn)).text
    averages = {name: row_of(page, name.replace("_", " "))[3].split()[1] for name in given}
    assert averages == {"Learning_skills": "4.0", "Attendance": "2.0", "Resilience": "3.0", "High_self-esteem": "4.0"}


def test_0_is_shown_and_not_given_is_an_empty_cell(okafor, cast, autumn):
    give(cast, autumn, "professional", 0)
    professional, pupil, parent, *_ = row_of(okafor.get(address(cast, autumn)).text, "Resilience")
    assert (professional.split()[-1], pupil, parent) == ("0", "", "")


def test_the_picture_says_views_average_and_gap(okafor, cast, autumn):
    give(cast, autumn, "professional", 3)
    give(cast, autumn, "parent", 8)
    assert picture_of(okafor.get(address(cast, autumn)).text, "Resilience") == (
        f"{VIEWS['professional']} 3, {VIEWS['parent']} 8. Average 5.5, gap 5"
    )


def test_the_pupils_own_scores_are_beside_the_others(okafor, cast, autumn):
    open_room(cast, autumn, journal=False)
    visit_and_finish(cast, score="6")
    give(cast, autumn, "professional", 3)
    assert row_of(okafor.get(address(cast, autumn)).text, "Attendance")[1].split()[-1] == "6"


def test_the_widest_disagreement_comes_first_when_asked_for(okafor, cast, autumn):
    give(cast, autumn, "professional", 5)
    give(cast, autumn, "parent", 5, Resilience=0)
    page = read_page(okafor.get(address(cast, autumn) + "?order=widest").text)
    assert words_of(page.find(".//tbody/tr/th")) == "Resilience"


def test_others_scores_are_not_shown_before_the_members_own_are_given(client, cast, autumn):
    give(cast, autumn, "parent", 7, by="Mrs Yusuf")
    page = client.sign_in(cast.lead).get(address(cast, autumn)).text
    assert 'class="blind"' in page
    assert "Mrs Yusuf" not in page


def test_a_member_can_look_without_scoring(client, cast, autumn):
    give(cast, autumn, "parent", 7, by="Mrs Yusuf")
    assert "Mrs Yusuf" in client.sign_in(cast.lead).get(address(cast, autumn) + "?show=1").text


def test_a_parents_name_is_text_and_not_markup(okafor, cast, autumn):
    give(cast, autumn, "professional", 5)
    give(cast, autumn, "parent", 3, by="<b>Mrs</b> Yusuf")
    assert "&lt;b&gt;Mrs&lt;/b&gt;" in okafor.get(address(cast, autumn)).text


def test_what_was_given_in_somebody_elses_visit_is_marked_and_is_no_evidence(okafor, cast, autumn):
    open_room(cast, autumn)
    visit_and_finish(cast, words="NOT MINE", score="4")
    give(cast, autumn, "professional", 5)
    assert "NOT MINE" in okafor.get(address(cast, autumn)).text
    entry = journal.entries_of(cast.amina.id)[0]
    past_visits.disown(cast.amina.id, past_visits.visits_of(cast.amina.id)[0].id, NOW)
    page = okafor.get(address(cast, autumn)).text
    assert "NOT MINE" not in page and 'class="flash warning"' in page
    link = f"{address(cast, autumn)}/evidence/{entry.id}/{entry.answers[0].question.id}"
    assert okafor.send(link, {"characteristic": 1}, token_from="/staff/cohorts").status_code == 404


def test_what_a_pupil_gave_before_is_beside_the_score_once_the_member_has_scored(okafor, cast, autumn):
    open_room(cast, autumn, journal=False)
    visit = visits.visit_of(begin_visit(cast), NOW)
    step = visit.steps[0]
    for sequence, (press, score) in enumerate([("next", "3"), ("next", "8"), ("draft", "0")], 1):
        fields = {"score": score, "why": "canary" if score == "3" else "", "sequence": str(sequence)}
        answers.save_answer(visit, step.task, step.id, press=press, fields=fields, now=NOW)
    assert "canary" not in okafor.get(address(cast, autumn)).text
    give(cast, autumn, "professional", 5)
    page = read_page(okafor.get(address(cast, autumn)).text)
    earlier = [words_of(item) for item in page.findall(".//li[@class='earlier-score']")]
    assert len(earlier) == 2 and "0" in earlier[0] and "3" in earlier[1] and "canary" in earlier[1]


def test_a_member_who_may_not_see_the_rounds_cohort_finds_no_link_to_its_meeting_or_paper(okafor, cast, autumn):
    group = cohorts.gather("Reading", [cast.amina.id], cast.price.id, NOW)
    of_the_group = open_round(cast, "Reading", cohort=group)
    links = [link.get("href") for link in read_page(okafor.get(address(cast, of_the_group)).text).iter("a")]
    assert not [link for link in links if f"/staff/cohorts/{group.id}/" in (link or "")]
    own = [link.get("href") for link in read_page(okafor.get(address(cast, autumn)).text).iter("a")]
    assert [link for link in own if f"/staff/cohorts/{cast.kestrels.id}/rounds/{autumn.id}/meeting" in (link or "")]
