"""The lists of requirements: what we ask for, and what is installed for it, to the last hash."""

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.fixtures.runs import ROOT

LISTS = ["requirements", "requirements-dev"]


def asked_for(path: Path) -> dict[str, str]:
    """The versions of a list as people write it, with those of the list that it names."""
    versions: dict[str, str] = {}
    for line in path.read_text().splitlines():
        words = line.partition("#")[0].strip()
        if words.startswith("-r "):
            versions |= asked_for(path.parent / words.removeprefix("-r "))
        elif words:
            asked = Requirement(words)
            versions[canonicalize_name(asked.name)] = str(asked.specifier)
    return versions


def installed(path: Path) -> dict[str, tuple[str, int]]:
    """The versions of a compiled list, and how many hashes each has."""
    entries = re.split(r"^(?=\w)", path.read_text(), flags=re.MULTILINE)[1:]
    found: dict[str, tuple[str, int]] = {}
    for entry in entries:
        pinned = Requirement(entry.partition(" \\\n")[0])
        found[canonicalize_name(pinned.name)] = (str(pinned.specifier), entry.count("--hash=sha256:"))
    return found


@pytest.mark.parametrize("name", LISTS)
def test_what_is_asked_for_is_what_is_installed(name: str) -> None:
    wanted, found = asked_for(ROOT / f"{name}.in"), installed(ROOT / f"{name}.txt")
    assert all(re.fullmatch(r"==[\w.]+", version) for version in wanted.values()), wanted
    assert {each: found[each][0] for each in wanted} == wanted


@pytest.mark.parametrize("name", LISTS)
def test_every_package_has_its_hashes_and_no_index_is_named(name: str) -> None:
    text = (ROOT / f"{name}.txt").read_text()
    without = [each for each, (_, hashes) in installed(ROOT / f"{name}.txt").items() if hashes == 0]
    assert (without, "://" in text, "--index" in text) == ([], False, False)


def test_the_tests_run_with_the_versions_that_are_served() -> None:
    served, tested = installed(ROOT / "requirements.txt"), installed(ROOT / "requirements-dev.txt")
    assert {each: tested.get(each) for each in served} == served
