"""Refused cards: a QR card opens a turn at a tablet in an open room; all else is noted and told to the staff."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from learning.classroom import qr_cards, refused_cards, rooms, tablets
from learning.classroom.qr_cards import NoSuchQRCard, TooManyShortCodes, WithdrawnQRCard
from learning.classroom.rooms import RoomClosed
from learning.classroom.tablets import TabletNotEnrolled
from tests.cast import bring_pupils, NOW, pupil_row
from tests.chain import enrol_tablet, open_room


@pytest.fixture
def card(cast):
    """Amina's QR card."""
    qr_cards.make_qr_cards(cast.kestrels.id, NOW)
    return next(card for card in qr_cards.qr_cards_of(cast.kestrels.id) if card.pupil == cast.amina)


@pytest.fixture
def token(cast):
    """The token of a tablet."""
    return tablets.enrol("", cast.okafor.id, NOW)


def told(member, now=NOW):
    return [
        (refused_card.pupil.called, refused_card.tablet, refused_card.why)
        for refused_card in refused_cards.refused_cards_for(member, now)
    ]


def test_at_a_tablet_in_an_open_room_the_card_tells_whose_it_is(cast, card, token):
    open_room(cast)
    assert refused_cards.show_qr_card(card.code, token, NOW) == cast.amina.id
    assert refused_cards.type_short_code(card.short_code, enrol_tablet(cast).id, NOW) == cast.amina.id
    assert told(cast.okafor) == []


def test_without_an_open_room_nothing_opens_and_the_staff_are_told(cast, card, token):
    with pytest.raises(RoomClosed):
        refused_cards.show_qr_card(card.code, token, NOW)
    assert told(cast.okafor) == [("Amina", "Tablet 1", "room closed")]


def test_the_room_of_another_cohort_opens_nothing(cast, card, token):
    from tests.chain import open_round

    open_room(cast, open_round(cast, cohort=cast.ospreys))
    with pytest.raises(RoomClosed):
        refused_cards.show_qr_card(card.code, token, NOW)


def test_after_the_lesson_nothing_opens(cast, card, token):
    room = open_room(cast)
    rooms.close_room(room.id, NOW)
    with pytest.raises(RoomClosed):
        refused_cards.show_qr_card(card.code, token, NOW)


@pytest.mark.parametrize("code", ["{}", "A" * 26])
def test_a_browser_that_is_no_tablet_learns_nothing_from_a_card(cast, card, code):
    open_room(cast)
    with pytest.raises(TabletNotEnrolled):
        refused_cards.show_qr_card(code.format(card.code), "photographed", NOW)


def test_a_card_at_a_browser_that_is_no_tablet_is_told(cast, card):
    open_room(cast)
    with pytest.raises(TabletNotEnrolled):
        refused_cards.show_qr_card(card.code, "", NOW)
    assert told(cast.okafor) == [("Amina", "", "no tablet")]


def test_a_withdrawn_card_is_told(cast, card, token):
    open_room(cast)
    qr_cards.replace_qr_card(cast.amina.id, NOW)
    with pytest.raises(WithdrawnQRCard):
        refused_cards.show_qr_card(card.code, token, NOW)
    assert told(cast.okafor) == [("Amina", "Tablet 1", "withdrawn")]


def test_a_card_shown_again_within_five_minutes_is_told_once(cast, card, token):
    for minutes in (0, 4, 6):
        with pytest.raises(RoomClosed):
            refused_cards.show_qr_card(card.code, token, NOW + timedelta(minutes=minutes))
    assert len(told(cast.okafor, NOW + timedelta(minutes=6))) == 2


def test_another_tutor_is_not_told(cast, card, token):
    with pytest.raises(RoomClosed):
        refused_cards.show_qr_card(card.code, token, NOW)
    assert told(cast.price) == []
    assert told(cast.tech) == []


def test_a_knock_is_told_for_two_days(cast, card, token):
    with pytest.raises(RoomClosed):
        refused_cards.show_qr_card(card.code, token, NOW)
    assert told(cast.okafor, NOW + timedelta(days=2)) == []


# --- guessing at the letters --------------------------------------------------------------------------------------


def guess(tablet, times=1, now=NOW, typed="AAAA AAAA"):
    """Type wrong letters so many times; returns how often they were looked at before the wait."""
    looked_at = 0
    for _ in range(times):
        try:
            refused_cards.type_short_code(typed, tablet.id, now)
        except NoSuchQRCard:
            looked_at += 1
        except TooManyShortCodes:
            pass
    return looked_at


def test_five_wrong_letters_in_a_minute_close_a_tablet_for_a_minute(cast, card):
    open_room(cast)
    tablet = enrol_tablet(cast)
    assert guess(tablet, 60) == 5
    with pytest.raises(TooManyShortCodes):
        refused_cards.type_short_code(card.short_code, tablet.id, NOW + timedelta(seconds=59))
    assert refused_cards.type_short_code(card.short_code, tablet.id, NOW + timedelta(seconds=60)) == cast.amina.id


def test_tries_in_the_same_instant_are_counted_one_after_another(cast, card, store):
    open_room(cast)
    tablet = enrol_tablet(cast)

    def guess_once(_):
        try:
            return guess(tablet)
        finally:
            store.release()

    with ThreadPoolExecutor(12) as at_once:
        assert sum(at_once.map(guess_once, range(36))) == 5


def test_guessing_at_one_tablet_locks_no_other(cast, card):
    open_room(cast)
    guess(enrol_tablet(cast), 60)
    assert refused_cards.type_short_code(card.short_code, enrol_tablet(cast).id, NOW) == cast.amina.id


def test_guessing_at_many_tablets_is_slowed_down_in_all(cast, card):
    open_room(cast)
    assert sum(guess(enrol_tablet(cast), 10) for _ in range(12)) == 40


def test_a_waiting_tablet_still_reads_the_qr_code(cast, card, token):
    open_room(cast)
    guess(tablets.tablet_of(token, NOW), 60)
    assert refused_cards.show_qr_card(card.code, token, NOW) == cast.amina.id


def test_the_count_survives_a_restart(cast, card, store, database_address):
    from tests.databases import SECRET

    open_room(cast)
    tablet = enrol_tablet(cast)
    guess(tablet, 5)
    store.close_store()
    store.open_store(database_address, SECRET)
    with pytest.raises(TooManyShortCodes):
        refused_cards.type_short_code(card.short_code, tablet.id, NOW)


def test_a_whole_class_types_its_letters_at_one_tablet_without_a_wait(cast, card):
    open_room(cast)
    tablet = enrol_tablet(cast)
    bring_pupils(*[pupil_row(forename=f"Pupil {number}") for number in range(28)])
    qr_cards.make_qr_cards(cast.kestrels.id, NOW)
    cards = qr_cards.qr_cards_of(cast.kestrels.id)
    assert len([refused_cards.type_short_code(card.short_code, tablet.id, NOW) for card in cards]) == 30


def test_right_letters_outside_an_open_room_open_nothing(cast, card):
    with pytest.raises(RoomClosed):
        refused_cards.type_short_code(card.short_code, enrol_tablet(cast).id, NOW)
