"""docs/guarantees.md and the tests agree: each test that it names is there, and each number that a test names."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs/guarantees.md").read_text()
HEADING = re.compile(r"^### (T[0-9]+)$", re.MULTILINE)
TEST = re.compile(r"^- `([\w/.-]+)::(\w+)`$", re.MULTILINE)
NUMBER = re.compile(r"\bT[1-9][0-9]?\b")
UNHELD = "No test holds this yet."


def sections(page: str) -> dict[str, str]:
    """What stands under each number."""
    _before, *parts = HEADING.split(page)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def named(section: str) -> list[tuple[str, str]]:
    """The tests that a section names, each as (file, name)."""
    return TEST.findall(section)


@cache
def functions_of(path: Path) -> set[str]:
    """The names of the functions of a file; none of a file that is not there."""
    if not path.is_file():
        return set()
    body = ast.parse(path.read_text()).body
    return {each.name for each in body if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef))}


def gone(section: str) -> list[str]:
    """The tests that a section names although they are not there."""
    return [f"{file}::{name}" for file, name in named(section) if name not in functions_of(ROOT / file)]


def numbers(path: Path) -> set[str]:
    """The numbers that the first words of a file name."""
    return set(NUMBER.findall(ast.get_docstring(ast.parse(path.read_text())) or ""))


GUARANTEES = sections(PAGE)
FILES = {path.relative_to(ROOT).as_posix(): path for path in sorted((ROOT / "tests").rglob("test_*.py"))}


def test_the_numbers_are_whole_and_in_order():
    assert list(GUARANTEES) == [f"T{number}" for number in range(1, 49)]


@pytest.mark.parametrize("number", GUARANTEES)
def test_each_test_that_is_named_is_there(number):
    assert gone(GUARANTEES[number]) == []


@pytest.mark.parametrize("number", GUARANTEES)
def test_a_guarantee_has_a_test_or_says_that_it_has_none(number):
    assert bool(named(GUARANTEES[number])) != (UNHELD in GUARANTEES[number])


def test_each_number_that_a_test_names_has_a_test_of_that_file_on_the_page():
    listed = {(number, file) for number, section in GUARANTEES.items() for file, _name in named(section)}
    found = {(number, name) for name, path in FILES.items() for number in numbers(path)}
    assert len(found) > 20
    assert found - listed == set()


def test_each_number_that_is_named_anywhere_in_the_tests_is_on_the_page():
    texts = [path.read_text() for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__).resolve()]
    assert {number for text in texts for number in NUMBER.findall(text)} - GUARANTEES.keys() == set()


def test_a_test_that_is_not_there_would_be_seen():
    section = "- `tests/test_guarantees.py::test_nothing`\n- `tests/test_nowhere.py::test_it`\n"
    assert gone(section) == ["tests/test_guarantees.py::test_nothing", "tests/test_nowhere.py::test_it"]
    assert sections("before\n### T7\n\nIt holds.\n\n### T8\n") == {"T7": "\n\nIt holds.\n\n", "T8": "\n"}
    assert numbers(ROOT / "tests/test_floors.py") == set()
