"""The page on which a view of a pupil is given."""

import pytest

from learning.core.scale import ScoreOutsideScale
from learning.rounds import characteristics
from learning.score_cards import giving, opinions, score_card, summaries
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


def address(cast, a_round, view="") -> str:
    """The score card of Amina, or the page to give a view."""
    return f"/staff/pupils/{cast.amina.id}/score-card/{a_round.id}" + (f"/{view}" if view else "")


def fill_in(browser, path: str, typed: dict | None = None):
    """Send the form of a page, with what is typed."""
    return browser.submit(path, typed, to=path.partition("?")[0])


def test_a_professionals_scores_are_saved_under_name_and_job(okafor, cast, autumn):
    first = characteristics.characteristics()[0]
    page = address(cast, autumn, "professional")
    assert fill_in(okafor, page, {f"score_{first.id}": "0", f"why_{first.id}": "First try only"}).status_code == 303
    saved = opinions.own_opinion(cast.amina.id, autumn.id, "professional", cast.okafor.id)
    assert (saved.by, saved.role, saved.scores[first.id].score, saved.scores[first.id].why) == (
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


def test_saved_scores_can_be_changed_and_taken_back(okafor, cast, autumn):
    give(cast, autumn, "professional", 5)
    first, second, *_ = characteristics.characteristics()
    page = address(cast, autumn, "professional")
    fill_in(okafor, page, {f"score_{first.id}": "", f"score_{second.id}": "9"})
    saved = opinions.own_opinion(cast.amina.id, autumn.id, "professional", cast.okafor.id).scores
    assert (saved[first.id].score, saved[second.id].score) == (None, 9)


def test_a_parents_saved_scores_are_loaded_to_be_changed(okafor, cast, autumn):
    give(cast, autumn, "professional", 5)
    give(cast, autumn, "parent", 0, by="Mrs Yusuf")
    link = address(cast, autumn, "parent") + "?by=Mrs+Yusuf"
    assert f'href="{link}"' in okafor.get(address(cast, autumn)).text
    chosen = [
        field.get("value")
        for field in read_page(okafor.get(link).text).iter("input")
        if field.get("checked") is not None
    ]
    assert chosen == ["0"] * 4


@pytest.mark.parametrize("typed", ["11", "-1", "ten", "4.5"])
def test_a_bad_score_is_refused_and_all_that_was_typed_stays(okafor, cast, autumn, typed):
    first, second, *_ = characteristics.characteristics()
    sent = {f"score_{first.id}": typed, f"score_{second.id}": "7", f"why_{second.id}": "Always early"}
    refused = fill_in(okafor, address(cast, autumn, "parent"), {"by": "Mrs Yusuf", "role": "Mother", **sent})
    assert refused.status_code == 422
    assert str(ScoreOutsideScale(given=typed)) in refused.text
    page = read_page(refused.text)
    assert page.find(".//input[@name='by']").get("value") == "Mrs Yusuf"
    assert page.find(f".//input[@name='score_{second.id}'][@value='7']").get("checked") is not None
    assert words_of(page.find(f".//textarea[@name='why_{second.id}']")) == "Always early"
    assert opinions.own_opinion(cast.amina.id, autumn.id, "parent", None, "Mrs Yusuf") is None


def test_an_opinion_without_a_score_is_refused(okafor, cast, autumn):
    refused = fill_in(okafor, address(cast, autumn, "professional"))
    assert refused.status_code == 422
    assert str(giving.NoScoreGiven()) in refused.text


def test_a_parents_scores_need_a_name(okafor, cast, autumn):
    first = characteristics.characteristics()[0]
    refused = fill_in(okafor, address(cast, autumn, "parent"), {f"score_{first.id}": "4"})
    assert refused.status_code == 422
    assert read_page(refused.text).find(".//*[@id='by-error']") is not None


def test_once_agreed_an_opinion_no_longer_changes(okafor, cast, autumn):
    give(cast, autumn, "professional", 5)
    agree(cast, autumn, 5)
    assert okafor.get(address(cast, autumn, "professional")).status_code == 409
    first = characteristics.characteristics()[0]
    assert okafor.send(address(cast, autumn, "professional"), {f"score_{first.id}": "9"}).status_code == 409
    assert opinions.own_opinion(cast.amina.id, autumn.id, "professional", cast.okafor.id).scores[first.id].score == 5
    assert summaries.current_summary(cast.amina.id, autumn.id)


def test_a_round_of_another_cohort_is_not_there(okafor, cast, autumn):
    theirs = open_round(cast, cohort=cast.ospreys)
    assert okafor.get(address(cast, theirs)).status_code == 404
    assert okafor.get(address(cast, theirs, "parent")).status_code == 404


def test_a_parent_who_was_late_is_still_heard_after_the_team_agreed(okafor, cast, autumn):
    agree(cast, autumn, 5)
    first = characteristics.characteristics()[0]
    typed = {"by": "Mrs Yusuf", f"score_{first.id}": "9"}
    assert fill_in(okafor, address(cast, autumn, "parent"), typed).status_code == 303
    assert score_card.score_card(cast.amina.id, autumn.id).rows[0].view_scores == {"parent": 9}


def test_a_parents_second_sheet_shows_the_first_before_it_replaces_it(okafor, cast, autumn):
    first, page = characteristics.characteristics()[0].id, address(cast, autumn, "parent")
    fill_in(okafor, page, {"by": "Dad", f"score_{first}": "1", f"why_{first}": "first sheet"})
    refused = fill_in(okafor, page, {"by": "dad", f"score_{first}": "5"})
    assert refused.status_code == 422
    assert str(giving.OpinionChanged(by="Dad")) in refused.text and "first sheet" in refused.text
    assert opinions.own_opinion(cast.amina.id, autumn.id, "parent", None, "Dad").scores[first].score == 1
    assert okafor.submit(refused.text, to=page).status_code == 303
    assert opinions.own_opinion(cast.amina.id, autumn.id, "parent", None, "Dad").scores[first].score == 5


def test_a_page_left_open_does_not_replace_newer_scores_unseen(okafor, cast, autumn):
    first, page = characteristics.characteristics()[0].id, address(cast, autumn, "professional")
    left_open = okafor.get(page).text
    fill_in(okafor, page, {f"score_{first}": "2"})
    assert okafor.submit(left_open, {f"score_{first}": "9"}, to=page).status_code == 422
    assert opinions.own_opinion(cast.amina.id, autumn.id, "professional", cast.okafor.id).scores[first].score == 2
