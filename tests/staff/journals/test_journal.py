"""Entries that wait, an entry with its one-to-one, a pupil's journal."""

from datetime import date, timedelta

import pytest

from learning.journals import journal
from learning.rounds import question_library, question_sets
from learning.visits import answers, visits
from learning.visits.tables import VisitRow
from tests.cast import NOW, TODAY
from tests.chain import ask_the_seed, begin_visit, open_room, visit_and_finish
from tests.page import read_page, words_of


@pytest.fixture
def okafor(client, cast):
    """Ms Okafor at her desk."""
    return client.sign_in(cast.okafor)


def write_entry(cast, pupil=None, days_ago=0, **fields):
    """A pupil's finished entry of some days ago."""
    when = NOW - timedelta(days=days_ago)
    if not question_sets.usual_set():
        ask_the_seed()
    open_room(cast, score_card=False, now=when)
    visit_and_finish(cast, pupil, now=when, today=when.date(), **fields)
    return journal.entries_of((pupil or cast.amina).id)[0]


def test_what_a_pupil_gave_before_is_under_the_answer_with_its_time_and_newest_first(okafor, cast):
    ask_the_seed()
    open_room(cast, score_card=False)
    for minute, words in enumerate(["first words", "second words", "last words"]):
        now = NOW + timedelta(minutes=minute)
        visit = visits.visit_of(begin_visit(cast, now=now), now)
        step = next(step for step in visit.steps if step.kind == "words")
        answers.save_answer(visit, step.task, step.id, press="next", fields={"words": words}, now=now)
    entry = journal.entries_of(cast.amina.id)[0]
    page = read_page(okafor.get(f"/staff/entries/{entry.id}").text)
    earlier = page.findall(".//details[@class='earlier-answers']/ol/li")
    assert [words_of(item.find("blockquote")) for item in earlier] == ["second words", "first words"]
    assert [words_of(item.find("p"))[-5:] for item in earlier] == ["10:01", "10:00"]
    assert [words_of(quote) for quote in page.findall(".//dl/div/dd/blockquote")] == ["last words"]


def fill_in(browser, entry, typed: dict):
    """Send the form of the one-to-one."""
    path = f"/staff/entries/{entry.id}"
    return browser.submit(path, typed, to=path)


def test_an_entry_waits_with_its_attitude(okafor, cast):
    write_entry(cast, score="0")
    row = read_page(okafor.get("/staff/one-to-ones").text).find(".//tbody/tr")
    assert words_of(row).startswith("Amina Yusuf")
    assert words_of(row.findall("td")[2]) == "0"


@pytest.mark.parametrize(("days", "is_overdue"), [(21, False), (22, True)])
def test_after_three_weeks_an_entry_is_overdue(okafor, cast, days, is_overdue):
    write_entry(cast, days_ago=days)
    assert ("overdue" in okafor.get("/staff/one-to-ones").text) == is_overdue


def test_the_longest_wait_comes_first(okafor, cast):
    write_entry(cast, cast.ben, days_ago=3)
    write_entry(cast, cast.amina, days_ago=9)
    rows = read_page(okafor.get("/staff/one-to-ones").text).findall(".//tbody/tr")
    assert [words_of(row.find("th")).split()[0] for row in rows] == ["Amina", "Ben"]


def test_an_entry_shows_the_words_as_they_were_asked_and_written(okafor, cast):
    entry = write_entry(cast, words="I like <maths> & chess", score="7")
    page = read_page(okafor.get(f"/staff/entries/{entry.id}").text)
    answers = {
        words_of(row.find("dt")): [words_of(part) for part in row.find("dd")]
        for row in page.findall(".//dl[@class='answers']/div")
    }
    assert answers["Am I doing well in school? How do I know?"] == ["Yes", "I like <maths> & chess"]
    assert answers["Is anything stopping me from learning?"] == ["I like <maths> & chess"]
    assert answers["How do I feel about my attitude to learning?"][0].startswith("7")


def test_a_one_to_one_is_kept_and_the_entry_waits_no_longer(okafor, cast):
    entry = write_entry(cast)
    sent = {"on": "2026-11-23", "notes": "Mornings are hard.", "next_steps": "Breakfast club"}
    assert fill_in(okafor, entry, sent).status_code == 303
    page = okafor.get(f"/staff/entries/{entry.id}").text
    assert "Mornings are hard." in page
    assert "Breakfast club" in page
    assert journal.awaiting(cast.okafor, TODAY) == []


def test_an_empty_one_to_one_is_refused(okafor, cast):
    entry = write_entry(cast)
    refused = fill_in(okafor, entry, {"on": "2026-11-23"})
    assert refused.status_code == 422
    assert journal.NothingWritten.msgid in refused.text


@pytest.mark.parametrize("day", ["", "2026-11-24", "yesterday"])
def test_a_wrong_date_keeps_the_notes(okafor, cast, day):
    entry = write_entry(cast)
    refused = fill_in(okafor, entry, {"on": day, "notes": "Mornings are hard."})
    assert refused.status_code == 422
    assert "Mornings are hard." in refused.text
    assert journal.entry(entry.id).one_to_ones == ()


def test_the_talk_of_an_earlier_entry_stands_beside_the_new_one(okafor, cast):
    old = write_entry(cast, days_ago=21)
    journal.record_one_to_one(
        old.id, cast.okafor.id, on=date(2026, 11, 4), notes="We talked", next_steps="Ring home", now=NOW
    )
    new = write_entry(cast)
    assert "Ring home" in okafor.get(f"/staff/entries/{new.id}").text


def test_a_pupils_journal_shows_every_entry(okafor, cast):
    write_entry(cast, days_ago=21, words="First words")
    write_entry(cast, words="Later words")
    page = okafor.get(f"/staff/pupils/{cast.amina.id}/journal").text
    assert page.index("Later words") < page.index("First words")


def test_another_tutors_entry_is_not_there(client, cast):
    entry = write_entry(cast)
    price = client.sign_in(cast.price)
    assert price.get(f"/staff/entries/{entry.id}").status_code == 404
    assert price.send(f"/staff/entries/{entry.id}", {"notes": "x", "on": "2026-11-23"}).status_code == 404
    assert journal.entry(entry.id).one_to_ones == ()
    assert "Amina" not in price.get("/staff/one-to-ones").text


def test_words_for_a_question_that_the_journal_does_not_ask_are_shown_with_the_entry(okafor, cast):
    entry = write_entry(cast, words="asked and answered")
    visit = visits.visit_by_id(VisitRow.get().id, NOW)
    other = question_library.add_from_library("faces", TODAY).questions[-1]
    for number, words in enumerate(["I wrote", "I wrote this elsewhere"]):
        fields = {"words": words, "sequence": str(number + 5)}
        with pytest.raises(answers.NotOfThisVisit):
            answers.save_late_answer(visit, "journal", other.id, press="next", fields=fields, now=NOW)
    page = read_page(okafor.get(f"/staff/entries/{entry.id}").text)
    (shown,) = (part for part in page.iter("details") if "data-set-aside" in part.attrib)
    (line,) = shown.iter("li")
    assert "I wrote this elsewhere" in words_of(line) and other.wording in words_of(line)


def test_an_entry_without_anything_set_aside_says_nothing_about_it(okafor, cast):
    entry = write_entry(cast, words="asked and answered")
    assert "data-set-aside" not in okafor.get(f"/staff/entries/{entry.id}").text
