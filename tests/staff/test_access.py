"""The guard: who comes in, and whose pupils they see."""

import re

import pytest

from learning.people import cohorts
from tests.cast import add_member


def test_a_page_asks_for_a_sign_in(client, cast):
    answer = client.get(f"/staff/pupils/{cast.amina.id}")
    assert (answer.status_code, answer.location) == (303, f"/staff/sign-in?next=/staff/pupils/{cast.amina.id}")


def test_a_press_without_sign_in_changes_nothing_and_is_not_repeated(client, cast):
    answer = client.send(f"/staff/pupils/{cast.amina.id}/qr-card")
    assert (answer.status_code, answer.location) == (303, "/staff/sign-in")


def test_stylesheets_are_open(client, cast):
    assert client.get("/staff/static/staff.css").status_code == 200


def without_token(page: str) -> str:
    """The page without the token of its forms, which is another one every second."""
    return re.sub(r'name="csrf_token" value="[^"]*"', "", page)


@pytest.mark.parametrize(
    "page", ["/staff/pupils/{pupil}", "/staff/pupils/{pupil}/journal", "/staff/pupils/{pupil}/aims"]
)
def test_another_tutors_pupil_is_not_there(client, cast, page):
    client.sign_in(cast.price)
    foreign, absent = client.get(page.format(pupil=cast.amina.id)), client.get(page.format(pupil=9999))
    assert (foreign.status_code, absent.status_code) == (404, 404)
    assert without_token(foreign.text) == without_token(absent.text)


@pytest.mark.parametrize("page", ["", "/start-round", "/room", "/qr-cards", "/qr-cards/sheet"])
def test_another_tutors_cohort_is_not_there(client, cast, page):
    client.sign_in(cast.price)
    foreign = client.get(f"/staff/cohorts/{cast.kestrels.id}{page}")
    absent = client.get(f"/staff/cohorts/9999{page}")
    assert (foreign.status_code, absent.status_code) == (404, 404)
    assert without_token(foreign.text) == without_token(absent.text)


def test_the_tutor_of_a_pupil_comes_in(client, cast):
    assert client.sign_in(cast.okafor).get(f"/staff/pupils/{cast.amina.id}").status_code == 200


def test_an_administrator_sees_names_but_no_pupils_page(client, cast):
    client.sign_in(cast.tech)
    assert "Amina Yusuf" in client.get(f"/staff/cohorts/{cast.kestrels.id}").text
    assert client.get(f"/staff/pupils/{cast.amina.id}").status_code == 404


@pytest.mark.parametrize(
    "page", ["/staff/roll", "/staff/school", "/staff/school/characteristics", "/staff/school/staff"]
)
def test_a_tutor_may_not_change_the_school(client, cast, page):
    assert client.sign_in(cast.okafor).get(page).status_code == 403


def test_a_professional_sets_up_no_tablets(client, cast):
    ode = add_member(name="Dr Ode", duty="professional")
    assert client.sign_in(ode).get("/staff/tablets").status_code == 403


def test_leaving_the_team_closes_its_pupils_at_once(client, cast):
    client.sign_in(cast.okafor)
    cohorts.leave_team(cast.kestrels.id, cast.okafor.id)
    assert client.get(f"/staff/pupils/{cast.amina.id}").status_code == 404


def test_half_an_hour_of_rest_signs_out(client, cast, clock):
    client.sign_in(cast.okafor)
    clock.forward(minutes=31)
    assert client.get("/staff/").status_code == 303
