"""The whole chain once through, by hand in a real browser: from the roll to a reviewed aim."""

import re

import pytest

from learning.people import pupils
from tests.journey.conftest import ROLL

pytestmark = pytest.mark.browser
CHARACTERISTICS = ("Learning skills", "Attendance", "Resilience", "High self-esteem")


def test_from_the_roll_to_a_reviewed_aim(school, person, clock, tmp_path):
    # The slowest test: it opens about a hundred pages, and axe looks at each of them.
    lead, tutor, tablet = person(), person(), person(has_touch=True)
    import_the_roll(lead, tmp_path)
    okafor_joins_the_team_of_kestrels(lead)
    tutor.sign_in("Ms Okafor")
    codes = print_the_qr_cards(tutor)
    set_up_a_tablet(tutor, tablet)
    open_the_room(tutor)
    amina_fills_her_journal_and_scores_herself(tablet, codes["Amina Yusuf"])
    ben_stops_and_comes_back(tablet, codes["Ben Adeyemi"])
    record_a_one_to_one(tutor)
    give_the_other_views(tutor)
    see_the_score_card(tutor)
    agree_the_baseline(tutor)
    see_priorities_on_the_grid(tutor)
    name_blockers_and_enablers_and_set_an_aim(tutor)
    see_the_wall_sheet(tutor)
    clock.forward(weeks=6)
    tutor.sign_in("Ms Okafor")
    hold_a_second_round(tutor)
    see_the_change(tutor)
    review_the_aim(tutor)


def import_the_roll(lead, tmp_path):
    """1. The roll comes as a CSV file from the school's own system."""
    file = tmp_path / "roll.csv"
    file.write_bytes(ROLL.encode("cp1252"))
    lead.sign_in("Mrs Lead")
    lead.open("/staff/roll")
    lead.page.locator("input[type=file]").set_input_files(file)
    lead.press("Import the roll")
    assert lead.reads("3 new")


def okafor_joins_the_team_of_kestrels(lead):
    """A tutor sees the pupils of the cohorts whose team they are in."""
    lead.open("/staff/cohorts")
    lead.press("Kestrels")
    lead.page.get_by_role("combobox").first.select_option(label="Ms Okafor, Class teacher")
    lead.press("Add to team")
    assert lead.reads("Ms Okafor")


def print_the_qr_cards(tutor) -> dict[str, str]:
    """2. One QR card for each pupil, with its short code; returns the codes by name."""
    go_to_cohort(tutor)
    tutor.press("Print QR cards")
    tutor.press("Make the 2 missing QR cards")
    submit(tutor, "/qr-cards/sheet")
    words = tutor.page.inner_text("main")
    return {
        name: re.search(rf"{name}\s.*?\b([A-Z]{{4}})\s+([A-Z]{{4}})\b", words, re.S).expand(r"\1 \2")
        for name in ("Amina Yusuf", "Ben Adeyemi")
    }


def set_up_a_tablet(tutor, tablet):
    """3. A set-up code makes a browser a tablet, once."""
    tutor.open("/staff/tablets")
    submit(tutor, "/tablets/set-up-code")
    code = re.search(r"\b[A-Z]{4} [A-Z]{4}\b", tutor.page.inner_text("main"))[0]
    tablet.open("/k/tablet")
    tablet.write("Set-up code", code)
    tablet.press("Set up")
    assert tablet.reads("Show your QR card")


def open_the_room(tutor):
    """3. The room is open for Kestrels, for both tasks."""
    go_to_cohort(tutor)
    tutor.press("Open the room")
    tutor.write("Name of the new round", "Autumn")
    tutor.press("Open the room")
    assert tutor.reads("The room is open")


def scan(tablet, code):
    """4. The short code is typed; the card's pupil is greeted by name."""
    tablet.open("/k/")
    tablet.page.locator("[data-no-card] summary").click()
    tablet.page.get_by_role("textbox").fill(code)
    tablet.press("Go")


def amina_fills_her_journal_and_scores_herself(tablet, code):
    """4. The seed's four questions, then the four characteristics, then the finish."""
    scan(tablet, code)
    assert tablet.reads("Amina Yusuf")
    tablet.press("Yes, that's me")
    tablet.answer(choice="Yes", words="My teacher said so")
    assert tablet.reads("Poor attitude") and tablet.reads("Good attitude")
    assert tablet.page.locator("input[name=score]:checked").count() == 0
    tablet.answer(score=0)
    tablet.answer(words="Noise in the hall")
    tablet.answer("Skip")
    for score in (3, 8, 2, 0):
        tablet.answer(score=score)
    tablet.end_visit("Finish")
    assert tablet.reads("Thank you!")
    assert not tablet.reads("Amina")


def ben_stops_and_comes_back(tablet, code):
    """4. A second scan on the same day goes on at the first open question."""
    scan(tablet, code)
    tablet.press("Yes, that's me")
    tablet.answer("I don't know")
    tablet.end_visit("Stop for now")
    scan(tablet, code)
    tablet.press("Yes, that's me")
    assert tablet.reads("How do I feel about my attitude to learning?")
    tablet.end_visit("Stop for now")


def record_a_one_to_one(tutor):
    """5. Amina's entry waits; the talk is kept with its next steps, and she waits no longer."""
    tutor.open("/staff/one-to-ones")
    tutor.press("Amina Yusuf")
    for words in ("My teacher said so", "Noise in the hall", "0"):
        assert tutor.reads(words)
    tutor.write("Notes", "The hall is loud at lunch.")
    tutor.write("Next steps you agreed", "A quiet table for Amina.")
    tutor.press("Save one-to-one")
    tutor.open("/staff/one-to-ones")
    assert not tutor.reads("Amina Yusuf")
    assert tutor.reads("Ben Adeyemi")


def give_the_other_views(tutor):
    """6. The professional scores; a parent's scores are typed in."""
    go_to_pupil(tutor)
    tutor.press("Autumn")
    give(tutor, "professional", (4, 7, 5, 4))
    give(tutor, "parent", (5, 9, 8, 2), giver="Mrs Yusuf")


def give(tutor, view, scores, giver=""):
    """One opinion on the score card that is open."""
    card = tutor.page.url.split("?")[0]
    tutor.page.goto(f"{card}/{view}")
    tutor.look()
    if giver:
        tutor.write("Whose scores are these?", giver)
    for name, score in zip(CHARACTERISTICS, scores, strict=True):
        tutor.choose(str(score), name)
    tutor.press("Save scores")
    assert tutor.page.url.split("?")[0] == card


def see_the_score_card(tutor):
    """6. Professional, pupil, parent, average and gap, as in the seed's table; 0 is a score."""
    row = tutor.page.get_by_role("row").filter(has_text="High self-esteem").first
    assert re.findall(r"\d+(?:\.\d)?", row.inner_text())[:4] == ["4", "0", "2", "2.0"]
    row = tutor.page.get_by_role("row").filter(has_text="Resilience").first
    assert re.findall(r"\d+(?:\.\d)?", row.inner_text())[:4] == ["5", "2", "8", "5.0"]


def agree_the_baseline(tutor):
    """7. The team agrees dated scores; the first summary is the baseline."""
    tutor.press("Agree the scores with the team")
    for name, score in zip(CHARACTERISTICS, (4, 8, 5, 2), strict=True):
        tutor.choose(str(score), f"Agreed score for {name}")
    tutor.choose("Discussed by the team")
    tutor.write("Who took part?", "Ms Okafor, Amina, Mrs Yusuf")
    tutor.press("Agree scores")
    tutor.open(f"/staff/pupils/{pupil_id()}/summaries")
    assert tutor.reads("Baseline") or tutor.reads("baseline")
    assert tutor.reads("Ms Okafor, Amina, Mrs Yusuf")


def see_priorities_on_the_grid(tutor):
    """7. The cohort's grid marks the low scores; Ben has none and his cells are empty."""
    go_to_cohort(tutor)
    tutor.press("See the grid")
    row = tutor.page.get_by_role("row").filter(has_text="Amina Yusuf")
    assert re.findall(r"\d+", row.inner_text()) == ["4", "8", "5", "2"]
    assert row.locator(".p").count() == 2
    assert re.findall(r"\d+", tutor.page.get_by_role("row").filter(has_text="Ben Adeyemi").inner_text()) == []


def name_blockers_and_enablers_and_set_an_aim(tutor):
    """8. Factors in themes; an aim that begins with "To", linked to a factor."""
    tutor.open(f"/staff/pupils/{pupil_id()}/aims")
    for kind, words in (("Blocks learning", "Being a carer"), ("Helps learning", "Loves sport")):
        disclose(tutor, "/factors")
        tutor.choose(kind)
        tutor.page.locator("[name=factor-words]").fill(words)
        tutor.page.locator("[name=factor-theme]").fill("Home")
        submit(tutor, "/factors")
    disclose(tutor, "/aims")
    aim = tutor.page.locator("[name=aim-words]")
    assert aim.input_value().startswith("To ")
    aim.fill("To have time of her own after school")
    tutor.page.get_by_role("checkbox", name="Being a carer").check()
    tutor.choose("Mitigate a blocker")
    submit(tutor, "/aims")
    assert tutor.reads("To have time of her own after school")


def see_the_wall_sheet(tutor):
    """8. The seed's table of step 3 for the cohort."""
    go_to_cohort(tutor)
    tutor.page.goto(tutor.page.url + "/sheet")
    tutor.look()
    row = tutor.page.get_by_role("row").filter(has_text="Amina Yusuf").inner_text()
    for words in ("Being a carer", "Loves sport", "To have time of her own after school"):
        assert words in row


def hold_a_second_round(tutor):
    """9. Six weeks later the team asks again."""
    go_to_cohort(tutor)
    tutor.press("Start a round")
    tutor.write("Name", "Spring")
    tutor.press("Start the round")
    go_to_pupil(tutor)
    tutor.press("Spring")
    give(tutor, "professional", (5, 4, 8, 2))
    tutor.press("Agree the scores with the team")
    for name, score in zip(CHARACTERISTICS, (5, 4, 8, 2), strict=True):
        tutor.choose(str(score), f"Agreed score for {name}")
    tutor.choose("Discussed by the team")
    tutor.write("Who took part?", "Ms Okafor and Amina")
    tutor.press("Agree scores")


def see_the_change(tutor):
    """9. Against the baseline, for the pupil and for the cohort; a small change is too small to tell."""
    tutor.open(f"/staff/pupils/{pupil_id()}/change")
    for name, word in (("Resilience", "better"), ("Attendance", "lower"), ("Learning skills", "too small to tell")):
        assert word in tutor.page.get_by_role("row").filter(has_text=name).first.inner_text().lower()
    go_to_cohort(tutor)
    tutor.press("See the change")
    assert tutor.reads("1 pupil")


def review_the_aim(tutor):
    """9. The aim is looked at again."""
    tutor.open(f"/staff/pupils/{pupil_id()}/aims")
    disclose(tutor, "/review")
    tutor.choose("Partly met")
    tutor.page.locator("[name$=-notes]").fill("Swims on Tuesdays")
    submit(tutor, "/review")
    assert tutor.reads("Swims on Tuesdays")


def submit(person, action):
    """Press the button of the form that sends to this address."""
    person.page.locator(f"form[action$='{action}'] button[type=submit]").click()
    person.look()


def disclose(person, action):
    """Open the folded part of the page that has the form to this address."""
    part = person.page.locator("details").filter(has=person.page.locator(f"form[action$='{action}']")).first
    if part.get_attribute("open") is None:
        part.locator("summary").first.click()


def go_to_cohort(person):
    """By the menu, as people do."""
    person.open("/staff/cohorts")
    person.press("Kestrels")


def go_to_pupil(person):
    """From the list of pupils."""
    person.open("/staff/pupils")
    person.press("Amina Yusuf")


def pupil_id() -> int:
    """Amina's number in addresses."""
    return next(pupil.id for pupil in pupils.everyone() if pupil.called == "Amina")
