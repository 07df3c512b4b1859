"""A browser without a screen: one kept-alive connection, its cookies, and forms sent as the pages' script sends them.

Bare sockets, since the standard library's HTTP client costs as much as the bare server it would measure.
"""

import gzip
import html
import re
import socket
import time
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

FORM = re.compile(r'<form\b[^>]*?action="([^"]*)"[^>]*>(.*?)</form>', re.S)
FIELD = re.compile(r"<(?:input|textarea)\b([^>]*)>")
NAMED = re.compile(r'([\w-]+)="([^"]*)"')
URLENCODED = "application/x-www-form-urlencoded"
WORDS = "I learn best when it is quiet and somebody shows me an example first."
TYPED = {"words": WORDS, "choice": "yes", "score": "7"}


@dataclass
class Answer:
    """What came back, how long it took, and how many bytes it was on the wire."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float
    size: int

    @property
    def page(self) -> str:
        """The page's own text."""
        return (gzip.decompress(self.body) if self.headers.get("content-encoding") == "gzip" else self.body).decode()


class Browser:
    """One browser; as a tablet it comes with the tablet's cookie."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None):
        self.address, self.cookies = ("127.0.0.1", port), dict(cookies or {})
        self.answers: list[Answer] = []
        self.connect()

    def connect(self) -> None:
        """Open the connection that is kept."""
        self.socket = socket.create_connection(self.address, timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def close(self) -> None:
        """Hang up."""
        self.socket.close()

    def get(self, path: str) -> Answer:
        """GET, without following."""
        return self.send("GET", path)

    def post(self, path: str, fields: dict[str, str], more: str = "") -> Answer:
        """POST a form, without following."""
        body = urlencode(fields).encode()
        return self.send("POST", path, body, f"Content-Type: {URLENCODED}\r\nContent-Length: {len(body)}\r\n{more}")

    def send(self, method: str, path: str, body: bytes = b"", more: str = "") -> Answer:
        """One request and its whole answer, timed from the first byte sent to the last byte read."""
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.address[1]}\r\nAccept-Encoding: gzip\r\n{more}"
        if self.cookies:
            head += "Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()) + "\r\n"
        message = head.encode() + b"\r\n" + body
        began = time.perf_counter()
        try:
            self.socket.sendall(message)
            answer = self.read(began)
        except ConnectionError:  # the server closed a connection that was idle too long: a browser tries once more
            self.close()
            self.connect()
            self.socket.sendall(message)
            answer = self.read(began)
        self.answers.append(answer)
        return answer

    def read(self, began: float) -> Answer:
        """The answer, by its Content-Length; a 204 has neither that nor a body."""
        got = b""
        while (end := got.find(b"\r\n\r\n")) < 0:
            got += self.more()
        status, *lines = got[:end].decode("latin-1").split("\r\n")
        headers = {}
        for line in lines:
            name, _, words = line.partition(": ")
            if name.lower() == "set-cookie":
                self.keep_cookie(words)
            headers[name.lower()] = words
        parts, missing = [got[end + 4 :]], int(headers.get("content-length", 0)) - (len(got) - end - 4)
        while missing > 0:
            parts.append(self.more())
            missing -= len(parts[-1])
        seconds = time.perf_counter() - began
        body = b"".join(parts)
        return Answer(int(status.split(" ")[1]), headers, body, seconds, end + 4 + len(body))

    def more(self) -> bytes:
        """The next bytes; a connection that ends in the middle is an error."""
        if not (chunk := self.socket.recv(262144)):
            raise ConnectionError("the server hung up")
        return chunk

    def keep_cookie(self, words: str) -> None:
        """Set or forget one cookie."""
        name, _, value = words.partition(";")[0].partition("=")
        if value and "Max-Age=0" not in words:
            self.cookies[name] = value
        else:
            self.cookies.pop(name, None)

    def follow(self, answer: Answer) -> Answer:
        """Go where redirects lead; each is a request of its own."""
        while answer.status in (302, 303):
            to = urlsplit(answer.headers["location"])
            answer = self.get(to.path + (f"?{to.query}" if to.query else ""))
        if answer.status != 200:
            raise RuntimeError(f"The server answered {answer.status}: {answer.page[:2000]}")
        return answer


def read_form(page: str, to: str = "") -> tuple[str, dict[str, str]]:
    """Address and fields of the form that leads to an address ending in `to` (else the first), filled in."""
    for address, inside in FORM.findall(page):
        if not address.endswith(to):
            continue
        fields = {}
        for words in FIELD.findall(inside):
            named = dict(NAMED.findall(words))
            if name := named.get("name"):
                kept = html.unescape(named.get("value", "")) if named.get("type") == "hidden" else ""
                fields[name] = kept or TYPED.get(name, "")
        return html.unescape(address), fields
    raise RuntimeError(f"No form leads to {to or 'anywhere'} on this page: {page[:2000]}")
