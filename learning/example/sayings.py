"""What the pupils of Year 9 write, what their tutors note, and why their teams agree other scores."""


def _lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text. A dash is a pupil who writes nothing."""
    return tuple("" if line.strip() == "-" else line.strip() for line in text.strip().splitlines())


DOING_WELL = {
    "yes": _lines(
        """
        my grades went up
        teachers say so
        I get my work done
        got a merit in {subject}
        mostly 6s and 7s
        I understand {subject} now
        no detentions for weeks
        my mum got a nice phone call for once
        I just know
        I came third in the {subject} test. third!
        people ask me for help in {subject}
        -
        """
    ),
    "not_sure": _lines(
        """
        depends on the lesson
        good in {subject}, bad in the rest
        idk nobody tells me
        some days yes some days no
        I'm ok I guess
        havent seen my report yet
        better than last year but thats not hard
        meh
        -
        """
    ),
    "no": _lines(
        """
        I keep getting sent out
        I don't get {subject} at all
        failed the last two tests
        look at my report
        I'm behind because I was off
        everyone else is faster than me
        I never finish
        -
        """
    ),
}
STOPPING = _lines(
    """
    -
    -
    no
    nothing really
    my phone
    people talking in {subject}
    tired
    I share a room with my brothers
    I look after my sister after school
    the bus is always late so I miss the start
    when I don't understand I switch off
    sitting next to my friends lol
    supply teachers in {subject}
    I get angry and then its over
    cant see the board from the back
    too much homework on the same day
    worrying about stuff at home
    {subject} is too fast
    I cant read the small writing on the sheets
    being hungry before lunch
    """
)
HELPING = _lines(
    """
    -
    more time
    sitting at the front
    if someone explained {subject} slower
    homework club but at lunch not after
    a quiet place to work
    doing it with a partner
    less copying off the board
    to know whats coming next
    football at lunch so I can concentrate after
    my tutor checking in on Mondays
    printed notes
    headphones when we write
    practical stuff
    being told what I did right
    a different seat in {subject}
    dont know, sleep?
    """
)
SUBJECTS = (
    "maths",
    "science",
    "English",
    "history",
    "French",
    "geography",
    "art",
    "computing",
    "DT",
    "music",
    "RE",
    "PE",
)
# For each characteristic, reasons for a high score and for a low one: why, what would improve it, what evidence.
WHY_SCORES = (
    (
        ("I do my homework most of the time", "remind me the day before", "my planner"),
        ("I don't know how to revise {subject}", "someone showing me how", "my last test"),
    ),
    (
        ("I'm here nearly every day", "", "the register"),
        ("bus", "an earlier bus", "my late marks"),
    ),
    (
        ("I keep trying even in {subject}", "", "ask my {subject} teacher"),
        ("I give up when its long", "shorter tasks", ""),
    ),
    (
        ("I feel ok with my friends", "to be picked for something", ""),
        ("not in {subject} anyway", "if people didnt laugh", ""),
    ),
)
# One-to-ones with pupils whose attitude is good, and with the others: notes and next steps.
TALKS_UP = (
    (
        "Cheerful. Proud of {subject}, and rightly. We looked at the last test together.",
        "Keeps going. Shows me the {subject} project when it is done.",
    ),
    ("Good talk. Could name three things that help and one that stops them.", "I ring home with good news on Friday."),
    (
        "Worried about moving up a set in {subject}. Reassured; we looked at the marks.",
        "I speak to the {subject} teacher about a partner to work with.",
    ),
    ("Asked what the score for attitude means. Would give one point more if {subject} went better.", ""),
    (
        "Knows the work in {subject} but does not put a hand up. Says that small groups are easier.",
        "Works with one partner in {subject} for three weeks.",
    ),
    ("Wants to know what comes after Year 9. Is thinking about {subject}.", "Meets the careers adviser."),
)
TALKS_DOWN = (
    (
        "Says mornings are hard. Bed after midnight most nights, phone in the room.",
        "Phone stays downstairs from ten. We ask again next time.",
    ),
    ("Did not want to talk much. We kept it short.", "We meet again next week, at lunch."),
    (
        "Explained what goes wrong at the start of {subject}: coming in last, no seat left, an argument begins.",
        "Has a seat of their own in {subject}, by the door.",
    ),
    (
        "Told me about caring for a younger sister after school. Homework happens late or not at all.",
        "Homework in the library at lunch, twice a week. I tell Mrs Rahman.",
    ),
    (
        "Thinks that nobody notices when things go well. I had noticed two this week and said so.",
        "Writes down one good thing a day; we read them on Monday.",
    ),
    (
        "Angry about {subject}. Drew where in the lesson it starts.",
        "Two breathers a lesson with the card, then back in.",
    ),
    ("Cannot follow {subject} since being off. Three chapters are missing.", "I get the notes for the three chapters."),
)
DEEPER = (
    "Longer talk in the quiet room. Drew the week as a line: Tuesdays and Thursdays are the low days.",
    "Read a page of {subject} together. Reading is slower than we knew; asked for the sheets in larger print.",
    "Went through the incident of last week step by step. Saw two moments to turn round.",
    "Walked round the field. Talked about home first, about {subject} last, which was the right order.",
    "Looked back at the first journal of the year. 'I would not write that now.'",
)
# Why a team agrees a lower score than the average, and why a higher one.
WHY_DIFFERENT = (
    (
        "The last two weeks were harder than the scores say.",
        "All had seen it once too often.",
        "Agreed at the pupil's own wish.",
    ),
    (
        "The last two weeks were better than the scores say.",
        "The pupil could say why it should be higher.",
        "All had seen it happen this week.",
    ),
)
