"""You said, we did: what a pupil reads at the beginning of a visit, and how they reply."""

from datetime import timedelta

import pytest

from learning.aims import aims
from learning.journals import journal
from learning.rounds import planning
from learning.visits import answers, news, visits
from tests.cast import NOW, TODAY
from tests.chain import ask_the_seed, begin_visit, open_room, visit_and_finish

LATER = timedelta(days=7)


@pytest.fixture
def talked(store, cast):
    """Amina's entry of today, with a one-to-one in which something was written for her."""
    ask_the_seed()
    open_room(cast)
    visit_and_finish(cast)
    entry = journal.entries_of(cast.amina.id)[0]
    journal.record_one_to_one(
        entry.id,
        cast.okafor.id,
        on=TODAY,
        notes="Private.",
        next_steps="Call home.",
        now=NOW,
        for_pupil="A quiet seat.",
    )
    return entry


@pytest.fixture
def a_week_later(cast, talked):
    """Amina's next visit."""
    room = open_room(cast, now=NOW + LATER)
    token = begin_visit(cast, now=NOW + LATER, today=TODAY + LATER)
    return room, visits.visit_of(token, NOW + LATER)


def set_aim(cast, own_words):
    """Set an aim for Amina, which she reads in her own words."""
    return aims.set_aim(
        cast.amina.id,
        "To try",
        approach="improve",
        factor_ids=[],
        wider_aim_id=None,
        review_on=None,
        member_id=cast.okafor.id,
        today=TODAY,
        own_words=own_words,
    )


def test_a_pupil_reads_what_was_written_for_them_and_nothing_else(cast, talked):
    shown = news.news_for(cast.amina.id, TODAY + LATER)
    assert (shown.talk.words, shown.talk.by, shown.aims) == ("A quiet seat.", cast.okafor.name, ())
    assert "Private" not in repr(shown) and "Call home" not in repr(shown)


def test_another_pupil_reads_nothing_of_it(cast, talked):
    assert news.news_for(cast.ben.id, TODAY + LATER) is None


def test_a_one_to_one_without_words_for_the_pupil_is_not_news(cast, talked):
    journal.record_one_to_one(talked.id, cast.okafor.id, on=TODAY, notes="Notes.", next_steps="", now=NOW)
    assert news.news_for(cast.amina.id, TODAY + LATER) is None


def test_an_aim_is_shown_in_the_pupils_own_words_until_it_is_removed(cast, talked):
    set_aim(cast, "")
    aim = set_aim(cast, "I put my hand up")
    assert [aim.words for aim in news.news_for(cast.amina.id, TODAY).aims] == ["I put my hand up"]
    aims.remove_aim(aim.id, cast.amina.id, TODAY)
    assert news.news_for(cast.amina.id, TODAY).aims == ()


def test_a_visit_begins_with_the_news(cast, a_week_later):
    _, visit = a_week_later
    assert visit.steps[0].kind == "news"


def test_a_round_can_leave_out_the_news(cast, a_week_later):
    room, visit = a_week_later
    planning.ask_in_round(room.round_id, None, "", False)
    again, _ = visits.visit_begun(visit.id, NOW + LATER)
    assert "news" not in [step.kind for step in again.steps]


def test_a_reply_is_saved_for_staff(cast, a_week_later):
    _, visit = a_week_later
    step, talk = visit.steps[0], visit.news.talk
    answers.save_answer(visit, step.task, step.id, press="next", fields={f"talk-{talk.id}": "well"}, now=NOW + LATER)
    assert news.replies_about_talks(cast.amina.id) == {talk.id: [news.Reply(TODAY + LATER, "well")]}
    again, _ = visits.visit_begun(visit.id, NOW + LATER)
    assert again.first_open().kind != "news"


def test_a_track_needs_two_scores(cast, talked):
    assert news.track_of(cast.amina.id) is None
    open_room(cast, now=NOW + LATER)
    visit_and_finish(cast, now=NOW + LATER, today=TODAY + LATER, score="0")
    assert news.track_of(cast.amina.id).points == ((TODAY, 7), (TODAY + LATER, 0))
