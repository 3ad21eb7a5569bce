"""A server process goes on from memory while an upgrade replaces its files: templates, modules, catalogues."""

import re
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest
from lxml import html

from bench.load.browser import Browser
from bench.systems.embedded import ROOT, fresh_link
from live.content.highlighting import LANGUAGES
from tests.support.phones import a_hall, moves, phones, play
from tests.support.picture_files import picture
from tests.support.server import Server, with_tables

WATCH = """
import os, sys

ENDS = (".html", ".py", ".pyc", ".so", ".mo", ".txt", ".gz", ".css", ".js")
log = os.open({log!r}, os.O_WRONLY | os.O_CREAT | os.O_APPEND)


def note(event, arguments):
    if event == "import":
        os.write(log, f"import {{arguments[0]}}\\n".encode())
    elif event == "open" and str(arguments[0]).endswith(ENDS):
        os.write(log, f"open {{arguments[0]}}\\n".encode())


sys.addaudithook(note)
"""
"A module that Python imports before everything else, and that writes down what is imported or opened."
LISTINGS = "\n".join(f"```{language}\nif a: b = 'c' # 1\n```" for language in sorted(LANGUAGES))
QUESTION = {
    "kind": "single",
    "text": f"$\\frac{{1}}{{2}}$ $$\\begin{{pmatrix}}1&2\\end{{pmatrix}}$$ **a** | b\n\n{LISTINGS}",
    "weight": "1",
}


class Upgraded(Server):
    """One process as a server has it, on files of its own, and the list of what it has read."""

    command = ("manage.py", "serve", "--port")
    ready = "listens on"

    def __init__(self, folder: Path) -> None:
        self.tree, self.read, self.secret = folder / "tree", folder / "read", secrets.token_urlsafe(50)
        for name in ("live", "site", "templates", "static"):
            shutil.copytree(ROOT / name, self.tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "manage.py", self.tree)
        (folder / "watch").mkdir()
        (folder / "watch" / "sitecustomize.py").write_text(WATCH.format(log=str(self.read)))
        self.watch = folder / "watch"
        super().__init__(with_tables(folder / "data"), checkout=self.tree)

    @property
    def settings(self) -> dict[str, str]:
        """What an administrator sets."""
        return {
            **super().environment,
            **{"SHOW_PROXY": "1", "SHOW_TLS": "0", "SHOW_HOSTS": "127.0.0.1", "SECRET_KEY": self.secret},
        }

    @property
    def environment(self) -> dict[str, str]:
        return {**self.settings, "PYTHONPATH": f"{self.watch}:{super().environment['PYTHONPATH']}"}

    @property
    def sign_in(self) -> str:
        return fresh_link({**self.settings, "PYTHONPATH": ""})

    def _gives_a_page(self) -> bool:
        return True  # it is asked for none before it is looked at

    def swap(self) -> None:
        """Replace all files, as an upgrade does, by those of a version that this process cannot run."""
        for path in [each for each in self.tree.rglob("*") if each.is_file()]:
            path.write_text("raise SystemExit(1)" if path.suffix == ".py" else "{% of_the_next_version %}")

    def has_read(self) -> list[str]:
        """Everything that was imported or opened."""
        return self.read.read_text().splitlines()


@pytest.fixture
def upgraded(tmp_path: Path) -> Iterator[Upgraded]:
    """A process that listens, whose files are of the next version by now."""
    server = Upgraded(tmp_path)
    server.swap()
    yield server
    if server.process.poll() is None:
        server.kill()


async def visit_everything(browser: Browser, *pages: str) -> list[tuple[str, int]]:
    """Follow every link, one of each kind; the pages that are server errors."""
    waiting, seen, wrong = list(pages), set[str](), []
    while waiting:
        page = waiting.pop()
        if (kind := re.sub(r"[\w-]{22,}|\d+", "N", page)) in seen:
            continue
        seen.add(kind)
        reply = await browser.send(browser.request("GET", page))
        wrong += [(page, reply.status)] if reply.status >= 500 else []
        waiting += [where for where in reply.headers("location") if where.startswith("/")]
        if reply.body and "text/html" in "".join(reply.headers("content-type")):
            waiting += [urldefrag(str(link)).url for link in html.fromstring(reply.body).xpath("//a/@href")]
            waiting = [link for link in waiting if link.startswith("/")]
    return wrong


def multipart(fields: dict[str, str], name: str, content: bytes) -> bytes:
    """A form with one file."""
    head = 'Content-Disposition: form-data; name="{}"'
    parts = [f"--X\r\n{head.format(key)}\r\n\r\n{value}\r\n".encode() for key, value in fields.items()]
    file = f'--X\r\n{head.format(name)}; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'.encode() + content
    return b"".join(parts) + file + b"\r\n--X--\r\n"


async def write_a_question(browser: Any, quiz: str) -> list[int]:
    """Preview and save a question with everything in it, also with a picture; the statuses."""
    fields = {**browser.token, **QUESTION}
    statuses = []
    for path, files in (("questions/preview/", False), ("questions/new/", False), ("questions/new/", True)):
        body = multipart(fields, "upload-0", picture() if files else b"")
        request = browser.request("POST", f"{quiz}{path}", body, htmx=path.endswith("preview/"))
        form = b"multipart/form-data; boundary=X"
        reply = await browser.send(request.replace(b"application/x-www-form-urlencoded", form))
        statuses.append(reply.status)
    return statuses


def test_a_process_reads_no_template_and_imports_no_module_after_it_listens(upgraded: Upgraded) -> None:
    before = len(upgraded.has_read())
    assert "import live.views.play" in upgraded.has_read(), "it is watched"

    async def story() -> None:
        async with a_hall(upgraded, 3, asks=2) as hall:
            await moves(hall, "open")
            hall.prepare()
            for each in phones(hall):
                await each.answer()
            await moves(hall, "close", "reveal", "standings")
            teacher = hall.host.browser
            [quiz] = re.findall(r"/quizzes/\d+/", (await teacher.visit("/quizzes/")).text)[:1]
            assert max(await write_a_question(teacher, quiz)) < 500
            number = hall.host.path.split("/")[2]
            rooms = [hall.host.path, f"/rooms/{number}/results/", hall.screen.browser.path]
            assert await visit_everything(teacher, "/quizzes/", quiz, "/teachers/", "/password/", *rooms) == []
            student = phones(hall)[0].browser
            assert await visit_everything(student, student.path, "/nothing/", "/login/", "/000000") == []

    play(story())
    assert upgraded.bugs == [], upgraded.words
    assert "\n".join(upgraded.has_read()[before:]) == ""
