"""The burners: they burn, the command runs beside them, and none is left behind."""

import signal
import subprocess
import sys

import pytest

from bench.systems.embedded import Measured
from bench.systems.engines import until
from tests.support.burner import ROOT, USAGE, burning, main

BESIDE = [sys.executable, "-m", "tests.support.burner"]
BROTHERS = "import os; it = os.getppid(); print(open(f'/proc/{it}/task/{it}/children').read()); raise SystemExit(3)"


def test_a_burner_uses_its_core_until_the_block_ends():
    with burning(1) as [burner]:
        until(lambda: Measured(burner.pid).cpu() > 0.1, "it burns")
    assert burner.returncode == -9


def test_a_command_runs_beside_its_burners_and_keeps_its_exit_code():
    ended = subprocess.run([*BESIDE, "2", "--", sys.executable, "-c", BROTHERS], cwd=ROOT, capture_output=True)
    assert (len(ended.stdout.split()), ended.returncode) == (3, 3)


def test_a_burner_ends_when_its_parent_is_killed():
    waits = [sys.executable, "-c", "print('here', flush=True); input()"]
    pipe = subprocess.PIPE
    with subprocess.Popen([*BESIDE, "1", "--", *waits], cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe) as parent:
        assert parent.stdout
        assert parent.stdin
        assert parent.stdout.readline() == b"here\n"
        parent.kill()
        parent.stdin.close()
        assert parent.stdout.read() == b""  # which comes when the burner has let go of it, too


def test_an_interrupted_command_ends_in_its_own_way():
    tidy = "import signal, sys; signal.signal(2, lambda *_: sys.exit(3)); print('here', flush=True); signal.pause()"
    program = [*BESIDE, "1", "--", sys.executable, "-c", tidy]
    with subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, preexec_fn=listens) as parent:
        assert parent.stdout
        assert parent.stdout.readline() == b"here\n"
        parent.send_signal(signal.SIGINT)
        assert parent.wait() == 3


def listens() -> None:
    """Hear an interrupt, also where whoever started the tests does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_a_burner_ends_after_its_time():
    with burning(1, seconds=0.0) as [burner]:
        assert burner.wait() == 0


@pytest.mark.parametrize("arguments", [[], ["four", "--", "true"], ["4", "true"], ["4", "--"]])
def test_other_words_are_answered_with_the_usage(arguments, capsys):
    assert (main(arguments), capsys.readouterr().err) == (2, f"{USAGE}\n")
