"""The welcome page, and QR cards shown to it: good ones and every kind of bad one."""

import pytest

from kiosk.problems import HEADINGS
from kiosk.routes.welcome import NotAtSchool
from learning.classroom import qr_cards, rooms, tablets
from learning.classroom.qr_cards import NoSuchQRCard, WithdrawnQRCard
from learning.classroom.rooms import RoomClosed
from tests.cast import NOW
from tests.kiosk.conftest import cookie, show_card
from tests.page import read_page, words_of


def rooms_shown(tablet) -> list[str]:
    """Return what the welcome page says of the rooms that are open."""
    return [words_of(part) for part in read_page(tablet.get("/k/").text).iter("span") if part.get("class") == "room"]


def test_the_welcome_page_names_the_open_room(tablet):
    (shown,) = rooms_shown(tablet)
    assert "Kestrels" in shown and "11:00" in shown


def test_many_open_rooms_are_counted_so_that_the_header_stays_one_line(tablet, monkeypatch):
    (room,) = rooms.open_rooms(NOW)
    monkeypatch.setattr(rooms, "open_rooms", lambda now: [room] * 4)
    (shown,) = rooms_shown(tablet)
    assert "4" in shown and "Kestrels" not in shown


def test_a_short_code_leads_to_is_this_you(tablet, codes):
    assert show_card(tablet, codes["Amina"]).location == "/k/is-this-you"
    assert "Amina Yusuf" in tablet.get("/k/is-this-you").text


@pytest.mark.parametrize(
    "typed", ["HTTPS://SCHOOL.EXAMPLE/K/{}", "https://school.example/k/{}", "HTTPSÑ--SCHOOL-K-{}\r"]
)
def test_a_scanner_may_type_the_whole_address(tablet, codes, typed):
    answer = tablet.submit("/k/", {"code": typed.format(codes["Amina"].code)}, to="/k/scan")
    assert answer.location == "/k/is-this-you"


@pytest.mark.parametrize("folder", ["/k", "/K"])
def test_the_camera_app_opens_the_address_in_either_case(tablet, codes, folder):
    answer = tablet.get(f"{folder}/{codes['Amina'].code}")
    assert (answer.status_code, answer.location) == (303, "/k/is-this-you")


def test_the_address_of_a_card_writes_nothing_and_leaves_no_code(tablet, codes, store):
    code, before = codes["Amina"].code, store.commits()
    answer = tablet.get(f"/K/{code}")
    assert store.commits() == before
    assert code not in str(answer.headers) + answer.text
    assert cookie(tablet, "visit") == ""


@pytest.mark.parametrize("typed", ["QQQQQQQQ", "https://elsewhere.example/menu", "ABCD EFG", "<b>"])
def test_an_unknown_mistyped_or_foreign_card_gets_a_message_and_stays_in_the_field(tablet, codes, typed):
    answer = tablet.submit("/k/", {"code": typed}, to="/k/scan")
    assert answer.status_code == 404
    assert NoSuchQRCard.msgid in answer.text
    assert f'value="{typed.replace("<", "&lt;").replace(">", "&gt;")}"' in answer.text
    assert cookie(tablet, "scan") == ""


def test_nothing_typed_gets_a_hint(tablet):
    answer = tablet.submit("/k/", {"code": " "}, to="/k/scan")
    assert answer.status_code == 422
    assert 'id="wrong"' in answer.text


def test_a_withdrawn_card_gets_a_message_in_both_ways(tablet, codes, cast):
    qr_cards.replace_qr_card(cast.amina.id, NOW)
    by_camera = tablet.get(f"/K/{codes['Amina'].code}", follow_redirects=True)
    for answer in (show_card(tablet, codes["Amina"]), by_camera):
        assert answer.status_code == 410
        assert WithdrawnQRCard.msgid in answer.text


def test_an_unknown_address_gets_a_message(tablet):
    answer = tablet.get("/K/AAAAAAAAAAAAAAAAAAAAAAAAAA", follow_redirects=True)
    assert answer.status_code == 404
    assert str(HEADINGS[NoSuchQRCard]) in answer.text


def test_a_closed_room_gets_a_message_and_shows_no_name(tablet, codes, room):
    rooms.close_room(room.id, NOW)
    answer = show_card(tablet, codes["Amina"])
    assert answer.status_code == 403
    assert RoomClosed.msgid in answer.text
    assert "Amina" not in answer.text


def test_a_room_that_closes_before_the_yes_shows_no_name(tablet, codes, room):
    show_card(tablet, codes["Amina"])
    rooms.close_room(room.id, NOW)
    answer = tablet.get("/k/is-this-you")
    assert answer.status_code == 403
    assert "Amina" not in answer.text


def test_the_two_pictures_of_the_card_are_shown_and_named(tablet, codes, cast):
    show_card(tablet, codes["Amina"])
    page = read_page(tablet.get("/k/is-this-you").text)
    shown = next(part for part in page.iter("p") if part.get("class") == "my-pictures")
    assert len(shown) == 2
    assert all(words_of(picture) for picture in shown)


def test_a_browser_that_is_not_a_tablet_gets_a_page_of_its_own(client, codes, room):
    answer = client.get(f"/K/{codes['Amina'].code}", follow_redirects=True)
    assert answer.status_code == 403
    assert NotAtSchool.msgid in answer.text
    assert cookie(client, "scan") == ""


def test_a_browser_that_is_not_a_tablet_gets_the_same_page_for_any_code(client, codes, room):
    known, unknown = client.get(f"/K/{codes['Amina'].code}"), client.get("/K/AAAAAAAAAAAAAAAAAAAAAAAAAA")
    assert (known.status_code, known.location) == (unknown.status_code, unknown.location) == (303, "/k/card/home")


def test_a_tablet_that_staff_signed_out_is_not_a_tablet(tablet, codes):
    tablets.sign_out_tablet(tablets.tablets()[0].id, NOW)
    assert tablet.get("/k/").status_code == 403


def test_a_scan_is_forgotten_after_two_minutes(tablet, codes, clock):
    show_card(tablet, codes["Amina"])
    clock.forward(seconds=121)
    assert tablet.get("/k/is-this-you").location == "/k/"


def test_a_scan_belongs_to_the_tablet_that_saw_it(tablet, codes, app, cast):
    show_card(tablet, codes["Amina"])
    other = app.test_client()
    other.set_cookie("tablet", tablets.enrol("", cast.okafor.id, NOW))
    other.set_cookie("scan", cookie(tablet, "scan"), path="/k")
    assert other.get("/k/is-this-you").location == "/k/"


def test_a_forged_scan_is_ignored(tablet):
    tablet.set_cookie("scan", "WzEsMSwiMjAyNi0xMS0yM1QxMDowMDowMCJd.forged", path="/k")
    assert tablet.get("/k/is-this-you").location == "/k/"


def test_not_me_forgets_the_card(tablet, codes):
    show_card(tablet, codes["Amina"])
    assert tablet.submit("/k/is-this-you", to="/k/is-this-you").location == "/k/"
    assert tablet.get("/k/is-this-you").location == "/k/"


@pytest.mark.parametrize(
    ("address", "is_shown"), [("", False), ("http://localhost", False), ("https://oak.example", True)]
)
def test_a_tablet_set_up_at_another_address_than_the_cards_says_so(app, tablet, address, is_shown):
    app.config["ADDRESS"] = address
    assert ("https://oak.example" in tablet.get("/k/").text) is is_shown
