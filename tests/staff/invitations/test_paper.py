"""Sheets to print, and typing in what came back on them."""

import re

import pypdfium2
import pytest

from learning.core.scale import ScoreOutsideScale
from learning.invitations import paper
from learning.journals import journal
from learning.rounds import characteristics, ready_lists
from learning.score_cards import opinions
from tests.cast import NOW, TODAY
from tests.chain import ask_the_seed, open_room, open_round, visit_and_finish


@pytest.fixture
def autumn(client, cast):
    """A round of Kestrels, with their tutor signed in."""
    ask_the_seed()
    client.sign_in(cast.okafor)
    return open_round(cast)


def sheets(a_round, sheet="own", pupil=0):
    return f"/staff/cohorts/{a_round.cohort_id}/rounds/{a_round.id}/paper?sheet={sheet}&pupil={pupil}"


def own_scores(cast, autumn):
    return f"/staff/pupils/{cast.amina.id}/score-card/{autumn.id}/pupil"


def typing(cast, autumn):
    return f"/staff/pupils/{cast.amina.id}/journal/{autumn.id}/paper"


def question_ids(cast, autumn):
    """The questions of Amina's journal, by their kind."""
    return {question.kind: question.id for question in paper.journal_asked(cast.amina.id, autumn.id)}


@pytest.mark.parametrize(("pupil", "names"), [(0, []), (-1, ["Ben Adeyemi", "Amina Yusuf"])])
def test_sheets_are_made_for_all_pupils_or_without_a_name(client, cast, autumn, pupil, names):
    page = client.get(sheets(autumn, pupil=pupil)).text
    assert page.count("<article") == max(len(names), 1)
    assert all(f"<b>{name}</b>" in page for name in names)


def test_the_pupils_sheet_has_the_childs_wording_and_the_grown_ups_sheet_the_names(client, cast, autumn):
    first = characteristics.characteristics()[0]
    own, others = client.get(sheets(autumn, "own")).text, client.get(sheets(autumn, "others", cast.amina.id)).text
    assert f"<span>{first.child_wording}</span>" in own
    assert f"<span>{first.name}" in others and re.search(r'class="title">[^<]*Amina', others)


def test_the_journals_sheet_asks_the_pupils_own_questions(client, cast, autumn):
    page = client.get(sheets(autumn, "journal", cast.amina.id)).text
    assert all(question.wording in page for question in paper.journal_asked(cast.amina.id, autumn.id))


def test_an_address_that_makes_no_sense_shows_a_sheet_all_the_same(client, autumn):
    assert client.get(sheets(autumn, "nothing", 999)).status_code == 200


def test_a_journal_that_was_typed_in_before_is_only_replaced_by_somebody_who_has_seen_it(client, cast, autumn):
    words = f"words-{question_ids(cast, autumn)['words']}"
    client.submit(typing(cast, autumn), {words: "Friends"}, to=typing(cast, autumn))
    refused = client.submit(typing(cast, autumn), {words: "Noise"}, to=typing(cast, autumn))
    (entry,) = journal.entries_of(cast.amina.id)
    assert refused.status_code == 422 and f'href="/staff/entries/{entry.id}"' in refused.text
    assert "Friends" in [answer.words for answer in entry.answers]
    client.submit(refused.text, to=typing(cast, autumn))
    (entry,) = journal.entries_of(cast.amina.id)
    assert "Noise" in [answer.words for answer in entry.answers]


def test_own_scores_from_paper_are_typed_in_with_their_date(client, cast, autumn):
    first = characteristics.characteristics()[0].id
    answer = client.submit(own_scores(cast, autumn), {f"score_{first}": "0"}, to=own_scores(cast, autumn))
    assert answer.status_code == 303
    opinion = opinions.own_opinion(cast.amina.id, autumn.id, "pupil", None)
    assert (opinion.source, opinion.on, opinion.scores[first].score) == ("paper", TODAY, 0)
    assert "from paper" in client.get(f"/staff/pupils/{cast.amina.id}/score-card/{autumn.id}?show=1").text


def test_a_parents_scores_can_be_marked_as_from_paper(client, cast, autumn):
    first = characteristics.characteristics()[0].id
    page = f"/staff/pupils/{cast.amina.id}/score-card/{autumn.id}/parent"
    client.submit(page, {"by": "Mrs Yusuf", f"score_{first}": "5", "from_paper": "y"}, to=page)
    assert opinions.own_opinion(cast.amina.id, autumn.id, "parent", None, "Mrs Yusuf").source == "paper"


def test_a_pupil_who_answered_on_a_tablet_has_no_paper_to_type_in(client, cast, autumn):
    open_room(cast, autumn)
    visit_and_finish(cast)
    answer = client.get(own_scores(cast, autumn))
    assert answer.status_code == 409
    assert str(paper.GivenOnTablet(name=cast.amina.called)) in answer.text


def test_a_journal_from_paper_is_typed_in(client, cast, autumn):
    ids = question_ids(cast, autumn)
    typed = {f"score-{ids['track']}": "3", f"words-{ids['words']}": "Friends", f"choice-{ids['yes_no']}": "no"}
    answer = client.submit(typing(cast, autumn), typed, to=typing(cast, autumn))
    (entry,) = journal.entries_of(cast.amina.id)
    assert answer.location == f"/staff/entries/{entry.id}"
    assert (entry.source, entry.answers[1].score) == ("paper", 3)
    assert "from paper" in client.get(answer.location).text


def test_answers_that_cannot_be_saved_are_refused_and_stay_typed(client, cast, autumn):
    ids = question_ids(cast, autumn)
    typed = {f"score-{ids['track']}": "11", f"words-{ids['words']}": "Friends & noise"}
    answer = client.submit(typing(cast, autumn), typed, to=typing(cast, autumn))
    assert answer.status_code == 422
    assert str(ScoreOutsideScale(given="11")) in answer.text and "Friends &amp; noise" in answer.text
    nothing = client.submit(typing(cast, autumn), {}, to=typing(cast, autumn))
    assert nothing.status_code == 422 and paper.NothingOnPaper.msgid in nothing.text


def test_another_tutors_pupil_cannot_be_found(client, cast, autumn):
    client.sign_in(cast.price)
    for path in (sheets(autumn), own_scores(cast, autumn), typing(cast, autumn)):
        assert client.get(path).status_code == 404


@pytest.mark.browser
@pytest.mark.parametrize("sheet", ["own", "others"])
def test_ten_characteristics_fit_one_page_of_a4_each_pupil(app, cast, browser, served, sheet):
    from learning.people import sign_ins
    from tests.cast import PASSWORD

    ready_lists.add_ready_list("secondary")
    listed = characteristics.characteristics()
    for characteristic in listed[10:]:
        characteristics.retire_characteristic(characteristic.id, TODAY)
    for number in range(10 - len(listed)):
        wordings = (
            f"Keeps going when it is hard, number {number}",
            "I keep on trying, also when it is quite hard for me",
        )
        characteristics.add_characteristic(*wordings, "not at all like me yet", "very much like me, always")
    assert len(characteristics.characteristics()) == 10
    token = sign_ins.sign_in(cast.okafor.email, PASSWORD, NOW)
    page = browser.new_context().new_page()
    page.context.add_cookies([{"name": "sign_in", "value": token, "url": f"{served}/staff"}])
    page.goto(served + sheets(open_round(cast), sheet, -1))
    assert len(pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))) == 2
    page.context.close()
