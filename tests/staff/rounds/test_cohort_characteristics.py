"""The page on which staff choose a cohort's part of the list."""

import pytest

from learning.rounds import asking, characteristics
from tests.chain import ask_the_seed


@pytest.fixture
def page(cast):
    """The page's address, with the seed's four on the list."""
    ask_the_seed()
    return f"/staff/cohorts/{cast.kestrels.id}/characteristics"


def test_a_tutor_chooses_a_part_of_the_list(client, cast, page):
    client.sign_in(cast.okafor)
    first, *_ = characteristics.characteristics()
    assert client.get(page).status_code == 200
    assert client.submit(page, {"chosen": [first.id]}, to=page).status_code == 303
    assert asking.characteristics_of(cast.kestrels.id) == [first]


def test_choosing_nothing_is_refused_and_changes_nothing(client, cast, page):
    client.sign_in(cast.okafor)
    refused = client.send(page, token_from="/staff/cohorts")
    assert refused.status_code == 422
    assert "chosen-error" in refused.text
    assert len(asking.characteristics_of(cast.kestrels.id)) == 4


def test_another_tutors_cohort_is_not_found(client, cast, page):
    client.sign_in(cast.price)
    assert client.get(page).status_code == 404
