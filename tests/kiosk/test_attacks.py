"""Attacks: somebody with a card, a code or a tablet that is not theirs gets nowhere."""

import logging

import pytest
from playwright.sync_api import expect

from kiosk.problems import HEADINGS
from learning.classroom import qr_cards, refused_cards, rooms, tablets
from learning.classroom.tables import QRCardRow
from learning.core import keys
from learning.journals.tables import AnswerRow
from learning.visits import visits
from learning.visits.tables import VisitRow
from tests.browser import begin_on_tablet
from tests.cast import NOW
from tests.chain import begin_visit
from tests.databases import SECRET
from tests.kiosk.conftest import address, answer, cookie, show_card, step_of
from tests.kiosk.screen import button, choice

AT_HOME = "/k/card/home"


def visit_count() -> int:
    """Return how many visits have begun."""
    return VisitRow.select().count()


def test_five_guesses_at_a_short_code_are_allowed_in_a_minute(tablet):
    answers = [tablet.submit("/k/", {"code": "ABCD EFGH"}, to="/k/scan").status_code for _ in range(60)]
    assert answers == [404] * 5 + [429] * 55


def test_the_right_short_code_typed_during_the_wait_does_not_stay_in_the_field(tablet, codes):
    for _ in range(5):
        tablet.submit("/k/", {"code": "ABCD EFGH"}, to="/k/scan")
    page = show_card(tablet, codes["Amina"])
    assert page.status_code == 429 and codes["Amina"].short_code not in page.text


def test_a_photographed_card_opens_nothing_in_a_browser_that_is_not_a_tablet(client, codes, room, cast):
    assert client.get(f"/K/{codes['Amina'].code}").location == AT_HOME
    for path, fields in (("/k/scan", {"code": codes["Amina"].short_code}), ("/k/begin", {})):
        assert client.send(path, fields, token_from="/k/tablet").status_code == 403
    assert visit_count() == 0
    assert [(card.pupil, card.why) for card in refused_cards.refused_cards_for(cast.okafor, NOW)] == [
        (cast.amina, "no tablet")
    ]


def test_a_card_opens_nothing_after_the_lesson(tablet, codes, room, clock):
    clock.forward(minutes=61)
    assert tablet.get(f"/K/{codes['Amina'].code}").location == "/k/card/closed"
    assert rooms.RoomClosed.msgid in show_card(tablet, codes["Amina"]).text


def test_a_card_of_another_cohort_opens_nothing_here(tablet, cast):
    qr_cards.make_qr_cards(cast.ospreys.id, NOW)
    card = qr_cards.qr_cards_of(cast.ospreys.id)[0]
    page = tablet.get(f"/K/{card.code}", follow_redirects=True)
    assert page.status_code == 403 and "Callum" not in page.text


def test_a_card_of_another_school_opens_nothing_here(tablet, codes, cast):
    seed = QRCardRow.get(QRCardRow.pupil == cast.amina.id).seed
    keys.hold("the secret of another school")
    foreign = qr_cards._code(seed)
    keys.hold(SECRET)
    assert foreign != codes["Amina"].code
    assert tablet.get(f"/K/{foreign}").location == "/k/card/unknown"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_link_preview_begins_nothing_and_uses_nothing_up(tablet, codes, method):
    for _ in range(3):
        tablet.open(f"/K/{codes['Amina'].code}", method=method)
    assert visit_count() == 0
    assert show_card(tablet, codes["Amina"]).location == "/k/is-this-you"


@pytest.mark.parametrize("code", ["{}", "A" * 26])
@pytest.mark.parametrize("closed", [False, True])
def test_a_code_never_stays_in_the_address_bar(tablet, client, codes, room, code, closed):
    if closed:
        rooms.close_room(room.id, NOW)
    code = code.format(codes["Amina"].code)
    for browser in (tablet, client):
        response = browser.get(f"/K/{code}", follow_redirects=True)
        assert code not in response.request.path and code not in response.text
        assert code not in str(response.headers)


def test_no_code_is_logged(tablet, client, codes, cast, caplog):
    caplog.set_level(logging.DEBUG)
    card = codes["Amina"]
    for browser in (tablet, client):
        browser.get(f"/K/{card.code}", follow_redirects=True)
    show_card(tablet, card)
    qr_cards.replace_qr_card(cast.amina.id, NOW)
    tablet.get(f"/K/{card.code}", follow_redirects=True)
    assert card.code not in caplog.text and card.short_code not in caplog.text


def test_the_same_card_at_a_second_tablet_continues_there_and_the_first_says_so(visiting, cast, room):
    track = step_of(visiting, "track")
    answer(visiting, track, score="7")
    page = visiting.page("/k/visit")
    second = visits.visit_of(begin_visit(cast), NOW)
    late = visiting.submit(page, {"words": "late", "press": "next"})
    assert late.status_code == 409
    assert visits.GoingOnElsewhere.msgid % {"tablet": "Tablet 2"} in late.text
    assert next(step for step in second.steps if step.kind == "track").answered


def test_a_withdrawn_card_ends_its_visit(visiting, cast, clock):
    qr_cards.replace_qr_card(cast.amina.id, clock.forward(seconds=1))
    assert visiting.get("/k/visit").status_code == 409


def test_the_cookie_of_a_stolen_tablet_is_worthless_after_signing_out(visiting, codes):
    tablets.sign_out_tablet(tablets.tablets()[0].id, NOW)
    card = codes["Amina"]
    assert visiting.get("/k/visit").status_code == 409
    assert visiting.get(f"/K/{card.code}").location == AT_HOME
    for path in ("/k/", "/k/is-this-you", "/k/called", "/k/pictures"):
        assert visiting.get(path).status_code == 403
    for path in ("/k/scan", "/k/begin", "/k/outbox"):
        assert visiting.send(path, {"code": card.short_code}, token_from="/k/tablet").status_code == 403
    assert visit_count() == 1


def test_a_tablet_is_never_a_member_of_staff(tablet):
    assert tablet.get("/staff/").location == "/staff/sign-in?next=/staff/"


def test_a_scan_of_a_pupil_cannot_begin_a_visit_of_another(tablet, codes, cast):
    show_card(tablet, codes["Amina"])
    tablet.submit("/k/is-this-you", {"pupil": cast.ben.id, "pupil_id": cast.ben.id}, to="/k/begin")
    assert visits.visit_of(cookie(tablet, "visit"), NOW).pupil == cast.amina


def test_somebody_who_finds_a_card_cannot_read_what_the_pupil_wrote(tablet, visiting, codes):
    step = step_of(visiting, "yes_no")
    answer(visiting, step, choice="yes", words="canary")
    visits.leave(cookie(visiting, "visit"), NOW)
    show_card(tablet, codes["Amina"])
    tablet.submit("/k/is-this-you", to="/k/begin")
    assert "canary" not in tablet.page(address(step))


# --- in a real browser --------------------------------------------------------------------------------------------


@pytest.mark.browser
def test_the_first_tablet_closes_the_visit_when_the_pupil_continues_at_another(hold, cast):
    page = hold()
    begin_visit(cast)
    expect(page.get_by_text(visits.GoingOnElsewhere.msgid % {"tablet": "Tablet 2"})).to_be_visible()
    assert "Amina" not in page.content()


@pytest.mark.browser
def test_closing_a_room_removes_the_question_from_the_screen_and_saves_what_was_typed(hold, room):
    page = hold()
    choice(page, "yes").check(force=True)
    page.get_by_role("textbox").fill("half a sen")
    with page.expect_response("**/k/outbox"):
        rooms.close_room(room.id, NOW)
    expect(page.get_by_text(visits.VisitOver.msgid)).to_be_visible()
    assert "half a sen" in [row.words for row in AnswerRow.select()]


@pytest.mark.browser
def test_an_address_in_a_tablets_history_opens_nothing_after_the_lesson(hold, served, codes, room):
    page = hold()
    rooms.close_room(room.id, NOW)
    page.goto(f"{served}/K/{codes['Amina'].code}")
    expect(page.locator("h1")).to_have_text(str(HEADINGS[rooms.RoomClosed]))
    assert codes["Amina"].code not in page.url


@pytest.mark.browser
def test_only_the_first_request_has_the_code_in_its_address_or_referrer(hold, served, codes):
    page, card = hold(), codes["Ben"]
    requests = []
    page.on("request", lambda request: requests.append((request.url, request.headers.get("referer", ""))))
    page.goto(f"{served}/K/{card.code}")
    begin_on_tablet(page)
    expect(button(page, "next")).to_be_visible()
    first, *others = requests
    assert first[0] == f"{served}/K/{card.code}" and len(others) > 3
    assert [request for request in others if card.code.lower() in "".join(request).lower()] == []
