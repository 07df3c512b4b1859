"""A child who presses anything, at two tablets, with a network that comes and goes; and an account of what they gave.

Everything follows from one seed. What the page took is written down here and must be in the database, under the right
pupil; whatever is in the database must have been typed or pressed by that pupil. Only what was given in the last two
seconds before a page was torn away may be missing."""

import random
import re
import time
from dataclasses import dataclass, field
from datetime import timedelta

from playwright.sync_api import Error

from learning.classroom import rooms, tablets
from learning.journals.tables import EntryRow
from learning.visits import visits
from tests.chain import open_room
from tests.kiosk.monkey_account import in_database, repeated
from tests.kiosk.monkey_page import JUMP, LOOK, PANEL, School, STORED, Tablet, Taken
from tests.waiting import until

LONGEST_LEAVING = 12  # seconds: a request without an answer takes eight
SAFE_AFTER = 2.0  # seconds: what is older must survive everything
WEIGHTS = {"type": 5, "choose": 5, "next": 6, "skip": 2, "unknown": 2, "back": 2, "stop": 0.3, "finish": 1}


@dataclass
class Monkey:
    """The child. `story` is what happened, for a person who has to find out why."""

    school: School
    tablets: list[Tablet]
    seed: int
    story: list[str] = field(default_factory=list)
    typed: set[tuple[str, str, str]] = field(default_factory=set)
    pressed: set[tuple[str, str, str]] = field(default_factory=set)
    taken: list[Taken] = field(default_factory=list)
    presses: int = 0
    words: int = 0

    def __post_init__(self):
        self.random = random.Random(self.seed)

    def play(self, presses: int) -> None:
        """Press this many times, and check the database after every hundred presses."""
        while self.presses < presses:
            tablet = self.random.choice(self.tablets)
            self.presses += 1
            self.act(tablet)
            if self.presses % 100 == 0:
                self.settle()
        self.settle()

    # --- one press ----------------------------------------------------------------------------------------------

    def act(self, tablet: Tablet) -> None:
        """Do one thing at a tablet: mostly a press, sometimes something that happens around it."""
        happening = self.random.random()
        seen = self.look(tablet)
        if seen is None or not seen["step"] or happening < 0.02:
            self.come_with_a_card(tablet, seen)
        elif happening < 0.05:
            self.turn_network(tablet)
        elif happening < 0.07:
            self.reload(tablet)
        elif happening < 0.08:
            self.close_room()
        elif happening < 0.10:
            minutes = self.random.choice((1, 1, 3, 11))
            self.tell(tablet, f"{minutes} minutes pass on the server")
            self.school.clock.forward(minutes=minutes)
        elif happening < 0.12:
            hours = self.random.choice((-24, 24))
            self.tell(tablet, f"its clock jumps by {hours} hours")
            self.run(tablet, JUMP, hours)
        elif happening < 0.14:
            self.talk(tablet)
        else:
            self.press(tablet, seen)

    def press(self, tablet: Tablet, seen: dict) -> None:
        """Press or type somewhere on the page."""
        self.check_page(tablet, seen)
        targets = seen["targets"]
        if seen["isAsking"]:
            return self.tell(tablet, "is still there") or tablet.page.keyboard.press("Enter")
        target = self.random.choices(targets, [WEIGHTS.get(each["what"], 1) for each in targets])[0]
        what, times = target["what"], 2 if self.random.random() < 0.1 else 1
        self.tell(tablet, f"{what} x{times} at {seen['step']} {seen['chosen']} {seen['texts']}")
        if what == "choose":  # also where the page makes way at this moment, and nothing can be read from it
            self.pressed.add((tablet.pupil, seen["step"], target["choice"]))
        tablet.page.mouse.click(target["x"], target["y"], click_count=times)
        if what == "type":
            return self.type(tablet, seen)
        if what in ("stop", "finish"):
            return self.leave(tablet, seen, what)
        after = self.look(tablet)
        if what == "choose":
            for name, value in after["chosen"] if after and after["step"] == seen["step"] else ():
                self.pressed.add((tablet.pupil, seen["step"], f"{name}={value}"))
        elif after is None or after["step"] != seen["step"]:
            self.take(tablet, seen, what)

    def type(self, tablet: Tablet, seen: dict) -> None:
        """Type a word that nobody ever typed before, behind what is there or in its place."""
        self.words += 1
        word = f"{tablet.pupil.lower()}{self.words:05d}"
        self.typed.add((tablet.pupil, seen["step"], word))
        if self.random.random() < 0.3:
            tablet.page.keyboard.press("Control+A")
        tablet.page.keyboard.type(f" {word}")
        self.tell(tablet, f"  typed {word}")
        self.press_digits(tablet, seen, word)

    def press_digits(self, tablet: Tablet, seen: dict, word: str) -> None:
        """What is typed beside a field sets the number on the track."""
        for digit in {*re.findall(r"\d", word), "10"}:
            self.pressed.add((tablet.pupil, seen["step"], f"score={digit}"))

    def take(self, tablet: Tablet, seen: dict, what: str) -> None:
        """The page went on from this step: what was in it has been taken."""
        for text in seen["texts"].values():
            for word in re.findall(r"[a-z]+\d{5}", text):
                self.taken.append(Taken(tablet.pupil, seen["step"], word, time.monotonic(), tablet.number))
        if what in ("next", "back", "stop"):
            for name, value in seen["chosen"]:
                if name in ("score", "degree", "choice"):
                    given = f"{name}={value}"
                    self.taken.append(Taken(tablet.pupil, seen["step"], given, time.monotonic(), tablet.number))

    def talk(self, tablet: Tablet) -> None:
        """Open and close the panel of the wish to talk, without a wish."""
        self.tell(tablet, "opens the panel")
        self.run(tablet, PANEL)

    # --- what happens around it ---------------------------------------------------------------------------------

    def leave(self, tablet: Tablet, seen: dict, what: str) -> None:
        """The pupil goes away; who finished by mistake is let in again by a member of staff."""
        pupil, deadline = tablet.pupil, time.monotonic() + LONGEST_LEAVING
        while not self.is_away(tablet):
            if time.monotonic() > deadline:
                return self.tell(tablet, "  but it stays: “Are you still there?” was in the way")
            tablet.page.wait_for_timeout(20)
        self.take(tablet, seen, what)
        tablet.pupil = ""
        if what == "finish":
            self.open_room()
            visits.reopen(self.pupil_id(pupil), self.school.room, self.school.clock())

    def is_away(self, tablet: Tablet) -> bool:
        """Has the page made room?"""
        seen = self.look(tablet)
        return seen is not None and not seen["step"]

    def come_with_a_card(self, tablet: Tablet, seen: dict | None) -> None:
        """Somebody shows a card; without a network that leads nowhere."""
        if tablet.is_offline:
            if seen is None or seen["isGone"] or self.random.random() < 0.3:
                self.turn_network(tablet)
            return
        self.open_room()
        pupil = self.random.choice(sorted(self.school.codes))
        self.tear_away(tablet)
        self.tell(tablet, f"{pupil} shows a card")
        self.reopen_if_finished(pupil)
        try:
            tablet.page.goto(f"{self.school.address}/K/{self.school.codes[pupil].code}")
            shown = self.look(tablet)
            assert shown and shown["name"].startswith(pupil), f"the card of {pupil} asks {shown}"
            tablet.page.locator("form[action$='/begin'] button").click()
            tablet.page.wait_for_load_state()
            tablet.pupil = pupil
            self.tell(tablet, f"  at {tablet.page.url}")
        except Error as error:
            self.tell(tablet, f"  {str(error).splitlines()[0]}")

    def turn_network(self, tablet: Tablet) -> None:
        """The network goes, or comes back."""
        tablet.is_offline = not tablet.is_offline
        self.tell(tablet, "is offline" if tablet.is_offline else "is online")
        tablet.page.context.set_offline(tablet.is_offline)

    def reload(self, tablet: Tablet) -> None:
        """Load the page again; without a network there is only the browser's own page then."""
        self.tear_away(tablet)
        self.tell(tablet, "reloads")
        try:
            tablet.page.reload()
        except Error:
            tablet.pupil = ""

    def close_room(self) -> None:
        """The lesson is over."""
        self.story.append(f"{self.presses} the room closes")
        rooms.close_room(self.school.room.id, self.school.clock())

    def open_room(self) -> None:
        """A room is open, the same as before or another one."""
        now = self.school.clock()
        if not any(room.id == self.school.room.id for room in rooms.open_rooms(now + timedelta(minutes=1))):
            self.school.room = open_room(self.school.cast, now=now)

    def reopen_if_finished(self, pupil: str) -> None:
        """A finish that waited in a tablet may have arrived meanwhile."""
        finished = EntryRow.select().where(EntryRow.pupil == self.pupil_id(pupil), EntryRow.finished_at.is_null(False))
        if finished.exists():
            visits.reopen(self.pupil_id(pupil), self.school.room, self.school.clock())

    def tear_away(self, tablet: Tablet) -> None:
        """The page is gone from one moment to the next: what it took just now may be lost."""
        for taken in self.taken:
            if taken.page == tablet.number and time.monotonic() - taken.at < SAFE_AFTER:
                taken.must_be_there = False
        tablet.number += len(self.tablets)

    # --- looking ------------------------------------------------------------------------------------------------

    def look(self, tablet: Tablet) -> dict | None:
        """What the page shows, or None while there is none."""
        return self.run(tablet, LOOK)

    def run(self, tablet: Tablet, script: str, value=None):
        """What a script returns in the page, or None while the page is between two."""
        try:
            return tablet.page.evaluate(script, value)
        except Error:
            return None

    def check_page(self, tablet: Tablet, seen: dict) -> None:
        """The page is the pupil's own, and shows no word of anybody else."""
        assert seen["who"] == tablet.pupil, self.fault(f"{tablet.pupil} is at the page of {seen['who']}")
        words = set(re.findall(r"[a-z]+(?=\d{5})", " ".join(seen["texts"].values())))
        assert words <= {tablet.pupil.lower()}, self.fault(f"{tablet.pupil} reads {words}")

    def settle(self) -> None:
        """The network comes back, everything arrives, and both accounts agree."""
        for tablet in self.tablets:
            if tablet.is_offline:
                self.turn_network(tablet)
        time.sleep(SAFE_AFTER)
        for tablet in self.tablets:
            self.tear_away(tablet)
            tablet.page.goto(f"{self.school.address}/k/")
            tablet.pupil = ""
            until(lambda tablet=tablet: self.run(tablet, STORED) == 0, tablet.page)
        self.compare()

    def compare(self) -> None:
        """What was taken is in the database; what is in the database was given."""
        found = in_database()
        words = {(pupil, word) for pupil, _, word in found}
        lost = [each for each in self.taken if each.must_be_there and (each.pupil, each.what) not in words]
        assert not lost, self.fault(f"lost: {lost}")
        invented = [each for each in found if not self.was_given(*each)]
        assert not invented, self.fault(f"nobody gave: {invented}")
        assert repeated() == [], self.fault(f"twice: {repeated()}")
        self.taken.clear()

    def was_given(self, pupil: str, step: str, what: str) -> bool:
        """Did this pupil type this word, or a longer one, or press this number, at this step?"""
        if "=" in what:
            return not what.startswith(("score=", "degree=")) or (pupil, step, what) in self.pressed
        return any((pupil, step) == (name, place) and word.startswith(what) for name, place, word in self.typed)

    def pupil_id(self, name: str) -> int:
        """The id of a pupil by first name."""
        return self.school.codes[name].pupil.id

    def tell(self, tablet: Tablet, what: str) -> None:
        """Write down what happened."""
        self.story.append(f"{self.presses} tablet {self.tablets.index(tablet)} {tablet.pupil}: {what}")

    def fault(self, what: str) -> str:
        """What went wrong, how to see it again, and what came before."""
        last = "\n".join(self.story[-60:])
        return f"{what}\nAgain: MONKEY_SEED={self.seed} MONKEY_PRESSES={self.presses + 1}\n{last}"


def new_tablet(browser, school: School, number: int) -> Tablet:
    """A tablet of the school, at its welcome page."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    token = tablets.enrol("", school.cast.okafor.id, school.clock())
    context.add_cookies([{"name": "tablet", "value": token, "url": school.address}])
    page = context.new_page()
    page.goto(f"{school.address}/k/")
    return Tablet(page, number)
