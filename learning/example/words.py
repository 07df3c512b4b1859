"""The words of the example school: invented names from everywhere, its staff, and what Year 9 says. Nobody is real."""

from typing import NamedTuple

SCHOOL = "Rowan Hill Schools"
PASSWORD = "rowan tree in the rain"


class Person(NamedTuple):
    """A member of staff, with the cohorts whose team they are in."""

    key: str
    name: str
    job: str
    duty: str
    teams: tuple[str, ...] = ()


PRIMARY, COLLEGE, YEAR_9 = "Lighthouse group (primary)", "Harbour group (college)", "Year 9"
TUTOR_CLASSES = {"9A": "haddad", "9B": "pryce", "9C": "mensah", "9D": "kaczmarek", "9E": "teixeira", "9F": "yilmaz"}
# The first founds a group and so comes before the others of its team.
STAFF = (
    Person("okafor", "Ms Okafor", "Class teacher, Kestrels", "tutor", ("Kestrels", PRIMARY)),
    Person("lindqvist", "Mr Lindqvist", "Class teacher, Swifts", "tutor", ("Swifts", PRIMARY)),
    Person("rahman", "Mrs Rahman", "SENCO", "lead", (PRIMARY, COLLEGE)),
    Person("obrien", "Dr O'Brien", "Head", "lead"),
    Person("doyle", "Mr Doyle", "Network manager", "administrator"),
    Person("haddad", "Mrs Haddad", "Head of Year 9, tutor of 9A", "tutor", ("9A", YEAR_9)),
    Person("pryce", "Mr Pryce", "Tutor of 9B", "tutor", ("9B", YEAR_9)),
    Person("mensah", "Miss Mensah", "Tutor of 9C", "tutor", ("9C", YEAR_9)),
    Person("kaczmarek", "Mr Kaczmarek", "Tutor of 9D", "tutor", ("9D", YEAR_9)),
    Person("teixeira", "Ms Teixeira", "Tutor of 9E", "tutor", ("9E", YEAR_9)),
    Person("yilmaz", "Mr Yılmaz", "Tutor of 9F", "tutor", ("9F", YEAR_9)),
    Person("baptiste", "Mr Baptiste", "College tutor", "tutor", (COLLEGE,)),
    Person("nowicka", "Ms Nowicka", "Speech and language therapist", "professional", (PRIMARY, COLLEGE)),
    Person("sato", "Mr Sato", "Occupational therapist", "professional", (COLLEGE,)),
    Person("hughes", "Mrs Hughes", "Social worker", "professional", (COLLEGE,)),
)
TO_TRY = ("okafor", "rahman", "doyle", "nowicka")  # the people whom a newcomer can be, a tutor first

# Forenames, then surnames, of one part of the world a line; the generator draws from a line of its own choice.
NAMES = tuple(
    (tuple(forenames.split()), tuple(name.replace("_", " ") for name in surnames.split()))
    for forenames, surnames in (
        (
            "Chidera Kwabena Abena Oluwaseun Folake Kofi Amara Tunde Efua Zainabu Ebele Sékou Aïssatou Kojo",
            "Nwachukwu Asante Oyelaran N'Diaye Boateng Adebayo-Cole Ezenwa Touré Quartey Danquah Ogunleye Sesay",
        ),
        (
            "Aarav Meera Ishaan Nusrat Farhan Lakshmi Tanvir Anjali Rohan Sumaiya Harpreet Devika Bilal Jaya",
            "Bhattacharya D'Souza Chaudhry Gill Ranganathan Mirza Dhaliwal Perera Sarker Kulkarni Mistry Thapa",
        ),
        (
            "Zofia Kacper Hania Stanisław Małgorzata Igor Łucja Bartosz Aniela Szymon Oliwia Mateusz Jagoda Tymon",
            "Nowak Wójcik Zając Pietrzak Wróbel Dudek Krawczyk Szczygieł Mazur Gołąb Jeż Sikora",
        ),
        (
            "Oisín Aoife Cillian Róisín Tadhg Éabha Fionn Gráinne Ruairí Bríd Donnacha Méabh Lorcan Clodagh",
            "O'Dwyer Mac_Giolla Ó_Sé Kinsella O'Hanrahan Brannigan Tierney Deasy Heneghan McGoldrick Fahy Quill",
        ),
        (
            "Ffion Macsen Eira Iolo Angharad Tomos Mabli Gwydion Lowri Emrys Nia Steffan Branwen Ioan",
            "Bevan Pritchard Llewelyn-Rees ap_Rhisiart Gethin Tudor Prosser Probert Meredydd Beynon Howells Gwilt",
        ),
        (
            "Layla Omar Salma Khalid Noor Tariq Yasmin Hamza Rania Ziad Hanan Idris Maysa Anas",
            "al-Khatib Mansour Darwish Saleh El-Amrani Nasser Bouzid Hamdan Chaoui Shaheen Qasim Ziadeh",
        ),
        (
            "Elif Deniz Yağmur Emirhan Zeynep Tuğçe Kaan Defne Çağla İpek Baran Ömer Şirin Ege",
            "Yıldız Kurt Çetin Özdemir Aksoy Doğan Kılıç Güneş Şimşek Acar Sezgin Uçar",
        ),
        (
            "Zihao Yuxin Jiahui Haoran Xinyi Ruoxi Mingze Qian Shuang Tian Yichen Lu Wenjie An",
            "Ouyang Zhao Liang Xu Fang Shen Guo Luo Qiu Hé Lü Tang",
        ),
        (
            "Shanice Delroy Tianna Jermaine Keisha Malachi Kerry-Ann Tyrell Aaliyah Omari Renée Ezekiel Janelle Dre",
            "Pinnock Braithwaite St-Hilaire Gayle-Morgan Cumberbatch Prescod Joseph Alleyne Bowen Dacosta Fenton Hoyte",
        ),
        (
            "Rozália Tibor Marika Dezider Zlatka Aladár Sára Ľubomír Jolana Gejza Ružena Emil Vanesa Koloman",
            "Lakatos Balogh Demeter Čonka Bihári Žiga Gunár Tancoš Kotlár Ferko Oláh Pompa",
        ),
        (
            "Hodan Abdirahman Ifrah Liban Ayaan Sagal Guled Hibo Mahad Nasteexo Bashir Fadumo Warsan Jama",
            "Warsame Abdullahi Jimale Osman Guleid Dirie Hirsi Egal Nur Samatar Duale Roble",
        ),
        (
            "Beatriz Tomás Inês Afonso Matilde Duarte Conceição Gonçalo Leonor Martim Aurora Simão Benedita Salvador",
            "Teles Figueiredo dos_Anjos Gouveia Quaresma Barreiros Patrício Sequeira Vaz Magalhães Leitão Simões",
        ),
        (
            "Alfie Poppy Harvey Evie Stanley Martha Reuben Isla Toby Edith Freddie Connie Jude Mabel",
            "Thistlethwaite Ashworth Bickerstaff Cowling Hargreaves Pickles Sowerby Tuffnell Widdowson Garside Lamb",
        ),
        (
            "Andrei Ioana Cătălin Ștefania Luca Ilinca Horia Bianca Matei Ruxandra Petru Daria Rareș Sorina",
            "Munteanu Ciobanu Marin-Albu Dobre Stănescu Lupu Moldovan Rusu Grigore Bălan Păun Neagu",
        ),
        (
            "Thị-Mai Linh Minh-Anh Bảo Tâm Khánh Ngọc Phúc Quỳnh Duy Hương Tuấn Yến Sơn",
            "Trương Đặng Huỳnh Dương Lâm Phan Vũ Đinh Bùi Cao Hồ Tô",
        ),
        (
            "Oleksandra Danylo Solomiya Bohdan Yaryna Taras Zlata Ostap Kateryna Nazar Myroslava Orest Vira Demyan",
            "Kovalenko Tkachuk Shevchuk Lysenko Bondar Moroz Hrytsenko Koval-Maksymiv Rudenko Panchuk Yarema Savchyn",
        ),
    )
)
# What a screen or a printed card must bear: the longest, the shortest, and names that go by another.
UNUSUAL_NAMES = (
    ("Oluwatomisin-Anastazja", "Featherstonehaugh-Papadimitropoulos", ""),
    ("E", "Wu", ""),
    ("Muhammad", "Abdi-Rashid", "Mo"),
    ("Aleksandra", "Gąsiorowska", "Ola"),
    ("Maximilian", "O'Sé-Tierney", "Max"),
)

WIDER_AIMS = (
    "To create more opportunities for all pupils to experience success inside and beyond the classroom",
    "To help every pupil to know how they learn best",
    "To make every family a partner in their child's learning",
)


# --- Year 9: what teenagers write, and what their tutors note -----------------------------------------------------


def _lines(text: str) -> tuple[str, ...]:
    """One saying a line; a dash is a pupil who writes nothing."""
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
# By characteristic: why a high score and why a low one, what would improve it, what evidence there is.
WHY_MARKS = (
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
# One-to-ones with those whose attitude is good, and with those whose is not: notes, next steps.
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
# Why the team agreed lower than the average, and why higher.
APART = (
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


class Chain(NamedTuple):
    """A factor and the aim that answers it; `outcome` and `notes` are of the aim's review, "" where none was held.
    `own_words` say the aim as the pupil does, who reads them at the next turn."""

    kind: str
    words: str
    theme: str
    characteristic: int | None
    approach: str = ""
    aim: str = ""
    wider: int | None = None
    outcome: str = ""
    notes: str = ""
    own_words: str = ""


# By characteristic: what is named when it is low (a blocker), and what when it is high (an enabler).
LOW = (
    Chain(
        "blocker",
        "Switches off when the first step is unclear",
        "How lessons go",
        0,
        "mitigate",
        "To know the first step of every task before starting it",
        1,
        own_words="I ask what the first step is before I start.",
    ),
    Chain(
        "blocker",
        "Late bus, misses the start",
        "Getting to school",
        1,
        "compensate",
        "To begin lessons calmly even after arriving late",
        None,
        own_words="When I am late, I sit down, breathe and begin.",
    ),
    Chain(
        "blocker",
        "Gives up or gets angry when corrected",
        "Feelings",
        2,
        "mitigate",
        "To stay in the lesson when something goes wrong",
        0,
        own_words="When it goes wrong, I stay and ask for help.",
    ),
    Chain(
        "blocker",
        "Thinks that the others are all faster",
        "Feelings",
        3,
        "mitigate",
        "To see own progress from week to week",
        0,
        own_words="Every Friday I look at what I can do now.",
    ),
)
HIGH = (
    Chain(
        "enabler",
        "Explains things well to others",
        "How lessons go",
        0,
        "enhance",
        "To show younger pupils what they know",
        0,
        own_words="I show a younger pupil something I know.",
    ),
    Chain(
        "enabler",
        "Hardly misses a day",
        "Getting to school",
        1,
        "improve",
        "To use tutor time for what matters most to them",
        1,
    ),
    Chain(
        "enabler",
        "Keeps going in sport and music",
        "Beyond the classroom",
        2,
        "improve",
        "To bring the staying power from sport into written work",
        1,
    ),
    Chain(
        "enabler",
        "At ease with friends and adults",
        "Friends",
        3,
        "enhance",
        "To speak for the class on the school council",
        0,
    ),
)
OUTCOMES = (
    ("met", "Teachers in four subjects say so, and the pupil does."),
    ("partly", "Works in most lessons; not yet after lunch."),
    ("not yet", "Too early to tell. We keep the aim and look again next round."),
)

CONCERNS = (("Ifeoma", 0, True), ("Tirion", 2, False))  # pupil's forename, at which question, seen already?
TABLETS = ("Library 1", "Library 2", "Kestrels")
