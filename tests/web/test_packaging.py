"""What an installed copy must bring: pages, style sheets, scripts, and the licences of everything that others made."""

import glob
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PACKAGE_DATA = PROJECT["tool"]["setuptools"]["package-data"]
LICENCE_FILES = {path for pattern in PROJECT["project"]["license-files"] for path in ROOT.glob(pattern)}
MADE_BY_OTHERS = sorted(
    path
    for folder in ("kiosk", "staff", "web")
    for path in (ROOT / folder).rglob("*")
    if path.is_file() and "LICENSE" not in path.name and (path.parent.name == "vendor" or path.suffix == ".woff2")
)


def tracked_files(*folders: str) -> list[Path]:
    """Return the files under these folders that belong to the project; skip the test outside a checkout."""
    listed = subprocess.run(["git", "ls-files", "-z", "--", *folders], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).exists()]


def is_packaged(path: Path) -> bool:
    """True if the settings of setuptools put this file into the wheel, beside the package that it lies in."""
    package = next(folder for folder in path.parents if (folder / "__init__.py").exists())
    name = ".".join(package.relative_to(ROOT).parts)
    patterns = PACKAGE_DATA.get(name, []) + PACKAGE_DATA.get("*", [])
    return any(str(path) in glob.glob(str(package / pattern), recursive=True) for pattern in patterns)


def test_every_page_style_and_script_is_installed():
    files = [path for path in tracked_files("kiosk", "staff", "web", "learning") if path.suffix != ".py"]
    assert [str(path.relative_to(ROOT)) for path in files if not is_packaged(path)] == []


@pytest.mark.parametrize("part", MADE_BY_OTHERS, ids=lambda path: path.name)
def test_every_part_made_by_others_has_its_licence_beside_it(part):
    beside = [path for path in part.parent.iterdir() if "LICENSE" in path.name]
    start = part.read_bytes()[:2000].decode("utf-8", "replace")
    name = re.match(r"[a-z]+", part.name)[0]
    assert any(path.name in start or path.name.startswith(name) for path in beside)


def test_every_licence_is_installed_with_the_program():
    licences = {path for path in tracked_files("LICENSE", "kiosk", "staff", "web") if "LICENSE" in path.name}
    assert licences == LICENCE_FILES
