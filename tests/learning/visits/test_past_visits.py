"""Past visits: each with its tablet and how it started, and "that was not me"."""

import pytest

from learning.visits import past_visits, visits
from tests.cast import NOW
from tests.chain import ask_the_seed, begin_visit, enrol_tablet, open_room


@pytest.fixture
def token(cast):
    """Amina's visit, just begun."""
    ask_the_seed()
    open_room(cast)
    return begin_visit(cast)


def test_each_visit_is_listed_with_its_time_tablet_and_how_it_started(cast, token):
    visits.begin(cast.amina.id, enrol_tablet(cast).id, NOW, NOW.date(), visits.BY_STAFF)
    past = past_visits.visits_of(cast.amina.id)
    listed = [(visit.started_at, visit.tablet, visit.cohort, visit.started_by) for visit in past]
    assert listed == [(NOW, "Tablet 2", "Kestrels", visits.BY_STAFF), (NOW, "Tablet 1", "Kestrels", visits.BY_QR_CARD)]


def test_that_was_not_me_marks_the_visit_and_ends_it(cast, token):
    visit = visits.visit_of(token, NOW)
    past_visits.disown(cast.amina.id, visit.id, NOW)
    assert past_visits.visits_of(cast.amina.id)[0].disowned_at == NOW
    assert past_visits.disowned_entries(cast.amina.id) == {visit.entry_id}
    with pytest.raises(visits.VisitOver):
        visits.visit_of(token, NOW)


def test_a_visit_of_another_pupil_cannot_be_marked(cast, token):
    with pytest.raises(past_visits.NoSuchVisit):
        past_visits.disown(cast.ben.id, visits.visit_of(token, NOW).id, NOW)


def test_the_same_card_at_a_second_tablet_ends_the_visit_at_the_first(cast, token):
    second = begin_visit(cast, tablet=enrol_tablet(cast))
    assert visits.visit_of(second, NOW).pupil == cast.amina
    with pytest.raises(visits.GoingOnElsewhere) as elsewhere:
        visits.visit_of(token, NOW)
    assert elsewhere.value.values == {"tablet": "Tablet 2"}


def test_the_next_pupil_at_the_same_tablet_ends_the_visit_without_naming_another_tablet(cast, token):
    tablet = visits.visit_of(token, NOW).tablet_id
    visits.begin(cast.ben.id, tablet, NOW, NOW.date())
    with pytest.raises(visits.VisitOver) as over:
        visits.visit_of(token, NOW)
    assert not isinstance(over.value, visits.GoingOnElsewhere)
