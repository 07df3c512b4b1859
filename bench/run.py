"""Measures Personalise against the least that this machine can do, prints a table, writes bench/results.json.

python bench/run.py [--quick]      about a minute and a half; --quick: a few seconds, for the tests, not to be believed
"""

import argparse
import json
import os
import platform
import signal
import statistics
import sys
import tempfile
import time
from math import ceil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench import answer, grid, lesson, visit  # noqa: E402  (found only now)
from bench.processes import Server  # noqa: E402
from bench.school import build_school, School  # noqa: E402
from bench.table import print_table  # noqa: E402

RESULTS = ROOT / "bench" / "results.json"
FULL = {"pupils": 1500, "rounds": 10, "visits": 10, "at_once": 30, "all": 300, "times": 15, "starts": 3}
QUICK = {"pupils": 60, "rounds": 1, "visits": 2, "at_once": 4, "all": 6, "times": 2, "starts": 1}


def main() -> None:
    """Read the command line, measure, tell."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a small school and one round, to see that it works")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where to write the figures")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the servers are ended and the folder removed
    began = time.perf_counter()
    results = measure(QUICK if chosen.quick else FULL) | {"quick": chosen.quick}
    results["seconds"] = round(time.perf_counter() - began, 1)
    print_table(results)
    chosen.results.write_text(json.dumps(rounded(results), indent=2) + "\n")
    print(f"\n{results['seconds']:.0f} seconds. All figures: {os.path.relpath(chosen.results)}")
    if chosen.quick:
        print("Quick: these figures are not to be believed.")


def measure(size: dict) -> dict:
    """Every part in its order, in a data folder of its own beside this file, on the disk that the project lies on."""
    with tempfile.TemporaryDirectory(prefix="run-", dir=ROOT / "bench") as name:
        folder = Path(name)
        say("building the school")
        school = build_school(folder, size["pupils"], max(size["all"], size["at_once"], 3))
        results = {"machine": machine()}
        with Server("bare", folder) as bare, Server("school", folder) as server:
            results |= measure_served(server, bare, school, size)
            results["memory_megabytes"], results["memory_counted_as"] = server.memory()
            results["idle_cpu_milliseconds"] = server.idle()
            starts = [server.start_seconds]
        say("counting statements")
        with Server("school", folder, count=True) as counting:
            results["answer"] |= answer.count(counting, school)
            results["grid"]["page_queries"] = grid.count_page_queries(counting, school)
        while len(starts) < size["starts"]:
            with Server("school", folder) as again:
                starts.append(again.start_seconds)
        return results | {"start_seconds": statistics.median(starts)}


def measure_served(server: Server, bare: Server, school: School, size: dict) -> dict:
    """What is measured on the running server, the bare limit beside it."""
    say("answers, one after another")
    results = {"answer": answer.compare(server, bare, school, size["rounds"], size["visits"], together=False)}
    say(f"{size['at_once']} pupils at once")
    results["answer_30"] = answer.compare(
        server, bare, school, ceil(size["rounds"] / 2), size["at_once"], together=True
    )
    say(f"{size['all']} pupils in the same moment")
    results["answer_all"] = answer.all_at_once(server, bare, school, size["all"])
    say("visits")
    results["visit"] = visit.measure(server, school, size["visits"])
    say("the grid")
    results["grid"] = grid.measure(server, school, size["times"])
    say("sheets of QR cards, and the board")
    return results | {"lesson": lesson.measure(server, school, size["times"])}


def machine() -> dict:
    """What the figures depend on."""
    from peewee import sqlite3

    from learning.core.store import journal_mode

    return {
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "journal_mode": journal_mode(sqlite3.sqlite_version_info),
    }


def rounded(value):
    """The results with four significant figures, which is more than they are worth."""
    if isinstance(value, dict):
        return {name: rounded(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [rounded(inner) for inner in value]
    return float(f"{value:.4g}") if isinstance(value, float) else value


def say(words: str) -> None:
    """What is going on, for whoever waits."""
    print(f"  {words} ...", flush=True)


if __name__ == "__main__":
    main()
