"""How the example school comes to be: its people, its two small groups told as stories, and Year 9 by chance of a fixed seed."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from . import aims, concerns, example_stories as stories, example_words as words, people, qr_cards, rooms, roll, rounds
from . import score_card, summary, tables
from .journal import questions
from .people import Cohort, Member, Pupil
from .scale import HIGHEST, LOWEST, rounded
from .score_card import Score

SEED = 1208
TEEN_DAYS = (66, 45, 24, 3)  # how many days ago each round was opened: every three weeks (R47)
PRIMARY_DAYS, COLLEGE_DAYS = (75, 33, 4), (80, 36, 5)
CLASSES_DONE = ("9A", "9B", "9C", "9D")  # those who have had their turn in the newest round
COMPLEX_NEEDS = 7  # every so many-th pupil of a class of 30 is looked at more closely


@dataclass(frozen=True)
class Stage:
    """What every part of the making needs: chance, the days, and who and what there is."""

    chance: Random
    today: date
    staff: dict[str, Member]
    pupils: dict[str, Pupil]  # by name
    cohorts: dict[str, Cohort]  # by name
    characteristics: tuple[int, ...]
    questions: tuple[tuple[int, str], ...]  # id, kind

    def ago(self, days: int) -> date:
        """The school day that many days ago, or the last one before it; never today."""
        return school_day(self.today, days)

    def saying(self, sayings: tuple[str, ...]) -> str:
        """One of these sayings, about some subject."""
        return self.chance.choice(sayings).format(subject=self.chance.choice(words.SUBJECTS))


def school_day(today: date, days: int) -> date:
    """The last day from Monday to Friday that lies at least so many days before today."""
    day = today - timedelta(days=max(days, 1))
    return day - timedelta(days=max(day.weekday() - 4, 0))


def at(day: date, minutes: int = 0) -> datetime:
    """A time in the morning of a day."""
    return datetime.combine(day, time(9, 0)) + timedelta(minutes=minutes)


# --- people -----------------------------------------------------------------------------------------------------


def set_the_stage(today: date) -> Stage:
    """Staff, roll, cohorts and teams."""
    chance, first_day = Random(SEED), school_day(today, 95)
    staff = _bring_staff(at(first_day))
    roll.import_roll(_roll(chance, today), at(first_day))
    pupils = {one.name: one for one in people.everyone()}
    for name, told in ((words.PRIMARY, stories.PRIMARY_STORIES), (words.COLLEGE, stories.COLLEGE_STORIES)):
        founder = next(person for person in words.STAFF if name in person.teams)
        people.gather(name, [pupils[_called(story)].id for story in told], staff[founder.key].id, at(first_day))
    cohorts = {one.name: one for one in people.cohorts_of(staff["rahman"])}
    for person in words.STAFF:
        for team in person.teams:
            people.join_team(cohorts[team].id, staff[person.key].id)
    for cohort in cohorts.values():
        qr_cards.make_qr_cards(cohort.id, at(first_day))
    for name in words.TABLETS:
        rooms.enrol(name, staff["doyle"].id, at(first_day))
    return Stage(
        chance,
        today,
        staff,
        pupils,
        cohorts,
        tuple(one.id for one in score_card.characteristics()),
        tuple((one.id, one.kind) for one in questions()),
    )


def _bring_staff(now: datetime) -> dict[str, Member]:
    """All share one password, which is hashed once: a hash takes as long as a hundred rows."""
    first, *others = words.STAFF
    staff = {first.key: people.add_member(first.name, email(first), first.job, first.duty, words.PASSWORD, now)}
    shared = tables.Member.get_by_id(staff[first.key].id).password_hash
    for one in others:
        row = tables.Member.create(
            name=one.name, email=email(one), job=one.job, duty=one.duty, password_hash=shared, added_at=now
        )
        staff[one.key] = people.member(row.id)
    return staff


def email(person: words.Person) -> str:
    """What a member of the example's staff signs in with."""
    return f"{person.key}@example.org"


def _called(story: stories.Story) -> str:
    return f"{story.preferred or story.forename} {story.surname}"


def _roll(chance: Random, today: date) -> list[roll.Row]:
    """The whole roll: those of the stories, then classes filled with names from everywhere, no full name twice."""
    places = [
        (one.forename, one.surname, one.preferred, one.year, one.class_name)
        for one in stories.PRIMARY_STORIES + stories.COLLEGE_STORIES
    ]
    taken = {_called(one) for one in stories.PRIMARY_STORIES + stories.COLLEGE_STORIES}
    for class_name, years, number in (("Kestrels", (3, 4), 22), ("Swifts", (5, 6), 22)):
        for _ in range(number):
            places.append((*_new_name(chance, taken), "", f"Year {chance.choice(years)}", class_name))
    for class_name, unusual in zip(words.TUTOR_CLASSES, (*words.UNUSUAL_NAMES, None), strict=True):
        names = [unusual] if unusual else []
        names += [(*_new_name(chance, taken), "") for _ in range(30 - len(names))]
        places += [(*name, words.YEAR_9, class_name) for name in names]
    numbers = chance.sample(range(10**11, 10**12), len(places))
    return [
        roll.Row(
            line,
            f"{chance.choice('ABCDEFGHJKLMNPQRTUVWXYZ')}{number}",
            forename,
            surname,
            preferred,
            "",
            year,
            class_name,
            _born(chance, today, int(year.removeprefix("Year "))),
        )
        for line, (number, (forename, surname, preferred, year, class_name)) in enumerate(
            zip(numbers, places, strict=True), 2
        )
    ]


def _new_name(chance: Random, taken: set[str]) -> tuple[str, str]:
    while True:
        forenames, surnames = chance.choice(words.NAMES)
        forename, surname = chance.choice(forenames), chance.choice(surnames)
        if f"{forename} {surname}" not in taken:
            taken.add(f"{forename} {surname}")
            return forename, surname


def _born(chance: Random, today: date, year: int) -> date:
    """A birthday between 1 September and 31 August, as an English year group has them."""
    school_year = today.year if today.month >= 9 else today.year - 1
    return date(school_year - year - 5, 9, 1) + timedelta(days=chance.randrange(365))


# --- what anybody says ------------------------------------------------------------------------------------------


def keep_entry(stage: Stage, pupil_id: int, round_id: int, on: date, given: tuple, is_finished=True) -> int:
    """A pupil's journal of one day: `given` holds (choice, words), a number, words; "" is skipped, "?" don't know."""
    row = tables.Entry.create(
        pupil=pupil_id, round=round_id, on=on, finished_at=at(on, stage.chance.randint(5, 14)) if is_finished else None
    )
    tables.Answer.insert_many(
        [
            {"entry": row.id, "question": question_id, "kept_at": at(on, minute), **_answer(kind, one)}
            for minute, ((question_id, kind), one) in enumerate(zip(stage.questions, given, strict=False), 1)
        ]
    ).execute()
    return row.id


def _answer(kind: str, given) -> dict:
    blank = {"state": "given", "choice": "", "words": "", "score": None}
    if given in ("", "?"):
        return {**blank, "state": "unknown" if given else "skipped"}
    if kind == "track":
        return {**blank, "score": given}
    if kind == "yes_no":
        return {**blank, "choice": given[0], "words": "" if given[1] == "?" else given[1]}
    return {**blank, "words": given}


def keep_own_scores(stage: Stage, pupil: Pupil, round_id: int, on: date, marks: list[str], why: dict) -> None:
    """A pupil's own score card; `why` maps a characteristic's place to the answers to the three questions."""
    row = tables.Opinion.create(
        round=round_id, pupil=pupil.id, view="pupil", by=pupil.name, on=on, finished_at=at(on, 15)
    )
    tables.Score.insert_many(
        [
            {
                "opinion": row.id,
                "characteristic": stage.characteristics[place],
                "state": {"?": "unknown", "-": "skipped"}.get(mark, "given"),
                "score": int(mark) if mark.isdigit() else None,
                **dict(zip(("why", "improve", "evidence"), why.get(place, ("", "", "")), strict=True)),
                "kept_at": at(on, 10 + place),
            }
            for place, mark in enumerate(marks)
        ]
    ).execute()


def give_opinion(stage: Stage, pupil: Pupil, round_id: int, giver: tuple, on: date, marks: list[str], why: dict) -> None:
    """Another's view of a pupil; `giver` is (view, name, role, the member who gives it or types it in)."""
    view, by, role, member = giver
    scores = [
        Score(stage.characteristics[place], int(mark) if mark.isdigit() else None, *why.get(place, ()))
        for place, mark in enumerate(marks)
    ]
    score_card.give_opinion(pupil.id, round_id, view, by, role, scores, member.id, on, at(on, 200))


def agree(stage: Stage, pupil: Pupil, round_id: int, on: date, who: str, how: str, notes: str, member: Member) -> None:
    """The team agrees what the views average to; now and then a point beside it, with a reason."""
    scores = {}
    for line in score_card.score_card(pupil.id, round_id).lines:
        score, reason = rounded(line.average), ""
        if score is not None and stage.chance.random() < 0.12:
            apart = min(max(score + stage.chance.choice((-1, 1)), LOWEST), HIGHEST)
            score, reason = apart, stage.chance.choice(words.APART)
        scores[line.characteristic.id] = (score, reason)
    summary.agree(pupil.id, round_id, scores, on, who, how, notes, member.id, at(on, 300))


def aim_for(stage: Stage, pupil: Pupil, chain: words.Chain, member: Member, set_on: date, reviewed_on: date) -> None:
    """A blocker or an enabler, the aim that answers it, and how that stood."""
    of = None if chain.characteristic is None else stage.characteristics[chain.characteristic]
    factor = aims.name_factor(pupil.id, chain.kind, chain.words, chain.theme, of, member.id, set_on)
    wider = None if chain.wider is None else aims.wider_aims()[chain.wider].id
    due = reviewed_on if chain.outcome else stage.today + timedelta(days=stage.chance.randint(7, 35))
    aim = aims.set_aim(pupil.id, chain.aim, chain.turn, [factor.id], wider, due, member.id, set_on)
    if chain.outcome:
        aims.review_aim(aim.id, pupil.id, chain.outcome, chain.notes, member.id, reviewed_on)


def open_round(stage: Stage, cohort: Cohort, number: int, days: int, focus: str, member: Member) -> rounds.Round:
    """A round as it was opened then, and the hour in which its room was open."""
    on = stage.ago(days)
    one = rounds.open_round(cohort.id, f"Round {number}", focus, on)
    room = rooms.open_room(one.id, True, True, at(on, 60), member.id, at(on))
    rooms.close_room(room.id, at(on, 55))
    return one


# --- the two small groups ---------------------------------------------------------------------------------------


def tell_group(stage: Stage, name: str, told: tuple[stories.Story, ...], days: tuple[int, ...], lead: str) -> None:
    """The stories of a small group, round by round; `lead` is who chairs its meetings."""
    chair = stage.staff[lead]
    for number, ago in enumerate(days, 1):
        one = open_round(stage, stage.cohorts[name], number, ago, "", chair)
        for story in told:
            if number <= len(story.rounds):
                _tell_round(stage, story, story.rounds[number - 1], one.id, ago, chair)
    for story in told:
        for chain in story.chain:
            late = not chain.outcome or chain.outcome == "not yet"
            set_on = stage.ago(days[1] - 12 if late else days[0] - 14)
            reviewed_on = stage.ago(6 if late else days[1] - 12)
            aim_for(stage, stage.pupils[_called(story)], chain, chair, set_on, reviewed_on)


def _tell_round(stage: Stage, story: stories.Story, told: stories.Told, round_id: int, ago: int, chair: Member) -> None:
    pupil = stage.pupils[_called(story)]
    on = stage.ago(ago - stage.chance.randint(0, 2))
    for whose, marks in told.marks.items():
        why = {place: answers for by, place, *answers in told.said if by == whose}
        if whose == "pupil":
            keep_own_scores(stage, pupil, round_id, on, marks.split(), why)
        else:
            giver = _giver(stage, story, whose, chair)
            give_opinion(stage, pupil, round_id, giver, stage.ago(ago - 5), marks.split(), why)
    if told.journal:
        entry_id = keep_entry(stage, pupil.id, round_id, on, told.journal)
        if any(told.talk):
            keep_one_to_ones([(entry_id, chair, stage.ago(ago - 6), *told.talk)])
    if told.notes:
        team = [stage.staff[whose].name for whose in told.marks if whose in stage.staff]
        who = ", ".join((*team, story.parent[0], pupil.called))
        agree(stage, pupil, round_id, stage.ago(ago - 10), who, "discussed", told.notes, chair)


def _giver(stage: Stage, story: stories.Story, whose: str, chair: Member) -> tuple:
    if whose in stage.staff:
        member = stage.staff[whose]
        return "professional", member.name, member.job, member
    return (whose, *(story.parent if whose == "parent" else story.community), chair)


def keep_one_to_ones(talks: list[tuple[int, Member, date, str, str]]) -> None:
    """One-to-ones: entry, with whom, when, notes, next steps."""
    rows = [
        {"entry": entry_id, "member": by.id, "on": on, "notes": notes, "next_steps": steps, "kept_at": at(on, 120)}
        for entry_id, by, on, notes, steps in talks
    ]
    tables.OneToOne.insert_many(rows).execute()


def raise_concerns(stage: Stage) -> None:
    """Two pupils asked to talk to someone: one has been seen, one waits."""
    asked = questions()
    for called, place, is_seen in words.CONCERNS:
        pupil = next(one for one in stage.pupils.values() if one.called == called and one.name.startswith(called))
        on = stage.ago(30 if is_seen else 1)
        concerns.raise_concern(pupil.id, None, asked[place].wording, at(on, 8))
        if is_seen:
            concern = concerns.concerns_of(pupil.id)[0]
            concerns.see_concern(concern.id, stage.staff["rahman"], at(on, 40))
