"""Headers: protection on everything, nothing of a person kept by browsers, program files kept and small."""

import gzip
import re

import pytest

from learning.classroom import tablets
from tests.cast import NOW
from tests.everywhere import address, everything_at_hand
from web.headers import ALWAYS, CONTENT_POLICY

STYLES = "/static/tokens/light.css"


@pytest.mark.parametrize("path", ["/staff/sign-in", "/k/", "/nowhere", "/staff/nowhere", "/healthz", STYLES, "/"])
def test_every_answer_carries_the_protective_headers(client, path):
    answer = client.get(path)
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS


def test_the_content_policy_allows_nothing_inline_and_nobody_else():
    assert "unsafe" not in CONTENT_POLICY and "http" not in CONTENT_POLICY


@pytest.mark.parametrize("path", ["/staff/sign-in", "/k/", "/nowhere", "/", "/healthz", "/static/nothing.css"])
def test_pages_are_not_kept(client, path):
    assert client.get(path).headers["Cache-Control"] == "no-store"


def test_a_file_with_its_version_is_kept_for_a_year(client):
    assert client.get(f"{STYLES}?v=1").headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_file_without_version_is_asked_for_again(client):
    assert client.get(STYLES).headers["Cache-Control"] == "no-cache"


def test_static_addresses_carry_the_time_of_the_file(app):
    with app.test_request_context():
        page = app.jinja_env.from_string("{{ static_url('static', 'tokens/light.css') }}")
        assert page.render().startswith(f"{STYLES}?v=1")


def test_long_text_travels_compressed(client):
    plain = client.get(STYLES)
    small = client.get(STYLES, headers={"Accept-Encoding": "gzip"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.data) == plain.data


def test_a_page_travels_compressed(client):
    small = client.get("/k/", headers={"Accept-Encoding": "gzip, br"})
    assert small.headers.get("Content-Encoding") == "gzip"


@pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0"])
def test_text_stays_plain_where_gzip_is_not_taken(client, accepted):
    answer = client.get(STYLES, headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in answer.headers
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_a_compressed_file_that_did_not_change_is_not_sent_again(client):
    accepts = {"Accept-Encoding": "gzip"}
    mark = client.get(STYLES, headers=accepts).headers["ETag"]
    assert client.get(STYLES, headers={**accepts, "If-None-Match": mark}).status_code == 304


def test_static_files_do_not_touch_the_database(client, store):
    store.close_store()
    assert client.get(STYLES).status_code == 200


@pytest.mark.parametrize("scheme, secure", [("http", False), ("https", True)])
def test_the_session_cookie_is_secure_on_https(client, scheme, secure):
    cookie = client.get("/staff/sign-in", base_url=f"{scheme}://localhost").headers["Set-Cookie"]
    assert ("Secure" in cookie) is secure
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie


def policy_of(answer):
    """What a page's answer says about where its script may come from."""
    return re.search(r"script-src ([^;]*)", answer.headers["Content-Security-Policy"])[1]


def test_the_welcome_page_alone_may_run_the_cameras_reader(client, cast):
    client.set_cookie("tablet", tablets.enrol("", cast.okafor.id, NOW))
    wrong = client.submit("/k/", {"code": "QQQQQQQQ"}, to="/k/scan")
    assert (client.get("/k/").status_code, wrong.status_code) == (200, 404)
    assert {policy_of(answer) for answer in (client.get("/k/"), wrong)} == {"'self' 'wasm-unsafe-eval'"}
    other = client.get("/k/").headers["Content-Security-Policy"].replace(" 'wasm-unsafe-eval'", "")
    assert other == CONTENT_POLICY


def test_no_other_page_may(app, client, example_school):
    values, cookies = everything_at_hand(app)
    for name, token in cookies.items():
        client.set_cookie(name, token, path="/k" if name == "visit" else "/")
    loose = []
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and rule.endpoint != "kiosk.welcome":
            answer = client.get(address(app, rule, values))
            if answer.status_code != 204 and "unsafe" in answer.headers["Content-Security-Policy"]:
                loose.append(rule.rule)
    assert loose == []
