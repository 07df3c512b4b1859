"""The pages of a visit in each age band: the tone of the end, and the break."""

import pytest

from learning.people import age_bands
from learning.people.age_bands import BANDS, MIDDLE, OLDEST, YOUNGEST
from tests.kiosk.conftest import address, answer, visit_in
from tests.page import read_page


def end_page(browser):
    return read_page(browser.get("/k/visit/end").text)


@pytest.mark.parametrize("band", BANDS)
def test_the_page_has_the_look_of_its_band(visiting, cast, band):
    age_bands.choose_for_pupil(cast.amina.id, band)
    assert end_page(visiting).get("data-band") == band


@pytest.mark.parametrize(("band", "suns"), [(YOUNGEST, 1), (MIDDLE, 1), (OLDEST, 0)])
def test_no_sun_rises_for_the_oldest(visiting, cast, band, suns):
    age_bands.choose_for_pupil(cast.amina.id, band)
    drawings = [part for part in end_page(visiting).iter() if "sunrise" in part.get("class", "")]
    assert len(drawings) == suns


@pytest.mark.parametrize(("band", "suns"), [(YOUNGEST, 1), (OLDEST, 0)])
def test_nor_on_the_page_that_thanks_them(visiting, cast, band, suns):
    age_bands.choose_for_pupil(cast.amina.id, band)
    thanks = visiting.submit("/k/visit/end", to="/k/visit/end").location
    drawings = [part for part in read_page(visiting.get(thanks).text).iter() if "sunrise" in part.get("class", "")]
    assert len(drawings) == suns


@pytest.fixture
def youngest(visiting, cast):
    """Amina's visit has the look of the youngest, who are asked after four answers."""
    age_bands.choose_for_pupil(cast.amina.id, YOUNGEST)
    return visiting


def test_after_four_answers_the_youngest_are_asked_whether_to_stop(youngest):
    places = []
    while step := visit_in(youngest).first_open():
        places.append(answer(youngest, step, press="skip").location)
    assert [number for number, place in enumerate(places, 1) if place == "/k/visit/break"] == [4]


def test_the_break_leads_on_to_the_next_question_or_stops(youngest):
    for step in visit_in(youngest).steps[:4]:
        answer(youngest, step, press="skip")
    following = visit_in(youngest).first_open()
    page = read_page(youngest.get("/k/visit/break").text)
    onward = [link.get("href") for link in page.iter("a") if link.get("class") == "go"]
    assert onward == [address(following)]
    assert youngest.submit("/k/visit/break", {"press": "stop"}).location == "/k/"


def test_going_back_over_answers_asks_nothing(youngest):
    steps = visit_in(youngest).steps
    for step in steps[:4]:
        answer(youngest, step, press="skip")
    assert answer(youngest, steps[1], press="skip").location != "/k/visit/break"
