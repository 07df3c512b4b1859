"""Ready lists of success characteristics to start from: the seed's four, and one each for primary and secondary."""

from dataclasses import dataclass

from learning.core.errors import N_
from learning.core.store import writing

from .characteristics import add_characteristic, all_characteristics, characteristics, NoSuchCharacteristic

# The seed's own examples (R36), with our own wording for children.
SEED_CHARACTERISTICS = (
    (N_("Learning skills"), N_("I know how to learn new things"), N_("Not yet"), N_("Yes, very well"), "puzzle"),
    (N_("Attendance"), N_("I come to school and I am on time"), N_("Hardly ever"), N_("Every day"), "calendar"),
    (N_("Resilience"), N_("When it gets hard, I keep trying"), N_("I give up"), N_("I keep going"), "climb"),
    (N_("High self-esteem"), N_("I feel good about myself"), N_("Not at all"), N_("Very much"), "heart"),
)


@dataclass(frozen=True)
class ReadyList:
    """A list to start from, and who it is for. Each entry: name, child's wording, words at 0 and at 10, symbol."""

    key: str
    name: str
    about: str
    entries: tuple[tuple[str, str, str, str, str], ...]


READY_LISTS = (
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
            (N_("Friendships"), N_("I get on with other children"), N_("It's hard"), N_("It's going well"), "friends"),
            (N_("Feeling calm"), N_("I can calm down when I am upset"), N_("Not yet"), N_("Yes, I can"), "heart"),
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
            (N_("Looking ahead"), N_("I know why I am learning"), N_("No idea yet"), N_("I know exactly"), "star"),
        ),
    ),
)


@writing
def add_ready_list(key: str) -> int:
    """Add the entries of a ready list whose names the school's list does not have; return how many were added.

    Raises NoSuchCharacteristic for a list that does not exist."""
    ready = next((ready for ready in READY_LISTS if ready.key == key), None)
    if ready is None:
        raise NoSuchCharacteristic()
    names = {characteristic.name.casefold() for characteristic in characteristics()}
    missing = [entry for entry in ready.entries if entry[0].casefold() not in names]
    for entry in missing:
        add_characteristic(*entry)
    return len(missing)


@writing
def add_seed_characteristics() -> int:
    """Start the school's list with the seed's four, if it is empty; return how many were added."""
    return 0 if all_characteristics() else add_ready_list("seed")
