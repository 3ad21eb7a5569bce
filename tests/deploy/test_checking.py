"""When ./run test checks the code: before all tests, or beside those of a folder that was named."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench.patience import PATIENCE
from tests.support.fixtures.runs import environment

CLEAN, UNUSED = "def test_one():\n    pass\n", "import os\n\n\ndef test_one():\n    pass\n"
CLOSING = r"=+ 1 passed in [\d.]+s =+"


def run_test(tree: Path, text: str, *arguments: str) -> tuple[int, list[str]]:
    """Run ./run test on a tree with this text as its one test; its exit code and its lines."""
    (tree / "tests").mkdir()
    (tree / "tests" / "test_one.py").write_text(text)
    (tree / "pyproject.toml").write_text('[tool.pytest.ini_options]\n[tool.mypy]\nfiles = "tests"\n')
    command = [sys.executable, str(tree / "run"), "test", "-n", "0", "-p", "no:django", *arguments]
    ended = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=PATIENCE)
    return ended.returncode, ended.stdout.splitlines()


def place(lines: list[str], pattern: str) -> int:
    """Where a line stands. Raises StopIteration."""
    return next(number for number, line in enumerate(lines) if re.search(pattern, line))


def test_before_all_tests_the_code_is_checked_and_pytest_has_the_last_word(installed_tree: Path) -> None:
    code, lines = run_test(installed_tree, UNUSED)
    assert (code, re.fullmatch(CLOSING, lines[-1]) is not None) == (1, True), lines
    assert max(place(lines, "F401"), place(lines, "no issues found in 1 source file")) < place(lines, "session starts")


def test_the_tests_of_a_folder_come_first_and_what_is_wrong_is_said_afterwards(installed_tree: Path) -> None:
    code, lines = run_test(installed_tree, UNUSED, "tests")
    assert (code, place(lines, CLOSING) < place(lines, "F401")) == (1, True), lines


@pytest.mark.parametrize("named", ["tests", "tests/test_one.py::test_one"])
def test_of_checks_that_found_nothing_beside_the_tests_nothing_is_said(installed_tree: Path, named: str) -> None:
    code, lines = run_test(installed_tree, CLEAN, named)
    assert (code, re.fullmatch(CLOSING, lines[-1]) is not None) == (0, True), lines
    assert not any("checks passed" in line or "no issues" in line for line in lines)
