"""Blockers, enablers, aims and their reviews; the cohort's sheet."""

import re
from datetime import date

import pytest

from learning.aims import aim_wording, aims, factors, wider_aims
from tests.cast import TODAY
from tests.chain import agree, ask_the_seed, open_round
from tests.page import read_page, words_of


@pytest.fixture
def okafor(client, cast):
    """Ms Okafor at her desk, in a school with the seed's list."""
    ask_the_seed()
    return client.sign_in(cast.okafor)


def fill_in(browser, cast, form: str, typed: dict):
    """Send one of the forms of Amina's aims page: factors, aims, aims/1/review."""
    base = f"/staff/pupils/{cast.amina.id}"
    return browser.submit(f"{base}/aims", typed, to=f"{base}/{form}")


def name(cast, kind="blocker", words="Being a carer", theme="Home"):
    """A factor of Amina's."""
    return factors.name_factor(
        cast.amina.id, kind, words, theme=theme, characteristic_id=None, member_id=cast.okafor.id, today=TODAY
    )


def set_aim(cast, words="To experience success every day", factors=(), approach="mitigate"):
    """An aim of Amina's."""
    return aims.set_aim(
        cast.amina.id,
        words,
        approach=approach,
        factor_ids=factors,
        wider_aim_id=None,
        review_on=None,
        member_id=cast.okafor.id,
        today=TODAY,
    )


def page_of(browser, cast) -> str:
    """Amina's aims page."""
    return browser.get(f"/staff/pupils/{cast.amina.id}/aims").text


def test_a_blocker_is_kept_under_its_theme(okafor, cast):
    sent = {"factor-kind": "blocker", "factor-words": "Being a carer", "factor-theme": "Home"}
    assert fill_in(okafor, cast, "factors", sent).status_code == 303
    theme = read_page(page_of(okafor, cast)).find(".//section[@class='theme']")
    assert words_of(theme).startswith("Home Blocker: Being a carer")


def test_a_factor_without_a_kind_keeps_what_was_typed(okafor, cast):
    refused = fill_in(okafor, cast, "factors", {"factor-words": "Being a carer"})
    assert refused.status_code == 422
    assert read_page(refused.text).find(".//input[@name='factor-words']").get("value") == "Being a carer"


def test_themes_that_exist_are_offered(okafor, cast):
    name(cast, theme="Friends")
    assert '<option value="Friends">' in page_of(okafor, cast)


def test_a_removed_factor_is_off_the_sheet(okafor, cast):
    factor = name(cast)
    assert fill_in(okafor, cast, f"factors/{factor.id}/remove", {}).status_code == 303
    assert factors.factors_of(cast.amina.id) == []


def test_the_form_of_an_aim_begins_with_to(okafor, cast):
    typed = read_page(page_of(okafor, cast)).find(".//textarea[@name='aim-words']")
    assert "".join(typed.itertext()).strip("\n") == "To "


def test_an_aim_is_kept_with_its_factor_its_wider_aim_and_its_date(okafor, cast):
    factor, wider = name(cast), wider_aims.add_wider_aim("To raise self-esteem")
    sent = {
        "aim-words": "To arrive rested",
        "aim-factors": [str(factor.id)],
        "aim-approach": "compensate",
        "aim-wider_aim": str(wider.id),
        "aim-review_on": "2026-12-14",
    }
    assert fill_in(okafor, cast, "aims", sent).status_code == 303
    kept = aims.aims_of(cast.amina.id)[0]
    assert (kept.words, kept.approach, [factor.words for factor in kept.factors], kept.wider_aim, kept.review_on) == (
        "To arrive rested",
        "compensate",
        ["Being a carer"],
        "To raise self-esteem",
        date(2026, 12, 14),
    )


def test_an_aim_that_names_a_solution_is_kept_and_gets_a_hint(okafor, cast):
    sent = {"aim-words": "Support independent learning in school hours", "aim-approach": "enhance"}
    assert fill_in(okafor, cast, "aims", sent).status_code == 303
    page = read_page(page_of(okafor, cast))
    assert words_of(page.find(".//article/h3")) == "Support independent learning in school hours"
    assert words_of(page.find(".//*[@class='hint-note']")) == aim_wording.START_WITH_TO


def test_a_true_goal_gets_no_hint(okafor, cast):
    set_aim(cast)
    assert "hint-note" not in page_of(okafor, cast)


@pytest.mark.parametrize("words", ["", "To ", "to …"])
def test_only_to_is_not_an_aim(okafor, cast, words):
    assert fill_in(okafor, cast, "aims", {"aim-words": words, "aim-approach": "enhance"}).status_code == 422
    assert aims.aims_of(cast.amina.id) == []


def test_a_factor_of_another_pupil_cannot_be_served(okafor, cast):
    theirs = factors.name_factor(
        cast.callum.id, "blocker", "Noise", theme="", characteristic_id=None, member_id=cast.price.id, today=TODAY
    )
    sent = {"aim-words": "To work calmly", "aim-approach": "mitigate", "aim-factors": [str(theirs.id)]}
    assert fill_in(okafor, cast, "aims", sent).status_code == 422
    assert aims.aims_of(cast.amina.id) == []


def test_a_review_is_kept_with_its_date(okafor, cast):
    aim = set_aim(cast)
    sent = {f"aim-{aim.id}-outcome": "partly", f"aim-{aim.id}-notes": "Led the warm-up twice"}
    assert fill_in(okafor, cast, f"aims/{aim.id}/review", sent).status_code == 303
    review = aims.aims_of(cast.amina.id)[0].reviews[0]
    assert (review.outcome, review.notes) == ("partly", "Led the warm-up twice")
    assert (review.on, review.by) == (TODAY, "Ms Okafor")


def test_a_review_without_an_outcome_keeps_the_notes_at_its_aim(okafor, cast):
    aim, other = set_aim(cast), set_aim(cast, "To feel safe")
    refused = fill_in(okafor, cast, f"aims/{aim.id}/review", {f"aim-{aim.id}-notes": "Led the warm-up"})
    assert refused.status_code == 422
    page = read_page(refused.text)
    assert words_of(page.find(f".//textarea[@name='aim-{aim.id}-notes']")) == "Led the warm-up"
    assert words_of(page.find(f".//textarea[@name='aim-{other.id}-notes']")) == ""


def test_a_contrast_in_the_agreed_scores_asks_why(okafor, cast):
    agree(cast, open_round(cast), 5, Attendance=8, Resilience=1)
    question = words_of(read_page(page_of(okafor, cast)).find(".//p[@class='ask']"))
    assert ("Attendance" in question, "Resilience" in question, re.findall(r"\d", question)) == (True, True, ["8", "1"])


def test_scores_close_together_ask_nothing(okafor, cast):
    agree(cast, open_round(cast), 5, Attendance=6)
    assert read_page(page_of(okafor, cast)).find(".//p[@class='ask']") is None


def test_step_three_of_the_seed_as_a_sheet(okafor, cast):
    agree(cast, open_round(cast), 4, Attendance=2, Resilience=1)
    for kind, words in (
        ("blocker", "Being a carer"),
        ("blocker", "Bullying"),
        ("enabler", "Praise"),
        ("enabler", "Not being tired"),
        ("enabler", "Loves sport"),
    ):
        name(cast, kind, words, "")
    set_aim(cast, "Provide opportunities to experience success in the classroom in sports", approach="enhance")
    page = read_page(okafor.get(f"/staff/cohorts/{cast.kestrels.id}/sheet").text)
    rows = {words_of(row.find("th")): row.findall("td") for row in page.findall(".//tbody/tr")}
    cells = rows["Amina Yusuf"]
    assert [words_of(cell).split()[0] for cell in cells[:4]] == ["4", "2", "1", "4"]
    assert [[words_of(line) for line in cell.iter("li")] for cell in cells[4:]] == [
        ["Being a carer", "Bullying"],
        ["Praise", "Not being tired", "Loves sport"],
        ["Provide opportunities to experience success in the classroom in sports"],
    ]
    assert [words_of(cell) for cell in rows["Ben Adeyemi"]] == [""] * 7


def test_an_aim_is_reworded_or_removed(okafor, cast):
    aim = aims.set_aim(
        cast.amina.id,
        "Go to the club",
        approach="mitigate",
        factor_ids=[],
        wider_aim_id=None,
        review_on=None,
        member_id=cast.okafor.id,
        today=TODAY,
    )
    words = {f"words-{aim.id}-words": "To belong"}
    assert fill_in(okafor, cast, f"aims/{aim.id}/words", words).status_code == 303
    assert aims.aims_of(cast.amina.id)[0].words == "To belong"
    assert fill_in(okafor, cast, f"aims/{aim.id}/words", {f"words-{aim.id}-words": "To"}).status_code == 422
    assert fill_in(okafor, cast, f"aims/{aim.id}/remove", {}).status_code == 303
    assert aims.aims_of(cast.amina.id) == []
