"""The settings about https: a staff's side that is closed to plain http, a proxy that is believed or not."""

import pytest

from tests.client import html_of
from tests.page import read_page, words_of
from web.config import NeitherYesNorNo, NoSuchProxy, read_settings
from web.only_https import STAFF_NEED_HTTPS
from web.serve import settings_for

HTTPS = "https://school.local"
WARNING = "This page is not encrypted (http)"


@pytest.fixture
def closed(app):
    """The school with its staff's side on https alone."""
    app.config["STAFF_HTTPS"] = True
    return app.test_client()


@pytest.mark.parametrize("path", ["/staff/", "/staff/sign-in", "/staff/nowhere", "/staff/pupils/1"])
@pytest.mark.parametrize("host", ["http://school.local", "http://localhost"])
def test_a_closed_staffs_side_refuses_plain_http(closed, host, path):
    answer = closed.get(path, base_url=host)
    assert answer.status_code == 403
    assert str(STAFF_NEED_HTTPS) in words_of(read_page(html_of(answer)))


def test_a_closed_staffs_side_refuses_passwords_over_plain_http(closed, cast):
    answer = closed.post("/staff/sign-in", data={"email": cast.okafor.email, "password": "never read"})
    assert (answer.status_code, str(STAFF_NEED_HTTPS) in html_of(answer)) == (403, True)


def test_a_closed_staffs_side_gives_no_cookie_over_plain_http(closed):
    assert "Set-Cookie" not in closed.get("/staff/sign-in").headers


def test_a_closed_staffs_side_opens_over_https(closed):
    assert closed.get("/staff/sign-in", base_url=HTTPS).status_code == 200


def test_a_closed_staffs_side_leaves_pupils_on_plain_http(closed):
    assert closed.get("/k/tablet").status_code == 200


def test_the_staffs_side_is_open_where_nothing_is_set(client):
    assert client.get("/staff/sign-in").status_code == 200


@pytest.mark.parametrize("words, on", [("", False), ("0", False), ("no", False), ("1", True), ("Yes", True)])
def test_the_setting_is_on_or_off(tmp_path, words, on):
    environ = {"PERSONALISE_STAFF_HTTPS": words}
    assert read_settings({"DATA_DIR": tmp_path}, environ)["STAFF_HTTPS"] is on


def test_a_mistyped_protection_is_told(tmp_path):
    with pytest.raises(NeitherYesNorNo):
        read_settings({"DATA_DIR": tmp_path}, {"PERSONALISE_STAFF_HTTPS": "onn"})


@pytest.mark.parametrize("words", ["*", "proxy.local", "10.0.0.0/8", "127.0.0.1:80"])
def test_a_proxy_that_is_no_address_is_told(tmp_path, words):
    with pytest.raises(NoSuchProxy):
        read_settings({"DATA_DIR": tmp_path}, {"PERSONALISE_PROXY": words})


def test_a_proxy_is_written_as_the_server_will_see_it(tmp_path):
    assert read_settings({"DATA_DIR": tmp_path}, {"PERSONALISE_PROXY": " FD12:0::7 "})["PROXY"] == "fd12::7"


def test_no_proxy_is_believed_where_none_is_named():
    assert "trusted_proxy" not in settings_for("")


def test_localhost_is_not_held_to_https(client):
    for host, held in (("https://localhost", False), (HTTPS, True)):
        assert ("Strict-Transport-Security" in client.get("/k/", base_url=host).headers) is held


@pytest.mark.parametrize("host, warned", [("http://localhost", True), ("https://localhost", False)])
def test_the_page_of_the_school_says_what_plain_http_lacks(client, cast, host, warned):
    client.sign_in(cast.lead)
    assert (WARNING in html_of(client.get("/staff/school", base_url=host))) is warned
