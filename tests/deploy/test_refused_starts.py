"""Everything that can keep ./run from starting: one sentence and an exit code each."""

import ast
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.fixtures.runs import ROOT, Started, environment, run, said
from tests.support.server import with_tables

AN_OLD_PYTHON = """
import runpy, sys
sys.version_info = (3, 10, 13, "final", 0)
sys.argv[0] = {run!r}
runpy.run_path({run!r}, run_name="__main__")
"""
WITHOUT_ENSUREPIP = "import sys\nsys.modules['ensurepip'] = None\n"  # as on a Debian without python3-venv


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--prot", "8000"], "run: unrecognized arguments: --prot 8000; ./run --help lists what there is."),
        (["bake"], "run: unrecognized arguments: bake; ./run --help lists what there is."),
        (["--por", "8000"], "run: unrecognized arguments: --por 8000; ./run --help lists what there is."),
        (["--port", "0"], "run: argument --port: 0 is no port (1 to 65535); ./run --help lists what there is."),
        (["--port", "http"], "run: argument --port: http is no port (1 to 65535); ./run --help lists what there is."),
        (["--data"], "run: argument --data: expected one argument; ./run --help lists what there is."),
    ],
)
def test_an_unknown_option_or_word_is_refused(arguments: list[str], sentence: str) -> None:
    ended = run(*arguments)
    assert (ended.returncode, ended.stderr, ended.stdout) == (2, f"{sentence}\n", "")


def test_help_names_every_option() -> None:
    ended = run("--help")
    words = ("--port", "--host", "--address", "--local", "--data", "./run test")
    assert (ended.returncode, [word for word in words if word not in ended.stdout]) == (0, [])


def test_a_python_that_is_too_old_is_named() -> None:
    harness = AN_OLD_PYTHON.format(run=str(ROOT / "run"))
    ended = subprocess.run([sys.executable, "-c", harness], capture_output=True, text=True, env=environment())
    assert (ended.returncode, ended.stderr) == (
        3,
        f"run: Show of Hands needs Python 3.11 or newer, and this is 3.10 ({sys.executable}).\n",
    )


def test_an_old_python_can_read_the_file_and_so_say_that_it_is_too_old() -> None:
    assert ast.parse((ROOT / "run").read_text(), feature_version=(3, 7))


def test_a_python_without_ensurepip_is_told_what_to_install(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(WITHOUT_ENSUREPIP)
    ended = run("--data", tmp_path / "data", tree=tree, PYTHONPATH=str(tmp_path))
    assert ended.returncode == 4
    assert said(ended) == (
        f"run: this Python ({sys.executable}) came without ensurepip, which makes .venv; on Debian and Ubuntu "
        "`apt install python3-venv` brings it."
    )
    assert not (tree / ".venv").exists()


def test_an_index_that_cannot_be_reached_is_said_after_pips_own_words(
    installed_tree: Path, tmp_path: Path, closed_port: int
) -> None:  # pip installs all or nothing, so the real installation stays as it is
    asked = f"show-of-hands-needs-no-such-thing==1.0 --hash=sha256:{'0' * 64}\n"
    (installed_tree / "requirements.txt").write_text(asked)
    ended = run(
        "--data", tmp_path / "data", tree=installed_tree,
        PIP_CONFIG_FILE="/dev/null", PIP_FIND_LINKS="", PIP_RETRIES="0", PIP_EXTRA_INDEX_URL="",
        PIP_INDEX_URL=f"http://127.0.0.1:{closed_port}/simple",
    )  # fmt: skip
    assert ended.returncode == 5
    assert said(ended) == (
        "run: pip could not install what requirements.txt names (its words are above): is there a network, and does "
        "it reach a package index?"
    )
    assert "show-of-hands-needs-no-such-thing" in ended.stderr


def test_a_port_asked_for_and_taken_is_refused(tmp_path: Path, taken_port: int) -> None:
    ended = run("--data", tmp_path / "data", "--port", str(taken_port))
    assert (ended.returncode, said(ended)) == (6, f"run: Port {taken_port} is taken; name another with --port.")


def test_a_second_start_on_the_same_data_is_refused(served: tuple[Started, Path]) -> None:
    started, data = served
    ended = run("--data", data)
    assert (ended.returncode, said(ended)) == (
        7,
        f"run: {data} is being served already; stop that one, or name another with --data.",
    )
    assert started.status("/") == 200


def test_a_database_of_a_newer_version_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    data = with_tables(tmp_path / "data")
    with closing(sqlite3.connect(data / "show.sqlite3", isolation_level=None)) as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('live', '9999_later', '2030-01-01')"
        )
        database.execute("ALTER TABLE live_room ADD COLUMN later text NOT NULL DEFAULT 'x'")
        before = [*database.iterdump()]
    ended = run("--data", data)
    assert (ended.returncode, said(ended)) == (
        8,
        "run: the database is of a newer version of Show of Hands than this one (it has 9999_later). Nothing was "
        "changed. Start the newer version, or restore a backup that this one has made.",
    )
    with closing(sqlite3.connect(data / "show.sqlite3")) as database:
        assert [*database.iterdump()] == before


@pytest.mark.parametrize("inside", ["", "deeper"])
def test_a_folder_that_cannot_be_written_in_is_refused(tmp_path: Path, inside: str) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / inside
    ended = run("--data", folder)
    assert ended.returncode == 8
    assert ended.stderr.startswith(f"run: {folder} cannot be written in (")
    assert ended.stderr.endswith("); name another with --data.\n")


def test_a_database_that_is_none_is_said_to_be_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "show.sqlite3").write_text("Dear diary, today I was mistaken for a database.")
    ended = run("--data", tmp_path)
    assert (ended.returncode, ended.stderr) == (
        8,
        f"run: {tmp_path} cannot be used (file is not a database); mend it, or name another with --data.\n",
    )
    assert (tmp_path / "show.sqlite3").read_text().startswith("Dear diary")


def test_a_host_that_is_not_this_machine_is_refused(tmp_path: Path) -> None:
    ended = run("--data", tmp_path / "data", "--host", "203.0.113.7")
    assert (ended.returncode, said(ended)) == (2, "run: --host 203.0.113.7 is no IPv4 address of this machine.")


def test_an_address_that_is_none_is_refused(tmp_path: Path) -> None:
    ended = run("--data", tmp_path / "data", "--address", "http://a b")
    assert (ended.returncode, said(ended)) == (
        2,
        "run: --address http://a b is no address; a name or a number is, with a port if need be.",
    )


def test_a_browser_named_and_not_there_is_not_replaced_by_another(tmp_path: Path) -> None:
    ended = run("shots", tmp_path / "shots", SHOW_CHROMIUM=str(tmp_path / "none"))
    assert (ended.returncode, ended.stderr) == (
        9,
        "run: there is no Chromium to start, and none could be fetched; install one, or name one in SHOW_CHROMIUM.\n",
    )


def test_without_a_server_to_start_bench_fails_with_a_sentence(tmp_path: Path) -> None:
    ended = run("bench", "--server", PATH=str(tmp_path))
    assert ended.returncode == 10
    assert re.fullmatch(
        r"run: there is no .*redis-server.* to start; on Debian and Ubuntu `apt install .*redis-server.*` brings what "
        r"is missing\.",
        said(ended),
    )
