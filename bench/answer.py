"""Keeping one answer: one after another, thirty pupils at once, and a whole year in the same moment."""

import statistics
import threading
import time
from dataclasses import dataclass, field

from bench import pupil
from bench.browser import Browser, WORDS
from bench.processes import Server, turns
from bench.school import School

BARE_FORM = {"score": "7", "words": WORDS}
BARE_TIMES = 3  # the bare server is so fast that its processor time needs more requests to be told


@dataclass
class Timings:
    """What came of one variant over all rounds, each list one value a request, or a round."""

    seconds: list[float] = field(default_factory=list)
    medians: list[float] = field(default_factory=list)
    cpu: float = 0.0
    wall: float = 0.0
    commits: int = 0
    failed: int = 0

    def middle(self) -> float:
        """Median milliseconds."""
        return 1000 * statistics.median(self.seconds)

    def part(self, share: float) -> float:
        """The milliseconds under which this share of the requests stays."""
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    def cpu_each(self) -> float:
        """Server processor milliseconds a request."""
        return 1000 * self.cpu / len(self.seconds)

    def told(self) -> dict:
        """As it stands in the results."""
        return {
            "milliseconds": self.middle(),
            "p95_milliseconds": self.part(0.95),
            "worst_milliseconds": self.part(1),
            "cpu_milliseconds": self.cpu_each(),
            "per_second": len(self.seconds) / self.wall,
            "answers_per_commit": len(self.seconds) / self.commits if self.commits else None,
            "failed": self.failed,
        }


class Pupils:
    """Pupils in the middle of a visit, each at a tablet of their own, ready to answer."""

    def __init__(self, server: Server, school: School, number: int):
        self.browsers = [Browser(server.port, {"tablet": token}) for token in school.tablets[:number]]
        cards = school.next_cards(number)
        self.pages = [pupil.begin(browser, card) for browser, card in zip(self.browsers, cards, strict=True)]

    def one(self, at: int, times: int) -> list[float]:
        """One pupil answers until all questions are answered, or `times` times; returns the seconds of each."""
        seconds = []
        while len(seconds) < times and pupil.is_question(self.pages[at]):
            self.pages[at] = pupil.answer(self.browsers[at], self.pages[at])
            seconds.append(self.pages[at].seconds)
        return seconds


class Bare:
    """As many connections to the bare server, each sending as many forms."""

    def __init__(self, server: Server, number: int, path: str):
        self.browsers, self.path = [Browser(server.port) for _ in range(number)], path

    def one(self, at: int, times: int) -> list[float]:
        """One connection sends its forms."""
        send = self.browsers[at].post
        return [
            send(self.path, {"pupil": str(at), "question": str(number), **BARE_FORM}).seconds for number in range(times)
        ]


def run(server: Server, those: Pupils | Bare, times: int, together: bool, into: Timings) -> None:
    """Have all of them send, one after another or at once, and add what it took to `into`."""
    got, failed = [], []

    def one(at: int) -> None:
        try:
            got.append(those.one(at, times))
        except (RuntimeError, OSError) as error:
            failed.append(error)

    threads = [threading.Thread(target=one, args=[at]) for at in range(len(those.browsers))]
    before, began = server.figures(), time.perf_counter()
    for thread in threads:
        thread.start()
        if not together:
            thread.join()
    for thread in threads:
        thread.join()
    into.wall += time.perf_counter() - began
    after = server.figures()
    for browser in those.browsers:
        browser.close()
    if not got:
        raise failed[0]
    seconds = [each for sent in got for each in sent]
    into.seconds += seconds
    into.medians.append(statistics.median(seconds))
    into.failed += len(failed)
    into.cpu += after["cpu"] - before["cpu"]
    into.commits += after["commits"] - before["commits"]


def compare(server: Server, bare_server: Server, school: School, rounds: int, number: int, together: bool) -> dict:
    """The school and the bare limit in turn, A B A B; `number` pupils each answer a whole visit's questions."""
    ours, bare, gathered = Timings(), Timings(), Timings()
    steps = 0
    for _ in turns(rounds):
        run(server, Pupils(server, school, number), 1000, together, ours)
        steps = len(ours.seconds) // (number * len(ours.medians))
        run(bare_server, Bare(bare_server, number, "/"), steps * BARE_TIMES, together, bare)
        if together:
            run(bare_server, Bare(bare_server, number, "/gather"), steps * BARE_TIMES, together, gathered)
    limit = min(bare, gathered, key=Timings.middle) if together else bare
    told = {
        "pupils": number,
        **ours.told(),
        "ratio": ours.middle() / limit.middle(),
        "ratios": [ours_one / bare_one for ours_one, bare_one in zip(ours.medians, limit.medians, strict=True)],
        "p95_ratio": ours.part(0.95) / limit.part(0.95),
        "cpu_ratio": ours.cpu_each() / limit.cpu_each(),
        "worst_ratio": ours.part(1) / ours.middle(),
        "answers": len(ours.seconds),
        "bare_per_second": len(limit.seconds) / limit.wall,
        "bare": bare.told(),
    }
    return told | ({"bare_gathered": gathered.told()} if together else {})


def all_at_once(server: Server, bare_server: Server, school: School, number: int) -> dict:
    """Everybody presses Next in the same moment, once."""
    ours, bare, gathered = Timings(), Timings(), Timings()
    run(server, Pupils(server, school, number), 1, True, ours)
    run(bare_server, Bare(bare_server, number, "/"), 1, True, bare)
    run(bare_server, Bare(bare_server, number, "/gather"), 1, True, gathered)
    limit = min(bare.wall, gathered.wall)
    return {
        "pupils": number,
        "failed": ours.failed,
        "all_kept_milliseconds": 1000 * ours.wall,
        "bare_milliseconds": 1000 * limit,
        "ratio": ours.wall / limit,
    }


def count(server: Server, school: School) -> dict:
    """Requests, statements and commits of an answer, on a server that counts them."""
    pupils = Pupils(server, school, 1)
    before = server.figures()
    answers = len(pupils.one(0, 1000))
    after = server.figures()
    each = {name: (after[name] - before[name]) / answers for name in ("queries", "statements", "commits")}
    return {"requests": 1, **each}
