"""The settings from outside: what is known, what is refused and with which sentence, and what each profile means."""

import subprocess
import sys
from pathlib import Path

import pytest
from config.environment import SERVER_OPTIONS, Environment, postgresql
from pytest_django import Settings

from bench.patience import PATIENCE
from live import checks
from live.checks import settings_fit
from live.storage.postgresql import Connection
from tests.support.fixtures.runs import ROOT, environment

SERVER = {
    "SECRET_KEY": "fifty characters of which many differ: 0123456789!$%&/()=?",
    "DATABASE_URL": "postgres://show:pass@127.0.0.1:1/show",
    "REDIS_URL": "redis://127.0.0.1:1",
    "SHOW_PROCESSES": "2",
    "SHOW_PROXY": "1",
    "SHOW_HOSTS": "quiz.school.example,quiz.example",
}


def manage(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """manage.py to its end."""
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    return subprocess.run(command, env=environment(**more), capture_output=True, text=True, timeout=PATIENCE)


def wrong(**given: str) -> list[str]:
    """What is said of these variables when all has been read that Show of Hands reads."""
    env = Environment(given)
    (
        env.database(most=14),
        env.redis(),
        env.number("SHOW_PROCESSES", 1),
        env.switch("SHOW_PROXY"),
        env.names("SHOW_HOSTS"),
    )
    return [*env.complaints, *env.unknown()]


@pytest.mark.parametrize(
    ("given", "sentences"),
    [
        ({}, []),
        (SERVER, []),
        ({"PATH": "/bin", "SHOWN": "1", "SHOW_CHROMIUM": "/usr/bin/chromium"}, []),
        ({"SHOW_PROCESES": "2"}, ["SHOW_PROCESES is no setting of Show of Hands; is SHOW_PROCESSES meant?"]),
        ({"SHOW_ME": "x"}, ["SHOW_ME is no setting of Show of Hands."]),
        ({"SHOW_PROCESSES": "two"}, ["SHOW_PROCESSES is a whole number from 1, not “two”."]),
        ({"SHOW_PROCESSES": "0"}, ["SHOW_PROCESSES is a whole number from 1, not “0”."]),
        ({"SHOW_PROXY": "yes"}, ["SHOW_PROXY is 1 (yes) or 0 (no), not “yes”."]),
        ({"DATABASE_URL": "mysql://a/b"}, ["DATABASE_URL is postgres://user:password@host:port/name."]),
        ({"DATABASE_URL": "postgres://host"}, ["DATABASE_URL is postgres://user:password@host:port/name."]),
        ({"DATABASE_URL": "postgres://host:many/name"}, ["DATABASE_URL names a port that is no number."]),
        ({"REDIS_URL": "127.0.0.1"}, ["REDIS_URL begins with redis://, rediss:// or unix://."]),
    ],
)
def test_what_is_not_known_or_no_value_is_said_in_a_sentence(given: dict[str, str], sentences: list[str]) -> None:
    assert wrong(**given) == sentences


@pytest.mark.parametrize(
    ("said", "sites"),
    [
        ("", []),
        ("https://moodle.school.example", ["https://moodle.school.example"]),
        (
            " https://Moodle.school.example/ , http://10.0.0.7:8080",
            ["https://moodle.school.example", "http://10.0.0.7:8080"],
        ),
        *[(said, None) for said in ("*", "moodle.school.example", "https://*.example", "https://a/b", "https://a b")],
        *[(said, None) for said in ("https://a; script-src *", "'self'", "javascript:x", "https://a\nb", "https://ä")],
    ],
)
def test_sites_are_named_as_browsers_name_them_and_by_nothing_that_a_policy_would_read(
    said: str, sites: list[str] | None
) -> None:
    env = Environment({"SHOW_FRAMED_BY": said})
    assert env.sites("SHOW_FRAMED_BY") == (sites or [])
    complaint = f"SHOW_FRAMED_BY names sites such as https://moodle.school.example, not “{said}”."
    assert env.complaints == ([complaint] if sites is None else [])


def test_an_address_of_a_database_is_read_as_its_parts_with_a_pool_that_is_bounded() -> None:
    read = postgresql("postgres://us%40er:p%3Aass@db.example:6543/show?sslmode=require", most=14)
    pool = {"min_size": 14, "max_size": 14, "timeout": 3, "reconnect_timeout": 3, "connection_class": Connection}
    options = {"connect_timeout": 3, "options": SERVER_OPTIONS, "sslmode": "require", "pool": pool}
    assert read == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "show",
        "USER": "us@er",
        "PASSWORD": "p:ass",
        "HOST": "db.example",
        "PORT": "6543",
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


MANY, NO_HOSTS = "Several processes need", "SHOW_HOSTS is not set: name the host names under which browsers come"


@pytest.mark.parametrize(
    ("change", "beginnings"),
    [
        ({}, []),
        ({"SHOW_PROCESSES": 1, "POSTGRESQL": {}, "REDIS_URL": ""}, []),
        ({"POSTGRESQL": {}}, [f"{MANY} PostgreSQL"]),
        ({"REDIS_URL": ""}, [f"{MANY} Redis"]),
        ({"POSTGRESQL": {}, "REDIS_URL": ""}, [f"{MANY} PostgreSQL", f"{MANY} Redis"]),
        ({"SHOW_HOSTS": []}, [NO_HOSTS]),
        ({"SHOW_HOSTS": ["*"]}, ["SHOW_HOSTS may not be *"]),
        ({"SHOW_HOSTS": ["https://quiz.example/"]}, ["SHOW_HOSTS names hosts without https:// and port"]),
        ({"SHOW_HOSTS": ["quiz.example", "quiz.example:8000", "[fd00::1]"]}, ["SHOW_HOSTS names hosts without"]),
        ({"SECRET_KEY": "a" * 49}, ["SECRET_KEY is too short"]),
        ({"DEBUG": True}, ["DEBUG is on"]),
        ({"POSTGRESQL": {}, "SHOW_COMPLAINTS": ["DATABASE_URL is wrong."]}, ["DATABASE_URL is wrong."]),
        ({"REDIS_URL": "", "SHOW_COMPLAINTS": ["REDIS_URL is wrong."]}, ["REDIS_URL is wrong."]),
        ({"SHOW_COMPLAINTS": ["SHOW_ME is no setting."]}, ["SHOW_ME is no setting."]),
    ],
)
def test_what_does_not_fit_together_is_refused(
    settings: Settings, change: dict[str, object], beginnings: list[str]
) -> None:
    fits = {"SHOW_SERVER": True, "SHOW_PROCESSES": 2, "POSTGRESQL": {"ENGINE": "…"}, "REDIS_URL": "redis://127.0.0.1"}
    fits |= {"SHOW_HOSTS": ["quiz.example"], "SHOW_COMPLAINTS": [], "SECRET_KEY": "a" * 50}
    for name, value in {**fits, **change}.items():
        setattr(settings, name, value)
    said = checks.complaints()
    assert [sentence[: len(words)] for sentence, words in zip(said, beginnings, strict=True)] == beginnings
    assert all(sentence.endswith(".") for sentence in said)
    assert [error.msg for error in settings_fit(None)] == said


@pytest.mark.parametrize("given", [{}, SERVER])
def test_neither_profile_gives_django_a_reason_to_warn(given: dict[str, str], tmp_path: Path) -> None:
    ended = manage("check", "--deploy", "--fail-level", "WARNING", SHOW_DATA=str(tmp_path), **given)
    assert (ended.returncode, "no issues" in ended.stdout + ended.stderr) == (0, True), ended.stderr


def test_a_start_that_is_refused_says_all_that_is_wrong(tmp_path: Path) -> None:
    ended = manage("serve", SHOW_DATA=str(tmp_path), SHOW_PROCESSES="2")
    assert ended.returncode == 11
    assert [line.strip().partition(":")[0].removeprefix("run: ") for line in ended.stderr.splitlines()] == [
        "run",
        "Several processes need PostgreSQL",
        "Several processes need Redis to tell each other",
        "SHOW_HOSTS is not set",
    ]
    assert ended.stderr.startswith("run: SECRET_KEY is not set: ")
    assert list(tmp_path.iterdir()) == []


def test_another_server_refuses_the_same(tmp_path: Path) -> None:
    code = "import sys; sys.path.insert(0, 'site'); import config.asgi"
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE,
        env=environment(SHOW_DATA=str(tmp_path), SHOW_PROCESES="2"),
    )  # fmt: skip
    assert ended.returncode == 1
    assert ended.stderr.rstrip().endswith("SHOW_PROCESES is no setting of Show of Hands; is SHOW_PROCESSES meant?")


def test_where_to_listen_that_is_nowhere_is_refused(tmp_path: Path) -> None:
    ended = manage("serve", SHOW_DATA=str(tmp_path), **{**SERVER, "SHOW_LISTEN": "8000"})
    assert (ended.returncode, ended.stderr) == (11, "run: SHOW_LISTEN is host:port or unix:/path, not “8000”.\n")


def test_a_database_that_is_not_there_is_said_to_be(tmp_path: Path, closed_port: int) -> None:
    url = f"postgres://show:pass@127.0.0.1:{closed_port}/show?connect_timeout=1"
    ended = manage("serve", SHOW_DATA=str(tmp_path), **{**SERVER, "DATABASE_URL": url})
    assert ended.returncode == 8
    assert ended.stderr.startswith("run: the database or ")
    assert ended.stderr.endswith(" failed: Connection refused).\n")
    assert ended.stderr.count("\n") == 1
    assert "Traceback" not in ended.stderr
