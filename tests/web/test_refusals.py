"""Nonsense in a request gets a page, and what fails is logged without a word of the request."""

import logging
import re

import pytest
from peewee import DataError

from tests.client import html_of
from tests.everywhere import first_allowed
from tests.page import read_page, words_of
from web.headers import ALWAYS
from web.refusals import can_be_host, Id, NUL

CODE = "K7ABCDEFGHJKMNPQRSTVWXYZ23"
LONG = ".".join(["a" * 60] * 5)


@pytest.fixture(scope="module")
def application(new_application):
    """An application with pages that fail."""
    application = new_application()

    def broken(code):
        raise KeyError(code) from ValueError(code)

    def too_large():
        raise OverflowError("Python int too large to convert to SQLite INTEGER")

    def out_of_range():
        raise DataError("integer out of range")

    application.add_url_rule("/broken/<code>", "broken", broken, methods=["GET", "POST"])
    application.add_url_rule("/too-large", view_func=too_large)
    application.add_url_rule("/out-of-range", view_func=out_of_range)
    return application


@pytest.fixture
def earnest(app, monkeypatch):
    """The application as it runs in earnest."""
    monkeypatch.setattr(logging.getLogger("personalise"), "disabled", False)  # import-linter silences all others
    app.testing = False
    return app


@pytest.mark.parametrize(
    "host", ["a" * 64, LONG, "a..b", "sch\xf6\xff.example", "a b", "h:port", "[::1", "<b>", ".", "/"]
)
@pytest.mark.parametrize("path", ["/k/", "/staff/sign-in", f"/k/{CODE}", "/nowhere", "/static/tokens.css"])
def test_a_host_that_is_no_address_is_400_with_our_headers(earnest, caplog, host, path):
    answer = earnest.test_client().get(path, environ_overrides={"HTTP_HOST": host})
    assert answer.status_code == 400
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    assert "cannot be read" in words_of(read_page(html_of(answer)))
    assert caplog.records == []


@pytest.mark.parametrize(
    "host", ["school", "school.example", "192.168.1.20:8000", "[fe80::1]:8000", "my_box.local.", "a" * 63, "127.0.0.1"]
)
def test_a_host_that_is_an_address_is_taken(client, host):
    assert can_be_host(host)
    assert client.get("/staff/sign-in", environ_overrides={"HTTP_HOST": host}).status_code == 200


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_fails_is_logged_by_endpoint_without_a_word_of_the_request(earnest, caplog, method):
    earnest.config["WTF_CSRF_ENABLED"] = False
    answer = earnest.test_client().open(f"/broken/{CODE}?q={CODE}", method=method)
    assert answer.status_code == 500
    assert f"broken [{method}] failed: KeyError" in caplog.text
    assert "after ValueError" in caplog.text and "test_refusals.py:" in caplog.text
    assert CODE not in caplog.text


def test_what_fails_outside_of_flask_is_answered_and_logged_alike(earnest, caplog, monkeypatch):
    def fail(environ):
        raise RuntimeError(CODE)

    monkeypatch.setattr(earnest, "request_context", fail)
    answer = earnest.test_client().get(f"/k/{CODE}")
    assert (answer.status_code, answer.headers["Content-Security-Policy"]) == (500, ALWAYS["Content-Security-Policy"])
    assert "RuntimeError" in caplog.text and CODE not in caplog.text


def test_nothing_of_an_address_is_logged_anywhere(earnest, caplog):
    caplog.set_level(logging.DEBUG)
    earnest.test_client().get(f"/broken/{CODE}")
    assert CODE not in caplog.text


def with_ids(app, number):
    """Every address that takes an id, with this one, and a method that it is asked with."""
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            parts = rule._converters
            if any(isinstance(part, Id) for part in parts.values()):
                ones = {name: first_allowed(parts[name]) for name in rule.arguments}
                path = app.url_for(rule.endpoint, **ones)
                yield re.sub(r"(?<=/)1(?=/|$)", str(number), path), "GET" if "GET" in rule.methods else "POST"


@pytest.mark.parametrize("number", [2**31, 2**63, "9" * 5000], ids=["2**31", "2**63", "5000 digits"])
def test_an_id_beyond_any_table_is_404_on_every_route(app, client, cast, number):
    app.config["WTF_CSRF_ENABLED"] = False
    client.sign_in(cast.lead)
    found = {(path, method): client.open(path, method=method).status_code for path, method in with_ids(app, number)}
    assert len(found) > 20
    assert set(found.values()) == {404}


def test_the_largest_id_is_still_an_address(app):
    addresses = app.url_map.bind("school")
    assert {addresses.match(path, method)[0] for path, method in with_ids(app, 999_999_999)}


@pytest.mark.parametrize("path", ["/too-large", "/out-of-range"])
def test_a_number_that_no_column_holds_is_404(earnest, path):
    assert earnest.test_client().get(path).status_code == 404


def test_a_nul_character_in_a_form_is_refused_in_a_sentence(client):
    answer = client.submit("/staff/sign-in", {"email": "okafor\0@hillside.example"})
    assert answer.status_code == 400
    assert str(NUL) in words_of(read_page(html_of(answer)))


@pytest.mark.parametrize("query", ["name=a%00b", "a%00b=name", "name=a&name=%00"])
@pytest.mark.parametrize("path", ["/staff/sign-in", "/k/", "/nowhere"])
def test_a_nul_character_in_a_query_is_refused(client, path, query):
    assert client.get(f"{path}?{query}").status_code == 400


@pytest.mark.parametrize("path", ["/k/%00", "/K/%00", "/static/%00", "/k/static/a%00.css", "/staff/%00"])
def test_a_nul_character_in_an_address_is_404(client, path):
    assert client.get(path, follow_redirects=True).status_code in (403, 404)
