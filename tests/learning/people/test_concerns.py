"""Concerns: pupils who asked to talk to someone."""

from learning.people import concerns
from tests.cast import NOW


def test_two_pupils_without_a_visit_have_a_concern_each(cast):
    for pupil in (cast.amina, cast.ben, cast.amina):
        concerns.raise_concern(pupil.id, None, "", NOW)
    assert [concern.pupil for concern in concerns.open_concerns(cast.lead)] == [cast.amina, cast.ben]


def test_a_seen_concern_names_the_first_who_saw_it(cast):
    concerns.raise_concern(cast.amina.id, None, "", NOW)
    open_concern = concerns.open_concerns(cast.okafor)[0]
    concerns.see_concern(open_concern.id, cast.okafor, NOW)
    concerns.see_concern(open_concern.id, cast.lead, NOW)
    assert [concern.seen_by for concern in concerns.seen_concerns(cast.lead, NOW)] == ["Ms Okafor"]
