"""Calls: a member of staff starts a pupil at a tablet by name, because the QR card was lost or forgotten."""

from datetime import datetime, timedelta

from learning.core.store import writing
from learning.people.pupils import pupil

from .rooms import check_open
from .tables import CallRow
from .tablets import tablet, TabletNotEnrolled

CALL_LASTS = timedelta(minutes=2)


@writing
def call_pupil(pupil_id: int, tablet_id: int, member_id: int, now: datetime) -> None:
    """Ask "Is this you?" at a tablet for two minutes. This ends an earlier call to that tablet or of that pupil.

    Raises NoSuchPupil, NoSuchTablet, TabletNotEnrolled, RoomClosed."""
    pupil(pupil_id)
    if tablet(tablet_id).signed_out_at:
        raise TabletNotEnrolled()
    check_open(pupil_id, now)
    end_calls(tablet_id, pupil_id)
    CallRow.insert(tablet=tablet_id, pupil=pupil_id, member=member_id, at=now).execute()


def called_to(tablet_id: int, now: datetime) -> int | None:
    """Return the id of the pupil who is called to a tablet now, or None."""
    row = CallRow.get_or_none(CallRow.tablet == tablet_id, CallRow.at > now - CALL_LASTS)
    return row.pupil_id if row else None


@writing
def end_call(tablet_id: int) -> None:
    """End the call to a tablet, for example because somebody else is there."""
    CallRow.delete().where(CallRow.tablet == tablet_id).execute()


@writing
def end_calls(tablet_id: int, pupil_id: int) -> None:
    """End the call to a tablet, and any call of this pupil."""
    CallRow.delete().where((CallRow.tablet == tablet_id) | (CallRow.pupil == pupil_id)).execute()
