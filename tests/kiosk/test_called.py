"""A member of staff calls a pupil without a card to a tablet."""

import pytest

from learning.classroom import calls, qr_cards, tablets
from learning.visits import past_visits, visits
from tests.cast import NOW
from tests.kiosk.conftest import cookie


@pytest.fixture
def called(tablet, cast):
    """Ms Okafor called Amina to the tablet."""
    calls.call_pupil(cast.amina.id, tablets.tablets()[0].id, cast.okafor.id, NOW)
    return tablet


def test_a_tablet_without_a_call_goes_on_waiting(tablet):
    assert tablet.get("/k/called").status_code == 204
    assert cookie(tablet, "scan") == ""


def test_the_waiting_tablet_gets_an_address_and_no_name(called):
    answer = called.get("/k/called")
    assert answer.json == {"there": "/k/is-this-you"}
    assert "Amina Yusuf" in called.get("/k/is-this-you").text


def test_without_script_the_welcome_page_leads_to_the_call(called):
    assert called.get("/k/").location == "/k/is-this-you"


def test_the_visit_is_listed_as_called_and_the_card_as_unused(called, codes, cast):
    called.get("/k/called")
    called.submit("/k/is-this-you", to="/k/begin")
    assert past_visits.visits_of(cast.amina.id)[0].started_by == visits.BY_STAFF
    assert {card.used_at for card in qr_cards.qr_cards_of(cast.kestrels.id)} == {None}


def test_not_me_ends_the_call(called):
    called.get("/k/called")
    called.submit("/k/is-this-you", to="/k/is-this-you")
    assert called.get("/k/called").status_code == 204


def test_a_browser_that_is_not_a_tablet_learns_nothing_of_a_call(client, called):
    assert client.get("/k/called").status_code == 403
