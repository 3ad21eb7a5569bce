"""Whether the requirements can be installed where nobody tests; asks a package index, so for `--long` alone."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deploy.test_requirements import LISTS
from tests.support.fixtures.runs import ROOT, environment

UV = "uv==0.13.9"
PLATFORMS = {
    "Linux": "x86_64-unknown-linux-gnu", "Windows": "x86_64-pc-windows-msvc", "macOS": "aarch64-apple-darwin"
}  # fmt: skip
OLDEST_MACOS = "15.0"
"For older ones autobahn has no wheel: pip compiles it there."


@pytest.fixture(scope="session")
def uv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """uv, which made the lists, fetched for these tests."""
    folder = tmp_path_factory.mktemp("uv")
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), UV], check=True)
    return folder / "bin" / ("uv.exe" if os.name == "nt" else "uv")


def resolve(uv: Path, requirements: Path, platform: str, python: str) -> subprocess.CompletedProcess[str]:
    """Look up what would be installed on another machine, from wheels alone; nothing is fetched."""
    where = ["--target", str(uv.parent / "nowhere"), "--python-platform", platform, "--python-version", python]
    command = [str(uv), "pip", "install", "--dry-run", "--only-binary", ":all:", *where]
    return subprocess.run(
        [*command, "-r", str(requirements)],
        env=environment(MACOSX_DEPLOYMENT_TARGET=OLDEST_MACOS), capture_output=True, text=True,
    )  # fmt: skip


@pytest.mark.parametrize("python", ["3.11", "3.14"])
@pytest.mark.parametrize("system", PLATFORMS)
@pytest.mark.parametrize("name", LISTS)
def test_every_requirement_has_a_wheel(uv: Path, name: str, system: str, python: str) -> None:
    ended = resolve(uv, ROOT / f"{name}.txt", PLATFORMS[system], python)
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize("name", LISTS)
def test_the_list_is_what_uv_makes_of_the_versions_asked_for(uv: Path, name: str, tmp_path: Path) -> None:
    for each in ROOT.glob("requirements*"):
        (tmp_path / each.name).write_text(each.read_text())
    listed = tmp_path / f"{name}.txt"
    before, command = hashes(listed), listed.read_text().splitlines()[1].removeprefix("#").split()
    listed.write_text(re.sub(r" \\\n +--hash=\S+", "", listed.read_text()))  # versions stay, hashes are asked for again
    subprocess.run([str(uv), *command[1:]], cwd=tmp_path, env=environment(), capture_output=True, check=True)
    after = hashes(listed)
    assert {each: found - after.get(each, set()) for each, found in before.items()} == {each: set() for each in after}


def hashes(path: Path) -> dict[str, set[str]]:
    """Those of each package of a compiled list, with its version."""
    entries = re.split(r"^(?=\w)", path.read_text(), flags=re.MULTILINE)[1:]
    return {entry.partition(" \\\n")[0]: set(re.findall(r"sha256:(\w+)", entry)) for entry in entries}
