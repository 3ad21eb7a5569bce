"""What is written down: lines for machines, and in them nobody's name, code, key or address."""

import hashlib
import json
import logging
import logging.config
import re
import sqlite3
from contextlib import closing
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from config.environment import Environment

from bench.load.people import token
from live.server import logs
from tests.support.disk import Limit
from tests.support.named_class import named
from tests.support.phones import a_hall, moves, play, press
from tests.support.server import Server, with_tables

ANA = "Anastasia-Ypsilon"


def written(record: logging.LogRecord) -> dict[str, Any]:
    """A record as a line, read again."""
    logs.WithoutPaths().filter(record)
    line: dict[str, Any] = json.loads(logs.JsonLines().format(record))
    return line


def record(words: str, *args: object, **more: Any) -> logging.LogRecord:
    """Something to be written down."""
    made = logging.LogRecord("live.x", logging.ERROR, "x.py", 1, words, args, more.pop("exc_info", None))
    vars(made).update(more)
    return made


def test_a_line_has_time_level_logger_and_message():
    line = written(record("%d rows", 3))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line.pop("time"))
    assert line == {"level": "ERROR", "logger": "live.x", "message": "3 rows"}


def test_a_message_of_several_lines_is_one_line():
    assert "\n" not in logs.JsonLines().format(record("one\ntwo"))


def test_a_message_that_does_not_fit_its_words_is_written_down_as_it_came():
    line = written(record("%d rows of /join/abcdefghijklmnopqrstuv/", "three", "four"))
    assert line["message"] == "%d rows of /join/…/ ('three', 'four')"


def test_an_error_is_told_by_type_and_place_and_without_its_words():
    try:
        try:
            raise ValueError(f"no number: {ANA}")
        except ValueError as error:
            raise KeyError(ANA) from error
    except KeyError as error:
        line = written(record("It failed", exc_info=(KeyError, error, error.__traceback__)))
    assert [each["type"] for each in line["error"]] == ["KeyError", "ValueError"]
    assert "in test_an_error_is_told_by_type_and_place_and_without_its_words" in line["error"][0]["at"][0]
    assert ANA not in json.dumps(line)


@pytest.mark.parametrize(
    ("match", "expected"),
    [(SimpleNamespace(route="signin/<str:secret>/"), "/signin/<str:secret>/"), (None, "/…")],
)
def test_the_path_of_a_failed_request_is_told_by_its_route(match, expected):
    request = SimpleNamespace(path="/signin/s3cret/", resolver_match=match)
    line = written(record("%s: %s", "Internal Server Error", request.path, request=request))
    assert line["message"] == f"Internal Server Error: {expected}"


KEY, SECRET = "Ab3_-efGhIjKlMnOpQrStU", "s3cr3t-_" * 4
WORDS = {
    "daphne.server": (
        f"Application instance <Task> for connection <WebRequest at 0x7f method=GET uri=/signin/{SECRET}/ "
        "clientproto=HTTP/1.1> took too long to shut down and was killed."
    ),
    "daphne.http_protocol": f"Timed out: http://127.0.0.1:8000/join/{KEY}/?key={KEY}&x=1",
    "asyncio": f"Task was destroyed but it is pending! coro=<f(path='/screen/{KEY}/live/')>",
    "twisted": f"Unhandled error for '/remote/{SECRET}/' and \"/welcome/{SECRET}\"",
    "redis.asyncio": f"Not Found: /play/17/?key={KEY}",
    "psycopg": f"parameters: ('{KEY}', '/host/17/act/') /quizzes/4711/questions/new/",
    "somebody": "GET /493021 and http://quiz.school.example/493021/?code=493021",
}


@pytest.mark.parametrize("name", WORDS)
@pytest.mark.parametrize("format", logs.FORMATS)
def test_no_line_names_a_path_with_a_key_whoever_writes_it(name, format, capsys):
    before = logging.root.handlers[:]
    configured = logs.configuration(format)
    configured["loggers"] = {}  # other tests listen to ours
    logging.config.dictConfig({**configured, "root": {"handlers": ["console"], "level": "WARNING"}})
    try:
        words = WORDS[name].replace(f"'{KEY}', ", "")
        try:
            raise RuntimeError(words)
        except RuntimeError:
            logging.getLogger(name).error("It says: %s", words, exc_info=True)
        written = capsys.readouterr().err
    finally:
        logging.root.handlers[:] = before
    assert "It says" in written
    assert [secret for secret in (KEY, SECRET, "493021", "4711", "17/") if secret in written] == []


def test_paths_of_files_and_other_words_stay_as_they_are():
    words = 'File "/opt/show-of-hands/live/views/host.py", line 17, in templates/live/screen/room.html: 123456 rows'
    assert logs.without_secrets(words) == words


def a_link(server: Server) -> str:
    """One more sign-in link of the owner's."""
    secret = "a-secret-that-lets-you-in"
    row = (hashlib.sha256(secret.encode()).hexdigest(), 1, "2999-01-01")
    with closing(sqlite3.connect(server.database, isolation_level=None)) as database:
        database.execute("INSERT INTO live_signinlink (digest, teacher_id, expires_at) VALUES (?, ?, ?)", row)
    return secret


def test_a_request_that_daphne_gives_up_is_not_told_by_its_address():
    """It does so ten seconds after the browser has left, with all that the address says."""
    daphne = logging.getLogger("daphne.server")
    assert (daphne.isEnabledFor(logging.WARNING), daphne.isEnabledFor(logging.ERROR)) == (False, True)


def test_what_was_sent_amiss_is_one_line():
    try:
        raise ValueError
    except ValueError as error:
        made = record("Too many fields", exc_info=(ValueError, error, None))
    assert logs.OneLine().filter(made)
    assert "error" not in written(made)


@pytest.mark.parametrize(("given", "format", "count"), [("", "plain", 0), ("json", "json", 0), ("xml", "plain", 1)])
def test_another_format_is_refused_with_a_sentence(given, format, count):
    env = Environment({"SHOW_LOG": given})
    assert env.choice("SHOW_LOG", logs.FORMATS) == format
    assert env.complaints == ["SHOW_LOG is plain or json, not “xml”."][:count]


async def answer_until_the_disk_is_full(ana):
    for turn in range(2, 50):
        ana.prepare(turn)
        await ana.answer()
        if ana.reply and ana.reply.status == 503:
            return


async def ask_amiss(browser, key, screen, code):
    for path in (f"/join/{key}x/", f"/screen/{screen}x/", "/000000", f"/host/1/?name={ANA}", f"/{code}"):
        await browser.http.send(browser.request("GET", path))


def test_a_lesson_with_all_its_mishaps_leaves_nobody_in_the_log(tmp_path, monkeypatch):
    monkeypatch.setenv("SHOW_LOG", "json")
    server = Server(with_tables(tmp_path / "data"), cap=1000)
    secrets: set[str] = {ANA}

    async def story():
        async with a_hall(server, 3) as hall:
            [ana] = await named(hall, ANA)
            browser = ana.browser
            key, screen = hall.link.split("/")[2], hall.screen.browser.path.split("/")[2]
            [(code,)] = server.rows("SELECT code FROM live_room")
            secrets.update({key, screen, code, browser.cookies["seat"][0], server.sign_in.split("/")[2]})
            await moves(hall, "open")
            hall.prepare()
            for each in hall.students:
                await each.answer()
            await ask_amiss(browser, key, screen, code)
            assert await ana.post(f"{hall.host.path}act/", nickname=ANA) == 403
            link = f"/signin/{a_link(server)}/"
            form = {"csrfmiddlewaretoken": token((await hall.host.browser.visit(link)).text)}
            secrets.add(link.split("/")[2])
            full = Limit()
            full.fill(server.pid)
            await answer_until_the_disk_is_full(ana)
            assert (await press(hall, hide_person=str(ana.id))).status == 503
            send = hall.host.browser.request("POST", link, urlencode(form).encode())
            assert (await hall.host.browser.send(send)).status == 503
            full.free(server.pid)
            await moves(hall, "close", "reveal")

    try:
        play(story())
    finally:
        assert server.stop() == 0
    lines = server.words.partition("To stop")[2].splitlines()[1:]
    read = [json.loads(line) for line in lines if line]
    assert "Service Unavailable: /signin/<str:secret>/" in {each["message"] for each in read}
    assert [secret for secret in secrets if any(secret in line for line in lines)] == []
    assert [line for line in lines if re.search(r"\b127\.0\.0\.1\b", line)] == []
