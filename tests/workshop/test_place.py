"""Child processes that draw and decode: what they are given, what ends them, and that another one comes."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bench.patience import PATIENCE
from live.content.safe_html import markdown
from live.workshop import messages
from live.workshop.place import ROOT, Failed, TooMuch
from live.workshop.trades import DRAWINGS, PICTURES, TRADES
from tests.support.burner import burning
from tests.support.picture_files import opened, picture
from tests.support.processes import children
from tests.workshop.conftest import drawn

SLOW = "```c#\n" + "a\n" * 1900 + "\n```"
"A listing for which Pygments takes seconds."
GOOD = (
    "```python\n" + "".join(f"def area_{n}(r):\n    return 3.14159 * r ** 2  # line {n}\n" for n in range(30)) + "```"
)
"A listing of 60 lines."


def test_a_child_knows_no_secret_no_settings_and_no_database():
    script = (
        "import sys\nfrom live.workshop import child\n"
        "for load in child.CRAFTS.values(): load(True)\n"
        "print({'django.conf', 'django.db', 'live.models', 'sqlite3'} & sys.modules.keys())"
    )
    told = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env={}, capture_output=True, text=True, check=True)
    assert told.stdout == "set()\n"


def test_a_child_of_a_trade_from_above_has_no_secret_of_ours_and_no_database():
    script = (
        "import sys\nfrom live.workshop import child\nfrom live.workshop.trades import FILES\n"
        "craft = child._elsewhere(FILES, wholly=False)\n"
        "head, _body = craft.work(({}, b'1. Capital?\\na) Paris\\nb) Lyon\\nANSWER: A'))\n"
        "from django.conf import settings\n"
        "print(head['found'][0]['kind'], sorted(settings._wrapped.__dict__), {'live.models'} & sys.modules.keys())"
    )
    told = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env={}, capture_output=True, text=True, check=True)
    keys = ["USE_I18N", "_deleted", "default_settings"]
    assert told.stdout == f"single {keys} set()\n"


def test_a_child_that_stays_has_loaded_all_that_any_job_needs_before_the_first_one():
    """So it works on with the files that it was started from, when an upgrade puts others in their place."""
    script = (
        "import sys\nfrom live.content.highlighting import LANGUAGES\nfrom live.workshop import child\n"
        "from tests.support.picture_files import picture\n"
        "draw, decode = (child.CRAFTS[name](True) for name in ('drawings', 'pictures'))\n"
        "files = [picture((900, 600), format=name) for name in ('PNG', 'JPEG', 'WEBP', 'GIF')]\n"
        "loaded = set(sys.modules)\n"
        "for name in LANGUAGES: draw.work(({'form': 'markdown', 'text': f'*a* $x$\\n```{name}\\nx = 1\\n```'}, b''))\n"
        "for each in files: decode.work(({}, each))\n"
        "print({each for each in set(sys.modules) - loaded})"
    )
    told = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env={}, capture_output=True, text=True, check=True)
    assert told.stdout == "set()\n"


def test_a_child_has_an_empty_environment_and_two_pipes(place_of):
    before = children()
    place = place_of(DRAWINGS)
    drawn(place, "**a**")
    [pid] = children().keys() - before.keys()
    environment = Path(f"/proc/{pid}/environ").read_bytes()
    opened_there = {os.readlink(each).partition(":")[0] for each in Path(f"/proc/{pid}/fd").iterdir()}
    assert (environment, opened_there) == (b"", {"pipe", "/dev/null"})
    assert os.getpriority(os.PRIO_PROCESS, pid) > os.getpriority(os.PRIO_PROCESS, 0)


@pytest.mark.parametrize("written", ["**a** $x^2$", GOOD, "<script>alert(1)</script>", "\0*a*"])
def test_what_a_child_draws_is_what_would_be_drawn_here(place_of, written):
    assert drawn(place_of(DRAWINGS), written) == markdown(written)


def test_a_text_that_takes_too_long_fails_and_the_next_one_is_drawn(place_of):
    place = place_of(DRAWINGS)
    before = children()
    with pytest.raises(TooMuch, match="SIGPROF"):
        drawn(place, SLOW)
    assert drawn(place, "*b*") == "<p><em>b</em></p>\n"
    assert len(children().keys() - before.keys()) == 1


def test_a_good_listing_is_drawn_the_same_beside_four_burning_processes(place_of):
    calm = markdown(GOOD)
    with burning(4):
        assert drawn(place_of(DRAWINGS), GOOD) == calm
    assert calm.count('<span class="k">def</span>') == 30


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_a_child_that_dies_is_replaced(place_of, number):
    place, before = place_of(DRAWINGS), children()
    drawn(place, "*a*")
    [pid] = children().keys() - before.keys()
    os.kill(pid, number)
    assert drawn(place, "*b*") == "<p><em>b</em></p>\n"
    [new] = children().keys() - before.keys()
    assert new != pid


def test_a_child_that_hangs_is_killed_and_replaced(place_of):
    place, before = place_of(DRAWINGS), children()
    drawn(place, "*a*")
    [pid] = children().keys() - before.keys()
    os.kill(pid, signal.SIGSTOP)
    place.trade = replace(DRAWINGS, patience=0.1)
    with pytest.raises(Failed, match="too slow"):
        drawn(place, "*b*")
    assert children().keys() == before.keys()
    place.trade = DRAWINGS
    assert drawn(place, "*b*") == "<p><em>b</em></p>\n"


def test_a_child_ends_after_a_quiet_time_and_another_one_comes_when_it_is_needed(place_of):
    place, before = place_of(DRAWINGS, quiet=0.01), children()
    drawn(place, "*a*")
    [pid] = children().keys() - before.keys()
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    assert drawn(place, "*b*") == "<p><em>b</em></p>\n"


def test_nobody_waits_for_a_place_that_is_closed(place_of):
    place = place_of(replace(DRAWINGS, cpu_seconds=PATIENCE))
    waiting = [place.put({"form": "markdown", "text": SLOW}) for _ in range(3)]
    place.close()
    for each in waiting:
        with pytest.raises(Failed):
            each.result(PATIENCE)


def test_places_do_not_wait_for_each_other(place_of):
    slow, quick = place_of(DRAWINGS), place_of(PICTURES)
    waiting = [slow.put({"form": "markdown", "text": SLOW}) for _ in range(5)]
    head, body = quick.put({}, picture((900, 600))).result(PATIENCE)
    assert [size[:2] for size in head["pictures"]] == [[900, 600], [800, 533]]
    assert opened(body[: head["pictures"][0][2]]).size == (900, 600)
    assert not waiting[-1].done()
    for each in waiting:
        each.cancel()


def test_jobs_from_many_threads_get_their_own_answers(place_of):
    place, found = place_of(DRAWINGS), {}

    def ask(number: int) -> None:
        found[number] = drawn(place, f"*{number}*")

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(20)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(PATIENCE)
    assert found == {number: f"<p><em>{number}</em></p>\n" for number in range(20)}


@pytest.mark.parametrize("name", sorted(TRADES))
def test_without_fork_and_limits_a_child_still_works_and_ends_with_its_pipe(name):
    """As on Windows: the modules that it has not got are taken away before the child begins."""
    script = (
        f"import os, sys; del os.fork; sys.modules['resource'] = None; sys.argv = ['child', {name!r}, '0']\n"
        "import signal; del signal.setitimer\n"
        "from live.workshop import child; child.main(sys.argv[1], None)"
    )
    told: Any = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, env={}, stdin=-1, stdout=-1)
    head = {"name": "questions.txt"} if name.endswith("files") else {"form": "markdown", "text": "*a*"}
    messages.write(told.stdin, head, picture())
    head, _body = messages.read(told.stdout) or ({}, b"")
    told.stdin.close()
    assert (told.wait(PATIENCE), "failed" in head, bool(head)) == (0, False, True)
    told.stdout.close()
