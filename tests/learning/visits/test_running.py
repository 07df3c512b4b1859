"""When a visit is over: the visit itself, the board and the list of busy tablets agree at every minute."""

from contextlib import suppress
from datetime import timedelta
from itertools import count

from hypothesis import example, given, HealthCheck, settings, strategies as st

from learning.classroom import qr_cards, rooms, tablets
from learning.core.store import writing
from learning.people import pupils
from learning.people.tables import PupilRow
from learning.rounds import rounds
from learning.visits import board, visits
from learning.visits.running import busy_tablets
from tests.cast import NOW
from tests.chain import ask_the_seed, begin_visit, open_room, open_round

LONGEST = 48  # minutes that the test looks at; a visit lasts 45 at most
EVENTS = (
    "leave",
    "finish",
    "close room",
    "close round",
    "sign out tablet",
    "replace QR card",
    "set up tablet again",
    "pupil leaves the school",
)
_days = count(2, 2)  # each example has its own day


def is_running(token, now) -> bool:
    try:
        visits.visit_of(token, now)
    except visits.VisitOver:
        return False
    return True


def is_in(room, pupil, now) -> bool:
    return any(seat.pupil == pupil and seat.state == "in" for seat in board.board(room.id, now))


@given(
    room_minutes=st.integers(1, 120),
    seen_every=st.integers(1, 12),
    events=st.dictionaries(st.integers(0, LONGEST), st.sampled_from(EVENTS), max_size=2),
)
@example(room_minutes=90, seen_every=5, events={})  # the board once showed this visit as running at minute 46
@example(room_minutes=30, seen_every=9, events={})
@example(room_minutes=90, seen_every=12, events={})
@example(room_minutes=90, seen_every=3, events={20: "sign out tablet"})
@example(room_minutes=90, seen_every=3, events={20: "set up tablet again"})
@example(room_minutes=90, seen_every=3, events={20: "replace QR card"})
@example(room_minutes=90, seen_every=3, events={20: "close round"})
@example(room_minutes=90, seen_every=3, events={20: "pupil leaves the school"})
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_board_and_the_tablets_agree_with_the_visit_at_every_minute(cast, room_minutes, seen_every, events):
    begun = NOW + timedelta(days=next(_days))
    today = begun.date()
    ask_the_seed()
    writing(PupilRow.update(left_on=None).execute)()  # a pupil who left in an earlier example is back
    qr_cards.make_qr_cards(cast.kestrels.id, begun)
    this_round = open_round(cast, f"Round of {today}", today)
    room = open_room(cast, this_round, minutes=room_minutes, now=begun)
    tablet_token = tablets.enrol("", cast.okafor.id, begun)
    tablet = tablets.tablet_of(tablet_token, begun)
    token = begin_visit(cast, tablet=tablet, now=begun, today=today)

    def happen(event, now):
        if event == "leave":
            visits.leave(token, now)
        elif event == "finish" and is_running(token, now):
            visits.finish(visits.visit_of(token, now), now)
        elif event == "close room":
            rooms.close_room(room.id, now)
        elif event == "close round":
            rounds.close_round(this_round.id, today)
        elif event == "sign out tablet":
            tablets.sign_out_tablet(tablet.id, now)
        elif event == "set up tablet again":
            tablets.enrol(tablet.name, cast.okafor.id, now, before=tablet_token)
        elif event == "replace QR card":
            with suppress(qr_cards.PupilHasLeft):
                qr_cards.replace_qr_card(cast.amina.id, now)
        elif event == "pupil leaves the school":
            pupils.mark_left(cast.amina.id, today)

    ended = False
    for minute in range(LONGEST + 1):
        now = begun + timedelta(minutes=minute)
        happen(events.get(minute), now)
        running = is_running(token, now)
        assert (is_in(room, cast.amina, now), tablet.id in busy_tablets(now)) == (running, running), f"minute {minute}"
        assert not (ended and running), f"over, but running again at minute {minute}"
        ended = not running
        if running and minute % seen_every == 0:
            visits.stay(visits.visit_of(token, now), now)
    assert ended
