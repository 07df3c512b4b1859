"""The server as a process of its own: it tells its addresses, answers, and ends without losing a request."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import contextmanager

import psutil
import pytest

from tests.machine import free_port
from tests.waiting import NEVER

pytestmark = pytest.mark.server

RUN = [sys.executable, "-c", "from web.commands import main; main()"]
PASSWORD = "three words in a row"


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """A data folder with a real school."""
    folder = tmp_path_factory.mktemp("serve") / "school"
    settings = {name: words for name, words in os.environ.items() if name not in ("DATABASE_URL", "HOST", "PORT")}
    settings |= {"PERSONALISE_DATA_DIR": str(folder), "PYTHONUNBUFFERED": "1"}
    names = ["--school", "Hillside School", "--name", "Mr Tech", "--email", "tech@hillside.example"]
    subprocess.run([*RUN, "init", *names, "--password", PASSWORD], env=settings, check=True, capture_output=True)
    return settings


@contextmanager
def served(environment):
    """The server; yields the process, its address and the lines it printed until it was ready."""
    port = free_port()
    process = subprocess.Popen(
        [*RUN, "serve", "--port", str(port)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    printed = []
    try:
        for line in process.stdout:
            printed.append(line)
            if "Data folder" in line:
                break
        yield process, f"http://127.0.0.1:{port}", "".join(printed)
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def server(environment):
    """One server for all tests that leave it running."""
    with served(environment) as running:
        yield running


SLOW = """
import time
from flask import Flask
from web.serve import serve
app = Flask("slow")
@app.get("/")
def slow():
    print("begun", flush=True)
    time.sleep(1)
    return "done"
serve(app, "127.0.0.1", 0, lambda port: print(port, flush=True))
"""


@contextmanager
def slow_server():
    """An application under our server whose only page takes a second."""
    process = subprocess.Popen([sys.executable, "-c", SLOW], stdout=subprocess.PIPE, text=True)
    try:
        yield process, f"http://127.0.0.1:{int(process.stdout.readline())}/"
    finally:
        process.kill()
        process.communicate()


def test_it_prints_where_everything_is(server, environment):
    _, address, printed = server
    assert f"{address}/k/" in printed and f"{address}/staff/" in printed
    assert environment["PERSONALISE_DATA_DIR"] in printed


def test_it_answers_and_sigterm_ends_it_cleanly(environment):
    with served(environment) as (process, address, _):
        with urllib.request.urlopen(f"{address}/healthz", timeout=NEVER) as answer:
            assert json.load(answer) == {"database": "answers"}
        process.send_signal(signal.SIGTERM)
        rest, _ = process.communicate(timeout=NEVER)
        assert process.returncode == 0 and "Stopped" in rest


def test_an_accepted_request_is_answered_after_sigterm():
    with slow_server() as (process, address):
        answers = []
        asking = threading.Thread(target=lambda: answers.append(urllib.request.urlopen(address, timeout=NEVER).read()))
        asking.start()
        assert process.stdout.readline() == "begun\n"
        process.send_signal(signal.SIGTERM)
        asking.join()
        process.communicate(timeout=NEVER)
        assert (answers, process.returncode) == ([b"done"], 0)


def test_a_giant_upload_is_refused_at_once(server):
    host, port = server[1].removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=NEVER) as wire:
        wire.sendall(b"POST /staff/sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 900000000\r\n\r\n" + b"x" * 1000)
        assert b" 413 " in wire.recv(1000).split(b"\r\n")[0]


def test_a_taken_port_is_told_in_a_sentence(server, environment):
    port = server[1].rpartition(":")[2]
    again = subprocess.run([*RUN, "serve", "--port", port], env=environment, capture_output=True, text=True)
    assert again.returncode == 1
    assert "Choose another with --port" in again.stderr and "Traceback" not in again.stderr


def test_an_idle_server_sleeps(server):
    process, address, _ = server
    urllib.request.urlopen(f"{address}/healthz").read()
    before = cpu_ticks(process.pid)
    time.sleep(2)  # its own time is measured: how busy the machine is makes no difference
    assert cpu_ticks(process.pid) - before < 50  # of 200; one that polls without waiting takes all


def cpu_ticks(pid: int) -> int:
    """The processor's time that a process has used, in hundredths of a second."""
    return int(psutil.Process(pid).cpu_times().user * 100 + psutil.Process(pid).cpu_times().system * 100)
