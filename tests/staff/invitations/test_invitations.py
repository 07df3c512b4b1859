"""The staff's page of invitations, the letters, and the file for mailing."""

import csv
import io
import re
from datetime import timedelta

import pytest

from learning.invitations import guests, invitations
from learning.people import pupils
from learning.rounds import rounds
from staff.invitations.letters import COLUMNS
from tests.cast import bring_pupils, NOW, pupil_row, TODAY
from tests.chain import answer_as_guest, ask_the_seed, begin_as_guest, open_round

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


def listed(autumn):
    return invitations.invitations_of(autumn.id, TODAY)


def greetings(html):
    """How the letters of a page greet their readers."""
    return re.findall(r'<p class="greeting">\s*([^<]*?)\s*</p>', html)


def test_one_person_is_invited_and_their_letter_comes_next(client, cast, autumn):
    answer = invite(client, cast, autumn)
    (invitation,) = listed(autumn)
    assert answer.location == page(autumn, f"/letters?invitation={invitation.id}")
    letter = client.get(answer.location).text
    assert "Mrs Yusuf" in greetings(letter)[0]
    assert invitation.short_code in letter and "http://localhost/i/" in letter
    assert (invitation.pupil, invitation.view, invitation.role) == (cast.amina, "parent", "mother")
    assert invitation.until == LATER


def test_the_address_of_one_letter_leaves_out_the_others(client, cast, autumn):
    client.submit(page(autumn), to=page(autumn, "/parents"))
    for invitation in listed(autumn):
        letters = client.get(page(autumn, f"/letters?invitation={invitation.id}")).text
        assert re.findall(r'<p class="code">(.*?)</p>', letters) == [invitation.short_code]


def test_a_day_in_the_past_is_refused_and_nothing_typed_is_lost(client, cast, autumn):
    answer = invite(client, cast, autumn, until=(TODAY - timedelta(days=1)).isoformat())
    assert answer.status_code == 422
    assert invitations.LastDayPast.msgid in answer.text and 'value="Mrs Yusuf"' in answer.text
    assert listed(autumn) == []


def test_all_parents_are_invited_with_one_press(client, cast, autumn):
    answer = client.submit(page(autumn), to=page(autumn, "/parents"))
    assert answer.status_code == 303
    assert [invitation.pupil for invitation in listed(autumn)] == [cast.ben, cast.amina]
    letters = client.get(page(autumn, "/letters")).text
    ben, amina = greetings(letters)
    assert "Ben Adeyemi" in ben and "Amina Yusuf" in amina
    assert letters.count("<article") == 2


def test_a_revoked_invitation_has_no_code_and_no_letter(client, cast, autumn):
    invite(client, cast, autumn)
    (invitation,) = listed(autumn)
    assert invitation.short_code in client.get(page(autumn)).text
    client.submit(page(autumn), to=page(autumn, f"/{invitation.id}/revoke"))
    assert listed(autumn)[0].status == "revoked"
    assert invitation.short_code not in client.get(page(autumn)).text
    assert "<article" not in client.get(page(autumn, "/letters")).text


def test_sent_answers_are_opened_again_on_the_page(client, cast, autumn):
    invite(client, cast, autumn)
    answer_as_guest(begin_as_guest(listed(autumn)[0]))
    guests.send(listed(autumn)[0].id, NOW, TODAY)
    assert listed(autumn)[0].status == "answered"
    client.submit(page(autumn), to=page(autumn, f"/{listed(autumn)[0].id}/open-again"))
    assert listed(autumn)[0].status == "begun"


def test_the_file_for_mailing_has_link_and_code_and_no_formula(client, cast, autumn):
    bring_pupils(pupil_row(forename="=cmd", surname="Evil", class_name="Kestrels"))
    client.submit(page(autumn), to=page(autumn, "/parents"))
    file = client.get(page(autumn, ".csv"))
    assert file.mimetype == "text/csv" and file.data.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(file.data.decode("utf-8-sig")))
    assert head == [str(heading) for heading, _value in COLUMNS]
    amina = next(row for row in rows if row[0] == "Amina Yusuf")
    invitation = next(each for each in listed(autumn) if each.pupil == cast.amina)
    assert f"http://localhost/i/{invitation.code}" in amina and invitation.short_code in amina
    assert any(row[0].startswith("'=cmd") for row in rows)
    assert "Evil" in "".join(pupil.name for pupil in pupils.everyone())


def test_the_file_for_mailing_has_only_open_invitations(client, cast, autumn):
    client.submit(page(autumn), to=page(autumn, "/parents"))
    invitations.revoke(autumn.id, next(each.id for each in listed(autumn) if each.pupil == cast.ben), NOW)
    _head, *rows = csv.reader(io.StringIO(client.get(page(autumn, ".csv")).data.decode("utf-8-sig")))
    assert [row[0] for row in rows] == ["Amina Yusuf"]


def test_a_closed_round_invites_nobody(client, cast, autumn):
    rounds.close_round(autumn.id, TODAY)
    assert page(autumn, "/parents") not in client.get(page(autumn)).text
    answer = client.send(page(autumn, "/parents"), {"parents_until": LATER.isoformat()}, token_from="/staff/cohorts")
    assert answer.status_code == 422
    assert listed(autumn) == []


def test_another_tutor_neither_sees_nor_makes_nor_ends_an_invitation(client, cast, autumn):
    invite(client, cast, autumn)
    (invitation,) = listed(autumn)
    client.sign_in(cast.price)
    for path in (page(autumn), page(autumn, "/letters"), page(autumn, ".csv")):
        assert client.get(path).status_code == 404
    for rest in ("", "/parents", f"/{invitation.id}/revoke", f"/{invitation.id}/open-again"):
        assert client.send(page(autumn, rest), token_from="/staff/cohorts").status_code == 404
    assert [each.status for each in listed(autumn)] == ["waiting"]
