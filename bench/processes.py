"""Starts the benchmark's servers, asks them for their figures, and ends each by its own process."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.browser import Browser

ROOT = Path(__file__).resolve().parent.parent
FOREIGN = ("DATABASE_URL", "PERSONALISE_DATA_DIR", "PERSONALISE_ADDRESS", "PERSONALISE_TIMEZONE")


def turns(number: int, longest: float = 20) -> Iterator[int]:
    """So many rounds, fewer when the machine has so much else to do that they take longer than so many seconds."""
    until = time.perf_counter() + longest
    for turn in range(number):
        if turn and time.perf_counter() > until:
            return
        yield turn


class Server:
    """A server process on a loopback port of its own, ready when made; use it in a `with`."""

    def __init__(self, kind: str, folder: Path, count: bool = False):
        clean = {name: words for name, words in os.environ.items() if name not in FOREIGN}
        command = [sys.executable, "-m", "bench.server", kind, str(folder), *["--count"] * count]
        began = time.perf_counter()
        self.process = subprocess.Popen(command, cwd=ROOT, env=clean, stdout=subprocess.PIPE, text=True)
        try:
            self.port = int(self.process.stdout.readline() or 0)
            if not self.port or Browser(self.port).get("/healthz").status != 200:
                raise RuntimeError(f"The {kind} server did not start; its own words stand above.")
        except BaseException:
            self.stop()
            raise
        self.start_seconds = time.perf_counter() - began

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self) -> None:
        """End the process: kindly, and when that does not help by force."""
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()

    def figures(self) -> dict:
        """Processor seconds, durable commits and statements since the start."""
        return json.loads(Browser(self.port).get("/bench").body)

    def idle(self, seconds: float = 1) -> float:
        """Processor milliseconds that it takes in a second in which nobody asks for anything."""
        before = self.figures()["cpu"]
        time.sleep(seconds)
        return 1000 * (self.figures()["cpu"] - before) / seconds

    def memory(self) -> tuple[float, str]:
        """Megabytes, and how they were counted: PSS where the system tells it, else RSS."""
        rollup = Path(f"/proc/{self.process.pid}/smaps_rollup")
        if rollup.exists():
            return int(re.search(r"^Pss:\s+(\d+)", rollup.read_text(), re.M)[1]) / 1024, "PSS"
        import psutil

        return psutil.Process(self.process.pid).memory_info().rss / 1024**2, "RSS"
