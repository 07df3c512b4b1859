"""The stories of the primary group's pupils in Kestrels, round by round. None of these people are real."""

from .chains import Chain
from .story import Reasons, Story, StoryRound

KESTRELS_STORIES = (
    Story(
        forename="Ifeoma",
        surname="Nwosu",
        preferred="",
        year="Year 4",
        class_name="Kestrels",
        parent=("Mrs Nwosu", "Mother"),
        rounds=(
            StoryRound(
                scores={"okafor": "3 8 2 4", "rahman": "4 8 3 3", "pupil": "9 10 9 10", "parent": "6 9 5 7"},
                journal=(("yes", "becos I am alwas furst to finnish"), 10, "when Miss says do it agen", "ice cream"),
                reasons=(
                    Reasons(
                        "okafor",
                        2,
                        "Rushes, then tears the page when it is wrong.",
                        "A way to mend work without starting over.",
                        "Three torn pages in two weeks.",
                    ),
                    Reasons("pupil", 0, "I am the best at lerning", "nothing its good", "my pen licence"),
                    Reasons(
                        "parent",
                        2,
                        "At home she keeps at her hair braiding for hours.",
                        "Let her choose sometimes.",
                        "",
                    ),
                ),
                one_to_one=(
                    "Says that finishing first is what good means. We looked for other meanings.",
                    "Shows me one thing she has mended.",
                ),
                notes="Three people, three different children. We talked about braiding: the patience is there.",
                agreed=("4 8 3 5", "What is seen in class weighs most; the mother agreed."),
            ),
            StoryRound(
                scores={"okafor": "5 8 5 6", "rahman": "5 9 5 5", "pupil": "7 10 6 8", "parent": "6 9 6 7"},
                journal=(("yes", "I fixed my story and it got beter"), 8, "rushing", "the mending pen"),
                reasons=(Reasons("pupil", 2, "I only got cross one time", "count to ten", "Miss put a star"),),
                one_to_one=(
                    "Proud of the mended story. She now says 'not finished yet' herself.",
                    "Reads it to Year 2.",
                ),
                notes="The views have come closer together. Her own word for it: mending.",
                agreed=("6 9 5 6", "Ifeoma herself said: not finished yet."),
            ),
            StoryRound(
                scores={"okafor": "6 9 6 6", "rahman": "5 9 6 6", "pupil": "8 10 7 9", "parent": "7 9 7 8"},
                journal=(("yes", "I mend things befor Miss tells me"), 9, "", "more storys"),
            ),
        ),
        chains=(
            Chain(
                kind="blocker",
                words="Thinks that quick is good; cannot bear a mistake",
                theme="Feelings",
                characteristic=2,
                approach="mitigate",
                aim="To be proud of work that was mended",
                wider_aim=0,
                outcome="partly",
                notes="Mends stories. Sums are still torn out.",
            ),
            Chain(
                kind="enabler",
                words="Endless patience with braiding and beads",
                theme="Beyond the classroom",
                characteristic=0,
                approach="enhance",
                aim="To use what she knows about patience in her writing",
                wider_aim=1,
            ),
        ),
    ),
    Story(
        forename="Jakub",
        surname="Wieczorek",
        preferred="Kuba",
        year="Year 3",
        class_name="Kestrels",
        parent=("Pan Wieczorek", "Father"),
        rounds=(
            StoryRound(
                scores={"okafor": "4 9 5 3", "nowicka": "6 9 6 4", "pupil": "? 10 5 ?", "parent": "8 10 8 6"},
                journal=(("not_sure", "?"), 5, "to much inglish", "my frend Hania can say it in polish"),
                reasons=(
                    Reasons(
                        "nowicka",
                        0,
                        "In Polish he retells a story with every detail.",
                        "Let him plan in Polish first.",
                        "Story retold on tape",
                    ),
                ),
                one_to_one=(
                    "With a Polish speaker. In Polish he talked for ten minutes without stopping.",
                    "Plans his writing in Polish.",
                ),
                notes="What we took for slow is a second language. His father had said so from the start.",
                agreed=("5 9 5 4", "In English, for now; in Polish all would be higher."),
            ),
            StoryRound(
                scores={"okafor": "7 10 7 6", "nowicka": "7 10 7 6", "pupil": "6 10 7 8", "parent": "8 10 8 7"},
                journal=(("yes", "I red a hole book in english"), 8, "long words", "pichers"),
                reasons=(
                    Reasons("okafor", 0, "Plans in Polish, writes in English: twice as long.", "", "His writing book"),
                ),
                one_to_one=(
                    "Read me two pages. Asked what 'whole' means and why it has a w.",
                    "Chooses the next book himself.",
                ),
                notes="Planning in his first language works. Father reads with him every evening.",
                agreed=("7 10 7 7", "His own score counted double, he had thought about it long."),
            ),
            StoryRound(
                scores={"okafor": "7 10 8 7", "nowicka": "8 10 8 7", "pupil": "8 10 7 8", "parent": "8 10 9 8"},
                journal=(("yes", "I red 3 hole books"), 9, "words with gh", "?"),
            ),
        ),
        chains=(
            Chain(
                kind="blocker",
                words="English is still new; goes quiet",
                theme="Language",
                characteristic=0,
                approach="compensate",
                aim="To show what he knows before the English is perfect",
                wider_aim=1,
                outcome="met",
                notes="He plans in Polish and then speaks first.",
            ),
            Chain(
                kind="enabler",
                words="Tells stories in Polish with every detail",
                theme="Language",
                characteristic=3,
                approach="improve",
                aim="To be heard as a storyteller in class",
                wider_aim=0,
            ),
        ),
    ),
    Story(
        forename="Sorcha",
        surname="Ní Bhriain",
        preferred="",
        year="Year 4",
        class_name="Kestrels",
        parent=("Mr Ó Briain", "Father"),
        rounds=(
            StoryRound(
                scores={"okafor": "9 10 8 7", "rahman": "8 10 6 6", "pupil": "3 10 2 0", "parent": "9 10 9 9"},
                journal=(("no", "I got two wrong in spellings"), 2, "my head says I cant", "?"),
                reasons=(
                    Reasons("pupil", 3, "everyone is better than me", "if I was perfect", "I cried on Tuesday"),
                    Reasons(
                        "okafor",
                        3,
                        "Top marks, and rubs out until the paper is thin.",
                        "Praise for trying, not for being right.",
                        "",
                    ),
                ),
                one_to_one=(
                    "She gave herself 0. I thanked her for the truth. We drew the voice in her head: a crow.",
                    "When the crow talks, she draws it in the margin.",
                ),
                notes="The widest gap on the sheet. Nobody had known of the 0. Her father was silent, then thanked us.",
                agreed=("7 10 4 2", "It is her own view of herself that we want to see change."),
            ),
            StoryRound(
                scores={"okafor": "9 10 8 7", "rahman": "9 10 7 6", "pupil": "6 10 5 4", "parent": "9 10 8 7"},
                journal=(("not_sure", "I got one wrong and nobody died"), 6, "the crow", "drawing the crow"),
                reasons=(Reasons("pupil", 3, "the crow is smaller", "more drawing", "look in my margins"),),
                one_to_one=("The crow has a name now. It is called Kevin.", "Brings a mistake to show on Fridays."),
                notes="From 0 to 4 in her own eyes. Father says that she laughs at supper again.",
                agreed=("8 10 6 5", "Again with most weight on her own view."),
            ),
            StoryRound(
                scores={"okafor": "9 10 8 8", "pupil": "7 10 6 ?"},
                journal=(("not_sure", "Kevin came back but only on Monday"), 6, "Kevin", "being told its ok"),
            ),
        ),
        chains=(
            Chain(
                kind="blocker",
                words="Believes that a mistake means failing",
                theme="Feelings",
                characteristic=3,
                approach="mitigate",
                aim="To make mistakes in safety and find them interesting",
                wider_aim=0,
                outcome="partly",
                notes="Shows mistakes to Ms Okafor, not yet to others.",
            ),
            Chain(
                kind="enabler",
                words="Draws what she feels",
                theme="Beyond the classroom",
                characteristic=3,
                approach="enhance",
                aim="To help others to draw their worries",
                wider_aim=0,
            ),
        ),
    ),
    Story(
        forename="Mahad",
        surname="Samatar",
        preferred="",
        year="Year 3",
        class_name="Kestrels",
        parent=("Mrs Samatar", "Mother"),
        rounds=(
            StoryRound(
                scores={"okafor": "6 3 5 6", "rahman": "6 2 6 6", "pupil": "7 9 6 8", "parent": "7 9 8 8"},
                journal=(
                    ("yes", "I no all my tables up to 5"),
                    9,
                    "I have to help hoyo in the morning",
                    "a lowder alarm clock",
                ),
                reasons=(
                    Reasons(
                        "okafor", 1, "Here, but twenty minutes late on most days.", "Somebody to walk with.", "Register"
                    ),
                    Reasons("parent", 1, "He comes every day, whatever happens at home.", "", ""),
                ),
                one_to_one=(
                    "Gets his brother dressed and gives his mother her tablets before he leaves.",
                    "I tell Mrs Rahman today.",
                ),
                notes="Attendance: 9 for his mother, 2 for the school. Both are true. Late is not the same as away.",
                agreed=("6 3 5 7", "The register shows fourteen late marks; nobody disputes them."),
            ),
            StoryRound(
                scores={"okafor": "7 5 6 7", "rahman": "7 5 6 7", "pupil": "8 9 7 8", "parent": "7 8 8 8"},
                journal=(("yes", "I am a sivver champion at tables"), 9, "", "brekfast club with Guled"),
                reasons=(Reasons("okafor", 1, "On time on three days of five.", "", "Register"),),
                one_to_one=("Walks with Guled and his aunt now. Loves the toast.", "Tables badge at assembly."),
                notes="The walk with a neighbour helps. "
                "Mrs Rahman has told the young carers' team, apart from this sheet.",
                agreed=("7 6 6 7", "On time on three days of five; his mother agreed."),
            ),
        ),
        chains=(
            Chain(
                kind="blocker",
                words="Helps at home before school, arrives late and tired",
                theme="Home",
                characteristic=1,
                approach="compensate",
                aim="To arrive rested and on time at least four days of five",
                wider_aim=2,
                outcome="partly",
                notes="Three of five. The aunt goes on.",
            ),
            Chain(
                kind="enabler",
                words="Praise; loves number games",
                theme="How lessons go",
                characteristic=0,
                approach="improve",
                aim="To be known for his tables",
                wider_aim=0,
                outcome="met",
                notes="Badge in assembly.",
            ),
        ),
    ),
)
