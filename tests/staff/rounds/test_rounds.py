"""The pages on which a round's views, pupils and days are set, and on which it is closed."""

import re
from datetime import timedelta

import pytest

from learning.classroom import tablets
from learning.invitations.progress import round_progress
from learning.rounds import asking, characteristics, planning, rounds
from learning.score_cards.grid import cohort_grid
from tests.cast import NOW, TODAY
from tests.chain import agree, ask_the_seed, begin_visit, give, invite, open_room, open_round


@pytest.fixture
def autumn(client, cast):
    """A round of Kestrels, with their tutor signed in."""
    ask_the_seed()
    client.sign_in(cast.okafor)
    return open_round(cast)


def page(a_round):
    return f"/staff/cohorts/{a_round.cohort_id}/rounds/{a_round.id}"


def notes_of(html, kind):
    """What the page of answers says of those who declined, are invited, or have yet to score."""
    return re.findall(rf'data-answer="{kind}">(.*?)</span>\s*<', html, re.DOTALL)


def test_views_day_and_pupils_are_saved(client, cast, autumn):
    due = TODAY + timedelta(days=14)
    typed = {"views": ["pupil"], "due_on": due.isoformat(), "only_some": "y", "pupils": [cast.amina.id]}
    assert client.submit(page(autumn), typed, to=page(autumn)).status_code == 303
    saved = rounds.round_(autumn.id)
    assert (saved.views, saved.due_on, asking.pupils_asked(saved)) == (("pupil",), due, [cast.amina])


def test_a_day_before_the_round_began_is_refused_beside_its_field(client, autumn):
    early = (TODAY - timedelta(days=1)).isoformat()
    refused = client.submit(page(autumn), {"due_on": early}, to=page(autumn))
    assert refused.status_code == 422
    assert "due_on-error" in refused.text and f'value="{early}"' in refused.text


def test_a_new_round_asks_chosen_pupils(client, cast, autumn):
    start = f"/staff/cohorts/{cast.kestrels.id}/start-round"
    client.submit(start, {"name": "Spring", "only_some": "y", "pupils": [cast.ben.id], "views": ["parent"]}, to=start)
    spring = rounds.latest_round(cast.kestrels.id)
    assert (spring.name, spring.views, asking.pupils_asked(spring)) == ("Spring", ("parent",), [cast.ben])


def test_only_some_pupils_needs_at_least_one(client, autumn):
    refused = client.submit(page(autumn), {"only_some": "y", "pupils": []}, to=page(autumn))
    assert refused.status_code == 422 and "pupils-error" in refused.text


def test_a_round_of_the_whole_cohort_chooses_nobody_so_that_new_pupils_are_asked(client, cast, autumn):
    client.submit(page(autumn), to=page(autumn))
    assert asking.chosen_pupils(autumn.id) == set()


def test_the_answers_page_of_a_refused_form_still_leads_on(client, cast, autumn):
    refused = client.submit(f"{page(autumn)}/answers", {"on": ""}, to=f"{page(autumn)}/declined")
    assert f'href="{page(autumn)}/answers?missing=parent"' in refused.text


def test_a_round_is_closed_and_opened_again(client, cast, autumn):
    home = f"/staff/cohorts/{cast.kestrels.id}"
    client.submit(home, to=f"{page(autumn)}/close")
    assert rounds.round_(autumn.id).closed_on == TODAY
    client.submit(home, to=f"{page(autumn)}/reopen")
    assert rounds.round_(autumn.id).closed_on is None


def test_somebody_elses_round_cannot_be_closed(client, cast, autumn):
    client.sign_in(cast.price)
    assert client.send(f"{page(autumn)}/close", token_from="/staff/cohorts").status_code == 404
    assert rounds.round_(autumn.id).closed_on is None


def test_a_decline_is_recorded_and_undone(client, cast, autumn):
    answers = f"{page(autumn)}/answers"
    typed = {"pupil": cast.amina.id, "view": "parent", "by": "Mrs Yusuf"}
    assert client.submit(answers, typed, to=f"{page(autumn)}/declined").status_code == 303
    (note,) = notes_of(client.get(answers).text, "declined")
    assert "Mrs Yusuf" in note
    assert "Amina" not in client.get(f"{answers}?missing=parent").text.partition("<tbody>")[2].partition("</tbody>")[0]
    (row,) = round_progress(autumn.id, TODAY).pupils[1].declined["parent"]
    client.submit(answers, to=f"{page(autumn)}/declined/{row.id}/take-back")
    assert round_progress(autumn.id, TODAY).pupils[1].declined["parent"] == ()


def test_a_decline_without_a_day_is_refused_and_nothing_typed_is_lost(client, cast, autumn):
    answers = f"{page(autumn)}/answers"
    refused = client.submit(answers, {"by": "Mrs Yusuf", "on": ""}, to=f"{page(autumn)}/declined")
    assert refused.status_code == 422
    assert 'value="Mrs Yusuf"' in refused.text and 'id="on-error"' in refused.text


def test_a_room_of_a_round_that_does_not_ask_pupils_has_no_score_card_ticked(client, cast, autumn):
    planning.ask_views(autumn.id, ("parent",), None)
    form = client.get(f"/staff/cohorts/{cast.kestrels.id}/room").text
    assert 'checked id="journal"' in form and 'checked id="score_card"' not in form


def test_the_grid_has_the_pupils_whom_its_round_asks(client, cast, autumn):
    planning.ask_views(autumn.id, ("parent",), None, [cast.ben.id])
    assert [row.pupil for row in cohort_grid(autumn.id).rows] == [cast.ben]
    give(cast, autumn, "parent", 3, pupil=cast.ben)
    agree(cast, autumn, 3, pupil=cast.ben)
    planning.ask_views(autumn.id, ("parent",), None, [cast.amina.id])
    assert [row.pupil for row in cohort_grid(autumn.id).rows] == [cast.ben, cast.amina]


def test_a_closed_round_says_so_before_anything_is_typed(client, cast, autumn):
    rounds.close_round(autumn.id, TODAY)
    for view in ("professional", "pupil", "parent"):
        answer = client.get(f"/staff/pupils/{cast.amina.id}/score-card/{autumn.id}/{view}")
        assert answer.status_code == 409
        assert str(rounds.RoundClosed(name=autumn.name)) in answer.text


def test_a_new_round_leads_to_its_own_page_and_keeps_the_characteristics_that_are_ticked(client, cast, autumn):
    start, first = f"/staff/cohorts/{cast.kestrels.id}/start-round", characteristics.characteristics()[0]
    answer = client.submit(start, {"name": "Spring", "focus": "Swimming", "characteristics": [first.id]}, to=start)
    spring = rounds.latest_round(cast.kestrels.id)
    assert answer.location == f"{page(spring)}/answers"
    assert asking.characteristics_in(spring.id, cast.kestrels.id) == [first]


def test_a_rounds_name_focus_and_date_are_corrected(client, cast, autumn):
    client.submit(page(autumn), {"name": "Autumn term", "focus": "Swimming"}, to=page(autumn))
    saved = rounds.round_(autumn.id)
    assert (saved.name, saved.focus) == ("Autumn term", "Swimming")


def test_the_page_shows_who_is_invited_and_who_of_the_team_has_not_scored(client, cast, autumn):
    invite(cast, autumn)
    answers = client.get(f"{page(autumn)}/answers").text
    (invited,) = notes_of(answers, "invited")
    assert "Mrs Yusuf" in invited
    for_ben, for_amina = notes_of(answers, "yet-to-score")
    assert "Ms Okafor" in for_ben and "Ms Okafor" in for_amina


def test_the_page_of_a_closed_round_shows_nobody_as_invited(client, cast, autumn):
    invite(cast, autumn)
    rounds.close_round(autumn.id, TODAY)
    assert notes_of(client.get(f"{page(autumn)}/answers").text, "invited") == []


# --- the focus, to everybody who is asked -----------------------------------------------------------------------


ABOUT = r'<p class="about">[^<]*Swimming'


@pytest.fixture
def swimming(cast, autumn):
    """A round about one activity, with a letter about Amina."""
    spring = planning.open_round(cast.kestrels.id, "Spring", "Swimming", TODAY)
    return spring, invite(cast, spring, to="")


def test_the_letter_the_file_and_the_paper_say_what_a_round_is_about(client, swimming):
    spring, _ = swimming
    assert re.search(r"<p data-about>.*Swimming", client.get(f"{page(spring)}/invitations/letters").text)
    assert "Swimming" in client.get(f"{page(spring)}/invitations.csv").text
    assert "Spring · Swimming" in client.get(f"{page(spring)}/paper?sheet=others&pupil=0").text


def test_a_guest_reads_what_a_round_is_about(app, swimming):
    _, invitation = swimming
    guest = app.test_client()
    guest.get(f"/i/{invitation.code}")
    assert re.search(ABOUT, guest.get("/i/hello").text)
    guest.submit("/i/hello", {"by": "Mrs Yusuf"}, to="/i/hello")
    assert re.search(ABOUT, guest.get("/i/score-card", follow_redirects=True).text)


def test_a_pupil_reads_what_a_round_is_about(app, cast, swimming):
    spring, _ = swimming
    open_room(cast, spring)
    tablet = app.test_client()
    tablet.set_cookie("visit", begin_visit(cast), path="/k")
    tablet.set_cookie("tablet", tablets.enrol("Blue", None, NOW))
    assert re.search(ABOUT, tablet.get("/k/visit").text)


@pytest.mark.parametrize("view", ["parent", "professional", "community"])
def test_a_letter_explains_why_its_reader_is_asked(client, cast, autumn, view):
    invite(cast, autumn, view=view, to="")
    letter = client.get(f"{page(autumn)}/invitations/letters").text
    assert re.findall(r'data-why="(\w+)">\s*You [^<]*Amina', letter) == [view]
