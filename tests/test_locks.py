"""The lock files: nothing without a hash, nowhere a download address, and everything that pyproject.toml asks for."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
DEV = [*PROJECT["dependencies"], *EXTRAS["test"], *EXTRAS["dev"]]
ASKED = {
    "runtime.txt": PROJECT["dependencies"],
    "dev.txt": DEV,
    "fuzz.txt": [*DEV, *EXTRAS["fuzz"]],
    "bench.txt": [*DEV, *EXTRAS["bench"]],
}


def _locked(name: str) -> dict[str, str]:
    """Each package of a file of requirements with its version, or with "" when it has no hash."""
    entries = (ROOT / "requirements" / name).read_text().replace("\\\n", " ").splitlines()
    found = re.compile(r"([\w.-]+)(?:\[[\w,-]+\])?==(\S+)(.*)")
    matches = [match for entry in entries if (match := found.match(entry))]
    assert len(matches) == len(entries)
    return {canonicalize_name(each[1]): each[2] if "--hash=sha256:" in each[3] else "" for each in matches}


@pytest.mark.parametrize("name", ASKED)
def test_everything_asked_for_is_locked_by_hash(name: str) -> None:
    locked = _locked(name)
    unlocked = [
        text
        for text in ASKED[name]
        if not (version := locked.get(canonicalize_name((asked := Requirement(text)).name)))
        or not asked.specifier.contains(version)
    ]
    assert unlocked == []
    assert [package for package, version in locked.items() if not version] == []


def test_the_suite_runs_what_is_deployed() -> None:
    dev = _locked("dev.txt")
    assert {package: dev.get(package) for package in _locked("runtime.txt")} == _locked("runtime.txt")


@pytest.mark.parametrize("name", ASKED)
def test_requirements_name_no_address(name: str) -> None:
    assert re.findall(r"https?://\S+|file:\S+|^-.*", (ROOT / "requirements" / name).read_text(), re.MULTILINE) == []


def test_packages_of_the_web_come_by_name_and_hash() -> None:
    packages: dict[str, Any] = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    of_others = {name: package for name, package in packages.items() if name}
    assert [name for name, package in of_others.items() if "resolved" in package] == []
    assert [name for name, package in of_others.items() if not package["integrity"].startswith("sha512-")] == []
