"""What kinds of questions cost, as `./run bench --kind` tells it."""

import subprocess
import sys

from django.conf import settings


def bench(*arguments: str) -> tuple[int, str, str]:
    """The exit code and the words of a run, which has a process of its own."""
    command = [sys.executable, "-m", "bench", *arguments]
    ran = subprocess.run(command, cwd=settings.ROOT, capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout, ran.stderr


def test_every_kind_of_the_demo_is_folded_and_revealed():
    code, said, _errors = bench("--kind", "single,cloud", "--students", "20")
    head, _line, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in said.splitlines()]
    assert (code, head[:3], [row[:2] for row in rows]) == (
        0,
        ["Kind", "Answers", "Different"],
        [["single", "20"], ["cloud", "20"]],
    )
    assert all(0 <= float(row[3]) < float(row[4]) for row in rows)


def test_a_kind_that_there_is_not_is_said():
    code, _said, errors = bench("--kind", "essay")
    assert (code, errors.startswith("run: there is no kind essay; there are ")) == (2, True)
