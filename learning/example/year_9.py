"""Year 9 of the example school: 180 pupils with a journal every three weeks and two rounds of summaries, by chance."""

from dataclasses import dataclass
from datetime import date

from learning.core.scale import HIGHEST, LOWEST
from learning.people.members import Member
from learning.people.pupils import Pupil

from . import cast, chains, sayings
from .happenings import aim_for, open_round
from .papers import Giver, Papers, Talk
from .stage import Stage
from .story import JournalAnswer

DAYS = (66, 45, 24, 3)  # how many days ago each round was opened: every three weeks (R47)
FOCUS = ("", "how lessons begin", "", "")
SCORED, AGREED = (1, 3, 4), (1, 3)  # the rounds with score cards, and those whose summaries are agreed
CLASSES_DONE = ("9A", "9B", "9C", "9D")  # those who have already done the newest round
CLOSER_LOOK = 13  # one pupil in this many has complex needs and more one-to-ones


@dataclass(frozen=True)
class Teen:
    """A pupil as chance made them: the level of each characteristic, and how it changes in two months."""

    pupil: Pupil
    tutor: Member
    attitude: float
    levels: tuple[float, ...]
    trends: tuple[int, ...]
    needs_more: bool

    def level(self, position: int, number: int) -> float:
        """Return the level of a characteristic in a round."""
        return self.levels[position] + self.trends[position] * (number - 1) / 2


@dataclass(frozen=True)
class YearRound:
    """A round of Year 9 with its papers: its number from 1, and how many days ago it was opened."""

    stage: Stage
    papers: Papers
    number: int
    days: int

    @property
    def is_newest(self) -> bool:
        """Whether this is the last round so far."""
        return self.number == len(DAYS)


def tell_year(stage: Stage) -> None:
    """Save the year, round by round."""
    head = stage.staff[cast.TUTOR_CLASSES["9A"]]
    teens = _teens(stage)
    for number, (days, focus) in enumerate(zip(DAYS, FOCUS, strict=True), 1):
        round_ = open_round(stage, stage.cohorts[cast.YEAR_9], number, days=days, focus=focus, member=head)
        year_round = YearRound(stage, Papers(stage, round_), number, days)
        for teen in teens:
            _add_papers(year_round, teen)
        year_round.papers.save()
    _set_aims(stage, teens)


def _add_papers(year_round: YearRound, teen: Teen) -> None:
    chance = year_round.stage.chance
    if (year_round.is_newest and teen.pupil.class_name not in CLASSES_DONE) or chance.random() < 0.04:
        return  # has not had a turn yet, or was away
    on = year_round.stage.ago(year_round.days - chance.randint(0, 2))
    _add_journal(year_round, teen, on)
    if year_round.number in SCORED:
        _add_own_scores(year_round, teen, on)
    if year_round.number in AGREED:
        _add_score_card(year_round, teen)


def _teens(stage: Stage) -> list[Teen]:
    pupils = [pupil for pupil in stage.pupils.values() if pupil.year == cast.YEAR_9]
    in_order = enumerate(sorted(pupils, key=lambda pupil: pupil.key))
    return [_teen(stage, pupil, needs_more=number % CLOSER_LOOK == 0) for number, pupil in in_order]


def _teen(stage: Stage, pupil: Pupil, needs_more: bool) -> Teen:
    chance = stage.chance
    middle = 2.5 if needs_more else 6
    levels = tuple(_within_scale(chance.gauss(middle, 2)) for _ in stage.characteristics)
    trends = tuple(chance.choices((4, 3, 2, 1, 0, -1, -3), (1, 3, 4, 4, 5, 3, 2))[0] for _ in levels)
    return Teen(
        pupil=pupil,
        tutor=stage.staff[cast.TUTOR_CLASSES[pupil.class_name]],
        attitude=chance.gauss(middle, 1.5),
        levels=levels,
        trends=trends,
        needs_more=needs_more,
    )


def _within_scale(value: float) -> float:
    return min(max(value, LOWEST), HIGHEST)


def _add_journal(year_round: YearRound, teen: Teen, on: date) -> None:
    stage, chance = year_round.stage, year_round.stage.chance
    trend = sum(teen.trends) * (year_round.number - 1) / 8
    attitude = round(_within_scale(chance.gauss(teen.attitude + trend, 1)))
    choice = "yes" if attitude >= 7 else "not_sure" if attitude >= 4 else "no"
    answers: list[JournalAnswer] = [
        (choice, stage.saying(sayings.DOING_WELL[choice])),
        attitude,
        stage.saying(sayings.STOPPING),
        stage.saying(sayings.HELPING),
    ]
    for position in range(len(answers)):
        if chance.random() < 0.05:
            answers[position] = chance.choice(("", "?"))
    is_finished = not (year_round.is_newest and chance.random() < 0.03)
    talks = _talks(year_round, teen, on, attitude)
    if is_finished:
        year_round.papers.entry(teen.pupil, on, answers=answers, talks=talks)
    else:
        year_round.papers.entry(teen.pupil, on, answers=answers[:2], is_finished=False)


def _talks(year_round: YearRound, teen: Teen, on: date, attitude: int) -> list[Talk]:
    """Return the one-to-ones after an entry. Half of those of the newest round are still to come, and a few others."""
    stage, chance = year_round.stage, year_round.stage.chance
    if chance.random() < (0.5 if year_round.is_newest else 0.03):
        return []
    days_ago = (stage.today - on).days - (1 if year_round.is_newest else chance.randint(2, 9))
    notes, next_steps = stage.about(chance.choice(sayings.TALKS_UP if attitude >= 5 else sayings.TALKS_DOWN))
    talks = [Talk(teen.tutor, stage.ago(days_ago), notes, next_steps)]
    deeper = chance.sample(sayings.DEEPER, chance.randint(1, 2) if teen.needs_more else 0)
    for number, deeper_notes in enumerate(stage.about(tuple(deeper))):
        member = stage.staff["rahman"] if number else teen.tutor
        talks.append(Talk(member, stage.ago(days_ago - 3 * (number + 1)), deeper_notes, ""))
    return talks


def _scores(year_round: YearRound, teen: Teen, *, bias: float, spread: float, blanks: str) -> list[str]:
    """Return scores around the pupil's levels, as they are written. A few are blank: one of the signs in `blanks`."""
    chance = year_round.stage.chance
    return [
        chance.choice(blanks)
        if chance.random() < 0.05
        else str(round(_within_scale(chance.gauss(teen.level(position, year_round.number) + bias, spread))))
        for position in range(len(teen.levels))
    ]


def _add_own_scores(year_round: YearRound, teen: Teen, on: date) -> None:
    stage = year_round.stage
    scores = _scores(year_round, teen, bias=0.4, spread=0.9, blanks="?-")
    reasons = {}
    for position, score in enumerate(scores):
        if score.isdigit() and stage.chance.random() < 0.35:
            high, low = sayings.WHY_SCORES[position]
            reasons[position] = stage.about(high if int(score) >= 5 else low)
    giver = Giver("pupil", teen.pupil.name, "", None)
    year_round.papers.opinion(teen.pupil, giver, on, scores=scores, reasons=reasons)


def _add_score_card(year_round: YearRound, teen: Teen) -> None:
    """Add the views of adults for some pupils, and for most of them the summary."""
    chance, pupil, tutor = year_round.stage.chance, teen.pupil, teen.tutor
    if teen.needs_more or chance.random() < 0.4:
        _add_view(year_round, teen, Giver("professional", tutor.name, tutor.job, tutor), days=6, bias=-0.5, spread=0.8)
    if teen.needs_more or chance.random() < 0.12:
        name = f"{chance.choice(('Mr', 'Mrs', 'Ms'))} {pupil.surname}"
        _add_view(year_round, teen, Giver("parent", name, "Parent", tutor), days=8, bias=0.2, spread=1.2)
    if chance.random() < 0.92:
        how = "discussed" if teen.needs_more else chance.choice(("journal", "journal", "average"))
        year_round.papers.summary(
            pupil,
            year_round.stage.ago(year_round.days - chance.randint(10, 15)),
            taking_part=f"{tutor.name}, {pupil.called}" + (", Mrs Rahman" if teen.needs_more else ""),
            how=how,
            notes="",
            member=tutor,
        )


def _add_view(year_round: YearRound, teen: Teen, giver: Giver, *, days: int, bias: float, spread: float) -> None:
    """Add an adult's view, given so many days after the round was opened."""
    on = year_round.stage.ago(year_round.days - days)
    scores = _scores(year_round, teen, bias=bias, spread=spread, blanks="-")
    year_round.papers.opinion(teen.pupil, giver, on, scores=scores)


def _set_aims(stage: Stage, teens: list[Teen]) -> None:
    """Set aims for pupils with complex needs and for a few others, about their lowest and highest characteristics."""
    reviewed_on = stage.ago(DAYS[2] - 16)
    for number, teen in enumerate(teens):
        if not teen.needs_more and number % 10:
            continue
        outcome, notes = stage.chance.choice(chains.OUTCOMES)
        low = min(range(len(teen.levels)), key=teen.levels.__getitem__)
        high = max(range(len(teen.levels)), key=teen.levels.__getitem__)
        reviewed = chains.LOW[low]._replace(outcome=outcome, notes=notes)
        set_on = stage.ago(DAYS[0] - 16)
        aim_for(stage, teen.pupil, reviewed, teen.tutor, set_on=set_on, reviewed_on=reviewed_on)
        aim_for(stage, teen.pupil, chains.HIGH[high], teen.tutor, set_on=reviewed_on, reviewed_on=reviewed_on)
