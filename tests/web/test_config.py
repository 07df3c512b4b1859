"""Settings: where they come from, and a data folder that only its owner can read."""

from datetime import date, datetime

import pytest

from web.clock import local_day
from web.config import NoSuchTimezone, read_settings
from web.secret import DatabaseLost, NoSecretYet


def test_the_environment_says_where_the_school_lies(tmp_path):
    settings = read_settings(environ={"PERSONALISE_DATA_DIR": str(tmp_path / "school")})
    assert settings["DATABASE_URL"] == f"sqlite:///{tmp_path}/school/personalise.db"


def test_given_settings_go_before_the_environment(tmp_path):
    settings = read_settings({"TIMEZONE": "UTC"}, {"PERSONALISE_DATA_DIR": str(tmp_path), "PERSONALISE_TIMEZONE": "GB"})
    assert settings["TIMEZONE"] == "UTC"


@pytest.mark.parametrize("name", ["Europe/Lodnon", "../etc", "Europe"])
def test_a_mistyped_time_zone_is_told_at_once(tmp_path, name):
    with pytest.raises(NoSuchTimezone):
        read_settings({"DATA_DIR": tmp_path, "TIMEZONE": name}, {})


def test_the_data_folder_is_its_owners_alone(tmp_path):
    read_settings({"DATA_DIR": tmp_path / "school"}, {})
    assert (tmp_path / "school").stat().st_mode & 0o777 == 0o700


def test_the_secret_is_made_once_and_its_owners_alone(tmp_path):
    first = read_settings({"DATA_DIR": tmp_path}, {})["SECRET_KEY"]
    (tmp_path / "personalise.db").write_text("rows")
    assert read_settings({"DATA_DIR": tmp_path}, {})["SECRET_KEY"] == first
    assert len(first) == 64
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "now, day",
    [(datetime(2026, 11, 23, 23, 59), date(2026, 11, 23)), (datetime(2026, 6, 23, 23, 30), date(2026, 6, 24))],
)
def test_the_schools_day_follows_summer_time(now, day):
    assert local_day(now, "Europe/London") == day


def test_a_lost_database_is_not_missed_where_the_secret_is_given(tmp_path):
    (tmp_path / "secret").write_text("s" * 64)
    assert read_settings({"DATA_DIR": tmp_path, "SECRET_KEY": "given"}, {})["SECRET_KEY"] == "given"


def test_a_lost_database_is_not_missed_where_a_server_keeps_the_rows(tmp_path):
    (tmp_path / "secret").write_text("s" * 64)
    settings = read_settings({"DATA_DIR": tmp_path, "DATABASE_URL": "postgres://u@h/db"}, {}, founding=False)
    assert (settings["SECRET_KEY"], settings["DATABASE_URL"]) == ("s" * 64, "postgresql://u@h/db")


def test_a_lost_database_is_missed_wherever_its_file_should_be(tmp_path):
    (tmp_path / "secret").write_text("s" * 64)
    with pytest.raises(DatabaseLost):
        read_settings({"DATA_DIR": tmp_path, "DATABASE_URL": f"sqlite:///{tmp_path}/elsewhere.db"}, {})


def test_a_server_without_a_secret_is_told_both_ways_on(tmp_path):
    with pytest.raises(NoSecretYet, match="init.*new-secret"):
        read_settings({"DATA_DIR": tmp_path, "DATABASE_URL": "postgresql://u@h/db"}, {}, founding=False)
    assert list(tmp_path.iterdir()) == []
