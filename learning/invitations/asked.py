"""Who was asked in a round, who has answered or declined and when, and what is still missing (R5)."""

from dataclasses import dataclass
from datetime import date

from peewee import JOIN

from learning.core.errors import LearningError, N_
from learning.core.store import writing
from learning.journals.tables import AnswerRow, EntryRow
from learning.people.cohorts import team_of
from learning.people.pupils import Pupil
from learning.people.tables import MemberRow
from learning.rounds.asking import pupils_asked
from learning.rounds.rounds import Round, round_, round_for, VIEWS
from learning.score_cards.score_card import agreed_days, NoSuchView
from learning.score_cards.tables import OpinionRow, ScoreRow

from .tables import DeclinedRow, InvitationRow


class NoSuchDecline(LearningError):
    """Nobody declined so."""

    msgid = N_("Nobody in this round declined in that way.")
    status = 404


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
    """Somebody who was invited and has sent nothing yet: who (may be ""), since which day, and until which."""

    to: str
    on: date
    until: date


@dataclass(frozen=True)
class Decline:
    """Somebody would rather not answer: who (may be ""), since which day, and the member who noted it or ""."""

    id: int
    by: str
    on: date
    noted_by: str


@dataclass(frozen=True)
class AskedPupil:
    """One pupil of a round: the journal's entries, what each view has given, when the team agreed (or None), and of
    each view who declined and who is invited; `silent`: the members of the cohort's team who have not scored."""

    pupil: Pupil
    journal: tuple[Answered, ...]
    views: dict[str, tuple[Answered, ...]]
    agreed_on: date | None
    declined: dict[str, tuple[Decline, ...]]
    invited: dict[str, tuple[Invited, ...]]
    silent: tuple[str, ...] = ()

    def lacks(self, what: str) -> bool:
        """Is this ("journal", a view, "agreed") still missing? Whoever declined is not waited for."""
        if what == "agreed":
            return self.agreed_on is None
        given = self.journal if what == "journal" else self.views.get(what)
        return given is None or not (_is_finished(given) or self.declined.get(what))


@dataclass(frozen=True)
class AskedRound:
    """Everybody whom a round asks, by surname; `counts`: of how many there is something finished, by "journal", view or
    "agreed"; `views`: those that are shown, the community's only where there is one."""

    round: Round
    pupils: tuple[AskedPupil, ...]
    counts: dict[str, int]
    views: tuple[str, ...]


def asked_in(round_id: int, today: date) -> AskedRound:
    """Where a round stands today: a fixed number of queries, whatever its size. Raises NoSuchRound."""
    when = round_(round_id)
    journals, opinions, agreed = _journals(round_id), _opinions(round_id), agreed_days(round_id)
    declined, invited, silent = _declined(round_id), _invited(round_id, today), _silent(when)
    pupils = [
        AskedPupil(
            one,
            tuple(journals.get(one.id, ())),
            {view: tuple(opinions.get((one.id, view), ())) for view in VIEWS},
            agreed.get(one.id),
            {view: tuple(declined.get((one.id, view), ())) for view in VIEWS},
            {view: tuple(invited.get((one.id, view), ())) for view in VIEWS},
            silent(one.id),
        )
        for one in pupils_asked(when)
    ]
    views = tuple(
        view
        for view in VIEWS
        if view in when.views or any(one.views[view] or one.declined[view] or one.invited[view] for one in pupils)
    )
    counts = {view: sum(_is_finished(one.views[view]) for one in pupils) for view in views}
    counts["journal"] = sum(_is_finished(one.journal) for one in pupils)
    counts["agreed"] = sum(one.agreed_on is not None for one in pupils)
    return AskedRound(when, tuple(pupils), counts, views)


def _is_finished(given) -> bool:
    return any(one.is_finished for one in given)


def _journals(round_id) -> dict[int, list[Answered]]:
    entry, answer, found = EntryRow, AnswerRow, {}
    begun = answer.select(answer.entry)
    rows = entry.select(entry.pupil, entry.on, entry.finished_at, entry.source)
    for pupil_id, on, finished_at, source in (
        rows.where(entry.round == round_id, entry.id << begun).order_by(entry.on).tuples()
    ):
        found.setdefault(pupil_id, []).append(Answered("", on, finished_at is not None, source))
    return found


def _opinions(round_id) -> dict[tuple[int, str], list[Answered]]:
    opinion, score, found = OpinionRow, ScoreRow, {}
    begun = score.select(score.opinion)
    rows = opinion.select().where(opinion.round == round_id, opinion.id << begun).order_by(opinion.on, opinion.id)
    for row in rows:
        by = "" if row.view == "pupil" else row.by
        found.setdefault((row.pupil_id, row.view), []).append(
            Answered(by, row.on, row.finished_at is not None, row.source)
        )
    return found


def _invited(round_id, today) -> dict[tuple[int, str], list[Invited]]:
    one, found = InvitationRow, {}
    begun = ScoreRow.select(ScoreRow.opinion)
    is_open = one.finished_at.is_null(), one.revoked_at.is_null(), one.until >= today
    is_open = (*is_open, one.opinion.is_null() | one.opinion.not_in(begun))
    rows = one.select(one.pupil, one.view, one.to, one.made_at, one.until).where(one.round == round_id, *is_open)
    for pupil_id, view, to, made_at, until in rows.order_by(one.id).tuples():
        found.setdefault((pupil_id, view), []).append(Invited(to, made_at.date(), until))
    return found


def _silent(when: Round):
    """Who of the cohort's team has not scored a pupil yet, by name, where the round asks professionals."""
    team = team_of(when.cohort_id) if "professional" in when.views else []
    one, scored = OpinionRow, set()
    if team:
        mine = one.round == when.id, one.view == "professional", one.finished_at.is_null(False)
        scored = set(one.select(one.pupil, one.giver).where(*mine).tuples())
    return lambda pupil_id: tuple(each.name for each in team if (pupil_id, str(each.id)) not in scored)


# --- those who would rather not ---------------------------------------------------------------------------------


@writing
def decline(round_id: int, pupil_id: int, view: str, by: str, on: date, member_id: int | None) -> None:
    """Note that somebody asked for a view of a pupil would rather not answer: nobody waits for them, and they may
    still answer later. Noted twice is noted once. Raises NoSuchRound, NoSuchView."""
    round_for(pupil_id, round_id)
    if view not in VIEWS:
        raise NoSuchView()
    said = {"round": round_id, "pupil": pupil_id, "view": view, "by": " ".join(by.split())}
    DeclinedRow.get_or_create(**said, defaults={"on": on, "member": member_id})


@writing
def take_back_decline(round_id: int, decline_id: int) -> None:
    """They may be asked again. Raises NoSuchDecline."""
    one = DeclinedRow
    if not one.delete().where(one.id == decline_id, one.round == round_id).execute():
        raise NoSuchDecline()


def take_back_refusal(round_id: int, pupil_id: int, view: str, by: str) -> None:
    """A guest who declined is asked once more; part of a transaction of the rules."""
    one = DeclinedRow
    one.delete().where(
        one.round == round_id, one.pupil == pupil_id, one.view == view, one.by == by, one.member.is_null()
    ).execute()


def _declined(round_id) -> dict[tuple[int, str], list[Decline]]:
    one, member, found = DeclinedRow, MemberRow, {}
    rows = (
        one.select(one.id, one.by, one.on, member.name, one.pupil, one.view)
        .join(member, JOIN.LEFT_OUTER)
        .where(one.round == round_id)
        .order_by(one.on, one.id)
    )
    for decline_id, by, on, noted_by, pupil_id, view in rows.tuples():
        found.setdefault((pupil_id, view), []).append(Decline(decline_id, by, on, noted_by or ""))
    return found
