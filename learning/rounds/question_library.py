"""Ready question sets to start from: the seed's own two, one for young children with faces, and a short check-in."""

from dataclasses import dataclass
from datetime import date

from learning.core.errors import N_
from learning.core.store import writing
from learning.people.pupil_help import Help

from .question_sets import add_set, question_set, QuestionSet, sets, usual_set
from .questions import Draft
from .set_help import choose_set_help, help_of_set
from .set_versions import NoSuchSet


@dataclass(frozen=True)
class ReadySet:
    """A set to start from, who it is for, its questions, and the settings that its pupils start with."""

    key: str
    name: str
    about: str
    drafts: tuple[Draft, ...]
    help: Help = Help()


ATTITUDE = (N_("Poor attitude"), N_("Good attitude"))

# "My learning journal" of the seed, word for word (R51, R52).
SEED_FOUR = ReadySet(
    "journal",
    N_("My learning journal"),
    N_("The four questions of “My learning journal”. For pupils from about eight."),
    (
        Draft("yes_no", N_("Am I doing well in school?"), N_("How do I know?"), symbol="star"),
        Draft("track", N_("How do I feel about my attitude to learning?"), "", *ATTITUDE, symbol="heart"),
        Draft("words", N_("Is anything stopping me from learning?"), symbol="puzzle"),
        Draft("words", N_("What else can help me to learn?"), symbol="idea"),
    ),
)

# The eight sample questions of the seed, word for word (R42).
SEED_EIGHT = ReadySet(
    "eight",
    N_("Eight questions about learning"),
    N_("The eight sample questions, for pupils who like to think on paper. Takes about ten minutes."),
    (
        Draft("yes_no", N_("Am I doing well in school?"), symbol="star"),
        Draft("words", N_("How do I know?"), options=(N_("I know because…"), N_("Other people say…")), symbol="eye"),
        Draft("track", N_("How do I feel about my attitude to learning?"), "", *ATTITUDE, symbol="heart"),
        Draft("words", N_("Is anything stopping me from learning?"), symbol="puzzle"),
        Draft("words", N_("How can I stop this from happening?"), options=(N_("I could…"),), symbol="shield"),
        Draft("words", N_("Is anything helping me to learn?"), symbol="hand"),
        Draft("words", N_("What can I do to help me learn?"), options=(N_("I can…"),), symbol="climb"),
        Draft("words", N_("What else can help me learn?"), symbol="idea"),
    ),
)

PRIMARY = ReadySet(
    "faces",
    N_("How school feels"),
    N_("Faces and pictures, with very little writing. For children from about five to eight."),
    (
        Draft("faces", N_("How do I feel at school?"), "", N_("Not happy yet"), N_("Very happy"), symbol="house"),
        Draft("faces", N_("How is my learning going?"), "", N_("It's hard"), N_("It's going well"), symbol="book"),
        Draft(
            "several",
            N_("What gets in my way?"),
            options=(
                N_("[noise] Noise"),
                N_("[sleep] I am tired"),
                N_("[friends] Friends"),
                N_("[puzzle] It is too hard"),
                N_("[clock] No time"),
                N_("[food] I am hungry"),
            ),
            symbol="shield",
        ),
        Draft(
            "several",
            N_("What helps me?"),
            options=(
                N_("[teacher] My teacher"),
                N_("[friends] Friends"),
                N_("[quiet] A quiet place"),
                N_("[star] Being told well done"),
                N_("[ball] Moving about"),
                N_("[eye] Pictures"),
            ),
            symbol="hand",
        ),
        Draft("words", N_("What do I want to say?"), options=(N_("I like…"), N_("I want…")), symbol="speech"),
    ),
    Help(symbols=True, aloud=True),
)

CHECK_IN = ReadySet(
    "check-in",
    N_("Short check-in"),
    N_("Three quick taps, for the weeks between two journals. For all ages."),
    (
        Draft("track", N_("How is my learning this week?"), "", N_("Not good"), N_("Very good"), picture="weather"),
        Draft(
            "choice",
            N_("What would help me most now?"),
            options=(
                N_("[teacher] Someone explains it to me"),
                N_("[clock] More time"),
                N_("[quiet] A quieter place"),
                N_("[friends] Working with a friend"),
                N_("[medal] Something harder"),
                N_("[sun] Nothing, it is fine"),
            ),
            symbol="hand",
        ),
        Draft("yes_no", N_("Did my last plan help?"), N_("What should we change?"), symbol="idea"),
    ),
)

ONE_MINUTE = ReadySet(
    "one-minute",
    N_("How are you today?"),
    N_("A face, a number, and a few words if the pupil likes. For a one-minute check-in, at all ages."),
    (
        Draft("faces", N_("How are you today?"), "", N_("Not good"), N_("Very good"), symbol="sun"),
        Draft("track", N_("How ready am I to learn?"), "", N_("Not ready"), N_("Ready"), symbol="book"),
        Draft("words", N_("Do I want to say something?"), symbol="speech"),
    ),
)

LIBRARY = (SEED_FOUR, SEED_EIGHT, PRIMARY, CHECK_IN, ONE_MINUTE)
MOST_IN_A_CHECK_IN = 3  # questions


def check_in_sets() -> list[QuestionSet]:
    """Return the sets in use that are short enough for a one-minute check-in."""
    return [each for each in sets() if 0 < len(each.questions) <= MOST_IN_A_CHECK_IN]


@writing
def check_in_set(set_id: int | None, today: date) -> QuestionSet:
    """Return the set of questions for a check-in: this one, or for None the ready one, which is added if the school
    does not have it. Raises NoSuchSet."""
    if set_id is not None:
        return question_set(set_id)
    own = next((each for each in sets() if each.name == ONE_MINUTE.name), None)
    return own or add_from_library(ONE_MINUTE.key, today)


@writing
def add_from_library(key: str, today: date, name: str = "") -> QuestionSet:
    """Add a set of the library to the school's own sets; raises NoSuchSet, SetNameTaken."""
    ready = next((ready for ready in LIBRARY if ready.key == key), None)
    if ready is None:
        raise NoSuchSet()
    added = add_set(name or ready.name, today, ready.drafts)
    if ready.help != Help():
        choose_set_help(added.id, ready.help)
    return added


@writing
def ask_seed_questions(today: date) -> int:
    """Start the journal with the seed's four questions, if it has none; return how many were added."""
    return 0 if usual_set() else len(add_from_library(SEED_FOUR.key, today).questions)


def ready_help(question_set: QuestionSet) -> Help:
    """Return the settings with which a set of the library starts now, if this set still asks its questions and has no
    settings of its own. Otherwise return no settings."""
    wordings = {question.wording for question in question_set.questions}
    fitting = [each for each in LIBRARY if wordings and wordings == {draft.wording for draft in each.drafts}]
    return fitting[0].help if fitting and help_of_set(question_set.id) == Help() else Help()


@writing
def use_ready_help(set_id: int) -> Help:
    """Choose for a set the settings with which the library's set starts now, and return them. Raises NoSuchSet."""
    help = ready_help(question_set(set_id))
    if help != Help():
        choose_set_help(set_id, help)
    return help
