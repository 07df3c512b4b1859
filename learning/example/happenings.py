"""What else happens in the example school, each on its day: rounds, aims, concerns and invitations."""

from datetime import date, timedelta

from learning.aims import aims, factors, wider_aims
from learning.classroom import rooms
from learning.invitations import declines, invitations, progress
from learning.journals import journal
from learning.people import concerns, handling, named_adults, raising, word_list
from learning.people.cohorts import Cohort
from learning.people.members import Member
from learning.people.pupil_help import Help, set_cohort_help
from learning.people.pupils import Pupil
from learning.rounds import asking, planning, question_library, question_sets, rounds
from learning.score_cards import journal_evidence

from . import cast
from .chains import Chain
from .stage import at, Stage, usual_questions


def aim_for(stage: Stage, pupil: Pupil, chain: Chain, member: Member, *, set_on: date, reviewed_on: date) -> None:
    """Save a blocker or an enabler, the aim that answers it, and the aim's review if it has one."""
    factor = factors.name_factor(
        pupil.id,
        chain.kind,
        chain.words,
        theme=chain.theme,
        characteristic_id=None if chain.characteristic is None else stage.characteristics[chain.characteristic],
        member_id=member.id,
        today=set_on,
    )
    due = reviewed_on if chain.outcome else stage.today + timedelta(days=stage.chance.randint(7, 35))
    aim = aims.set_aim(
        pupil.id,
        chain.aim,
        approach=chain.approach,
        factor_ids=[factor.id],
        wider_aim_id=None if chain.wider_aim is None else wider_aims.wider_aims()[chain.wider_aim].id,
        review_on=due,
        member_id=member.id,
        today=set_on,
        own_words=chain.own_words,
    )
    if chain.outcome:
        aims.review_aim(aim.id, pupil.id, outcome=chain.outcome, notes=chain.notes, member_id=member.id, on=reviewed_on)


def open_round(stage: Stage, cohort: Cohort, number: int, *, days: int, focus: str, member: Member) -> rounds.Round:
    """Open a round as it was opened so many days ago, with its room for an hour."""
    on = stage.ago(days)
    round_ = planning.open_round(cohort.id, f"Round {number}", focus, on)
    room = rooms.open_room(
        round_.id, journal=True, score_card=True, closes_at=at(on, 60), member_id=member.id, now=at(on)
    )
    rooms.close_room(room.id, at(on, 55))
    return round_


def name_adults(stage: Stage) -> None:
    """Name the safeguarding lead, the deputy and a listener, and use the starting list of words."""
    lead, deputy, *listeners = (stage.staff[key].id for key in cast.NAMED_ADULTS)
    named_adults.name_adults(lead, deputy, listeners)
    word_list.save_word_list(word_list.STARTING_LIST)


def raise_concerns(stage: Stage) -> None:
    """Let two pupils ask to talk to someone. One of the concerns has been dealt with."""
    questions = usual_questions().questions
    lead = stage.staff[cast.NAMED_ADULTS[0]]
    for number, (called, position, chosen, is_handled) in enumerate(cast.CONCERNS):
        pupil = next(pupil for pupil in stage.pupils.values() if pupil.called == called)
        on = stage.ago(8 if is_handled else 1)
        chosen_id = stage.staff[chosen].id if chosen else None
        press = raising.Press(f"example:{number}", questions[position].wording, at(on, 8), chosen_id)
        raising.ask_to_talk(pupil.id, None, press)
        if is_handled:
            (concern,) = concerns.concerns_about(pupil.id, lead)
            handling.see(concern.id, lead, at(on, 40))
            handling.save_action(
                concern.id,
                lead,
                "spoken_and_handed_over",
                handed_to="School counsellor",
                on=on,
                note=cast.WHAT_WAS_DONE,
                now=at(on, 200),
            )


def begin_young_class(stage: Stage) -> None:
    """Open the first round of the youngest, whose journal has faces, pictures and a voice."""
    cohort = stage.cohorts[cast.YOUNG_CLASS]
    journal_of_faces = question_library.add_from_library("faces", stage.today)
    question_sets.ask_in_cohort(cohort.id, journal_of_faces.id)
    set_cohort_help(cohort.id, Help(symbols=True, aloud=True))
    open_round(stage, cohort, 1, days=3, focus="", member=stage.staff["bello"])


def ask_the_families(stage: Stage, cohort: Cohort, member: Member) -> None:
    """In the newest round of a cohort, invite one parent, let another decline, and link a journal answer to a score."""
    newest = rounds.rounds_of(cohort.id)[0]
    pupils = progress.round_progress(newest.id, stage.today).pupils
    waiting = [row.pupil for row in pupils if row.lacks("parent")]
    on, until = stage.ago(1), stage.today + timedelta(days=14)
    invitations.invite(newest.id, waiting[0].id, "parent", until=until, member_id=member.id, now=at(on), today=on)
    declines.decline(newest.id, waiting[1].id, "parent", by="", on=on, member_id=member.id)
    entry = next(entry for pupil in asking.pupils_asked(newest) for entry in journal.entries_of(pupil.id))
    answer = next(answer for answer in entry.answers if journal_evidence.words_in(answer))
    characteristic_id = stage.characteristics[0]
    journal_evidence.link(entry.id, answer.question.id, characteristic_id, member_id=member.id, today=stage.ago(1))
