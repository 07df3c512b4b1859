"""The pages of a concern, and of the adults and words that the school has named."""

import pytest

from learning.people import concerns, handling, named_adults, raising, word_list
from learning.people.raising import Press, Writing
from learning.visits import visits
from tests.cast import add_member, NOW, TODAY
from tests.chain import ask_the_seed, begin_visit, open_room
from tests.page import read_page, words_of

NAMED_ADULTS, WORDS = "/staff/school/safeguarding", "/staff/school/safeguarding/words"


@pytest.fixture
def concern(cast):
    """Amina has asked to talk to Ms Okafor."""
    raising.ask_to_talk(cast.amina.id, None, Press("1", "a question", NOW, cast.okafor.id))
    return concerns.open_concerns(cast.okafor)[0]


@pytest.fixture
def found(cast):
    """Amina has used words from the list."""
    word_list.save_word_list("hit me")
    raising.look_for_words(cast.amina.id, None, [Writing("1", "Why?", "he hit me", NOW)])
    return concerns.open_concerns(cast.lead)[0]


def act(client, concern, **typed):
    """Fill in what was done."""
    path = f"/staff/concerns/{concern.id}"
    return client.submit(path, {"on": str(TODAY), **typed}, to=path)


def test_a_named_adult_reads_what_happened_and_who_knows(client, cast, concern):
    page = client.sign_in(cast.okafor).get(f"/staff/concerns/{concern.id}").text
    assert all(fact in page for fact in ("Amina Yusuf", "a question", "Ms Okafor", "Mrs Lead"))
    assert concern.id in {each.id for each in concerns.concerns_for(cast.lead)}
    assert f"/staff/concerns/{concern.id}" in client.get("/staff/concerns").text


def test_a_named_adult_reads_the_answer_with_the_word_even_where_the_pupil_is_closed_to_them(client, cast, found):
    named_adults.name_adults(cast.price.id, None)
    page = client.sign_in(cast.price).get(f"/staff/concerns/{found.id}").text
    assert "he hit me" in page and f"/staff/pupils/{cast.amina.id}" not in page
    assert client.get(f"/staff/pupils/{cast.amina.id}").status_code == 404


@pytest.fixture
def ode(cast):
    """A visiting professional in Amina's team."""
    return add_member(name="Dr Ode", duty="professional", cohorts=("Kestrels",))


@pytest.mark.parametrize("person", ["okafor", "price", "ode", "tech"])
def test_nobody_else_reads_a_concern_or_acts_on_it(client, cast, found, ode, person):
    client.sign_in({"ode": ode}.get(person) or getattr(cast, person))
    path = f"/staff/concerns/{found.id}"
    assert client.get(path).status_code == 404
    for address in (path, f"{path}/seen"):
        sent = client.send(address, {"kind": "spoken", "on": str(TODAY)}, token_from="/staff/")
        assert sent.status_code == 404
    assert "hit me" not in client.get("/staff/").text
    (left,) = concerns.open_concerns(cast.lead)
    assert (left.seen, left.actions) == ((), ())


def test_the_list_of_concerns_has_only_those_of_which_the_member_was_told(client, cast, found):
    assert "Amina" not in client.sign_in(cast.okafor).get("/staff/concerns").text
    assert client.sign_in(cast.tech).get("/staff/concerns").status_code == 403


def test_what_was_done_is_saved_and_shown(client, cast, concern):
    client.sign_in(cast.okafor)
    assert act(client, concern, kind="handed_over", handed_to="Mrs Lead", note="Before lunch").status_code == 303
    page = client.sign_in(cast.lead).get(f"/staff/concerns/{concern.id}").text
    done = words_of(read_page(page).find(".//div[@class='done-about']"))
    assert all(fact in done for fact in ("Mrs Lead", "Before lunch", "Ms Okafor", "23 Nov 2026"))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"kind": "handed_over"}, "handed_to"),
        ({"kind": "no_help_needed"}, "note"),
        ({}, "kind"),
        ({"kind": "spoken", "on": "2026-11-24"}, "on"),
    ],
)
def test_half_of_what_was_done_is_shown_again_with_its_field(client, cast, concern, typed, field):
    client.sign_in(cast.okafor)
    response = act(client, concern, **typed)
    assert response.status_code == 422
    assert f'href="#{field}"' in response.text
    assert concerns.open_concerns(cast.okafor) == [concern]


@pytest.mark.parametrize("page", ["/staff/pupils/{pupil}", "/staff/entries/{entry}"])
def test_a_page_about_the_pupil_tells_a_named_adult_all_and_the_team_only_that_it_is_looked_after(
    client, cast, found, page
):
    ask_the_seed()
    open_room(cast)
    visit = visits.visit_of(begin_visit(cast), NOW)
    path = page.format(pupil=cast.amina.id, entry=visit.entry_id)
    assert f"/staff/concerns/{found.id}" in client.sign_in(cast.lead).get(path).text
    shown = client.sign_in(cast.okafor).get(path).text
    assert f'data-concern-state="{concerns.PASSED_ON}"' in shown
    assert "hit me" not in shown and "/staff/concerns/" not in shown
    handling.save_action(found.id, cast.lead, "spoken", on=TODAY, now=NOW)
    assert "data-concern-state" not in client.get(path).text


# --- the school's page ------------------------------------------------------------------------------------------


def test_an_administrator_names_the_adults(client, cast):
    client.sign_in(cast.tech)
    sent = {"safeguarding_lead": str(cast.lead.id), "deputy": str(cast.price.id), "listeners": [str(cast.okafor.id)]}
    assert client.submit(NAMED_ADULTS, sent, to=NAMED_ADULTS).status_code == 303
    named = named_adults.named_adults()
    assert (named.safeguarding_lead, named.deputy, named.listeners) == (cast.lead, cast.price, (cast.okafor,))


@pytest.mark.parametrize("deputy", ["lead", "tech"])
def test_a_choice_that_cannot_be_is_refused(client, cast, deputy):
    client.sign_in(cast.tech)
    sent = {"safeguarding_lead": str(cast.lead.id), "deputy": str(getattr(cast, deputy).id)}
    assert client.submit(NAMED_ADULTS, sent, to=NAMED_ADULTS).status_code == 422
    assert named_adults.named_adults().safeguarding_lead is None


def test_a_lead_reads_who_is_named_and_does_not_choose(client, cast):
    client.sign_in(cast.lead)
    assert client.get(NAMED_ADULTS).status_code == 200
    assert client.send(NAMED_ADULTS, {"safeguarding_lead": "0", "deputy": "0"}).status_code == 403


def test_a_tutor_sees_the_page_only_as_a_named_adult(client, cast):
    client.sign_in(cast.okafor)
    assert (client.get(NAMED_ADULTS).status_code, client.send(WORDS, {"word_list": "x"}).status_code) == (403, 403)
    named_adults.name_adults(cast.okafor.id, None)
    assert client.get(NAMED_ADULTS).status_code == 200


def test_the_word_list_is_edited_and_switched_off(client, cast):
    client.sign_in(cast.lead)
    client.submit(NAMED_ADULTS, {"word_list": "hit me\nbruise"}, to=WORDS)
    assert word_list.word_list() == "hit me\nbruise"
    client.submit(NAMED_ADULTS, {"word_list": " "}, to=WORDS)
    assert word_list.word_list() == ""


def test_the_starting_list_is_one_press_away(client, cast):
    client.sign_in(cast.lead)
    client.send(WORDS, {"word_list": word_list.STARTING_LIST}, token_from=NAMED_ADULTS)
    assert word_list.word_list() == word_list.STARTING_LIST


def test_a_word_list_that_is_too_long_is_shown_again(client, cast):
    client.sign_in(cast.lead)
    response = client.submit(NAMED_ADULTS, {"word_list": "x" * 90}, to=WORDS)
    assert (response.status_code, word_list.word_list()) == (422, "")
