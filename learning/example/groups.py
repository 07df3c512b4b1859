"""The two small groups of the example school, told as stories: the primary's targeted pupils, and the college."""

from learning.people.members import Member

from . import stories
from .happenings import aim_for, open_round
from .papers import Papers
from .stage import called, Stage


def tell_group(stage: Stage, name: str, told: tuple[stories.Story, ...], days: tuple[int, ...], chair: str) -> None:
    """The stories of a small group, round by round, `days` ago each; `chair` is who leads its meetings."""
    member = stage.staff[chair]
    for number, ago in enumerate(days):
        papers = Papers(stage, open_round(stage, stage.cohorts[name], number + 1, ago, "", member))
        for story in told:
            if number < len(story.rounds):
                _tell(stage, papers, story, story.rounds[number], ago, member)
        papers.save()
    for story in told:
        for chain in story.chain:
            # What was not reviewed yet, or only just, was set after the second round.
            is_late = chain.outcome in ("", "not yet")
            set_on = stage.ago(days[1] - 12 if is_late else days[0] - 14)
            reviewed_on = stage.ago(6 if is_late else days[1] - 12)
            aim_for(stage, stage.pupils[called(story)], chain, member, set_on, reviewed_on)


def _tell(stage: Stage, papers: Papers, story: stories.Story, told: stories.Told, ago: int, chair: Member) -> None:
    pupil = stage.pupils[called(story)]
    on = stage.ago(ago - stage.chance.randint(0, 2))
    for whose, marks in told.marks.items():
        why = {place: tuple(answers) for by, place, *answers in told.said if by == whose}
        day = on if whose == "pupil" else stage.ago(ago - 5)
        papers.opinion(pupil, _giver(stage, story, whose, chair), day, marks.split(), why)
    if told.journal:
        talks = [(chair, stage.ago(ago - 6), *told.talk)] if any(told.talk) else []
        papers.entry(pupil, on, told.journal, talks)
    if told.notes:
        team = [stage.staff[whose].name for whose in told.marks if whose in stage.staff]
        who = ", ".join((*team, story.parent[0], pupil.called))
        papers.summary(pupil, stage.ago(ago - 10), who, "discussed", told.notes, chair, told.agreed)


def _giver(stage: Stage, story: stories.Story, whose: str, chair: Member) -> tuple:
    if whose == "pupil":
        return "pupil", called(story), "", None
    if whose in stage.staff:
        member = stage.staff[whose]
        return "professional", member.name, member.job, member
    return (whose, *(story.parent if whose == "parent" else story.community), chair)
