"""A question set exactly as a pupil sees it: nothing is saved."""

import re
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from learning.people.age_bands import BANDS, YOUNGEST
from learning.people.pupil_help import Help
from learning.rounds import question_library, set_help
from tests.cast import TODAY
from tests.page import find_form, read_page


@pytest.fixture
def question_set(cast):
    """A set with faces, without settings of its own."""
    added = question_library.add_from_library("faces", TODAY)
    set_help.choose_set_help(added.id, Help())
    return added


@pytest.fixture
def preview(client, cast, question_set):
    """The address of the preview of the set, from the lead's page."""
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


@pytest.mark.parametrize("band", BANDS)
def test_the_preview_can_be_looked_at_in_each_age_band(client, cast, preview, band):
    address = f"{preview.partition('?')[0]}?{urlencode({'band': band})}"
    page = client.get(address).text
    assert read_page(page).get("data-band") == band
    assert (read_page(page).get("data-symbols") is not None) == (band == YOUNGEST)
    action = find_form(read_page(page)).get("action")
    assert read_page(client.get(action).text).get("data-band") == band


def test_a_set_links_to_a_preview_for_each_age_band(client, cast, question_set):
    page = client.sign_in(cast.lead).get(f"/staff/school/questions/{question_set.id}").text
    links = [link.get("href") for link in read_page(page).iter("a") if "/k/preview/" in link.get("href", "")]
    assert len({parse_qs(urlsplit(link).query)["band"][0] for link in links}) == len(BANDS)
