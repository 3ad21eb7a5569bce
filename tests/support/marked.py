"""Rooms in which every text is marked with the room's number, and what their people hear (T26)."""

import re
from collections.abc import Sequence

from bench.load.browser import found
from bench.load.crowd import Crowd
from bench.load.people import Ears
from bench.plan import Plan
from bench.systems.embedded import System
from tests.support.phones import Author, Phone, moves

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


async def sit_down(hall: Crowd, port: int, nickname: str) -> None:
    """Somebody joins by that port."""
    phone = Phone(port, hall.ears)
    door = await phone.browser.visit(hall.link)
    action = found(r'<form method="post" action="([^"]+)"', door.text)
    phone.page = (await phone.browser.submit(action, {"nickname": nickname})).text
    await phone.look_again()
    hall.students.append(phone)


async def marked(served: System, teacher: Author, number: int, ports: Sequence[int]) -> Crowd:
    """A room with a participant by each of these ports."""
    mark = f"mark-{number:03}-"
    await teacher.write_quiz(QUESTION.format(mark=mark), title=f"{mark}title")
    hall = await Crowd.open(served, teacher, Plan(len(ports), 0, 0, 0.2))
    ears = Heard()
    hall.ears = hall.host.ears = hall.screen.ears = ears
    for name, port in zip(("ana", "bo"), ports, strict=True):
        await sit_down(hall, port, f"{mark}{name}")
    return hall


async def lesson_in(hall: Crowd) -> None:
    """One question, from the lobby to the standings."""
    await moves(hall, "open")
    hall.prepare()
    await hall.answer_at_once()
    assert all(each.acknowledged for each in hall.students)
    await moves(hall, "close", "reveal", "standings")
    await hall.quiet()


def marks(halls: Sequence[Crowd]) -> list[set[bytes]]:
    """What was heard in each room."""
    return [hall.ears.marks for hall in halls if isinstance(hall.ears, Heard)]


def own_marks(count: int) -> list[set[bytes]]:
    """What should be: in each room its own mark, and no other."""
    return [{b"%03d" % number} for number in range(count)]
