"""The school's staff: an administrator adds and retires them."""

import pytest

from learning.people import members, sign_ins
from tests.cast import NOW

NEW = {
    "name": "Ms Grey",
    "email": "grey@hillside.example",
    "job": "Mentor",
    "duty": "tutor",
    "password": "four words make one",
}


def emails() -> list[str]:
    return [member.email for member in members.members()]


def test_an_administrator_adds_somebody_who_can_sign_in(client, cast):
    client.sign_in(cast.tech).submit("/staff/school/staff", NEW, to="/staff/school/staff")
    assert sign_ins.sign_in(NEW["email"], NEW["password"], NOW)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": "okafor@hillside.example"}, "email"),
        ({"email": "grey"}, "email"),
        ({"password": "short"}, "password"),
        ({"name": ""}, "name"),
        ({"duty": "king"}, "duty"),
    ],
)
def test_a_wrong_form_gets_an_error_beside_the_field_and_adds_nobody(client, cast, wrong, field):
    before = emails()
    client.sign_in(cast.tech)
    answer = client.send("/staff/school/staff", {**NEW, **wrong}, token_from="/staff/")
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text and 'value="Mentor"' in answer.text
    assert emails() == before


def test_a_retired_member_is_signed_out_at_once(client, cast):
    token = sign_ins.sign_in(cast.okafor.email, "three words in a row", NOW)
    client.sign_in(cast.tech).submit("/staff/school/staff", to=f"/staff/school/staff/{cast.okafor.id}/retire")
    with pytest.raises(sign_ins.SignInOver):
        sign_ins.member_of(token, NOW)


def test_nobody_can_retire_themselves(client, cast):
    client.sign_in(cast.tech)
    answer = client.send(f"/staff/school/staff/{cast.tech.id}/retire", token_from="/staff/")
    assert answer.status_code == 403
    assert members.member(cast.tech.id).active


def test_a_lead_can_read_the_list_but_not_add_anybody(client, cast):
    client.sign_in(cast.lead)
    assert "add-heading" not in client.get("/staff/school/staff").text
    client.send("/staff/school/staff", NEW, token_from="/staff/")
    assert NEW["email"] not in emails()


def test_an_administrator_replaces_a_forgotten_password(client, cast):
    client.sign_in(cast.tech)
    address = f"/staff/school/staff/{cast.okafor.id}/password"
    assert client.submit(address, {"password": "short"}, to=address).status_code == 422
    assert client.submit(address, {"password": "quite other words"}, to=address).status_code == 303
    assert sign_ins.sign_in(cast.okafor.email, "quite other words", NOW)


def test_only_an_administrator_gives_new_passwords(client, cast):
    client.sign_in(cast.lead)
    assert client.get(f"/staff/school/staff/{cast.okafor.id}/password").status_code == 403
