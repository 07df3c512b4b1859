"""The certificate for https: who it speaks for, how long, who may read its keys, what is told when it is no good."""

import socket
import ssl
import stat
import sys
from datetime import datetime, timedelta, UTC
from ipaddress import ip_network

import pytest
from click.testing import CliRunner
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from tests.cast import PASSWORD
from tests.machine import SCHOOL
from web import certificate as the_certificate
from web.certificate import CertificateOver, days_left, find_names, issue_certificate, NotAName, read_name
from web.commands import main
from web.commands.https import REPLACED

NOW = datetime.now(UTC).replace(tzinfo=None).replace(microsecond=0)  # ssl goes by the true clock
GIVEN = ["school.local", "192.168.1.20", "fd12::7"]


@pytest.fixture
def issued(data_dir):
    """A certificate for GIVEN."""
    return issue_certificate(data_dir, GIVEN, "", NOW)


@pytest.fixture
def run(data_dir, monkeypatch):
    """Runs one command over the data folder; returns what it printed, both ways."""
    monkeypatch.setenv("PERSONALISE_DATA_DIR", str(data_dir))
    for name in ("DATABASE_URL", "PERSONALISE_ADDRESS"):
        monkeypatch.delenv(name, raising=False)

    def run(*words, exits=0):
        result = CliRunner().invoke(main, list(words))
        assert result.exit_code == exits, result.output
        return result.output

    return run


def read(folder, name) -> x509.Certificate:
    return x509.load_pem_x509_certificate((folder / f"{name}.crt").read_bytes())


def extension(certificate, kind):
    return certificate.extensions.get_extension_for_class(kind)


def shake_hands(folder, name) -> None:
    """What a tablet does that trusts the authority and opens the school as `name`; raises where it would refuse."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "server.crt", folder / "server.key")
    tablet = ssl.create_default_context(cafile=folder / "authority.crt")
    tablet.verify_flags |= ssl.VERIFY_X509_STRICT
    to_server, to_tablet = ssl.MemoryBIO(), ssl.MemoryBIO()
    asking = tablet.wrap_bio(to_tablet, to_server, server_hostname=name)
    answering = server.wrap_bio(to_server, to_tablet, server_side=True)
    for side in (asking, answering, asking):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue


@pytest.mark.parametrize("name", [*GIVEN, "localhost", "127.0.0.1"])
def test_a_tablet_that_trusts_the_authority_takes_every_name(issued, name):
    shake_hands(issued.folder, name)


@pytest.mark.parametrize("name", ["other.local", "bank.example", "192.168.1.21"])
def test_another_name_is_refused(issued, name):
    with pytest.raises(ssl.SSLCertVerificationError):
        shake_hands(issued.folder, name)


def test_the_authority_cannot_speak_for_the_world(issued):
    authority = the_certificate.present_authority(issued.folder)
    key = ec.generate_private_key(ec.SECP256R1())
    forged = the_certificate.make_server(authority, key, ["bank.example"], beginning(authority))
    the_certificate.write_pair(issued.folder, "server", forged, key)
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree"):
        shake_hands(issued.folder, "bank.example")


def beginning(authority) -> datetime:
    """A beginning within the authority's own time."""
    return authority.certificate.not_valid_before_utc


def test_its_constraints_are_critical_and_name_private_networks(issued):
    constraints = extension(read(issued.folder, "authority"), x509.NameConstraints)
    permitted = {each.value for each in constraints.value.permitted_subtrees}
    assert constraints.critical
    assert {"local", "internal", "lan", "home.arpa", "localhost", ip_network("10.0.0.0/8")} <= permitted


def test_a_public_address_given_is_permitted_alone(data_dir):
    folder = issue_certificate(data_dir, ["198.51.100.7"], "", NOW).folder
    shake_hands(folder, "198.51.100.7")
    permitted = extension(read(folder, "authority"), x509.NameConstraints).value.permitted_subtrees
    assert ip_network("198.51.100.7/32") in {each.value for each in permitted}


def test_the_authority_lasts_ten_years_and_signs_servers_alone(issued):
    authority = read(issued.folder, "authority")
    assert (authority.not_valid_after_utc - authority.not_valid_before_utc).days == 3652
    assert extension(authority, x509.BasicConstraints).value == x509.BasicConstraints(ca=True, path_length=0)


def test_tablets_take_how_long_it_lasts(issued):
    server = read(issued.folder, "server")
    assert timedelta(days=800) < server.not_valid_after_utc - server.not_valid_before_utc <= timedelta(days=820)


def test_a_tablet_whose_clock_is_slow_takes_it(issued):
    assert the_certificate.naive(read(issued.folder, "server").not_valid_before_utc) == NOW - timedelta(hours=1)


def test_it_is_for_servers_on_the_curve_that_tablets_know(issued):
    server = read(issued.folder, "server")
    assert list(extension(server, x509.ExtendedKeyUsage).value) == [x509.ExtendedKeyUsageOID.SERVER_AUTH]
    assert isinstance(server.public_key().curve, ec.SECP256R1)


def test_keys_are_their_owners_alone(issued):
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in issued.folder.glob("*.key")}
    assert modes == {"authority.key": 0o600, "server.key": 0o600}
    assert stat.S_IMODE(issued.folder.stat().st_mode) == 0o700


def test_a_full_disk_leaves_what_was_there(issued, data_dir, monkeypatch):
    before = {file.name: file.read_bytes() for file in issued.folder.iterdir()}

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(the_certificate.os, "fsync", full)
    with pytest.raises(OSError):
        issue_certificate(data_dir, GIVEN, "", NOW)
    assert {file.name: file.read_bytes() for file in issued.folder.iterdir()} == before


def test_again_keeps_the_authority_and_renews_the_server(issued, data_dir):
    before = [read(issued.folder, name) for name in ("authority", "server")]
    again = issue_certificate(data_dir, ["other.local"], "", NOW)
    after = [read(issued.folder, name) for name in ("authority", "server")]
    assert (again.authority, after[0] == before[0], after[1] == before[1]) == ("kept", True, False)
    shake_hands(issued.folder, "other.local")


def test_again_without_names_keeps_the_authority(issued, data_dir):
    assert issue_certificate(data_dir, [], "", NOW).authority == "kept"


@pytest.mark.parametrize("later", [{}, {"days": 3652 - 819}])
def test_what_the_authority_does_not_cover_takes_a_new_one(issued, data_dir, later):
    names = GIVEN if later else ["school.example"]
    assert issue_certificate(data_dir, names, "", NOW + timedelta(**later)).authority == "replaced"


@pytest.mark.parametrize("damage", [b"", b"-----BEGIN CERTIFICATE-----\nx"])
def test_a_damaged_authority_is_replaced(issued, data_dir, damage):
    (issued.folder / "authority.crt").write_bytes(damage)
    assert issue_certificate(data_dir, GIVEN, "", NOW).authority == "replaced"
    shake_hands(issued.folder, GIVEN[0])


def test_an_authority_with_the_key_of_another_is_replaced(issued, data_dir):
    (issued.folder / "authority.key").write_bytes((issued.folder / "server.key").read_bytes())
    assert issue_certificate(data_dir, GIVEN, "", NOW).authority == "replaced"


def test_the_machine_is_found_by_name_address_and_setting(monkeypatch):
    monkeypatch.setattr(socket, "gethostname", lambda: "Box.school.example")
    monkeypatch.setattr(the_certificate, "network_address", lambda: "192.168.1.20")
    found = [str(name) for name in find_names("https://tablets.lan:8443")]
    names = ["box.school.example", "box.local", "192.168.1.20", "tablets.lan", "localhost", "127.0.0.1"]
    assert found == names


def test_a_machine_called_what_no_address_holds_gets_its_certificate(monkeypatch, data_dir):
    monkeypatch.setattr(socket, "gethostname", lambda: "Room 3's PC")
    assert "localhost" in issue_certificate(data_dir, [], "", NOW).names


@pytest.mark.parametrize(
    "name", ["http://school.local", "school.local:8443", "a b", "", "*.local", "999.1.1.1", "a" * 64, "a..b", "-a"]
)
def test_what_is_no_name_is_told_and_nothing_made(run, data_dir, name):
    assert NotAName.msgid % {"name": name} in run("certificate", "--", name, exits=1)
    assert not (data_dir / "https").exists()


def test_a_name_in_other_letters_is_written_as_browsers_send_it():
    assert read_name("Bücher.Local.") == "xn--bcher-kva.local"


def test_brackets_of_an_address_may_stay():
    with pytest.raises(NotAName):
        read_name("[school]")
    assert str(read_name("[fd12::7]")) == "fd12::7"


def test_the_command_tells_for_what_until_when_where_and_what_next(run, data_dir):
    told = run("certificate", "school.local")
    ends = read(data_dir / "https", "server").not_valid_after_utc
    for words in ("school.local, localhost, 127.0.0.1", f"{ends:%d %B %Y}", str(data_dir / "https"), "serve --https"):
        assert words in told


@pytest.mark.parametrize(
    "words", ["Certificate Trust Settings", "CA certificate", "Admin console", "certutil", "Firefox"]
)
def test_the_command_tells_how_each_system_trusts(run, words):
    assert words in run("certificate", "school.local")


def test_the_command_tells_when_tablets_need_nothing_new(run):
    run("certificate", "school.local")
    assert "need nothing new" in run("certificate", "school.local")


def test_the_command_tells_when_tablets_must_trust_anew(run):
    run("certificate", "school.local")
    assert REPLACED in run("certificate", "school.example")


def test_it_needs_no_school_and_makes_no_secret(run, data_dir):
    run("certificate", "school.local")
    assert [file.name for file in data_dir.iterdir()] == ["https"]


def test_days_left_are_counted_to_its_end(issued, data_dir):
    assert days_left(data_dir, NOW + timedelta(days=790)) == 29


@pytest.fixture
def school(run):
    """A real school without a certificate."""
    run("init", *SCHOOL, "--password", PASSWORD)


def test_serving_without_a_certificate_is_told(run, school):
    assert "Make one with: personalise certificate" in run("serve", "--https", exits=1)


def test_serving_with_one_that_ended_is_told(run, school, data_dir):
    issue_certificate(data_dir, GIVEN, "", NOW - timedelta(days=900))
    assert CertificateOver.msgid.partition("%")[0] in run("serve", "--https", exits=1)


@pytest.mark.parametrize("name", ["server.crt", "server.key"])
def test_serving_with_a_damaged_one_is_told(run, school, data_dir, name):
    issue_certificate(data_dir, GIVEN, "", NOW)
    (data_dir / "https" / name).write_text("nonsense")
    assert "cannot be used" in run("serve", "--https", exits=1)


def test_serving_with_the_key_of_another_is_told(run, school, data_dir):
    folder = issue_certificate(data_dir, GIVEN, "", NOW).folder
    (folder / "server.key").write_bytes((folder / "authority.key").read_bytes())
    assert "cannot be used" in run("serve", "--https", exits=1)


def test_serving_without_hypercorn_tells_how_to_get_it(run, school, data_dir, monkeypatch):
    issue_certificate(data_dir, GIVEN, "", NOW)
    monkeypatch.setitem(sys.modules, "hypercorn.config", None)
    assert "pip install '.[https]'" in run("serve", "--https", exits=1)
