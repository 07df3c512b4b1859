"""The adults whom a school names: who is always told, and whom a pupil can choose."""

import pytest

from learning.people import cohorts, members, named_adults
from learning.people.named_adults import adults_for, CannotBeNamed
from tests.cast import add_member, NOW


def names(adults) -> list[str]:
    """The names of adults."""
    return [adult.name for adult in adults]


@pytest.fixture
def nurse(cast):
    """A school nurse in no team."""
    return add_member(name="Nurse Bell", duty="professional", job="School nurse")


def test_where_nobody_is_named_the_leads_are_told(cast):
    assert names(adults_for(cast.amina.id).always) == ["Mrs Lead"]


def test_in_a_school_without_leads_the_team_is_told(cast):
    members.retire_member(cast.lead.id, NOW)
    assert names(adults_for(cast.amina.id).always) == ["Ms Okafor"]
    assert names(adults_for(cast.callum.id).always) == ["Mr Price"]


def test_the_safeguarding_lead_and_the_deputy_are_told_in_place_of_the_leads(cast):
    named_adults.name_adults(cast.price.id, cast.okafor.id)
    assert names(adults_for(cast.amina.id).always) == ["Mr Price", "Ms Okafor"]
    assert named_adults.always_told() == {cast.price.id, cast.okafor.id}


def test_one_of_the_two_is_told_alone_after_the_other_has_left_and_then_the_leads(cast, nurse):
    named_adults.name_adults(cast.price.id, nurse.id)
    members.retire_member(cast.price.id, NOW)
    assert names(adults_for(cast.amina.id).always) == ["Nurse Bell"]
    assert not named_adults.named_adults().is_complete
    members.retire_member(nurse.id, NOW)
    assert names(adults_for(cast.amina.id).always) == ["Mrs Lead"]


def test_a_pupil_can_choose_the_teachers_of_the_team_and_those_whom_the_school_names(cast, nurse):
    assert names(adults_for(cast.amina.id).offered) == ["Ms Okafor"]
    named_adults.name_adults(cast.lead.id, None, [nurse.id])
    assert names(adults_for(cast.amina.id).offered) == ["Ms Okafor", "Mrs Lead", "Nurse Bell"]


def test_a_visiting_professional_in_the_team_is_offered_only_where_the_school_names_them(cast, nurse):
    cohorts.join_team(cast.kestrels.id, nurse.id)
    assert names(adults_for(cast.amina.id).offered) == ["Ms Okafor"]
    named_adults.name_adults(None, None, [nurse.id])
    assert names(adults_for(cast.amina.id).offered) == ["Ms Okafor", "Nurse Bell"]


def test_the_chosen_person_is_told_beside_the_others_and_first(cast):
    adults = adults_for(cast.amina.id)
    assert names(adults.recipients(cast.okafor.id)) == ["Ms Okafor", "Mrs Lead"]
    assert names(adults.recipients(None)) == names(adults.recipients(cast.price.id)) == ["Mrs Lead"]


def test_an_administrator_somebody_who_has_left_or_one_person_twice_cannot_be_named(cast):
    members.retire_member(cast.price.id, NOW)
    for lead, deputy in ((cast.tech.id, None), (cast.price.id, None), (cast.lead.id, cast.lead.id), (9999, None)):
        with pytest.raises(CannotBeNamed):
            named_adults.name_adults(lead, deputy)
    assert named_adults.named_adults().safeguarding_lead is None


def test_the_last_choice_counts(cast, nurse):
    named_adults.name_adults(cast.lead.id, cast.okafor.id, [nurse.id, cast.lead.id])
    named = named_adults.named_adults()
    assert (named.safeguarding_lead, named.deputy, named.listeners) == (cast.lead, cast.okafor, (nurse,))
    assert named_adults.name_adults(None, None).listeners == ()


@pytest.mark.parametrize(
    ("name", "initials"), [("Ms Okafor", "O"), ("Dr O'Brien", "O"), ("Fatima Yusuf", "FY"), ("Ms", "?"), ("", "?")]
)
def test_initials_leave_the_title_out(name, initials):
    assert named_adults.Adult(1, name, "").initials == initials
