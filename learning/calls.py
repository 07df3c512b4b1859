"""Calls: a member of staff starts a pupil at a tablet by name, because the QR card is lost or forgotten."""

from datetime import datetime, timedelta

from . import tables
from .people import pupil
from .rooms import check_open
from .store import writing
from .tablets import tablet, TabletNotEnrolled

WAITS = timedelta(minutes=2)


@writing
def call(pupil_id: int, tablet_id: int, member_id: int, now: datetime) -> None:
    """Ask "Is this you?" at a tablet, within two minutes; an earlier call to that tablet, or of that pupil, is over.

    Raises NoSuchPupil, NoSuchTablet, TabletNotEnrolled, RoomClosed."""
    pupil(pupil_id)
    if tablet(tablet_id).signed_out_at:
        raise TabletNotEnrolled()
    check_open(pupil_id, now)
    tables.Call.delete().where((tables.Call.tablet == tablet_id) | (tables.Call.pupil == pupil_id)).execute()
    tables.Call.insert(tablet=tablet_id, pupil=pupil_id, member=member_id, at=now).execute()


def called_to(tablet_id: int, now: datetime) -> int | None:
    """The id of the pupil who is called to a tablet just now, or None."""
    row = tables.Call.get_or_none(tables.Call.tablet == tablet_id, tables.Call.at > now - WAITS)
    return row and row.pupil_id


@writing
def end_call(tablet_id: int) -> None:
    """Nobody is called to this tablet any more: it was somebody else."""
    tables.Call.delete().where(tables.Call.tablet == tablet_id).execute()
