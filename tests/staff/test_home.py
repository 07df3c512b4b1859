"""The first page: what comes next."""

from datetime import timedelta

import pytest

from learning.classroom import qr_cards, refused_cards, rooms, tablets
from learning.people import concerns, handling, named_adults
from learning.rounds import planning
from learning.visits import talking, visits
from tests.cast import add_member, NOW, TODAY
from tests.chain import begin_visit
from tests.page import read_page, words_of


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
    talking.ask_to_talk(visit, talking.Wish("Is anything stopping me?", cast.okafor.id), NOW)
    return concerns.open_concerns(cast.okafor)[0]


def section_of(page: str, heading: str) -> str:
    """Return the text of the section with this heading's id, "" where the page has none."""
    found = read_page(page).find(f".//section[@aria-labelledby='{heading}']")
    return words_of(found) if found is not None else ""


def test_a_concern_comes_before_all_else(client, cast, asking):
    page = client.sign_in(cast.okafor).get("/staff/").text
    assert all(fact in section_of(page, "concerns-heading") for fact in ("Amina Yusuf", "Is anything stopping me?"))
    assert page.index("concerns-heading") < page.index("rooms-heading")


def test_a_concern_stays_on_every_page_after_somebody_has_seen_it(client, cast, asking):
    client.sign_in(cast.okafor)
    client.submit("/staff/", to=f"/staff/concerns/{asking.id}/seen")
    page = client.get("/staff/").text
    assert "Ms Okafor (23 Nov 2026, 10:00)" in section_of(page, "concerns-heading")
    assert f"/staff/concerns/{asking.id}/seen" not in page
    page = client.sign_in(cast.lead).get("/staff/").text
    assert "Ms Okafor (23 Nov 2026, 10:00)" in section_of(page, "concerns-heading")
    assert f"/staff/concerns/{asking.id}/seen" in page


def test_what_was_done_takes_a_concern_from_everybodys_list(client, cast, asking):
    handling.save_action(asking.id, cast.lead, "spoken", on=TODAY, now=NOW)
    for member in (cast.okafor, cast.lead):
        page = client.sign_in(member).get("/staff/").text
        assert section_of(page, "concerns-heading") == ""
        assert "Amina Yusuf" in section_of(page, "dealt-with-heading")


def test_what_was_taken_back_is_one_quiet_line(client, cast, room):
    visit = visits.visit_of(begin_visit(cast), NOW)
    talking.ask_to_talk(visit, talking.Wish("here", sequence=0, taken_back=20_000), NOW)
    page = client.sign_in(cast.lead).get("/staff/").text
    assert section_of(page, "concerns-heading") == ""
    assert "Amina Yusuf" in section_of(page, "dealt-with-heading")
    assert section_of(client.sign_in(cast.okafor).get("/staff/").text, "looked-after-heading") == ""


def test_the_pupils_team_reads_only_that_others_look_after_a_concern(client, cast, room):
    talking.ask_to_talk(visits.visit_of(begin_visit(cast), NOW), talking.Wish("the place"), NOW)
    page = client.sign_in(cast.okafor).get("/staff/").text
    assert "Amina Yusuf" in section_of(page, "looked-after-heading")
    assert section_of(page, "concerns-heading") == "" and "the place" not in page


def test_another_tutor_neither_hears_of_a_concern_nor_closes_it(client, cast, asking):
    client.sign_in(cast.price)
    assert "Amina" not in client.get("/staff/").text
    assert client.send(f"/staff/concerns/{asking.id}/seen", token_from="/staff/").status_code == 404
    assert concerns.open_concerns(cast.okafor) == [asking]


@pytest.mark.parametrize(("person", "is_shown"), [("tech", True), ("lead", True), ("okafor", False)])
def test_leads_and_administrators_read_that_nobody_is_named_for_concerns(client, cast, person, is_shown):
    client.sign_in(getattr(cast, person))
    assert (section_of(client.get("/staff/").text, "names-heading") != "") == is_shown
    other = add_member(name="Dr Second", duty="lead")
    named_adults.name_adults(cast.lead.id, other.id)
    assert section_of(client.get("/staff/").text, "names-heading") == ""


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


def test_a_refused_card_is_shown_only_to_the_team(client, cast):
    refused_cards.note_refused_card(cast.amina.id, None, "no tablet", NOW)
    assert "refused-cards-heading" in client.sign_in(cast.okafor).get("/staff/").text
    assert "refused-cards-heading" not in client.sign_in(cast.price).get("/staff/").text
