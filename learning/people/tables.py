"""The tables of people: the school, its staff, sign-ins, pupils, cohorts, teams, concerns and who is told of them."""

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    Check,
    CompositeKey,
    DateField,
    DateTimeField,
    DeferredForeignKey,
    ForeignKeyField,
    SmallIntegerField,
    TextField,
)

from learning.core.tables import one_of, Row, within_scale, words

AGE_BANDS = ("5 to 7", "8 to 11", "12 to 18")


class SchoolRow(Row):
    """The school that this database belongs to. One row."""

    id = AutoField()
    name = TextField()
    is_example = BooleanField(default=False, help_text="the example school, which anybody may try")
    low_score = SmallIntegerField(
        default=4, constraints=[within_scale("low_score")], help_text="agreed scores up to this one are priorities"
    )
    smallest_change = SmallIntegerField(
        default=2,
        constraints=[Check("smallest_change BETWEEN 1 AND 10")],
        help_text="a change smaller than this is too small to tell",
    )
    readers = words(help_text="who reads a journal, in a child's words")
    card_name = CharField(
        default="full",
        constraints=[one_of("card_name", "full", "initial", "called", "picture")],
        help_text="what is printed on a QR card: full name, first name and initial, first name, or pictures only",
    )
    lesson_ends = words(help_text="the times at which lessons end, separated by commas")
    allows_recordings = BooleanField(default=False, help_text="pupils can say answers, if the question set allows it")
    allows_drawings = BooleanField(default=False, help_text="pupils can draw answers, if the question set allows it")
    word_list = words(help_text="words that raise a concern when a pupil writes them, one a line; empty: none")
    sealed = CharField(help_text="proves that the secret in the data folder is this school's")
    founded_at = DateTimeField()


class MemberRow(Row):
    """A member of staff, or a professional from another agency who signs in."""

    id = AutoField()
    name = TextField()
    email = CharField(unique=True, help_text="the address to sign in with")
    job = words()
    duty = CharField(constraints=[one_of("duty", "administrator", "lead", "tutor", "professional")])
    password_hash = TextField()
    added_at = DateTimeField()
    retired_at = DateTimeField(null=True, help_text="when the sign-in was closed; the name stays on old records")


class SignInRow(Row):
    """A browser where a member of staff is signed in."""

    token_hash = CharField(primary_key=True, help_text="SHA-256 of the cookie")
    member = ForeignKeyField(MemberRow, on_delete="CASCADE")
    member_id: int
    started_at = DateTimeField()
    seen_at = DateTimeField(help_text="the last request")


class PupilRow(Row):
    """A pupil on the roll, or one who has left."""

    id = AutoField()
    key = CharField(unique=True, help_text="UPN or admission number, from the roll")
    forename = TextField()
    surname = TextField()
    preferred_forename = words()
    preferred_surname = words()
    year = words(help_text="the year group")
    class_name = words()
    born = DateField(null=True, help_text="date of birth")
    left_on = DateField(null=True, help_text="the day on which the roll no longer named the pupil")
    age_band = CharField(
        default="", constraints=[one_of("age_band", "", *AGE_BANDS)], help_text="if empty, the cohort's or the year's"
    )


class HelpColumns(Row):
    """The columns of the three tables of settings that make pages easier to use. Empty: not chosen here."""

    text_size = SmallIntegerField(
        null=True, constraints=[Check("text_size BETWEEN 0 AND 2")], help_text="0 as usual, 1 larger, 2 largest"
    )
    contrast = BooleanField(null=True, help_text="stronger colours")
    easy_font = BooleanField(null=True, help_text="easy-reading letters")
    calm = BooleanField(null=True, help_text="no movement")
    symbols = BooleanField(null=True, help_text="pictures with the words")
    aloud = BooleanField(null=True, help_text="questions are read aloud")


class PupilHelpRow(HelpColumns):
    """The settings behind the button “Aa” that were chosen for one pupil."""

    pupil = ForeignKeyField(PupilRow, primary_key=True, on_delete="CASCADE")


class CohortRow(Row):
    """A class, a year group, or a small targeted group."""

    id = AutoField()
    name = CharField()
    kind = CharField(constraints=[one_of("kind", "class", "year", "group")])
    question_set = DeferredForeignKey(
        "QuestionSetRow",
        null=True,
        on_delete="SET NULL",
        index=False,
        help_text="the journal that this cohort usually answers",
    )
    age_band = CharField(
        default="", constraints=[one_of("age_band", "", *AGE_BANDS)], help_text="how its pages look; if empty, by year"
    )
    asks_pictures = BooleanField(default=False, help_text="its pupils show three secret pictures after their QR card")

    class Meta:
        indexes = ((("name", "kind"), True),)


class CohortHelpRow(HelpColumns):
    """The settings that make pages easier to use, as staff chose them for a cohort."""

    cohort = ForeignKeyField(CohortRow, primary_key=True, on_delete="CASCADE")


class CohortPupilRow(Row):
    """A pupil who belongs to a cohort."""

    cohort = ForeignKeyField(CohortRow, on_delete="CASCADE", index=False)
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")

    class Meta:
        primary_key = CompositeKey("cohort", "pupil")


class CohortMemberRow(Row):
    """A member of staff in the team around a cohort. The team may see its pupils."""

    cohort = ForeignKeyField(CohortRow, on_delete="CASCADE", index=False)
    member = ForeignKeyField(MemberRow, on_delete="CASCADE")

    class Meta:
        primary_key = CompositeKey("cohort", "member")


class NamedAdultRow(Row):
    """A member of staff whom the school has named for pupils who want to talk."""

    member = ForeignKeyField(MemberRow, primary_key=True, on_delete="CASCADE")
    role = CharField(
        constraints=[one_of("role", "safeguarding_lead", "deputy", "listener")],
        help_text="the safeguarding lead and the deputy are told of every concern; any pupil may choose a listener",
    )


class ConcernRow(Row):
    """What named adults must see about a pupil: the pupil asked to talk, or used words from the school's list."""

    id = AutoField()
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")
    pupil_id: int
    visit = DeferredForeignKey("VisitRow", null=True, on_delete="SET NULL")
    source = CharField(constraints=[one_of("source", "asked", "words")])
    raised_at = DateTimeField()


class ConcernCauseRow(Row):
    """One press of “I want to talk to someone”, or one answer with a word from the list. Rows are only ever added."""

    id = AutoField()
    concern = ForeignKeyField(ConcernRow, on_delete="CASCADE")
    concern_id: int
    key = CharField(unique=True, help_text="the same press or the same question of a visit, however often it is sent")
    at = DateTimeField(help_text="when it was pressed or written, also where it arrived later")
    place = words(help_text="the question at which it was pressed or written")
    text = words(help_text="the whole answer with the word from the list")
    by = words(help_text="who wrote it, if it was not the pupil")
    chosen = ForeignKeyField(
        MemberRow, null=True, on_delete="SET NULL", index=False, help_text="the person whom the pupil chose"
    )
    chosen_id: int | None
    taken_back_at = DateTimeField(null=True, help_text="when the pupil said that they did not mean it")


class ConcernToldRow(Row):
    """A member of staff who was told of a concern when it was raised."""

    concern = ForeignKeyField(ConcernRow, on_delete="CASCADE", index=False)
    concern_id: int
    member = ForeignKeyField(MemberRow, on_delete="CASCADE")

    class Meta:
        primary_key = CompositeKey("concern", "member")


class ConcernSeenRow(Row):
    """A named adult has seen a concern."""

    id = AutoField()
    concern = ForeignKeyField(ConcernRow, on_delete="CASCADE", index=False)
    member = ForeignKeyField(MemberRow, null=True, on_delete="SET NULL", index=False)
    member_id: int | None
    seen_at = DateTimeField()

    class Meta:
        indexes = ((("concern", "member"), True),)


class ConcernActionRow(Row):
    """What a named adult did about a concern. The first row takes it from the list of those that wait."""

    id = AutoField()
    concern = ForeignKeyField(ConcernRow, on_delete="CASCADE")
    member = ForeignKeyField(MemberRow, null=True, on_delete="SET NULL", index=False)
    kind = CharField(constraints=[one_of("kind", "spoken", "handed_over", "spoken_and_handed_over", "no_help_needed")])
    handed_to = words(help_text="to whom it was handed over")
    on = DateField()
    note = words()
    saved_at = DateTimeField()
