"""A room full of people: they come, the host asks, they answer, the screen shows it."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from re import findall, search
from time import perf_counter

from bench.load.browser import Browser, found
from bench.load.http import Lost, Reply
from bench.load.people import Ears, Host, Screen, Student, token
from bench.patience import PATIENCE
from bench.plan import Plan
from bench.systems.embedded import System

QUESTIONS = 12
AIKEN = """Which city is the capital of France, and has been for most of a thousand and {number} years?
A) Lyon, where the silk was woven
B) Paris, on the Seine
C) Marseille, the oldest of the four
D) Toulouse, which is made of brick
ANSWER: B

"""


class Teacher(Browser):
    """A teacher's browser."""

    async def sign_in(self, link: str) -> None:
        """Use the printed link."""
        page = await self.visit(link)
        await self.submit(link, {"csrfmiddlewaretoken": token(page.text)})
        self.token = {"csrfmiddlewaretoken": token((await self.visit("/quizzes/")).text)}

    async def start_quiz(self) -> Reply:
        """Write a quiz without time limits and start it, which leads to the host's page."""
        await self.submit("/quizzes/new/", {**self.token, "title": "A full hall"})
        quiz = self.path
        text = "".join(AIKEN.format(number=number) for number in range(1, QUESTIONS + 1))
        await self.bring(f"{quiz}paste/", text)
        return await self.submit(f"{quiz}start/", self.token)

    async def bring(self, box: str, text: str) -> None:
        """Paste questions, and import all that are then shown; older programs imported them at once."""
        shown = (await self.submit(box, {**self.token, "text": text})).text
        if chosen := findall(r'name="take" value="(\d+)"', shown):
            found = findall(r'name="found" value="([^"]+)"', shown)  # the first ones had it all in their page
            await self.submit(self.path, {**self.token, "found": found, "take": chosen})


class Crowd:
    """One room with its host, its screen and its students."""

    def __init__(self, system: System, host: Host, screen: Screen, link: str, plan: Plan) -> None:
        self.system, self.host, self.screen, self.link, self.plan = system, host, screen, link, plan
        self.ears = host.ears
        self.students: list[Student] = []
        self.errors: list[str] = []

    @classmethod
    async def open(cls, system: System, teacher: Teacher, plan: Plan) -> "Crowd":
        """A quiz starts; the host's page and the screen listen."""
        page = (await teacher.start_quiz()).text
        ears = Ears()
        host = Host(teacher, teacher.path, page, ears)
        await host.listen()
        screen = Screen(system.port, ears)
        await screen.open(found(r'href="(/screen/[^"]+)"', page))
        digits = found(r'class="code">(.*?)</b>', page)
        code = search(r"(\d{3})\D*(\d{3})$", _without_tags(digits))
        if code is None:
            raise Lost(f"no code in {digits!r}")
        reply = await screen.browser.send(screen.browser.request("GET", f"/{code[1]}{code[2]}"))
        return cls(system, host, screen, reply.headers("location")[0], plan)

    async def fill(self, count: int, seconds: float) -> tuple[float, list[float]]:
        """So many students arrive over so many seconds. Until all are ready, and each one's wait."""
        new = [Student(self.system.port, self.ears) for _ in range(count)]
        began = perf_counter()
        waits = await asyncio.gather(*(self._arrive(each, began + seconds * i / count) for i, each in enumerate(new)))
        self.students += [each for each, wait in zip(new, waits, strict=True) if wait is not None]
        return perf_counter() - began, sorted(wait for wait in waits if wait is not None)

    async def _arrive(self, student: Student, at: float) -> float | None:
        await asyncio.sleep(max(0.0, at - perf_counter()))
        try:
            return await student.join(self.link) - at
        except (Lost, OSError, TimeoutError) as error:
            self.errors.append(f"join: {error!r}")
            return None

    async def press(self, move: str) -> list[float]:
        """The host makes a move. For each student: seconds from the press to the new stage."""
        await self.host.ready()
        heard = self.ears.expect(len(self.students))
        began = perf_counter()
        await self.host.press(move)
        try:
            await asyncio.wait_for(heard, PATIENCE)
        except TimeoutError:
            self.errors.append(f"{move}: {self.ears.left} students did not get the stage")
        return sorted(each.stage_at - began for each in self.students)

    def prepare(self) -> None:
        """Everybody has read the question and knows what to press."""
        for number, student in enumerate(self.students):
            student.prepare(number)

    async def answer_at_once(self) -> list[float]:
        """All press in the same instant. For each: seconds from that instant to "Received"."""
        began = perf_counter()
        await asyncio.gather(*(self._try(each.answer) for each in self.students))
        return sorted(each.reply.at - began for each in self.students if each.reply)

    async def answer_over(self, seconds: float) -> None:
        """They press one after the other, evenly."""
        step, began = seconds / max(1, len(self.students)), perf_counter()
        loop = asyncio.get_running_loop()
        tasks = []
        for number, student in enumerate(self.students):
            wait = began + number * step - perf_counter()
            if wait > 0:
                await asyncio.sleep(wait)
            tasks.append(loop.create_task(self._try(student.answer)))
        await asyncio.gather(*tasks)

    async def counted(self) -> None:
        """Wait until the screen has counted all whose answer was acknowledged."""
        with suppress(TimeoutError):  # who reads the counts finds some missing
            await self.screen.shows(sum(each.acknowledged for each in self.students))

    async def _try(self, what: Callable[[], Awaitable[None]]) -> None:
        try:
            await what()
        except (Lost, OSError, TimeoutError) as error:
            self.errors.append(f"answer: {error!r}")

    async def quiet(self, seconds: float = 1.0, at_most: float = 15.0) -> None:
        """Wait until nothing has been sent for a while."""
        deadline, frames, wait = perf_counter() + at_most, -1, self.plan.wait(seconds, at_least=0.1)
        while frames != self.ears.frames and perf_counter() < deadline:
            frames = self.ears.frames
            await asyncio.sleep(wait)

    def hang_up(self) -> None:
        """The phones let go of their HTTP connections, as they do after a minute; sockets stay."""
        for student in self.students:
            student.browser.http.close()

    def leave(self) -> None:
        """Everybody goes."""
        for student in self.students:
            student.leave()
        for socket in (self.host.socket, self.screen.socket):
            if socket is not None:
                socket.close()


def _without_tags(html: str) -> str:
    return "".join(part.rpartition(">")[2] for part in html.split("<")).strip()
