"""A visit from start to finish, and its cookies."""

import pytest

from bench.browser import read_form
from kiosk.problems import HEADINGS
from learning.classroom import rooms, tablets
from learning.journals import journal
from learning.people import concerns, schools
from learning.visits import visits
from learning.visits.visits import NothingLeft, VisitOver
from tests.cast import NOW
from tests.kiosk.conftest import address, answer, cookie, press, show_card, step_of, visit_in
from tests.page import filled_in, find_form, parse, read_page, words_of

ANSWERS = {
    "yes_no": {"choice": "not_sure", "words": "My book says so"},
    "track": {"score": "0"},
    "words": {"words": "Noise"},
    "score": {"score": "10", "why": "I try"},
}


def test_yes_begins_the_journal(tablet, codes):
    show_card(tablet, codes["Amina"])
    assert tablet.submit("/k/is-this-you", to="/k/begin").location == "/k/visit"
    assert visit_in(tablet).steps[0].wording in tablet.get("/k/visit").text


def test_a_whole_visit_without_script(visiting, cast):
    while step := visit_in(visiting).first_open():
        assert answer(visiting, step, **ANSWERS[step.kind]).status_code == 303
    end = read_page(visiting.get("/k/visit").text)  # without the templates of the other steps
    assert [part for part in end.iter("p") if "data-all-kept" in part.attrib]
    assert "Amina" in words_of(next(end.iter("h1")))
    assert visiting.submit("/k/visit", to="/k/visit/end").location == "/k/?thanks="
    assert 'class="thanks"' in visiting.get("/k/?thanks=").text
    entry = journal.entries_of(cast.amina.id)[0]
    assert entry.finished_at == NOW
    assert [each.score for each in entry.answers if each.question.kind == "track"] == [0]


def test_nothing_of_a_finished_visit_can_be_seen(visiting):
    step = visit_in(visiting).steps[0]
    answer(visiting, step, press="stop", choice="yes")
    for path in ("/k/visit", f"/k/visit/journal/{step.id}"):
        page = visiting.get(path)
        assert page.status_code == 409
        assert "Amina" not in page.text


def test_stop_saves_the_answer(visiting, cast, codes):
    first = visit_in(visiting).steps[0]
    assert answer(visiting, first, press="stop", choice="no").location == "/k/"
    show_card(visiting, codes["Amina"])
    visiting.submit("/k/is-this-you", to="/k/begin")
    assert visit_in(visiting).first_open().number == 2


def test_the_next_card_ends_the_earlier_visit(visiting, codes):
    old = cookie(visiting, "visit")
    show_card(visiting, codes["Ben"])
    visiting.submit("/k/is-this-you", to="/k/begin")
    with pytest.raises(VisitOver):
        visits.visit_of(old, NOW)
    assert visit_in(visiting).pupil.called == "Ben"


def test_the_address_for_leaving_ends_the_visit(visiting):
    assert press(visiting, "/k/visit/leave").location == "/k/"
    assert cookie(visiting, "visit") == ""


# What a tab that Amina left open can send after Ben has begun in another tab.
STALE = {
    "next": ("{step}", {"press": "next", "choice": "yes", "words": "canary"}),
    "stop": ("{step}", {"press": "stop", "choice": "yes", "words": "canary"}),
    "talk": ("{step}/talk", {"press": "talk"}),
    "talk at the end": ("/k/visit/end/talk", {"press": "talk"}),
    "finish": ("/k/visit/end", {}),
    "leave": ("/k/visit/leave", {}),
}


@pytest.fixture
def stale(visiting, codes):
    """The page of Amina's visit in one tab; Ben's visit has begun in another."""
    page = visiting.get("/k/visit").text
    show_card(visiting, codes["Ben"])
    visiting.submit("/k/is-this-you", to="/k/begin")
    return page


@pytest.mark.parametrize("visit", ["amina's", "none", "not a number"])
@pytest.mark.parametrize("button", STALE)
def test_a_form_of_another_visit_changes_nothing(visiting, stale, cast, store, button, visit):
    path, fields = STALE[button]
    path = path.format(step=address(visit_in(visiting).steps[0]))
    named = {"amina's": {}, "none": {"visit": ""}, "not a number": {"visit": "²"}}[visit]
    token, before, commits = cookie(visiting, "visit"), visit_in(visiting), store.commits()
    page = visiting.post(path, data={**filled_in(find_form(read_page(stale))), **fields, **named})
    assert page.status_code == 409
    assert visits.AnotherVisit.msgid in page.text
    assert "Set-Cookie" not in page.headers
    assert (cookie(visiting, "visit"), visit_in(visiting), store.commits()) == (token, before, commits)
    assert concerns.open_concerns(cast.lead) == []


def test_a_form_without_a_visit_is_refused(visiting, store):
    token, commits = cookie(visiting, "visit"), store.commits()
    assert visiting.send("/k/visit/end", token_from="/k/visit").status_code == 409
    assert (cookie(visiting, "visit"), store.commits()) == (token, commits)


def test_every_form_of_a_visit_names_it(visiting):
    steps = visit_in(visiting).steps
    for step in steps:
        answer(visiting, step, press="skip")
    for path in ["/k/visit", *map(address, steps)]:
        forms = [form for form in read_page(visiting.get(path).text).iter("form")]
        assert forms and all(filled_in(form)["visit"] == [str(visit_in(visiting).id)] for form in forms)


def test_the_forms_of_the_benchmarks_name_their_visit(visiting):
    page = visiting.get("/k/visit").text
    assert read_form(page)[1]["visit"] == str(visit_in(visiting).id)


def test_the_welcome_page_forgets_the_visit_in_this_browser(visiting):
    visiting.get("/k/")
    assert cookie(visiting, "visit") == ""


def test_a_pupil_who_has_done_everything_gets_a_message(visiting, codes):
    press(visiting, "/k/visit/end")
    show_card(visiting, codes["Amina"])
    page = visiting.submit("/k/is-this-you", to="/k/begin")
    assert page.status_code == 409
    assert str(HEADINGS[NothingLeft]) in page.text


def test_a_room_that_closes_ends_the_visit(visiting, room):
    rooms.close_room(room.id, NOW)
    page = visiting.get("/k/visit")
    assert page.status_code == 409
    assert str(HEADINGS[VisitOver]) in page.text


def test_begin_without_a_scan_goes_to_the_welcome_page(tablet):
    assert tablet.send("/k/begin", token_from="/k/").location == "/k/"


def test_the_cookies_are_closed_to_scripts_and_other_sites(tablet, codes):
    answers = show_card(tablet, codes["Amina"]), tablet.submit("/k/is-this-you", to="/k/begin")
    cookies = [each for answer in answers for each in answer.headers.getlist("Set-Cookie")]
    assert len(cookies) == 6  # a guest's and a finish's are deleted, the scan's and the visit's are set and deleted
    assert all("HttpOnly" in each and "SameSite=Lax" in each and "Secure" not in each for each in cookies)


def test_the_cookies_are_secure_on_https(tablet, codes):
    scanned = tablet.get(f"/K/{codes['Amina'].code}", base_url="https://localhost")
    assert "Secure" in scanned.headers["Set-Cookie"]


def test_no_title_names_a_pupil(visiting):
    assert "Amina" not in visiting.get("/k/visit").text.split("</title>")[0]


def test_every_step_says_who_reads_the_answers(visiting):
    pages = parse(visiting.get("/k/visit").text)  # with its templates: every step, and the end
    steps = [step for step in pages.iter("div") if step.get("class") == "step"]
    assert len(steps) == len(visit_in(visiting).steps) + 1
    for step in steps:
        (sentence,) = [words_of(part) for part in step.iter("p") if part.get("class") == "readers"]
        assert schools.school().readers in sentence


@pytest.mark.parametrize("path, onward", [("/k/visit/leave", "/k/"), ("/k/visit/end", "/k/?thanks=")])
def test_the_pages_own_script_learns_where_to_go_at_the_end(visiting, path, onward):
    script, named = {"Accept": "application/json"}, {"visit": str(visit_in(visiting).id)}
    page = visiting.send(path, named, token_from="/k/visit", headers=script)
    assert (page.status_code, page.headers["Content-Location"]) == (204, onward)
    assert cookie(visiting, "visit") == ""


@pytest.mark.parametrize("voice, noted", [("own", True), ("none", False), ("", None), ("loud", None)])
def test_a_tablet_says_with_the_begin_of_a_visit_whether_it_has_a_voice(tablet, codes, voice, noted):
    show_card(tablet, codes["Amina"])
    tablet.submit("/k/is-this-you", {"voice": voice}, to="/k/begin")
    assert tablets.tablets()[0].has_voice is noted


def test_a_screen_reader_hears_what_a_score_asks_and_of_what(visiting):
    page = read_page(visiting.get(address(step_of(visiting, "score"))).text)
    named = {part.get("id"): part for part in page.iter() if part.get("id")}
    track = next(part for part in page.iter() if part.get("data-track") is not None)
    asked, heading = (named[name] for name in track.get("aria-labelledby").split())
    assert (asked.get("class"), heading.tag.rpartition("}")[2]) == ("asked", "h1")
    assert heading.get("aria-describedby") == asked.get("id")
