"""Messages that waited in a tablet: they may arrive late, out of order or twice, but never for another pupil."""

import json
import re
from base64 import b64decode, b64encode

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from kiosk.messages import message_key
from learning.core import keys
from learning.journals.tables import AnswerRow, EntryRow
from learning.people import concerns, handling
from learning.people.tables import ConcernRow
from learning.visits import visits
from learning.visits.tables import GivenAnswerRow
from tests.cast import NOW, TODAY
from tests.chain import begin_visit
from tests.kiosk.conftest import cookie, step_of, visit_in
from tests.learning.visits.test_given_files import erase

NONCE = bytes(12)


def sealed(visit_id, message, key_of=None) -> dict:
    """Return a message as the page of a visit seals it."""
    key = b64decode(message_key(visits.visit_by_id(key_of or visit_id, NOW)))
    box = NONCE + ChaCha20Poly1305(key).encrypt(NONCE, json.dumps(message).encode(), None)
    return {"key": f"{visit_id}:x", "visit": visit_id, "box": b64encode(box).decode()}


def answer_to(step, text, sequence="5") -> dict:
    """Return the message that answers a question in words."""
    return {"press": "next", "task": step.task, "step": str(step.id), "words": text, "sequence": sequence}


def deliver(browser, *messages, page="/k/visit"):
    """Send messages as the page's script does."""
    token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', browser.get(page, follow_redirects=True).text)[1]
    return browser.post("/k/outbox", json={"letters": list(messages)}, headers={"X-CSRFToken": token})


def saved_words() -> list[str]:
    """Return the words of all answers."""
    return [answer.words for answer in AnswerRow.select() if answer.words]


@pytest.fixture
def left_visit(app, visiting):
    """A visit that is over: the tablet, the visit's id and its question of words."""
    with app.app_context():
        visit, step = visit_in(visiting), step_of(visiting, "words")
        visits.leave(cookie(visiting, "visit"), NOW)
    return visiting, visit.id, step


def test_a_message_is_saved_after_its_visit_is_over(app, left_visit):
    tablet, visit_id, step = left_visit
    with app.app_context():
        answer = deliver(tablet, sealed(visit_id, answer_to(step, "It is loud")), page="/k/")
    assert (answer.json["done"], saved_words()) == ([f"{visit_id}:x"], ["It is loud"])


def test_a_message_that_comes_twice_counts_once(app, left_visit):
    tablet, visit_id, step = left_visit
    with app.app_context():
        for _ in range(2):
            deliver(tablet, sealed(visit_id, answer_to(step, "It is loud")), page="/k/")
    assert saved_words() == ["It is loud"]


def test_an_older_message_does_not_replace_a_newer_one(app, left_visit):
    tablet, visit_id, step = left_visit
    with app.app_context():
        newer, older = answer_to(step, "new", "9"), answer_to(step, "old", "3")
        deliver(tablet, sealed(visit_id, newer), sealed(visit_id, older), page="/k/")
    assert saved_words() == ["new"]


def test_a_message_with_the_key_of_another_visit_is_not_saved(app, left_visit, cast):
    tablet, visit_id, step = left_visit
    another = visits.visit_of(begin_visit(cast, cast.ben), NOW).id
    with app.app_context():
        answer = deliver(tablet, sealed(visit_id, answer_to(step, "forged"), key_of=another), page="/k/")
    assert (answer.json["done"], saved_words()) == ([f"{visit_id}:x"], [])


def test_what_waited_for_a_pupil_who_was_erased_does_not_reach_the_visit_that_has_its_number_now(app, left_visit, cast):
    tablet, visit_id, step = left_visit  # the number comes back after a restore from a backup as well
    with app.app_context():
        waiting = sealed(visit_id, answer_to(step, "Amina's"))
        erase(cast.amina)
        visits.visit_of(begin_visit(cast, cast.ben), NOW)
        answer = deliver(tablet, waiting, page="/k/")
    assert (answer.json["done"], GivenAnswerRow.select().count()) == ([f"{visit_id}:x"], 0)


def test_a_message_that_a_page_of_the_last_version_sealed_is_saved(app, left_visit):
    tablet, visit_id, step = left_visit
    with app.app_context():
        message = json.dumps(answer_to(step, "of last week")).encode()
        box = NONCE + ChaCha20Poly1305(keys.derive("letters", str(visit_id))).encrypt(NONCE, message, None)
        deliver(tablet, {"key": "x", "visit": visit_id, "box": b64encode(box).decode()}, page="/k/")
    assert saved_words() == ["of last week"]


def test_words_with_half_an_emoji_are_saved(app, left_visit):
    tablet, visit_id, step = left_visit
    with app.app_context():
        deliver(tablet, sealed(visit_id, answer_to(step, "sad \ud83d")), page="/k/")
    assert saved_words() == ["sad ?"]


@pytest.mark.parametrize("days", [17, 70, 20_000], ids=["after half-term", "after a summer", "by a wrong clock"])
def test_a_message_is_saved_however_late_it_comes(app, left_visit, clock, days):
    tablet, visit_id, step = left_visit
    clock.forward(days=days)
    with app.app_context():
        deliver(tablet, sealed(visit_id, answer_to(step, "late")), page="/k/")
    assert saved_words() == ["late"]


def test_a_finish_that_waited_does_not_end_what_the_pupil_goes_on_with_elsewhere(app, left_visit, cast):
    tablet, visit_id, _ = left_visit
    begin_visit(cast)
    with app.app_context():
        deliver(tablet, sealed(visit_id, {"press": "finish"}), page="/k/")
    assert EntryRow.get().finished_at is None


@pytest.mark.parametrize("visit", [None, [], {}, "x", 1e30])
def test_a_message_of_no_visit_does_not_stop_the_others(app, left_visit, visit):
    tablet, visit_id, step = left_visit
    with app.app_context():
        good = sealed(visit_id, answer_to(step, "arrives"))
        deliver(tablet, {"key": "odd", "visit": visit, "box": "x"}, good, page="/k/")
    assert saved_words() == ["arrives"]


def test_words_for_a_question_that_is_not_asked_any_more_are_in_the_history(app, left_visit):
    tablet, visit_id, step = left_visit
    with app.app_context():
        message = {"press": "next", "task": "score_card", "step": "999", "why": "canary", "sequence": "5"}
        deliver(tablet, sealed(visit_id, message), page="/k/")
    assert ["canary" in row.content for row in GivenAnswerRow.select()] == [True]


def test_a_finish_that_waited_finishes_the_entry(app, left_visit):
    tablet, visit_id, _ = left_visit
    with app.app_context():
        deliver(tablet, sealed(visit_id, {"press": "finish"}), page="/k/")
    assert EntryRow.get().finished_at is not None


def test_a_request_to_talk_that_waited_becomes_a_concern(app, left_visit):
    tablet, visit_id, _ = left_visit
    with app.app_context():
        deliver(tablet, sealed(visit_id, {"press": "talk", "place": "Question 2"}), page="/k/")
    assert ConcernRow.select().count() == 1


WISH = {"press": "talk", "place": "Question 2", "sequence": "5"}


@pytest.mark.parametrize("in_order", [True, False], ids=["in order", "the other way round"])
def test_a_wish_that_waited_counts_once_with_its_choice_and_can_have_been_taken_back(app, left_visit, cast, in_order):
    tablet, visit_id, _ = left_visit
    wish = {**WISH, "who": str(cast.okafor.id)}
    presses = [wish, {**wish, "press": "not_meant", "taken_back": "30005"}]
    with app.app_context():
        for content in presses if in_order else presses[::-1]:
            deliver(tablet, sealed(visit_id, content), page="/k/")
    (concern,) = concerns.concerns_for(cast.okafor)
    assert (concern.is_taken_back, len(concern.causes)) == (True, 1)


def test_a_wish_that_is_delivered_again_after_it_was_dealt_with_is_no_second_concern(app, left_visit, cast):
    tablet, visit_id, _ = left_visit
    with app.app_context():
        deliver(tablet, sealed(visit_id, WISH), page="/k/")
        (concern,) = concerns.open_concerns(cast.lead)
        handling.save_action(concern.id, cast.lead, "spoken", on=TODAY, now=NOW)
        deliver(tablet, sealed(visit_id, WISH), page="/k/")
    assert (ConcernRow.select().count(), concerns.open_concerns(cast.lead)) == (1, [])


@pytest.mark.parametrize(
    "message", [{}, {"visit": "x"}, {"visit": 10**30, "box": ""}, {"visit": 1, "box": "%%%"}, "text"]
)
def test_an_invalid_message_does_no_harm(app, left_visit, message):
    tablet, _, _ = left_visit
    with app.app_context():
        assert deliver(tablet, message, page="/k/").status_code == 200
    assert saved_words() == []


def test_a_browser_that_is_not_a_tablet_delivers_nothing(app, left_visit, client):
    tablet, visit_id, step = left_visit
    with app.app_context():
        message = sealed(visit_id, answer_to(step, "It is loud"))
    assert client.post("/k/outbox", json={"letters": [message]}).status_code in (302, 303, 400, 403)
    assert saved_words() == []
