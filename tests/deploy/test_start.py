"""./run that starts: what it prints, keeps, and leaves alone the second time."""

import re
import signal
import socket
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen

import pytest

from bench.patience import PATIENCE
from tests.support.fixtures.runs import Started
from tests.support.wire_browser import ask, browse

FORM = "application/x-www-form-urlencoded"
Start = Callable[..., Started]


def mode(path: Path) -> str:
    return oct(path.stat().st_mode & 0o777)


def asked(data: Path, question: str) -> list[tuple[object, ...]]:
    """Rows of the database of a data folder."""
    with closing(sqlite3.connect(data / "show.sqlite3")) as database:
        return database.execute(question).fetchall()


def test_the_data_are_for_their_owner_alone(served: tuple[Started, Path]) -> None:
    _, data = served
    assert {name: mode(data / name) for name in ("", "secret-key", "show.sqlite3")} == {
        "": "0o700",
        "secret-key": "0o600",
        "show.sqlite3": "0o600",
    }


def test_the_terminal_tells_all_that_a_teacher_needs(served: tuple[Started, Path]) -> None:
    started, data = served
    assert started.found(r"Students open:  (http://[\w.]+:\d+/)\n").endswith(f":{started.port}/")
    assert f"Everything is kept in {data}\n" in started.words
    assert "To stop: press Ctrl-C.\n" in started.words
    assert started.words.count("▀") > 50
    assert "\033" not in started.words  # no terminal reads it here


def test_the_sign_in_link_opens_a_page(served: tuple[Started, Path]) -> None:
    started, _ = served
    link = urlsplit(started.sign_in)
    assert (link.hostname, started.status(link.path)) == ("127.0.0.1", 200)


def test_the_first_start_makes_one_owner_without_a_password_and_the_demo_quizzes(served: tuple[Started, Path]) -> None:
    _, data = served
    assert asked(data, "SELECT username, is_superuser, substr(password, 1, 1) FROM auth_user") == [("owner", 1, "!")]
    assert asked(data, "SELECT title FROM live_quiz") == [("The Moon: a lesson",), ("A tour of Show of Hands",)]


def test_a_foreign_host_name_is_refused(served: tuple[Started, Path]) -> None:
    started, _ = served
    statuses = [started.status("/", Host=name) for name in ("localhost", "127.0.0.1", "evil.example")]
    assert statuses == [200, 200, 400]


def test_a_second_start_makes_nothing_twice(tmp_path: Path, start: Start) -> None:
    data = tmp_path / "data"
    first = start("--data", data)
    first.until_it_answers()
    key = (data / "secret-key").read_text()
    assert first.stop(signal.SIGINT) == 0
    second = start("--data", data)
    second.until_it_answers()
    assert second.stop(signal.SIGTERM) == 0
    assert (data / "secret-key").read_text() == key
    assert asked(data, "SELECT count(*) FROM auth_user") == [(1,)]
    assert asked(data, "SELECT count(*) FROM live_quiz") == [(2,)]
    assert first.sign_in != second.sign_in


def test_a_secret_key_that_was_never_written_is_made_again(tmp_path: Path, start: Start) -> None:
    (tmp_path / "secret-key").touch()
    start("--data", tmp_path, "--local").until_it_answers()
    assert len((tmp_path / "secret-key").read_text()) > 50
    assert {path.name for path in tmp_path.glob("secret-key*")} == {"secret-key"}


def test_a_deleted_demo_quiz_stays_away(tmp_path: Path, start: Start) -> None:
    data = tmp_path / "data"
    first = start("--data", data, "--local")
    first.until_it_answers()
    first.stop()
    with closing(sqlite3.connect(data / "show.sqlite3")) as database, database:
        database.execute("DELETE FROM live_question")
        database.execute("DELETE FROM live_quiz")
    start("--data", data, "--local").until_it_answers()
    assert asked(data, "SELECT count(*) FROM live_quiz") == [(0,)]


def test_an_address_with_https_is_trusted_as_a_proxy_or_a_tunnel_hands_it_on(tmp_path: Path, start: Start) -> None:
    started = start("--data", tmp_path / "data", "--local", "--address", "https://quiz.school.example")
    started.until_it_answers()
    assert "Students open:  https://quiz.school.example/" in started.words

    def sign_in(host: str, origin: str) -> int:
        """Send the form of the sign-in page, whose token fits, with a wrong password; the status."""
        page = browse(ask(started.port, "/login/", Host=host))
        found = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page.body)
        assert found
        body = urlencode({"csrfmiddlewaretoken": found[1].decode(), "username": "x", "password": "x"}).encode()
        form = {"Cookie": page.headers["set-cookie"].partition(";")[0], "Content_Type": FORM}
        return browse(ask(started.port, "/login/", "POST", body, Host=host, Origin=origin, **form)).status

    for host in ("quiz.school.example", f"127.0.0.1:{started.port}"):
        origins = ("https://quiz.school.example", "https://evil.example")
        assert [sign_in(host, origin) for origin in origins] == [422, 403]


def test_local_and_address_hold_for_this_run(tmp_path: Path, start: Start, closed_port: int) -> None:
    started = start("--data", tmp_path / "data", "--local", "--address", "Quiz.Test", "--port", str(closed_port))
    started.until_it_answers()
    assert (started.port, started.found(r"Students open:  (\S+)")) == (closed_port, f"http://quiz.test:{closed_port}/")
    assert started.status("/", Host="quiz.test") == 200
    assert "also found at" not in started.words
    assert started.words.count(urlsplit(started.sign_in).path) == 1


def test_of_several_starts_at_once_each_finds_a_port(tmp_path: Path, start: Start) -> None:
    begun = [start("--data", tmp_path / name, "--local") for name in "abc"]
    for each in begun:
        each.until_it_answers()
    assert len({each.port for each in begun}) == 3


def test_a_host_that_was_named_is_answered_under_that_name(tmp_path: Path, start: Start) -> None:
    started = start("--data", tmp_path / "data", "--host", "127.0.0.2")
    started.wait_until(lambda: "To stop" in started.words)
    with urlopen(started.found(r"Students open:  (http://127\.0\.0\.2:\d+/)"), timeout=PATIENCE) as answer:
        assert answer.status == 200


@pytest.mark.parametrize(("options", "reached"), [(["--local"], False), ([], True)])
def test_local_listens_on_loopback_alone(tmp_path: Path, start: Start, options: list[str], reached: bool) -> None:
    assert sys.platform == "linux", "127.0.0.2 stands for an address of the network, and only Linux has it"
    started = start("--data", tmp_path / "data", *options)
    started.until_it_answers()
    try:
        socket.create_connection(("127.0.0.2", started.port), timeout=PATIENCE).close()
        answered = True
    except ConnectionRefusedError:
        answered = False
    assert answered is reached
