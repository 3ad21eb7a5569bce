"""The files of deploy/ as a test reads them: what an image holds, what compose tells a process, what systemd runs."""

import re
import shlex
from pathlib import Path
from typing import Any

import yaml

from bench.systems.embedded import ROOT

DEPLOY = ROOT / "deploy"
PAGE = ROOT / "docs/administrators.md"
"What leads an administrator through those files."
VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")


def dockerfile() -> list[tuple[str, str]]:
    """Its instructions, in order: (COPY, "live ./live")."""
    text = (DEPLOY / "Dockerfile").read_text().replace("\\\n", " ")
    lines = [line.split(None, 1) for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(name, " ".join(rest.split())) for name, rest in lines]


def instructions(name: str) -> list[str]:
    """What all instructions of this name say."""
    return [rest for each, rest in dockerfile() if each == name]


def compose(**given: str) -> dict[str, Any]:
    """compose.yml with its variables as they are given. Raises KeyError for one that has to be."""

    def value(match: re.Match[str]) -> str:
        name, kind, default = match.groups()
        if name not in given and kind == "?":
            raise KeyError(name)
        return given.get(name, default or "")

    found: dict[str, Any] = yaml.safe_load(VARIABLE.sub(value, (DEPLOY / "compose.yml").read_text()))
    return found


def unit(name: str) -> dict[str, list[str]]:
    """A unit of systemd: each setting with its values, whatever the section."""
    found: dict[str, list[str]] = {}
    for line in (DEPLOY / "systemd" / name).read_text().splitlines():
        if "=" in line and not line.startswith("#"):
            setting, _, value = line.partition("=")
            found.setdefault(setting, []).append(value)
    return found


def environment(assignments: list[str]) -> dict[str, str]:
    """Of lines such as "A=1 B=2"."""
    return dict(each.split("=", 1) for line in assignments for each in shlex.split(line))


def env_file(path: Path) -> dict[str, str]:
    """Of a file with A=1 on each line."""
    return environment([line for line in path.read_text().splitlines() if line and not line.startswith("#")])


def code(text: str) -> str:
    """What a page gives to type: the blocks between ```."""
    return "\n".join(text.split("```")[1::2]).replace("\\\n", " ")
