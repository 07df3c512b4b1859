"""The staff's page of invitations, the letters, and the file for mailing."""

import csv
import io
from datetime import timedelta

import pytest

from learning.invitations import invitations
from learning.people import pupils
from learning.rounds import rounds
from tests.cast import bring_pupils, pupil_row, TODAY
from tests.chain import ask_the_seed, open_round

LATER = TODAY + timedelta(days=14)


@pytest.fixture
def autumn(client, cast):
    """A round of Kestrels, with their tutor signed in."""
    ask_the_seed()
    client.sign_in(cast.okafor)
    return open_round(cast)


def page(a_round, rest=""):
    return f"/staff/cohorts/{a_round.cohort_id}/rounds/{a_round.id}/invitations{rest}"


def invite(client, cast, autumn, **typed):
    typed = {"pupil": cast.amina.id, "view": "parent", "to": "Mrs Yusuf", "role": "mother", **typed}
    return client.submit(page(autumn), typed, to=page(autumn))


def found(autumn):
    return invitations.invitations_of(autumn.id, TODAY)


def test_one_person_is_invited_and_their_letter_is_next(client, cast, autumn):
    answer = invite(client, cast, autumn)
    (one,) = found(autumn)
    assert answer.location == page(autumn, f"/letters?one={one.id}")
    letter = client.get(answer.location).text
    assert "Dear Mrs Yusuf," in letter and one.short_code in letter and "http://localhost/i/" in letter
    assert (one.pupil, one.view, one.role, one.until) == (cast.amina, "parent", "mother", LATER)


def test_a_wrong_day_is_told_and_nothing_typed_is_lost(client, cast, autumn):
    answer = invite(client, cast, autumn, until=(TODAY - timedelta(days=1)).isoformat())
    assert answer.status_code == 422
    assert "The last day of the invitation is in the past." in answer.text and 'value="Mrs Yusuf"' in answer.text
    assert found(autumn) == []


def test_all_parents_are_invited_with_one_press(client, cast, autumn):
    answer = client.submit(page(autumn), to=page(autumn, "/parents"))
    assert answer.status_code == 303
    assert [one.pupil for one in found(autumn)] == [cast.ben, cast.amina]
    letters = client.get(page(autumn, "/letters")).text
    assert "Dear parent or carer of Ben Adeyemi," in letters and "Dear parent or carer of Amina Yusuf," in letters
    assert letters.count("<article") == 2


def test_a_revoked_invitation_is_told_and_its_letter_is_gone(client, cast, autumn):
    invite(client, cast, autumn)
    (one,) = found(autumn)
    client.submit(page(autumn), to=page(autumn, f"/{one.id}/revoke"))
    assert found(autumn)[0].state == "revoked"
    assert one.short_code not in client.get(page(autumn)).text
    assert "<article" not in client.get(page(autumn, "/letters")).text


def test_the_file_for_mailing_holds_link_and_code_and_no_formula(client, cast, autumn):
    bring_pupils(pupil_row(forename="=cmd", surname="Evil", class_name="Kestrels"))
    client.submit(page(autumn), to=page(autumn, "/parents"))
    file = client.get(page(autumn, ".csv"))
    assert file.mimetype == "text/csv" and file.data.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(file.data.decode("utf-8-sig")))
    assert head[:2] == ["Pupil", "Called"]
    amina = next(row for row in rows if row[0] == "Amina Yusuf")
    one = next(one for one in found(autumn) if one.pupil == cast.amina)
    assert f"http://localhost/i/{one.code}" in amina and one.short_code in amina
    assert any(row[0].startswith("'=cmd") for row in rows)
    assert "Evil" in "".join(one.name for one in pupils.everyone())


def test_a_closed_round_invites_nobody(client, cast, autumn):
    rounds.close_round(autumn.id, TODAY)
    assert page(autumn, "/parents") not in client.get(page(autumn)).text
    answer = client.send(page(autumn, "/parents"), {"parents_until": LATER.isoformat()}, token_from="/staff/cohorts")
    assert answer.status_code == 422 and "is closed" in answer.text


def test_another_tutor_neither_sees_nor_makes_nor_ends_one(client, cast, autumn):
    invite(client, cast, autumn)
    (one,) = found(autumn)
    client.sign_in(cast.price)
    for path in (page(autumn), page(autumn, "/letters"), page(autumn, ".csv")):
        assert client.get(path).status_code == 404
    for path in (page(autumn), page(autumn, "/parents"), page(autumn, f"/{one.id}/revoke")):
        assert client.send(path, token_from="/staff/cohorts").status_code == 404
    assert found(autumn)[0].state == "waiting"
