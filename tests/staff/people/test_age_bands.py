"""The pages on which staff choose an age band."""

import pytest

from learning.people import age_bands


@pytest.fixture
def tutor(client, cast):
    """Ms Okafor is signed in."""
    return client.sign_in(cast.okafor)


def test_a_tutor_chooses_a_band_for_a_cohort_and_for_a_pupil(tutor, cast):
    for path in (f"/staff/cohorts/{cast.kestrels.id}/age-band", f"/staff/pupils/{cast.amina.id}/age-band"):
        assert tutor.submit(path, {"band": "5 to 7"}, to=path).status_code == 303
    assert age_bands.band_chosen_for_cohort(cast.kestrels.id) == "5 to 7"
    assert age_bands.band_chosen_for_pupil(cast.amina.id) == "5 to 7"


def test_another_band_is_refused(tutor, cast):
    path = f"/staff/pupils/{cast.amina.id}/age-band"
    assert tutor.submit(path, {"band": "19 to 99"}, to=path).status_code == 422
    assert age_bands.band_chosen_for_pupil(cast.amina.id) == ""


def test_another_teams_pupil_is_not_there(client, cast):
    client.sign_in(cast.price)
    assert client.get(f"/staff/pupils/{cast.amina.id}/age-band").status_code == 404
    assert client.get(f"/staff/cohorts/{cast.kestrels.id}/age-band").status_code == 404
