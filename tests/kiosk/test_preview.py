"""A question set exactly as a pupil sees it: nothing is saved."""

import re

import pytest

from learning.rounds import question_library
from tests.cast import TODAY


@pytest.fixture
def preview(client, cast):
    """The address of the preview of the set with faces, from the lead's page."""
    question_set = question_library.add_from_library("faces", TODAY)
    page = client.sign_in(cast.lead).get(f"/staff/school/questions/{question_set.id}").text
    return re.search(r'href="(/k/preview/[^"]+)"', page)[1]


def test_the_preview_asks_the_first_question_as_a_pupil_sees_it(client, preview):
    page = client.get(preview).text
    assert "How do I feel at school?" in page and "data-preview" in page and "data-key" not in page


def test_the_preview_goes_on_without_script_and_saves_nothing(client, preview, store):
    page = client.get(preview).text
    action = re.search(r'action="(/k/preview/[^"]+)"', page)[1]
    before = store.commits()
    answer = client.submit(preview, {"press": "next"}, to=action)
    assert answer.status_code == 303 and answer.location != action
    assert store.commits() == before


def test_an_address_that_nobody_signed_is_not_found(client, preview):
    assert client.get("/k/preview/1.forged").status_code == 404
