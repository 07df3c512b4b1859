"""Staff, pupils, cohorts, and who may see whom."""

import pytest

from learning.people import access, cohorts, members, passwords, pupils
from tests.cast import add_member, bring_pupils, NOW, PASSWORD, pupil_row, TODAY

EMAIL = "okafor@hillside.example"


@pytest.mark.parametrize("password", ["short", "password1234", "aaaaaaaaaaaaaaa", "12345678901!"[:11]])
def test_a_weak_password_is_refused(cast, password):
    with pytest.raises(passwords.PasswordTooShort):
        add_member(name="Ms New", password=password)


def test_two_members_cannot_share_an_address(cast):
    with pytest.raises(members.EmailTaken, match=EMAIL):
        add_member(name="Ms Other", email=EMAIL.upper())


@pytest.mark.parametrize("email", ["", "okafor", "@x", "x@", "a b@c"])
def test_an_address_must_look_like_one(cast, email):
    with pytest.raises(members.NotAnEmail):
        members.add_member("Ms New", email, job="", duty="tutor", password=PASSWORD, now=NOW)


def test_a_tutor_sees_only_the_pupils_of_their_cohort(cast):
    assert access.may_see(cast.okafor, cast.amina.id)
    assert not access.may_see(cast.price, cast.amina.id)
    assert access.visible_pupils(cast.price) == [cast.callum]


def test_a_lead_sees_everyone(cast):
    assert access.visible_pupils(cast.lead) == pupils.everyone()
    assert access.may_see(cast.lead, cast.callum.id)


def test_an_administrator_can_print_names_but_sees_no_pupil(cast):
    assert access.may_print(cast.tech, cast.kestrels.id)
    assert not access.may_see_cohort(cast.tech, cast.kestrels.id)
    assert access.visible_pupils(cast.tech) == []


def test_nobody_can_see_a_pupil_who_does_not_exist(cast):
    assert not access.may_see(cast.lead, 4711)


def test_a_member_who_leaves_a_team_stops_seeing_its_pupils(cast):
    cohorts.leave_team(cast.kestrels.id, cast.okafor.id)
    assert not access.may_see(cast.okafor, cast.amina.id)


def test_a_group_can_have_pupils_of_several_classes(cast):
    group = cohorts.gather("Reading together", [cast.amina.id, cast.callum.id], cast.okafor.id, NOW)
    assert (group.kind, group.pupils, group.team) == ("group", 2, ("Ms Okafor",))
    assert access.may_see(cast.okafor, cast.callum.id)


def test_a_group_needs_pupils(cast):
    with pytest.raises(cohorts.GroupEmpty):
        cohorts.gather("Nobody", [], cast.okafor.id, NOW)


def test_a_group_needs_a_name_of_its_own(cast):
    cohorts.gather("Reading", [cast.amina.id], cast.okafor.id, NOW)
    with pytest.raises(cohorts.NameTaken, match="Reading"):
        cohorts.gather("  Reading ", [cast.ben.id], cast.okafor.id, NOW)


def test_accents_do_not_change_the_order_of_a_register(cast):
    bring_pupils(pupil_row(forename="Zoë", surname="Ávila"), pupil_row(forename="Al", surname="de Souza"))
    assert [pupil.surname for pupil in pupils.everyone()] == ["Adeyemi", "Ávila", "de Souza", "Reid", "Yusuf"]


def test_a_pupil_is_called_as_they_prefer(cast):
    bring_pupils(pupil_row(forename="Alexandra", preferred_forename="Sasha", surname="Novak"))
    assert pupils.everyone()[1].name == "Sasha Novak"


def test_year_3_comes_before_year_13(cast):
    bring_pupils(*(pupil_row(forename=f"Pupil {year}", year=f"Year {year}", class_name=f"{year}A") for year in (13, 3)))
    names = [cohort.name for cohort in cohorts.cohorts_of(cast.lead) if cohort.kind == "year"]
    assert names == ["Year 3", "Year 5", "Year 6", "Year 13"]


def test_an_administrator_cannot_join_a_team(cast):
    with pytest.raises(cohorts.AdministratorInTeam):
        cohorts.join_team(cast.kestrels.id, cast.tech.id)


def test_a_pupil_who_left_is_on_no_list_and_comes_back_with_the_roll(cast):
    pupils.mark_left(cast.amina.id, TODAY)
    assert cast.amina not in pupils.everyone()
    bring_pupils(pupil_row(key=cast.amina.key, forename="Amina", surname="Yusuf", class_name="Kestrels"))
    assert "Amina" in [pupil.called for pupil in pupils.pupils_of(cast.kestrels.id)]
