"""The papers of one round: collected, then saved together. Saving them one by one takes ten times as long."""

from datetime import date

from learning.core.scale import HIGHEST, LOWEST, mean, rounded
from learning.journals.answers import add_entries
from learning.people.members import Member
from learning.people.pupils import Pupil
from learning.rounds.rounds import Round
from learning.score_cards.bulk import add_opinions, add_summaries

from . import words
from .stage import at, Stage


class Papers:
    """Entries, opinions and summaries of one round."""

    def __init__(self, stage: Stage, one: Round):
        self.stage, self.round = stage, one
        self.entries, self.opinions, self.summaries = [], [], []
        self.marks = {}  # pupil's id -> characteristic's place -> view -> scores

    def entry(self, pupil: Pupil, on: date, given, talks=(), is_finished=True) -> None:
        """A pupil's journal: (choice, words), a number, words, words; "" is skipped, "?" don't know.

        `talks` are the one-to-ones: with whom, when, notes, next steps."""
        finished_at = at(on, self.stage.chance.randint(5, 14)) if is_finished else None
        row = {"pupil": pupil.id, "round": self.round.id, "on": on, "finished_at": finished_at}
        row["version"] = self.stage.version
        answers = [
            {"question": question_id, "saved_at": at(on, minute), **_answer(kind, one)}
            for minute, ((question_id, kind), one) in enumerate(zip(self.stage.questions, given, strict=False), 1)
        ]
        talked = [
            {"member": by.id, "on": day, "notes": notes, "next_steps": steps, "saved_at": at(day, 120)}
            for by, day, notes, steps in talks
        ]
        self.entries.append((row, answers, talked))

    def opinion(self, pupil: Pupil, giver: tuple, on: date, marks: list[str], why: dict[int, tuple]) -> None:
        """A view of a pupil: `giver` is (view, name, role, the member who gives it or types it in, or None).

        "-" is not given, "?" don't know; `why` maps a place on the list to the answers to the three questions."""
        view, by, role, member = giver
        row = {
            "round": self.round.id,
            "pupil": pupil.id,
            "view": view,
            "giver": _giver(view, by, member),
            "by": by,
            "role": role,
            "member": member.id if member else None,
            "on": on,
            "finished_at": at(on, 20),
        }
        self.opinions.append((row, [self._score(*mark, why, on) for mark in enumerate(marks)]))
        for place, mark in enumerate(marks):
            if mark.isdigit():
                views = self.marks.setdefault(pupil.id, {}).setdefault(place, {})
                views.setdefault(view, []).append(int(mark))

    def _score(self, place: int, mark: str, why: dict[int, tuple], on: date) -> dict:
        reasons = why.get(place, ("", "", ""))
        return {
            "characteristic": self.stage.characteristics[place],
            "state": {"?": "unknown", "-": "skipped"}.get(mark, "given"),
            "score": int(mark) if mark.isdigit() else None,
            **dict(zip(("why", "improve", "evidence"), reasons, strict=True)),
            "saved_at": at(on, 10 + place),
        }

    def summary(self, pupil: Pupil, on: date, who: str, how: str, notes: str, member: Member, told: tuple = ()) -> None:
        """What the team agreed: the averages, now and then a point beside them with a reason; or (scores, reason)."""
        scores = []
        for place, average in sorted(self._averages(pupil).items()):
            nearest = rounded(average)
            score = int(told[0].split()[place]) if told else self._near(nearest)
            reason = told[1] if told else self.stage.chance.choice(words.APART[score > nearest])
            of = self.stage.characteristics[place]
            agreed = {"characteristic": of, "score": score, "average": average, "reason": reason * (score != nearest)}
            scores.append(agreed)
        if not scores:
            return
        row = {
            "pupil": pupil.id,
            "round": self.round.id,
            "version": 1,
            "agreed_on": on,
            "taking_part": who,
            "how": how,
            "notes": notes,
            "member": member.id,
            "saved_at": at(on, 300),
            "is_current": True,
            "is_baseline": pupil.id not in self.stage.have_baseline,
        }
        self.stage.have_baseline.add(pupil.id)
        self.summaries.append((row, scores))

    def _averages(self, pupil: Pupil) -> dict[int, float]:
        """As on the score card: the mean of each view first, then the mean of the views."""
        places = self.marks.get(pupil.id, {})
        return {place: mean(mean(given) for given in views.values()) for place, views in places.items()}

    def _near(self, score: int) -> int:
        apart = self.stage.chance.choice((-1, 1)) if self.stage.chance.random() < 0.12 else 0
        return min(max(score + apart, LOWEST), HIGHEST)

    def save(self) -> None:
        """Save all of it."""
        add_entries(self.round.id, self.entries)
        add_opinions(self.round.id, self.opinions)
        add_summaries(self.round.id, self.summaries)


def _giver(view: str, by: str, member: Member | None) -> str:
    """As on the score card: what makes one person's opinion in a round one."""
    if view == "pupil":
        return ""
    return str(member.id) if view == "professional" else by.casefold()


def _answer(kind: str, given) -> dict:
    blank = {"state": "given", "choice": "", "words": "", "score": None}
    if given in ("", "?"):
        return {**blank, "state": "unknown" if given else "skipped"}
    if kind == "track":
        return {**blank, "score": given}
    if kind == "yes_no":
        return {**blank, "choice": given[0], "words": "" if given[1] == "?" else given[1]}
    return {**blank, "words": given}
