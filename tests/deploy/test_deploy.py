"""deploy/ without a Docker engine or a running systemd: what can be read is checked, what can be run is run."""

import asyncio
import os
import re
import secrets
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from config import settings
from django.core.management import get_commands

from bench.patience import PATIENCE
from bench.systems.embedded import ROOT, free_port
from bench.systems.engines import Nginx
from live.server.server import DRAIN_SECONDS
from tests.support.deployed import DEPLOY, PAGE, code, compose, dockerfile, env_file, environment, instructions, unit
from tests.support.phones import moves, phones, play
from tests.support.school import School
from tests.support.ways import a_room
from tests.support.wire_browser import Answer, ask, browse, read_answer

GIVEN = {
    "SECRET_KEY": secrets.token_hex(32),
    "POSTGRES_PASSWORD": secrets.token_hex(32),
    "SHOW_HOSTS": "quiz.school.example",
}
KNOWN = settings.env.read | {"SECRET_KEY", "TZ", "PYTHONUTF8", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}
PROCESSES = ("migrate", "app1", "app2")
UNITS = ("show-of-hands@.service", "show-of-hands-backup.service")


def image_environment() -> dict[str, str]:
    return environment(instructions("ENV"))


def compose_environment(name: str) -> dict[str, str]:
    """All that a process knows in its container."""
    return image_environment() | compose(**GIVEN)["services"][name]["environment"]


# What the files say


def test_the_image_is_made_of_what_is_there():
    sources = [part for line in instructions("COPY") for part in line.split()[:-1]]
    assert sources == ["requirements.txt", "manage.py", "site", "live", "templates", "static"]
    assert [each for each in sources if not (ROOT / each).exists()] == []
    let_in = {line.removeprefix("!") for line in (ROOT / ".dockerignore").read_text().splitlines() if "!" in line}
    assert set(sources) == let_in


def test_the_base_is_a_version_of_the_python_that_is_tested():
    [base] = instructions("FROM")
    oldest, python = (3, 11), re.fullmatch(r"python:(\d)\.(\d+)-slim-bookworm", base)
    assert python
    assert (int(python[1]), int(python[2])) >= oldest
    [client] = re.findall(r"postgresql-client-(\d+)", " ".join(instructions("RUN")))
    assert compose(**GIVEN)["services"]["postgresql"]["image"].startswith(f"postgres:{client}-")


def test_nobody_is_root_in_it_and_the_last_word_is_a_command_of_ours():
    names = [name for name, _ in dockerfile()]
    assert int(instructions("USER")[0]) > 999
    assert [name for name in names[names.index("USER") :] if name in {"RUN", "COPY", "ADD"}] == []
    [command] = instructions("CMD")
    assert command.startswith('["python", "manage.py", "serve"')
    assert instructions("STOPSIGNAL") == ["SIGTERM"]


@pytest.mark.parametrize("name", PROCESSES)
def test_every_variable_of_a_process_is_known(name):
    assert set(compose_environment(name)) <= KNOWN


@pytest.mark.parametrize("name", UNITS)
def test_every_variable_of_a_unit_is_known(name):
    assert set(environment(unit(name)["Environment"])) <= KNOWN


def test_the_example_of_settings_is_known_and_holds_no_secret():
    found = env_file(DEPLOY / "systemd" / "show-of-hands.env.example")
    assert set(found) <= KNOWN
    assert (found["SECRET_KEY"], "PASSWORD" in found["DATABASE_URL"]) == ("", True)


def test_the_page_explains_every_variable():
    told = set(re.findall(r"`([A-Z_]+)`", PAGE.read_text().partition("## What can be set")[2].partition("\n## ")[0]))
    assert told == {name for name in KNOWN if name.startswith("SHOW_")} - {
        "SHOW_CHROMIUM",
        "SHOW_SEQUENCES",
        "SHOW_FIRST_SEQUENCE",
    } | {"SECRET_KEY", "DATABASE_URL", "REDIS_URL"}


@pytest.mark.parametrize("name", GIVEN)
def test_compose_starts_with_no_secret_unsaid(name):
    with pytest.raises(KeyError, match=name):
        compose(**{each: value for each, value in GIVEN.items() if each != name})


def test_the_processes_are_read_only_unprivileged_and_have_time_to_drain():
    services = compose(**GIVEN)["services"]
    for name in PROCESSES:
        assert (services[name]["read_only"], services[name]["cap_drop"]) == (True, ["ALL"])
        assert services[name]["security_opt"] == ["no-new-privileges:true"]
    for name in ("app1", "app2"):
        assert int(services[name]["stop_grace_period"].rstrip("s")) > DRAIN_SECONDS
    assert int(unit("show-of-hands@.service")["TimeoutStopSec"][0]) > DRAIN_SECONDS
    assert unit("show-of-hands@.service")["KillSignal"] == ["SIGTERM"]
    assert int(unit("show-of-hands@.service")["LimitNOFILE"][0]) == 65536


def test_all_that_is_named_in_compose_is_there():
    found = compose(**GIVEN)
    services = found["services"]
    assert set(services) == {"postgresql", "redis", "migrate", "app1", "app2", "nginx"}
    mounts = [mount.split(":") for each in services.values() for mount in each.get("volumes", [])]
    assert {source for source, *_ in mounts if "/" not in source} == set(found["volumes"])
    assert {source for source, *_ in mounts if "/" in source} == {"./nginx.conf", "./tls"}
    awaited = {name for each in services.values() for name in each.get("depends_on", {})}
    assert awaited <= set(services)
    assert [name for name in services if name != "migrate" and services[name]["restart"] != "unless-stopped"] == []
    healthy = {name for name, each in services.items() if "healthcheck" in each}
    assert healthy == set(services) - {"migrate"}


def test_paths_and_ports_of_all_files_agree():
    services, conf = compose(**GIVEN)["services"], (DEPLOY / "nginx.conf").read_text()
    static = Path(image_environment()["SHOW_STATIC"])
    assert f"root {static.parent};" in conf
    assert f"static:{static.parent}" in services["app1"]["volumes"]
    assert f"static:{static.parent}:ro" in services["nginx"]["volumes"]
    assert static == Path(environment(unit("show-of-hands@.service")["Environment"])["SHOW_STATIC"])
    assert f"data:{image_environment()['SHOW_DATA']}" in services["app1"]["volumes"]
    [port] = instructions("EXPOSE")
    assert set(re.findall(r"server (app\d):(\d+)", conf)) == {("app1", port), ("app2", port)}
    assert f'"--port", "{port}"' in instructions("CMD")[0]
    assert services["nginx"]["ports"] == ["80:8080", "443:8443"]
    assert re.findall(r"listen (\d+)", conf + (DEPLOY / "tls.conf").read_text()) == ["8080", "8443"]


def test_the_page_gives_commands_and_files_that_are_there():
    typed = code(PAGE.read_text())
    commands = set(re.findall(r"(?:manage\.py|^show-of-hands) ([a-z]+)", typed, re.MULTILINE))
    assert commands >= {"backup", "restore", "migrate", "signin", "check"}
    assert commands <= set(get_commands())
    for path in re.findall(r"(?<![\w/])deploy/[\w./@*-]+", typed):
        if path not in {"deploy/.env", "deploy/tls"}:
            assert list(ROOT.glob(path)), path
    services = set(compose(**GIVEN)["services"])
    for line in re.findall(r"docker compose (?:exec|run|stop|start|up|restart) (.*)", typed):
        for_services = re.split(r" python| nginx -s| createdb| sh -c", line)[0]
        names = [word for word in re.split(r"[\s']+", for_services) if re.fullmatch(r"[a-z]+\d?", word)]
        assert set(names) <= services, line


def test_the_page_rehearses_a_restore_in_three_commands_each_time():
    rehearsals = [block for block in PAGE.read_text().split("```")[1::2] if "rehearsal" in block]
    assert [len(block.strip().splitlines()) for block in rehearsals] == [3, 3, 3]
    assert [re.findall(r"manage\.py ([a-z]+)", block) for block in rehearsals] == [["restore"]] * 3


# What can be run


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """What the image has in its working directory."""
    folder = tmp_path / "opt"
    folder.mkdir()
    for line in instructions("COPY"):
        source, target = line.split()
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, folder / target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / source, folder / target)
    return folder


def snapshot(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


@contextmanager
def started(folder: Path, names: dict[str, str], *options: str) -> Iterator[str]:
    """`manage.py serve` in a folder, with no more than these variables; what it says when it listens."""
    names = names | {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, "manage.py", "serve", *options]
    with subprocess.Popen(command, cwd=folder, env=names, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield process.stdout.readline()
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE) == 0


def test_the_image_starts_with_composes_settings_and_writes_beside_its_data_nothing(tree, school, tmp_path):
    names = compose_environment("app1") | {"DATABASE_URL": school.database, "REDIS_URL": school.redis.url}
    for name in ("SHOW_DATA", "SHOW_STATIC"):
        names[name] = str(tmp_path / name)
    Path(names["SHOW_DATA"]).mkdir()  # as the image has it
    port, before = free_port(), snapshot(tree)
    with started(tree, names, "--port", str(port)) as words:
        assert f"listens on 127.0.0.1:{port}" in words
        assert browse(ask(port, "/readyz")).status == 200
        answer = browse(ask(port, "/", Host="quiz.school.example", x_forwarded_proto="https"))
        assert (answer.status, "strict-transport-security" in answer.headers) == (200, True)
    assert snapshot(tree) == before


@pytest.fixture(scope="module")
def systemds(school: School, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A process as systemd's unit starts it, on plain http; the socket on which it listens."""
    names = env_file(DEPLOY / "systemd" / "show-of-hands.env.example")
    names |= environment(unit("show-of-hands@.service")["Environment"])
    names |= {name: school.environment[name] for name in ("SECRET_KEY", "DATABASE_URL", "REDIS_URL", "SHOW_TLS")}
    data = tmp_path_factory.mktemp("systemd")
    names |= {"SHOW_DATA": str(data), "SHOW_STATIC": str(data / "static")}
    assert names["SHOW_LISTEN"] == "unix:/run/show-of-hands/%i.sock"
    path = school.folder / "1.sock"  # a short path: a socket's may have 107 characters
    with started(ROOT, names | {"SHOW_LISTEN": f"unix:{path}"}) as words:
        assert words == f"Show of Hands listens on unix:{path}.\n"
        yield path


def test_a_process_of_systemds_answers_on_its_socket(systemds):
    async def ask_there(where: str, **headers: str) -> Answer:
        reader, writer = await asyncio.open_unix_connection(systemds)
        lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        writer.write(f"GET {where} HTTP/1.1\r\nConnection: close\r\n{lines}\r\n".encode())
        answer = await read_answer(reader)
        writer.close()
        await writer.wait_closed()
        return answer

    assert stat.S_IMODE(systemds.stat().st_mode) == 0o660, "for nginx, which is in its group"
    assert browse(ask_there("/readyz", Host="localhost")).status == 200
    assert browse(ask_there("/metrics", Host="localhost")).status == 200, "for who may open the file"
    forwarded = {"Host": "quiz.school.example", "X_Forwarded_Proto": "https", "X_Forwarded_For": "192.0.2.7"}
    assert browse(ask_there("/", **forwarded)).status == 200
    assert browse(ask_there("/metrics", **forwarded)).status == 404


def test_a_lesson_goes_through_nginx_and_that_socket(systemds, school):
    nginx = Nginx([systemds])

    async def story():
        async with a_room(school, 5, 1, host_at=nginx.port, phones_at=nginx.port) as hall:
            await moves(hall, "open")
            hall.prepare()
            await hall.answer_at_once()
            await moves(hall, "close", "reveal")
            assert [phone.acknowledged and phone.is_connected for phone in phones(hall)] == [True] * 5
            assert all(b"points" in phone.mine for phone in phones(hall)), "the sockets bring it"
            assert hall.errors == []

    try:
        play(story())
    finally:
        nginx.stop()


def test_composes_settings_pass_every_check(tmp_path):
    names = {**os.environ, **compose_environment("app1"), "SHOW_DATA": str(tmp_path), "SHOW_STATIC": str(tmp_path)}
    command = [sys.executable, str(ROOT / "manage.py"), "check", "--deploy", "--fail-level", "WARNING"]
    ended = subprocess.run(command, env=names, capture_output=True, text=True)
    assert ended.returncode == 0, ended


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_runs_a_command_of_ours_in_its_folder(name):
    found = unit(name)
    assert found["WorkingDirectory"] == ["/opt/show-of-hands"]
    assert re.search(r"\.venv/bin/python manage\.py (\w+)", found["ExecStart"][0])[1] in get_commands()  # type: ignore[index]


OF_A_SANDBOX = ("Protect", "Private", "Restrict", "NoNew", "Lock", "Remove", "SystemCall", "Capability", "UMask")


def sandbox(name: str) -> dict[str, list[str]]:
    """What a unit may not do."""
    return {setting: value for setting, value in unit(name).items() if setting.startswith(OF_A_SANDBOX)}


def test_the_backup_may_do_no_more_than_a_process_of_the_server():
    assert sandbox("show-of-hands-backup.service") == sandbox("show-of-hands@.service")
    assert len(sandbox("show-of-hands@.service")) > 15
    backup = unit("show-of-hands-backup.service")
    assert (backup["IPAddressDeny"], backup["IPAddressAllow"]) == (["any"], ["localhost"])
    assert backup["ReadWritePaths"] == ["/var/backups/show-of-hands"]


@pytest.mark.parametrize("name", UNITS)
def test_systemd_calls_the_sandbox_of_a_unit_ok(name, tmp_path):
    place = tmp_path / name.replace("@", "@1")
    place.write_text((DEPLOY / "systemd" / name).read_text())
    if shutil.which("systemd-analyze"):
        command = ["systemd-analyze", "security", "--offline=true", "--threshold=25", str(place)]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
        assert ended.returncode == 0, ended.stdout[-300:]


def test_somebody_is_told_when_the_backup_fails():
    [told] = unit("show-of-hands-backup.service")["OnFailure"]
    assert told == "show-of-hands-failed@%n.service"
    [command] = unit("show-of-hands-failed@.service")["ExecStart"]
    assert "mail -s" in command
    assert "wall" in command


def test_systemd_takes_the_units_where_there_is_one(tmp_path):
    for path in (DEPLOY / "systemd").iterdir():
        text = path.read_text().replace("/opt/show-of-hands/.venv/bin/python", "/bin/true")
        (tmp_path / path.name).write_text(text)
    found = ["show-of-hands@1.service", "show-of-hands.target", "show-of-hands-backup.timer"]
    found.append("show-of-hands-failed@1.service")
    assert [unit_ for unit_ in found if not (tmp_path / unit_.replace("@1", "@")).is_file()] == []
    if shutil.which("systemd-analyze"):
        command = ["systemd-analyze", "verify", *(str(tmp_path / each) for each in found)]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
        assert (ended.returncode, ended.stderr) == (0, "")
