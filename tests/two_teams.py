"""A school with two teams that must not see each other's pupils, with a row of every kind for each of them."""

from dataclasses import dataclass
from datetime import timedelta

from learning.aims import aims, factors, wider_aims
from learning.classroom import calls, check_ins, qr_cards, refused_cards, rooms, secret_pictures, tablets
from learning.invitations import declines, guests, invitations
from learning.journals import journal
from learning.people import cohorts, pupil_help, sign_ins
from learning.people.cohorts import Cohort
from learning.people.members import Member
from learning.people.pupils import Pupil
from learning.rounds import asking, characteristics, question_library, question_sets, recordings, rounds
from learning.score_cards import journal_evidence, meeting
from learning.visits import talking, visits
from tests import chain
from tests.cast import add_member, bring_pupils, cohort_called, NOW, PASSWORD, pupil_called, pupil_row, TODAY
from tests.every_form import SOUND

WEEKS_AGO = (8, 3)  # when the two rounds were asked in which everything is agreed


@dataclass(frozen=True)
class Team:
    """A cohort with a pupil of whom everything is known, a second one who has just finished, and a tutor."""

    cohort: Cohort
    pupil: Pupil
    second: Pupil
    tutor: Member
    cookies: dict[str, str]  # a tablet in the middle of the pupil's visit, a spare one, a guest who has begun
    short_code: str  # of the pupil's QR card


@dataclass(frozen=True)
class TwoTeams:
    """Kestrels with Ms Okafor, Ospreys with Mr Price and Dr Ode, a professional; the lead and the administrator."""

    kestrels: Team
    ospreys: Team
    ode: Member
    lead: Member
    tech: Member


def gather_two_teams(app, cast) -> TwoTeams:
    """Fill the school of the cast with everything that its pages can show."""
    chain.ask_the_seed()
    bring_pupils(
        pupil_row(forename="Dilys", surname="Quillfeather", class_name="Kestrels"),
        pupil_row(forename="Emrys", surname="Oxenbridge", class_name="Ospreys", year="Year 6"),
    )
    wider_aims.add_wider_aim("Every pupil speaks in front of a class")
    question_library.add_from_library(question_library.LIBRARY[0].key, TODAY, "Not in use")
    question_sets.retire_set(next(each.id for each in question_sets.sets() if each.name == "Not in use"), TODAY)
    young = next(each for each in question_library.LIBRARY if each.help != pupil_help.Help())
    question_sets.add_set("From an older library", TODAY, young.drafts)  # without the settings that it would have now
    for question in question_sets.sets()[-1].questions:
        recordings.save_recording(question.wording, SOUND, cast.lead.id, NOW)
    characteristics.add_characteristic("Retired one", "I am retired", "never", "always")
    characteristics.retire_characteristic(characteristics.characteristics()[-1].id, TODAY)
    ode = add_member(name="Dr Ode", duty="professional", cohorts=("Ospreys",))
    kestrels = _team(app, cast, "Kestrels", cast.amina, pupil_called("Dilys"), cast.okafor)
    ospreys = _team(app, cast, "Ospreys", cast.callum, pupil_called("Emrys"), cast.price)
    bring_pupils(  # they have no QR cards yet
        pupil_row(forename="Hartley", surname="Newcombe", class_name="Kestrels"),
        pupil_row(forename="Idris", surname="Latecomer", class_name="Ospreys", year="Year 6"),
    )
    return TwoTeams(kestrels, ospreys, ode, cast.lead, cast.tech)


def sign_in(member: Member) -> str:
    """The token of a fresh sign-in."""
    return sign_ins.sign_in(member.email, PASSWORD, NOW)


def _team(app, cast, name: str, pupil: Pupil, second: Pupil, tutor: Member) -> Team:
    cohort = cohort_called(name)
    long_ago = TODAY - timedelta(weeks=20)
    rounds.close_round(chain.open_round(cast, "Closed", long_ago, cohort=cohort).id, long_ago)
    for weeks in WEEKS_AGO:
        _tell_round(cast, cohort, pupil, tutor, weeks)
    qr_cards.make_qr_cards(cohort.id, NOW)
    pupil_help.set_help(pupil.id, pupil_help.Help(calm=True))
    cookies = _begin_today(app, cast, cohort, pupil, second, tutor)
    chain.draw(visits.visit_of(cookies["visit"], NOW))
    asking.choose_for_cohort(cohort.id, [each.id for each in characteristics.characteristics()][:3])
    cohorts.ask_for_pictures(cohort.id, True)
    secret_pictures.choose_pictures(pupil.id, secret_pictures.PICTURES[:3], NOW)
    card = next(card for card in qr_cards.qr_cards_of(cohort.id) if card.pupil.id == pupil.id)
    return Team(cohort, pupil, second, tutor, cookies, card.short_code)


def _tell_round(cast, cohort: Cohort, pupil: Pupil, tutor: Member, weeks: int) -> None:
    """A round long ago: the pupil's visit, the views, the one-to-one, the summary, and an aim after it."""
    now, today = NOW - timedelta(weeks=weeks), TODAY - timedelta(weeks=weeks)
    then = chain.open_round(cast, f"{weeks} weeks ago", today, cohort=cohort)
    room = chain.open_room(cast, then, now=now)
    chain.visit_and_finish(cast, pupil, now, today, words=f"{pupil.called} wrote this {weeks} weeks ago")
    rooms.close_room(room.id, now + timedelta(minutes=30))
    for view in ("professional", "parent"):
        chain.give(cast, then, view, 4, pupil, tutor, f"Parent of {pupil.called}", today)
    entry = journal.entries_of(pupil.id)[0]
    journal.record_one_to_one(
        entry.id,
        tutor.id,
        on=today,
        notes=f"Notes about {pupil.name}",
        next_steps=f"Next steps of {pupil.name}",
        for_pupil=f"We agreed this, {pupil.called}",
        now=now,
    )
    answer = next(each for each in entry.answers if journal_evidence.words_in(each))
    listed = characteristics.characteristics()
    journal_evidence.link(entry.id, answer.question.id, listed[0].id, member_id=tutor.id, today=today)
    chain.agree(cast, then, weeks, pupil, today)
    factor = factors.name_factor(
        pupil.id,
        "blocker",
        f"What blocks {pupil.called} for {weeks} weeks",
        theme="Words",
        characteristic_id=listed[0].id,
        member_id=tutor.id,
        today=today,
    )
    aim = aims.set_aim(
        pupil.id,
        f"To help {pupil.called}",
        approach="mitigate",
        factor_ids=[factor.id],
        wider_aim_id=None,
        review_on=None,
        member_id=tutor.id,
        today=today,
    )
    aims.review_aim(
        aim.id, pupil.id, outcome="partly", notes=f"{pupil.called} is on the way", member_id=tutor.id, on=today
    )


def _begin_today(app, cast, cohort: Cohort, pupil: Pupil, second: Pupil, tutor: Member) -> dict[str, str]:
    """A round in which everything is still open, with the pupil at a tablet. Returns the cookies of that tablet and
    of a guest."""
    today = chain.open_round(cast, "Today", TODAY - timedelta(days=2), cohort=cohort)
    whose, until = {"member_id": tutor.id, "is_talker": True}, NOW + timedelta(minutes=5)
    usual = question_sets.usual_set().id
    check_ins.open_check_in(cohort.id, usual, closes_at=until, now=NOW, today=TODAY, **whose)
    chain.visit_and_finish(cast, second, degree="2", words=f"{second.called} checked in")
    rooms.open_room(
        today.id, journal=True, score_card=True, closes_at=NOW + timedelta(hours=1), member_id=tutor.id, now=NOW
    )
    chain.give(cast, today, "professional", 5, pupil, tutor)
    chain.give(cast, today, "community", 6, pupil, tutor, f"Coach of {pupil.called}")
    meeting.save(pupil.id, today.id, characteristics.characteristics()[0].id, NOW, score="6", notes="Typed so far")
    declines.decline(today.id, second.id, "parent", by=f"Parent of {second.called}", on=TODAY, member_id=tutor.id)
    until_today = {"until": TODAY, "member_id": tutor.id, "now": NOW, "today": TODAY}
    invited = [
        invitations.invite(today.id, pupil.id, "parent", to=to, role="mother", **until_today)
        for to in ("Mrs Guest", "Mrs Late")
    ]
    guest, sent = (each.id for each in invited)
    for invitation_id in (guest, sent):
        guests.begin(invitation_id, "Mrs Guest", "mother", NOW, TODAY)
        for step in guests.steps_of(guests.find_by_id(invitation_id, TODAY)):
            typed = {"score": "7", "why": f"At home {pupil.called} talks", "improve": "", "evidence": ""}
            guests.save_guest_answer(invitation_id, step.characteristic.id, "next", typed, now=NOW, today=TODAY)
    guests.send(sent, NOW, TODAY)
    token = tablets.enrol(f"Tablet {cohort.id}", tutor.id, NOW)
    tablet = tablets.tablet_of(token, NOW)
    visit = chain.begin_visit(cast, second)
    talking.ask_to_talk(visits.visit_of(visit, NOW), talking.Wish("At this question", tutor.id), NOW)
    visits.finish(chain.answer_all(visit, words=f"{second.called} wrote this today"), NOW)
    refused_cards.note_refused_card(second.id, tablet.id, "room closed", NOW)
    spare = tablets.enrol(f"Spare tablet {cohort.id}", tutor.id, NOW)
    visit = visits.begin(pupil.id, tablet.id, NOW, TODAY)
    calls.call_pupil(pupil.id, tablets.tablet_of(spare, NOW).id, tutor.id, NOW)
    with app.test_request_context():
        from kiosk.guest import token_of

        return {"tablet": token, "visit": visit, "guest": token_of(guest, NOW), "spare": spare}
