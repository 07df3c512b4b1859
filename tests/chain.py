"""Builders of the chain's steps: a round, an open room, a tablet, a visit, opinions, a summary, by the rules alone."""

from datetime import timedelta

from learning.classroom import rooms, tablets
from learning.invitations import guests, invitations
from learning.people import schools
from learning.rounds import characteristics, planning, question_library, question_sets, ready_lists, rounds
from learning.score_cards import agreeing, giving, opinions
from learning.visits import answers, given_files, visits
from learning.visits.steps import Visit
from tests.cast import NOW, TODAY


def ask_the_seed() -> None:
    """The journal asks the seed's questions and the school lists the seed's success characteristics."""
    question_library.ask_seed_questions(TODAY)
    ready_lists.add_seed_characteristics()


def open_round(cast, name="Autumn", today=TODAY, focus="", cohort=None):
    """A round of Kestrels."""
    return planning.open_round((cohort or cast.kestrels).id, name, focus, today)


def open_room(cast, a_round=None, journal=True, score_card=True, minutes=60, now=NOW):
    """An open room for Kestrels, with both tasks, for an hour."""
    a_round = a_round or rounds.latest_round(cast.kestrels.id) or open_round(cast)
    return rooms.open_room(
        a_round.id,
        journal=journal,
        score_card=score_card,
        closes_at=now + timedelta(minutes=minutes),
        member_id=cast.okafor.id,
        now=now,
    )


def enrol_tablet(cast, now=NOW) -> tablets.Tablet:
    """A tablet of the school."""
    return tablets.tablet_of(tablets.enrol("", cast.okafor.id, now), now)


def begin_visit(cast, pupil=None, tablet=None, now=NOW, today=TODAY) -> str:
    """The token of a visit of Amina's at a new tablet; a room must be open."""
    tablet = tablet or enrol_tablet(cast, now)
    return visits.begin((pupil or cast.amina).id, tablet.id, now, today)


GIVEN = {"choice": "yes", "words": "I like maths", "score": "7", "why": "I try", "improve": "", "evidence": ""}


def answer_all(token: str, now=NOW, **fields) -> Visit:
    """Answer every question that is still open."""
    visit = visits.visit_of(token, now)
    while step := visit.first_open():
        answers.save_answer(visit, step.task, step.id, press="next", fields={**GIVEN, **fields}, now=now)
        visit = visits.visit_of(token, now)
    return visit


DRAWING = b"personalise drawing 1\n1 10,10 20,20\n2 30,30 40,40"


def draw(visit: Visit, content=DRAWING, sequence=5, now=NOW, step=None) -> None:
    """Draw something at the journal's last question of words, without confirming it."""
    step = step or [step for step in visit.steps if step.kind == "words"][-1]
    given_files.save_given_file(visit, step.task, step.id, content, sequence=sequence, now=now)


def allow_own_ways(recordings=True, drawings=True) -> None:
    """The school and every question set allow pupils to say and draw their answers."""
    schools.allow_own_ways(recordings=recordings, drawings=drawings)
    for each in question_sets.sets():
        question_sets.allow_own_ways(each.id, recordings=recordings, drawings=drawings)


def visit_and_finish(cast, pupil=None, now=NOW, today=TODAY, **fields) -> None:
    """A whole visit, from the scan to the finish."""
    visits.finish(answer_all(begin_visit(cast, pupil, now=now, today=today), now, **fields), now)


def give(cast, a_round, view, score, pupil=None, member=None, by="Mrs Yusuf", today=TODAY, **named):
    """One person's opinion: the same score for every characteristic, or `named` ones by name ("High self-esteem"=3)."""
    member = member or cast.okafor
    by = member.name if view == "professional" else by
    scores = [
        opinions.Score(characteristic.id, named.get(characteristic.name.replace(" ", "_"), score))
        for characteristic in characteristics.characteristics()
    ]
    giver = giving.Giver(view=view, name=by, role="", member_id=member.id)
    return giving.give_opinion((pupil or cast.amina).id, a_round.id, giver, scores, on=today, now=NOW)


def invite(cast, a_round, view="parent", to="Mrs Yusuf", role="", until=TODAY, pupil=None) -> invitations.Invitation:
    """An invitation to one person, made by Ms Okafor, about Amina."""
    pupil_id, by_whom = (pupil or cast.amina).id, {"member_id": cast.okafor.id, "now": NOW, "today": TODAY}
    return invitations.invite(a_round.id, pupil_id, view, to=to, role=role, until=until, **by_whom)


NO_REASONS = {"why": "", "improve": "", "evidence": ""}


def begin_as_guest(invitation, by="Fatima Yusuf", role="mother") -> invitations.Invitation:
    """The invitation once its guest has given a name."""
    guests.begin(invitation.id, by, role, NOW, TODAY)
    return guests.find_by_id(invitation.id, TODAY)


def answer_as_guest(invitation, score="6", only=None, **reasons) -> None:
    """Give the same score for all characteristics, or for the first `only`; nothing is sent."""
    typed = {**NO_REASONS, "score": score, **reasons}
    for step in guests.steps_of(invitation)[:only]:
        guests.save_guest_answer(invitation.id, step.characteristic.id, "next", typed, now=NOW, today=TODAY)


def agree(cast, a_round, score, pupil=None, on=TODAY, how="discussed", reason="we talked about it", seen=None, **named):
    """A summary with the same score for every characteristic, or `named` ones by name."""
    scores = {
        characteristic.id: (named.get(characteristic.name.replace(" ", "_"), score), reason)
        for characteristic in characteristics.characteristics()
    }
    agreement = agreeing.Agreement(scores=scores, agreed_on=on, taking_part="the team", how=how)
    pupil_id = (pupil or cast.amina).id
    return agreeing.agree(pupil_id, a_round.id, agreement, member_id=cast.okafor.id, now=NOW, seen=seen)
