"""Functions are small, and a file of more than 260 lines is one idea: a sentence here says which."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("live", "site"), ("bench", "tools"), ("tests",)
LONGEST, MEDIAN, MOST_OF_TEN = 40, 5, 14
"Lines of a function: at most, of the middle one, and of nine in ten."
MOST_LINES = 260
ONE_IDEA = {
    "tools/shots/rooms.py": "One list: the rooms that pictures are taken of, and what has happened in them.",
    "live/formats/markup/html_blocks.py": "One reader: elements of HTML, one after the other, to blocks of Markdown.",
    "live/kinds/base.py": "One contract: what a kind of question may say and do, each with what holds without it.",
    "live/models/round.py": "One row: a frozen question, its clock, and how it is opened, closed and judged.",
    "live/realtime/hub.py": "One object: the registry of live rooms, which takes each request and event to its room.",
    "live/realtime/live_room.py": "One object: what a room's audiences were shown, and what each socket gets next.",
    "live/rendering/context.py": "One value: all that the templates of a stage are given.",
    "live/rooms/actions.py": "One table: each press of a host, with the small function that does it.",
    "live/rooms/snapshot.py": "One value: a room at one moment, and the queries that read it.",
}


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in path.parts)


def lengths(source: str) -> dict[str, int]:
    """How many lines each function of a source has, by its name and place."""
    nodes = ast.walk(ast.parse(source))
    functions = [each for each in nodes if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)]
    return {f"{each.name}:{each.lineno}": (each.end_lineno or 0) - each.lineno + 1 for each in functions}


@pytest.mark.parametrize("folders", PARTS, ids=" and ".join)
def test_functions_are_small(folders: tuple[str, ...]):
    found = {f"{path}:{name}": n for path in sources(*folders) for name, n in lengths(path.read_text()).items()}
    assert {name: n for name, n in found.items() if n > LONGEST} == {}
    assert median(found.values()) <= MEDIAN
    assert quantiles(found.values(), n=10)[-1] <= MOST_OF_TEN


def test_a_long_function_would_be_seen():
    assert lengths("class A:\n  async def b(self):\n    def c():\n      pass\n    return c") == {"b:2": 4, "c:3": 2}


def test_a_file_that_is_long_is_one_idea():
    paths = sources("live", "site", "bench", "tools")
    long = {path.relative_to(ROOT).as_posix() for path in paths if len(path.read_text().splitlines()) > MOST_LINES}
    assert long - ONE_IDEA.keys() == set()
