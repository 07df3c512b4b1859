"""The page for importing the roll: a good file, bad files, and a file that is too large."""

from io import BytesIO

import pytest

from learning.people import pupils
from learning.people.roll_errors import NotADate
from tests.cast import pupil_called

HEADER = "UPN,Forename,Surname,Year,Class,Date of Birth\n"
GOOD = HEADER + "A123456789012,Ivo,Lang,5,Kestrels,01/02/2016\n"
BAD = HEADER + "A123456789012,Ivo,Lang,5,Kestrels,31/02/2016\n"


def send_roll(client, content: bytes | str, name="roll.csv"):
    content = content.encode() if isinstance(content, str) else content
    file = {"file": (BytesIO(content), name)}
    return client.submit("/staff/roll", file, to="/staff/roll", content_type="multipart/form-data")


def test_a_good_roll_is_reported_in_numbers(client, cast):
    page = send_roll(client.sign_in(cast.tech), GOOD)
    assert page.status_code == 200
    assert 'data-count="added">1<' in page.text
    assert pupil_called("Ivo").class_name == "Kestrels"


def test_pupils_not_on_the_roll_are_named_and_stay(client, cast):
    page = send_roll(client.sign_in(cast.tech), GOOD).text
    assert "Amina Yusuf" in page
    assert pupil_called("Amina") == cast.amina


def test_importing_the_same_roll_again_changes_nothing(client, cast):
    client.sign_in(cast.tech)
    send_roll(client, GOOD)
    page = send_roll(client, GOOD).text
    assert 'data-count="added">0<' in page and 'data-count="unchanged">1<' in page


def test_a_bad_line_gets_an_error_with_line_column_and_reason(client, cast):
    answer = send_roll(client.sign_in(cast.tech), BAD)
    assert answer.status_code == 422
    assert str(NotADate(2, "Date of Birth", text="31/02/2016")) in answer.text


@pytest.mark.parametrize("content", [BAD, "", HEADER, "UPN,Forename\nA1,Ivo\n", b"PK\x03\x04\x00\x00", b"\x00" * 99])
def test_a_bad_file_changes_nothing(client, cast, content):
    answer = send_roll(client.sign_in(cast.tech), content)
    assert answer.status_code == 422
    assert 'id="file-error"' in answer.text and "data-count" not in answer.text
    assert pupils.everyone() == [cast.ben, cast.callum, cast.amina]


def test_a_missing_file_gets_an_error(client, cast):
    answer = client.sign_in(cast.tech).submit("/staff/roll", to="/staff/roll")
    assert answer.status_code == 422
    assert 'id="file-error"' in answer.text


def test_fifty_megabytes_are_refused(client, cast):
    form = b'--x\r\nContent-Disposition: form-data; name="file"; filename="roll.csv"\r\n\r\n' + b"x" * 50_000_000
    answer = client.sign_in(cast.tech).post("/staff/roll", data=form, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 413
    assert "8 MB" in answer.text


def test_markup_in_the_file_is_escaped(client, cast):
    page = send_roll(client.sign_in(cast.tech), HEADER + "A123456789012,Ivo,Lang,5,Kestrels,<script>\n").text
    assert "&lt;script&gt;" in page


def test_a_tutor_cannot_import_a_roll(client, cast):
    assert client.sign_in(cast.okafor).send("/staff/roll", token_from="/staff/").status_code == 403
