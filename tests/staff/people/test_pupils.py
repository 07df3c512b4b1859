"""Pupils: the list, the search, a pupil's page, the QR card replaced."""

import pytest

from learning.classroom import qr_cards, secret_pictures
from learning.people import access, pupils
from learning.rounds import rounds
from learning.visits import past_visits
from tests.cast import NOW, TODAY
from tests.chain import ask_the_seed, begin_visit, open_room


def test_the_list_holds_the_pupils_one_may_see(client, cast):
    page = client.sign_in(cast.okafor).get("/staff/pupils").text
    assert "Amina Yusuf" in page and "Callum" not in page


@pytest.mark.parametrize("sought", ["amina", "YUSUF", "yus ami", "kest amina"])
def test_the_search_finds_by_beginnings_of_words(client, cast, sought):
    page = client.sign_in(cast.lead).get("/staff/pupils", query_string={"q": sought}).text
    assert "Amina Yusuf" in page and "Ben Adeyemi" not in page


def test_a_search_without_result_keeps_its_words(client, cast):
    page = client.sign_in(cast.lead).get("/staff/pupils?q=%3Cb%3E").text
    assert 'value="&lt;b&gt;"' in page and "No pupil with that name" in page


def test_a_pupils_page_leads_to_every_step(client, cast):
    autumn = rounds.open_round(cast.kestrels.id, "Autumn", "", TODAY)
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


def test_a_foreign_card_is_not_replaced(client, cast):
    client.sign_in(cast.price)
    answer = client.send(f"/staff/pupils/{cast.amina.id}/qr-card", token_from="/staff/")
    assert answer.status_code == 404


def test_a_lead_notes_that_a_pupil_has_left(client, cast):
    client.sign_in(cast.lead)
    assert client.send(f"/staff/pupils/{cast.amina.id}/left", token_from="/staff/").status_code == 303
    assert cast.amina not in access.visible_pupils(cast.lead)
    assert pupils.pupil(cast.amina.id).left_on == TODAY


def test_a_turn_that_was_somebody_elses_is_marked_and_the_entry_says_so(client, cast):
    ask_the_seed()
    open_room(cast)
    begin_visit(cast)
    turn = past_visits.visits_of(cast.amina.id)[0]
    path = f"/staff/pupils/{cast.amina.id}"
    client.sign_in(cast.okafor).submit(path, to=f"{path}/turns/{turn.id}/not-me")
    assert "was somebody else" in client.get(path).text
    assert "A member of staff marked a visit on this day" in client.get("/staff/entries/1").text


def test_another_tutor_marks_no_turn(client, cast):
    ask_the_seed()
    open_room(cast)
    begin_visit(cast)
    turn = past_visits.visits_of(cast.amina.id)[0]
    path = f"/staff/pupils/{cast.amina.id}/turns/{turn.id}/not-me"
    assert client.sign_in(cast.price).send(path, token_from="/staff/").status_code == 404
    assert past_visits.visits_of(cast.amina.id)[0].disowned_at is None


def test_the_three_pictures_can_be_forgotten(client, cast):
    secret_pictures.choose_pictures(cast.amina.id, ["sun", "moon", "star"], NOW)
    path = f"/staff/pupils/{cast.amina.id}"
    client.sign_in(cast.okafor).submit(path, to=f"{path}/forget-pictures")
    assert not secret_pictures.has_pictures(cast.amina.id)
