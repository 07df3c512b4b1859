"""/healthz: what a watching program is told."""


def test_health_is_fine_while_the_database_answers(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"database": "answers"})


def test_health_is_503_when_the_database_does_not_answer(client, store):
    store.close_store()
    assert client.get("/healthz").status_code == 503


def test_the_front_door_leads_to_the_tablet_page(client):
    assert client.get("/").location == "/k/"
