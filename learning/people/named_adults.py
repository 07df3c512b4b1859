"""The adults whom a school names for pupils who want to talk: who is always told, and whom a pupil can choose."""

from collections.abc import Iterable
from dataclasses import dataclass

from learning.core import store
from learning.core.errors import LearningError, N_
from learning.core.store import writing

from .members import Member, member_from
from .tables import MemberRow, NamedAdultRow

SAFEGUARDING_LEAD, DEPUTY, LISTENER = "safeguarding_lead", "deputy", "listener"
TITLES = ("dr", "lady", "lord", "miss", "mr", "mrs", "ms", "mx", "prof", "rev", "sir")


class CannotBeNamed(LearningError):
    """An administrator, somebody who has left, or the same person as lead and deputy."""

    msgid = N_("Choose members of staff who may read what pupils write. The lead and the deputy must be two people.")


@dataclass(frozen=True)
class Adult:
    """A grown-up as a pupil sees them."""

    id: int
    name: str
    job: str

    @property
    def in_full(self) -> str:
        """The name and what they do, as it is read aloud."""
        return f"{self.name}, {self.job}" if self.job else self.name

    @property
    def initials(self) -> str:
        """One or two capitals of the name without its title, to draw in place of a picture."""
        words = [word for word in self.name.split() if word.strip(".").casefold() not in TITLES]
        ends = words[:1] + words[1:][-1:]
        return "".join(word[0] for word in ends).upper() or "?"


@dataclass(frozen=True)
class AdultsFor:
    """The adults for one pupil: those who are always told, and those whom the pupil can choose."""

    always: tuple[Adult, ...] = ()
    offered: tuple[Adult, ...] = ()

    def recipients(self, chosen_id: int | None) -> list[Adult]:
        """Return who is told when the pupil chooses this person (None: anyone), the chosen person first."""
        chosen = [adult for adult in self.offered if adult.id == chosen_id]
        return chosen + [adult for adult in self.always if adult not in chosen]


_ADULTS = """
SELECT m.id, m.name, m.job, m.duty, COALESCE(a.role, ''), CASE WHEN t.member_id IS NULL THEN 0 ELSE 1 END
FROM member m LEFT JOIN named_adult a ON a.member_id = m.id
     LEFT JOIN (SELECT DISTINCT j.member_id FROM cohort_member j JOIN cohort_pupil p ON p.cohort_id = j.cohort_id
                WHERE p.pupil_id = ?) t ON t.member_id = m.id
WHERE m.retired_at IS NULL AND m.duty <> 'administrator'
      AND (a.role IS NOT NULL OR m.duty = 'lead' OR t.member_id IS NOT NULL)
ORDER BY m.name, m.id"""


def adults_for(pupil_id: int) -> AdultsFor:
    """Return who is told when a pupil wants to talk, and whom the pupil can choose.

    Always told: the safeguarding lead and the deputy. Where neither is named or both have left: the leads; in a school
    without leads, the pupil's team. Offered: the tutors and leads of the pupil's teams, and everyone whom the school
    has named. A visiting professional is offered only where the school has named them."""
    safeguarding, leads, team, offered = [], [], [], []
    for member_id, name, job, duty, role, is_in_team in store.run(_ADULTS, pupil_id).fetchall():
        adult = Adult(member_id, name, job)
        if role in (SAFEGUARDING_LEAD, DEPUTY):
            safeguarding.append(adult)
        if duty == "lead":
            leads.append(adult)
        if is_in_team:
            team.append(adult)
        if role or (is_in_team and duty in ("lead", "tutor")):
            offered.append((not is_in_team, adult))
    in_order = tuple(adult for _, adult in sorted(offered, key=lambda pair: pair[0]))
    return AdultsFor(always=tuple(safeguarding or leads or team), offered=in_order)


def adults_for_each() -> list[AdultsFor]:
    """Return who is told and who pupils can choose. Pupils of the same cohorts have the same adults, listed once."""
    cohorts: dict[int, list[int]] = {}
    for pupil_id, cohort_id in store.run("SELECT pupil_id, cohort_id FROM cohort_pupil ORDER BY pupil_id, cohort_id"):
        cohorts.setdefault(pupil_id, []).append(cohort_id)
    one_of_each = {tuple(joined): pupil_id for pupil_id, joined in cohorts.items()}
    return [adults_for(pupil_id) for pupil_id in one_of_each.values()]


_ALWAYS_TOLD = """
SELECT m.id, CASE WHEN a.role IN ('safeguarding_lead', 'deputy') THEN 1 ELSE 0 END
FROM member m LEFT JOIN named_adult a ON a.member_id = m.id
WHERE m.retired_at IS NULL AND m.duty <> 'administrator'
      AND (m.duty = 'lead' OR a.role IN ('safeguarding_lead', 'deputy'))"""


def always_told() -> set[int]:
    """Return the ids of those who are told of every concern: safeguarding lead and deputy, or else the leads. Empty in
    a school that has none of them."""
    rows = store.run(_ALWAYS_TOLD).fetchall()
    safeguarding = {member_id for member_id, is_safeguarding in rows if is_safeguarding}
    return safeguarding or {member_id for member_id, _ in rows}


@dataclass(frozen=True)
class NamedAdults:
    """Whom the school has named, without those who have left; None where nobody is named."""

    safeguarding_lead: Member | None
    deputy: Member | None
    listeners: tuple[Member, ...]

    @property
    def is_complete(self) -> bool:
        """Are both the safeguarding lead and the deputy named?"""
        return self.safeguarding_lead is not None and self.deputy is not None


def named_adults() -> NamedAdults:
    """Return whom the school has named."""
    rows = (
        NamedAdultRow.select(NamedAdultRow, MemberRow)
        .join(MemberRow)
        .where(MemberRow.retired_at.is_null())
        .order_by(MemberRow.name)
    )
    found = [(row.role, member_from(row.member)) for row in rows]
    by_role = dict(found)
    return NamedAdults(
        by_role.get(SAFEGUARDING_LEAD),
        by_role.get(DEPUTY),
        tuple(member for role, member in found if role == LISTENER),
    )


@writing
def name_adults(safeguarding_lead: int | None, deputy: int | None, listeners: Iterable[int] = ()) -> NamedAdults:
    """Name the safeguarding lead, the deputy, and others whom every pupil may choose, by their ids. None: nobody.

    Whoever was told of a concern before stays among those who can see it. Raises CannotBeNamed."""
    roles = {member_id: LISTENER for member_id in listeners}
    if safeguarding_lead is not None and safeguarding_lead == deputy:
        raise CannotBeNamed()
    roles |= {member_id: DEPUTY for member_id in [deputy] if member_id is not None}
    roles |= {member_id: SAFEGUARDING_LEAD for member_id in [safeguarding_lead] if member_id is not None}
    if not set(roles) <= {member.id for member in can_be_named()}:
        raise CannotBeNamed()
    NamedAdultRow.delete().execute()
    for member_id, role in roles.items():
        NamedAdultRow.create(member=member_id, role=role)
    return named_adults()


def can_be_named() -> list[Member]:
    """Return the staff who may read what pupils write, by name."""
    member = MemberRow
    rows = member.select().where(member.retired_at.is_null(), member.duty != "administrator").order_by(member.name)
    return [member_from(row) for row in rows]
