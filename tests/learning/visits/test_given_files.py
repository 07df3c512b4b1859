"""What pupils say and draw: saved once, never replaced, set aside where it is no answer, and gone with the pupil."""

import os
from datetime import timedelta, UTC

import pytest

from learning.core import files
from learning.core.files import FileTooLarge
from learning.core.store import writing
from learning.journals import journal
from learning.journals.tables import AnswerRow
from learning.people import schools
from learning.people.tables import PupilRow
from learning.visits import answer_files, answers, file_check, given_files, visits
from learning.visits.answers import NothingGiven
from learning.visits.board import board
from learning.visits.given_files import content_of, NoSuchGivenFile, save_given_file, TooManyFiles
from learning.visits.sealed_files import LARGEST
from learning.visits.tables import GivenAnswerRow, GivenFileRow
from tests.cast import NOW
from tests.chain import allow_own_ways, ask_the_seed, begin_visit, DRAWING, open_room

WEBM = b"\x1a\x45\xdf\xa3 said by a child"
MP4 = b"\0\0\0\x1cftypM4A said by a child"
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def room(store, cast):
    """A room whose journal may be said and drawn."""
    ask_the_seed()
    allow_own_ways()
    return open_room(cast)


@pytest.fixture
def visit(room, cast):
    """Amina's visit."""
    return visits.visit_of(begin_visit(cast), NOW)


def question(visit, kind="words"):
    """The first question of a kind."""
    return next(step for step in visit.steps if step.kind == kind)


def save(visit, content=WEBM, sequence=5, *, kind="words", now=NOW, **given):
    """Save a file at a question of this visit."""
    step = question(visit, kind)
    save_given_file(visit, step.task, step.id, content, sequence=sequence, now=now, **given)
    return step


def press(visit, step, how="next", sequence=9, now=NOW, **fields):
    """Press a button at a question."""
    answers.save_answer(visit, step.task, step.id, press=how, fields={**fields, "sequence": str(sequence)}, now=now)


def files_at(visit, step):
    """The files of this question as staff see them."""
    entry = journal.entry(visit.entry_id)
    answer = next(answer for answer in entry.answers if answer.question.id == step.id)
    return answer_files.files_of([entry]).of(entry.id, answer)


def contents() -> list[bytes]:
    """Everything that is saved, in the order in which it came."""
    return [content_of(row.id) for row in GivenFileRow.select().order_by(GivenFileRow.id)]


@writing
def erase(pupil) -> None:
    """Erase a pupil with everything that is known of them."""
    PupilRow.delete().where(PupilRow.id == pupil.id).execute()


# --- saved, once, whole ---------------------------------------------------------------------------------------------


def test_a_recording_is_heard_as_it_was_said(visit):
    save(visit)
    assert contents() == [WEBM]


def test_nothing_of_a_recording_can_be_read_in_its_file(visit):
    save(visit)
    (name,) = files.file_names()
    assert b"said by a child" not in files.path_of(name).read_bytes()
    assert "amina" not in name.casefold()


def test_the_same_file_twice_is_saved_once(visit):
    for _ in range(2):
        save(visit)
    assert (contents(), len(files.file_names())) == ([WEBM], 1)


def test_a_longer_recording_takes_the_place_of_its_beginning(visit):
    save(visit, WEBM)
    save(visit, WEBM + b" and more")
    assert contents() == [WEBM + b" and more"]


def test_the_beginning_that_comes_late_changes_nothing(visit):
    save(visit, WEBM + b" and more")
    save(visit, WEBM)
    assert contents() == [WEBM + b" and more"]


def test_another_recording_stays_beside_the_first(visit):
    save(visit, WEBM, 5)
    save(visit, MP4, 7)
    assert contents() == [WEBM, MP4]


def test_other_bytes_under_the_same_number_are_both_saved(visit):
    save(visit, WEBM, 5)
    save(visit, MP4, 5)
    assert contents() == [WEBM, MP4]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (WEBM, "recording"),
        (MP4, "recording"),
        (b"OggS said", "recording"),
        (DRAWING, "drawing"),
        (b"<svg onload='alert(1)'/>", "other"),
        (DRAWING + b"\n<script>", "other"),
        (b"personalise drawing 1", "other"),
    ],
)
def test_the_kind_follows_from_the_bytes(visit, content, kind):
    save(visit, content)
    assert GivenFileRow.get().kind == kind


def test_a_file_that_is_too_large_is_refused(visit):
    with pytest.raises(FileTooLarge):
        save(visit, WEBM + bytes(LARGEST))
    assert (contents(), files.file_names()) == ([], set())


def test_nobody_fills_the_disk_with_recordings(visit, monkeypatch):
    monkeypatch.setattr(given_files, "MOST_OF_VISIT", 1)
    save(visit, WEBM, 5)
    with pytest.raises(TooManyFiles):
        save(visit, MP4, 7)
    assert contents() == [WEBM]


def test_a_write_that_fails_leaves_no_row(visit, monkeypatch):
    def fail(*_args, **_columns):
        raise RuntimeError

    monkeypatch.setattr(GivenFileRow, "create", fail)
    with pytest.raises(RuntimeError):
        save(visit)
    assert GivenFileRow.select().count() == AnswerRow.select().count() == 0


# --- an answer ------------------------------------------------------------------------------------------------------


def test_what_is_said_is_a_draft_until_next_is_pressed(visit):
    step = save(visit)
    assert (AnswerRow.get().state, files_at(visit, step).current) == ("draft", ())
    assert [file.kind for file in files_at(visit, step).unconfirmed] == ["recording"]


def test_next_makes_what_was_said_the_answer(visit):
    step = save(visit)
    press(visit, step, recording="5")
    assert (AnswerRow.get().state, [file.kind for file in files_at(visit, step).current]) == ("given", ["recording"])


def test_next_counts_before_the_recording_arrives(visit):
    step = question(visit)
    press(visit, step, recording="5")
    assert files_at(visit, step).is_missing
    save(visit)
    assert (len(files_at(visit, step).current), files_at(visit, step).is_missing) == (1, False)


def test_the_board_counts_it_like_any_other_answer(visit, cast, room):
    press(visit, save(visit), recording="5")
    seat = next(seat for seat in board(room.id, NOW) if seat.pupil.id == cast.amina.id)
    assert seat.answered == 1


def test_a_second_recording_leaves_the_first_in_the_history(visit):
    step = save(visit, WEBM, 5)
    press(visit, step, recording="5", sequence=6)
    save(visit, MP4, 7)
    press(visit, step, recording="7", sequence=8)
    found = files_at(visit, step)
    assert ([file.sequence for file in found.current], [file.sequence for file in found.earlier]) == ([7], [5])


def test_words_and_a_drawing_are_one_answer(visit):
    step = save(visit, DRAWING)
    press(visit, step, words="my goal", drawing="5")
    assert (AnswerRow.get().words, [file.kind for file in files_at(visit, step).current]) == ("my goal", ["drawing"])


@pytest.mark.parametrize("how", ["skip", "unknown"])
def test_skip_and_i_do_not_know_lose_nothing_that_was_said(visit, how):
    step = save(visit)
    press(visit, step, how)
    assert [file.sequence for file in files_at(visit, step).unconfirmed] == [5]


def test_typing_after_talking_leaves_the_recording(visit):
    step = save(visit)
    press(visit, step, recording="5", sequence=6)
    press(visit, step, words="I wrote it", sequence=7)
    assert [file.sequence for file in files_at(visit, step).earlier] == [5]


def test_typed_words_stay_when_something_is_said_beside_them(visit):
    step = question(visit)
    press(visit, step, "draft", words="typed", sequence=3)
    save(visit)
    assert AnswerRow.get().words == "typed"


def test_a_follow_up_can_be_drawn(visit):
    step = save(visit, DRAWING, kind="yes_no")
    press(visit, step, choice="yes", drawing="5")
    assert [file.kind for file in files_at(visit, step).current] == ["drawing"]


def test_the_next_visit_is_told_of_what_was_begun_but_not_what_it_is(visit, cast):
    step = save(visit)
    again = visits.visit_of(begin_visit(cast), NOW).step(step.task, step.id)
    assert (again.begun_before, again.filled) == (True, {})


# --- what is not an answer ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("recordings", "drawings"), [(False, True), (True, False), (False, False)])
def test_only_what_the_school_and_the_set_allow_is_offered(visit, cast, recordings, drawings):
    allow_own_ways(recordings=recordings, drawings=drawings)
    ways = question(visits.visit_by_id(visit.id, NOW)).own_ways
    assert ways == (("recording",) if recordings else ()) + (("drawing",) if drawings else ())


def test_a_set_alone_allows_nothing(visit):
    schools.allow_own_ways(recordings=False, drawings=False)
    assert question(visits.visit_by_id(visit.id, NOW)).own_ways == ()


def test_what_is_not_allowed_is_set_aside_and_is_no_answer(visit):
    allow_own_ways(recordings=False)
    step = save(visit)
    assert (GivenFileRow.get().is_set_aside, AnswerRow.get().state) == (True, "draft")
    assert journal.entries_of(visit.pupil.id) != []  # so that somebody hears it
    with pytest.raises(NothingGiven):
        press(visit, step, recording="5")


@pytest.mark.parametrize(("task", "step_id"), [("journal", 999), ("score_card", 1), ("nowhere", 1)])
def test_what_belongs_to_no_question_is_set_aside_and_seen(visit, task, step_id):
    save_given_file(visit, task, step_id, WEBM, sequence=5, now=NOW)
    found = answer_files.files_of([journal.entry(visit.entry_id)])
    assert [file.kind for file in found.set_aside[visit.entry_id]] == ["recording"]


def test_a_file_that_arrives_after_the_visit_is_saved(visit):
    visits.finish(visit, NOW)
    step = save(visits.visit_by_id(visit.id, LATER), now=LATER)
    found = files_at(visit, step).unconfirmed
    assert [file.saved_at for file in found] == [NOW + timedelta(milliseconds=5)]


def test_a_recording_alone_adds_no_empty_line_to_the_history_of_words(visit):
    press(visit, save(visit), recording="5")
    assert [row.content for row in GivenAnswerRow.select()] == ['{"recording": 5}']


# --- erased, missing, left over -------------------------------------------------------------------------------------


def age(hours) -> None:
    """Let all files have been saved so many hours before NOW."""
    for name in files.file_names():
        saved = (NOW - timedelta(hours=hours)).replace(tzinfo=UTC).timestamp()
        os.utime(files.path_of(name), (saved, saved))


def test_with_the_pupil_goes_what_they_said(visit, cast):
    save(visit)
    (row,) = list(GivenFileRow.select())
    age(hours=2)
    erase(cast.amina)
    with pytest.raises(NoSuchGivenFile):
        content_of(row.id)
    assert (file_check.delete_leftovers(NOW), files.file_names()) == (1, set())


def test_another_pupils_files_stay(visit, cast):
    save(visit)
    save(visits.visit_of(begin_visit(cast, cast.ben), NOW), MP4)
    age(hours=2)
    erase(cast.amina)
    file_check.delete_leftovers(NOW)
    assert contents() == [MP4]


def test_a_file_is_not_taken_away_before_its_row_can_come(visit):
    files.save_file(b"on its way", "sealed", most_bytes=100)
    age(hours=0)
    assert file_check.delete_leftovers(NOW) == 0


def test_files_of_other_kinds_are_left_alone(visit):
    files.save_file(b"a teacher's voice", "wav", most_bytes=100)
    age(hours=2)
    assert file_check.delete_leftovers(NOW) == 0


def test_a_missing_file_is_counted(visit):
    save(visit)
    save(visit, MP4, 7)
    files.delete_file(GivenFileRow.get().name)
    assert file_check.check_files() == file_check.FileCheck(files=2, missing=1)


def test_a_damaged_file_is_not_played(visit):
    save(visit)
    row = GivenFileRow.get()
    path = files.path_of(row.name)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(NoSuchGivenFile):
        content_of(row.id)
