"""Picture PINs: three of twelve pictures against a classmate's QR card."""

from datetime import timedelta

import pytest

from learning.classroom import secret_pictures
from learning.classroom.secret_pictures import NotThreePictures, TooManyPictures, WrongPictures
from learning.classroom.tables import SecretPicturesRow
from learning.people import cohorts
from tests.cast import NOW

MINE, WRONG = ["sun", "ball", "moon"], ["sun", "ball", "star"]


@pytest.fixture
def chosen(cast):
    """Amina has chosen her pictures."""
    secret_pictures.choose_pictures(cast.amina.id, MINE, NOW)
    return cast.amina.id


def test_a_cohort_asks_for_them_only_when_it_is_told_to(cast):
    assert not secret_pictures.asks_pictures(cast.amina.id)
    cohorts.ask_for_pictures(cast.kestrels.id, True)
    assert secret_pictures.asks_pictures(cast.amina.id) and not secret_pictures.asks_pictures(cast.callum.id)


def test_a_group_that_asks_is_enough(cast):
    group = cohorts.gather("Readers", [cast.amina.id], cast.okafor.id, NOW)
    cohorts.ask_for_pictures(group.id, True)
    assert secret_pictures.asks_pictures(cast.amina.id)


@pytest.mark.parametrize("order", [MINE, MINE[::-1]])
def test_the_pictures_fit_in_any_order(chosen, order):
    secret_pictures.check_pictures(chosen, order, NOW)


@pytest.mark.parametrize("pressed", [[], ["sun"], ["sun", "ball"], ["sun", "ball", "moon", "star"], ["a", "b", "c"]])
def test_three_pictures_it_must_be(chosen, pressed):
    with pytest.raises(NotThreePictures):
        secret_pictures.check_pictures(chosen, pressed, NOW)


def test_others_do_not_fit(chosen):
    with pytest.raises(WrongPictures):
        secret_pictures.check_pictures(chosen, WRONG, NOW)


def test_five_wrong_tries_close_it_for_ten_minutes(chosen):
    for _ in range(5):
        with pytest.raises(WrongPictures):
            secret_pictures.check_pictures(chosen, WRONG, NOW)
    with pytest.raises(TooManyPictures):
        secret_pictures.check_pictures(chosen, MINE, NOW + timedelta(minutes=9))
    secret_pictures.check_pictures(chosen, MINE, NOW + timedelta(minutes=10))


def test_a_right_try_counts_anew(chosen):
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(WrongPictures):
                secret_pictures.check_pictures(chosen, WRONG, NOW)
        secret_pictures.check_pictures(chosen, MINE, NOW)


def test_nobody_changes_the_pictures_of_a_pupil_who_has_some(chosen):
    with pytest.raises(WrongPictures):
        secret_pictures.choose_pictures(chosen, WRONG, NOW)


def test_staff_reset_them_and_the_tries_with_them(chosen):
    for _ in range(5):
        with pytest.raises(WrongPictures):
            secret_pictures.check_pictures(chosen, WRONG, NOW)
    secret_pictures.reset_pictures(chosen)
    assert not secret_pictures.has_pictures(chosen)
    secret_pictures.choose_pictures(chosen, WRONG, NOW)
    secret_pictures.check_pictures(chosen, WRONG, NOW)


def test_the_database_does_not_tell_them(cast, chosen):
    secret_pictures.choose_pictures(cast.ben.id, MINE, NOW)
    kept = [row.sealed for row in SecretPicturesRow.select()]
    assert len(set(kept)) == 2
    assert not any(picture in " ".join(kept) for picture in MINE)
