"""Who was asked in a round, who has answered and when, and what is still missing (R5)."""

from dataclasses import dataclass
from datetime import date

from . import tables
from .people import Pupil
from .rounds import pupils_asked, Round, round_, VIEWS


@dataclass(frozen=True)
class Answered:
    """Somebody has answered, or has begun to: who ("" for the pupil), and on which day."""

    by: str
    on: date
    is_finished: bool


@dataclass(frozen=True)
class AskedPupil:
    """One pupil of a round: the journal's entries, what each view has given, and when the team agreed (or None)."""

    pupil: Pupil
    journal: tuple[Answered, ...]
    views: dict[str, tuple[Answered, ...]]
    agreed_on: date | None


@dataclass(frozen=True)
class AskedRound:
    """Everybody whom a round asks, by surname; `counts`: of how many there is something finished, by "journal", view or
    "agreed"; `views`: those that are shown, the community's only where there is one."""

    round: Round
    pupils: tuple[AskedPupil, ...]
    counts: dict[str, int]
    views: tuple[str, ...]


def asked_in(round_id: int) -> AskedRound:
    """Where a round stands: six queries, whatever its size. Raises NoSuchRound."""
    when = round_(round_id)
    journals, opinions, agreed = _journals(round_id), _opinions(round_id), _agreed(round_id)
    pupils = [
        AskedPupil(
            one,
            tuple(journals.get(one.id, ())),
            {view: tuple(opinions.get((one.id, view), ())) for view in VIEWS},
            agreed.get(one.id),
        )
        for one in pupils_asked(when)
    ]
    views = tuple(view for view in VIEWS if view in when.views or any(one.views[view] for one in pupils))
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


def _agreed(round_id) -> dict[int, date]:
    one = tables.Summary
    return dict(one.select(one.pupil, one.agreed_on).where(one.round == round_id, one.is_current).tuples())
