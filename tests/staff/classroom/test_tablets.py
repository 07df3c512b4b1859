"""Tablets: set-up codes, this browser as a tablet, signing one out."""

import re

import pytest
import zxingcpp

from learning.classroom import tablets
from tests.cast import NOW, PASSWORD
from tests.film import painted
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


def test_the_set_up_code_can_be_scanned(client, cast):
    page = client.sign_in(cast.tech).submit("/staff/tablets", to="/staff/tablets/set-up-code").text
    code = re.search(r'class="code">([A-Z]{4}) ([A-Z]{4})<', page)
    read = zxingcpp.read_barcodes(painted(page[page.index('<svg class="qr"') :]))
    assert [code_read.text for code_read in read] == [f"HTTP://LOCALHOST/K/T/{code[1]}{code[2]}"]


def test_the_next_tablet_gets_the_name_that_was_typed(client, cast):
    client.sign_in(cast.tech)
    page = client.submit("/staff/tablets", {"name": "Blue 3"}, to="/staff/tablets/set-up-code").text
    code = re.search(r'class="code">([A-Z ]+)<', page)[1]
    assert tablets.tablet_of(tablets.enrol_with_code(code, NOW), NOW).name == "Blue 3"


def test_a_name_that_is_too_long_is_told(client, cast):
    client.sign_in(cast.tech)
    answer = client.submit("/staff/tablets", {"name": "x" * 41}, to="/staff/tablets/set-up-code")
    assert answer.status_code == 422


def test_a_tablet_is_renamed(client, cast):
    tablets.enrol("", cast.tech.id, NOW)
    path = f"/staff/tablets/{tablets.tablets()[0].id}/name"
    client.sign_in(cast.tech).submit(path, {"name": "Red"}, to=path)
    assert tablets.tablets()[0].name == "Red"
    assert client.submit(path, {"name": ""}, to=path).status_code == 422


def test_all_tablets_are_signed_out_at_once(client, cast):
    tokens = [tablets.enrol("", cast.tech.id, NOW) for _ in range(2)]
    client.sign_in(cast.tech).submit("/staff/tablets", to="/staff/tablets/sign-out")
    for token in tokens:
        with pytest.raises(tablets.TabletNotEnrolled):
            tablets.tablet_of(token, NOW)


def test_a_tutor_does_not_sign_all_tablets_out(client, cast):
    tablets.enrol("", cast.tech.id, NOW)
    client.sign_in(cast.okafor)
    assert client.send("/staff/tablets/sign-out", token_from="/staff/").status_code == 403


def test_a_browser_is_no_tablet_while_a_member_is_signed_in_and_the_same_one_afterwards(client, cast):
    client.set_cookie("tablet", tablets.enrol("Blue", cast.tech.id, NOW))
    client.submit("/staff/sign-in", {"email": cast.tech.email, "password": PASSWORD})
    assert "This browser was Blue." in client.get("/staff/").text
    assert client.get("/k/").status_code == 403
    client.submit("/staff/tablets", to="/staff/tablets/this-browser")
    assert "Blue" in client.get("/k/").text
    assert len(tablets.tablets()) == 1


def test_a_wrong_password_leaves_the_tablet_a_tablet(client, cast):
    client.set_cookie("tablet", tablets.enrol("Blue", cast.tech.id, NOW))
    client.submit("/staff/sign-in", {"email": cast.tech.email, "password": "a wrong one here"})
    assert client.get("/k/").status_code == 200
