"""What a run of tests looks for and installs: the programs that its own tests start, and no others."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench.patience import PATIENCE
from tests.support.fixtures.runs import ROOT, environment

BY_ITSELF, SIDE_BY_SIDE = ["-p", "no:xdist"], ["-n", "2"]
NO_CHROMIUM = (
    "Exit: there is no Chromium to start, and none could be fetched; install one, or name one in SHOW_CHROMIUM."
)
NO_SERVERS = (
    r"Exit: there is no redis-server to start; on Debian and Ubuntu `apt install redis-server` brings what is missing\."
)


@pytest.fixture
def witness(tmp_path: Path) -> Path:
    """A browser that leaves a trace when it is looked for."""
    path = tmp_path / "browser"
    path.write_text('#!/bin/sh\ntouch "$0.asked"\n')
    path.chmod(0o755)
    return path


def ask_for(folder: Path, fixture: str, *options: str, **names: str) -> subprocess.CompletedProcess[str]:
    """Run two tests, one of which asks for a fixture; nothing can be installed."""
    (folder / "test_two.py").write_text(f"def test_plain():\n    pass\n\n\ndef test_other({fixture}):\n    pass\n")
    (folder / "pytest.ini").write_text("[pytest]\n")
    plugins = ["-p", "tests.support.needs", "-p", "no:django", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *plugins, *options, str(folder)]
    return subprocess.run(command, cwd=ROOT, env=environment(**names), capture_output=True, text=True, timeout=PATIENCE)


@pytest.mark.parametrize(("fixture", "is_asked"), [("tmp_path", False), ("chromium", True)])
@pytest.mark.parametrize("options", [BY_ITSELF, SIDE_BY_SIDE])
def test_a_browser_is_looked_for_when_a_test_names_it(
    tmp_path: Path, witness: Path, fixture: str, is_asked: bool, options: list[str]
) -> None:
    ended = ask_for(tmp_path, fixture, *options, SHOW_CHROMIUM=str(witness))
    assert (ended.returncode, (tmp_path / "browser.asked").exists()) == (0, is_asked), ended.stdout


def test_what_was_not_chosen_or_is_only_listed_is_not_looked_for(tmp_path: Path, witness: Path) -> None:
    for options in (["-k", "plain"], ["--collect-only"]):
        ask_for(tmp_path, "chromium", *options, SHOW_CHROMIUM=str(witness))
    assert not (tmp_path / "browser.asked").exists()


@pytest.mark.parametrize("options", [BY_ITSELF, SIDE_BY_SIDE])
def test_without_a_browser_the_run_ends_with_a_sentence(tmp_path: Path, closed_port: int, options: list[str]) -> None:
    nowhere = f"http://127.0.0.1:{closed_port}"
    names = {"PATH": str(tmp_path), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path), "PLAYWRIGHT_DOWNLOAD_HOST": nowhere}
    ended = ask_for(tmp_path, "chromium", *options, **names)
    assert (ended.returncode, NO_CHROMIUM in ended.stdout) == (9, True), ended.stdout


@pytest.mark.parametrize("options", [BY_ITSELF, SIDE_BY_SIDE])
def test_without_a_server_the_run_ends_with_a_sentence_that_names_it(tmp_path: Path, options: list[str]) -> None:
    ended = ask_for(tmp_path, "redis_server", *options, PATH=str(tmp_path))
    assert ended.returncode == 10
    assert re.search(NO_SERVERS, ended.stdout)
