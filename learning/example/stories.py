"""The stories of the example school's two small groups, pupil by pupil and round by round. Nobody is real."""

from typing import NamedTuple

from .words import Chain


class Told(NamedTuple):
    """What was said of and by a pupil in one round: "-" is not given, "?" is "I don't know", "" is skipped.

    `marks`: whose (pupil, parent, community, or a member's key) -> scores in the order of the school's list.
    `journal`: the four answers: (choice, words), attitude, words, words."""

    marks: dict[str, str]
    journal: tuple = ()
    said: tuple = ()  # (whose, characteristic, why, improve, evidence)
    talk: tuple[str, str] = ("", "")  # notes and next steps of the one-to-one
    notes: str = ""  # of the meeting that agreed the summary; "" where none was held
    agreed: tuple[str, str] = ()  # what it agreed, and why where that is not the average


class Story(NamedTuple):
    """A pupil of one of the two small groups, told round by round."""

    forename: str
    surname: str
    preferred: str
    year: str
    class_name: str
    parent: tuple[str, str]
    rounds: tuple[Told, ...]
    chain: tuple[Chain, ...]
    community: tuple[str, str] = ("", "")


PRIMARY_STORIES = (
    Story(
        "Ifeoma",
        "Nwosu",
        "",
        "Year 4",
        "Kestrels",
        ("Mrs Nwosu", "Mother"),
        (
            Told(
                {"okafor": "3 8 2 4", "rahman": "4 8 3 3", "pupil": "9 10 9 10", "parent": "6 9 5 7"},
                (("yes", "becos I am alwas furst to finnish"), 10, "when Miss says do it agen", "ice cream"),
                (
                    (
                        "okafor",
                        2,
                        "Rushes, then tears the page when it is wrong.",
                        "A way to mend work without starting over.",
                        "Three torn pages in two weeks.",
                    ),
                    ("pupil", 0, "I am the best at lerning", "nothing its good", "my pen licence"),
                    ("parent", 2, "At home she keeps at her hair braiding for hours.", "Let her choose sometimes.", ""),
                ),
                (
                    "Says that finishing first is what good means. We looked for other meanings.",
                    "Shows me one thing she has mended.",
                ),
                "Three people, three different children. We talked about braiding: the patience is there.",
                ("4 8 3 5", "What is seen in class weighs most; the mother agreed."),
            ),
            Told(
                {"okafor": "5 8 5 6", "rahman": "5 9 5 5", "pupil": "7 10 6 8", "parent": "6 9 6 7"},
                (("yes", "I fixed my story and it got beter"), 8, "rushing", "the mending pen"),
                (("pupil", 2, "I only got cross one time", "count to ten", "Miss put a star"),),
                ("Proud of the mended story. She now says 'not finished yet' herself.", "Reads it to Year 2."),
                "The views have come closer together. Her own word for it: mending.",
                ("6 9 5 6", "Ifeoma herself said: not finished yet."),
            ),
            Told(
                {"okafor": "6 9 6 6", "rahman": "5 9 6 6", "pupil": "8 10 7 9", "parent": "7 9 7 8"},
                (("yes", "I mend things befor Miss tells me"), 9, "", "more storys"),
            ),
        ),
        (
            Chain(
                "blocker",
                "Thinks that quick is good; cannot bear a mistake",
                "Feelings",
                2,
                "mitigate",
                "To be proud of work that was mended",
                0,
                "partly",
                "Mends stories. Sums are still torn out.",
            ),
            Chain(
                "enabler",
                "Endless patience with braiding and beads",
                "Beyond the classroom",
                0,
                "enhance",
                "To use what she knows about patience in her writing",
                1,
            ),
        ),
    ),
    Story(
        "Jakub",
        "Wieczorek",
        "Kuba",
        "Year 3",
        "Kestrels",
        ("Pan Wieczorek", "Father"),
        (
            Told(
                {"okafor": "4 9 5 3", "nowicka": "6 9 6 4", "pupil": "? 10 5 ?", "parent": "8 10 8 6"},
                (("not_sure", "?"), 5, "to much inglish", "my frend Hania can say it in polish"),
                (
                    (
                        "nowicka",
                        0,
                        "In Polish he retells a story with every detail.",
                        "Let him plan in Polish first.",
                        "Story retold on tape",
                    ),
                ),
                (
                    "With a Polish speaker. In Polish he talked for ten minutes without stopping.",
                    "Plans his writing in Polish.",
                ),
                "What we took for slow is a second language. His father had said so from the start.",
                ("5 9 5 4", "In English, for now; in Polish all would be higher."),
            ),
            Told(
                {"okafor": "7 10 7 6", "nowicka": "7 10 7 6", "pupil": "6 10 7 8", "parent": "8 10 8 7"},
                (("yes", "I red a hole book in english"), 8, "long words", "pichers"),
                (("okafor", 0, "Plans in Polish, writes in English: twice as long.", "", "His writing book"),),
                ("Read me two pages. Asked what 'whole' means and why it has a w.", "Chooses the next book himself."),
                "Planning in his first language works. Father reads with him every evening.",
                ("7 10 7 7", "His own score counted double, he had thought about it long."),
            ),
            Told(
                {"okafor": "7 10 8 7", "nowicka": "8 10 8 7", "pupil": "8 10 7 8", "parent": "8 10 9 8"},
                (("yes", "I red 3 hole books"), 9, "words with gh", "?"),
            ),
        ),
        (
            Chain(
                "blocker",
                "English is still new; goes quiet",
                "Language",
                0,
                "compensate",
                "To show what he knows before the English is perfect",
                1,
                "met",
                "He plans in Polish and then speaks first.",
            ),
            Chain(
                "enabler",
                "Tells stories in Polish with every detail",
                "Language",
                3,
                "improve",
                "To be heard as a storyteller in class",
                0,
            ),
        ),
    ),
    Story(
        "Sorcha",
        "Ní Bhriain",
        "",
        "Year 4",
        "Kestrels",
        ("Mr Ó Briain", "Father"),
        (
            Told(
                {"okafor": "9 10 8 7", "rahman": "8 10 6 6", "pupil": "3 10 2 0", "parent": "9 10 9 9"},
                (("no", "I got two wrong in spellings"), 2, "my head says I cant", "?"),
                (
                    ("pupil", 3, "everyone is better than me", "if I was perfect", "I cried on Tuesday"),
                    (
                        "okafor",
                        3,
                        "Top marks, and rubs out until the paper is thin.",
                        "Praise for trying, not for being right.",
                        "",
                    ),
                ),
                (
                    "She gave herself 0. I thanked her for the truth. We drew the voice in her head: a crow.",
                    "When the crow talks, she draws it in the margin.",
                ),
                "The widest gap on the sheet. Nobody had known of the 0. Her father was silent, then thanked us.",
                ("7 10 4 2", "It is her own view of herself that we want to see change."),
            ),
            Told(
                {"okafor": "9 10 8 7", "rahman": "9 10 7 6", "pupil": "6 10 5 4", "parent": "9 10 8 7"},
                (("not_sure", "I got one wrong and nobody died"), 6, "the crow", "drawing the crow"),
                (("pupil", 3, "the crow is smaller", "more drawing", "look in my margins"),),
                ("The crow has a name now. It is called Kevin.", "Brings a mistake to show on Fridays."),
                "From 0 to 4 in her own eyes. Father says that she laughs at supper again.",
                ("8 10 6 5", "Again with most weight on her own view."),
            ),
            Told(
                {"okafor": "9 10 8 8", "pupil": "7 10 6 ?"},
                (("not_sure", "Kevin came back but only on Monday"), 6, "Kevin", "being told its ok"),
            ),
        ),
        (
            Chain(
                "blocker",
                "Believes that a mistake means failing",
                "Feelings",
                3,
                "mitigate",
                "To make mistakes in safety and find them interesting",
                0,
                "partly",
                "Shows mistakes to Ms Okafor, not yet to others.",
            ),
            Chain(
                "enabler",
                "Draws what she feels",
                "Beyond the classroom",
                3,
                "enhance",
                "To help others to draw their worries",
                0,
            ),
        ),
    ),
    Story(
        "Mahad",
        "Samatar",
        "",
        "Year 3",
        "Kestrels",
        ("Mrs Samatar", "Mother"),
        (
            Told(
                {"okafor": "6 3 5 6", "rahman": "6 2 6 6", "pupil": "7 9 6 8", "parent": "7 9 8 8"},
                (
                    ("yes", "I no all my tables up to 5"),
                    9,
                    "I have to help hoyo in the morning",
                    "a lowder alarm clock",
                ),
                (
                    ("okafor", 1, "Here, but twenty minutes late on most days.", "Somebody to walk with.", "Register"),
                    ("parent", 1, "He comes every day, whatever happens at home.", "", ""),
                ),
                (
                    "Gets his brother dressed and gives his mother her tablets before he leaves.",
                    "I tell Mrs Rahman today.",
                ),
                "Attendance: 9 for his mother, 2 for the school. Both are true. Late is not the same as away.",
                ("6 3 5 7", "The register shows fourteen late marks; nobody disputes them."),
            ),
            Told(
                {"okafor": "7 5 6 7", "rahman": "7 5 6 7", "pupil": "8 9 7 8", "parent": "7 8 8 8"},
                (("yes", "I am a sivver champion at tables"), 9, "", "brekfast club with Guled"),
                (("okafor", 1, "On time on three days of five.", "", "Register"),),
                ("Walks with Guled and his aunt now. Loves the toast.", "Tables badge at assembly."),
                "The walk with a neighbour helps. Mrs Rahman has told the young carers' team, apart from this sheet.",
                ("7 6 6 7", "On time on three days of five; his mother agreed."),
            ),
        ),
        (
            Chain(
                "blocker",
                "Helps at home before school, arrives late and tired",
                "Home",
                1,
                "compensate",
                "To arrive rested and on time at least four days of five",
                2,
                "partly",
                "Three of five. The aunt goes on.",
            ),
            Chain(
                "enabler",
                "Praise; loves number games",
                "How lessons go",
                0,
                "improve",
                "To be known for his tables",
                0,
                "met",
                "Badge in assembly.",
            ),
        ),
    ),
    Story(
        "Zephan",
        "Pinnock-Shaw",
        "",
        "Year 6",
        "Swifts",
        ("Ms Pinnock", "Mother"),
        (
            Told(
                {
                    "lindqvist": "4 6 2 3",
                    "rahman": "4 5 3 3",
                    "pupil": "5 7 8 4",
                    "parent": "5 7 6 3",
                    "community": "7 10 9 9",
                },
                (
                    ("no", "I'm only good at football"),
                    4,
                    "I get wound up at lunch and it stays in me",
                    "running before lessons",
                ),
                (
                    (
                        "community",
                        2,
                        "Two-nil down he lifts the whole team.",
                        "Make him captain of something indoors.",
                        "Season's log",
                    ),
                    ("lindqvist", 2, "Leaves the room when corrected.", "", "Four times since half-term"),
                ),
                ("He said: on the pitch you get another go straight away.", "Gets another go straight away in maths."),
                "His coach came. The coach's 9 and the classroom's 2 for resilience were the whole meeting.",
                ("4 6 3 3", "For the classroom. On the pitch it would be a 9."),
            ),
            Told(
                {
                    "lindqvist": "5 7 6 5",
                    "rahman": "5 7 5 5",
                    "pupil": "6 8 8 7",
                    "parent": "6 7 7 6",
                    "community": "7 10 9 9",
                },
                (("yes", "Mr Lindqvist said I was captain of science"), 7, "wet play", "another go"),
                (("pupil", 2, "I walked out once but I came back in", "another go", "ask Sir"),),
                ("Came back into the room by himself on Thursday.", "Captain of the science table for a term."),
                "Another go, straight away: it works. His mother has begun to say it at home.",
                ("6 7 6 6", "The coach's scores are for the pitch."),
            ),
        ),
        (
            Chain(
                "blocker",
                "Quarrels at lunch come into the lesson",
                "Feelings",
                2,
                "mitigate",
                "To come into afternoon lessons calm",
                0,
                "partly",
                "Four calm afternoons of five; wet play is the fifth.",
            ),
            Chain(
                "enabler",
                "Lifts his football team when it is losing",
                "Beyond the classroom",
                2,
                "improve",
                "To be to his table what he is to his team",
                0,
                "met",
                "The science table asked to keep him.",
            ),
        ),
        ("Coach Del", "Football coach"),
    ),
    Story(
        "Mehwish",
        "Chaudhry",
        "",
        "Year 5",
        "Swifts",
        ("Mr Chaudhry", "Father"),
        (
            Told(
                {
                    "lindqvist": "7 9 6 3",
                    "rahman": "7 9 - 3",
                    "nowicka": "6 9 6 2",
                    "pupil": "5 9 4 2",
                    "parent": "8 10 7 8",
                },
                (
                    ("not_sure", "I think so but nobody asks me"),
                    6,
                    "talking in front of people",
                    "writing it down first",
                ),
                (
                    ("parent", 3, "At home she never stops talking.", "", "She runs her cousins' school."),
                    ("nowicka", 3, "Answers in one word, eyes down.", "Time to get ready.", "Two visits"),
                ),
                ("Whispered, then wrote. The writing was full of jokes.", "May answer on the small whiteboard."),
                "Her father laughed out loud at 'quiet'. At home she teaches eight cousins.",
                ("6 9 5 3", "For school; at home it would be an 8."),
            ),
            Told(
                {
                    "lindqvist": "8 9 7 5",
                    "rahman": "7 9 7 5",
                    "nowicka": "7 9 6 5",
                    "pupil": "6 9 6 5",
                    "parent": "8 10 8 8",
                },
                (("yes", "I read my joke out"), 7, "when they look at me", "my whiteboard"),
                (),
                ("She read a joke aloud and the class laughed at the right place.", "Chooses one more."),
                "From 3 to 5 or 6 in every eye. We do not hurry her.",
                ("7 9 6 5", "For school, as last time."),
            ),
        ),
        (
            Chain(
                "blocker",
                "Being looked at while she speaks",
                "Feelings",
                3,
                "mitigate",
                "To choose when and how she is heard",
                0,
                "met",
                "Whiteboard first, voice second, by her own choice.",
            ),
            Chain(
                "enabler",
                "Teaches her cousins at home",
                "Home",
                0,
                "enhance",
                "To teach something to younger pupils",
                2,
            ),
        ),
    ),
    Story(
        "Tirion",
        "ap Gwilym",
        "",
        "Year 6",
        "Swifts",
        ("Mrs Gwilym", "Grandmother"),
        (
            Told(
                {"lindqvist": "7 9 7 7", "rahman": "7 9 6 7", "pupil": "8 9 8 7", "parent": "8 9 8 8"},
                (("yes", "I can explain fractions to Nain"), 8, "nothing", "harder maths please"),
                (),
                ("All well. Wants harder maths and gets it.", "Fractions with Year 7 sheets."),
                "In the group for friendship's sake; high all round.",
            ),
            Told(
                {"lindqvist": "6 5 4 4", "rahman": "6 5 4 4", "pupil": "6 6 3 2", "parent": "7 6 4 4"},
                (
                    ("not_sure", "I was but then we moved"),
                    3,
                    "its a long way now and I think about stuff",
                    "seeing my old room",
                ),
                (
                    ("parent", 2, "We lost the house. She has slept badly since.", "A place to be quiet.", ""),
                    ("pupil", 3, "I feel like a parsel", "?", ""),
                ),
                (
                    "Told me about the move. 'Like a parcel.' We sat for a while.",
                    "Comes to the library at eight when she likes.",
                ),
                "Lower in three of four, and we know why. The numbers told it before anyone did.",
                ("6 5 4 3", "Tirion asked that her own score be written down."),
            ),
        ),
        (
            Chain(
                "blocker",
                "Moved suddenly; long way to school",
                "Home",
                1,
                "mitigate",
                "To feel that school is the part that stays the same",
                2,
                "not yet",
                "Two weeks in. Comes to the library most mornings.",
            ),
            Chain("enabler", "Explains maths to her grandmother", "Home", 0, "improve", "To keep maths a joy", 1),
        ),
    ),
    Story(
        "Zihan",
        "Luo",
        "",
        "Year 5",
        "Swifts",
        ("Mr Luo", "Father"),
        (
            Told(
                {"lindqvist": "9 10 6 5", "rahman": "8 10 6 -", "pupil": "7 10 - 5", "parent": "6 10 5 6"},
                (("yes", "tests"), 7, "", "more chess"),
                (("parent", 0, "He could do better.", "More homework.", "His cousin is in a higher class."),),
                ("Careful answers. Lights up at chess.", "Shows the opening he invented."),
                "Here it is the parent's view that is low. We showed the tests.",
                ("8 10 6 5", "The tests support the teacher's score."),
            ),
            Told(
                {"lindqvist": "9 10 6 6", "pupil": "8 10 6 5", "parent": "7 10 6 6"},
                (("yes", "I beat Mr Lindqvist in 19 moves"), 8, "noise", "?"),
                (),
                ("", ""),
                "Little has changed, and little needed to.",
                ("9 10 6 6", "The tests support the teacher's score."),
            ),
        ),
        (
            Chain(
                "enabler",
                "Chess: sees ten moves ahead",
                "Beyond the classroom",
                2,
                "enhance",
                "To plan long pieces of work as he plans a game",
                1,
            ),
        ),
    ),
)

COLLEGE_STORIES = (
    Story(
        "Caoimhe",
        "D'Arcy-Quill",
        "",
        "Year 13",
        "",
        ("Mrs D'Arcy", "Mother"),
        (
            Told(
                {
                    "baptiste": "5 8 6 4",
                    "nowicka": "7 8 7 5",
                    "sato": "4 8 6 4",
                    "hughes": "5 7 6 3",
                    "pupil": "8 9 8 3",
                    "parent": "6 9 7 4",
                },
                (("yes", "I finished unit 2 with my eye gaze"), 7, "people talk to my mum not me", "wait for me"),
                (
                    ("pupil", 3, "people answer for me", "wait ten seconds", "count how long you waited"),
                    (
                        "nowicka",
                        0,
                        "With time to answer she is well ahead of her course.",
                        "Ten seconds' wait, by everyone.",
                        "Film of her lesson",
                    ),
                    (
                        "sato",
                        0,
                        "The screen stands too low; she tires within minutes.",
                        "A new mount.",
                        "Seating report",
                    ),
                ),
                (
                    "By eye gaze, an hour. She asked the questions for the second half.",
                    "Ten-second rule on the door of every room.",
                ),
                "Five professionals, one sentence of hers decided it: wait for me.",
                ("7 8 7 3", "Her own score, since nobody else can know."),
            ),
            Told(
                {
                    "baptiste": "7 9 7 7",
                    "nowicka": "8 9 8 7",
                    "sato": "7 9 7 6",
                    "hughes": "6 8 7 6",
                    "pupil": "9 9 8 7",
                    "parent": "7 9 8 7",
                },
                (("yes", "three people waited. I counted"), 9, "new staff who do not know", "I want to train them"),
                (("pupil", 3, "they look at me now", "all of them not three", "my count on the wall"),),
                ("Proposes to train new staff herself. Agreed at once.", "First training in three weeks."),
                "The new mount and the wait have both worked. She leads the next meeting.",
                ("8 9 8 7", "Film of a whole lesson seen by all."),
            ),
            Told({"nowicka": "8 9 8 8"}),
        ),
        (
            Chain(
                "blocker",
                "Others answer before she can",
                "Being heard",
                3,
                "mitigate",
                "To be asked herself, and be given the time to answer",
                0,
                "met",
                "Her own count: eleven of twelve staff wait.",
            ),
            Chain(
                "blocker",
                "Tires when the screen stands too low",
                "Health",
                0,
                "compensate",
                "To work for a whole lesson in comfort",
                None,
                "met",
                "Forty minutes without a break.",
            ),
            Chain(
                "enabler",
                "Speaks up for herself once there is time",
                "Being heard",
                3,
                "enhance",
                "To teach new staff how to listen",
                0,
            ),
        ),
        ("Ms Farrow", "Youth theatre"),
    ),
    Story(
        "Ruşen",
        "Aydoğan",
        "",
        "Year 13",
        "",
        ("Mr Aydoğan", "Father"),
        (
            Told(
                {
                    "baptiste": "6 2 4 5",
                    "nowicka": "6 - 4 4",
                    "sato": "6 3 3 5",
                    "hughes": "5 1 4 4",
                    "pupil": "7 0 5 6",
                    "parent": "6 2 3 5",
                },
                (("no", "I was not here"), 4, "the number 14 bus. too loud", "the early one is empty"),
                (
                    ("pupil", 1, "0 because I missed 3 weeks", "the 06:52 bus", "the timetable"),
                    (
                        "sato",
                        2,
                        "Noise is pain for him. He arrives with nothing left.",
                        "A quiet half hour on arrival.",
                        "Sensory profile",
                    ),
                ),
                (
                    "He had the whole plan in his head: an earlier bus, a quiet room. Nobody had asked.",
                    "Room 4 opens at 7.20 from Monday.",
                ),
                "Everyone agreed on attendance, and nobody knew why until he told us: the bus.",
                ("6 1 4 5", "Fifteen days missed of twenty-five."),
            ),
            Told(
                {
                    "baptiste": "6 8 5 5",
                    "nowicka": "6 8 5 5",
                    "sato": "7 8 6 6",
                    "hughes": "6 7 5 5",
                    "pupil": "7 10 6 6",
                    "parent": "7 8 4 5",
                },
                (("yes", "24 days of 25"), 8, "fire alarm test", "tell me the day before"),
                (("pupil", 1, "24 of 25 is 9.6 so 10", "", "register"),),
                ("Brought a table of his arrivals. Average 7.14.", "Mr Baptiste tells him of alarms the day before."),
                "From 1 or 2 to 8. His own idea, carried out within a week.",
                ("7 8 5 5", "24 of 25 days, but only with the early bus."),
            ),
        ),
        (
            Chain(
                "blocker",
                "The crowded bus hurts; arrives with nothing left",
                "Getting to college",
                1,
                "mitigate",
                "To arrive with enough calm left to learn",
                None,
                "met",
                "24 days of 25.",
            ),
            Chain(
                "blocker",
                "Alarms without warning",
                "Health",
                2,
                "compensate",
                "To know what is coming before it comes",
                None,
                "partly",
                "Told of two alarms of three.",
            ),
            Chain(
                "enabler",
                "Plans and timetables; exact",
                "How lessons go",
                0,
                "improve",
                "To use his exact eye on a task that others need",
                0,
            ),
        ),
    ),
    Story(
        "Teófilo",
        "Quaresma-Lamb",
        "Teo",
        "Year 13",
        "",
        ("Ms Quaresma", "Mother"),
        (
            Told(
                {
                    "baptiste": "3 7 5 6",
                    "nowicka": "4 7 5 6",
                    "sato": "5 7 5 7",
                    "hughes": "4 6 3 5",
                    "pupil": "5 8 ? 9",
                    "parent": "3 8 4 8",
                },
                (("not_sure", "ask Mr B"), 6, "?", "cooking"),
                (
                    (
                        "baptiste",
                        0,
                        "Loses the thread after two steps.",
                        "One step at a time, in pictures.",
                        "Kitchen log",
                    ),
                    ("hughes", 2, "He is about to move into supported living.", "", "Visit of last week"),
                ),
                (
                    "Cooked while we talked. Six steps of pancakes without a word of help.",
                    "Picture steps as in the kitchen.",
                ),
                "He forgets two steps at a desk and keeps six in the kitchen.",
                ("4 7 4 6", "At the desk; in the kitchen it would be a 7."),
            ),
            Told(
                {
                    "baptiste": "6 7 5 7",
                    "nowicka": "5 7 5 7",
                    "sato": "6 8 6 7",
                    "hughes": "5 5 3 5",
                    "pupil": "7 6 4 9",
                    "parent": "4 5 4 7",
                },
                (("yes", "I made lunch for 9"), 8, "the new flat. its far", "my knife with the red handle"),
                (("parent", 1, "The move has been hard on his mornings.", "Someone to ring him at seven.", ""),),
                ("Made lunch for nine. Sad about the flat, and said so.", "Mrs Hughes asks about a call at seven."),
                "Learning skills better; attendance lower since the move, as expected.",
                ("6 5 4 7", "The last three weeks count most."),
            ),
        ),
        (
            Chain(
                "blocker",
                "Spoken instructions of more than two steps",
                "How lessons go",
                0,
                "compensate",
                "To follow any task with steps that he can see",
                1,
                "partly",
                "Kitchen and workshop, not yet in maths.",
            ),
            Chain(
                "blocker", "New flat far away", "Home", 1, "mitigate", "To keep his mornings steady through the move", 2
            ),
            Chain(
                "enabler",
                "Cooks for others",
                "Beyond the classroom",
                3,
                "enhance",
                "To be thanked by people whom he has fed",
                0,
                "met",
                "Lunch for nine.",
            ),
        ),
    ),
)
