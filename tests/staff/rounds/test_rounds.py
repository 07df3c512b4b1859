"""The pages on which a round's views, pupils and days are set, and on which it is closed."""

from datetime import timedelta

import pytest

from learning.classroom import tablets
from learning.invitations import asked, invitations
from learning.rounds import asking, characteristics, rounds
from learning.score_cards import summary
from tests.cast import NOW, TODAY
from tests.chain import agree, ask_the_seed, begin_visit, give, open_room, open_round


@pytest.fixture
def autumn(client, cast):
    """A round of Kestrels, with their tutor signed in."""
    ask_the_seed()
    client.sign_in(cast.okafor)
    return open_round(cast)


def page(autumn):
    return f"/staff/cohorts/{autumn.cohort_id}/rounds/{autumn.id}"


def test_views_day_and_pupils_are_kept(client, cast, autumn):
    due = TODAY + timedelta(days=14)
    asked = {"views": ["pupil"], "due_on": due.isoformat(), "only_some": "y", "pupils": [cast.amina.id]}
    assert client.submit(page(autumn), asked, to=page(autumn)).status_code == 303
    kept = rounds.round_(autumn.id)
    assert (kept.views, kept.due_on, asking.pupils_asked(kept)) == (("pupil",), due, [cast.amina])


def test_a_day_before_the_round_began_is_told_beside_it(client, autumn):
    early = (TODAY - timedelta(days=1)).isoformat()
    refused = client.submit(page(autumn), {"due_on": early}, to=page(autumn))
    assert refused.status_code == 422
    assert "due_on-error" in refused.text and f'value="{early}"' in refused.text


def test_a_new_round_asks_chosen_pupils(client, cast, autumn):
    start = f"/staff/cohorts/{cast.kestrels.id}/start-round"
    client.submit(start, {"name": "Spring", "only_some": "y", "pupils": [cast.ben.id], "views": ["parent"]}, to=start)
    spring = rounds.latest_round(cast.kestrels.id)
    assert (spring.name, spring.views, asking.pupils_asked(spring)) == ("Spring", ("parent",), [cast.ben])


def test_some_pupils_are_at_least_one(client, autumn):
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
    noted = {"pupil": cast.amina.id, "view": "parent", "by": "Mrs Yusuf"}
    assert client.submit(answers, noted, to=f"{page(autumn)}/declined").status_code == 303
    told = client.get(answers).text
    assert "declined" in told and "Mrs Yusuf" in told
    assert "Amina" not in client.get(f"{answers}?missing=parent").text.partition("<tbody>")[2].partition("</tbody>")[0]
    (row,) = asked.asked_in(autumn.id, TODAY).pupils[1].declined["parent"]
    client.submit(answers, to=f"{page(autumn)}/declined/{row.id}/take-back")
    assert asked.asked_in(autumn.id, TODAY).pupils[1].declined["parent"] == ()


def test_a_decline_without_a_day_is_told_and_nothing_typed_is_lost(client, cast, autumn):
    answers = f"{page(autumn)}/answers"
    refused = client.submit(answers, {"by": "Mrs Yusuf", "on": ""}, to=f"{page(autumn)}/declined")
    assert refused.status_code == 422
    assert 'value="Mrs Yusuf"' in refused.text and "Give the date." in refused.text


def test_a_room_of_a_round_that_does_not_ask_pupils_has_no_score_card_ticked(client, cast, autumn):
    rounds.ask_views(autumn.id, ("parent",), None)
    form = client.get(f"/staff/cohorts/{cast.kestrels.id}/room").text
    assert 'checked id="journal"' in form and 'checked id="score_card"' not in form


def test_the_grid_has_the_pupils_whom_its_round_asks(client, cast, autumn):
    rounds.ask_views(autumn.id, ("parent",), None, [cast.ben.id])
    assert [row.pupil for row in summary.grid(autumn.id).rows] == [cast.ben]
    give(cast, autumn, "parent", 3, pupil=cast.ben)
    agree(cast, autumn, 3, pupil=cast.ben)
    rounds.ask_views(autumn.id, ("parent",), None, [cast.amina.id])
    assert [row.pupil for row in summary.grid(autumn.id).rows] == [cast.ben, cast.amina]


def test_a_closed_round_says_so_before_anything_is_typed(client, cast, autumn):
    rounds.close_round(autumn.id, TODAY)
    for view in ("professional", "pupil", "parent"):
        answer = client.get(f"/staff/pupils/{cast.amina.id}/score-card/{autumn.id}/{view}")
        assert answer.status_code == 409 and "is closed" in answer.text


def test_a_new_round_leads_to_its_own_page_and_keeps_the_lines_that_are_ticked(client, cast, autumn):
    start, first = f"/staff/cohorts/{cast.kestrels.id}/start-round", characteristics.characteristics()[0]
    answer = client.submit(start, {"name": "Spring", "focus": "Swimming", "characteristics": [first.id]}, to=start)
    spring = rounds.latest_round(cast.kestrels.id)
    assert answer.location == f"{page(spring)}/answers"
    assert asking.characteristics_in(spring.id, cast.kestrels.id) == [first]


def test_a_rounds_name_focus_and_date_are_corrected(client, cast, autumn):
    client.submit(page(autumn), {"name": "Autumn term", "focus": "Swimming"}, to=page(autumn))
    kept = rounds.round_(autumn.id)
    assert (kept.name, kept.focus) == ("Autumn term", "Swimming")


def test_who_is_invited_and_who_of_the_team_is_silent_stands_on_the_page(client, cast, autumn):
    words = ("parent", "Mrs Yusuf", "", TODAY, cast.okafor.id, NOW, TODAY)
    invitations.invite(autumn.id, cast.amina.id, *words)
    told = client.get(f"{page(autumn)}/answers").text
    assert "invited" in told and "Mrs Yusuf" in told and "not yet: Ms Okafor" in told


# --- the focus, to everybody who is asked -----------------------------------------------------------------------


@pytest.fixture
def swimming(cast, autumn):
    """A round about one activity, with a letter about Amina."""
    spring = rounds.open_round(cast.kestrels.id, "Spring", "Swimming", TODAY)
    words = ("parent", "", "", TODAY, cast.okafor.id, NOW, TODAY)
    return spring, invitations.invite(spring.id, cast.amina.id, *words)


def test_what_a_round_is_about_stands_in_the_letter_the_file_and_on_paper(client, swimming):
    spring, _ = swimming
    there = page(spring)
    assert "This time it is about: Swimming" in client.get(f"{there}/invitations/letters").text
    assert "Swimming" in client.get(f"{there}/invitations.csv").text
    assert "Spring · Swimming" in client.get(f"{there}/paper?sheet=others&pupil=0").text


def test_what_a_round_is_about_is_told_to_a_guest(app, swimming):
    _, invitation = swimming
    guest = app.test_client()
    guest.get(f"/i/{invitation.code}")
    assert "This time it is about: Swimming" in guest.get("/i/hello").text
    guest.submit("/i/hello", {"by": "Mrs Yusuf"}, to="/i/hello")
    assert "This time it is about: Swimming" in guest.get("/i/score-card", follow_redirects=True).text


def test_what_a_round_is_about_is_told_to_a_pupil(app, cast, swimming):
    spring, _ = swimming
    open_room(cast, spring)
    turn = app.test_client()
    turn.set_cookie("visit", begin_visit(cast), path="/k")
    turn.set_cookie("tablet", tablets.enrol("Blue", None, NOW))
    assert "This time it is about: Swimming" in turn.get("/k/visit").text


@pytest.mark.parametrize("view", ["parent", "professional", "community"])
def test_a_letter_says_why_its_reader_is_asked(client, cast, autumn, view):
    words = (view, "", "", TODAY, cast.okafor.id, NOW, TODAY)
    invitations.invite(autumn.id, cast.amina.id, *words)
    letter = client.get(f"{page(autumn)}/invitations/letters").text
    why = {"parent": "we at school do not", "professional": "You work with Amina", "community": "from outside school"}
    assert [one for one, words in why.items() if words in letter] == [view]
