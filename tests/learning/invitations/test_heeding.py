"""Words from the school's list on paper and in what a guest sends raise a concern, and what staff write does not."""

import pytest

from learning.invitations import guests, paper
from learning.people import concerns, word_list
from learning.rounds.characteristics import characteristics
from learning.score_cards import giving
from learning.score_cards.opinions import Score
from tests.cast import NOW, TODAY
from tests.chain import answer_as_guest, ask_the_seed, begin_as_guest, invite, open_round


@pytest.fixture
def autumn(cast):
    """A round of Kestrels, in a school with a word list."""
    ask_the_seed()
    word_list.save_word_list("hit me")
    return open_round(cast)


def test_a_journal_from_paper_raises_a_concern_once_for_a_question(cast, autumn):
    question = next(each for each in paper.journal_asked(cast.amina.id, autumn.id) if each.kind == "words")
    typed, replaces = {question.id: {"words": "he hit me"}}, None
    for _ in range(2):
        replaces = paper.type_in_journal(cast.amina.id, autumn.id, typed, on=TODAY, now=NOW, replaces=replaces)
    (concern,) = concerns.open_concerns(cast.lead)
    assert [(cause.place, cause.text) for cause in concern.causes] == [(question.wording, "he hit me")]


def test_a_score_card_from_paper_raises_a_concern(cast, autumn):
    scores = [Score(characteristics()[0].id, 3, why="he hit me")]
    paper.type_in_scores(cast.amina.id, autumn.id, scores, on=TODAY, member_id=cast.okafor.id, now=NOW)
    (concern,) = concerns.open_concerns(cast.lead)
    assert (concern.causes[0].place, concern.causes[0].by) == (characteristics()[0].name, "")


def test_a_guests_words_raise_a_concern_with_their_name_once_they_are_sent(cast, autumn):
    invitation = begin_as_guest(invite(cast, autumn))
    answer_as_guest(invitation, only=1, why="She says: he hit me")
    assert concerns.concerns_for(cast.lead) == []
    guests.send(invitation.id, NOW, TODAY)
    (concern,) = concerns.open_concerns(cast.lead)
    assert (concern.pupil, concern.causes[0].by) == (cast.amina, "Fatima Yusuf")


def test_what_a_member_of_staff_gives_raises_nothing(cast, autumn):
    giver = giving.Giver(view="professional", name="Ms Okafor", role="", member_id=cast.okafor.id)
    scores = [Score(characteristics()[0].id, 3, why="They say: he hit me")]
    giving.give_opinion(cast.amina.id, autumn.id, giver, scores, on=TODAY, now=NOW)
    assert concerns.concerns_for(cast.lead) == []
