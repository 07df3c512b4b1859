"""The pages on which a round's views, pupils and days are set, and on which it is closed."""

from datetime import timedelta

import pytest

from learning import rounds
from tests.cast import TODAY
from tests.chain import ask_the_seed, open_round


@pytest.fixture
def autumn(client, cast):
    """A round of Kestrels, with their tutor signed in."""
    ask_the_seed()
    client.sign_in(cast.okafor)
    return open_round(cast)


def page(autumn):
    return f"/staff/cohorts/{autumn.cohort_id}/rounds/{autumn.id}"


def test_views_day_and_pupils_are_kept(client, cast, autumn):
    due = TODAY + timedelta(days=14)
    asked = {"views": ["pupil"], "due_on": due.isoformat(), "pupils": [cast.amina.id]}
    assert client.submit(page(autumn), asked, to=page(autumn)).status_code == 303
    kept = rounds.round_(autumn.id)
    assert (kept.views, kept.due_on, rounds.pupils_asked(kept)) == (("pupil",), due, [cast.amina])


def test_a_day_before_the_round_began_is_told_beside_it(client, autumn):
    early = (TODAY - timedelta(days=1)).isoformat()
    refused = client.submit(page(autumn), {"due_on": early}, to=page(autumn))
    assert refused.status_code == 422
    assert "due_on-error" in refused.text and f'value="{early}"' in refused.text


def test_a_new_round_asks_chosen_pupils(client, cast, autumn):
    start = f"/staff/cohorts/{cast.kestrels.id}/start-round"
    client.submit(start, {"name": "Spring", "pupils": [cast.ben.id], "views": ["parent"]}, to=start)
    spring = rounds.latest_round(cast.kestrels.id)
    assert (spring.name, spring.views, rounds.pupils_asked(spring)) == ("Spring", ("parent",), [cast.ben])


def test_a_round_is_closed_and_opened_again(client, cast, autumn):
    home = f"/staff/cohorts/{cast.kestrels.id}"
    client.submit(home, to=f"{page(autumn)}/close")
    assert rounds.round_(autumn.id).closed_on == TODAY
    client.submit(home, to=f"{page(autumn)}/reopen")
    assert rounds.round_(autumn.id).closed_on is None


def test_somebody_elses_round_cannot_be_closed(client, cast, autumn):
    client.sign_in(cast.price)
    assert client.send(f"{page(autumn)}/close", token_from="/staff/cohorts").status_code == 404
    assert rounds.round_(autumn.id).closed_on is None
