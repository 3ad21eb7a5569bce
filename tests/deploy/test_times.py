"""The report of the time per folder, as CI reads it: before pytest's closing line."""

import re
import subprocess
import sys
from pathlib import Path

from tests.support.fixtures.runs import ROOT, environment
from tests.support.times import Times, folder_of, share_of


def test_a_test_is_told_under_its_folder() -> None:
    names = ["tests/deploy/test_x.py::test_y", "tests/a/b/test_x.py::T::test_y[1/2]", "tests/test_x.py::test_y"]
    assert [folder_of(name) for name in names] == ["tests/deploy", "tests/a", "tests"]


def test_all_that_need_a_schools_server_are_given_to_one_process_and_all_others_by_file() -> None:
    text = {str(path.relative_to(ROOT)): path.read_text() for path in (ROOT / "tests").rglob("test_*.py")}
    asking = {
        name for name, words in text.items() if re.search(r"^from tests.support.school import School$", words, re.M)
    }
    assert {name for name in text if share_of(f"{name}::test_x[a::b]") != name} == asking
    assert {share_of(f"{name}::test_x") for name in asking} == {"the school's server"}


def test_the_slowest_folder_comes_first() -> None:
    times = Times()
    for folder, seconds, tests in [("tests/a", 0.5, 1), ("tests/b", 2.25, 3), ("tests/a", 0.25, 1)]:
        times.add(folder, seconds, tests)
    assert times.lines() == ["    2.2 s     3  tests/b", "    0.8 s     2  tests/a", "    3.0 s     5  together"]


def test_the_last_line_is_still_pytests_own(tmp_path: Path) -> None:
    (tmp_path / "test_one.py").write_text("def test_one():\n    assert True\n")
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    plugins = ["-p", "tests.support.times", "-p", "no:django", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *plugins, str(tmp_path)]
    told = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True).stdout.splitlines()
    assert re.fullmatch(r"=+ 1 passed in \d+\.\d+s =+", told[-1])
    assert re.fullmatch(r" +\d\.\d s     1  together", told[-2])
