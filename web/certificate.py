"""The https certificate of a school's own machine, and the local authority that tablets trust once."""

import os
import re
import socket
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta, UTC
from ipaddress import ip_address, ip_network, IPv4Address, IPv6Address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    load_pem_private_key,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from learning.core.errors import LearningError, N_
from web.secret import sync_folder
from web.serve import network_address

Address = IPv4Address | IPv6Address

AUTHORITY_LASTS = timedelta(days=3652)
SERVER_LASTS = timedelta(days=820)  # tablets refuse what lasts longer than 825
BEGINS_BEFORE = timedelta(hours=1)  # tablets' clocks can be wrong
WARN_WITHIN = 30  # days
# The only names the authority can sign for: if its key is stolen, nobody can pretend to be a bank or a mail server.
PRIVATE = tuple(
    ip_network(block)
    for block in (
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "fd00::/8",
        "::1/128",
    )
)
PRIVATE_ENDINGS = ("local", "internal", "lan", "home.arpa", "localhost")
ALWAYS = ("localhost", "127.0.0.1")
LABEL = r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?"
NAME = re.compile(rf"{LABEL}(\.{LABEL})*")
LONGEST_NAME = 253


class NotAName(LearningError):
    """What was given cannot be put into a certificate."""

    msgid = N_(
        "“%(name)s” is not a name or address of a machine. Give it without http:// and without a port. "
        "For example: personalise certificate school.local 192.168.1.20"
    )


class NoCertificate(LearningError):
    """There is no certificate to serve https with."""

    msgid = N_("There is no certificate for https yet. Make one with: personalise certificate")
    status = 404


class CertificateOver(LearningError):
    """The server's certificate has expired."""

    msgid = N_("The certificate for https expired on %(day)s. Make a new one with: personalise certificate")


class CertificateFaulty(LearningError):
    """A file is damaged, belongs to another certificate, or cannot be opened."""

    msgid = N_("The certificate for https cannot be used: %(reason)s. Make a new one with: personalise certificate")


@dataclass(frozen=True)
class Issued:
    """A certificate that was made: for which names, until when (UTC), where, and whether tablets must trust again."""

    names: tuple[str, ...]
    until: datetime
    folder: Path
    authority: str  # "first", "kept" or "replaced"


@dataclass(frozen=True)
class Authority:
    """The certificate that tablets trust, with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def https_folder(data_dir: Path) -> Path:
    """Return the folder of a school's certificates."""
    return data_dir / "https"


def issue_certificate(data_dir: Path, asked_names: list[str], address: str, now: datetime) -> Issued:
    """Make a server certificate for `asked_names`, or for those found on this machine if there are none.

    `address` is PERSONALISE_ADDRESS or "", `now` is naive UTC. Raises NotAName."""
    found = find_names(address)
    names = in_order([*(read_name(each) for each in asked_names), *map(read_name, ALWAYS)] if asked_names else found)
    begins = now.replace(tzinfo=UTC) - BEGINS_BEFORE
    folder = https_folder(data_dir)
    folder.mkdir(mode=0o700, exist_ok=True)
    was_there = (folder / "authority.crt").exists()
    previous = present_authority(folder)
    if previous and covers(previous.certificate, names, begins + SERVER_LASTS):
        authority, state = previous, "kept"
    else:
        authority, state = make_authority(in_order([*names, *found]), begins), "replaced" if was_there else "first"
        write_pair(folder, "authority", authority.certificate, authority.key)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = make_server(authority, key, names, begins)
    write_pair(folder, "server", certificate, key)
    return Issued(tuple(map(str, names)), naive(certificate.not_valid_after_utc), folder, state)


def find_names(address: str) -> list[str | Address]:
    """Return the names of this machine: its own, its network address, and the host of PERSONALISE_ADDRESS."""
    host = socket.gethostname()
    first = host.partition(".")[0]
    found = []
    for name in (host, f"{first}.local", network_address(), urlsplit(address).hostname or "", *ALWAYS):
        try:
            found.append(read_name(name))
        except NotAName:
            continue  # a machine's own name may not fit into an address
    return in_order(found)


def read_name(words: str) -> str | Address:
    """Return a host's name as certificates write it, or its address. Raises NotAName."""
    try:
        return ip_address(words.strip("[]"))
    except ValueError:
        pass
    name = words.strip().rstrip(".").lower()
    try:
        name = name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise NotAName(name=words) from error
    numbers_alone = name.replace(".", "").isdigit()  # 999.1.1.1 was meant to be an address
    if not NAME.fullmatch(name) or len(name) > LONGEST_NAME or numbers_alone:
        raise NotAName(name=words)
    return name


def in_order(names: list[str | Address]) -> list[str | Address]:
    """Return each once, in their order."""
    return list(dict.fromkeys(names))


def make_authority(names: list[str | Address], begins: datetime) -> Authority:
    """Make an authority that can only sign for private networks and these names."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = called(f"Personalise {names[0]} {begins:%Y-%m-%d}"[:64])
    networks = [*PRIVATE, *(ip_network(each) for each in names if not isinstance(each, str) and not is_private(each))]
    endings = list(dict.fromkeys([*PRIVATE_ENDINGS, *(each for each in names if isinstance(each, str))]))
    permitted = [*map(x509.DNSName, endings), *map(x509.IPAddress, networks)]
    builder = (
        begun(subject, subject, key, begins, AUTHORITY_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(key_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .add_extension(x509.NameConstraints(permitted_subtrees=permitted, excluded_subtrees=None), critical=True)
    )
    return Authority(builder.sign(key, SHA256()), key)


def make_server(
    authority: Authority, key: ec.EllipticCurvePrivateKey, names: list[str | Address], begins: datetime
) -> x509.Certificate:
    """Make the server's certificate for all these names, signed by the authority."""
    alternatives = [x509.DNSName(each) if isinstance(each, str) else x509.IPAddress(each) for each in names]
    issuer = authority.certificate
    signer = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    builder = (
        # Two words: a common name that looks like a host's would have to meet the constraints as well.
        begun(called("Personalise server"), issuer.subject, key, begins, SERVER_LASTS)
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(key_usage(digital_signature=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(signer), critical=False)
    )
    return builder.sign(authority.key, SHA256())


def begun(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, begins: datetime, lasts: timedelta
) -> x509.CertificateBuilder:
    """Begin a certificate with what both have in common."""
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + lasts)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def called(name: str) -> x509.Name:
    """Return the name that tablets show in their list of authorities."""
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def key_usage(**allowed: bool) -> x509.KeyUsage:
    """Return the use of a key: what is named, and nothing else."""
    kinds = (
        *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"),
        *("key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
    )
    return x509.KeyUsage(**{kind: allowed.get(kind, False) for kind in kinds})


def covers(authority: x509.Certificate, names: list[str | Address], until: datetime) -> bool:
    """Return whether an authority lasts until then and can sign for all these names."""
    permitted = authority.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
    lasts = authority.not_valid_after_utc >= until
    return lasts and all(any(is_under(name, each.value) for each in permitted) for name in names)


def is_under(name: str | Address, permitted: Any) -> bool:
    """Return whether a name is this ending or below it, or an address is in this network."""
    if isinstance(name, str) or isinstance(permitted, str):
        return isinstance(name, str) and isinstance(permitted, str) and f".{name}".endswith(f".{permitted}")
    return name.version == permitted.version and name in permitted


def is_private(address: Address) -> bool:
    """Return whether an address is in a network that each of our authorities can sign for."""
    return any(is_under(address, network) for network in PRIVATE)


def present_authority(folder: Path) -> Authority | None:
    """Return the authority that is there already, or None if there is none that can sign."""
    try:
        certificate = x509.load_pem_x509_certificate((folder / "authority.crt").read_bytes())
        key = load_pem_private_key((folder / "authority.key").read_bytes(), password=None)
        fits = certificate.public_key() == key.public_key()
        constrained = certificate.extensions.get_extension_for_class(x509.NameConstraints)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm, x509.ExtensionNotFound):
        return None
    if not (isinstance(key, ec.EllipticCurvePrivateKey) and fits and constrained):
        return None
    return Authority(certificate, key)


def write_pair(folder: Path, name: str, certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> None:
    """Write a certificate and its key, each complete. The key comes first: a certificate is useless without it."""
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    write_file(folder / f"{name}.key", private)
    write_file(folder / f"{name}.crt", certificate.public_bytes(Encoding.PEM))
    sync_folder(folder)


def write_file(path: Path, content: bytes) -> None:
    """Write a file under another name and to the disk, then rename it. Only its owner can read it."""
    handle, part = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError:
        Path(part).unlink(missing_ok=True)
        raise


def authority_file(data_dir: Path) -> bytes:
    """Return what tablets download: the authority's certificate, never its key. Raises NoCertificate."""
    try:
        return (https_folder(data_dir) / "authority.crt").read_bytes()
    except OSError as error:
        raise NoCertificate() from error


def fingerprint(authority: bytes) -> str:
    """Return the SHA-256 of a certificate in pairs, as tablets show it: 3F 9A …"""
    return x509.load_pem_x509_certificate(authority).fingerprint(SHA256()).hex(" ").upper()


def days_left(data_dir: Path, now: datetime) -> int:
    """Return the whole days until the server's certificate expires.

    Raises NoCertificate, CertificateFaulty, CertificateOver."""
    file = https_folder(data_dir) / "server.crt"
    try:
        certificate = x509.load_pem_x509_certificate(file.read_bytes())
    except FileNotFoundError as error:
        raise NoCertificate() from error
    except OSError as error:
        raise CertificateFaulty(reason=error.strerror or str(error)) from error
    except ValueError as error:
        raise CertificateFaulty(reason=N_("the file server.crt is damaged")) from error
    until = naive(certificate.not_valid_after_utc)
    if until <= now:
        raise CertificateOver(day=f"{until:%d %B %Y}")
    return (until - now).days


def naive(moment: datetime) -> datetime:
    """Return a moment as the rules expect it: in UTC, without a time zone."""
    return moment.astimezone(UTC).replace(tzinfo=None)
