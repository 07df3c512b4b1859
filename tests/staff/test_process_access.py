"""Every page of the process asks whether this person may see this pupil: somebody else's answers 404."""

import pytest

from tests.chain import ask_the_seed, open_round

PAGES = [
    "/staff/pupils/{pupil}/journal",
    "/staff/pupils/{pupil}/score-card/{round}",
    "/staff/pupils/{pupil}/score-card/{round}/professional",
    "/staff/pupils/{pupil}/score-card/{round}/parent",
    "/staff/pupils/{pupil}/score-card/{round}/community",
    "/staff/pupils/{pupil}/summary/{round}",
    "/staff/pupils/{pupil}/summaries",
    "/staff/pupils/{pupil}/aims",
    "/staff/pupils/{pupil}/change",
    "/staff/cohorts/{cohort}/grid",
    "/staff/cohorts/{cohort}/sheet",
    "/staff/cohorts/{cohort}/change",
]
ACTS = [
    "/staff/pupils/{pupil}/score-card/{round}/professional",
    "/staff/pupils/{pupil}/summary/{round}",
    "/staff/pupils/{pupil}/factors",
    "/staff/pupils/{pupil}/factors/1/remove",
    "/staff/pupils/{pupil}/aims",
    "/staff/pupils/{pupil}/aims/1/review",
]


@pytest.fixture
def amina(cast) -> dict:
    """What the addresses of Amina's pages are made of."""
    ask_the_seed()
    return {"pupil": cast.amina.id, "cohort": cast.kestrels.id, "round": open_round(cast).id}


def statuses(ask, paths, amina) -> dict[str, int]:
    """What each address answers."""
    return {path: ask(path.format(**amina)).status_code for path in paths}


def test_another_tutors_pupil_is_not_there(client, cast, amina):
    assert statuses(client.sign_in(cast.price).get, PAGES, amina) == dict.fromkeys(PAGES, 404)


def test_the_administrator_sees_no_childs_words(client, cast, amina):
    assert statuses(client.sign_in(cast.tech).get, PAGES, amina) == dict.fromkeys(PAGES, 404)


def test_the_own_tutor_sees_each_page(client, cast, amina):
    assert statuses(client.sign_in(cast.okafor).get, PAGES, amina) == dict.fromkeys(PAGES, 200)


def test_another_tutor_changes_nothing(client, cast, amina):
    assert statuses(client.sign_in(cast.price).send, ACTS, amina) == dict.fromkeys(ACTS, 404)
