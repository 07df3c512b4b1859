"""The status of an invitation: the only place that decides whether it is open, and why a guest cannot use it."""

from datetime import date
from typing import Literal

from learning.core.errors import LearningError, N_

from .tables import InvitationRow

Status = Literal["waiting", "begun", "answered", "declined", "over", "revoked"]


class InvitationOver(LearningError):
    """The invitation is revoked or past its last day, its round is closed, or its pupil has left."""

    msgid = N_("This invitation has ended. If you would still like to answer, please ask the school for a new one.")
    status = 410


class AlreadySent(LearningError):
    """The guest has sent their answers."""

    msgid = N_("Your answers have arrived. Thank you! If something needs to change, please tell the school.")
    status = 409


class AlreadyDeclined(LearningError):
    """The guest has told the school that they would rather not answer."""

    msgid = N_("You told us that you would rather not answer. Have you changed your mind? Please tell the school.")
    status = 409


def status_of(row: InvitationRow, today: date) -> Status:
    """Return the status of an invitation on a day; the row is joined with its round and its pupil.

    "waiting": the guest has not begun; "begun": they have given their name, and perhaps some answers; "answered": they
    have sent these; "declined"; "revoked" by staff; "over": its last day is past, its round is closed, or its pupil has
    left. An invitation that was answered or declined stays so, whatever happens later."""
    if row.finished_at:
        return "answered" if row.opinion_id else "declined"
    if row.revoked_at:
        return "revoked"
    if row.until < today or row.round.closed_on or row.pupil.left_on:
        return "over"
    return "begun" if row.opinion_id else "waiting"


def is_open(status: Status) -> bool:
    """Return whether the guest can still answer: only then is there a letter, a link and somebody to wait for."""
    return status in ("waiting", "begun")


def check_usable(status: Status) -> None:
    """Raise AlreadyDeclined, AlreadySent or InvitationOver if the guest cannot answer."""
    if status == "declined":
        raise AlreadyDeclined()
    if status == "answered":
        raise AlreadySent()
    if not is_open(status):
        raise InvitationOver()
