"""Year 9 of the example school: 180 pupils with journals every three weeks and two rounds of summaries, by chance."""

from dataclasses import dataclass
from datetime import date

from learning.core.scale import HIGHEST, LOWEST
from learning.people.members import Member
from learning.people.pupils import Pupil

from . import words
from .happenings import aim_for, open_round
from .papers import Papers
from .stage import Stage

DAYS = (66, 45, 24, 3)  # how many days ago each round was opened: every three weeks (R47)
FOCUS = ("", "how lessons begin", "", "")
SCORED, AGREED = (1, 3, 4), (1, 3)  # the rounds with score cards, and those whose summaries are agreed
CLASSES_DONE = ("9A", "9B", "9C", "9D")  # those who have had their turn in the newest round
CLOSER_LOOK = 13  # every so many-th pupil has complex needs and more talks


@dataclass(frozen=True)
class Teen:
    """One pupil as chance made them: where each characteristic stands, and where it goes in two months."""

    pupil: Pupil
    tutor: Member
    attitude: float
    levels: tuple[float, ...]
    trends: tuple[int, ...]
    needs_more: bool

    def level(self, place: int, number: int) -> float:
        """Where a characteristic stands in a round."""
        return self.levels[place] + self.trends[place] * (number - 1) / 2


def tell_year(stage: Stage) -> None:
    """The year, round by round."""
    head = stage.staff[words.TUTOR_CLASSES["9A"]]
    teens = _teens(stage)
    for number, (days, focus) in enumerate(zip(DAYS, FOCUS, strict=True), 1):
        papers = Papers(stage, open_round(stage, stage.cohorts[words.YEAR_9], number, days, focus, head))
        for teen in teens:
            is_newest = number == len(DAYS)
            if (is_newest and teen.pupil.class_name not in CLASSES_DONE) or stage.chance.random() < 0.04:
                continue  # has not had a turn yet, or was away
            on = stage.ago(days - stage.chance.randint(0, 2))
            _journal_of(stage, papers, teen, number, on, is_newest)
            if number in SCORED:
                _own_scores_of(stage, papers, teen, number, on)
            if number in AGREED:
                _score_card_of(stage, papers, teen, number, days)
        papers.save()
    _aims_of(stage, teens)


def _teens(stage: Stage) -> list[Teen]:
    chance, teens = stage.chance, []
    pupils = [one for one in stage.pupils.values() if one.year == words.YEAR_9]
    for number, pupil in enumerate(sorted(pupils, key=lambda one: one.key)):
        needs_more = number % CLOSER_LOOK == 0
        middle = 2.5 if needs_more else 6
        levels = tuple(_within(chance.gauss(middle, 2)) for _ in stage.characteristics)
        trends = tuple(chance.choices((4, 3, 2, 1, 0, -1, -3), (1, 3, 4, 4, 5, 3, 2))[0] for _ in levels)
        tutor = stage.staff[words.TUTOR_CLASSES[pupil.class_name]]
        teens.append(Teen(pupil, tutor, chance.gauss(middle, 1.5), levels, trends, needs_more))
    return teens


def _within(value: float) -> float:
    return min(max(value, LOWEST), HIGHEST)


def _journal_of(stage: Stage, papers: Papers, teen: Teen, number: int, on: date, is_newest: bool) -> None:
    chance = stage.chance
    attitude = round(_within(chance.gauss(teen.attitude + sum(teen.trends) * (number - 1) / 8, 1)))
    choice = "yes" if attitude >= 7 else "not_sure" if attitude >= 4 else "no"
    given = [
        (choice, stage.saying(words.DOING_WELL[choice])),
        attitude,
        stage.saying(words.STOPPING),
        stage.saying(words.HELPING),
    ]
    for place in range(len(given)):
        if chance.random() < 0.05:
            given[place] = chance.choice(("", "?"))
    is_finished = not (is_newest and chance.random() < 0.03)
    talks = _talks_with(stage, teen, on, attitude, is_newest)
    papers.entry(teen.pupil, on, given if is_finished else given[:2], talks if is_finished else (), is_finished)


def _talks_with(stage: Stage, teen: Teen, on: date, attitude: int, is_newest: bool) -> list[tuple]:
    """The one-to-ones after an entry: of the newest round half are still to come, of the others a few."""
    chance = stage.chance
    if chance.random() < (0.5 if is_newest else 0.03):
        return []
    after = (stage.today - on).days - (1 if is_newest else chance.randint(2, 9))
    said = chance.choice(words.TALKS_UP if attitude >= 5 else words.TALKS_DOWN)
    talks = [(teen.tutor, stage.ago(after), *stage.about(said))]
    deeper = chance.sample(words.DEEPER, chance.randint(1, 2) if teen.needs_more else 0)
    for more, notes in enumerate(stage.about(tuple(deeper))):
        by = stage.staff["rahman"] if more else teen.tutor
        talks.append((by, stage.ago(after - 3 * (more + 1)), notes, ""))
    return talks


def _marks(stage: Stage, teen: Teen, number: int, lean: float, spread: float, blanks: str) -> list[str]:
    """Scores as they are written; now and then one is not given."""
    chance = stage.chance
    return [
        chance.choice(blanks)
        if chance.random() < 0.05
        else str(round(_within(chance.gauss(teen.level(place, number) + lean, spread))))
        for place in range(len(teen.levels))
    ]


def _own_scores_of(stage: Stage, papers: Papers, teen: Teen, number: int, on: date) -> None:
    marks = _marks(stage, teen, number, 0.4, 0.9, "?-")
    why = {}
    for place, mark in enumerate(marks):
        if mark.isdigit() and stage.chance.random() < 0.35:
            why[place] = stage.about(words.WHY_MARKS[place][0 if int(mark) >= 5 else 1])
    papers.opinion(teen.pupil, ("pupil", teen.pupil.name, "", None), on, marks, why)


def _score_card_of(stage: Stage, papers: Papers, teen: Teen, number: int, days: int) -> None:
    """Other views of some, and for most what the team agreed."""
    chance, pupil, tutor = stage.chance, teen.pupil, teen.tutor
    if teen.needs_more or chance.random() < 0.4:
        giver = ("professional", tutor.name, tutor.job, tutor)
        papers.opinion(pupil, giver, stage.ago(days - 6), _marks(stage, teen, number, -0.5, 0.8, "-"), {})
    if teen.needs_more or chance.random() < 0.12:
        giver = ("parent", f"{chance.choice(('Mr', 'Mrs', 'Ms'))} {pupil.surname}", "Parent", tutor)
        papers.opinion(pupil, giver, stage.ago(days - 8), _marks(stage, teen, number, 0.2, 1.2, "-"), {})
    if chance.random() < 0.92:
        how = "discussed" if teen.needs_more else chance.choice(("journal", "journal", "average"))
        who = f"{tutor.name}, {pupil.called}" + (", Mrs Rahman" if teen.needs_more else "")
        papers.summary(pupil, stage.ago(days - chance.randint(10, 15)), who, how, "", tutor)


def _aims_of(stage: Stage, teens: list[Teen]) -> None:
    """For those with complex needs, and for a few more of each class: their lowest, their highest."""
    reviewed_on = stage.ago(DAYS[2] - 16)
    for number, teen in enumerate(teens):
        if not teen.needs_more and number % 10:
            continue
        outcome, notes = stage.chance.choice(words.OUTCOMES)
        low = min(range(len(teen.levels)), key=teen.levels.__getitem__)
        high = max(range(len(teen.levels)), key=teen.levels.__getitem__)
        reviewed = words.LOW[low]._replace(outcome=outcome, notes=notes)
        aim_for(stage, teen.pupil, reviewed, teen.tutor, stage.ago(DAYS[0] - 16), reviewed_on)
        aim_for(stage, teen.pupil, words.HIGH[high], teen.tutor, reviewed_on, reviewed_on)
