"""The tables of people: the school, its staff, sign-ins, pupils, cohorts, teams and concerns."""

from peewee import (
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


class SchoolRow(Row):
    name = TextField()
    is_example = BooleanField(default=False)
    low_score = SmallIntegerField(default=4, constraints=[within_scale("low_score")])
    smallest_change = SmallIntegerField(default=2, constraints=[Check("smallest_change BETWEEN 1 AND 10")])
    readers = words()
    card_name = CharField(default="full", constraints=[one_of("card_name", "full", "initial", "called", "picture")])
    lesson_ends = words()
    sealed = CharField()
    founded_at = DateTimeField()


class MemberRow(Row):
    name = TextField()
    email = CharField(unique=True)
    job = words()
    duty = CharField(constraints=[one_of("duty", "administrator", "lead", "tutor", "professional")])
    password_hash = TextField()
    added_at = DateTimeField()
    retired_at = DateTimeField(null=True)


class SignInRow(Row):
    token_hash = CharField(primary_key=True)
    member = ForeignKeyField(MemberRow, on_delete="CASCADE")
    started_at = DateTimeField()
    seen_at = DateTimeField()


class PupilRow(Row):
    key = CharField(unique=True)
    forename = TextField()
    surname = TextField()
    preferred_forename = words()
    preferred_surname = words()
    year = words()
    class_name = words()
    born = DateField(null=True)
    left_on = DateField(null=True)


class PupilHelpRow(Row):
    pupil = ForeignKeyField(PupilRow, primary_key=True, on_delete="CASCADE")
    text_size = SmallIntegerField(default=0, constraints=[Check("text_size BETWEEN 0 AND 2")])
    contrast = BooleanField(default=False)
    easy_font = BooleanField(default=False)
    calm = BooleanField(default=False)
    symbols = BooleanField(default=False)
    aloud = BooleanField(default=False)


class CohortRow(Row):
    name = CharField()
    kind = CharField(constraints=[one_of("kind", "class", "year", "group")])
    question_set = DeferredForeignKey("QuestionSetRow", null=True, on_delete="SET NULL", index=False)
    asks_pictures = BooleanField(default=False)

    class Meta:
        indexes = ((("name", "kind"), True),)


class CohortPupilRow(Row):
    cohort = ForeignKeyField(CohortRow, on_delete="CASCADE", index=False)
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")

    class Meta:
        primary_key = CompositeKey("cohort", "pupil")


class CohortMemberRow(Row):
    cohort = ForeignKeyField(CohortRow, on_delete="CASCADE", index=False)
    member = ForeignKeyField(MemberRow, on_delete="CASCADE")

    class Meta:
        primary_key = CompositeKey("cohort", "member")


class ConcernRow(Row):
    pupil = ForeignKeyField(PupilRow, on_delete="CASCADE")
    visit = DeferredForeignKey("VisitRow", null=True, on_delete="SET NULL", index=False)
    place = words()
    raised_at = DateTimeField()
    seen_at = DateTimeField(null=True)
    seen_by = ForeignKeyField(MemberRow, null=True, on_delete="SET NULL", index=False)
