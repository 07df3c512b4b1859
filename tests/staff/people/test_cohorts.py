"""Cohorts, their rounds, their teams, and groups that staff make."""

import re

import pytest

from learning.people import access, cohorts
from learning.rounds import planning, rounds
from tests.cast import TODAY
from tests.chain import ask_the_seed, give, open_round


def gather(client, fields):
    return client.submit("/staff/cohorts/gather", fields, to="/staff/cohorts/gather")


def test_a_tutor_sees_the_cohorts_of_their_teams(client, cast):
    page = client.sign_in(cast.okafor).get("/staff/cohorts").text
    assert "Kestrels" in page and "Ospreys" not in page


def test_a_cohort_lists_its_pupils(client, cast):
    page = client.sign_in(cast.okafor).get(f"/staff/cohorts/{cast.kestrels.id}").text
    assert "Amina Yusuf" in page and "Callum" not in page


def test_the_newest_round_comes_first(client, cast):
    planning.open_round(cast.kestrels.id, "Summer", "", TODAY.replace(month=6))
    planning.open_round(cast.kestrels.id, "Autumn", "", TODAY)
    page = client.sign_in(cast.okafor).get(f"/staff/cohorts/{cast.kestrels.id}").text
    assert page.index("Autumn") < page.index("Summer")


def test_a_round_begins_with_name_focus_and_date(client, cast):
    client.sign_in(cast.okafor)
    path = f"/staff/cohorts/{cast.kestrels.id}/start-round"
    client.submit(path, {"name": "Spring", "focus": "swimming", "opened_on": "2026-11-20"}, to=path)
    spring = rounds.latest_round(cast.kestrels.id)
    assert (spring.name, spring.focus, str(spring.opened_on)) == ("Spring", "swimming", "2026-11-20")


def test_a_round_without_a_name_keeps_what_was_typed(client, cast):
    client.sign_in(cast.okafor)
    path = f"/staff/cohorts/{cast.kestrels.id}/start-round"
    answer = client.submit(path, {"name": " ", "focus": "swimming"}, to=path)
    assert answer.status_code == 422
    assert 'value="swimming"' in answer.text and 'id="name-error"' in answer.text
    assert rounds.rounds_of(cast.kestrels.id) == []


def test_a_lead_adds_somebody_to_the_team(client, cast):
    client.sign_in(cast.lead)
    path = f"/staff/cohorts/{cast.kestrels.id}"
    client.submit(path, {"team-member_id": cast.price.id}, to=f"{path}/team")
    assert access.may_see(cast.price, cast.amina.id)


def test_a_lead_removes_somebody_from_the_team(client, cast):
    client.sign_in(cast.lead)
    path = f"/staff/cohorts/{cast.kestrels.id}"
    client.submit(path, to=f"{path}/team/{cast.okafor.id}/leave")
    assert not access.may_see(cast.okafor, cast.amina.id)


def test_a_tutor_cannot_add_anybody_to_a_team(client, cast):
    client.sign_in(cast.price)
    answer = client.send(
        f"/staff/cohorts/{cast.kestrels.id}/team", {"team-member_id": cast.price.id}, token_from="/staff/"
    )
    assert answer.status_code == 403
    assert not access.may_see(cast.price, cast.amina.id)


def test_a_lead_makes_a_group_from_the_whole_school(client, cast):
    client.sign_in(cast.lead)
    gather(client, {"name": "Mentoring", "pupil_ids": [cast.amina.id, cast.callum.id]})
    group = next(cohort for cohort in cohorts.cohorts_of(cast.lead) if cohort.kind == "group")
    assert (group.name, group.pupils, group.team) == ("Mentoring", 2, ("Mrs Lead",))


def test_a_tutor_cannot_put_a_pupil_they_do_not_see_into_a_group(client, cast):
    client.sign_in(cast.okafor)
    answer = gather(client, {"name": "Mine", "pupil_ids": [cast.callum.id]})
    assert answer.status_code == 422
    assert not access.may_see(cast.okafor, cast.callum.id)


def test_a_group_without_pupils_keeps_its_name_on_the_page(client, cast):
    client.sign_in(cast.okafor)
    answer = gather(client, {"name": "Mentoring"})
    assert answer.status_code == 422
    assert 'value="Mentoring"' in answer.text and 'id="pupil_ids-error"' in answer.text


def test_a_group_without_a_name_keeps_its_ticks(client, cast):
    client.sign_in(cast.okafor)
    answer = gather(client, {"pupil_ids": [cast.amina.id]})
    assert answer.status_code == 422
    assert f'id="pupil-{cast.amina.id}" checked' in answer.text


def test_a_name_that_is_taken_gets_an_error(client, cast):
    cohorts.gather("Mentoring", [cast.amina.id], cast.lead.id, None)
    client.sign_in(cast.okafor)
    answer = gather(client, {"name": "Mentoring", "pupil_ids": [cast.amina.id]})
    assert answer.status_code == 422
    assert str(cohorts.NameTaken(name="Mentoring")) in answer.text


@pytest.fixture
def answers_page(cast):
    """The path of the page that shows who has answered. A parent has."""
    ask_the_seed()
    autumn = open_round(cast)
    give(cast, autumn, "parent", 4)
    return f"/staff/cohorts/{cast.kestrels.id}/rounds/{autumn.id}/answers"


def test_a_round_shows_who_has_answered_and_who_has_not(client, cast, answers_page):
    client.sign_in(cast.okafor)
    page = client.get(answers_page).text
    assert "Mrs Yusuf" in page and re.search(r"<b>1\D+2</b>", page)
    missing = client.get(f"{answers_page}?missing=parent").text.partition("<tbody>")[2].partition("</tbody>")[0]
    assert "Ben Adeyemi" in missing and "Amina Yusuf" not in missing


@pytest.mark.parametrize("missing", ["nonsense", "%3Cb%3E", ""])
def test_an_unknown_kind_of_answer_shows_every_pupil(client, cast, answers_page, missing):
    page = client.sign_in(cast.okafor).get(f"{answers_page}?missing={missing}").text
    assert "Ben Adeyemi" in page and "Amina Yusuf" in page


def test_another_tutor_does_not_see_who_has_answered(client, cast, answers_page):
    assert client.sign_in(cast.price).get(answers_page).status_code == 404


def test_a_round_of_another_cohort_is_not_found(client, cast, answers_page):
    client.sign_in(cast.price)
    path = answers_page.replace(f"/cohorts/{cast.kestrels.id}/", f"/cohorts/{cast.ospreys.id}/")
    assert client.get(path).status_code == 404
