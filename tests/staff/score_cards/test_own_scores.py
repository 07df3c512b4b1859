"""The page of a member's own scores without script."""

import pytest

from learning.core.scale import ScoreOutsideScale
from learning.rounds import characteristics, planning
from learning.score_cards import opinions, own_scores
from tests.cast import NOW, PASSWORD, TODAY
from tests.chain import agree, ask_the_seed, give, open_round
from tests.page import read_page, words_of


@pytest.fixture
def autumn(client, cast):
    """A round of Kestrels on the seed's characteristics, with their tutor signed in."""
    ask_the_seed()
    client.sign_in(cast.okafor)
    return open_round(cast)


def page(a_round):
    return f"/staff/cohorts/{a_round.cohort_id}/rounds/{a_round.id}/my-scores"


def first():
    return characteristics.characteristics()[0].id


def scored(cast, a_round, pupil):
    rows = own_scores.own_scores(a_round.id, cast.okafor.id).rows
    return next(row.scores for row in rows if row.pupil == pupil)


def test_a_whole_class_is_scored_with_one_press(client, cast, autumn):
    typed = {f"score-{pupil.id}-{first()}": score for pupil, score in ((cast.amina, "0"), (cast.ben, "10"))}
    answer = client.submit(page(autumn), typed, to=page(autumn))
    assert answer.status_code == 303
    assert scored(cast, autumn, cast.amina) == {first(): 0}
    assert scored(cast, autumn, cast.ben) == {first(): 10}


def test_others_scores_are_nowhere_on_the_page(client, cast, autumn):
    give(cast, autumn, "professional", 3, member=cast.lead)
    give(cast, autumn, "parent", 4)
    assert 'value="3"' not in client.get(page(autumn)).text
    assert 'value="4"' not in client.get(page(autumn)).text


def test_a_wrong_score_is_shown_with_its_pupil_and_nothing_is_saved_or_lost(client, cast, autumn):
    typed = {f"score-{cast.amina.id}-{first()}": "11", f"score-{cast.ben.id}-{first()}": "7"}
    answer = client.submit(page(autumn), typed, to=page(autumn))
    assert answer.status_code == 422
    problem = words_of(read_page(answer.text).find(f".//li[@id='wrong-score-{cast.amina.id}-{first()}']"))
    assert "Amina Yusuf" in problem and str(ScoreOutsideScale(given="11")) in problem
    assert 'value="11"' in answer.text and 'value="7"' in answer.text
    assert scored(cast, autumn, cast.ben) == {}
    again = client.submit(answer.text, {f"score-{cast.amina.id}-{first()}": "1"}, to=page(autumn))
    assert again.status_code == 303
    assert (scored(cast, autumn, cast.amina), scored(cast, autumn, cast.ben)) == ({first(): 1}, {first(): 7})


def test_a_page_left_open_takes_nothing_back_that_was_given_elsewhere(client, cast, autumn):
    left_open = client.get(page(autumn)).text
    own_scores.give_scores(autumn.id, cast.okafor.id, {(cast.ben.id, first()): 8}, on=TODAY, now=NOW)
    client.submit(left_open, {f"score-{cast.amina.id}-{first()}": "2"}, to=page(autumn))
    assert scored(cast, autumn, cast.ben) == {first(): 8}
    assert scored(cast, autumn, cast.amina) == {first(): 2}


def test_an_emptied_cell_is_not_given(client, cast, autumn):
    give(cast, autumn, "professional", 6)
    client.submit(page(autumn), {f"score-{cast.amina.id}-{first()}": ""}, to=page(autumn))
    saved = opinions.own_opinion(cast.amina.id, autumn.id, "professional", cast.okafor.id)
    assert saved.scores[first()].score is None


def test_the_page_of_one_characteristic_changes_no_other(client, cast, autumn):
    give(cast, autumn, "professional", 6)
    answer = client.submit(of_one(autumn), {f"score-{cast.amina.id}-{first()}": "1"}, to=of_one(autumn))
    assert answer.status_code == 303 and answer.location.endswith(of_one(autumn))
    assert sorted(scored(cast, autumn, cast.amina).values()) == [1, 6, 6, 6]


def test_agreed_scores_can_be_read_and_not_typed(client, cast, autumn):
    give(cast, autumn, "professional", 6)
    agree(cast, autumn, 6)
    assert client.get(page(autumn)).text.count(" readonly") == 4


def test_another_tutors_cohort_is_not_found(client, cast, autumn):
    client.sign_in(cast.price)
    assert client.get(page(autumn)).status_code == 404


def of_one(autumn):
    """The page of only the first characteristic, with its reasons."""
    return f"{page(autumn)}?characteristic={first()}"


def why(pupil, name="why"):
    return f"{name}-{pupil.id}-{first()}"


def own(cast, autumn, pupil=None):
    return opinions.own_opinion((pupil or cast.amina).id, autumn.id, "professional", cast.okafor.id).scores[first()]


def test_beside_one_characteristic_the_three_questions_are_answered_for_the_whole_cohort(client, cast, autumn):
    typed = {
        f"score-{cast.amina.id}-{first()}": "4",
        why(cast.amina): "She asks",
        why(cast.ben, "evidence"): "Book",
    }
    assert client.submit(of_one(autumn), typed, to=of_one(autumn)).location == of_one(autumn)
    assert (own(cast, autumn).score, own(cast, autumn).why) == (4, "She asks")
    assert (own(cast, autumn, cast.ben).score, own(cast, autumn, cast.ben).evidence) == (None, "Book")
    assert ">She asks</textarea>" in client.get(of_one(autumn)).text


def test_a_page_left_open_takes_no_words_back_that_were_written_elsewhere(client, cast, autumn):
    left_open = client.get(of_one(autumn)).text
    client.submit(of_one(autumn), {why(cast.amina): "She asks"}, to=of_one(autumn))
    client.submit(left_open, {f"score-{cast.amina.id}-{first()}": "4"}, to=of_one(autumn))
    assert (own(cast, autumn).score, own(cast, autumn).why) == (4, "She asks")


def test_words_are_taken_back_by_emptying_them(client, cast, autumn):
    give(cast, autumn, "professional", 6)
    client.submit(of_one(autumn), {why(cast.amina): "She asks"}, to=of_one(autumn))
    client.submit(of_one(autumn), {why(cast.amina): ""}, to=of_one(autumn))
    assert (own(cast, autumn).score, own(cast, autumn).why) == (6, "")


def test_after_the_team_has_agreed_meanwhile_everything_else_can_be_saved(client, cast, autumn):
    give(cast, autumn, "professional", 6)
    left_open = client.get(page(autumn)).text
    agree(cast, autumn, 6)
    typed = {f"score-{cast.amina.id}-{first()}": "1", f"score-{cast.ben.id}-{first()}": "7"}
    refused = client.submit(left_open, typed, to=page(autumn))
    assert refused.status_code == 422 and str(own_scores.AgreedMeanwhile(names="Amina Yusuf")) in refused.text
    assert client.submit(refused.text, to=page(autumn)).status_code == 303
    assert (scored(cast, autumn, cast.amina)[first()], scored(cast, autumn, cast.ben)) == (6, {first(): 7})


def test_scores_of_a_pupil_that_is_not_asked_any_more_are_reported(client, cast, autumn):
    left_open = client.get(page(autumn)).text
    planning.ask_views(autumn.id, ["professional"], None, [cast.amina.id])
    client.submit(left_open, {f"score-{cast.ben.id}-{first()}": "7"}, to=page(autumn))
    warning = read_page(client.get(page(autumn)).text).find(".//*[@class='flash warning']")
    assert warning is not None and "7" in words_of(warning)


def test_other_values_in_the_address_do_no_harm(client, cast, autumn):
    address = f"{page(autumn)}?cohort_id=1&order=x"
    assert client.submit(page(autumn), {f"score-{cast.amina.id}-{first()}": "4"}, to=page(autumn)).status_code == 303
    assert client.get(address).status_code == 200


def test_each_reason_is_saved_separately(client, cast, autumn):
    left_open = client.get(of_one(autumn)).text
    client.submit(of_one(autumn), {why(cast.amina, "evidence"): "Her book"}, to=of_one(autumn))
    client.submit(left_open, {why(cast.amina): "She asks"}, to=of_one(autumn))
    assert (own(cast, autumn).why, own(cast, autumn).evidence) == ("She asks", "Her book")


def test_words_about_a_characteristic_that_was_removed_meanwhile_stay_on_the_page_and_land_nowhere(
    client, cast, autumn
):
    left_open = client.get(of_one(autumn)).text
    second = characteristics.characteristics()[1]
    planning.list_in_round(autumn.id, [second.id])
    refused = client.submit(left_open, {why(cast.amina): "She asks"}, to=of_one(autumn))
    assert refused.status_code == 422 and ">She asks</textarea>" in refused.text
    assert opinions.own_opinion(cast.amina.id, autumn.id, "professional", cast.okafor.id) is None


def test_an_address_of_a_characteristic_that_is_not_asked_shows_and_saves_all(client, cast, autumn):
    address = f"{page(autumn)}?characteristic=999"
    second = characteristics.characteristics()[1].id
    client.submit(address, {f"score-{cast.amina.id}-{second}": "6"}, to=page(autumn))
    assert scored(cast, autumn, cast.amina) == {second: 6}


def test_reasons_without_a_score_do_not_show_the_others_scores(client, cast, autumn):
    give(cast, autumn, "parent", 7)
    client.submit(of_one(autumn), {why(cast.amina): "She asks"}, to=of_one(autumn))
    assert 'class="blind"' in client.get(f"/staff/pupils/{cast.amina.id}/score-card/{autumn.id}").text


@pytest.mark.parametrize("field", ["shown_scores", "shown_reasons"])
def test_a_forged_field_does_no_harm(client, cast, autumn, field):
    assert client.submit(page(autumn), {field: "9" * 5000 + ".1=5"}, to=page(autumn)).status_code == 303


def test_what_was_typed_while_the_sign_in_ran_out_goes_back_to_its_column(client, cast, autumn, clock):
    left_open = client.get(of_one(autumn)).text
    clock.forward(minutes=31)
    late = client.submit(left_open, {why(cast.amina): "She asks"}, to=of_one(autumn))
    assert late.status_code == 401
    typed = {"email": cast.okafor.email, "password": PASSWORD}
    again = client.submit(late.text, typed, to="/staff/sign-in")
    assert client.submit(again.text, to=of_one(autumn)).status_code == 303
    assert own(cast, autumn).why == "She asks"
