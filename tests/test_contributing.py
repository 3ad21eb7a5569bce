"""What CONTRIBUTING.md sets up: the hooks before a commit, the check after it, and the layout of the code."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text())


def test_the_whole_tree_is_laid_out_as_ruff_does():
    command = [sys.executable, "-m", "ruff", "format", "--check", "."]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout


def test_the_hooks_fetch_nothing_and_run_what_the_requirements_name():
    [repository] = read(".pre-commit-config.yaml")["repos"]
    assert repository["repo"] == "local"
    ours = [hook["entry"] for hook in repository["hooks"] if hook["language"] == "system"]
    modules = {entry.removeprefix(".venv/bin/python -m ").split()[0] for entry in ours}
    assert modules == {"ruff", "mypy"}
    assert [hook["id"] for hook in repository["hooks"] if hook["language"] not in {"system", "pygrep"}] == []


def test_what_is_run_after_a_push_is_run_test_alone():
    [job] = read(".github/workflows/test.yml")["jobs"].values()
    assert [step["run"] for step in job["steps"] if "run" in step] == ["./run test"]
    assert (ROOT / ".ci" / "run").read_text().splitlines()[-1] == "exec ./run test"


def test_new_versions_are_looked_for_where_versions_are_named():
    folders = {update["package-ecosystem"]: update["directory"] for update in read(".github/dependabot.yml")["updates"]}
    assert folders == {"uv": "/", "docker": "/deploy", "docker-compose": "/deploy", "github-actions": "/"}
    assert [
        name for name in ("requirements.txt", "deploy/Dockerfile", "deploy/compose.yml") if not (ROOT / name).is_file()
    ] == []
