"""A pytest plugin: begins with the slowest folders, and tells before the closing line how long each one took.

Of several processes each takes file by file, one of them all that need a school's server: to start it takes long.
"""

import re
from collections import Counter, defaultdict
from pathlib import PurePosixPath
from typing import Any

import pytest

LONGEST_FIRST = (
    "tests/clusters", "tests/stories", "tests/bench", "tests/faults",
    "tests/guarantees", "tests/looks", "tests/deploy", "tests/storage", "tests/retention",
)  # fmt: skip
"The folders with the slowest files: of several processes none should begin with one of them when the others end."

SCHOOL = re.compile(r"tests/(clusters/test_(?!nginx|on_postgresql|story)|deploy/test_deploy)")
"The files whose tests need a school's server."


def folder_of(nodeid: str) -> str:
    """The folder a test is told under: tests/<folder>, or tests for what lies directly there."""
    return "/".join(PurePosixPath(nodeid.partition("::")[0]).parent.parts[:2])


def share_of(nodeid: str) -> str:
    """What is given to one process as a whole: a file, or all that needs a school's server."""
    return "the school's server" if SCHOOL.match(nodeid) else nodeid.partition("::")[0]


class Times:
    """Adds up set-up, call and tear-down of each test."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.tests: Counter[str] = Counter()

    def add(self, folder: str, seconds: float, tests: int) -> None:
        """Count some seconds, and the tests that ended in them."""
        self.seconds[folder] += seconds
        self.tests[folder] += tests

    def lines(self) -> list[str]:
        """A line for each folder, the slowest first, and one for all."""
        slowest_first = sorted(self.seconds, key=lambda folder: -self.seconds[folder])
        told = [f"{self.seconds[folder]:7.1f} s {self.tests[folder]:5}  {folder}" for folder in slowest_first]
        return [*told, f"{sum(self.seconds.values()):7.1f} s {self.tests.total():5}  together"]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count one phase of one test."""
        self.add(folder_of(report.nodeid), report.duration, int(report.when == "call"))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say it."""
        terminalreporter.section("time per folder")
        for line in self.lines():
            terminalreporter.write_line(line)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give processes the tests by their shares, where they would be given by file."""
    if config.getoption("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class ByShares(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return share_of(nodeid)

    return ByShares(config, log)


def pytest_configure(config: pytest.Config) -> None:
    """Add the report to this run."""
    config.pluginmanager.register(Times(), "times-per-folder")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the slowest folders first; what is alike stays in its order."""
    rank = {folder: number for number, folder in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: rank.get(folder_of(item.nodeid), len(rank)))
