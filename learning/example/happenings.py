"""What happens in the example school beside the papers: rounds, aims, concerns, invitations, each on its day."""

from datetime import date, timedelta

from learning.aims import aims, factors, wider_aims
from learning.classroom import rooms
from learning.invitations import declines, invitations, progress
from learning.journals import journal
from learning.people import concerns
from learning.people.cohorts import Cohort
from learning.people.members import Member
from learning.people.pupils import Pupil
from learning.rounds import asking, rounds
from learning.rounds.question_sets import usual_set
from learning.score_cards import journal_evidence

from . import words
from .stage import at, Stage


def aim_for(stage: Stage, pupil: Pupil, chain: words.Chain, member: Member, set_on: date, reviewed_on: date) -> None:
    """A blocker or an enabler, the aim that answers it, and how that stood."""
    of = None if chain.characteristic is None else stage.characteristics[chain.characteristic]
    factor = factors.name_factor(
        pupil.id, chain.kind, chain.words, theme=chain.theme, characteristic_id=of, member_id=member.id, today=set_on
    )
    wider = None if chain.wider is None else wider_aims.wider_aims()[chain.wider].id
    due = reviewed_on if chain.outcome else stage.today + timedelta(days=stage.chance.randint(7, 35))
    aim = aims.set_aim(
        pupil.id,
        chain.aim,
        approach=chain.approach,
        factor_ids=[factor.id],
        wider_aim_id=wider,
        review_on=due,
        member_id=member.id,
        today=set_on,
        own_words=chain.own_words,
    )
    if chain.outcome:
        aims.review_aim(aim.id, pupil.id, outcome=chain.outcome, notes=chain.notes, member_id=member.id, on=reviewed_on)


def open_round(stage: Stage, cohort: Cohort, number: int, days: int, focus: str, member: Member) -> rounds.Round:
    """A round as it was opened then, and the hour in which its room was open."""
    on = stage.ago(days)
    one = rounds.open_round(cohort.id, f"Round {number}", focus, on)
    room = rooms.open_room(one.id, journal=True, score_card=True, closes_at=at(on, 60), member_id=member.id, now=at(on))
    rooms.close_room(room.id, at(on, 55))
    return one


def raise_concerns(stage: Stage) -> None:
    """Two pupils asked to talk to someone: one has been seen, one waits."""
    asked = usual_set().questions
    for called, place, is_seen in words.CONCERNS:
        pupil = next(one for one in stage.pupils.values() if one.called == called)
        on = stage.ago(30 if is_seen else 1)
        concerns.raise_concern(pupil.id, None, asked[place].wording, at(on, 8))
        if is_seen:
            concern = concerns.concerns_of(pupil.id)[0]
            concerns.see_concern(concern.id, stage.staff["rahman"], at(on, 40))


def ask_the_families(stage: Stage, cohort: Cohort, member: Member) -> None:
    """In the newest round of a cohort one parent is invited, one would rather not, and a journal tells of a score."""
    newest = rounds.latest_round(cohort.id)
    pupils = progress.round_progress(newest.id, stage.today).pupils
    waiting = [each.pupil for each in pupils if each.lacks("parent")]
    on, until = stage.ago(1), stage.today + timedelta(days=14)
    invitations.invite(newest.id, waiting[0].id, "parent", until=until, member_id=member.id, now=at(on), today=on)
    declines.decline(newest.id, waiting[1].id, "parent", by="", on=on, member_id=member.id)
    whose = next(one for one in asking.pupils_asked(newest) if journal.entries_of(one.id))
    entry = journal.entries_of(whose.id)[0]
    answer = next(one for one in entry.answers if journal_evidence.words_in(one))
    journal_evidence.link(entry.id, answer.question.id, stage.characteristics[0], "", member.id, stage.ago(1))
