"""QR cards: codes that carry nothing of the pupil and that the database alone does not give."""

import pytest

from learning.classroom import qr_cards
from learning.classroom.qr_cards import find_by_short_code, find_qr_card, NoSuchQRCard, WithdrawnQRCard
from learning.classroom.tables import QRCardRow
from tests.cast import NOW
from tests.chain import begin_visit, enrol_tablet, open_room


@pytest.fixture
def card(cast):
    """Amina's QR card."""
    qr_cards.make_qr_cards(cast.kestrels.id, NOW)
    return next(card for card in qr_cards.qr_cards_of(cast.kestrels.id) if card.pupil == cast.amina)


def test_only_missing_qr_cards_are_made(cast, card):
    assert qr_cards.make_qr_cards(cast.kestrels.id, NOW) == 0
    assert qr_cards.make_qr_cards(cast.ospreys.id, NOW) == 1


def test_a_qr_card_can_be_printed_again_with_the_same_code(cast, card):
    assert card in qr_cards.qr_cards_of(cast.kestrels.id)


def test_both_codes_find_the_pupil_however_they_are_typed(cast, card):
    tablet = enrol_tablet(cast)
    for typed in (card.code, card.code.lower()):
        assert find_qr_card(typed) == cast.amina.id
    for typed in (card.short_code, card.short_code.lower().replace(" ", "-")):
        assert find_by_short_code(typed, tablet.id, NOW) == cast.amina.id


def test_a_short_code_is_no_address(cast, card):
    with pytest.raises(NoSuchQRCard):
        find_qr_card(card.short_code)


def test_a_code_has_130_bits_and_no_two_are_alike(cast, card):
    codes = {card.code for card in qr_cards.qr_cards_of(cast.kestrels.id)}
    assert {len(code) for code in codes} == {26}
    assert len(codes) == 2


def test_the_database_holds_no_working_code(cast, card):
    kept = " ".join(str(value) for row in QRCardRow.select().tuples() for value in row)
    assert card.code not in kept
    assert card.short_code.replace(" ", "") not in kept


@pytest.mark.parametrize("typed", ["", "ABCD EFGH", "🙂", "A" * 5000, "' OR 1=1 --"])
def test_an_unknown_code_finds_nobody(card, typed):
    with pytest.raises(NoSuchQRCard):
        find_qr_card(typed)


def test_a_replaced_qr_card_is_withdrawn_and_its_successor_works(cast, card):
    new = qr_cards.replace_qr_card(cast.amina.id, NOW)
    with pytest.raises(WithdrawnQRCard):
        find_qr_card(card.code)
    with pytest.raises(WithdrawnQRCard):
        find_by_short_code(card.short_code, enrol_tablet(cast).id, NOW)
    assert find_qr_card(new.code) == cast.amina.id


def test_all_cards_of_a_cohort_are_replaced_in_one_step(cast, card):
    assert qr_cards.replace_qr_cards_of(cast.kestrels.id, NOW) == 2
    with pytest.raises(WithdrawnQRCard):
        find_qr_card(card.code)
    assert len(qr_cards.qr_cards_of(cast.kestrels.id)) == 2


def test_all_cards_of_a_cohort_are_withdrawn_and_no_others(cast, card):
    qr_cards.make_qr_cards(cast.ospreys.id, NOW)
    assert qr_cards.withdraw_qr_cards_of(cast.kestrels.id, NOW) == 2
    assert qr_cards.qr_cards_of(cast.kestrels.id) == []
    assert len(qr_cards.qr_cards_of(cast.ospreys.id)) == 1


def test_a_card_tells_when_it_was_last_used(cast, card):
    assert card.used_at is None
    open_room(cast)
    begin_visit(cast)
    used = {card.pupil: card.used_at for card in qr_cards.qr_cards_of(cast.kestrels.id)}
    assert used == {cast.amina: NOW, cast.ben: None}


def test_classmates_have_different_pictures_on_their_cards():
    pictures = [qr_cards.pictures_of(pupil_id) for pupil_id in range(1, 553)]
    assert len(set(pictures)) == 552
    assert all(first != second for first, second in pictures)
