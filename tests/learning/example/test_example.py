"""The example school: complete, plausible, always the same, and open to newcomers."""

import shutil
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from learning import example
from learning.aims import aim_wording, aims
from learning.aims.tables import AimReviewRow, AimRow
from learning.classroom import qr_cards, rooms, tablets
from learning.classroom.tables import QRCardRow
from learning.core import store as the_store
from learning.evidence import change
from learning.journals import check_ins, journal
from learning.journals.tables import AnswerRow, EntryRow, OneToOneRow
from learning.people import age_bands, cohorts, concerns, members, schools, sign_ins
from learning.people.pupils import everyone, pupils_of
from learning.rounds import anchors, characteristics, rounds
from learning.rounds.tables import RoundRow
from learning.score_cards import score_card
from learning.score_cards.tables import AgreedScoreRow, OpinionRow, ScoreRow, SummaryRow
from learning.visits import answers, visits
from learning.visits.help import help_before
from learning.visits.steps import Visit
from tests.cast import found_school, NOW, TODAY
from tests.databases import address_of, opened


@pytest.fixture
def school(file_with_example, tmp_path):
    """A copy of the example school for this test."""
    with opened(address_of(Path(shutil.copy(file_with_example, tmp_path)))):
        yield schools.school()


def load_into(file, today=TODAY):
    """Load the example at ten o'clock on a day, and return its sketch."""
    with opened(address_of(file)):
        example.load(datetime(today.year, today.month, today.day, 10, 0), today)
        return sketch()


def sketch() -> list:
    """Return what must be the same in every example school: names, keys, scores and words, but not tokens."""
    answers = AnswerRow.select(AnswerRow.state, AnswerRow.words, AnswerRow.score)
    scores = ScoreRow.select(ScoreRow.state, ScoreRow.score, ScoreRow.why)
    agreed = AgreedScoreRow.select(AgreedScoreRow.score, AgreedScoreRow.reason)
    names = [(pupil.name, pupil.key, pupil.class_name) for pupil in everyone()]
    return [names, list(answers.tuples()), list(scores.tuples()), list(agreed.tuples())]


def cohort_like(name: str) -> cohorts.Cohort:
    all_cohorts = cohorts.cohorts_of(member_called("Mrs Rahman"))
    return next(cohort for cohort in all_cohorts if cohort.name.startswith(name))


def member_called(name: str) -> members.Member:
    return next(member for member in members.members() if member.name == name)


def a_visit(card: example.TryCard, now=NOW) -> Visit:
    """Return the visit of a newcomer who presses a card."""
    tablet_token, pupil_id = example.try_card(card.id, None, now, now.date())
    token = visits.begin(pupil_id, tablets.tablet_of(tablet_token, now).id, now, now.date())
    return visits.visit_of(token, now)


def finished(visit: Visit, now=NOW) -> Visit:
    """Answer each question of a visit and finish it."""
    for step in visit.steps:
        answers.save_answer(
            visit,
            step.task,
            step.id,
            press="next",
            fields={"score": "7", "degree": "3", "choice": "yes", "words": "a"},
            now=now,
        )
    visits.finish(visit, now)
    return visit


# --- loading ----------------------------------------------------------------------------------------------------


def test_it_loads_and_says_how_much(store):
    counts = example.load(NOW, TODAY)
    assert (counts.pupils, counts.rounds) == (26 + 26 + 180 + 3 + 12, 3 + 4 + 3 + 1)
    assert counts.entries > 550 and counts.opinions > 600 and counts.summaries > 300 and counts.aims > 40


def test_a_second_load_is_refused(school):
    with pytest.raises(example.NotEmpty):
        example.load(NOW, TODAY)
    assert len(everyone()) == 247


def test_a_real_school_is_not_touched(store):
    found_school()
    with pytest.raises(example.NotEmpty):
        example.load(NOW, TODAY)
    assert everyone() == [] and not schools.school().is_example


def test_every_load_makes_the_same_school(school, migrated, tmp_path):
    first = sketch()
    the_store.close_store()
    assert load_into(Path(shutil.copy(migrated, tmp_path / "second.db"))) == first


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2028, 2, 29)])
def test_nothing_has_happened_in_the_future_or_at_a_weekend(migrated, tmp_path, today):
    file = Path(shutil.copy(migrated, tmp_path / "then.db"))
    load_into(file, today)
    with opened(address_of(file)):
        for table, day in (
            (EntryRow, "on"), (OpinionRow, "on"), (OneToOneRow, "on"), (SummaryRow, "agreed_on"),
            (RoundRow, "opened_on"), (AimRow, "set_on"), (AimReviewRow, "on"),
        ):  # fmt: skip
            days = {on for (on,) in table.select(getattr(table, day)).tuples()}
            assert max(days) < today and all(on.weekday() < 5 for on in days), table


# --- people ---------------------------------------------------------------------------------------------------


def test_it_says_that_it_is_an_example(school):
    assert school.is_example


def test_no_two_pupils_share_a_name_or_a_key(school):
    pupils = everyone()
    assert len({pupil.name for pupil in pupils}) == len({pupil.key for pupil in pupils}) == len(pupils)


def test_some_names_are_hard_for_a_page(school):
    names = [pupil.name for pupil in everyone()]
    assert max(map(len, names)) > 50
    assert any(name.startswith("E ") for name in names)
    assert any("'" in name for name in names) and any(not name.isascii() for name in names)


def test_everybody_offered_can_sign_in(school):
    for name, duty, email, password in example.SIGN_INS:
        member = sign_ins.member_of(sign_ins.sign_in(email, password, NOW), NOW)
        assert (member.name, member.duty) == (name, duty)


def test_ms_okafor_is_the_tutor_of_the_group_and_of_the_kestrels(school):
    okafor = member_called("Ms Okafor")
    assert [cohort.name for cohort in cohorts.cohorts_of(okafor)] == ["Lighthouse group (primary)", "Kestrels"]


def test_every_pupil_has_a_qr_card(school):
    assert QRCardRow.select().count() == len(everyone())


# --- answers --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", [ScoreRow, AnswerRow], ids=["score", "answer"])
def test_zeros_and_scores_not_given_both_exist(school, table):
    counts = Counter((state, score) for state, score in table.select(table.state, table.score).tuples())
    assert counts["given", 0] and counts["unknown", None] and counts["skipped", None]


@pytest.mark.parametrize("name", ["Lighthouse", "Year 9"])
def test_there_is_change_of_every_kind(school, name):
    lines = change.cohort_change(cohort_like(name).id).lines
    assert sum(line.better for line in lines)
    assert sum(line.same for line in lines)
    assert sum(line.lower for line in lines)


def test_the_views_of_the_group_lie_far_apart(school):
    group = cohort_like("Lighthouse")
    first = rounds.rounds_of(group.id)[-1]
    cards = [score_card.score_card(pupil.id, first.id, "widest") for pupil in pupils_of(group.id)]
    assert sum(card.rows[0].gap >= 4 for card in cards) >= 4


def test_averages_saved_with_a_summary_are_those_of_the_score_card(school):
    for row in list(SummaryRow.select().order_by(SummaryRow.id))[::6]:  # a part is enough, and quicker
        saved = AgreedScoreRow.select().where(AgreedScoreRow.summary == row)
        lines = score_card.score_card(row.pupil_id, row.round_id).rows
        averages = {line.characteristic.id: line.average for line in lines if line.average is not None}
        assert averages == {agreed.characteristic_id: agreed.average for agreed in saved}


def test_an_agreed_score_that_differs_from_the_average_has_a_reason(school):
    rows = list(AgreedScoreRow.select())
    different = [row for row in rows if row.score != int(row.average + 0.5)]
    assert different and all(row.reason for row in different)


def test_each_pupil_with_a_summary_has_one_baseline(school):
    with_summary = {row.pupil_id for row in SummaryRow.select()}
    baselines = [row.pupil_id for row in SummaryRow.select().where(SummaryRow.is_baseline)]
    assert sorted(baselines) == sorted(with_summary)


def test_the_tutor_finds_entries_that_wait(school):
    waiting = journal.awaiting(member_called("Ms Okafor"), TODAY)
    assert 2 <= len(waiting) <= 8 and all(entry.days >= 0 for entry in waiting)


def test_pupils_with_complex_needs_have_more_one_to_ones(school):
    talks = Counter(row.entry_id for row in OneToOneRow.select())
    assert set(talks.values()) == {1, 2, 3}


def test_aims_are_goals_and_some_are_reviewed(school):
    all_aims = [aim for pupil in everyone() for aim in aims.aims_of(pupil.id)]
    assert [aim.words for aim in all_aims if aim_wording.hint(aim.words)] == []
    assert {review.outcome for aim in all_aims for review in aim.reviews} == set(aims.OUTCOMES)


def test_one_concern_is_open_for_the_tutor(school):
    assert len(concerns.open_concerns(member_called("Ms Okafor"))) == 1


def test_the_youngest_have_pictures_and_a_voice(school):
    wren = next(pupil for pupil in everyone() if pupil.class_name == "Wrens")
    assert (help_before(wren.id, NOW).symbols, help_before(wren.id, NOW).aloud) == (True, True)


# --- trying -----------------------------------------------------------------------------------------------------


def test_cards_to_try_are_of_pupils_of_different_ages(school):
    cards = example.cards_to_try(NOW)
    assert 4 <= len(cards) <= 8
    assert {"Year 1", "Year 9", "Year 13"} < {card.pupil.year for card in cards}


def test_looking_for_cards_writes_nothing(school):
    before = the_store.commits()
    example.cards_to_try(NOW)
    assert the_store.commits() == before


def test_each_card_to_try_begins_a_whole_visit(school):
    lighthouse = pupils_of(cohort_like("Lighthouse").id)
    for card in example.cards_to_try(NOW):
        visit = a_visit(card)
        assert visit.pupil == card.pupil and not any(step.answered for step in visit.steps)
        questions = 5 if card.pupil.class_name == "Wrens" or card.pupil in lighthouse else 4
        assert Counter(step.task for step in visit.steps) == {"journal": questions, "score_card": 4}


def test_an_unfinished_visit_goes_on(school):
    card = example.cards_to_try(NOW)[0]
    visit = a_visit(card)
    first = visit.first_open()
    answers.save_answer(visit, first.task, first.id, press="skip", fields={}, now=NOW)
    assert a_visit(card).first_open().number == first.number + 1


def test_a_newcomer_who_has_finished_can_try_again_and_again(school):
    card = example.cards_to_try(NOW)[0]
    for minute in range(3):
        visit = a_visit(card, NOW + timedelta(minutes=minute))
        assert len(visit.steps) == 9 and not any(step.answered for step in visit.steps)
        finished(visit, NOW + timedelta(minutes=minute))


def test_a_newcomer_who_has_finished_can_try_again_tomorrow(school):
    card = example.cards_to_try(NOW)[0]
    finished(a_visit(card))
    assert len(a_visit(card, NOW + timedelta(days=1)).steps) == 9


def test_any_pupil_of_the_example_can_try(school):
    for called, steps in (("Ifeoma", 9), ("E", 8)):  # one who has done the newest round; one of Year 9
        pupil = next(pupil for pupil in everyone() if pupil.called == called)
        card = QRCardRow.get(QRCardRow.pupil == pupil.id)
        assert len(a_visit(example.TryCard(card.id, pupil)).steps) == steps


def test_a_pupil_without_a_round_gets_one(school):
    in_rounds = {pupil.id for name in ("Lighthouse", "Year 9", "Harbour") for pupil in pupils_of(cohort_like(name).id)}
    kestrels = qr_cards.qr_cards_of(cohort_like("Kestrels").id)
    card = next(card for card in kestrels if card.pupil.id not in in_rounds)
    assert len(a_visit(example.TryCard(card.id, card.pupil)).steps) == 8


def test_the_same_browser_stays_the_same_tablet(school):
    card = example.cards_to_try(NOW)[0]
    token, _ = example.try_card(card.id, None, NOW, TODAY)
    assert example.try_card(card.id, token, NOW, TODAY)[0] == token


def test_a_signed_out_tablet_is_enrolled_again(school):
    card = example.cards_to_try(NOW)[0]
    token, _ = example.try_card(card.id, None, NOW, TODAY)
    tablets.sign_out_tablet(tablets.tablet_of(token, NOW).id, NOW)
    assert example.try_card(card.id, token, NOW, TODAY)[0] != token


def test_an_open_room_with_something_to_do_is_left_open(school):
    card = example.cards_to_try(NOW)[0]
    example.try_card(card.id, None, NOW, TODAY)
    example.try_card(card.id, None, NOW, TODAY)
    assert len(rooms.open_rooms(NOW)) == 1


def test_a_real_school_offers_no_cards(cast):
    with pytest.raises(example.NotTheExample):
        example.cards_to_try(NOW)
    card = qr_cards.replace_qr_card(cast.amina.id, NOW)
    with pytest.raises(example.NotTheExample):
        example.try_card(card.id, None, NOW, TODAY)
    assert tablets.tablets() == []


# --- what children meet ------------------------------------------------------------------------------------------


def test_two_characteristics_have_words_for_numbers(school):
    assert sum(bool(anchors.anchors_of(each.id)) for each in characteristics.characteristics()) == 2


def test_all_three_looks_can_be_tried(school):
    assert {a_visit(card).band for card in example.cards_to_try(NOW)} >= {age_bands.MIDDLE, age_bands.OLDEST}
    assert age_bands.band_chosen_for_cohort(cohort_like("Kestrels").id) == age_bands.YOUNGEST


def test_one_check_in_was_held_and_some_pupils_are_not_well(school):
    (day,) = check_ins.check_ins_of_cohort(cohort_like("Lighthouse").id, TODAY).values()
    assert {each.is_low for each in day} == {True, False}


def test_the_lighthouse_group_can_say_and_draw_its_answers(school):
    card = example.cards_to_try(NOW)[0]
    assert any(step.own_ways == ("recording", "drawing") for step in a_visit(card).steps)
    zephan = next(pupil for pupil in everyone() if pupil.called == "Zephan")
    assert zephan in pupils_of(cohort_like("Lighthouse").id)
