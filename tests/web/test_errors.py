"""Errors: each refusal is a page of its own side, with its status and a sentence."""

import pytest

from learning.core.errors import LearningError
from tests.page import read_page, words_of
from web.errors import OPEN_TOO_LONG


class KettleCold(LearningError):
    """A refusal for these tests."""

    msgid = "The kettle of %(who)s is cold."
    status = 409


@pytest.fixture(scope="module")
def application(new_application):
    """An application with pages that fail."""
    application = new_application()

    def cold():
        raise KettleCold(who="Ms Okafor")

    def broken():
        raise ZeroDivisionError

    application.add_url_rule("/cold", view_func=cold)
    application.add_url_rule("/broken", view_func=broken)
    application.config["PROPAGATE_EXCEPTIONS"] = False
    return application


def test_a_refusal_is_told_with_its_own_status(client):
    answer = client.get("/cold")
    assert answer.status_code == 409
    assert "The kettle of Ms Okafor is cold." in answer.text


@pytest.mark.parametrize("path", ["/nowhere", "/k/nowhere/at/all", "/staff/sign-in/nowhere"])
def test_an_unknown_address_is_404(client, path):
    assert client.get(path).status_code == 404


def test_each_side_tells_it_on_its_own_page(client):
    kiosk, staff = client.get("/k/nowhere/at/all").text, client.get("/staff/nowhere").text
    assert "joined/kiosk.css" in kiosk and "/staff/static/" in staff


def test_a_mistake_of_ours_shows_no_traceback(client, caplog):
    answer = client.get("/broken")
    assert answer.status_code == 500
    assert "ZeroDivisionError" not in answer.text


def test_a_mistake_of_ours_can_be_told_without_the_database(client, store):
    store.close_store()
    assert client.get("/broken").status_code == 500


def test_a_form_without_token_is_refused(client):
    answer = client.post("/staff/sign-in", data={"email": "okafor@hillside.example"})
    assert answer.status_code == 400
    assert OPEN_TOO_LONG in words_of(read_page(answer.text))


def test_a_form_with_a_token_is_read(client):
    assert client.submit("/staff/sign-in").status_code == 422


def test_an_upload_of_50_megabytes_is_too_large(client, cast):
    client.sign_in(cast.tech)
    answer = client.post("/staff/roll", data=bytes(50 * 1024 * 1024), content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 413
    assert "8 MB" in answer.text


def test_a_wrong_method_is_405_and_says_what_is_allowed(client):
    answer = client.delete("/healthz")
    assert (answer.status_code, "GET" in answer.headers["Allow"]) == (405, True)
