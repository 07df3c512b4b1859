"""A page left open while a characteristic was removed from the round comes back with all that was typed."""

import pytest

from learning.rounds import characteristics, planning
from learning.rounds.asking import CharacteristicNotInRound
from learning.score_cards import meeting, opinions, own_scores, summaries
from tests.chain import ask_the_seed, open_round
from tests.page import read_page, words_of


@pytest.fixture
def autumn(client, cast):
    """A round of Kestrels on the seed's four characteristics, with their tutor signed in."""
    ask_the_seed()
    client.sign_in(cast.okafor)
    return open_round(cast)


class Page:
    """One of the pages on which scores are typed: what is typed for Resilience, and where it is saved."""

    def __init__(self, cast, a_round):
        self.cast, self.round = cast, a_round
        self.pupil, self.removed = cast.amina.id, by_name("Resilience")
        self.cohort = f"/staff/cohorts/{a_round.cohort_id}/rounds/{a_round.id}"
        self.card = f"/staff/pupils/{self.pupil}/score-card/{a_round.id}"

    def form(self):
        return self.address()

    def opinion(self, view):
        saved = opinions.own_opinion(self.pupil, self.round.id, view, self.cast.okafor.id, "Mrs Yusuf")
        return saved and saved.scores.get(self.removed)


class Professional(Page):
    def address(self):
        return f"{self.card}/professional"

    def typed(self):
        return {f"score_{self.removed}": "7", f"why_{self.removed}": "She tries"}

    def saved(self):
        return self.opinion("professional")


class Parent(Professional):
    def address(self):
        return f"{self.card}/parent"

    def typed(self):
        return {"by": "Mrs Yusuf", **super().typed()}

    def saved(self):
        return self.opinion("parent")


class PupilsPaper(Professional):
    def address(self):
        return f"{self.card}/pupil"

    def saved(self):
        return self.opinion("pupil")


class Agreeing(Page):
    def address(self):
        return f"/staff/pupils/{self.pupil}/summary/{self.round.id}?show=1"

    def form(self):
        return self.address().partition("?")[0]

    def typed(self):
        return {f"score_{self.removed}": "7", f"reason_{self.removed}": "She tries", "taking_part": "All"}

    def saved(self):
        return summaries.current_summary(self.pupil, self.round.id)


class Meeting(Page):
    def address(self):
        return f"{self.cohort}/meeting/{self.pupil}/{self.removed}?show=1"

    def typed(self):
        return {"score": "7", "reason": "She tries", "notes": "Loud at home"}

    def saved(self):
        return meeting.draft_of(self.pupil, self.round.id).scores


class OwnScores(Page):
    def address(self):
        return f"{self.cohort}/my-scores"

    def typed(self):
        return {f"score-{self.pupil}-{self.removed}": "7", f"score-{self.cast.ben.id}-{by_name('Attendance')}": "0"}

    def saved(self):
        rows = own_scores.own_scores(self.round.id, self.cast.okafor.id).rows
        return {row.pupil.id: row.scores for row in rows if row.scores}


class OwnReasons(OwnScores):
    def address(self):
        return f"{self.cohort}/my-scores?characteristic={self.removed}"

    def typed(self):
        return {f"score-{self.pupil}-{self.removed}": "7", f"why-{self.pupil}-{self.removed}": "She tries"}


PAGES = [Professional, Parent, PupilsPaper, Agreeing, Meeting, OwnScores, OwnReasons]


def by_name(name: str) -> int:
    return next(each.id for each in characteristics.characteristics() if each.name == name)


def fields_of(page: str) -> dict[str, str]:
    """What the fields of a page hold."""
    found = {}
    for field in read_page(page).iter():
        if field.tag == "textarea":
            found[field.get("name")] = words_of(field)
        elif field.tag == "input" and (field.get("type") != "radio" or field.get("checked") is not None):
            found[field.get("name")] = field.get("value")
    return found


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.__name__)
def test_the_page_names_the_characteristic_and_holds_what_was_typed(client, cast, autumn, kind):
    page = kind(cast, autumn)
    left_open, every = client.get(page.address()).text, [each.id for each in characteristics.characteristics()]
    planning.list_in_round(autumn.id, [number for number in every if number != page.removed])
    refused = client.submit(left_open, page.typed(), to=page.form())
    assert refused.status_code == 422
    assert str(CharacteristicNotInRound(names="Resilience")) in words_of(read_page(refused.text))
    assert page.typed().items() <= fields_of(refused.text).items()
    assert not page.saved()
    planning.list_in_round(autumn.id, every)
    again = client.submit(refused.text, to=page.form())
    assert again.status_code == 303
    assert page.saved()


@pytest.mark.parametrize("kind", [Professional, Agreeing, OwnScores], ids=lambda kind: kind.__name__)
def test_once_its_fields_are_emptied_everything_else_is_saved(client, cast, autumn, kind):
    page = kind(cast, autumn)
    left_open, saved = client.get(page.address()).text, by_name("Attendance")
    planning.list_in_round(autumn.id, [saved])
    typed = {**page.typed(), (f"score-{cast.amina.id}-{saved}" if kind is OwnScores else f"score_{saved}"): "5"}
    refused = client.submit(left_open, typed, to=page.form())
    emptied = {name: "" for name in page.typed() if name.endswith(str(page.removed))}
    assert client.submit(refused.text, emptied, to=page.form()).status_code == 303
    assert "Resilience" not in client.get(page.address()).text
    assert page.saved() if kind is not Professional else page.opinion("professional") is None


def test_notes_of_the_meeting_are_saved_on_a_page_whose_characteristic_was_removed(client, cast, autumn):
    page = Meeting(cast, autumn)
    left_open = client.get(page.address()).text
    planning.list_in_round(autumn.id, [by_name("Attendance")])
    answer = client.submit(left_open, {"notes": "Loud at home"}, to=page.form())
    assert answer.status_code == 303
    assert meeting.draft_of(cast.amina.id, autumn.id).notes == "Loud at home"
    assert client.get(f"{answer.location}?show=1").status_code == 200


@pytest.mark.parametrize("kind", [Professional, Agreeing, OwnScores], ids=lambda kind: kind.__name__)
def test_a_score_that_was_given_before_can_still_be_corrected(client, cast, autumn, kind):
    page = kind(cast, autumn)
    client.submit(page.address(), page.typed(), to=page.form())
    other_ids = [each.id for each in characteristics.characteristics() if each.id != page.removed]
    planning.list_in_round(autumn.id, other_ids)
    corrected = {name: "9" for name, text in page.typed().items() if text == "7"}
    assert client.submit(page.address(), corrected, to=page.form()).status_code == 303
    assert "9" in fields_of(client.get(page.address()).text).values()
