"""A pupil's summaries, and which of them is the baseline."""

import pytest

from learning.score_cards import summaries
from tests.chain import agree, ask_the_seed, open_round


@pytest.fixture
def autumn(cast):
    """A round of Kestrels on the seed's four characteristics."""
    ask_the_seed()
    return open_round(cast)


@pytest.fixture
def okafor(client, cast):
    """Ms Okafor at her desk."""
    return client.sign_in(cast.okafor)


def test_another_summary_becomes_the_baseline_with_two_presses(okafor, cast, autumn):
    agree(cast, autumn, 4)
    second = agree(cast, open_round(cast, "Spring"), 6)
    path = f"/staff/pupils/{cast.amina.id}/summaries"
    okafor.submit(path, to=f"{path}/{second.id}/baseline")
    assert summaries.baseline(cast.amina.id).id == second.id


def test_the_summary_of_another_pupil_is_not_there(okafor, cast, autumn):
    foreign = agree(cast, autumn, 4, pupil=cast.ben)
    path = f"/staff/pupils/{cast.amina.id}/summaries/{foreign.id}/baseline"
    assert okafor.send(path, token_from="/staff/").status_code == 404
