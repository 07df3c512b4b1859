"""What a round asks, and of whom: its success characteristics, its pupils and its journal questions.

A round keeps what it started with (docs/decisions/0008). Every page, paper and visit asks here."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, TYPE_CHECKING

from learning.core import store
from learning.core.errors import LearningError, N_
from learning.core.store import as_tuples, writing
from learning.people.pupils import Pupil, pupils_of
from learning.people.tables import CohortPupilRow, CohortRow

from .characteristics import all_characteristics, Characteristic, characteristics, NoSuchCharacteristic
from .set_versions import newest_version
from .tables import CohortCharacteristicRow, QuestionSetRow, RoundPupilRow, RoundRow

if TYPE_CHECKING:
    from .rounds import Round


class CharacteristicNotInRound(LearningError):
    """A score, or a reason for one, for a characteristic that the round does not ask about."""

    msgid = N_("This round does not ask about %(names)s.")


# --- success characteristics ------------------------------------------------------------------------------------

# Fixed SQL, because a visit reads this for every question. The round's own list, retired entries included; without one,
# what its cohort is asked now: its part of the school's list, or the whole list. `c` is the characteristic; the values
# are round, round, cohort, cohort.
ASKED_IN_ROUND = """
(c.id IN (SELECT characteristic_id FROM round_characteristic WHERE round_id = ?)
 OR (c.retired_on IS NULL AND NOT EXISTS (SELECT 1 FROM round_characteristic WHERE round_id = ?)
     AND (c.id IN (SELECT characteristic_id FROM cohort_characteristic WHERE cohort_id = ?)
          OR NOT EXISTS (SELECT 1 FROM cohort_characteristic k JOIN characteristic a ON a.id = k.characteristic_id
                         WHERE k.cohort_id = ? AND a.retired_on IS NULL))))"""


def asked_in_round(round_id: int, cohort_id: int) -> tuple[int, int, int, int]:
    """Return the values of ASKED_IN_ROUND for a round of a cohort."""
    return round_id, round_id, cohort_id, cohort_id


def characteristics_in(round_id: int, cohort_id: int, used_ids: Collection[int] = ()) -> list[Characteristic]:
    """Return what a round asks, in the school's order, and the used ones even if the round no longer asks them."""
    rows = store.run(f"SELECT c.id FROM characteristic c WHERE {ASKED_IN_ROUND}", *asked_in_round(round_id, cohort_id))
    ids = {characteristic_id for (characteristic_id,) in rows.fetchall()}
    return [each for each in all_characteristics() if each.id in ids or each.id in used_ids]


def check_in_round(round_: "Round", characteristic_ids: Collection[int], used_ids: Collection[int] = ()) -> None:
    """Check that a round asks about these characteristics, or has used them already: scores can still be corrected.

    Raises CharacteristicNotInRound, or NoSuchCharacteristic for one that does not exist at all."""
    allowed_ids = {each.id for each in characteristics_in(round_.id, round_.cohort_id, used_ids)}
    refused_ids = set(characteristic_ids) - allowed_ids
    if not refused_ids:
        return
    refused = [each for each in all_characteristics() if each.id in refused_ids]
    if len(refused) < len(refused_ids):
        raise NoSuchCharacteristic()
    raise CharacteristicNotInRound(names=", ".join(each.name for each in refused))


def characteristics_of(cohort_id: int | None) -> list[Characteristic]:
    """Return what a cohort's next round asks: its part of the school's list, or the whole list if it has none."""
    return _part_for(cohort_id, characteristics())


def characteristics_with(used_ids: Collection[int], cohort_id: int | None = None) -> list[Characteristic]:
    """Return what the next round asks (of this cohort, if given) and what older rounds used, in the school's order."""
    every = all_characteristics()
    ids = {each.id for each in _part_for(cohort_id, [each for each in every if each.retired_on is None])}
    return [each for each in every if each.id in ids or each.id in used_ids]


def _part_for(cohort_id: int | None, school_list: list[Characteristic]) -> list[Characteristic]:
    part = CohortCharacteristicRow
    ids = {chosen for (chosen,) in as_tuples(part.select(part.characteristic).where(part.cohort == cohort_id))}
    return [each for each in school_list if each.id in ids] or school_list


@writing
def choose_for_cohort(cohort_id: int, characteristic_ids: Iterable[int]) -> None:
    """Ask a cohort for part of the school's list, from its next round on.

    All or none means the whole list, with whatever is added to it later. Raises NoSuchCharacteristic."""
    chosen, school_list = set(characteristic_ids), {each.id for each in characteristics()}
    if chosen - school_list:
        raise NoSuchCharacteristic()
    part = CohortCharacteristicRow
    part.delete().where(part.cohort == cohort_id).execute()
    if chosen and chosen != school_list:
        part.insert_many([{"cohort": cohort_id, "characteristic": each} for each in sorted(chosen)]).execute()


# --- pupils -----------------------------------------------------------------------------------------------------


def chosen_pupils(round_id: int) -> set[int]:
    """Return the ids of the pupils that a round chose from its cohort, none if it asks them all."""
    chosen = RoundPupilRow
    return {pupil_id for (pupil_id,) in as_tuples(chosen.select(chosen.pupil).where(chosen.round == round_id))}


def pupils_asked(round_: "Round") -> list[Pupil]:
    """Return the pupils that a round asks, by surname: those it chose from its cohort, or all of them."""
    chosen = chosen_pupils(round_.id)
    return [pupil for pupil in pupils_of(round_.cohort_id) if not chosen or pupil.id in chosen]


def asks(pupil_id: int) -> Any:
    """Return the condition that a RoundRow asks this pupil: of its cohort, and chosen if the round chose pupils."""
    member, chosen = CohortPupilRow, RoundPupilRow
    cohorts = member.select(member.cohort).where(member.pupil == pupil_id)
    choosing, choosing_this = chosen.select(chosen.round), chosen.select(chosen.round).where(chosen.pupil == pupil_id)
    return (RoundRow.cohort << cohorts) & (RoundRow.id.not_in(choosing) | (RoundRow.id << choosing_this))


# --- journal questions ------------------------------------------------------------------------------------------


def version_for(round_id: int, pupil_id: int | None = None) -> int | None:
    """Return the version of the question set that a pupil is asked in a round, None if there are no questions.

    The round's own set comes first, then its cohort's, then that of the pupil's year, then the usual one."""
    versions = map(newest_version, _sets_for(round_id, pupil_id))
    return next(filter(None, versions), None)


def _sets_for(round_id: int, pupil_id: int | None) -> Iterator[int]:
    sets = QuestionSetRow
    in_use = sets.retired_on.is_null()
    yield from _ids(sets.select(sets.id).join(RoundRow).where(RoundRow.id == round_id, in_use))
    yield from _ids(sets.select(sets.id).join(CohortRow).join(RoundRow).where(RoundRow.id == round_id, in_use))
    if pupil_id is not None:
        years = sets.select(sets.id).join(CohortRow).join(CohortPupilRow)
        yield from _ids(years.where(CohortPupilRow.pupil == pupil_id, CohortRow.kind == "year", in_use))
    yield from _ids(sets.select(sets.id).where(sets.is_usual))


def _ids(query: Any) -> list[int]:
    return [set_id for (set_id,) in as_tuples(query)]
