"""What machines ask: does it run, may people be sent there, what has it counted; and who is told."""

import asyncio
import threading
import time
from datetime import timedelta
from ipaddress import ip_network

import pytest

from live import clock, health
from live.asgi import probes
from live.asgi.gate import SECURITY_HEADERS
from live.asgi.probes import Probes
from live.storage import last_backup
from tests.asgi.test_metrics import samples
from tests.support.asking import ask_app

NEAR, FAR = ("127.0.0.1", 4711), ("192.0.2.7", 4711)


async def elsewhere(scope, receive, send):
    """The program behind the probes."""
    await send({"type": "http.response.start", "status": 299, "headers": []})
    await send({"type": "http.response.body", "body": b"the program"})


def ask(path, checks=None, client=NEAR, **headers):
    """One question to probes with these checks, from that side; (status, body)."""
    app = Probes(elsewhere, checks or {}, lambda: "numbers")

    found = asyncio.run(ask_app(from_near(app, client), path, **headers))
    return found.status, found.body.decode()


def from_near(app, client=NEAR):
    """The app, as it is asked from there."""

    async def from_there(scope, receive, send):
        await app({**scope, "client": client}, receive, send)

    return from_there


def refuse():
    raise ConnectionError("at 192.0.2.1, as Ana")


@pytest.mark.parametrize("path", ["/", "/healthz/", "/readyz/x", "/play/1/", "/metrics/"])
def test_everything_else_goes_on_to_the_program(path):
    assert ask(path) == (299, "the program")


@pytest.mark.parametrize("host", ["localhost", "evil.example", "10.0.0.7:8000", ""])
def test_it_says_that_it_runs_under_any_host_and_asks_nobody(host):
    assert ask("/healthz", {"database": refuse}, FAR, host=host) == (200, "ok\n")


def test_it_is_ready_when_every_part_is():
    assert ask("/readyz", {"database": str, "disk": str}) == (200, "serving: ok\ndatabase: ok\ndisk: ok\n")


def test_what_is_missing_is_named_without_its_words():
    checks = {"database": refuse, "disk": lambda: "only 3 MiB free"}
    assert ask("/readyz", checks) == (503, "serving: ok\ndatabase: not there\ndisk: only 3 MiB free\n")


def test_a_part_that_hangs_is_waited_for_one_second_and_asked_once():
    hangs, asked = threading.Event(), []

    def check():
        asked.append(1)
        hangs.wait()
        return ""

    app = Probes(elsewhere, {"redis": check, "disk": str}, str)

    async def story():
        began = time.monotonic()
        first = await asyncio.gather(*(ask_app(app, "/readyz") for _ in range(20)))
        assert time.monotonic() - began < 5
        assert {(each.status, each.body) for each in first} == {(503, b"serving: ok\nredis: no answer\ndisk: ok\n")}
        assert asked == [1]
        hangs.set()
        return await ask_app(app, "/readyz")

    assert asyncio.run(story()).status == 200


def test_who_drains_wants_nobody_new(monkeypatch):
    monkeypatch.setattr(probes, "draining", threading.Event())
    probes.draining.set()
    assert ask("/readyz", {"disk": str}) == (503, "serving: draining\ndisk: ok\n")
    assert ask("/healthz") == (200, "ok\n")


@pytest.mark.parametrize(
    ("client", "headers", "status"),
    [
        (NEAR, {}, 200),
        (("::1", 4711), {}, 200),
        (FAR, {}, 404),
        (("10.1.2.3", 4711), {}, 200),
        (("10.2.2.3", 4711), {}, 404),
        (None, {}, 200),  # by a socket that is a file
        (None, {"x_forwarded_for": "127.0.0.1"}, 404),
        (("", 0), {}, 404),
        (NEAR, {"x_forwarded_for": "127.0.0.1"}, 404),
        (NEAR, {"x_real_ip": "127.0.0.1"}, 404),
        (NEAR, {"forwarded": "for=127.0.0.1"}, 404),
    ],
)
def test_the_numbers_are_for_who_is_near_and_for_no_proxy(settings, client, headers, status):
    settings.SHOW_METRICS = [ip_network("10.1.0.0/16")]
    assert ask("/metrics", client=client, **headers)[0] == status


def test_answers_of_probes_are_kept_nowhere_and_carry_the_headers():
    found = asyncio.run(ask_app(Probes(elsewhere, {}, str), "/healthz"))
    assert found.headers["cache-control"] == "no-store"
    assert {name: found.headers[name.decode()].encode() for name, _ in SECURITY_HEADERS} == dict(SECURITY_HEADERS)


@pytest.mark.django_db(transaction=True)
def test_the_database_and_the_disk_are_there_and_no_redis_is_missed():
    assert {part: check() for part, check in health.CHECKS.items()} == {"database": "", "redis": "", "disk": ""}


def test_a_redis_that_is_named_and_away_is_missed(settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert ask("/readyz", {"redis": health.redis}) == (503, "serving: ok\nredis: not there\n")


def test_too_little_disk_is_said(monkeypatch):
    monkeypatch.setattr(health, "FREE_BYTES", 1 << 62)
    assert health.disk().startswith("only ")


@pytest.mark.parametrize(
    ("age", "words", "seconds"),
    [
        (timedelta(minutes=5), "0 hours ago", 300),
        (timedelta(days=400), "9600 hours ago", 400 * 86_400),
        (-timedelta(days=1), "0 hours ago", 0),
    ],
)
def test_the_age_of_the_last_backup_is_told_and_makes_nobody_leave(settings, tmp_path, age, words, seconds):
    settings.DATA = tmp_path
    with clock.frozen():
        last_backup.note(tmp_path, clock.now() - age)
        app = Probes(elsewhere, {"disk": str}, health.numbers, health.NOTES)
        ready, numbers = asyncio.run(ask_app(app, "/readyz")), asyncio.run(ask_app(from_near(app), "/metrics"))
    assert (ready.status, ready.body.decode()) == (200, f"serving: ok\ndisk: ok\nlast backup: {words}\n")
    assert samples(numbers.body.decode())["show_backup_age_seconds", ""] == seconds


@pytest.mark.parametrize("kept", [None, "", "yesterday", "2026-13-01T00:00:00+00:00", "\udcff"])
def test_without_a_backup_that_is_said(settings, tmp_path, kept):
    settings.DATA = tmp_path
    if kept is not None:
        (tmp_path / last_backup.NAME).write_bytes(kept.encode("utf-8", "surrogateescape"))
    assert health.backup() == "none yet"


def test_the_program_itself_answers_all_three():
    from config.asgi import application

    async def story():
        return [(await ask_app(application, path, host="any.example")).status for path in ("/healthz", "/metrics")]

    assert asyncio.run(story()) == [200, 404]
