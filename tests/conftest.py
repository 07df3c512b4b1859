"""Fixtures for all tests: a fresh store, the application over it, a client that checks every page, the cast."""

import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from learning import passwords, store as the_store, tables
from tests.browser import axe_faults, browser_type_launch_args, served  # noqa: F401  (fixtures)
from tests.cast import gather_cast, NOW

SECRET = "a secret for tests"
POSTGRES = os.environ.get("TEST_POSTGRES_URL", "")


def pytest_generate_tests(metafunc):
    """The rules are tested on PostgreSQL too, where there is one."""
    is_of_the_rules = Path(__file__).parent / "learning" in metafunc.definition.path.parents
    if is_of_the_rules and "database_address" in metafunc.fixturenames:
        only_sqlite = metafunc.definition.get_closest_marker("sqlite") or not POSTGRES
        kinds = ["sqlite"] if only_sqlite else ["sqlite", "postgresql"]
        metafunc.parametrize("database_address", kinds, indirect=True)


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch):
    """The true cost of a password is a tenth of a second; its own test asks for it."""
    monkeypatch.setattr(passwords, "HASHING", "scrypt:1024:8:1")


@pytest.fixture
def data_dir(tmp_path) -> Path:
    """An empty data folder."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture(scope="session")
def migrated(tmp_path_factory) -> Path:
    """A database file with tables and nothing in them: each test gets a copy."""
    file = tmp_path_factory.mktemp("migrated") / "personalise.db"
    the_store.open_store(f"sqlite:///{file.as_posix()}", SECRET)
    the_store.upgrade()
    the_store.close_store()
    return file


@pytest.fixture
def database_address(request, data_dir, migrated):
    """The address of a migrated database with nothing in it."""
    if getattr(request, "param", "sqlite") == "postgresql":
        return request.getfixturevalue("emptied_postgres")
    file = data_dir / "personalise.db"
    shutil.copy(migrated, file)
    return f"sqlite:///{file.as_posix()}"


@pytest.fixture(scope="session")
def migrated_postgres():
    """A database on the server of TEST_POSTGRES_URL for this run of the tests, gone afterwards."""
    import psycopg

    name = f"personalise_{uuid4().hex}"
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            before, _, options = POSTGRES.partition("?")
            address = f"{before.rpartition('/')[0]}/{name}" + (f"?{options}" if options else "")
            the_store.open_store(address, SECRET)
            the_store.upgrade()
            the_store.close_store()
            yield address
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def emptied_postgres(migrated_postgres):
    """The run's database with its tables emptied: much quicker than a new one for each test."""
    import psycopg

    names = ", ".join(table._meta.table_name for table in tables.TABLES)
    with psycopg.connect(migrated_postgres, autocommit=True) as server:
        server.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
        server.execute("DELETE FROM schema_migration WHERE name >= '9'")
    return migrated_postgres


@pytest.fixture
def store(database_address):
    """The store, open over empty tables; the module itself."""
    the_store.open_store(database_address, SECRET)
    yield the_store
    the_store.close_store()


class Clock:
    """The application's clock, which tests can move."""

    def __init__(self, now: datetime):
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time) -> datetime:
        """Let time pass: forward(minutes=31)."""
        self.now += timedelta(**time)
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Monday 23 November 2026, ten o'clock."""
    return Clock(NOW)


@pytest.fixture
def app(store, database_address, data_dir, clock):
    """The application over the store of this test; forms are checked for their token as they are in earnest."""
    from tests.client import Browser
    from web.app import create_app

    store.close_store()  # the application opens it itself
    settings = {"TESTING": True, "DATA_DIR": data_dir, "DATABASE_URL": database_address, "SECRET_KEY": SECRET}
    app = create_app({**settings, "CLOCK": clock})
    app.test_client_class = Browser
    return app


@pytest.fixture
def client(app):
    """A browser that nobody has signed in with."""
    return app.test_client()


@pytest.fixture
def cast(store):
    """Amina, Ben, Callum, Ms Okafor, Mr Price, Mrs Lead and Mr Tech, in their school."""
    return gather_cast()
