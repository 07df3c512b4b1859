"""Programs as processes of their own, on 127.0.0.1 alone: a school's settings, free ports, servers that are ended."""

import http.client
import os
import secrets
import signal
import socket
import ssl
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.cast import PASSWORD
from tests.waiting import NEVER

RUN = [sys.executable, "-c", "from web.commands import main; main()"]
SCHOOL = ["--school", "Hillside School", "--name", "Mr Tech", "--email", "tech@hillside.example"]
LEFT_OUT = ("DATABASE_URL", "HOST", "PORT", "PERSONALISE_ADDRESS", "PERSONALISE_PROXY", "PERSONALISE_STAFF_HTTPS")


def free_port() -> int:
    """A port that nothing listens on just now, of those that no system gives to a program that asks for any port."""
    while True:
        port = secrets.choice(range(20_000, 32_000))
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def real_school(folder: Path, **settings: str) -> dict[str, str]:
    """A real school in a data folder, with a certificate; the environment of its programs."""
    environment = {name: words for name, words in os.environ.items() if name not in LEFT_OUT}
    environment |= {"PERSONALISE_DATA_DIR": str(folder), "PYTHONUNBUFFERED": "1", **settings}
    for words in (["init", *SCHOOL, "--password", PASSWORD], ["certificate", "school.local"]):
        subprocess.run([*RUN, *words], env=environment, check=True, capture_output=True)
    return environment


@contextmanager
def running(words: list[str], environment: dict[str, str], ready: str):
    """A program that has printed `ready`; yields the process and what it printed until then."""
    process = subprocess.Popen(
        words,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        bufsize=1,
        start_new_session=True,  # with its own workers, which outlive it and hold its output
    )
    printed = []
    try:
        for line in process.stdout:
            printed.append(line)
            if ready in line:
                break
        else:
            raise AssertionError("".join(printed))
        yield process, "".join(printed)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def trusting(folder: Path) -> ssl.SSLContext:
    """What a tablet that trusts the school's authority, and nobody else, takes."""
    return ssl.create_default_context(cafile=folder / "https" / "authority.crt")


def ask(port: int, path: str, method="GET", trusts=None, body=None, **headers: str):
    """One request to 127.0.0.1, over https where a context of trust is given; the answer with its body as `text`."""
    kinds = {"context": trusts} if trusts else {}
    kind = http.client.HTTPSConnection if trusts else http.client.HTTPConnection
    connection = kind("127.0.0.1", port, timeout=NEVER, **kinds)
    try:
        connection.request(method, path, body, {name.replace("_", "-"): words for name, words in headers.items()})
        answer = connection.getresponse()
        answer.text = answer.read().decode(errors="replace")
        return answer
    finally:
        connection.close()
