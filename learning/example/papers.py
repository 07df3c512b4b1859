"""The papers of one round: collected, then saved together. Saving them one at a time takes ten times as long."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from learning.core.scale import HIGHEST, LOWEST, mean, rounded
from learning.journals.answers import add_entries
from learning.people.members import Member
from learning.people.pupils import Pupil
from learning.rounds.rounds import Round
from learning.score_cards.bulk import add_opinions, add_summaries

from . import sayings
from .stage import at, Stage
from .story import JournalAnswer

Columns = dict[str, Any]
NO_REASONS = ("", "", "")


class Talk(NamedTuple):
    """A one-to-one after an entry."""

    member: Member
    on: date
    notes: str
    next_steps: str


class Giver(NamedTuple):
    """The person whose view an opinion is. `member` is the member of staff who gives it or types it in, if any."""

    view: str
    name: str
    role: str
    member: Member | None

    @property
    def key(self) -> str:
        """What distinguishes the opinions of one view of a pupil in a round, as on the score card."""
        if self.view == "pupil":
            return ""
        return str(self.member.id) if self.view == "professional" and self.member else self.name.casefold()


class Papers:
    """Entries, opinions and summaries of one round. The scores of opinions are texts: "-" not given, "?" unknown."""

    def __init__(self, stage: Stage, round_: Round) -> None:
        self.stage, self.round = stage, round_
        self.entries: list[tuple[Columns, list[Columns], list[Columns]]] = []
        self.opinions: list[tuple[Columns, list[Columns]]] = []
        self.summaries: list[tuple[Columns, list[Columns]]] = []
        # By pupil's id, characteristic's position and view.
        self.scores: dict[int, dict[int, dict[str, list[int]]]] = defaultdict(
            lambda: defaultdict(lambda: defaultdict(list))
        )

    def entry(
        self,
        pupil: Pupil,
        on: date,
        *,
        answers: Sequence[JournalAnswer],
        talks: Iterable[Talk] = (),
        is_finished: bool = True,
    ) -> None:
        """Add a pupil's journal of a day, with its answers in the order of the questions and its one-to-ones."""
        finished_at = at(on, self.stage.chance.randint(5, 14)) if is_finished else None
        row = {"pupil": pupil.id, "round": self.round.id, "on": on, "finished_at": finished_at}
        row["version"] = self.stage.version
        answer_rows = [
            {"question": question_id, "saved_at": at(on, minute), **_answer(kind, answer)}
            for minute, ((question_id, kind), answer) in enumerate(zip(self.stage.questions, answers, strict=False), 1)
        ]
        talk_rows = [
            {
                "member": talk.member.id,
                "on": talk.on,
                "notes": talk.notes,
                "next_steps": talk.next_steps,
                "saved_at": at(talk.on, 120),
            }
            for talk in talks
        ]
        self.entries.append((row, answer_rows, talk_rows))

    def opinion(
        self,
        pupil: Pupil,
        giver: Giver,
        on: date,
        *,
        scores: Sequence[str],
        reasons: Mapping[int, tuple[str, ...]] | None = None,
    ) -> None:
        """Add a view of a pupil. `reasons` maps a characteristic's position to the answers to the three questions."""
        row = {
            "round": self.round.id,
            "pupil": pupil.id,
            "view": giver.view,
            "giver": giver.key,
            "by": giver.name,
            "role": giver.role,
            "member": giver.member.id if giver.member else None,
            "on": on,
            "finished_at": at(on, 20),
        }
        score_rows = []
        for position, score in enumerate(scores):
            score_rows.append(self._score_row(position, score, (reasons or {}).get(position, NO_REASONS), on))
            if score.isdigit():
                self.scores[pupil.id][position][giver.view].append(int(score))
        self.opinions.append((row, score_rows))

    def _score_row(self, position: int, score: str, reasons: tuple[str, ...], on: date) -> Columns:
        return {
            "characteristic": self.stage.characteristics[position],
            "state": {"?": "unknown", "-": "skipped"}.get(score, "given"),
            "score": int(score) if score.isdigit() else None,
            **dict(zip(("why", "improve", "evidence"), reasons, strict=True)),
            "saved_at": at(on, 10 + position),
        }

    def summary(
        self,
        pupil: Pupil,
        on: date,
        *,
        taking_part: str,
        how: str,
        notes: str,
        member: Member,
        agreed: tuple[str, str] | None = None,
    ) -> None:
        """Add what the team agreed: scores and the reason why they differ from the averages.

        Where `agreed` is None, chance makes some scores differ by a point. A pupil without scores gets no summary."""
        averages = sorted(self._averages(pupil).items())
        scores = [self._agreed_score(position, average, agreed) for position, average in averages]
        if not scores:
            return
        row = {
            "pupil": pupil.id,
            "round": self.round.id,
            "version": 1,
            "agreed_on": on,
            "taking_part": taking_part,
            "how": how,
            "notes": notes,
            "member": member.id,
            "saved_at": at(on, 300),
            "is_current": True,
            "is_baseline": pupil.id not in self.stage.have_baseline,
        }
        self.stage.have_baseline.add(pupil.id)
        self.summaries.append((row, scores))

    def _agreed_score(self, position: int, average: float | None, agreed: tuple[str, str] | None) -> Columns:
        nearest = int(rounded(average) or 0)
        score = int(agreed[0].split()[position]) if agreed else self._near(nearest)
        reason = agreed[1] if agreed else self.stage.chance.choice(sayings.WHY_DIFFERENT[score > nearest])
        return {
            "characteristic": self.stage.characteristics[position],
            "score": score,
            "average": average,
            "reason": reason if score != nearest else "",
        }

    def _averages(self, pupil: Pupil) -> dict[int, float | None]:
        """Return the average of each characteristic as on the score card: the mean of the means of the views."""
        characteristics = self.scores.get(pupil.id, {})
        return {
            position: mean(mean(scores) for scores in views.values()) for position, views in characteristics.items()
        }

    def _near(self, score: int) -> int:
        difference = self.stage.chance.choice((-1, 1)) if self.stage.chance.random() < 0.12 else 0
        return min(max(score + difference, LOWEST), HIGHEST)

    def save(self) -> None:
        """Save all of it."""
        add_entries(self.round.id, self.entries)
        add_opinions(self.round.id, self.opinions)
        add_summaries(self.round.id, self.summaries)


def _answer(kind: str, answer: JournalAnswer) -> Columns:
    blank: Columns = {"state": "given", "choice": "", "words": "", "score": None}
    if answer in ("", "?"):
        return {**blank, "state": "unknown" if answer else "skipped"}
    if kind == "track":
        return {**blank, "score": answer}
    if isinstance(answer, tuple):
        choice, words = answer
        return {**blank, "choice": choice, "words": "" if words == "?" else words}
    return {**blank, "words": answer}
