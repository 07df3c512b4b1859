"""A browser becomes a tablet, and a newcomer tries the example school."""

import pytest

from learning import example
from learning.classroom import tablets
from learning.people import schools
from tests.cast import NOW
from tests.kiosk.conftest import cookie


@pytest.fixture
def code(cast):
    """A set-up code from Ms Okafor."""
    return tablets.new_set_up_code(cast.okafor.id, NOW)


def test_a_set_up_code_makes_a_tablet_for_a_year(client, code):
    answer = client.submit("/k/tablet", {"code": code.lower()})
    assert answer.location == "/k/"
    cookies = answer.headers.getlist("Set-Cookie")
    assert any(each.startswith("tablet=") and "Max-Age=31536000" in each for each in cookies)
    assert client.get("/k/").status_code == 200


@pytest.mark.parametrize(("typed", "status"), [("AAAA AAAA", 404), ("", 422)])
def test_a_wrong_set_up_code_gets_a_message(client, cast, typed, status):
    answer = client.submit("/k/tablet", {"code": typed})
    assert answer.status_code == status
    assert 'id="wrong"' in answer.text
    assert cookie(client, "tablet") == ""


def test_a_set_up_code_works_for_ten_minutes(client, code, clock):
    clock.forward(minutes=11)
    assert client.submit("/k/tablet", {"code": code}).status_code == 404


def test_a_tablet_that_is_set_up_shows_its_name_and_no_form(tablet):
    page = tablet.get("/k/tablet").text
    assert tablets.tablets()[0].name in page and 'name="code"' not in page


def test_a_real_school_has_no_examples(client, cast):
    assert client.get("/k/try").status_code == 404
    assert client.send("/k/try", {"card": "1"}, token_from="/k/tablet").status_code == 404
    assert not schools.school().is_example


def test_the_example_makes_a_newcomer_a_pupil_in_two_presses(client, example_school):
    card = example.cards_to_try(NOW)[0]
    assert client.submit("/k/try", {"card": card.id}).location == "/k/is-this-you"
    assert card.pupil.name in client.get("/k/is-this-you").text
    assert client.submit("/k/is-this-you", to="/k/begin").location == "/k/visit"


def test_an_unknown_card_of_the_example_is_not_found(client, example_school):
    for card in ("999999", "0", "-1", "ten", "", "1.5", str(2**31), str(2**63), f"-{2**63 + 1}", "9" * 5000):
        assert client.submit("/k/try", {"card": card}).status_code == 404, card


def test_a_scanned_set_up_code_needs_one_press_and_shows_the_name(client, cast):
    code = tablets.new_set_up_code(cast.okafor.id, NOW, "Blue 3").replace(" ", "")
    assert client.get(f"/K/T/{code}").location == "/k/tablet"
    assert "Blue 3" in client.get("/k/tablet").text
    assert client.submit("/k/tablet").location == "/k/"
    assert "Blue 3" in client.get("/k/").text


def test_opening_the_address_of_a_set_up_code_sets_nothing_up(client, code):
    client.get(f"/k/t/{code}")
    client.get("/k/tablet")
    assert tablets.tablets() == []


def test_a_scanned_set_up_code_that_was_used_gets_a_message(client, app, code):
    assert client.submit("/k/tablet", {"code": code}).status_code == 303
    other = app.test_client()
    other.get(f"/k/t/{code}")
    assert tablets.SetUpCodeUnknown.msgid in other.get("/k/tablet").text


def test_guessing_at_set_up_codes_is_slowed_down(client, code):
    answers = [client.submit("/k/tablet", {"code": "AAAA AAAA"}).status_code for _ in range(7)]
    assert answers == [404] * 5 + [429] * 2


def test_a_browser_that_becomes_a_tablet_signs_staff_out(client, cast, code):
    client.sign_in(cast.okafor)
    client.submit("/k/tablet", {"code": code})
    assert client.get("/staff/").location.startswith("/staff/sign-in")
