"""The files that docs/ gives to be copied: each is tried as it stands, with other ports and folders alone."""

import configparser
import http.client
import os
import shlex
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.machine import ask, free_port, real_school, RUN, running, trusting
from tests.page import read_page, token_of
from tests.waiting import NEVER
from web.commands import main
from web.commands.serving import serve_command
from web.config import FROM_ENVIRONMENT

ROOT = Path(__file__).parents[2]
FILES = ROOT / "docs" / "files"
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
SIGN_IN = "/staff/sign-in"


def program(name: str, package: str) -> str:
    """The program's path; without it the test is skipped, or fails where CI is set."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
    if found is None:
        why = f"no {name} on this machine (on Debian: apt install {package})"
        pytest.fail(why) if os.environ.get("CI") else pytest.skip(why)
    return found


def unit() -> configparser.ConfigParser:
    """The unit file, read."""
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read(FILES / "personalise.service")
    return parser


def check_command(words: list[str]) -> None:
    """Raises click's own error where an option is not one of `personalise serve`."""
    assert (main.commands[words[0]], words[0]) == (serve_command, "serve")
    serve_command.make_context("serve", words[1:]).close()


def test_the_unit_starts_a_command_that_is_there():
    path, *words = shlex.split(unit()["Service"]["ExecStart"])
    assert path.endswith("/bin/personalise")
    check_command(words)


def test_the_unit_sets_what_is_a_setting_and_may_write_there():
    name, _, folder = unit()["Service"]["Environment"].partition("=")
    assert name in FROM_ENVIRONMENT
    assert unit()["Service"]["ReadWritePaths"] == folder


def test_the_unit_does_not_run_as_root():
    assert unit()["Service"]["User"] not in ("", "root")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze on this machine")
def test_systemd_takes_the_unit(tmp_path):
    command = unit()["Service"]["ExecStart"].split()[0]
    words = (FILES / "personalise.service").read_text().replace(command, sys.executable)
    (tmp_path / "personalise.service").write_text(words)
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", tmp_path / "personalise.service"], capture_output=True, text=True
    )
    assert "personalise.service" not in checked.stderr, checked.stderr


def test_the_windows_task_starts_a_command_that_is_there():
    action = ElementTree.parse(FILES / "personalise-task.xml").find(f".//{TASK}Exec")
    assert action.findtext(f"{TASK}Command").endswith("personalise.exe")
    check_command(action.findtext(f"{TASK}Arguments").split())


def test_the_windows_task_starts_with_the_machine_as_local_service_and_without_end():
    task = ElementTree.parse(FILES / "personalise-task.xml")
    assert task.find(f".//{TASK}BootTrigger") is not None
    assert task.findtext(f".//{TASK}UserId") == "S-1-5-19"
    assert task.findtext(f".//{TASK}ExecutionTimeLimit") == "PT0S"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("behind") / "school"


@pytest.fixture(scope="module")
def school(folder):
    """A school under waitress that trusts a proxy at 127.0.0.1; its port."""
    environment = real_school(folder, PERSONALISE_PROXY="127.0.0.1")
    port = free_port()
    with running([*RUN, "serve", "--port", str(port)], environment, "Data folder"):
        yield port


@contextmanager
def nginx(school, folder, place):
    """nginx with the file of the docs; yields its https and its http port."""
    path, https, http = program("nginx", "nginx-light"), free_port(), free_port()
    swaps = {
        "443 ssl": f"127.0.0.1:{https} ssl",
        "listen 80": f"listen 127.0.0.1:{http}",
        "127.0.0.1:8000": f"127.0.0.1:{school}",
    }
    swaps |= {"/srv/personalise": str(folder), "/var/log/nginx/personalise.log": str(place / "error.log")}
    swaps |= {"https://$host": f"https://$host:{https}"}
    (place / "personalise").write_text(swapped("nginx.conf", swaps))
    owner = "user root;" if os.geteuid() == 0 else ""
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {place}/{kind};" for kind in kinds)
    (place / "main.conf").write_text(
        f"{owner} daemon off; pid {place}/pid; error_log stderr notice; events {{}}\n"
        f"http {{ {temporary} include {place}/personalise; }}\n"
    )
    words = [path, "-p", str(place), "-c", str(place / "main.conf"), "-e", "stderr"]
    with running(words, None, "start worker process "):
        yield https, http


@contextmanager
def caddy(school, folder, place):
    """Caddy with the file of the docs; yields its https and its http port."""
    path, https, http = program("caddy", "caddy"), free_port(), free_port()
    swaps = {":443 {": f":{https} {{", ":80 {": f":{http} {{", "127.0.0.1:8000": f"127.0.0.1:{school}"}
    swaps |= {"bind 0.0.0.0": "bind 127.0.0.1", "/etc/caddy/personalise": str(folder / "https")}
    swaps |= {"https://{host}": f"https://{{host}}:{https}"}
    (place / "Caddyfile").write_text(swapped("Caddyfile", swaps))
    homes = {"HOME": str(place), "XDG_CONFIG_HOME": str(place), "XDG_DATA_HOME": str(place)}
    words = [path, "run", "--config", str(place / "Caddyfile"), "--adapter", "caddyfile"]
    with running(words, {**os.environ, **homes}, "serving initial configuration"):
        yield https, http


def swapped(name: str, swaps: dict[str, str]) -> str:
    """A file of the docs with other ports and folders; each must be there to be swapped."""
    words = (FILES / name).read_text()
    for old, new in swaps.items():
        assert old in words, old
        words = words.replace(old, new)
    return words


@pytest.fixture(scope="module", params=[nginx, caddy], ids=["nginx", "caddy"])
def proxy(request, school, folder, tmp_path_factory):
    """A proxy in front of the school: its https and its http port."""
    with request.param(school, folder, tmp_path_factory.mktemp("proxy")) as ports:
        yield ports


@pytest.fixture
def sign_in_page(proxy, folder):
    """The page as a tablet gets it that trusts the school's authority."""
    return ask(proxy[0], SIGN_IN, trusts=trusting(folder))


@pytest.mark.server
def test_behind_the_proxy_pages_come_over_https(sign_in_page):
    assert sign_in_page.status == 200
    assert sign_in_page.getheader("Strict-Transport-Security")


@pytest.mark.server
def test_behind_the_proxy_the_cookie_is_secure(sign_in_page):
    assert "Secure" in sign_in_page.getheader("Set-Cookie")


def send_form(proxy, folder, page, referrer):
    headers = {"Cookie": page.getheader("Set-Cookie").partition(";")[0], "Referer": referrer}
    headers["Content_Type"] = "application/x-www-form-urlencoded"
    body = f"csrf_token={token_of(read_page(page.text))}"
    return ask(proxy[0], SIGN_IN, "POST", trusting(folder), body, **headers)


@pytest.mark.server
def test_behind_the_proxy_a_form_of_the_schools_own_page_is_read(proxy, folder, sign_in_page):
    assert send_form(proxy, folder, sign_in_page, f"https://127.0.0.1:{proxy[0]}{SIGN_IN}").status == 422


@pytest.mark.server
def test_behind_the_proxy_a_form_of_another_site_is_refused(proxy, folder, sign_in_page):
    assert send_form(proxy, folder, sign_in_page, "https://elsewhere.example/").status == 400


@pytest.mark.server
def test_the_proxy_leads_from_http_to_https(proxy):
    answer = ask(proxy[1], "/k/tablet?name=Blue")
    assert (answer.status, answer.getheader("Location")) == (302, f"https://127.0.0.1:{proxy[0]}/k/tablet?name=Blue")


@pytest.mark.server
def test_the_proxy_takes_no_form_over_http(proxy):
    answer = ask(proxy[1], SIGN_IN, "POST", body="a=b")
    assert (answer.status, "Nothing was sent" in answer.text) == (403, True)


@pytest.mark.server
@pytest.mark.parametrize("path", ["/trust", "/authority.crt", "/healthz", "/static/tokens.css"])
def test_the_proxy_gives_over_http_what_comes_before_trust(proxy, path):
    assert ask(proxy[1], path).status == 200


@pytest.mark.server
def test_the_proxy_passes_on_no_forged_word_of_https(proxy):
    answer = ask(proxy[1], "/trust", X_Forwarded_Proto="https", X_Forwarded_Host="elsewhere.example")
    assert answer.getheader("Strict-Transport-Security") is None
    assert f"http://127.0.0.1:{proxy[1]}/authority.crt" in answer.text


def ask_from(peer: str, port: int, **headers: str):
    """A request straight to waitress from one of this machine's own addresses."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=NEVER, source_address=(peer, 0))
    connection.request("GET", SIGN_IN, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


@pytest.mark.server
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has all of 127.0.0.0/8")
@pytest.mark.parametrize("peer, believed", [("127.0.0.1", True), ("127.0.0.2", False)])
def test_only_the_named_proxy_is_believed(school, peer, believed):
    answer = ask_from(peer, school, **{"X-Forwarded-Proto": "https"})
    assert ("Secure" in answer.getheader("Set-Cookie")) is believed


@pytest.mark.server
def test_nobody_is_believed_where_no_proxy_is_named(tmp_path):
    port = free_port()
    with running([*RUN, "serve", "--port", str(port)], real_school(tmp_path / "school"), "Data folder"):
        answer = ask_from("127.0.0.1", port, **{"X-Forwarded-Proto": "https"})
        assert "Secure" not in answer.getheader("Set-Cookie")
