"""The school's settings and lists."""

import pytest

from learning.aims import wider_aims
from learning.people import schools
from learning.rounds import characteristics, question_library, ready_lists
from tests.cast import TODAY

PAGE = "/staff/school"
SETTINGS = {"name": "Hillside", "low_score": "3", "smallest_change": "1", "readers": "your class teacher"}


def test_the_settings_are_saved(client, cast):
    client.sign_in(cast.lead).submit(PAGE, SETTINGS, to=PAGE)
    school = schools.school()
    assert (school.name, school.low_score, school.smallest_change) == ("Hillside", 3, 1)
    assert school.readers == "your class teacher"


def test_priority_at_zero_is_a_threshold_like_any_other(client, cast):
    assert client.sign_in(cast.lead).submit(PAGE, {**SETTINGS, "low_score": "0"}, to=PAGE).status_code == 303
    assert schools.school().low_score == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"low_score": "11"},
        {"low_score": "-1"},
        {"low_score": ""},
        {"low_score": "ten"},
        {"smallest_change": "0"},
        {"name": ""},
    ],
)
def test_wrong_settings_change_nothing_and_stay_on_the_page(client, cast, wrong):
    before = schools.school()
    answer = client.sign_in(cast.lead).submit(PAGE, {**SETTINGS, **wrong}, to=PAGE)
    assert answer.status_code == 422
    assert 'value="your class teacher"' in answer.text and answer.text.count('aria-invalid="true"') == 1
    assert schools.school() == before


def test_a_characteristic_is_added_and_retired(client, cast):
    client.sign_in(cast.lead)
    fields = {"name": "Curiosity", "child_wording": "I ask questions", "low_end": "Never", "high_end": "Always"}
    client.submit(f"{PAGE}/characteristics", fields, to=f"{PAGE}/characteristics")
    added = characteristics.characteristics()[-1]
    assert (added.name, added.child_wording, added.low_end, added.high_end) == tuple(fields.values())
    client.submit(f"{PAGE}/characteristics", to=f"{PAGE}/characteristics/{added.id}/retire")
    assert added.id not in [listed.id for listed in characteristics.characteristics()]


def test_a_characteristic_without_a_wording_for_children_keeps_what_was_typed(client, cast):
    path = f"{PAGE}/characteristics"
    answer = client.sign_in(cast.lead).submit(path, {"name": "Curiosity"}, to=path)
    assert answer.status_code == 422
    assert 'value="Curiosity"' in answer.text
    assert characteristics.characteristics() == []


def test_the_journals_questions_are_listed(client, cast):
    question_library.ask_seed_questions(TODAY)
    page = client.sign_in(cast.lead).get("/staff/school/questions").text
    assert "My learning journal" in page and "Is anything stopping me from learning?" in page


def test_a_wider_aim_is_added_and_retired(client, cast):
    path = f"{PAGE}/wider-aims"
    client.sign_in(cast.lead).submit(path, {"words": "to read with joy"}, to=path)
    added = wider_aims.wider_aims()[0]
    assert added.words == "to read with joy"
    client.submit(path, to=f"{path}/{added.id}/retire")
    assert wider_aims.wider_aims() == []


def test_the_ends_of_lessons_and_the_name_on_cards_are_saved(client, cast):
    client.sign_in(cast.lead).submit(
        "/staff/school", {"lesson_ends": "10.50 9:50", "card_name": "initial"}, "/staff/school"
    )
    page = client.get("/staff/school").text
    assert 'value="09:50, 10:50"' in page
    assert (schools.school().card_name, len(schools.school().lesson_ends)) == ("initial", 2)


def test_a_lesson_end_that_is_not_a_time_gets_an_error_and_keeps_what_was_typed(client, cast):
    answer = client.sign_in(cast.lead).submit("/staff/school", {"lesson_ends": "9:50, noon"}, "/staff/school")
    assert answer.status_code == 422
    assert str(schools.NotATime(typed="noon")) in answer.text and 'value="9:50, noon"' in answer.text


def test_a_characteristic_is_reworded_moved_retired_and_restored(client, cast):
    ready_lists.add_seed_characteristics()
    first, second, *_ = characteristics.characteristics()
    path = f"{PAGE}/characteristics"
    client.sign_in(cast.lead)
    client.submit(f"{path}/{first.id}", {"name": "Study skills"}, to=f"{path}/{first.id}")
    client.submit(path, to=f"{path}/{second.id}/up")
    assert [listed.name for listed in characteristics.characteristics()][:2] == [second.name, "Study skills"]
    client.submit(path, to=f"{path}/{first.id}/retire")
    client.submit(path, to=f"{path}/{first.id}/restore")
    assert characteristics.characteristics()[-1].name == "Study skills"


def test_a_ready_list_is_added_with_one_press(client, cast):
    path = f"{PAGE}/characteristics"
    client.sign_in(cast.lead).submit(path, to=f"{path}/ready-lists/primary")
    assert len(characteristics.characteristics()) == 6


@pytest.mark.parametrize("act", ["", "/up", "/retire", "/restore"])
def test_a_tutor_cannot_change_the_list(client, cast, act):
    ready_lists.add_seed_characteristics()
    second = characteristics.characteristics()[1]
    client.sign_in(cast.okafor)
    assert client.send(f"{PAGE}/characteristics/{second.id}{act}", token_from="/staff/").status_code == 403


def test_pupils_say_and_draw_only_once_the_school_has_switched_it_on(client, cast):
    assert (schools.school().allows_recordings, schools.school().allows_drawings) == (False, False)
    client.sign_in(cast.lead).submit("/staff/school", {"allows_recordings": "y"}, "/staff/school")
    assert (schools.school().allows_recordings, schools.school().allows_drawings) == (True, False)
