"""Pupils: the list, the search, a pupil's page, and replacing the QR card."""

import pytest

from learning.classroom import qr_cards, secret_pictures
from learning.people import access, pupils
from learning.rounds import planning
from learning.visits import past_visits
from tests.cast import NOW, TODAY
from tests.chain import ask_the_seed, begin_visit, open_room


def test_the_list_shows_the_pupils_that_a_member_may_see(client, cast):
    page = client.sign_in(cast.okafor).get("/staff/pupils").text
    assert "Amina Yusuf" in page and "Callum" not in page


@pytest.mark.parametrize("sought", ["amina", "YUSUF", "yus ami", "kest amina"])
def test_the_search_finds_the_beginnings_of_words(client, cast, sought):
    page = client.sign_in(cast.lead).get("/staff/pupils", query_string={"q": sought}).text
    assert "Amina Yusuf" in page and "Ben Adeyemi" not in page


def test_a_search_without_a_result_keeps_what_was_typed(client, cast):
    page = client.sign_in(cast.lead).get("/staff/pupils?q=%3Cb%3E").text
    assert 'value="&lt;b&gt;"' in page and 'class="empty"' in page


def test_a_pupils_page_links_to_every_step(client, cast):
    autumn = planning.open_round(cast.kestrels.id, "Autumn", "", TODAY)
    page = client.sign_in(cast.okafor).get(f"/staff/pupils/{cast.amina.id}").text
    for step in ("journal", "aims", "change", "summaries", f"score-card/{autumn.id}"):
        assert f"/staff/pupils/{cast.amina.id}/{step}" in page


def test_a_pupils_page_shows_no_code(client, cast):
    qr_cards.make_qr_cards(cast.kestrels.id, NOW)
    card = qr_cards.qr_cards_of(cast.kestrels.id)[-1]
    page = client.sign_in(cast.okafor).get(f"/staff/pupils/{card.pupil.id}").text
    assert card.code not in page and card.short_code not in page


def test_a_replaced_card_no_longer_works(client, cast):
    qr_cards.make_qr_cards(cast.kestrels.id, NOW)
    old = next(card for card in qr_cards.qr_cards_of(cast.kestrels.id) if card.pupil == cast.amina)
    client.sign_in(cast.okafor)
    client.submit(f"/staff/pupils/{cast.amina.id}", to=f"/staff/pupils/{cast.amina.id}/qr-card")
    with pytest.raises(qr_cards.WithdrawnQRCard):
        qr_cards.find_qr_card(old.code)


def test_another_tutor_cannot_replace_a_card(client, cast):
    client.sign_in(cast.price)
    answer = client.send(f"/staff/pupils/{cast.amina.id}/qr-card", token_from="/staff/")
    assert answer.status_code == 404


def test_a_lead_marks_a_pupil_as_left(client, cast):
    client.sign_in(cast.lead)
    assert client.send(f"/staff/pupils/{cast.amina.id}/left", token_from="/staff/").status_code == 303
    assert cast.amina not in access.visible_pupils(cast.lead)
    assert pupils.pupil(cast.amina.id).left_on == TODAY


def test_a_pupil_who_has_left_gets_no_new_card_and_a_sentence_says_so(client, cast):
    qr_cards.make_qr_cards(cast.kestrels.id, NOW)
    client.sign_in(cast.lead)
    pupils.mark_left(cast.amina.id, TODAY)
    answer = client.send(f"/staff/pupils/{cast.amina.id}/qr-card", token_from="/staff/")
    assert answer.status_code == 409 and qr_cards.PupilHasLeft.msgid % {"name": "Amina"} in answer.text
    assert "/qr-card" not in client.get(f"/staff/pupils/{cast.amina.id}").text


def test_a_visit_that_was_somebody_elses_is_marked_and_the_entry_says_so(client, cast):
    ask_the_seed()
    open_room(cast)
    begin_visit(cast)
    visit = past_visits.visits_of(cast.amina.id)[0]
    path, mark = f"/staff/pupils/{cast.amina.id}", f"/staff/pupils/{cast.amina.id}/visits/{visit.id}/not-me"
    client.sign_in(cast.okafor)
    assert mark in client.get(path).text and "flash warning" not in client.get("/staff/entries/1").text
    client.submit(path, to=mark)
    assert "flash warning" in client.get("/staff/entries/1").text
    page = client.get(path).text
    assert mark not in page and 'class="tag sun"' in page


def test_another_tutor_cannot_mark_a_visit(client, cast):
    ask_the_seed()
    open_room(cast)
    begin_visit(cast)
    visit = past_visits.visits_of(cast.amina.id)[0]
    path = f"/staff/pupils/{cast.amina.id}/visits/{visit.id}/not-me"
    assert client.sign_in(cast.price).send(path, token_from="/staff/").status_code == 404
    assert past_visits.visits_of(cast.amina.id)[0].disowned_at is None


def test_the_three_pictures_can_be_reset(client, cast):
    secret_pictures.choose_pictures(cast.amina.id, ["sun", "moon", "star"], NOW)
    path = f"/staff/pupils/{cast.amina.id}"
    client.sign_in(cast.okafor).submit(path, to=f"{path}/forget-pictures")
    assert not secret_pictures.has_pictures(cast.amina.id)
