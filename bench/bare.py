"""The bare limit: the least that a server can do here to keep one answer. No framework, no template, no session.

POST /         reads the form, one INSERT .. ON CONFLICT, one durable commit, a fixed page
POST /gather   the same, but answers that come together are committed together by one thread (group commit)
"""

import queue
import threading
from pathlib import Path
from urllib.parse import parse_qs

from peewee import sqlite3  # the very library that the application uses

from learning.core.store import journal_mode

TABLE = """CREATE TABLE IF NOT EXISTS kept (
    pupil INTEGER NOT NULL, question INTEGER NOT NULL, score INTEGER, words TEXT NOT NULL,
    PRIMARY KEY (pupil, question)) WITHOUT ROWID"""
KEEP = """INSERT INTO kept (pupil, question, score, words) VALUES (?, ?, ?, ?)
    ON CONFLICT (pupil, question) DO UPDATE SET score = excluded.score, words = excluded.words"""
PAGE = b"<!doctype html><html lang=en><title>Question</title>" + b"<p>The next question stands here.</p>" * 40
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(PAGE)))]


class Bare:
    """A WSGI application over one SQLite file with one connection, durable to the disk at every commit."""

    def __init__(self, folder: Path):
        self.connection = sqlite3.connect(folder / "bare.db", isolation_level=None, check_same_thread=False)
        self.connection.execute(f"PRAGMA journal_mode={journal_mode(sqlite3.sqlite_version_info)}")
        self.connection.execute("PRAGMA synchronous=FULL")
        self.connection.execute(TABLE)
        self.one_at_a_time = threading.Lock()
        self.waiting = queue.SimpleQueue()
        self.commits = 0
        threading.Thread(target=self.gather, daemon=True).start()

    def __call__(self, environ, start_response):
        """Keep one answer, then say so."""
        form = parse_qs(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode())
        if form:
            answer = int(form["pupil"][0]), int(form["question"][0]), int(form["score"][0]), form["words"][0]
            (self.keep_with_others if environ["PATH_INFO"] == "/gather" else self.keep)(answer)
        start_response("200 OK", HEADERS)
        return [PAGE]

    def keep(self, answer: tuple) -> None:
        """One answer, one commit."""
        with self.one_at_a_time:
            self.connection.execute(KEEP, answer)
            self.commits += 1

    def keep_with_others(self, answer: tuple) -> None:
        """Hand the answer to the gathering thread and wait for the commit that holds it."""
        kept = threading.Event()
        self.waiting.put((answer, kept))
        kept.wait()

    def gather(self) -> None:
        """Commit together whatever waits."""
        while True:
            batch = [self.waiting.get()]
            while not self.waiting.empty():
                batch.append(self.waiting.get())
            with self.one_at_a_time:
                self.connection.execute("BEGIN IMMEDIATE")
                self.connection.executemany(KEEP, [answer for answer, _ in batch])
                self.connection.execute("COMMIT")
                self.commits += 1
            for _, kept in batch:
                kept.set()
