"""The parts put together: which of them answers what, under one set of headers."""

import asyncio
import os
import socket
import subprocess
import sys

import pytest

from live.asgi.gate import SECURITY_HEADERS
from tests.support.asking import ask_app, shake_hands
from tests.support.fixtures.small_program import ROOT
from tests.support.wire_browser import ask, browse, until

SCRIPT = "/static/vendor/htmx-4.0.1-ws.min.js"


@pytest.fixture(scope="module")
def application():
    from config.asgi import application

    return application


@pytest.mark.parametrize(
    ("path", "host", "status"),
    [
        (SCRIPT, "localhost", 200),
        ("/static/nothing.js", "localhost", 404),
        ("/pictures/nothing.webp", "localhost", 404),
        ("/play/x/nothing/", "localhost", 404),
        ("/play/\ufffd", "localhost", 400),
        ("/nothing/at/all/", "localhost", 404),
        ("/", "evil.example", 400),
        (SCRIPT, "evil.example", 400),
        ("/host/1/", "evil.example", 400),
    ],
)
def test_every_answer_carries_the_headers(application, path, host, status):
    found = asyncio.run(ask_app(application, path, host=host))
    assert found.status == status
    assert {name: found.headers[name.decode()].encode() for name, _ in SECURITY_HEADERS} == dict(SECURITY_HEADERS)


def test_a_students_request_that_is_too_long_is_told_so(application):
    answer = asyncio.run(ask_app(application, "/play/1/answer/", "POST", [b"x" * 20_000]))
    assert answer.status == 413


@pytest.mark.parametrize(
    "path", ["/", "/live/", "/play/", "/play/1/", "/play/x/live/", "/host/1/live/more/", "/\ufffd", ""]
)
def test_a_socket_on_an_unknown_path_is_refused(application, path):
    said = asyncio.run(shake_hands(application, path, host="localhost", origin="http://localhost"))
    assert said == "websocket.close"


def test_it_runs_under_plain_daphne(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}", "SHOW_DATA": str(tmp_path)}
    command = [sys.executable, "-m", "daphne", "-v", "0", "-b", "127.0.0.1", "-p", str(port), "config.asgi:application"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)

    async def is_there() -> bool:
        try:
            return (await ask(port, SCRIPT)).status == 200
        except ConnectionError:
            return False

    try:
        browse(until(is_there))
    finally:
        process.kill()
        process.wait()
