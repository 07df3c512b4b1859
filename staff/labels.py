"""The labels of what the rules store: views, questions, what started a visit, outcomes, symbols."""

from flask_babel import lazy_gettext as _

from learning.visits.visits import BY_QR_CARD, BY_SHORT_CODE, BY_STAFF

VIEWS = {
    "professional": _("Professional"),
    "pupil": _("Pupil"),
    "parent": _("Parent or carer"),
    "community": _("Community"),
}
# The seed's three questions, word for word (R28-R30).
QUESTIONS = {
    "why": _("Why have you given this score?"),
    "improve": _("What would need to be done to improve it?"),
    "evidence": _("What evidence do you have?"),
}
# From here on a gap is called wide: almost half the scale lies between two views.
WIDE_GAP = 4
CHOICES = {"yes": _("Yes"), "not_sure": _("Not sure"), "no": _("No")}
# How a team agreed its scores.
METHODS = {
    "discussed": _("Discussed by the team"),
    "average": _("Taken from the averages"),
    "journal": _("From the learning journal"),
}
STARTED_BY = {BY_QR_CARD: _("QR card"), BY_SHORT_CODE: _("short code"), BY_STAFF: _("started by staff")}
# What named adults did about a concern.
ACTIONS = {
    "spoken": _("Spoke with the pupil"),
    "handed_over": _("Handed it over"),
    "spoken_and_handed_over": _("Spoke with the pupil and handed it over"),
    "no_help_needed": _("Checked, and no help is needed"),
}
OUTCOMES = {"met": _("Met"), "partly": _("Partly met"), "not yet": _("Not yet met")}
CARD_NAMES = {
    "full": _("Full name"),
    "initial": _("First name and initial"),
    "called": _("First name only"),
    "picture": _("Pictures only"),
}
# The drawings that the pupils' pages have.
DRAWN = (
    *("ball", "book", "calendar", "climb", "clock", "computer", "ear", "eye", "food", "friends"),
    *("hand", "heart", "house", "idea", "medal", "moon", "music", "noise", "pencil", "people"),
    *("plant", "puzzle", "question", "quiet", "shield", "sleep", "speech", "star", "sun", "teacher"),
)
SYMBOLS = {"": _("none")} | {name: name for name in DRAWN}
AGE_BANDS = {"5 to 7": _("Ages 5 to 7"), "8 to 11": _("Ages 8 to 11"), "12 to 18": _("Ages 12 to 18")}
