"""Who was asked in a round, who has answered or declined and when, and what is still missing (R5)."""

from dataclasses import dataclass
from datetime import date

from peewee import JOIN

from . import tables
from .errors import LearningError, N_
from .people import Pupil
from .rounds import pupils_asked, Round, round_, round_for, VIEWS
from .score_card import agreed_days, NoSuchView
from .store import writing


class NoSuchDecline(LearningError):
    """Nobody declined so."""

    msgid = N_("Nobody declined so in this round.")
    status = 404


@dataclass(frozen=True)
class Answered:
    """Somebody has answered, or has begun to: who ("" for the pupil), and on which day."""

    by: str
    on: date
    is_finished: bool


@dataclass(frozen=True)
class Decline:
    """Somebody would rather not answer: who (may be ""), since which day, and the member who noted it or ""."""

    id: int
    by: str
    on: date
    noted_by: str


@dataclass(frozen=True)
class AskedPupil:
    """One pupil of a round: the journal's entries, what each view has given, when the team agreed (or None), and who
    of each view declined."""

    pupil: Pupil
    journal: tuple[Answered, ...]
    views: dict[str, tuple[Answered, ...]]
    agreed_on: date | None
    declined: dict[str, tuple[Decline, ...]]

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


def asked_in(round_id: int) -> AskedRound:
    """Where a round stands: a fixed number of queries, whatever its size. Raises NoSuchRound."""
    when = round_(round_id)
    journals, opinions, agreed = _journals(round_id), _opinions(round_id), agreed_days(round_id)
    declined = _declined(round_id)
    pupils = [
        AskedPupil(
            one,
            tuple(journals.get(one.id, ())),
            {view: tuple(opinions.get((one.id, view), ())) for view in VIEWS},
            agreed.get(one.id),
            {view: tuple(declined.get((one.id, view), ())) for view in VIEWS},
        )
        for one in pupils_asked(when)
    ]
    views = tuple(
        view for view in VIEWS if view in when.views or any(one.views[view] or one.declined[view] for one in pupils)
    )
    counts = {view: sum(_is_finished(one.views[view]) for one in pupils) for view in views}
    counts["journal"] = sum(_is_finished(one.journal) for one in pupils)
    counts["agreed"] = sum(one.agreed_on is not None for one in pupils)
    return AskedRound(when, tuple(pupils), counts, views)


def _is_finished(given) -> bool:
    return any(one.is_finished for one in given)


def _journals(round_id) -> dict[int, list[Answered]]:
    entry, answer, found = tables.Entry, tables.Answer, {}
    begun = answer.select(answer.entry)
    rows = entry.select(entry.pupil, entry.on, entry.finished_at).where(entry.round == round_id, entry.id << begun)
    for pupil_id, on, finished_at in rows.order_by(entry.on).tuples():
        found.setdefault(pupil_id, []).append(Answered("", on, finished_at is not None))
    return found


def _opinions(round_id) -> dict[tuple[int, str], list[Answered]]:
    opinion, score, found = tables.Opinion, tables.Score, {}
    begun = score.select(score.opinion)
    rows = opinion.select().where(opinion.round == round_id, opinion.id << begun).order_by(opinion.on, opinion.id)
    for row in rows:
        by = "" if row.view == "pupil" else row.by
        found.setdefault((row.pupil_id, row.view), []).append(Answered(by, row.on, row.finished_at is not None))
    return found


# --- those who would rather not ---------------------------------------------------------------------------------


@writing
def decline(round_id: int, pupil_id: int, view: str, by: str, on: date, member_id: int | None) -> None:
    """Note that somebody asked for a view of a pupil would rather not answer: nobody waits for them, and they may
    still answer later. Noted twice is noted once. Raises NoSuchRound, NoSuchView."""
    round_for(pupil_id, round_id)
    if view not in VIEWS:
        raise NoSuchView()
    said = {"round": round_id, "pupil": pupil_id, "view": view, "by": " ".join(by.split())}
    tables.Declined.get_or_create(**said, defaults={"on": on, "member": member_id})


@writing
def take_back_decline(round_id: int, decline_id: int) -> None:
    """They may be asked again. Raises NoSuchDecline."""
    one = tables.Declined
    if not one.delete().where(one.id == decline_id, one.round == round_id).execute():
        raise NoSuchDecline()


def take_back_refusal(round_id: int, pupil_id: int, view: str, by: str) -> None:
    """A guest who declined is asked once more; part of a transaction of the rules."""
    one = tables.Declined
    one.delete().where(
        one.round == round_id, one.pupil == pupil_id, one.view == view, one.by == by, one.member.is_null()
    ).execute()


def _declined(round_id) -> dict[tuple[int, str], list[Decline]]:
    one, member, found = tables.Declined, tables.Member, {}
    rows = (
        one.select(one.id, one.by, one.on, member.name, one.pupil, one.view)
        .join(member, JOIN.LEFT_OUTER)
        .where(one.round == round_id)
        .order_by(one.on, one.id)
    )
    for decline_id, by, on, noted_by, pupil_id, view in rows.tuples():
        found.setdefault((pupil_id, view), []).append(Decline(decline_id, by, on, noted_by or ""))
    return found
