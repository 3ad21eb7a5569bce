"""Texts, pictures and previews that cost as much as they can, while a class answers (T47)."""

import asyncio
import fcntl
import os
import signal
import socket
import termios
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from urllib.parse import urlencode

from PIL import Image

from bench.load.browser import Browser
from bench.load.crowd import Crowd
from bench.load.http import Reply
from bench.patience import PATIENCE
from bench.plan import Plan
from bench.report.truth import Kept, compare
from bench.systems.embedded import fresh_link
from tests.faults.test_abuse import class_answers
from tests.support.phones import Author, a_hall, fill, leave, moves, play, teacher_of, timed, until
from tests.support.picture_files import many_scans, picture, saved
from tests.support.processes import children
from tests.support.server import Server

PREVIEWS, UPLOADS = 8, 9
MULTIPART = b"Content-Type: multipart/form-data; boundary=a-picture"
SMALL = picture()
Attack = Callable[[Author], Awaitable[set[int]]]
dice = Random(47)


def slow(lines: int) -> str:
    """A listing for which Pygments takes a second or more, another one each time."""
    return "```c#\n" + "a\n" * lines + f"{dice.randrange(10**9)}\n```"


def twin(teacher: Author) -> Author:
    """Another tab of the same browser."""
    tab = Author(teacher.port)
    tab.cookies, tab.token, tab.quiz = teacher.cookies, teacher.token, teacher.quiz
    return tab


async def another(server: Server) -> Author:
    """Another browser that is signed in."""
    teacher = Author(server.port)
    await teacher.sign_in(await asyncio.to_thread(fresh_link, server.environment))
    return teacher


async def with_quiz(teacher: Author, text: str = "Ready?") -> Author:
    """The same with a quiz of one question."""
    await teacher.submit("/quizzes/new/", {**teacher.token, "title": "A quiz"})
    teacher.quiz = teacher.path
    form = urlencode(question(teacher, text, slow(1930))).encode()
    assert (await teacher.send(teacher.request("POST", f"{teacher.quiz}questions/new/", form))).status == 302
    return teacher


def question(teacher: Author, text: str, explanation: str = "") -> dict[str, str]:
    """What the editor's form sends."""
    own = {"kind": "short", "accepted": "yes", "weight": "1", "then": "show"}
    return {**teacher.token, **own, "text": text, "explanation": explanation}


def upload(teacher: Author, content: bytes) -> bytes:
    """The request of the editor's form with a picture."""
    fields = {**question(teacher, "What is it?"), "alt": "Grey"}
    part = '--a-picture\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
    parts = [part.format(*each) for each in fields.items()]
    parts.append('--a-picture\r\nContent-Disposition: form-data; name="upload-0"; filename="a.jpg"\r\n\r\n')
    body = "".join(parts).encode() + content + b"\r\n--a-picture--\r\n"
    request = teacher.request("POST", f"{teacher.quiz}questions/new/", body)
    return request.replace(b"Content-Type: application/x-www-form-urlencoded", MULTIPART, 1)


def posted(port: int, request: bytes) -> int:
    """Send a request past the loop of this process, on which a class answers; the status of its answer."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as way:
        way.sendall(request)
        return int((way.makefile("rb").readline() or b"? 0").split()[1])


def preview(teacher: Author) -> Awaitable[Reply]:
    """What the editor asks for while somebody types."""
    form = question(teacher, slow(960), slow(1930))
    return teacher.send(
        teacher.request("POST", f"{teacher.quiz}questions/preview/", urlencode(form).encode(), htmx=True)
    )


async def all_previews(teacher: Author) -> set[int]:
    """Eight at once; the statuses of the answers."""
    return {each.status for each in await asyncio.gather(*(preview(twin(teacher)) for _ in range(PREVIEWS)))}


def noise(side: int) -> bytes:
    """A JPEG of nearly 5 MB, if it is 5,000 pixels wide."""
    size = side * 44 // 100, side * 30 // 100
    return saved(Image.frombytes("RGB", size, dice.randbytes(size[0] * size[1] * 3)), format="JPEG", quality=96)


PICTURES: dict[str, Callable[[int], bytes]] = {
    "with as many scans as 5 MB hold": lambda side: many_scans(side, 20 * side),
    "with as many scans as are taken": lambda side: many_scans(side - 10, 98),
    "of 25 million pixels, clear": lambda side: picture((side, side), (1, 2, 3, 4), "RGBA"),
    "of 5 MB": noise,
}


async def all_uploads(teacher: Author, contents: list[bytes]) -> set[int]:
    """Nine at once; the statuses of the answers."""
    await teacher.visit(f"{teacher.quiz}questions/new/")  # whose cookie allows uploads
    requests = [upload(teacher, each) for each in contents]
    nine, loop = (requests * UPLOADS)[:UPLOADS], asyncio.get_running_loop()
    with ThreadPoolExecutor(UPLOADS) as threads:
        return set(await asyncio.gather(*(loop.run_in_executor(threads, posted, teacher.port, each) for each in nine)))


class Bystanders:
    """A class, and other people who open pages, while somebody attacks."""

    def __init__(self, hall: Crowd, teacher: Author) -> None:
        self.hall, self.teacher = hall, teacher
        self.turn = 0
        self.pages: list[float] = []
        self.room_pages: list[float] = []

    async def look(self) -> None:
        """Open pages one after the other, until cancelled: a new browser, a teacher, a participant of another room."""
        ana, path = Browser(self.teacher.port), self.hall.students[0].browser.path
        ana.cookies = self.hall.students[0].browser.cookies
        while True:
            for page, browser in {"/login/": Browser(self.teacher.port), "/quizzes/": self.teacher}.items():
                self.pages.append(await timed(browser.visit(page)))
            self.room_pages.append(await timed(ana.visit(path)))
            await asyncio.sleep(0.05)

    async def answers(self) -> float:
        """The class answers; the 95th percentile of the waits for "Received"."""
        self.turn += 1
        told = await class_answers(self.hall, self.turn)
        assert compare(self.hall.system.database, self.hall.students) == Kept()
        return told


async def attacked(server, size, bars, what: str, attack: Attack, wait: float) -> set[int]:
    """What an attack is answered, while its bystanders are held against the bars."""
    async with a_hall(server, size(20, 200)) as hall:
        teacher, attacker = await another(server), await with_quiz(await another(server))
        await moves(hall, "open")
        bystanders = Bystanders(hall, teacher)
        looking = asyncio.ensure_future(bystanders.look())
        calm = median([await bystanders.answers() for _ in range(size(1, 5))])
        await until(lambda: looking.done() or bool(bystanders.room_pages), "pages are opened")
        attacking, told = asyncio.ensure_future(attack(attacker)), list[float]()
        while not told or not attacking.done():
            told.append(await bystanders.answers())
        assert not looking.done() or looking.result()
        looking.cancel()
        bars.hold(f"47 {what}: answers' p95", median(told), 2 * calm)
        bars.hold(f"47 {what}: a page of another teacher", max(bystanders.pages), 1)
        bars.hold(f"47 {what}: a page of another room", max(bystanders.room_pages), wait)
        statuses = await attacking
    assert server.bugs == []
    return statuses


def test_previews_that_cost_as_much_as_they_can_hold_up_nobody(server, size, bars):
    async def attack(teacher: Author) -> set[int]:
        return set().union(*[await all_previews(teacher) for _ in range(size(1, 10))])

    assert play(attacked(server, size, bars, "eight previews at once", attack, 1)) == {200, 204}


def test_pictures_that_cost_as_much_as_they_can_hold_up_nobody(server, size, bars, is_long):
    contents = {kind: make(size(1000, 5000)) for kind, make in PICTURES.items()}
    for kind, several in {each: [content] for each, content in contents.items()}.items() if is_long else ():
        found = play(attacked(server, size, bars, f"nine pictures {kind}", partial(all_uploads, contents=several), 1))
        assert found == {422 if "hold" in kind else 302}
    mixed = partial(all_uploads, contents=list(contents.values()))
    assert play(attacked(server, size, bars, "nine pictures of all sorts", mixed, 1)) == {302, 422}


def test_a_listing_that_takes_long_is_shown_and_no_other_room_waits(server, size, bars):
    async def attack(teacher: Author) -> set[int]:
        for _ in range(size(1, 5)):
            await with_quiz(teacher, slow(960))
            room = await Crowd.open(server, teacher, Plan(0, 0, 0, 0.2))
            await fill(room, 1)
            await moves(room, "open", "close", "reveal")
            leave(room)
        return set()

    play(attacked(server, size, bars, "listings that take seconds", attack, 0.1))


def unread(pid: int) -> int:
    """How many bytes wait in the pipe of a child."""
    pipe = os.open(f"/proc/{pid}/fd/3", os.O_RDONLY | os.O_NONBLOCK)
    try:
        return int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), "little")
    finally:
        os.close(pipe)


def test_a_stop_ends_the_process_whatever_is_being_decoded(own_server, bars):
    async def story():
        teacher = await with_quiz(await teacher_of(own_server))
        await teacher.visit(f"{teacher.quiz}questions/new/")
        request = upload(teacher, SMALL)
        assert await asyncio.to_thread(posted, teacher.port, request) == 302
        [child] = [pid for pid, words in children(own_server.pid).items() if "pictures" in words]
        os.kill(child, signal.SIGSTOP)
        waiting = [asyncio.ensure_future(asyncio.to_thread(posted, teacher.port, request)) for _ in range(3)]
        await until(lambda: unread(child) > 0, "a picture waits")
        began = perf_counter()
        assert await asyncio.to_thread(own_server.stop) == 0
        bars.hold("47 SIGTERM while a picture is decoded: the process ends after", perf_counter() - began, 7)
        await asyncio.gather(*waiting, return_exceptions=True)
        await until(lambda: not Path(f"/proc/{child}").exists(), "the child has ended")
        assert own_server.bugs == []

    play(story())
