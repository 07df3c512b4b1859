"""Recordings and drawings as staff hear and see them: only those who may see the pupil, and nothing that runs."""

import re

import pytest

from learning.core import files
from learning.visits import answers, visits
from learning.visits.tables import GivenFileRow
from tests.cast import NOW
from tests.chain import allow_own_ways, ask_the_seed, begin_visit, draw, DRAWING, open_room
from tests.queries import queries

WEBM = b"\x1a\x45\xdf\xa3" + bytes(range(256))
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"


@pytest.fixture
def visit(app, cast):
    """Amina's visit, in which answers may be said and drawn."""
    ask_the_seed()
    allow_own_ways()
    open_room(cast)
    return visits.visit_of(begin_visit(cast), NOW)


def address(content, visit) -> str:
    """The address of a file that Amina has given."""
    draw(visit, content)
    return f"/staff/given-files/{GivenFileRow.get().id}"


@pytest.mark.parametrize("member", ["okafor", "lead"])
def test_those_who_see_the_pupil_hear_what_was_said(client, cast, visit, member):
    answer = client.sign_in(getattr(cast, member)).get(address(WEBM, visit))
    assert (answer.status_code, answer.mimetype, answer.data) == (200, "audio/webm", WEBM)


@pytest.mark.parametrize("member", ["price", "tech"])
def test_nobody_else_does(client, cast, visit, member):
    client.sign_in(getattr(cast, member))
    foreign, absent = client.get(address(WEBM, visit)), client.get("/staff/given-files/9999")
    assert (foreign.status_code, absent.status_code) == (404, 404)
    assert foreign.get_data(as_text=True).replace("/1", "") == absent.get_data(as_text=True).replace("/9999", "")


@pytest.mark.parametrize("content", [WEBM, DRAWING, SVG], ids=["recording", "drawing", "unknown"])
def test_no_file_is_stored_by_the_browser_or_runs_anything(client, cast, visit, content):
    headers = client.sign_in(cast.okafor).get(address(content, visit)).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Amina" not in headers["Content-Disposition"]


def test_a_drawing_becomes_a_picture_of_nothing_but_lines(client, cast, visit):
    answer = client.sign_in(cast.okafor).get(address(DRAWING, visit))
    assert answer.mimetype == "image/svg+xml"
    tags = set(re.findall(r"<(\w+)", answer.text))
    assert (tags, answer.text.count("<polyline")) == ({"svg", "rect", "g", "polyline"}, 2)


def test_what_is_neither_can_only_be_saved(client, cast, visit):
    answer = client.sign_in(cast.okafor).get(address(SVG, visit))
    assert (answer.mimetype, answer.data) == ("application/octet-stream", SVG)
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("asked_for", "status", "length"),
    [("bytes=0-1", 206, 2), ("bytes=100-", 206, len(WEBM) - 100), ("bytes=999-", 416, None)],
)
def test_a_part_of_a_recording_can_be_asked_for(client, cast, visit, asked_for, status, length):
    answer = client.sign_in(cast.okafor).get(address(WEBM, visit), headers={"Range": asked_for})
    assert answer.status_code == status
    if length:
        start = int(re.search(r"\d+", asked_for)[0])
        assert answer.data == WEBM[start : start + length]
        assert answer.headers["Content-Range"] == f"bytes {start}-{start + length - 1}/{len(WEBM)}"


def test_a_missing_file_is_not_there(client, cast, visit):
    place = address(WEBM, visit)
    files.delete_file(GivenFileRow.get().name)
    assert client.sign_in(cast.okafor).get(place).status_code == 404


# --- the pages ------------------------------------------------------------------------------------------------------


def confirm(visit, **fields) -> None:
    """Press Next at the last question of words."""
    step = [step for step in visit.steps if step.kind == "words"][-1]
    answers.save_answer(visit, step.task, step.id, press="next", fields={**fields, "sequence": "90"}, now=NOW)


def pages(cast, visit) -> list[str]:
    """The pages that show the answers of this visit."""
    pupil = f"/staff/pupils/{cast.amina.id}"
    return [f"/staff/entries/{visit.entry_id}", f"{pupil}/journal", f"{pupil}/score-card/{visit.room.round_id}"]


@pytest.mark.parametrize("page", [0, 1, 2], ids=["entry", "journal", "score card"])
def test_what_was_said_and_drawn_is_shown_with_the_answer(client, cast, visit, page):
    draw(visit, DRAWING, 5)
    draw(visit, WEBM, 6)
    confirm(visit, drawing="5", recording="6")
    shown = client.sign_in(cast.okafor).get(pages(cast, visit)[page]).text
    assert (shown.count("<audio"), shown.count('<img src="/staff/given-files')) == (1, 1)


def test_what_was_never_confirmed_is_shown_as_well(client, cast, visit):
    draw(visit, WEBM)
    assert client.sign_in(cast.okafor).get(pages(cast, visit)[0]).text.count("<audio") == 1


def test_what_was_set_aside_is_shown_as_well(client, cast, visit):
    draw(visit, SVG)
    assert "download" in client.sign_in(cast.okafor).get(pages(cast, visit)[0]).text


def test_an_answer_that_has_not_arrived_is_not_shown_as_empty(client, cast, visit):
    confirm(visit, recording="6")
    client.sign_in(cast.okafor)
    before = client.get(pages(cast, visit)[0]).text
    draw(visit, WEBM, 6)
    after = client.get(pages(cast, visit)[0]).text
    assert (before.count("data-not-arrived"), after.count("data-not-arrived")) == (1, 0)


def test_many_files_cost_no_more_queries(client, cast, visit):
    client.sign_in(cast.okafor)
    draw(visit, WEBM, 5)
    page = pages(cast, visit)[0]
    with queries() as with_one:
        client.get(page)
    for sequence in range(6, 12):
        draw(visit, DRAWING, sequence)
    with queries() as with_many:
        client.get(page)
    assert len(with_many) == len(with_one)
