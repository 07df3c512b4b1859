"""Blockers, enablers and aims."""

from datetime import timedelta

import pytest

from learning.aims import aim_wording, aims, factors, wall_sheet, wider_aims
from tests.cast import TODAY
from tests.chain import agree, ask_the_seed, open_round


def name(cast, kind="blocker", words="Being a carer", theme="Home", pupil=None):
    """A factor of Amina's."""
    return factors.name_factor(
        (pupil or cast.amina).id,
        kind,
        words,
        theme=theme,
        characteristic_id=None,
        member_id=cast.okafor.id,
        today=TODAY,
    )


def set_aim(cast, words="To experience success", approach="mitigate", factors=(), wider=None, pupil=None):
    """An aim of Amina's."""
    ids = [factor.id for factor in factors]
    return aims.set_aim(
        (pupil or cast.amina).id,
        words,
        approach=approach,
        factor_ids=ids,
        wider_aim_id=wider,
        review_on=None,
        member_id=cast.okafor.id,
        today=TODAY,
    )


def test_factors_are_grouped_in_themes(cast):
    name(cast, words="Bullying", theme="School")
    name(cast, words="Being a carer", theme=" Home ")
    name(cast, "enabler", "Loves sport", "Home")
    assert [(factor.kind, factor.theme, factor.words) for factor in factors.factors_of(cast.amina.id)] == [
        ("blocker", "Home", "Being a carer"),
        ("blocker", "School", "Bullying"),
        ("enabler", "Home", "Loves sport"),
    ]
    assert [theme.name for theme in factors.themes()] == ["Home", "School"]


def test_a_factor_needs_words(cast):
    with pytest.raises(factors.FactorMissing):
        name(cast, words=" ")


def test_a_removed_factor_is_gone_and_another_pupils_cannot_be_removed(cast):
    factor = name(cast)
    with pytest.raises(factors.NoSuchFactor):
        factors.remove_factor(factor.id, cast.ben.id, TODAY)
    factors.remove_factor(factor.id, cast.amina.id, TODAY)
    assert factors.factors_of(cast.amina.id) == []


def test_an_aim_is_linked_to_its_factors_and_a_wider_aim(cast):
    factor = name(cast)
    wider = wider_aims.add_wider_aim("To help everyone experience success")
    aim = set_aim(cast, factors=[factor], wider=wider.id)
    assert (aim.factors, aim.wider_aim, aim.by) == ((factor,), wider.words, "Ms Okafor")


def test_an_aim_cannot_take_another_pupils_factor(cast):
    with pytest.raises(factors.NoSuchFactor):
        set_aim(cast, factors=[name(cast, pupil=cast.ben)])


@pytest.mark.parametrize("words", ["", "  ", "To", "to ...", "To …"])
def test_an_aim_needs_words_after_to(cast, words):
    with pytest.raises(aim_wording.AimMissing):
        set_aim(cast, words=words)


def test_to_is_not_written_twice(cast):
    assert set_aim(cast, words="To to feel safe").words == "To feel safe"


@pytest.mark.parametrize(
    "words",
    [
        "Provide opportunities to experience success in the classroom in sports",
        "Support independent learning in school hours",
    ],
)
def test_the_seeds_own_aims_get_a_hint_and_are_kept(cast, words):
    assert aim_wording.hint(words) == aim_wording.START_WITH_TO
    assert set_aim(cast, words=words).words == words


def test_an_aim_that_names_a_programme_gets_a_hint():
    assert aim_wording.hint("To join the breakfast club") == aim_wording.GOAL_NOT_SOLUTION


@pytest.mark.parametrize(
    "words", ["To experience success", "to feel happy", "To create more opportunities for all pupils"]
)
def test_a_goal_needs_no_hint(words):
    assert aim_wording.hint(words) == ""


@pytest.mark.parametrize("approach", ["", "fix"])
def test_an_aim_says_what_it_does_with_the_factor(cast, approach):
    with pytest.raises(aims.NoSuchApproach):
        set_aim(cast, approach=approach)


def test_an_aim_is_reviewed_and_the_newest_review_comes_first(cast):
    aim = set_aim(cast)
    for days, outcome in ((1, "not yet"), (40, "met")):
        aims.review_aim(
            aim.id,
            cast.amina.id,
            outcome=outcome,
            notes="notes",
            member_id=cast.okafor.id,
            on=TODAY + timedelta(days=days),
        )
    assert [review.outcome for review in aims.aims_of(cast.amina.id)[0].reviews] == ["met", "not yet"]


def test_another_pupils_aim_cannot_be_reviewed(cast):
    with pytest.raises(aims.NoSuchAim):
        aims.review_aim(set_aim(cast).id, cast.ben.id, outcome="met", notes="", member_id=cast.okafor.id, on=TODAY)


def test_the_seeds_table_of_step_3(cast):
    """R89: pupil A with 4, 2, 1, 4, two blockers, three enablers, two aims; pupil B's row is empty."""
    ask_the_seed()
    agree(cast, open_round(cast), 4, Attendance=2, Resilience=1)
    for words in ("Being a carer", "Bullying"):
        name(cast, words=words)
    for words in ("Praise", "Not being tired", "Loves sport"):
        name(cast, "enabler", words)
    for words in ("Provide opportunities to experience success", "Support independent learning"):
        set_aim(cast, words=words)
    ben, amina = wall_sheet.wall_sheet(cast.kestrels.id).rows
    assert amina.scores == (4, 2, 1, 4)
    assert amina.blockers == ("Being a carer", "Bullying")
    assert amina.enablers == ("Praise", "Not being tired", "Loves sport")
    assert len(amina.aims) == 2
    assert (ben.scores, ben.blockers, ben.enablers, ben.aims) == ((None,) * 4, (), (), ())


def test_the_sheet_shows_the_latest_agreed_scores(cast):
    ask_the_seed()
    later = TODAY + timedelta(days=30)
    agree(cast, open_round(cast), 4)
    agree(cast, open_round(cast, "Spring", later), 0, on=later)
    assert wall_sheet.wall_sheet(cast.kestrels.id).rows[1].scores == (0, 0, 0, 0)


def test_a_retired_wider_aim_is_not_offered_and_stays_on_aims_that_serve_it(cast):
    wider = wider_aims.add_wider_aim("To belong")
    set_aim(cast, wider=wider.id)
    wider_aims.retire_wider_aim(wider.id, TODAY)
    assert wider_aims.wider_aims() == []
    assert aims.aims_of(cast.amina.id)[0].wider_aim == "To belong"


def test_an_aim_can_be_reworded(cast):
    aim = set_aim(cast, words="Go to breakfast club")
    assert aims.reword_aim(aim.id, cast.amina.id, "to feel ready to learn").words == "To feel ready to learn"


def test_a_removed_aim_leaves_every_page(cast):
    aim = set_aim(cast)
    aims.remove_aim(aim.id, cast.amina.id, TODAY)
    assert aims.aims_of(cast.amina.id) == []
    with pytest.raises(aims.NoSuchAim):
        aims.reword_aim(aim.id, cast.amina.id, "To rest")


def test_another_pupils_aim_cannot_be_touched(cast):
    aim = set_aim(cast)
    with pytest.raises(aims.NoSuchAim):
        aims.remove_aim(aim.id, cast.ben.id, TODAY)
