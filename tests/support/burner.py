"""A busy machine, to try tests on: `python -m tests.support.burner 4 -- ./run test` runs a command beside four burners.

A test that waits for states passes beside them, only later; one that counts on seconds fails.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 3600.0
"Seconds after which a burner ends by itself, whatever has become of its parent."
USAGE = "usage: python -m tests.support.burner NUMBER -- COMMAND …"


def burn(parent: int, seconds: float) -> None:
    """Keep one core busy for so many seconds, or until this process is nobody's child any more."""
    deadline = time.monotonic() + seconds
    while os.getppid() == parent and time.monotonic() < deadline:
        sum(range(1_000_000))


@contextmanager
def burning(count: int, seconds: float = LONGEST) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """So many burners, as long as the block runs."""
    code = f"from tests.support.burner import burn; burn({os.getpid()}, {seconds})"
    burners = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) for _ in range(count)]
    try:
        yield burners
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()


def called(command: list[str]) -> int:
    """Run a command to its end, also when it is interrupted: its own way to end leaves nothing behind."""
    with subprocess.Popen(command) as child:
        try:
            return child.wait()
        except KeyboardInterrupt:
            child.send_signal(signal.SIGINT)
            return child.wait()


def main(arguments: list[str]) -> int:
    """Run the command beside its burners; its exit code."""
    match arguments:
        case [number, "--", *command] if number.isdecimal() and command:
            with burning(int(number)):
                return called(command)
    print(USAGE, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
