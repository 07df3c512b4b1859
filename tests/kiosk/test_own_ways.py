"""A question that can be said and drawn: what its page offers, and what arrives from a tablet's outbox."""

import json
from base64 import b64decode, b64encode

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from kiosk.messages import message_key
from learning.core import files
from learning.core.errors import NotSaved
from learning.people import schools
from learning.rounds import question_sets
from learning.visits import given_files, visits
from learning.visits.sealed_files import LARGEST
from learning.visits.tables import GivenFileRow
from tests.cast import NOW
from tests.chain import allow_own_ways, begin_visit, DRAWING
from tests.kiosk.conftest import address, answer, cookie, step_of, visit_in
from tests.kiosk.test_outbox import deliver
from tests.page import read_page

NONCE = bytes(12)
WEBM = b"\x1a\x45\xdf\xa3 said by a child"


def sealed(visit_id, question, content=WEBM, key_of=None, **given) -> dict:
    """Return a recording as the page of a visit seals it."""
    message = {"press": "file", "task": question.task, "step": str(question.id), "file": "5", "sequence": "6", **given}
    key = ChaCha20Poly1305(b64decode(message_key(visits.visit_by_id(key_of or visit_id, NOW))))
    box = NONCE + key.encrypt(NONCE, json.dumps(message).encode() + b"\0" + content, None)
    return {"key": f"{visit_id}:file", "visit": visit_id, "box": b64encode(box).decode()}


def saved() -> list[bytes]:
    """Return everything that was said and drawn."""
    return [given_files.content_of(row.id) for row in GivenFileRow.select()]


def offered(browser, kind="words") -> set[str]:
    """Return the own ways that the page of a question has buttons for."""
    page = read_page(browser.get(address(step_of(browser, kind))).text)
    return {way for way in ("say", "draw") if page.findall(f".//*[@data-{way}-it]")}


@pytest.fixture
def allowed(app, visiting):
    """The tablet in Amina's visit, in a school where answers may be said and drawn."""
    allow_own_ways()
    return visiting


# --- the page -------------------------------------------------------------------------------------------------------


def test_typing_is_the_only_way_unless_the_school_allows_more(visiting):
    page = visiting.get("/k/visit")
    assert offered(visiting) == set()
    assert "own_ways" not in page.text
    assert "microphone=()" in page.headers["Permissions-Policy"]


@pytest.mark.parametrize("only", ["school", "set"])
def test_the_school_and_the_set_must_both_allow_it(allowed, only):
    if only == "school":
        question_sets.allow_own_ways(question_sets.usual_set().id, recordings=False, drawings=False)
    else:
        schools.allow_own_ways(recordings=False, drawings=False)
    assert offered(allowed) == set()


def test_a_question_in_words_can_be_said_and_drawn(allowed):
    assert offered(allowed) == {"say", "draw"}


def test_a_question_without_words_cannot(allowed):
    assert offered(allowed, "track") == set()


def test_without_script_no_button_is_shown_and_typing_is_complete(allowed):
    step = step_of(allowed, "words")
    page = read_page(allowed.get(address(step)).text)
    (ways,) = page.findall(".//*[@data-own-ways-of]")
    assert ways.get("hidden") is not None
    answer(allowed, step, words="typed")
    assert visit_in(allowed).step(step.task, step.id).state == "given"


def test_the_microphone_is_allowed_only_where_it_is_needed(allowed):
    page = allowed.get("/k/visit")
    assert "microphone=(self)" in page.headers["Permissions-Policy"]
    assert "media-src 'self' blob:" in page.headers["Content-Security-Policy"]
    schools.allow_own_ways(recordings=False, drawings=True)
    assert "microphone=()" in allowed.get("/k/visit").headers["Permissions-Policy"]


def test_next_is_enough_after_something_was_said(app, allowed):
    step = step_of(allowed, "words")
    answer(allowed, step, recording="5")
    assert visit_in(allowed).step(step.task, step.id).filled == {"recording": "5"}


def test_a_page_that_is_loaded_again_knows_what_was_said(app, allowed):
    step = step_of(allowed, "words")
    answer(allowed, step, recording="5")
    page = read_page(allowed.get(address(step)).text)
    assert [field.get("value") for field in page.findall(".//*[@name='recording']")] == ["5"]


# --- what arrives ---------------------------------------------------------------------------------------------------


def test_what_was_said_arrives_under_its_pupil(app, allowed, cast):
    visit, step = visit_in(allowed), step_of(allowed, "words")
    with app.app_context():
        reply = deliver(allowed, sealed(visit.id, step, seconds="3"))
    row = GivenFileRow.get()
    assert (reply.json["done"], saved()) == ([f"{visit.id}:file"], [WEBM])
    assert (row.pupil_id, row.seconds, row.sequence, row.is_set_aside) == (cast.amina.id, 3, 5, False)


def test_two_minutes_in_the_best_quality_arrive(app, allowed):
    visit, step = visit_in(allowed), step_of(allowed, "words")
    content = WEBM + bytes(LARGEST - len(WEBM))
    with app.app_context():
        deliver(allowed, sealed(visit.id, step, content))
    assert saved() == [content]


def test_what_was_drawn_arrives_twice_and_counts_once(app, allowed):
    visit, step = visit_in(allowed), step_of(allowed, "words")
    with app.app_context():
        for _ in range(2):
            deliver(allowed, sealed(visit.id, step, DRAWING))
    assert saved() == [DRAWING]


def test_what_was_said_arrives_after_the_visit_is_over(app, allowed):
    visit, step = visit_in(allowed), step_of(allowed, "words")
    visits.leave(cookie(allowed, "visit"), NOW)
    with app.app_context():
        deliver(allowed, sealed(visit.id, step), page="/k/")
    assert saved() == [WEBM]


def test_a_recording_with_another_visits_key_is_not_saved(app, allowed, cast):
    visit, step = visit_in(allowed), step_of(allowed, "words")
    another = visits.visit_of(begin_visit(cast, cast.ben), NOW).id
    with app.app_context():
        deliver(allowed, sealed(visit.id, step, key_of=another))
    assert saved() == []


def test_a_recording_that_cannot_be_saved_now_stays_on_the_tablet(app, allowed, monkeypatch):
    def full(*_args, **_options):
        raise NotSaved()

    visit, step = visit_in(allowed), step_of(allowed, "words")
    monkeypatch.setattr(files, "save_file", full)
    with app.app_context():
        assert deliver(allowed, sealed(visit.id, step)).json["done"] == []
    monkeypatch.undo()
    with app.app_context():
        deliver(allowed, sealed(visit.id, step))
    assert saved() == [WEBM]


@pytest.mark.parametrize(
    "wrong", [{"step": "x"}, {"file": ""}, {"task": "nowhere"}, {"seconds": "many"}, {"step": "9"}]
)
def test_an_odd_recording_does_not_stop_the_others(app, allowed, wrong):
    visit, step = visit_in(allowed), step_of(allowed, "words")
    with app.app_context():
        reply = deliver(allowed, sealed(visit.id, step, **wrong), sealed(visit.id, step, DRAWING, file="7"))
    assert len(reply.json["done"]) == 2
    assert DRAWING in saved()
