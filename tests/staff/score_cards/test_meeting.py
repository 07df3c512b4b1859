"""The meeting screen without script."""

import pytest

from learning.core.scale import ScoreOutsideScale
from learning.journals import journal
from learning.rounds import characteristics, planning
from learning.score_cards import journal_evidence, meeting, summaries
from staff.labels import VIEWS
from tests.cast import NOW, TODAY
from tests.chain import agree, ask_the_seed, give, open_room, open_round, visit_and_finish
from tests.page import read_page, words_of


@pytest.fixture
def autumn(cast):
    """A round of Kestrels in which the tutor and a parent have scored Amina, and she has written her journal."""
    ask_the_seed()
    a_round = open_round(cast)
    open_room(cast, a_round, score_card=False)
    visit_and_finish(cast, words="It is loud in class.")
    give(cast, a_round, "professional", 3)
    give(cast, a_round, "parent", 6)
    return a_round


@pytest.fixture
def okafor(client, cast):
    """Ms Okafor at the projector."""
    return client.sign_in(cast.okafor)


def first():
    return characteristics.characteristics()[0].id


def screen(cast, autumn, characteristic=None, pupil=None):
    address = f"/staff/cohorts/{autumn.cohort_id}/rounds/{autumn.id}/meeting/{(pupil or cast.amina).id}"
    return f"{address}/{characteristic}" if characteristic else address


def draft(cast, autumn):
    return meeting.draft_of(cast.amina.id, autumn.id)


def test_one_characteristic_shows_every_view_and_proposes_the_rounded_average(okafor, cast, autumn):
    page = okafor.get(screen(cast, autumn, first())).text
    assert f"{VIEWS['professional']} 3, {VIEWS['parent']} 6" in page
    assert '<label class="proposed"><input type="radio" name="score" value="5">' in page


def test_the_page_of_a_pupil_links_to_every_characteristic(okafor, cast, autumn):
    page = okafor.get(screen(cast, autumn)).text
    assert all(screen(cast, autumn, each.id) in page for each in characteristics.characteristics())


def test_without_script_one_press_saves_everything(okafor, cast, autumn):
    address = screen(cast, autumn, first())
    typed = {"score": "4", "reason": "she tries", "notes": "Loud at home", "taking_part": "All"}
    assert okafor.submit(address, typed, to=address).location == address
    saved = draft(cast, autumn)
    assert (saved.scores, saved.notes, saved.taking_part) == ({first(): (4, "she tries")}, "Loud at home", "All")


def test_sending_only_one_field_leaves_the_others(okafor, cast, autumn):
    address = screen(cast, autumn, first())
    meeting.save(cast.amina.id, autumn.id, first(), NOW, notes="typed by a colleague")
    typed, headers = {"score": "4", "reason": ""}, {"Accept": "application/json"}
    sent = okafor.send(address, typed, token_from=address, headers=headers)
    assert sent.status_code == 204
    assert draft(cast, autumn).notes == "typed by a colleague"


def test_notes_do_not_replace_a_colleagues_and_stay_on_the_page(okafor, cast, autumn):
    address = screen(cast, autumn, first())
    left_open = okafor.get(address).text
    meeting.save(cast.amina.id, autumn.id, first(), NOW, notes="typed by a colleague")
    answer = okafor.submit(left_open, {"notes": "typed by me"}, to=address)
    assert answer.status_code == 422
    assert str(meeting.SetMeanwhile()) in answer.text and "typed by me" in answer.text
    assert draft(cast, autumn).notes == "typed by a colleague"


def test_a_screen_left_open_saves_nothing_once_the_scores_are_agreed(okafor, cast, autumn):
    address = screen(cast, autumn, first())
    left_open = okafor.get(address).text
    agree(cast, autumn, 4)
    answer = okafor.submit(left_open, {"score": "0"}, to=address)
    assert answer.status_code == 422 and str(meeting.SummaryChanged()) in answer.text
    assert not draft(cast, autumn).is_begun


def test_an_agreed_score_can_be_taken_back_in_the_meeting(okafor, cast, autumn):
    agree(cast, autumn, 4)
    address = screen(cast, autumn, first())
    okafor.submit(address, {"score": ""}, to=address)
    assert 'value="" checked' in okafor.get(address).text
    assert 'name="score_1" value="" checked' in okafor.get(f"/staff/pupils/{cast.amina.id}/summary/{autumn.id}").text


def test_the_meeting_lists_the_pupils_that_the_round_asks(okafor, cast, autumn):
    planning.ask_views(autumn.id, ["pupil"], None, [cast.ben.id])
    page = okafor.get(f"/staff/cohorts/{autumn.cohort_id}/rounds/{autumn.id}/meeting").text
    assert "Ben" in page and "Amina" not in page
    card = okafor.get(f"/staff/pupils/{cast.amina.id}/score-card/{autumn.id}").text
    assert screen(cast, autumn) not in card


def test_a_score_off_the_scale_is_refused_and_nothing_typed_is_lost(okafor, cast, autumn):
    address = screen(cast, autumn, first())
    answer = okafor.send(address, {"score": "11", "reason": "because"}, token_from=address)
    assert answer.status_code == 422
    assert str(ScoreOutsideScale(given="11")) in answer.text and 'value="because"' in answer.text


def test_the_draft_fills_the_page_of_agreeing_and_is_removed_when_agreed(okafor, cast, autumn):
    address, agreeing_page = screen(cast, autumn, first()), f"/staff/pupils/{cast.amina.id}/summary/{autumn.id}"
    okafor.submit(address, {"score": "5", "notes": "Loud at home", "taking_part": "All"}, to=address)
    assert 'id="from-meeting"' in okafor.get(agreeing_page).text
    assert okafor.submit(agreeing_page, to=agreeing_page).status_code == 303
    saved = summaries.current_summary(cast.amina.id, autumn.id)
    assert (saved.scores[0].score, saved.notes, saved.taking_part) == (5, "Loud at home", "All")
    assert not draft(cast, autumn).is_begun


def test_a_member_who_has_not_scored_is_asked_to_score_first(client, cast, autumn):
    client.sign_in(cast.lead)
    blind = client.get(screen(cast, autumn, first())).text
    assert 'class="blind"' in blind and f"{VIEWS['parent']} 6" not in blind
    assert f"{VIEWS['parent']} 6" in client.get(screen(cast, autumn, first()) + "?show=1").text


def test_linked_words_of_the_journal_are_beside_the_score(okafor, cast, autumn):
    entry = journal.entries_of(cast.amina.id)[0]
    question_id = next(answer.question.id for answer in entry.answers if answer.question.kind == "words")
    journal_evidence.link(entry.id, question_id, first(), words="loud in class", member_id=cast.okafor.id, today=TODAY)
    assert "<q>loud in class</q>" in okafor.get(screen(cast, autumn, first())).text
    assert "<q>loud in class</q>" in okafor.get(f"/staff/pupils/{cast.amina.id}/summary/{autumn.id}").text


def test_words_are_linked_and_unlinked_on_the_score_card(okafor, cast, autumn):
    card = f"/staff/pupils/{cast.amina.id}/score-card/{autumn.id}"
    entry = journal.entries_of(cast.amina.id)[0]
    question_id = next(answer.question.id for answer in entry.answers if answer.question.kind == "words")
    link = f"{card}/evidence/{entry.id}/{question_id}"
    okafor.submit(card, {"words": "loud in class", "characteristic": str(first())}, to=link)
    (evidence,) = journal_evidence.evidence_of(cast.amina.id)
    quotes = read_page(okafor.get(card).text).findall(".//li[@class='journal-quote']//q")
    assert [words_of(quote) for quote in quotes] == ["loud in class"]
    okafor.submit(card, to=f"{card}/evidence/{evidence.id}/unlink")
    assert journal_evidence.evidence_of(cast.amina.id) == []


def test_another_pupils_journal_is_no_evidence(okafor, cast, autumn):
    entry = journal.entries_of(cast.amina.id)[0]
    question_id = entry.answers[0].question.id
    link = f"/staff/pupils/{cast.ben.id}/score-card/{autumn.id}/evidence/{entry.id}/{question_id}"
    assert okafor.send(link, {"characteristic": first()}, token_from="/staff/cohorts").status_code == 404


def test_the_title_has_no_name(okafor, cast, autumn):
    assert "Amina" not in okafor.get(screen(cast, autumn, first())).text.partition("</title>")[0]


def test_another_tutor_sees_and_saves_nothing(client, cast, autumn):
    client.sign_in(cast.price)
    for path in (screen(cast, autumn), screen(cast, autumn, first()), screen(cast, autumn).rpartition("/")[0]):
        assert client.get(path).status_code == 404
    address = screen(cast, autumn, first())
    assert client.send(address, {"score": "1"}, token_from="/staff/cohorts").status_code == 404
    assert not draft(cast, autumn).is_begun


def test_a_pupil_or_a_characteristic_of_another_round_is_not_found(okafor, cast, autumn):
    assert okafor.get(screen(cast, autumn, 999)).status_code == 404
    assert okafor.get(screen(cast, autumn, pupil=cast.callum)).status_code == 404
