"""A write that fails is never told as done: every form of the house is sent while the disk is full.

The forms are found on the pages, filled in so that sending them changes something; so a form that is added later is
sent here, too."""

import pytest
from markupsafe import escape

from learning.visits import visits
from tests.cast import NOW
from tests.every_form import read_forms, ways_to_send
from tests.kiosk.test_outbox import sealed
from tests.school_on_file import open_school, SchoolOnFile, Sent

MOST_COMMITS = 8  # of one request
TYPED = ("text", "textarea", "email")
NOT_GIVEN_BACK = ("code",)  # the next person at the tablet must not find it there
JSON = {"Accept": "application/json"}


@pytest.fixture(scope="module")
def school(tmp_path_factory, migrated):
    """The school with two teams."""
    with open_school(tmp_path_factory.mktemp("failing_writes"), migrated) as school:
        yield school


@pytest.fixture(scope="module")
def sent(school) -> list[Sent]:
    """Every form that changes something, with who sends it."""
    return school.what_changes(school.pages_of_the_owners())


def typed_into(each: Sent) -> list[str]:
    """The words that somebody typed into a form."""
    names = {field.name for field in each.form.fields if field.kind in TYPED and field.name not in NOT_GIVEN_BACK}
    return [words for name in names for words in each.filled.get(name, ()) if words.strip()]


def faults_of(school: SchoolOnFile, cookies, each: Sent, after: int):
    """What is wrong with the answer to a form whose write fails after so many commits."""
    what = f"{each.owner} at {each.endpoint}, {after} commits done"
    browser = school.browser(cookies)
    with school.failing_writes(after) as commits:
        answer = school.send_from(browser, each.form, each.filled)
        if all(commits) or answer.status_code == 404:  # a set-up code that is not there has been noted as a guess
            return
    page = answer.data.decode(errors="replace")
    if answer.status_code != 503:
        yield f"{what}: answer {answer.status_code} {answer.location or ''}"
    if flashed(school, browser):
        yield f"{what}: tells {flashed(school, browser)}"
    if gone := [name for name in cookies if name not in {cookie.key for cookie in browser._cookies.values()}]:
        yield f"{what}: the browser has forgotten {gone}"
    if lost := [words for words in typed_into(each) if str(escape(words)) not in page]:
        yield f"{what}: {lost} is not on the page any more"
    if after == 0 and school.has_written() and school.has_changed():
        yield f"{what}: something was changed all the same"
    has_password = any(field.kind == "password" for field in each.form.fields)  # it must be typed again
    if after == 0 and each.endpoint.startswith("staff.") and typed_into(each) and not has_password:
        again = [form for form in read_forms(each.form.action, page)[0] if form.action == each.form.action]
        if not any(school.changes(cookies, form, filled) for form in again for filled in ways_to_send(form)):
            yield f"{what}: what was typed cannot be sent again"


def flashed(school: SchoolOnFile, browser) -> list:
    """What the next page would tell."""
    with browser.session_transaction() as session:
        return session.get("_flashes", [])


def test_a_failed_write_is_never_told_as_done(school, sent):
    owners, faults = school.owners(), []
    for each in sent:
        for after in range(MOST_COMMITS):
            found = list(faults_of(school, owners[each.owner], each, after))
            faults += found
            school.put_back()
            if not needs_more(school, owners[each.owner], each, after):
                break
    assert not faults, f"{len(faults)} faults:\n" + "\n".join(faults)


def needs_more(school, cookies, each, after) -> bool:
    """Does this form commit more than once, so that a later commit can fail?"""
    with school.failing_writes(after + 1) as commits:
        school.send(cookies, each.form, each.filled)
    school.put_back()
    return not all(commits)


def test_the_script_of_a_page_is_never_told_either(school, sent):
    owners, faults = school.owners(), []
    for each in sent:
        if each.endpoint.startswith("kiosk.") or each.endpoint.endswith("meeting"):
            with school.failing_writes() as commits:
                answer = school.send(owners[each.owner], each.form, each.filled, headers=JSON)
            if commits and answer.status_code != 503:
                faults.append(f"{each.endpoint}: answer {answer.status_code}")
            school.put_back()
    assert not faults, faults


def test_a_letter_of_an_outbox_stays_there_until_it_is_saved(school):
    cookies = school.owners()["pupil"]
    with school.app.test_request_context():
        visit = visits.visit_of(cookies["visit"], NOW)
        step = next(step for step in visit.steps if step.kind == "words")
        words = {"press": "next", "task": step.task, "step": str(step.id), "words": "It is loud", "sequence": "5"}
        letters = [sealed(visit.id, letter) for letter in (words, {"press": "finish"}, {"press": "talk"})]
    browser = school.browser(cookies)
    with school.failing_writes():
        answer = browser.post("/k/outbox", json={"letters": letters})
    assert answer.json["done"] == []
    assert browser.post("/k/outbox", json={"letters": letters}).json["done"] == [letter["key"] for letter in letters]
    assert school.put_back()
