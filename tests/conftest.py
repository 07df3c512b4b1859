"""Fixtures for all tests: a fresh store, the application over it, a client that checks every page, the cast."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from learning import example
from learning.core import files, speech, store as the_store
from learning.people import passwords, schools
from tests.browser import (  # noqa: F401  (fixtures)
    _pw_artifacts_folder,
    axe_faults,
    browser,
    browser_type_launch_args,
    launch_browser,
    no_page_left_open,
    quick_browser,
    served,
    whole_browser,
)
from tests.cast import Cast, gather_cast, NOW, TODAY
from tests.databases import address_of, new_postgres, opened, POSTGRES, Postgres, SECRET
from web.config import FILES

CHEAP = [(passwords, "HASHING", "scrypt:128:8:1"), (the_store, "SYNCHRONOUS", "OFF")]
TRUE = [(module, name, getattr(module, name)) for module, name, _ in CHEAP]


def pytest_generate_tests(metafunc):
    """The rules are tested on PostgreSQL too, where there is one."""
    is_of_the_rules = Path(__file__).parent / "learning" in metafunc.definition.path.parents
    if is_of_the_rules and "database_address" in metafunc.fixturenames:
        only_sqlite = metafunc.definition.get_closest_marker("sqlite") or not POSTGRES
        kinds = ["sqlite"] if only_sqlite else ["sqlite", "postgresql"]
        metafunc.parametrize("database_address", kinds, indirect=True)


@pytest.fixture(scope="session", autouse=True)
def cheap():
    """Passwords and commits at a small cost: the true one is a tenth of a second, and a wait for the disk."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name, value in CHEAP:
            patch.setattr(module, name, value)
        patch.setattr(speech, "PROGRAMS", ())  # whatever voice this machine has, a test hears only one that it brings
        yield


@pytest.fixture
def in_earnest(monkeypatch):
    """Passwords and commits at their true cost; ask for it before the store."""
    for module, name, value in TRUE:
        monkeypatch.setattr(module, name, value)


@pytest.fixture
def data_dir(tmp_path) -> Path:
    """An empty data folder."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture(scope="session")
def migrated(tmp_path_factory) -> Path:
    """A database file with tables and nothing in them."""
    file = tmp_path_factory.mktemp("migrated") / "personalise.db"
    with opened(address_of(file)) as store:
        store.upgrade()
    return file


@pytest.fixture(scope="session")
def file_with_cast(migrated) -> tuple[Path, Cast]:
    """A database file that holds the cast, and the cast."""
    file = migrated.with_name("cast.db")
    shutil.copy(migrated, file)
    with opened(address_of(file)):
        return file, gather_cast()


@pytest.fixture(scope="session")
def file_with_example(migrated) -> Path:
    """A database file that holds the example school, loaded once in a run."""
    file = migrated.with_name("example.db")
    shutil.copy(migrated, file)
    with opened(address_of(file)):
        example.load(NOW, TODAY)
    return file


@pytest.fixture(scope="session")
def postgres():
    """The PostgreSQL database of this run, with its tables."""
    import psycopg

    with new_postgres() as address:
        with opened(address) as store:
            store.upgrade()
        with psycopg.connect(address, autocommit=True) as connection:
            yield Postgres(address, connection)


@pytest.fixture
def database_address(request, data_dir, migrated):
    """The address of a database with tables; in them the cast or the example school where the test asks for it."""
    with_cast = "cast" in request.fixturenames
    if getattr(request, "param", "sqlite") == "postgresql":
        postgres = request.getfixturevalue("postgres")
        postgres.empty()
        if with_cast:
            postgres.bring_cast()
        return postgres.address
    original = migrated
    if with_cast:
        original, _ = request.getfixturevalue("file_with_cast")
    elif "example_school" in request.fixturenames:
        original = request.getfixturevalue("file_with_example")
        shutil.copytree(original.with_name(FILES), data_dir / FILES)
    return address_of(Path(shutil.copy(original, data_dir / "personalise.db")))


@pytest.fixture
def store(database_address, data_dir):
    """The store, open over empty tables; the module itself."""
    the_store.open_store(database_address, SECRET)
    files.hold(data_dir / FILES)
    speech.hold(data_dir)
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


@pytest.fixture(scope="session")
def new_application(tmp_path_factory):
    """new_application(): an application of its own, for a module of tests that adds routes to it."""
    from tests.client import Browser
    from web.app import assemble

    def make():
        folder = tmp_path_factory.mktemp("application")
        app = assemble({"TESTING": True, "DATA_DIR": folder, "SECRET_KEY": SECRET})
        app.test_client_class = Browser
        return app

    return make


@pytest.fixture(scope="session")
def application(new_application):
    """The one application of a whole run: its routes are added and its templates compiled once."""
    return new_application()


@pytest.fixture
def app(application, store, database_address, data_dir, clock):
    """The application over the store, folder and clock of this test; forms are checked for their token as in earnest.

    A test may change its settings: the next one finds them as they were."""
    settings = dict(application.config)
    application.config.update(DATA_DIR=data_dir, DATABASE_URL=database_address, CLOCK=clock)
    yield application
    application.config.clear()
    application.config.update(settings)


@pytest.fixture
def client(app):
    """A browser that nobody has signed in with."""
    return app.test_client()


@pytest.fixture
def cast(request, store, database_address) -> Cast:
    """Amina, Ben, Callum, Ms Okafor, Mr Price, Mrs Lead and Mr Tech, in their school."""
    if database_address.startswith("sqlite:"):
        return request.getfixturevalue("file_with_cast")[1]
    return request.getfixturevalue("postgres").cast


@pytest.fixture
def example_school(store) -> schools.School:
    """The example school, loaded at NOW, in a SQLite database of this test's own."""
    return schools.school()
