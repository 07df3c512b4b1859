"""What a round asks its pupils, and what makes a pupil's pages easier: both set by staff."""

from learning.people.pupil_help import Help, help_of
from learning.rounds import asking, question_library, rounds, set_versions
from tests.cast import TODAY
from tests.chain import ask_the_seed, open_round


def test_a_round_can_ask_a_set_of_its_own_sort_cards_and_tell_no_news(client, cast):
    ask_the_seed()
    other = question_library.add_from_library("faces", TODAY)
    a_round = open_round(cast)
    page = f"/staff/cohorts/{cast.kestrels.id}/rounds/{a_round.id}"
    typed = {"question_set": str(other.id), "card_sort": "shorten", "tells_news": None}
    assert client.sign_in(cast.okafor).submit(page, typed, to=page).status_code == 303
    saved = rounds.round_(a_round.id)
    assert (saved.card_sort, saved.tells_news) == ("shorten", False)
    assert asking.version_for(a_round.id, cast.amina.id) == set_versions.newest_version(other.id)


def test_staff_set_what_makes_a_pupils_pages_easier(client, cast):
    page = f"/staff/pupils/{cast.amina.id}/help"
    client.sign_in(cast.okafor).submit(page, {"text_size": "2", "symbols": "1"}, to=page)
    assert help_of(cast.amina.id) == Help(text_size=2, symbols=True)


def test_staff_who_cannot_see_a_pupil_cannot_make_their_pages_easier(client, cast):
    page = f"/staff/pupils/{cast.amina.id}/help"
    assert client.sign_in(cast.tech).get(page).status_code in (403, 404)
