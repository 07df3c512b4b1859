"""A guest's way: the link or the code, who they are, one number after another, thanks."""

import logging
from datetime import timedelta

import pytest

from kiosk.guest import AnotherInvitation
from kiosk.routes.invited import AWAY, HEADINGS
from learning.classroom import qr_cards, tablets
from learning.invitations import invitations
from learning.rounds import characteristics, rounds
from learning.score_cards import score_card
from tests.browser import content, travel
from tests.cast import NOW, TODAY
from tests.chain import ask_the_seed, give, open_room, open_round

LATER = TODAY + timedelta(days=14)


@pytest.fixture
def autumn(client, cast):
    """A round of Kestrels on the seed's characteristics."""
    ask_the_seed()
    return open_round(cast)


@pytest.fixture
def invitation(cast, autumn):
    """An invitation for Amina's mother."""
    words = ("parent", "Mrs Yusuf", "mother")
    return invitations.invite(autumn.id, cast.amina.id, *words, LATER, cast.okafor.id, NOW, TODAY)


@pytest.fixture
def guest(client, invitation):
    """Amina's mother, who has opened her link and begun."""
    client.get(f"/i/{invitation.code}")
    client.submit("/i/hello", {"by": "Fatima Yusuf"}, to="/i/hello")
    return client


def card(cast, autumn):
    return score_card.score_card(cast.amina.id, autumn.id)


def press(guest, path, button, **typed):
    return guest.submit(path, {**typed, "press": button}, to=path)


def test_the_link_begins_nothing_and_its_code_leaves_the_address(client, cast, autumn, invitation):
    answer = client.get(f"/i/{invitation.code}")
    assert (answer.status_code, answer.location) == (303, "/i/hello")
    page = client.get("/i/hello").text
    assert "How do you see Amina?" in page and 'value="Mrs Yusuf"' in page
    assert "Yusuf" not in page.replace('value="Mrs Yusuf"', "")  # the pupil's surname is nobody's business here
    assert card(cast, autumn).counts["parent"] == 0
    assert invitations.invitation(invitation.id, TODAY).state == "waiting"


def test_the_code_can_be_typed(client, invitation):
    answer = client.submit("/i/", {"code": invitation.short_code.lower()}, to="/i/")
    assert (answer.status_code, answer.location) == (303, "/i/hello")


def test_a_wrong_code_is_told_and_stays_to_be_mended(client, invitation):
    answer = client.submit("/i/", {"code": "ABCDE FGHJK"}, to="/i/")
    assert answer.status_code == 404
    assert invitations.NoSuchInvitation.msgid in answer.text and 'value="ABCDE FGHJK"' in answer.text


def test_too_many_wrong_codes_must_wait(client, invitation):
    for _ in range(5):
        client.submit("/i/", {"code": "ABCDE FGHJK"}, to="/i/")
    assert client.submit("/i/", {"code": invitation.short_code}, to="/i/").status_code == 429


def test_a_name_is_asked_for(client, invitation):
    client.get(f"/i/{invitation.code}")
    answer = client.submit("/i/hello", {"by": " ", "role": "mother of four"}, to="/i/hello")
    assert answer.status_code == 422
    assert "Please write your name." in answer.text and 'value="mother of four"' in answer.text


def test_every_number_and_every_word_reaches_the_score_card(guest, cast, autumn):
    asked = [one.id for one in characteristics.characteristics()]
    answer = guest.get("/i/score-card")
    for number, one in enumerate(asked):
        assert answer.location == f"/i/score-card/{one}"
        answer = press(guest, answer.location, "next", score=str(number), why=f"because {number}")
    assert answer.location == "/i/end"
    assert "0" in guest.get("/i/end").text
    answer = guest.submit("/i/end", to="/i/end")
    assert answer.location == "/i/thanks/sent"
    assert [line.marks["parent"] for line in card(cast, autumn).lines] == [0, 1, 2, 3]
    assert [line.opinions[0][1].why for line in card(cast, autumn).lines][3] == "because 3"


def test_next_without_a_number_keeps_what_was_typed_on_the_page(guest):
    there = guest.get("/i/score-card").location
    answer = press(guest, there, "next", why="She reads at home")
    assert answer.status_code == 422
    assert "Press a number" in answer.text and "She reads at home" in answer.text


def test_stop_for_now_keeps_what_is_there_and_forgets_the_guest(guest, invitation):
    there = guest.get("/i/score-card").location
    assert press(guest, there, "stop", score="4", why="half a").location == "/i/thanks/later"
    assert guest.get("/i/hello").location == "/i/"
    guest.get(f"/i/{invitation.code}")
    page = guest.get(there).text
    assert "half a" in page and 'value="4" checked' in page


def test_back_goes_back_and_keeps_the_number(guest):
    first = guest.get("/i/score-card").location
    second = press(guest, first, "next", score="4").location
    assert press(guest, second, "back", score="5").location == first
    assert 'value="5" checked' in guest.get(second).text


def test_i_do_not_know_is_an_answer_and_no_score(guest, cast, autumn):
    first = guest.get("/i/score-card").location
    assert press(guest, first, "unknown").location != first
    assert card(cast, autumn).lines[0].marks == {}


def test_nobody_elses_scores_are_on_any_page(guest, cast, autumn):
    give(cast, autumn, "professional", 9, by="Ms Okafor")
    first = guest.get("/i/score-card").location
    for path in ("/i/hello", first, "/i/end"):
        page = guest.get(path).text
        assert "Okafor" not in page and 'value="9" checked' not in page and "<b>9</b>" not in page


def test_nobody_has_to_answer(guest, cast, autumn):
    assert guest.submit("/i/hello", to="/i/decline").location == "/i/thanks/declined"
    assert card(cast, autumn).counts["parent"] == 0


def test_without_an_invitation_every_page_leads_to_the_code(client, autumn):
    for path in ("/i/hello", "/i/score-card", "/i/score-card/1", "/i/end"):
        assert client.get(path).location == "/i/"


def test_somebody_elses_cookie_is_no_invitation(client, autumn, invitation):
    client.set_cookie("guest", "1", path="/i")
    assert client.get("/i/hello").location == "/i/"


def test_after_two_hours_the_link_is_needed_again(guest, clock):
    clock.forward(hours=2, seconds=1)
    assert guest.get("/i/score-card").location == "/i/"


def test_an_invitation_that_is_over_says_so_kindly(client, cast, autumn, invitation):
    rounds.close_round(autumn.id, TODAY)
    answer = client.get(f"/i/{invitation.code}")
    assert answer.status_code == 410
    assert str(HEADINGS[invitations.InvitationOver]) in answer.text and "Amina" not in answer.text


def test_revoking_ends_what_was_begun(guest, autumn, invitation):
    invitations.revoke(autumn.id, invitation.id, NOW)
    assert guest.get("/i/score-card").status_code == 410


def test_what_was_sent_is_thanked_for_and_shown_no_more(guest, cast, invitation):
    press(guest, guest.get("/i/score-card").location, "next", score="4")
    guest.submit("/i/end", to="/i/end")
    answer = guest.get(f"/i/{invitation.code}")
    assert answer.status_code == 409
    assert "Your answers have arrived" in answer.text and "Amina" not in answer.text


def test_nothing_at_all_cannot_be_sent(guest):
    answer = guest.submit("/i/end", to="/i/end")
    assert answer.status_code == 422
    assert "at least one score" in answer.text


def test_the_guests_cookie_is_kept_to_its_pages(client, invitation):
    (cookie,) = client.get(f"/i/{invitation.code}").headers.getlist("Set-Cookie")
    assert all(part in cookie for part in ("guest=", "HttpOnly", "SameSite=Lax", "Path=/i"))
    assert invitation.code not in cookie


def test_no_code_is_logged(app, client, invitation, caplog):
    caplog.set_level(logging.DEBUG)
    client.get(f"/i/{invitation.code}")
    client.get(f"/i/{'A' * 26}")
    assert invitation.code not in caplog.text and "A" * 26 not in caplog.text


def test_a_parent_of_two_writes_about_the_child_on_the_page(client, cast, autumn, invitation, guest):
    first_tab = guest.get("/i/score-card", follow_redirects=True).text
    other = invitations.invite(autumn.id, cast.ben.id, "parent", "", "", LATER, cast.okafor.id, NOW, TODAY)
    client.get(f"/i/{other.code}")
    client.submit("/i/hello", {"by": "Fatima Yusuf"}, to="/i/hello")
    refused = client.submit(first_tab, {"score": "1", "press": "next"})
    assert refused.status_code == 409 and AnotherInvitation.msgid in refused.text
    assert invitations.steps_of(invitations.invitation(other.id, TODAY))[0].state == ""
    assert client.get("/i/hello").status_code == 200  # and the other one goes on


def test_words_typed_too_late_are_given_back(guest, clock):
    page = guest.get("/i/score-card", follow_redirects=True).text
    clock.forward(hours=3)
    answer = guest.submit(page, {"score": "1", "why": "She reads at home", "press": "next"})
    assert str(AWAY) in answer.text and ">She reads at home</textarea>" in answer.text


def test_a_sentence_broken_off_is_where_one_goes_on(guest, invitation):
    first = guest.get("/i/score-card").location
    press(guest, first, "stop", why="She re")
    guest.get(f"/i/{invitation.code}")
    assert guest.get("/i/score-card").location == first


def test_words_are_given_back_when_the_invitation_is_over_or_another_is_open(guest, autumn, invitation):
    page = guest.get("/i/score-card", follow_redirects=True).text
    invitations.revoke(autumn.id, invitation.id, NOW)
    answer = guest.submit(page, {"score": "1", "why": "She reads at home", "press": "next"})
    assert answer.status_code == 410 and ">She reads at home</textarea>" in answer.text


def test_a_question_that_is_not_asked_any_more_leads_to_the_next(guest, autumn, invitation):
    page = guest.get("/i/score-card", follow_redirects=True).text
    rounds.list_in_round(autumn.id, [characteristics.characteristics()[1].id])
    answer = guest.submit(page, {"score": "1", "why": "She reads at home", "press": "next"})
    assert answer.status_code == 404 and 'href="/i/score-card"' in answer.text and "She reads at home" in answer.text
    assert guest.get("/i/score-card").status_code == 303


# --- on the classroom tablet, beside the tutor ------------------------------------------------------------------


@pytest.fixture
def tablet(client, cast):
    """A tablet of the classroom."""
    client.set_cookie("tablet", tablets.enrol("Blue", None, NOW))
    return client


def show_letter(tablet, code):
    return tablet.submit("/k/", {"code": code}, to="/k/scan")


@pytest.mark.parametrize("way", ["{0.short_code}", "{0.code}", "HTTPS://SCHOOL.EXAMPLE/I/{0.code}"])
def test_a_parent_answers_on_the_classroom_tablet_beside_the_tutor(tablet, invitation, way):
    assert show_letter(tablet, way.format(invitation)).location == "/i/hello"
    assert "How do you see Amina?" in tablet.get("/i/hello").text
    assert 'href="/k/"' in tablet.get("/i/thanks/sent").text


def test_a_wrong_code_of_ten_letters_is_told_on_the_tablet_too(tablet, invitation):
    answer = show_letter(tablet, "ABCDE FGHJK")
    assert answer.status_code == 404 and qr_cards.NoSuchQRCard.msgid in answer.text


def test_a_letter_that_is_over_says_so_on_the_tablet_and_leads_back(tablet, autumn, invitation):
    invitations.revoke(autumn.id, invitation.id, NOW)
    answer = show_letter(tablet, invitation.short_code)
    assert answer.status_code == 410 and 'href="/k/"' in answer.text
    assert invitations.InvitationOver.msgid in answer.text


def test_the_tablet_forgets_the_guest_at_its_welcome_page(tablet, invitation):
    show_letter(tablet, invitation.code)
    tablet.get("/k/")
    assert tablet.get("/i/hello").location == "/k/"


def test_the_tablet_forgets_the_guest_when_the_next_card_is_shown(tablet, cast, autumn, invitation):
    open_room(cast, autumn)
    show_letter(tablet, invitation.code)
    tablet.get(f"/k/{qr_cards.replace_qr_card(cast.ben.id, NOW).code}")
    assert tablet.get("/i/hello").location == "/k/"


def test_the_tablet_forgets_a_guest_who_walked_away_after_ten_minutes(tablet, clock, invitation):
    show_letter(tablet, invitation.code)
    clock.forward(minutes=9)
    assert tablet.get("/i/hello").status_code == 200
    clock.forward(minutes=2)
    assert tablet.get("/i/hello").location == "/k/"


def test_a_phone_remembers_its_guest_longer(client, clock, invitation):
    client.get(f"/i/{invitation.code}")
    clock.forward(minutes=30)
    assert client.get("/i/hello").status_code == 200


@pytest.mark.browser
def test_back_and_forward_on_the_tablet_show_nothing_of_a_guest(browser, served, cast, invitation):
    context = browser.new_context(viewport={"width": 1024, "height": 768})
    context.add_cookies([{"name": "tablet", "value": tablets.enrol("Blue", None, NOW), "url": served}])
    page = context.new_page()
    page.goto(f"{served}/i/{invitation.code}")
    page.get_by_role("button", name="Begin").click()
    page.locator(".rail label").nth(3).click()
    page.get_by_text("Why have you given this score?").click()
    page.get_by_label("Why have you given this score?").fill("canary")
    page.locator(".bar .go").click()
    page.get_by_text("2 of 4").wait_for()
    page.get_by_role("button", name="Stop for now").click()
    page.get_by_role("link", name="OK").click()
    page.get_by_role("heading", name="Show your QR card").wait_for()
    shown = []
    for way in ("back", "back", "back", "forward", "forward", "back") * 3:
        travel(page, way)
        shown += [(way, page.url, word) for word in ("canary", "Amina", "Mrs Yusuf") if word in content(page)]
    context.close()
    assert shown == []


@pytest.mark.browser
def test_a_guest_answers_on_a_small_phone(app, browser, served, axe_faults, cast, autumn, invitation):
    phone = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme="dark").new_page()
    phone.goto(f"{served}/i/")
    phone.get_by_label("Your code").fill(invitation.short_code)
    phone.get_by_role("button", name="Open").click()
    phone.get_by_role("button", name="Begin").click()
    for number in range(4):
        assert axe_faults(phone) == []
        phone.locator(".rail label").nth(number).click()
        phone.locator(".bar .go").click()
    assert axe_faults(phone) == []
    phone.locator(".bar .go").click()
    phone.get_by_text("Your answers have arrived.").wait_for()
    assert [line.marks["parent"] for line in card(cast, autumn).lines] == [0, 1, 2, 3]
    assert phone.context.cookies() == [one for one in phone.context.cookies() if one["name"] != "guest"]
    phone.context.close()
