"""Fifty rooms at once, each with marked texts (T26), and a room held at class rhythm for long (T46)."""

import asyncio
import re
from statistics import median
from time import perf_counter

from bench.browser import found
from bench.hall import Hall
from bench.people import Ears
from bench.plan import Plan
from bench.truth import Kept, compare
from tests.faults.hall import Phone, a_hall, leave, moves, play, teacher_of
from tests.faults.server import Server
from tests.faults.test_abuse import MIB, class_answers

MARK = re.compile(rb"mark-(\d+)-")
QUESTION = """{mark}question: what is said here?
A) {mark}one
B) {mark}two
ANSWER: A
"""


class Heard(Ears):
    """Keeps the marks of all frames of one room."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: set[bytes] = set()

    def heard(self, payload: bytes) -> bool:
        """Look for marks."""
        self.marks.update(MARK.findall(payload))
        return super().heard(payload)


async def sit_down(hall: Hall, mark: str, name: str) -> None:
    """Somebody joins by a nickname that is marked, too."""
    phone = Phone(hall.served.port, hall.ears)
    door = await phone.browser.visit(hall.link)
    action = found(r'<form method="post" action="([^"]+)"', door.text)
    phone.page = (await phone.browser.submit(action, {"nickname": f"{mark}{name}"})).text
    await phone.look_again()
    hall.students.append(phone)


async def marked(server: Server, number: int) -> Hall:
    """A room in which every text is marked."""
    mark, teacher = f"mark-{number:03}-", await teacher_of(server)
    await teacher.write_quiz(QUESTION.format(mark=mark), title=f"{mark}title")
    hall = await Hall.open(server, teacher, Plan(2, 0, 0, 0.2))
    ears = Heard()
    hall.ears = hall.host.ears = hall.screen.ears = ears
    for name in ("ana", "bo"):
        await sit_down(hall, mark, name)
    return hall


async def lesson_in(hall: Hall) -> None:
    """One question, from the lobby to the standings."""
    await moves(hall, "open")
    hall.prepare()
    await hall.answer_at_once()
    assert all(each.acknowledged for each in hall.students)
    await moves(hall, "close", "reveal", "standings")
    await hall.quiet()


def test_no_frame_of_one_room_has_a_word_of_another(server, size):
    count = size(20, 50)

    async def story():
        await teacher_of(server)
        halls = [
            await marked(server, 0),
            *await asyncio.gather(*(marked(server, number) for number in range(1, count))),
        ]
        await asyncio.gather(*(lesson_in(hall) for hall in halls))
        heard = [hall.ears.marks for hall in halls if isinstance(hall.ears, Heard)]
        assert heard == [{b"%03d" % number} for number in range(count)]
        assert [hall.errors for hall in halls] == [[]] * count
        for hall in halls:
            leave(hall)
        assert server.bugs == []

    play(story())


async def one_question(server: Server, hall: Hall, turn: int) -> float:
    """Ask, answer, close, reveal; the 95th percentile of the waits for "Received"."""
    await moves(hall, "open")
    told = await class_answers(hall, turn)
    assert compare(server.database, hall.students) == Kept()
    await moves(hall, "close", "reveal")
    return told


def test_a_room_that_runs_for_long_stays_as_quick_and_small_as_it_was(own_server, size, bars):
    seconds, people = size(3, 1800), size(40, 200)

    async def story():
        waits: list[float] = []
        sizes: list[float] = []
        async with a_hall(own_server, people, asks=size(12, 500)) as hall:
            began = perf_counter()
            while perf_counter() - began < seconds:
                waits.append(await one_question(own_server, hall, len(waits)))
                sizes.append(own_server.rss_kib() / MIB)
                await asyncio.sleep(size(0, 3))
            assert hall.errors == []
        third = max(1, len(waits) // 3)
        first, last = median(waits[:third]), median(waits[-third:])
        bars.hold(f"46 soak of {seconds} s, {people} phones: answers' p95, last third by first", last / first, 1.5, "x")
        bars.hold(f"46 soak of {seconds} s: memory, last third above first", sizes[-1] - sizes[third - 1], 20, "MiB")
        assert own_server.bugs == []

    play(story(), 2400)
