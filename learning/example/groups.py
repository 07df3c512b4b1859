"""The two small groups of the example school, from their stories: the primary's targeted pupils, and the college."""

from learning.people.members import Member

from .happenings import aim_for, open_round
from .papers import Giver, Papers, Talk
from .stage import Stage, STORIES
from .story import Story, StoryRound


def tell_group(stage: Stage, name: str, days: tuple[int, ...], chair: Member) -> None:
    """Save the stories of a small group. Its rounds opened so many `days` ago, and `chair` leads its meetings."""
    stories = STORIES[name]
    for number, ago in enumerate(days):
        round_ = open_round(stage, stage.cohorts[name], number + 1, days=ago, focus="", member=chair)
        papers = Papers(stage, round_)
        for story in stories:
            if number < len(story.rounds):
                _StoryPapers(stage, papers, story, chair).add_round(story.rounds[number], ago)
        papers.save()
    for story in stories:
        _set_aims(stage, story, days, chair)


def _set_aims(stage: Stage, story: Story, days: tuple[int, ...], chair: Member) -> None:
    for chain in story.chains:
        # An aim that has no review yet, or only just, was set after the second round.
        is_late = chain.outcome in ("", "not yet")
        set_on = stage.ago(days[1] - 12 if is_late else days[0] - 14)
        reviewed_on = stage.ago(6 if is_late else days[1] - 12)
        aim_for(stage, stage.pupils[story.name], chain, chair, set_on=set_on, reviewed_on=reviewed_on)


class _StoryPapers:
    """Puts a pupil's story into the papers of a round."""

    def __init__(self, stage: Stage, papers: Papers, story: Story, chair: Member) -> None:
        self.stage, self.papers, self.story, self.chair = stage, papers, story, chair
        self.pupil = stage.pupils[story.name]

    def add_round(self, story_round: StoryRound, ago: int) -> None:
        """Add the opinions, the entry and the summary of a round that opened so many days ago."""
        on = self.stage.ago(ago - self.stage.chance.randint(0, 2))
        for by, scores in story_round.scores.items():
            day = on if by == "pupil" else self.stage.ago(ago - 5)
            reasons = _reasons(story_round, by)
            self.papers.opinion(self.pupil, self._giver(by), day, scores=scores.split(), reasons=reasons)
        if story_round.journal:
            talks = self._talks(story_round, ago)
            self.papers.entry(self.pupil, on, answers=story_round.journal, talks=talks)
        if story_round.notes:
            self._add_summary(story_round, ago)

    def _talks(self, story_round: StoryRound, ago: int) -> list[Talk]:
        notes, next_steps = story_round.one_to_one
        return [Talk(self.chair, self.stage.ago(ago - 6), notes, next_steps)] if notes or next_steps else []

    def _add_summary(self, story_round: StoryRound, ago: int) -> None:
        staff = self.stage.staff
        team = [staff[by].name for by in story_round.scores if by in staff]
        self.papers.summary(
            self.pupil,
            self.stage.ago(ago - 10),
            taking_part=", ".join((*team, self.story.parent[0], self.pupil.called)),
            how="discussed",
            notes=story_round.notes,
            member=self.chair,
            agreed=story_round.agreed,
        )

    def _giver(self, by: str) -> Giver:
        if by == "pupil":
            return Giver("pupil", self.story.name, "", None)
        if by in self.stage.staff:
            member = self.stage.staff[by]
            return Giver("professional", member.name, member.job, member)
        name, role = self.story.parent if by == "parent" else self.story.community
        return Giver(by, name, role, self.chair)


def _reasons(story_round: StoryRound, by: str) -> dict[int, tuple[str, ...]]:
    """Return a person's answers to the three questions, by the position of the characteristic."""
    theirs = [reasons for reasons in story_round.reasons if reasons.by == by]
    return {each.characteristic: (each.why, each.improve, each.evidence) for each in theirs}
