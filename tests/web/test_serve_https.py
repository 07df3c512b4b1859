"""`personalise serve --https` as a process of its own: what https answers, what plain http beside it does not."""

import re
import signal
import socket
import ssl
import subprocess
import sys
import threading
from contextlib import contextmanager

import pytest

from tests.machine import ask, free_port, real_school, RUN, running, trusting
from tests.page import read_page, token_of
from tests.waiting import NEVER
from web.commands.serving import STOPPED
from web.errors import MESSAGES, OPEN_TOO_LONG
from web.only_https import FORMS_NEED_HTTPS, https_address

pytestmark = pytest.mark.server

SIGN_IN = "/staff/sign-in"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("https") / "school"


@pytest.fixture(scope="module")
def environment(folder):
    return real_school(folder)


@contextmanager
def served(environment, *words):
    """The server; yields its process, its https and its http port, and what it printed until it was ready."""
    port, http_port = free_port(), free_port()
    ports = ["--port", str(port), "--http-port", str(http_port)]
    with running([*RUN, "serve", "--https", *ports, *words], environment, "Data folder") as (process, printed):
        yield process, port, http_port, printed


@pytest.fixture(scope="module")
def server(environment):
    """One server for the tests that only ask: its https port, its http port, what it printed."""
    with served(environment) as (_, *rest):
        yield rest


@pytest.fixture
def tablet(folder, server):
    """tablet(path, ...): asks over https and trusts the school's authority alone."""
    return lambda path, **kinds: ask(server[0], path, trusts=trusting(folder), **kinds)


@pytest.fixture
def untrusting(server):
    """untrusting(path, ...): asks over plain http."""
    return lambda path, **kinds: ask(server[1], path, **kinds)


def test_a_tablet_that_trusts_the_school_is_answered(tablet):
    assert tablet("/healthz").status == 200


def test_a_tablet_that_does_not_yet_is_not(server):
    with pytest.raises(ssl.SSLCertVerificationError):
        ask(server[0], "/healthz", trusts=ssl.create_default_context())


def test_it_prints_its_https_addresses_and_where_to_trust(server):
    port, http_port, printed = server
    assert f"https://127.0.0.1:{port}/staff/" in printed and f"http://127.0.0.1:{http_port}/trust" in printed


def test_the_session_cookie_is_secure(tablet):
    assert "Secure" in tablet(SIGN_IN).getheader("Set-Cookie")


def test_browsers_are_held_to_https_for_thirty_days(tablet):
    assert tablet(SIGN_IN).getheader("Strict-Transport-Security") == "max-age=2592000"


def test_a_form_of_its_own_page_is_read(tablet, server):
    page = tablet(SIGN_IN)
    body = f"csrf_token={token_of(read_page(page.text))}"
    own = f"https://127.0.0.1:{server[0]}{SIGN_IN}"
    answer = tablet(SIGN_IN, method="POST", body=body, **form_headers(page, own))
    assert (answer.status, OPEN_TOO_LONG in answer.text) == (422, False)


def form_headers(page, referrer) -> dict:
    cookie = page.getheader("Set-Cookie").partition(";")[0]
    return {"Cookie": cookie, "Referer": referrer, "Content_Type": "application/x-www-form-urlencoded"}


def test_a_form_sent_in_chunks_is_read(tablet, server):
    page = tablet(SIGN_IN)
    body = iter([b"csrf_token=", token_of(read_page(page.text)).encode()])
    headers = form_headers(page, f"https://127.0.0.1:{server[0]}{SIGN_IN}")
    assert tablet(SIGN_IN, method="POST", body=body, **headers).status == 422


def test_a_form_of_another_site_is_refused(tablet):
    page = tablet(SIGN_IN)
    body = f"csrf_token={token_of(read_page(page.text))}"
    answer = tablet(SIGN_IN, method="POST", body=body, **form_headers(page, "https://elsewhere.example/"))
    assert (answer.status, OPEN_TOO_LONG in answer.text) == (400, True)


def test_forwarded_headers_are_never_believed(untrusting):
    assert untrusting("/k/", X_Forwarded_Proto="https").status == 302


def test_the_head_of_a_page_comes_without_its_body(tablet):
    answer = tablet(SIGN_IN, method="HEAD")
    assert (answer.status, answer.text) == (200, "")


def test_a_file_that_did_not_change_is_not_sent_again(tablet):
    mark = tablet("/static/tokens.css").getheader("ETag")
    assert tablet("/static/tokens.css", If_None_Match=mark).status == 304


def test_an_upload_of_20_megabytes_is_told_in_the_pages_own_words(tablet):
    answer = tablet(SIGN_IN, method="POST", body=bytes(20 * 1024 * 1024))
    assert (answer.status, str(MESSAGES[413]) in answer.text) == (413, True)


def test_a_giant_upload_is_refused_without_being_read_to_its_end(server, folder):
    with wire_to(server[0], folder) as wire:
        head = "POST /staff/sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900000000\r\n\r\n"
        wire.sendall(head.encode())
        for _ in range(65):
            wire.sendall(bytes(1024 * 1024))
        assert b" 413 " in wire.recv(1000).split(b"\r\n")[0]


@contextmanager
def wire_to(port, folder):
    """A bare connection that speaks HTTP/1.1 over https."""
    with (
        socket.create_connection(("127.0.0.1", port), timeout=NEVER) as plain,
        trusting(folder).wrap_socket(plain, server_hostname="127.0.0.1") as wire,
    ):
        yield wire


@pytest.mark.parametrize("path", ["/trust", "/authority.crt", "/healthz", "/static/tokens.css"])
def test_plain_http_answers_what_comes_before_trust(untrusting, path):
    assert untrusting(path).status == 200


@pytest.mark.parametrize("path", ["/", "/k/", "/k/tablet?name=Blue%20trolley", "/staff/sign-in", "/nowhere"])
def test_plain_http_leads_every_other_page_to_https(untrusting, server, path):
    answer = untrusting(path)
    assert (answer.status, answer.getheader("Location")) == (302, f"https://127.0.0.1:{server[0]}{path}")


@pytest.mark.parametrize("path", [SIGN_IN, "/k/", "/trust", "/nowhere"])
def test_plain_http_takes_no_form(untrusting, path):
    answer = untrusting(path, method="POST", body="a=b")
    assert (answer.status, str(FORMS_NEED_HTTPS) in answer.text) == (403, True)


@pytest.mark.parametrize("path", ["/k/", "/staff/sign-in", "/trust", "/nowhere"])
def test_plain_http_gives_no_cookie(untrusting, path):
    assert untrusting(path).getheader("Set-Cookie") is None


def test_plain_http_refuses_a_host_that_is_no_address(untrusting):
    assert untrusting("/k/", Host="a..b").status == 400


def test_the_authority_that_plain_http_gives_is_the_one_in_use(untrusting, server, tmp_path):
    (tmp_path / "fetched.crt").write_text(untrusting("/authority.crt").text)
    trusts = ssl.create_default_context(cafile=tmp_path / "fetched.crt")
    assert ask(server[0], "/healthz", trusts=trusts).status == 200


def test_the_page_of_trust_over_https_names_the_address_over_http(tablet, server):
    assert f"http://127.0.0.1:{server[1]}/authority.crt" in tablet("/trust").text


@pytest.mark.parametrize(
    "url, port, led_to",
    [
        ("http://school.local:8000/k/", 8443, "https://school.local:8443/k/"),
        ("http://school.local/", 443, "https://school.local/"),
        ("http://[fd12::7]:8000/k/", 8443, "https://[fd12::7]:8443/k/"),
        ("http://[fd12::7]/k/", 8443, "https://[fd12::7]:8443/k/"),
    ],
)
def test_the_host_stays_and_the_port_is_that_of_https(url, port, led_to):
    assert https_address(url, port) == led_to


def test_without_an_http_port_there_is_none(environment):
    port, http_port = free_port(), free_port()
    words = [*RUN, "serve", "--https", "--port", str(port), "--http-port", "0"]
    with running(words, {**environment, "PORT": str(http_port)}, "Data folder") as (_, printed):
        assert "http://" not in printed


def test_a_certificate_that_ends_soon_is_told_at_the_start(tmp_path):
    environment = real_school(tmp_path / "school")
    subprocess.run([sys.executable, "-c", SHORT, str(tmp_path / "school")], env=environment, check=True)
    with served(environment) as (_, _, _, printed):
        assert re.search(r"certificate .* \d+ days", printed)


SHORT = """
import sys
from datetime import timedelta
from pathlib import Path
from web.certificate import issue_certificate
from web.clock import utc_now
issue_certificate(Path(sys.argv[1]), [], "", utc_now() - timedelta(days=810))
"""


def test_a_taken_port_is_told_in_a_sentence(environment, server):
    words = [*RUN, "serve", "--https", "--port", str(server[0]), "--http-port", "0"]
    again = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=NEVER)
    assert (again.returncode, "Choose another" in again.stderr, again.stderr.count("\n")) == (1, True, 1)


def test_sigterm_ends_it_cleanly_while_a_tablet_stays_connected(environment, folder):
    with served(environment) as (process, port, _, _), wire_to(port, folder) as wire:
        wire.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert b" 200 " in wire.recv(1000)
        process.send_signal(signal.SIGTERM)
        rest, _ = process.communicate(timeout=NEVER)
        assert process.returncode == 0 and "Stopped" in rest


def test_nothing_of_a_request_is_printed(environment, folder):
    with served(environment) as (process, port, http_port, _):
        for ask_port, trusts in ((port, trusting(folder)), (http_port, None)):
            ask(ask_port, "/k/K7ABCDEFGHJKMNPQRSTVWXYZ23?words=secret", trusts=trusts)
        with socket.create_connection(("127.0.0.1", port), timeout=NEVER) as wire:
            wire.sendall(b"GET /k/K7ABCDEFGHJKMNPQRSTVWXYZ23 HTTP/1.1\r\n\r\n")
            wire.recv(1000)
        process.send_signal(signal.SIGTERM)
        rest, _ = process.communicate(timeout=NEVER)
    assert "".join(rest.splitlines()) == STOPPED


SLOW = """
import sys, time
from pathlib import Path
from flask import Flask, request
from web.certificate import issue_certificate
from web.clock import utc_now
from web.serve_https import serve_https
app = Flask("slow")
app.config["DATA_DIR"] = Path(sys.argv[1])
app.config["MAX_CONTENT_LENGTH"] = 1000
issue_certificate(app.config["DATA_DIR"], [], "", utc_now())
@app.post("/form")
def form():
    print("form", len(request.get_data()), flush=True)
    return "read"
@app.get("/slow")
def slow():
    print("begun", flush=True)
    time.sleep(1)
    return "done"
@app.get("/broken")
def broken():
    raise ValueError("a child's words")
serve_https(app, "127.0.0.1", 0, 0, lambda port: print("port", port, flush=True))
"""


@pytest.fixture
def slow(tmp_path):
    """An application under our server with a page that takes a second: its process and its port."""
    tmp_path.mkdir(exist_ok=True)
    with running([sys.executable, "-c", SLOW, str(tmp_path)], None, "port ") as (process, printed):
        yield process, int(printed.split()[-1])


def test_an_accepted_request_is_answered_after_sigterm(slow, tmp_path):
    process, port = slow
    answers = []
    asking = threading.Thread(target=lambda: answers.append(ask(port, "/slow", trusts=trusting(tmp_path)).text))
    asking.start()
    assert process.stdout.readline() == "begun\n"
    process.send_signal(signal.SIGTERM)
    asking.join()
    process.communicate(timeout=NEVER)
    assert (answers, process.returncode) == (["done"], 0)


def test_half_a_form_whose_sender_is_gone_is_never_read(slow, tmp_path):
    process, port = slow
    head = b"POST /form HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n"
    with wire_to(port, tmp_path) as wire:
        wire.sendall(head + b"4\r\nhalf\r\n")
    with wire_to(port, tmp_path) as wire:
        wire.sendall(head + b"5\r\nwhole\r\n0\r\n\r\n")
        assert b" 200 " in wire.recv(1000)
    assert process.stdout.readline() == "form 5\n"
