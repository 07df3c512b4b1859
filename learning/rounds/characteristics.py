"""The school's own list of success characteristics (R24): what its score cards ask about, in its order."""

from dataclasses import dataclass
from datetime import date

from peewee import fn

from learning.core.errors import LearningError, N_
from learning.core.names import named
from learning.core.store import writing

from .tables import CharacteristicRow, CohortCharacteristicRow, RoundCharacteristicRow

# The seed's own examples (R36), with a child's wording of ours.
SEED_CHARACTERISTICS = (
    (N_("Learning skills"), N_("I know how to learn new things"), N_("Not yet"), N_("Yes, very well"), "puzzle"),
    (N_("Attendance"), N_("I come to school and I am on time"), N_("Hardly ever"), N_("Every day"), "calendar"),
    (N_("Resilience"), N_("When it gets hard, I keep trying"), N_("I give up"), N_("I keep going"), "climb"),
    (N_("High self-esteem"), N_("I feel good about myself"), N_("Not at all"), N_("Very much"), "heart"),
)


class NoSuchCharacteristic(LearningError):
    """A characteristic that is not on the school's list."""

    msgid = N_("There is no such success characteristic.")
    status = 404


@dataclass(frozen=True)
class Characteristic:
    """One success characteristic of the school's list, in staff's and a child's wording, with words for both ends."""

    id: int
    name: str
    child_wording: str
    low_end: str
    high_end: str
    position: int
    retired_on: date | None
    symbol: str = ""


def _characteristic(row) -> Characteristic:
    ends, place = (row.low_end, row.high_end), (row.position, row.retired_on)
    return Characteristic(row.id, row.name, row.child_wording, *ends, *place, row.symbol)


def all_characteristics() -> list[Characteristic]:
    """Every success characteristic there ever was, in the school's order."""
    rows = CharacteristicRow.select().order_by(CharacteristicRow.position, CharacteristicRow.id)
    return [_characteristic(row) for row in rows]


def characteristics() -> list[Characteristic]:
    """The success characteristics that are on the school's list now, in its order."""
    return [one for one in all_characteristics() if one.retired_on is None]


def characteristics_with(used_ids, cohort_id: int | None = None) -> list[Characteristic]:
    """Those asked now (of this cohort, if one is given) and those that an older round used, in the school's order."""
    everything = all_characteristics()
    asked = {one.id for one in _part([one for one in everything if one.retired_on is None], cohort_id)}
    return [one for one in everything if one.id in asked or one.id in used_ids]


def characteristics_of(cohort_id: int | None) -> list[Characteristic]:
    """What a cohort's next round asks: its part of the school's list, or the whole list where it has none."""
    return _part(characteristics(), cohort_id)


def characteristics_in(round_id: int, cohort_id: int, used_ids=()) -> list[Characteristic]:
    """What a round asks, in the school's order: the lines it was given, also those retired since; where it was given
    none, what its cohort is asked now. And the used ones, whatever became of them."""
    one, everything = RoundCharacteristicRow, all_characteristics()
    ids = {each for (each,) in one.select(one.characteristic).where(one.round == round_id).tuples()}
    if not ids:
        ids = {each.id for each in _part([each for each in everything if each.retired_on is None], cohort_id)}
    return [each for each in everything if each.id in ids or each.id in used_ids]


@writing
def list_in_round(round_id: int, characteristic_ids) -> None:
    """Let a round ask these lines: of the school's list, or retired ones that it has. What was scored on others stays.

    Raises NoSuchCharacteristic."""
    chosen, one = set(characteristic_ids), RoundCharacteristicRow
    there = {each for (each,) in one.select(one.characteristic).where(one.round == round_id).tuples()}
    if chosen - {each.id for each in characteristics()} - there:
        raise NoSuchCharacteristic()
    one.delete().where(one.round == round_id).execute()
    if chosen:
        one.insert_many([{"round": round_id, "characteristic": each} for each in sorted(chosen)]).execute()


def _part(listed, cohort_id) -> list[Characteristic]:
    if cohort_id is None:
        return listed
    part = CohortCharacteristicRow
    chosen = {one for (one,) in part.select(part.characteristic).where(part.cohort == cohort_id).tuples()}
    return [one for one in listed if one.id in chosen] or listed


@writing
def choose_part(cohort_id: int, characteristic_ids) -> None:
    """Ask a cohort for a part of the school's list only, from its next round on; all of it, or nothing, means the whole
    list, and what is added to the list later is then asked, too. Raises NoSuchCharacteristic."""
    chosen, listed = set(characteristic_ids), {one.id for one in characteristics()}
    if chosen - listed:
        raise NoSuchCharacteristic()
    part = CohortCharacteristicRow
    part.delete().where(part.cohort == cohort_id).execute()
    if chosen and chosen != listed:
        part.insert_many([{"cohort": cohort_id, "characteristic": one} for one in sorted(chosen)]).execute()


@writing
def add_characteristic(
    name: str, child_wording: str = "", low_end: str = "", high_end: str = "", symbol: str = ""
) -> Characteristic:
    """Add a success characteristic at the end of the school's list (R24); raises NameMissing."""
    name = named(name)
    last = CharacteristicRow.select(fn.MAX(CharacteristicRow.position)).scalar() or 0
    return _characteristic(
        CharacteristicRow.create(
            name=name,
            child_wording=child_wording.strip() or name,
            low_end=low_end.strip(),
            high_end=high_end.strip(),
            symbol=symbol,
            position=last + 1,
        )
    )


@writing
def retire_characteristic(characteristic_id: int, today: date) -> None:
    """Ask for a characteristic no longer in new rounds; those that began with it keep it."""
    one = CharacteristicRow
    one.update(retired_on=today).where(one.id == characteristic_id, one.retired_on.is_null()).execute()


@writing
def list_seed_characteristics() -> int:
    """Begin the school's list with the seed's four, where it is empty; returns how many were added."""
    if CharacteristicRow.select().exists():
        return 0
    for characteristic in SEED_CHARACTERISTICS:
        add_characteristic(*characteristic)
    return len(SEED_CHARACTERISTICS)


@writing
def word_characteristic(
    characteristic_id: int, name: str, child_wording: str, low_end: str, high_end: str, symbol: str
) -> Characteristic:
    """Put a characteristic into other words; older rounds read so, too. Raises NameMissing, NoSuchCharacteristic."""
    name = named(name)
    ends = {"low_end": low_end.strip(), "high_end": high_end.strip()}
    words = {"name": name, "child_wording": child_wording.strip() or name, **ends, "symbol": symbol}
    characteristic(characteristic_id)
    CharacteristicRow.update(words).where(CharacteristicRow.id == characteristic_id).execute()
    return characteristic(characteristic_id)


def characteristic(characteristic_id: int) -> Characteristic:
    """One success characteristic, asked now or retired; raises NoSuchCharacteristic."""
    for one in all_characteristics():
        if one.id == characteristic_id:
            return one
    raise NoSuchCharacteristic()


@writing
def move_characteristic(characteristic_id: int, up: bool) -> None:
    """Let a characteristic change places with the one before it (`up`) or after it; at the end of the list nothing
    happens. Raises NoSuchCharacteristic."""
    listed = [one.id for one in characteristics()]
    if characteristic_id not in listed:
        raise NoSuchCharacteristic()
    place = listed.index(characteristic_id)
    other = max(0, place - 1) if up else min(len(listed) - 1, place + 1)
    listed[place], listed[other] = listed[other], listed[place]
    retired = [one.id for one in all_characteristics() if one.retired_on]
    for position, one in enumerate([*listed, *retired], 1):
        CharacteristicRow.update(position=position).where(CharacteristicRow.id == one).execute()


@writing
def ask_again(characteristic_id: int) -> None:
    """Take a retired characteristic back into the list, at its end. Raises NoSuchCharacteristic."""
    characteristic(characteristic_id)
    last = CharacteristicRow.select(fn.MAX(CharacteristicRow.position)).scalar() or 0
    CharacteristicRow.update(retired_on=None, position=last + 1).where(
        CharacteristicRow.id == characteristic_id, CharacteristicRow.retired_on.is_null(False)
    ).execute()


# --- ready lists to begin with ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class ReadyList:
    """Success characteristics to start from: for whom, and each as name, child's wording, two ends, symbol."""

    key: str
    name: str
    about: str
    lines: tuple[tuple[str, str, str, str, str], ...]


READY = (
    ReadyList(
        "seed",
        N_("The four of “Ensure successful outcomes: personalise”"),
        N_("Learning skills, attendance, resilience, high self-esteem. For pupils from about seven."),
        SEED_CHARACTERISTICS,
    ),
    ReadyList(
        "primary",
        N_("A primary school"),
        N_("Six, each with a picture, in words for children from about six."),
        (
            (N_("Settling to learn"), N_("I get started on my work"), N_("Not yet"), N_("Straight away"), "pencil"),
            (N_("Listening"), N_("I listen when others speak"), N_("Hardly ever"), N_("Always"), "ear"),
            (N_("Keeping going"), N_("When it is hard, I try again"), N_("I stop"), N_("I keep trying"), "climb"),
            (N_("Friendships"), N_("I get on with other children"), N_("It is hard"), N_("It goes well"), "friends"),
            (N_("Calm feelings"), N_("I can calm down when I am upset"), N_("Not yet"), N_("Yes, I can"), "heart"),
            (N_("Asking for help"), N_("I ask when I need help"), N_("Hardly ever"), N_("Every time"), "hand"),
        ),
    ),
    ReadyList(
        "secondary",
        N_("A secondary school"),
        N_("Seven, about working independently, getting on with people, and looking ahead."),
        (
            (
                N_("Organisation"),
                N_("I have what I need and hand work in on time"),
                N_("Rarely"),
                N_("Always"),
                "calendar",
            ),
            (
                N_("Concentration"),
                N_("I can work without being distracted"),
                N_("Rarely"),
                N_("Almost always"),
                "puzzle",
            ),
            (N_("Resilience"), N_("When it gets hard, I keep trying"), N_("I give up"), N_("I keep going"), "climb"),
            (N_("Confidence"), N_("I say what I think in class"), N_("Never"), N_("Whenever I want to"), "speech"),
            (N_("Working with others"), N_("I work well in a group"), N_("Not well"), N_("Very well"), "friends"),
            (N_("Well-being"), N_("I feel well at school"), N_("Not at all"), N_("Very much"), "heart"),
            (N_("Looking ahead"), N_("I know what I am learning for"), N_("No idea yet"), N_("I know exactly"), "star"),
        ),
    ),
)


@writing
def begin_with(key: str) -> int:
    """Add the lines of a ready list that the school does not ask already (by name); returns how many.

    Raises NoSuchCharacteristic for a list that there is not."""
    ready = next((one for one in READY if one.key == key), None)
    if ready is None:
        raise NoSuchCharacteristic()
    there = {one.name.casefold() for one in characteristics()}
    lacking = [line for line in ready.lines if line[0].casefold() not in there]
    for line in lacking:
        add_characteristic(*line)
    return len(lacking)
