"""A question set exactly as a pupil sees it: nothing is sent, nothing is kept."""

import re

import pytest

from learning.rounds import question_library
from tests.cast import TODAY


@pytest.fixture
def preview(client, cast):
    """The address of the preview of the set with faces, as a lead finds it."""
    one = question_library.add_from_library("faces", TODAY)
    page = client.sign_in(cast.lead).get(f"/staff/school/questions/{one.id}").text
    return re.search(r'href="(/k/preview/[^"]+)"', page)[1]


def test_the_preview_asks_the_first_question_as_a_pupil_is_asked(client, preview):
    page = client.get(preview).text
    assert "How do I feel in school?" in page and "data-preview" in page and "data-key" not in page


def test_the_preview_walks_on_without_script_and_keeps_nothing(client, preview, store):
    page = client.get(preview).text
    action = re.search(r'action="(/k/preview/[^"]+)"', page)[1]
    before = store.commits()
    answer = client.submit(preview, {"press": "next"}, to=action)
    assert answer.status_code == 303 and answer.location != action
    assert store.commits() == before


def test_an_address_that_nobody_signed_is_not_found(client, preview):
    assert client.get("/k/preview/1.forged").status_code == 404
