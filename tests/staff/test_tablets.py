"""Tablets: set-up codes, this browser as a tablet, signing one out."""

import re

import pytest

from learning import tablets
from tests.cast import NOW
from tests.page import read_page, words_of


def set_up_code(client) -> str:
    page = read_page(client.submit("/staff/tablets", to="/staff/tablets/set-up-code").text)
    return next(words_of(words) for words in page.iter("p") if words.get("class") == "code")


def test_a_set_up_code_works_once(client, cast):
    code = set_up_code(client.sign_in(cast.tech))
    assert re.fullmatch("[A-Z]{4} [A-Z]{4}", code)
    tablets.enrol_with_code(code, NOW)
    with pytest.raises(tablets.SetUpCodeUnknown):
        tablets.enrol_with_code(code, NOW)


def test_a_set_up_code_is_shown_once(client, cast):
    code = set_up_code(client.sign_in(cast.tech))
    assert code not in client.get("/staff/tablets").text


def test_this_browser_becomes_a_tablet_and_its_member_is_signed_out(client, cast):
    client.sign_in(cast.tech)
    answer = client.submit("/staff/tablets", to="/staff/tablets/this-browser")
    assert answer.location == "/k/"
    assert tablets.tablet_of(client.get_cookie("tablet").value, NOW).name == "Tablet 1"
    assert client.get("/staff/").status_code == 303


def test_the_tablets_cookie_is_closed_to_scripts(client, cast):
    client.sign_in(cast.tech)
    answer = client.submit("/staff/tablets", to="/staff/tablets/this-browser")
    cookie = next(cookie for cookie in answer.headers.getlist("Set-Cookie") if cookie.startswith("tablet="))
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/;" in cookie


def test_a_lost_tablet_is_signed_out(client, cast):
    token = tablets.enrol("Blue", cast.tech.id, NOW)
    tablet = tablets.tablets()[0]
    client.sign_in(cast.tech).submit("/staff/tablets", to=f"/staff/tablets/{tablet.id}/sign-out")
    with pytest.raises(tablets.TabletNotEnrolled):
        tablets.tablet_of(token, NOW)


def test_no_tablet_of_this_number_is_told(client, cast):
    assert client.sign_in(cast.tech).send("/staff/tablets/9/sign-out", token_from="/staff/").status_code == 404
