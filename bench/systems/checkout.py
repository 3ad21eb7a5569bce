"""Another revision of this repository, in a folder that goes again."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.systems.embedded import ROOT

GIT = ("git", "-c", f"safe.directory={ROOT}")
"Also where the files belong to somebody else than who measures, as in a container."


class NoSuchRevision(Exception):
    """Git knows no revision of that name, or this folder is no repository; in its words."""


@contextmanager
def checkout(revision: str) -> Iterator[Path]:
    """The files of a revision as git keeps them. Raises NoSuchRevision."""
    commit = _commit(revision)
    with tempfile.TemporaryDirectory(prefix="show-of-hands-revision-") as folder:
        tree = Path(folder) / "tree"
        tree.mkdir()
        archive = subprocess.Popen([*GIT, "archive", "--format=tar", commit], cwd=ROOT, stdout=subprocess.PIPE)
        subprocess.run(["tar", "-x", "-C", str(tree)], stdin=archive.stdout, check=True)
        assert archive.stdout
        archive.stdout.close()
        if archive.wait():
            raise NoSuchRevision(f"git archive {revision} ended with {archive.returncode}")
        yield tree


def _commit(revision: str) -> str:
    """The full name of its commit. Raises NoSuchRevision."""
    command = [*GIT, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if said.returncode:
        raise NoSuchRevision(said.stderr.strip() or f"{revision} is no revision here")
    return said.stdout.split()[-1]
