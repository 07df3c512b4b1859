"""What waited in a tablet arrives: late, out of order, twice, and never under another pupil."""

import json
import re
from base64 import b64decode, b64encode

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from kiosk.messages import message_key
from learning.journals.tables import AnswerRow, EntryRow
from learning.people.tables import ConcernRow
from learning.visits import visits
from tests.cast import NOW
from tests.kiosk.conftest import cookie, step_of, visit_in

NONCE = bytes(12)


def sealed(visit_id, letter, key_of=None) -> dict:
    """A letter as the page of a visit seals it."""
    key = b64decode(message_key(key_of or visit_id))
    box = NONCE + ChaCha20Poly1305(key).encrypt(NONCE, json.dumps(letter).encode(), None)
    return {"key": f"{visit_id}:x", "visit": visit_id, "box": b64encode(box).decode()}


def words(step, said, sequence="5") -> dict:
    """What a letter says of a question of words."""
    return {"press": "next", "task": step.task, "step": str(step.id), "words": said, "sequence": sequence}


def deliver(browser, *letters, page="/k/visit"):
    """Send letters as the page's script does."""
    token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', browser.get(page, follow_redirects=True).text)[1]
    return browser.post("/k/outbox", json={"letters": list(letters)}, headers={"X-CSRFToken": token})


def kept() -> list[str]:
    """The words of all answers."""
    return [one.words for one in AnswerRow.select() if one.words]


@pytest.fixture
def left(app, visiting):
    """A visit that is over: the tablet, the visit's id and its question of words."""
    with app.app_context():
        visit, step = visit_in(visiting), step_of(visiting, "words")
        visits.leave(cookie(visiting, "visit"), NOW)
    return visiting, visit.id, step


def test_a_letter_is_kept_after_its_visit_is_over(app, left):
    tablet, visit_id, step = left
    with app.app_context():
        answer = deliver(tablet, sealed(visit_id, words(step, "It is loud")), page="/k/")
    assert (answer.json["done"], kept()) == ([f"{visit_id}:x"], ["It is loud"])


def test_a_letter_that_comes_twice_counts_once(app, left):
    tablet, visit_id, step = left
    with app.app_context():
        for _ in range(2):
            deliver(tablet, sealed(visit_id, words(step, "It is loud")), page="/k/")
    assert kept() == ["It is loud"]


def test_an_older_letter_does_not_take_the_place_of_a_newer_one(app, left):
    tablet, visit_id, step = left
    with app.app_context():
        letters = [sealed(visit_id, words(step, said, number)) for said, number in (("new", "9"), ("old", "3"))]
        deliver(tablet, *letters, page="/k/")
    assert kept() == ["new"]


def test_a_letter_under_the_key_of_another_visit_is_not_kept(app, left):
    tablet, visit_id, step = left
    with app.app_context():
        answer = deliver(tablet, sealed(visit_id, words(step, "forged"), key_of=visit_id + 1), page="/k/")
    assert (answer.json["done"], kept()) == ([f"{visit_id}:x"], [])


def test_a_letter_is_kept_for_a_week_and_no_longer(app, left, clock):
    tablet, visit_id, step = left
    clock.forward(days=8)
    with app.app_context():
        deliver(tablet, sealed(visit_id, words(step, "too late")), page="/k/")
    assert kept() == []


def test_a_finish_that_waited_finishes_the_entry(app, left):
    tablet, visit_id, _ = left
    with app.app_context():
        deliver(tablet, sealed(visit_id, {"press": "finish"}), page="/k/")
    assert EntryRow.get().finished_at is not None


def test_a_wish_to_talk_that_waited_is_told(app, left):
    tablet, visit_id, _ = left
    with app.app_context():
        deliver(tablet, sealed(visit_id, {"press": "talk", "place": "Question 2"}), page="/k/")
    assert ConcernRow.select().count() == 1


@pytest.mark.parametrize(
    "letter", [{}, {"visit": "x"}, {"visit": 10**30, "box": ""}, {"visit": 1, "box": "%%%"}, "text"]
)
def test_what_is_no_letter_does_no_harm(app, left, letter):
    tablet, _, _ = left
    with app.app_context():
        assert deliver(tablet, letter, page="/k/").status_code == 200
    assert kept() == []


def test_a_browser_that_is_no_tablet_delivers_nothing(app, left, client):
    tablet, visit_id, step = left
    with app.app_context():
        letter = sealed(visit_id, words(step, "It is loud"))
    assert client.post("/k/outbox", json={"letters": [letter]}).status_code in (302, 303, 400, 403)
    assert kept() == []
