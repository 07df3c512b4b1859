"""How far a round has come: who was asked, who has answered or declined and when, and what is still missing (R5)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from learning.core.store import as_tuples
from learning.journals.tables import AnswerRow, EntryRow, JOURNAL
from learning.people.cohorts import team_of
from learning.people.members import Member
from learning.people.pupils import Pupil
from learning.people.tables import PupilRow
from learning.rounds.asking import pupils_asked
from learning.rounds.rounds import Round, round_, VIEWS
from learning.rounds.tables import RoundRow
from learning.score_cards.agreed import agreed_days
from learning.score_cards.tables import OpinionRow, ScoreRow

from .declines import Decline, declines_in
from .statuses import is_open, status_of
from .tables import InvitationRow

Item = TypeVar("Item")


@dataclass(frozen=True)
class Answered:
    """Somebody has answered, or has begun to: who ("" for the pupil), on which day, and where ("program", "paper" or
    "invitation")."""

    by: str
    on: date
    is_finished: bool
    source: str = "program"


@dataclass(frozen=True)
class Invited:
    """Somebody who can still use an invitation and has answered nothing yet: who (may be ""), and its first and last
    day."""

    to: str
    on: date
    until: date


@dataclass(frozen=True)
class PupilProgress:
    """How far one pupil of a round has come.

    `journal`: the entries; `views`: the opinions of each view; `agreed_on`: when the team agreed, or None; `declined`
    and `invited`: who declined and who is invited, by view; `yet_to_score`: the names of the members of the cohort's
    team who have not scored."""

    pupil: Pupil
    journal: tuple[Answered, ...]
    views: dict[str, tuple[Answered, ...]]
    agreed_on: date | None
    declined: dict[str, tuple[Decline, ...]]
    invited: dict[str, tuple[Invited, ...]]
    yet_to_score: tuple[str, ...] = ()

    def lacks(self, part: str) -> bool:
        """Return whether this part ("journal", a view, "agreed") is still missing. A view that was declined is not."""
        if part == "agreed":
            return self.agreed_on is None
        answers = self.journal if part == "journal" else self.views.get(part)
        return answers is None or not (_is_finished(answers) or self.declined.get(part))


@dataclass(frozen=True)
class RoundProgress:
    """How far a round has come with all pupils whom it asks, by surname.

    `counts`: the number of pupils with something finished, by "journal", view or "agreed"; `views`: those to show,
    which are those that the round asks, and those that somebody gave, declined or was invited to give."""

    round: Round
    pupils: tuple[PupilProgress, ...]
    counts: dict[str, int]
    views: tuple[str, ...]


def round_progress(round_id: int, today: date) -> RoundProgress:
    """Return how far a round has come today: a fixed number of queries, whatever its size. Raises NoSuchRound."""
    shown = round_(round_id)
    journals, opinions, agreed = _journals(round_id), _opinions(round_id), agreed_days(round_id)
    declined, invited = declines_in(round_id), _invited(round_id, today)
    team = _team_asked(shown)
    scored = _scored_by_staff(round_id) if team else set()
    pupils = tuple(
        PupilProgress(
            pupil=pupil,
            journal=tuple(journals.get(pupil.id, ())),
            views=_by_view(opinions, pupil.id),
            agreed_on=agreed.get(pupil.id),
            declined=_by_view(declined, pupil.id),
            invited=_by_view(invited, pupil.id),
            yet_to_score=tuple(member.name for member in team if (pupil.id, str(member.id)) not in scored),
        )
        for pupil in pupils_asked(shown)
    )
    views = tuple(view for view in VIEWS if view in shown.views or any(_has_heard(each, view) for each in pupils))
    return RoundProgress(round=shown, pupils=pupils, counts=_counts(pupils, views), views=views)


def _by_view(found: Mapping[tuple[int, str], list[Item]], pupil_id: int) -> dict[str, tuple[Item, ...]]:
    return {view: tuple(found.get((pupil_id, view), ())) for view in VIEWS}


def _has_heard(progress: PupilProgress, view: str) -> bool:
    return bool(progress.views[view] or progress.declined[view] or progress.invited[view])


def _counts(pupils: Iterable[PupilProgress], views: Iterable[str]) -> dict[str, int]:
    counts = {view: sum(_is_finished(each.views[view]) for each in pupils) for view in views}
    counts["journal"] = sum(_is_finished(each.journal) for each in pupils)
    counts["agreed"] = sum(each.agreed_on is not None for each in pupils)
    return counts


def _is_finished(answers: Iterable[Answered]) -> bool:
    return any(answer.is_finished for answer in answers)


def _journals(round_id: int) -> dict[int, list[Answered]]:
    """Return the entries of a round in which something is answered, by pupil id."""
    entry, answer = EntryRow, AnswerRow
    begun = answer.select(answer.entry)
    query = entry.select(entry.pupil, entry.on, entry.finished_at, entry.source)
    found: dict[int, list[Answered]] = {}
    for pupil_id, on, finished_at, source in as_tuples(
        query.where(entry.round == round_id, entry.kind == JOURNAL, entry.id << begun).order_by(entry.on)
    ):
        answered = Answered(by="", on=on, is_finished=finished_at is not None, source=source)
        found.setdefault(pupil_id, []).append(answered)
    return found


def _opinions(round_id: int) -> dict[tuple[int, str], list[Answered]]:
    """Return the opinions of a round in which something is answered, by pupil id and view."""
    opinion, score = OpinionRow, ScoreRow
    begun = score.select(score.opinion)
    query = opinion.select(opinion.pupil, opinion.view, opinion.by, opinion.on, opinion.finished_at, opinion.source)
    found: dict[tuple[int, str], list[Answered]] = {}
    for pupil_id, view, by, on, finished_at, source in as_tuples(
        query.where(opinion.round == round_id, opinion.id << begun).order_by(opinion.on, opinion.id)
    ):
        giver = "" if view == "pupil" else by
        answered = Answered(by=giver, on=on, is_finished=finished_at is not None, source=source)
        found.setdefault((pupil_id, view), []).append(answered)
    return found


def _invited(round_id: int, today: date) -> dict[tuple[int, str], list[Invited]]:
    """Return who can still use an invitation and has answered nothing yet, by pupil id and view."""
    row, score = InvitationRow, ScoreRow
    begun = score.select(score.opinion)
    rows = (
        row.select(row, RoundRow, PupilRow)
        .join(RoundRow)
        .switch(row)
        .join(PupilRow)
        .where(row.round == round_id, row.opinion.is_null() | row.opinion.not_in(begun))
        .order_by(row.id)
    )
    found: dict[tuple[int, str], list[Invited]] = {}
    for invitation in rows:
        if is_open(status_of(invitation, today)):
            invited = Invited(to=invitation.to, on=invitation.made_at.date(), until=invitation.until)
            found.setdefault((invitation.pupil_id, invitation.view), []).append(invited)
    return found


def _team_asked(asking: Round) -> list[Member]:
    """Return the cohort's team, by name, if the round asks professionals."""
    return team_of(asking.cohort_id) if "professional" in asking.views else []


def _scored_by_staff(round_id: int) -> set[tuple[int, str]]:
    """Return who of the staff has scored whom: pupil id and member id, the latter as text."""
    opinion = OpinionRow
    scored = (opinion.round == round_id, opinion.view == "professional", opinion.finished_at.is_null(False))
    return set(as_tuples(opinion.select(opinion.pupil, opinion.giver).where(*scored)))
