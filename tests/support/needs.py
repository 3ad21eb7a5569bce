"""A pytest plugin: a test names the program that it starts as a fixture, and that is installed before the first test.

What no test of this run asks for is not looked for. Of several processes the first installs while the others wait.
"""

import pytest

from bench import programs

SERVERS = {"postgres": "postgres", "redis_server": "redis-server", "nginx": "nginx"}
"Fixtures, and what they stand for."


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium."""
    return programs.chromium()


@pytest.fixture(scope="session")
def whole_chromium() -> str:
    """The path of one that keeps pages in its memory, as people's browsers do."""
    return programs.whole_chromium()


@pytest.fixture(scope="session")
def postgres() -> str | None:
    """The path of PostgreSQL's server."""
    return programs.find("postgres")


@pytest.fixture(scope="session")
def redis_server() -> str | None:
    """The path of Redis."""
    return programs.find("redis-server")


@pytest.fixture(scope="session")
def nginx() -> str | None:
    """The path of nginx."""
    return programs.find("nginx")


@pytest.fixture(scope="session")
def other_engines() -> None:
    """Firefox and WebKit."""


@pytest.hookimpl(tryfirst=True)  # xdist begins when every process has told that it has collected
def pytest_collection_finish(session: pytest.Session) -> None:
    """Provide what the tests of this run need."""
    worker = getattr(session.config, "workerinput", {"workerid": "gw0"})["workerid"]
    if session.config.option.collectonly or worker != "gw0":
        return
    named = {name for item in session.items for name in getattr(item, "fixturenames", ())}
    try:
        with session.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
            _provide(named)
    except programs.Missing as missing:
        told = (str(missing), missing.code)
        getattr(session.config, "workeroutput", {})["missing"] = told
        pytest.exit(*told)


def _provide(named: set[str]) -> None:
    programs.require_servers(*(program for name, program in SERVERS.items() if name in named))
    if "chromium" in named:
        programs.chromium()
    if "whole_chromium" in named:
        programs.whole_chromium()
    if "other_engines" in named:
        programs.require_engines()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """End the whole run when one of its processes lacks a program."""
    if missing := getattr(node, "workeroutput", {}).get("missing"):
        pytest.exit(*missing)
