"""The first page: what comes next."""

from datetime import timedelta

import pytest

from learning.classroom import qr_cards, refused_cards, rooms, tablets
from learning.people import concerns
from learning.rounds import planning
from learning.visits import visits
from tests.cast import NOW, TODAY
from tests.chain import ask_the_seed, begin_visit, open_room


@pytest.fixture
def room(cast):
    """The room of the Kestrels, open for an hour."""
    autumn = planning.open_round(cast.kestrels.id, "Autumn", "", TODAY)
    return rooms.open_room(
        autumn.id, journal=True, score_card=True, closes_at=NOW + timedelta(hours=1), member_id=cast.okafor.id, now=NOW
    )


@pytest.fixture
def asking(cast, room):
    """Amina has asked to talk to someone."""
    tablets.enrol("Tablet", cast.tech.id, NOW)
    tablet = tablets.tablets()[0]
    visit = visits.visit_of(visits.begin(cast.amina.id, tablet.id, NOW, TODAY), NOW)
    visits.ask_to_talk(visit, "Is anything stopping me?", NOW)
    return concerns.open_concerns(cast.okafor)[0]


def test_a_concern_comes_before_all_else(client, cast, asking):
    page = client.sign_in(cast.okafor).get("/staff/").text
    assert "Amina Yusuf asked to talk to someone." in page
    assert page.index("asked to talk") < page.index("Open now")
    assert "Is anything stopping me?" in page


def test_a_seen_concern_goes_from_the_page(client, cast, asking):
    client.sign_in(cast.okafor)
    client.submit("/staff/", to=f"/staff/concerns/{asking.id}/seen")
    assert "asked to talk" not in client.get("/staff/").text


def test_another_tutor_neither_hears_of_a_concern_nor_closes_it(client, cast, asking):
    client.sign_in(cast.price)
    assert "Amina" not in client.get("/staff/").text
    assert client.send(f"/staff/concerns/{asking.id}/seen", token_from="/staff/").status_code == 404
    assert concerns.open_concerns(cast.okafor) == [asking]


def test_an_open_room_can_be_closed_from_here(client, cast, room):
    client.sign_in(cast.okafor)
    client.submit("/staff/", to=f"/staff/rooms/{room.id}/close")
    assert not rooms.room(room.id, NOW).is_open


def test_rooms_of_others_are_not_shown(client, cast, room):
    assert "Open now" not in client.sign_in(cast.price).get("/staff/").text


def test_a_new_school_is_told_its_first_steps(client, cast):
    page = client.sign_in(cast.tech).get("/staff/").text
    assert (
        page.index("Import the roll")
        < page.index("Add a team")
        < page.index("Print QR cards")
        < page.index("Set up a tablet")
    )
    assert page.count('class="done"') == 2  # the cast has a roll and its teams


def test_the_first_steps_go_when_all_are_done(client, cast, room):
    qr_cards.make_qr_cards(cast.kestrels.id, NOW)
    tablets.enrol("Tablet", cast.tech.id, NOW)
    assert "First steps" not in client.sign_in(cast.lead).get("/staff/").text


def test_a_tutor_is_not_asked_to_set_up_the_school(client, cast):
    assert "First steps" not in client.sign_in(cast.okafor).get("/staff/").text


def test_a_concern_that_somebody_has_seen_stays_for_those_who_were_told(client, cast):
    ask_the_seed()
    open_room(cast)
    visits.ask_to_talk(visits.visit_of(begin_visit(cast), NOW), "here", NOW)
    concerns.see_concern(concerns.open_concerns(cast.okafor)[0].id, cast.okafor, NOW)
    page = client.sign_in(cast.lead).get("/staff/").text
    assert "concerns-heading" not in page
    seen = page.partition("seen-heading")[2].partition("</section>")[0]
    assert all(fact in seen for fact in ("Amina Yusuf", "Ms Okafor", "23 Nov 2026", "10:00"))


def test_a_refused_card_is_shown_only_to_the_team(client, cast):
    refused_cards.note_refused_card(cast.amina.id, None, "no tablet", NOW)
    assert "refused-cards-heading" in client.sign_in(cast.okafor).get("/staff/").text
    assert "refused-cards-heading" not in client.sign_in(cast.price).get("/staff/").text
