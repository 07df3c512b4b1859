"""Sign-ins: they need a password, end after idle time, and limit guesses."""

from datetime import timedelta

import pytest

from learning.people import members, sign_ins
from learning.people.sign_ins import SignInOver, TooManyTries, WrongSignIn
from tests.cast import NOW, PASSWORD

EMAIL = "okafor@hillside.example"


def test_a_token_leads_back_to_the_member_who_signed_in(cast):
    assert sign_ins.member_of(sign_ins.sign_in(EMAIL, PASSWORD, NOW), NOW) == cast.okafor


def test_capitals_and_spaces_in_the_email_do_not_matter(cast):
    assert sign_ins.sign_in(" OKAFOR@Hillside.example ", PASSWORD, NOW)


@pytest.mark.parametrize(
    ("email", "password"), [(EMAIL, "wrong words here"), ("nobody@hillside.example", PASSWORD), ("", "")]
)
def test_a_wrong_sign_in_does_not_say_what_was_wrong(cast, email, password):
    with pytest.raises(WrongSignIn) as refusal:
        sign_ins.sign_in(email, password, NOW)
    assert str(refusal.value) == WrongSignIn.msgid


def test_ten_wrong_guesses_close_the_address_for_five_minutes(cast):
    for _ in range(10):
        with pytest.raises(WrongSignIn):
            sign_ins.sign_in(EMAIL, "wrong words here", NOW)
    with pytest.raises(TooManyTries):
        sign_ins.sign_in(EMAIL, PASSWORD, NOW + timedelta(minutes=4))
    assert sign_ins.sign_in(EMAIL, PASSWORD, NOW + timedelta(minutes=5))


def test_guesses_at_one_address_do_not_lock_anybody_else_out(cast):
    for _ in range(10):
        with pytest.raises(WrongSignIn):
            sign_ins.sign_in(EMAIL, "wrong words here", NOW)
    assert sign_ins.sign_in("price@hillside.example", PASSWORD, NOW)


@pytest.mark.parametrize("idle", [timedelta(minutes=31), timedelta(hours=11)])
def test_a_sign_in_ends_after_idle_time(cast, idle):
    token = sign_ins.sign_in(EMAIL, PASSWORD, NOW)
    with pytest.raises(SignInOver):
        sign_ins.member_of(token, NOW + idle)


def test_a_busy_sign_in_lasts_ten_hours_and_no_longer(cast):
    token = sign_ins.sign_in(EMAIL, PASSWORD, NOW)
    for minutes in range(20, 601, 20):
        sign_ins.member_of(token, NOW + timedelta(minutes=minutes))
    with pytest.raises(SignInOver):
        sign_ins.member_of(token, NOW + timedelta(minutes=615))


def test_signing_out_ends_the_sign_in_on_the_server(cast):
    token = sign_ins.sign_in(EMAIL, PASSWORD, NOW)
    sign_ins.sign_out(token, NOW)
    with pytest.raises(SignInOver):
        sign_ins.member_of(token, NOW)


def test_a_retired_member_is_signed_out_at_once(cast):
    token = sign_ins.sign_in(EMAIL, PASSWORD, NOW)
    members.retire_member(cast.okafor.id, NOW)
    with pytest.raises(SignInOver):
        sign_ins.member_of(token, NOW)
    with pytest.raises(WrongSignIn):
        sign_ins.sign_in(EMAIL, PASSWORD, NOW)


def test_a_new_password_ends_the_old_sign_ins(cast):
    token = sign_ins.sign_in(EMAIL, PASSWORD, NOW)
    members.set_password(EMAIL, "quite other words")
    with pytest.raises(SignInOver):
        sign_ins.member_of(token, NOW)
    assert sign_ins.sign_in(EMAIL, "quite other words", NOW)
