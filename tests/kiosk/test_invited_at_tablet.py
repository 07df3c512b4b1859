"""A guest at a classroom tablet, beside the tutor: the same pages, and nothing of them stays behind."""

import re
from datetime import timedelta

import pytest

from learning.classroom import qr_cards, tablets
from learning.invitations import invitations
from learning.invitations.statuses import InvitationOver
from tests.browser import content, travel
from tests.cast import NOW, TODAY
from tests.chain import ask_the_seed, invite, open_room, open_round

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
def tablet(client, cast):
    """A tablet of the classroom."""
    client.set_cookie("tablet", tablets.enrol("Blue", None, NOW))
    return client


def heading(page):
    """The heading of a page."""
    return re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)[1]


def show_letter(tablet, code):
    return tablet.submit("/k/", {"code": code}, to="/k/scan")


@pytest.mark.parametrize("code", ["{0.short_code}", "{0.code}", "HTTPS://SCHOOL.EXAMPLE/I/{0.code}"])
def test_a_parent_answers_on_the_classroom_tablet_beside_the_tutor(tablet, invitation, code):
    assert show_letter(tablet, code.format(invitation)).location == "/i/hello"
    assert "Amina" in heading(tablet.get("/i/hello").text)
    assert 'href="/k/"' in tablet.get("/i/thanks/sent").text


def test_a_wrong_code_of_ten_letters_is_also_refused_on_the_tablet(tablet, invitation):
    answer = show_letter(tablet, "ABCDE FGHJK")
    assert answer.status_code == 404 and qr_cards.NoSuchQRCard.msgid in answer.text


def test_a_letter_that_has_ended_says_so_on_the_tablet_and_leads_back(tablet, autumn, invitation):
    invitations.revoke(autumn.id, invitation.id, NOW)
    answer = show_letter(tablet, invitation.short_code)
    assert answer.status_code == 410 and 'href="/k/"' in answer.text
    assert InvitationOver.msgid in answer.text


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


@pytest.mark.whole_browser
@pytest.mark.browser
def test_back_and_forward_on_the_tablet_show_nothing_of_a_guest(browser, served, cast, invitation):
    context = browser.new_context(viewport={"width": 1024, "height": 768})
    context.add_cookies([{"name": "tablet", "value": tablets.enrol("Blue", None, NOW), "url": served}])
    page = context.new_page()
    page.goto(f"{served}/i/{invitation.code}")
    page.locator("button[form=begin]").click()
    page.locator(".rail label").nth(3).click()
    page.locator(".more summary").first.click()
    page.locator("textarea[name=why]").fill("canary")
    page.locator(".bar .go").click()
    page.locator("button[value=back]").wait_for()  # the second question
    page.locator("button[value=stop]").click()
    page.wait_for_url("**/thanks/later")
    page.locator(".bar .go").click()
    page.wait_for_url("**/k/")
    shown = []
    for direction in ("back", "back", "back", "forward", "forward", "back") * 3:
        travel(page, direction)
        shown += [(direction, page.url, word) for word in ("canary", "Amina", "Mrs Yusuf") if word in content(page)]
    context.close()
    assert shown == []
