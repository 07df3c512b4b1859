"""A guest: the link or the code, who they are, one number after another, thanks."""

import logging
import re
from datetime import timedelta

import pytest
from markupsafe import escape

from kiosk.forms import HINTS
from kiosk.guest import AnotherInvitation
from kiosk.routes.invited import AWAY, HEADINGS, NAME_MISSING
from learning.invitations import guests, invitations
from learning.invitations.invitations import NoSuchInvitation
from learning.invitations.statuses import AlreadySent, InvitationOver
from learning.rounds import characteristics, planning, rounds
from learning.score_cards import giving, score_card
from tests.cast import NOW, TODAY
from tests.chain import ask_the_seed, give, invite, open_round

LATER = TODAY + timedelta(days=14)


@pytest.fixture
def autumn(client, cast):
    """A round of Kestrels on the seed's characteristics."""
    ask_the_seed()
    return open_round(cast)


@pytest.fixture
def invitation(cast, autumn):
    """An invitation for Amina's mother."""
    return invite(cast, autumn, role="mother", until=LATER)


@pytest.fixture
def guest(client, invitation):
    """Amina's mother, who has opened her link and begun."""
    client.get(f"/i/{invitation.code}")
    client.submit("/i/hello", {"by": "Fatima Yusuf"}, to="/i/hello")
    return client


def heading(page):
    """The heading of a page."""
    return re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)[1]


def card(cast, autumn):
    return score_card.score_card(cast.amina.id, autumn.id)


def press(guest, path, button, **typed):
    return guest.submit(path, {**typed, "press": button}, to=path)


def test_the_link_begins_nothing_and_its_code_leaves_the_address(client, cast, autumn, invitation):
    answer = client.get(f"/i/{invitation.code}")
    assert (answer.status_code, answer.location) == (303, "/i/hello")
    page = client.get("/i/hello").text
    assert "Amina" in heading(page) and 'value="Mrs Yusuf"' in page
    assert "Yusuf" not in page.replace('value="Mrs Yusuf"', "")  # the pupil's surname is nobody's business here
    assert card(cast, autumn).counts["parent"] == 0
    assert guests.find_by_id(invitation.id, TODAY).status == "waiting"


def test_the_code_can_be_typed(client, invitation):
    answer = client.submit("/i/", {"code": invitation.short_code.lower()}, to="/i/")
    assert (answer.status_code, answer.location) == (303, "/i/hello")


def test_a_wrong_code_is_refused_and_can_be_corrected(client, invitation):
    answer = client.submit("/i/", {"code": "ABCDE FGHJK"}, to="/i/")
    assert answer.status_code == 404
    assert NoSuchInvitation.msgid in answer.text and 'value="ABCDE FGHJK"' in answer.text


def test_too_many_wrong_codes_must_wait(client, invitation):
    for _ in range(5):
        client.submit("/i/", {"code": "ABCDE FGHJK"}, to="/i/")
    assert client.submit("/i/", {"code": invitation.short_code}, to="/i/").status_code == 429


def test_a_name_is_asked_for(client, invitation):
    client.get(f"/i/{invitation.code}")
    answer = client.submit("/i/hello", {"by": " ", "role": "mother of four"}, to="/i/hello")
    assert answer.status_code == 422
    assert str(NAME_MISSING) in answer.text and 'value="mother of four"' in answer.text


def test_every_number_and_every_word_reaches_the_score_card(guest, cast, autumn):
    answer = guest.get("/i/score-card")
    for number, characteristic in enumerate(characteristics.characteristics()):
        assert answer.location == f"/i/score-card/{characteristic.id}"
        answer = press(guest, answer.location, "next", score=str(number), why=f"because {number}")
    assert answer.location == "/i/end"
    assert all(f"<b>{number}</b>" in guest.get("/i/end").text for number in range(4))
    answer = guest.submit("/i/end", to="/i/end")
    assert answer.location == "/i/thanks/sent"
    assert [line.view_scores["parent"] for line in card(cast, autumn).rows] == [0, 1, 2, 3]
    assert [line.opinions[0][1].why for line in card(cast, autumn).rows][3] == "because 3"


def test_next_without_a_number_leaves_what_was_typed_on_the_page(guest):
    question = guest.get("/i/score-card").location
    answer = press(guest, question, "next", why="She reads at home")
    assert answer.status_code == 422
    assert escape(str(HINTS["score"])) in answer.text and "She reads at home" in answer.text


def test_stop_for_now_saves_what_was_typed_and_forgets_the_guest(guest, invitation):
    question = guest.get("/i/score-card").location
    assert press(guest, question, "stop", score="4", why="half a").location == "/i/thanks/later"
    assert guest.get("/i/hello").location == "/i/"
    guest.get(f"/i/{invitation.code}")
    page = guest.get(question).text
    assert "half a" in page and 'value="4" checked' in page


def test_back_goes_back_and_saves_the_number(guest):
    first = guest.get("/i/score-card").location
    second = press(guest, first, "next", score="4").location
    assert press(guest, second, "back", score="5").location == first
    assert 'value="5" checked' in guest.get(second).text


def test_i_do_not_know_is_an_answer_and_no_score(guest, cast, autumn):
    first = guest.get("/i/score-card").location
    assert press(guest, first, "unknown").location != first
    assert card(cast, autumn).rows[0].view_scores == {}


def test_nobody_elses_scores_are_on_any_page(guest, cast, autumn):
    give(cast, autumn, "professional", 9, by="Ms Okafor")
    first = guest.get("/i/score-card").location
    for path in ("/i/hello", first, "/i/end"):
        page = guest.get(path).text
        assert "Okafor" not in page and 'value="9" checked' not in page and "<b>9</b>" not in page


def test_nobody_has_to_answer(guest, cast, autumn):
    assert guest.submit("/i/hello", to="/i/decline").location == "/i/thanks/declined"
    assert card(cast, autumn).counts["parent"] == 0


def test_without_an_invitation_every_page_leads_to_the_form_for_the_code(client, autumn):
    for path in ("/i/hello", "/i/score-card", "/i/score-card/1", "/i/end"):
        assert client.get(path).location == "/i/"


def test_somebody_elses_cookie_is_no_invitation(client, autumn, invitation):
    client.set_cookie("guest", "1", path="/i")
    assert client.get("/i/hello").location == "/i/"


def test_after_two_hours_the_link_is_needed_again(guest, clock):
    clock.forward(hours=2, seconds=1)
    assert guest.get("/i/score-card").location == "/i/"


def test_an_invitation_that_has_ended_says_so(client, cast, autumn, invitation):
    rounds.close_round(autumn.id, TODAY)
    answer = client.get(f"/i/{invitation.code}")
    assert answer.status_code == 410
    assert str(HEADINGS[InvitationOver]) in answer.text and "Amina" not in answer.text


def test_revoking_ends_an_invitation_that_was_begun(guest, autumn, invitation):
    invitations.revoke(autumn.id, invitation.id, NOW)
    assert guest.get("/i/score-card").status_code == 410


def test_sent_answers_are_thanked_for_and_not_shown_again(guest, cast, invitation):
    press(guest, guest.get("/i/score-card").location, "next", score="4")
    guest.submit("/i/end", to="/i/end")
    answer = guest.get(f"/i/{invitation.code}")
    assert answer.status_code == 409
    assert AlreadySent.msgid in answer.text and "Amina" not in answer.text


def test_answers_without_a_score_cannot_be_sent(guest):
    answer = guest.submit("/i/end", to="/i/end")
    assert answer.status_code == 422
    assert giving.NoScoreGiven.msgid in answer.text


def test_the_guests_cookie_is_sent_only_to_the_guests_pages(client, invitation):
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
    other = invite(cast, autumn, to="", until=LATER, pupil=cast.ben)
    client.get(f"/i/{other.code}")
    client.submit("/i/hello", {"by": "Fatima Yusuf"}, to="/i/hello")
    refused = client.submit(first_tab, {"score": "1", "press": "next"})
    assert refused.status_code == 409 and AnotherInvitation.msgid in refused.text
    assert guests.steps_of(guests.find_by_id(other.id, TODAY))[0].state == ""
    assert client.get("/i/hello").status_code == 200  # and the other one goes on


def test_words_typed_too_late_are_given_back(guest, clock):
    page = guest.get("/i/score-card", follow_redirects=True).text
    clock.forward(hours=3)
    answer = guest.submit(page, {"score": "1", "why": "She reads at home", "press": "next"})
    assert str(AWAY) in answer.text and ">She reads at home</textarea>" in answer.text


def test_a_guest_continues_at_a_sentence_that_was_not_finished(guest, invitation):
    first = guest.get("/i/score-card").location
    press(guest, first, "stop", why="She re")
    guest.get(f"/i/{invitation.code}")
    assert guest.get("/i/score-card").location == first


def test_words_are_given_back_when_the_invitation_has_ended(guest, autumn, invitation):
    page = guest.get("/i/score-card", follow_redirects=True).text
    invitations.revoke(autumn.id, invitation.id, NOW)
    answer = guest.submit(page, {"score": "1", "why": "She reads at home", "press": "next"})
    assert answer.status_code == 410 and ">She reads at home</textarea>" in answer.text


def test_a_question_that_has_been_removed_leads_to_the_next(guest, autumn, invitation):
    page = guest.get("/i/score-card", follow_redirects=True).text
    planning.list_in_round(autumn.id, [characteristics.characteristics()[1].id])
    answer = guest.submit(page, {"score": "1", "why": "She reads at home", "press": "next"})
    assert answer.status_code == 404 and 'href="/i/score-card"' in answer.text and "She reads at home" in answer.text
    assert guest.get("/i/score-card").status_code == 303


def test_a_phone_remembers_its_guest_longer(client, clock, invitation):
    client.get(f"/i/{invitation.code}")
    clock.forward(minutes=30)
    assert client.get("/i/hello").status_code == 200


@pytest.mark.browser
def test_a_guest_answers_on_a_small_phone(app, browser, served, axe_faults, cast, autumn, invitation):
    phone = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme="dark").new_page()
    phone.goto(f"{served}/i/")
    phone.locator("#code").fill(invitation.short_code)
    phone.locator(".who-form .go").click()
    phone.locator("button[form=begin]").click()
    for number in range(4):
        assert axe_faults(phone) == []
        phone.locator(".rail label").nth(number).click()
        phone.locator(".bar .go").click()
    assert axe_faults(phone) == []
    phone.locator(".bar .go").click()
    phone.wait_for_url("**/thanks/sent")
    assert [line.view_scores["parent"] for line in card(cast, autumn).rows] == [0, 1, 2, 3]
    assert phone.context.cookies() == [cookie for cookie in phone.context.cookies() if cookie["name"] != "guest"]
    phone.context.close()
