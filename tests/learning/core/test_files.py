"""Files in the data folder: whole or not at all, under names that nobody can guess."""

import os

import pytest

from learning.core import files
from learning.core.errors import NotSaved

MEGABYTE = 1024 * 1024


@pytest.fixture
def folder(data_dir):
    """Where the files of this test lie."""
    files.hold(data_dir / "files")
    return data_dir / "files"


def save(content=b"a sound"):
    return files.save_file(content, "wav", most_bytes=MEGABYTE)


def test_a_saved_file_is_found_whole_under_its_name(folder):
    assert files.path_of(save()).read_bytes() == b"a sound"


def test_two_files_have_two_names(folder):
    assert len({save(), save()} & files.file_names()) == 2


@pytest.mark.skipif(os.name != "posix", reason="Windows has other rights")
def test_only_their_owner_reads_the_files(folder):
    name = save()
    assert (folder.stat().st_mode & 0o777, (folder / name).stat().st_mode & 0o777) == (0o700, 0o600)


def test_too_large_a_file_is_refused(folder):
    with pytest.raises(files.FileTooLarge):
        save(b"x" * (MEGABYTE + 1))
    assert files.file_names() == set()


def test_a_full_disk_leaves_nothing_behind(folder, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(NotSaved):
        save()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", ["", "..", "../secret", "secret", "/etc/passwd", "a" * 26 + ".wav", "k7.wav"])
def test_another_name_finds_nothing(folder, name):
    (folder.parent / "secret").write_text("a secret")
    with pytest.raises(files.NoSuchFile):
        files.path_of(name)
    files.delete_file(name)
    assert (folder.parent / "secret").exists()


def test_a_deleted_file_is_gone_and_can_be_deleted_again(folder):
    name = save()
    files.delete_file(name)
    files.delete_file(name)
    assert files.file_names() == set()


def test_a_copy_holds_every_file_and_nothing_half_written(folder, tmp_path):
    names = {save(), save()}
    (folder / "half.wav.part").write_bytes(b"ha")
    assert files.copy_files(tmp_path / "copy") == 2
    assert {path.name for path in (tmp_path / "copy").iterdir()} == names


def test_without_files_no_folder_is_made(folder, tmp_path):
    assert files.copy_files(tmp_path / "copy") == 0
    assert not (tmp_path / "copy").exists()
