"""Signing in and out."""

import pytest

from learning import example
from learning.journals import journal
from learning.people import sign_ins
from tests.cast import found_school, NOW, PASSWORD
from tests.chain import ask_the_seed, open_room, visit_and_finish


def sign_in(client, email="okafor@hillside.example", password=PASSWORD, path="/staff/sign-in", **more):
    return client.submit(path, {"email": email, "password": password, **more})


def test_signing_in_leads_to_the_home_page(client, cast):
    assert sign_in(client).location == "/staff/"


def test_signing_in_leads_on_to_the_page_that_was_wanted(client, cast):
    wanted = client.get("/staff/cohorts?x=1").location
    assert sign_in(client, path=wanted).location == "/staff/cohorts?x=1"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/staff/", "/k/", "/staff/../k/", "/staff/\\evil", "javascript:alert(1)"],
)
def test_signing_in_leads_nowhere_else(client, cast, elsewhere):
    assert sign_in(client, next=elsewhere).location == "/staff/"


def test_an_unknown_email_and_a_wrong_password_get_the_same_message(client, cast):
    wrong = sign_in(client, password="not the words")
    unknown = sign_in(client, email="nobody@hillside.example")
    assert (wrong.status_code, unknown.status_code) == (401, 401)
    assert wrong.text.count(sign_ins.WrongSignIn.msgid) == unknown.text.count(sign_ins.WrongSignIn.msgid) == 1


def test_the_typed_email_stays_and_the_password_does_not(client, cast):
    page = sign_in(client, password="not the words").text
    assert "okafor@hillside.example" in page
    assert "not the words" not in page


def test_after_too_many_attempts_a_member_has_to_wait(client, cast):
    for _ in range(10):
        sign_in(client, password="not the words")
    assert sign_in(client).status_code == 429


def test_empty_fields_get_an_error_each(client, cast):
    answer = sign_in(client, email="", password="")
    assert answer.status_code == 422
    assert answer.text.count('aria-invalid="true"') == 2


def test_signing_in_clears_the_earlier_session(client, cast):
    with client.session_transaction() as session:
        session["left"] = "behind"
    sign_in(client)
    with client.session_transaction() as session:
        assert "left" not in session


def test_each_sign_in_has_its_own_token(client, cast):
    first = sign_in(client).headers["Set-Cookie"]
    second = sign_in(client).headers["Set-Cookie"]
    assert first != second


def test_signing_in_again_ends_the_earlier_sign_in(client, cast):
    sign_in(client)
    old = client.get_cookie("sign_in", path="/staff").value
    sign_in(client)
    with pytest.raises(sign_ins.SignInOver):
        sign_ins.member_of(old, NOW)


def test_signing_out_ends_it_on_the_server_too(client, cast):
    sign_in(client)
    copied = client.get_cookie("sign_in", path="/staff").value
    client.submit("/staff/", to="/staff/sign-out")
    client.set_cookie("sign_in", copied, path="/staff")
    assert client.get("/staff/").status_code == 303


def test_signing_out_is_not_a_link(client, cast):
    assert client.sign_in(cast.okafor).get("/staff/sign-out").status_code == 405


def test_the_cookie_is_closed_to_scripts_and_other_sites(client, cast):
    cookie = sign_in(client).headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Secure" not in cookie


def test_the_cookie_is_secure_on_https(client, cast):
    page = client.get("/staff/sign-in").text
    sent = {"email": cast.okafor.email, "password": PASSWORD}
    https = {"base_url": "https://localhost", "headers": {"Referer": "https://localhost/staff/sign-in"}}
    answer = client.submit(page, sent, **https)
    assert answer.status_code == 303
    assert "Secure" in next(cookie for cookie in answer.headers.getlist("Set-Cookie") if cookie.startswith("sign_in="))


def test_an_example_school_offers_its_staff(client, store):
    found_school(is_example=True)
    page = client.get("/staff/sign-in").text
    assert "offered-heading" in page
    assert all(name in page for name, _duty, _email, _password in example.SIGN_INS)


def test_a_real_school_offers_nobody(client, cast):
    assert "offered" not in client.get("/staff/sign-in").text


def late_one_to_one(client, cast, clock):
    """A one-to-one that Ms Okafor sends after writing for half an hour. Returns the entry and the response."""
    ask_the_seed()
    open_room(cast)
    visit_and_finish(cast)
    entry = journal.entries_of(cast.amina.id)[0]
    page = client.sign_in(cast.okafor).page(f"/staff/entries/{entry.id}")
    clock.forward(minutes=31)
    return entry, client.submit(
        page, {"notes": "A long talk & more", "next_steps": "Rest"}, to=f"/staff/entries/{entry.id}"
    )


def test_a_form_sent_too_late_is_saved_after_signing_in(client, cast, clock):
    entry, late = late_one_to_one(client, cast, clock)
    assert late.status_code == 401
    again = client.submit(late.text, {"email": "okafor@hillside.example", "password": PASSWORD})
    assert client.submit(again.text, to=f"/staff/entries/{entry.id}").status_code == 303
    talk = journal.entry(entry.id).one_to_ones[0]
    assert (talk.notes, talk.next_steps) == ("A long talk & more", "Rest")


def test_a_form_sent_too_late_is_not_shown_to_another_member(client, cast, clock):
    _, late = late_one_to_one(client, cast, clock)
    other = client.submit(late.text, {"email": "price@hillside.example", "password": PASSWORD})
    assert other.location == "/staff/"
    assert "A long talk" not in client.get("/staff/").text
