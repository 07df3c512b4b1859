"""The benchmark itself: it runs, and it writes the figures by the names that are promised."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.server
ROOT = Path(__file__).parents[2]
PROMISED = {
    "answer": {"requests", "queries", "statements", "commits", "milliseconds", "p95_milliseconds", "cpu_milliseconds"}
    | {"ratio", "cpu_ratio"},
    "answer_30": {"milliseconds", "p95_milliseconds", "per_second", "p95_ratio", "cpu_ratio", "failed", "bare"},
    "visit": {"requests", "page_loads", "milliseconds", "first_requests", "first_kilobytes", "warm_kilobytes"},
    "lesson": {"cards", "sheets_seconds", "bare_seconds", "ratio", "sheets_megabytes", "board_milliseconds"},
    "grid": {"queries", "milliseconds", "ratio", "page_milliseconds", "page_ratio", "page_kilobytes"},
}


def test_the_quick_benchmark_writes_every_promised_figure(tmp_path):
    # Slow, because it makes a school of its own, starts servers and a browser, and measures each several times.
    results = tmp_path / "results.json"
    command = [sys.executable, "bench/run.py", "--quick", "--results", str(results)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    figures = json.loads(results.read_text())
    assert not {(part, name) for part in PROMISED for name in PROMISED[part] - figures[part].keys()}
    assert figures["memory_megabytes"] > 0 and figures["start_seconds"] > 0
    assert (figures["answer"]["requests"], figures["answer"]["commits"]) == (1, 1)
    assert figures["answer"]["failed"] == figures["answer_30"]["failed"] == 0
