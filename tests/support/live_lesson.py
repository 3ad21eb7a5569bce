"""A lesson in process: Ada's room on the real application, her browser, her class, the screen."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from live import clock
from live.access.identity import SEAT
from live.models import Move, Participant, Response, Room
from live.realtime.hub import hub
from live.realtime.live_room import LiveRoom
from live.rooms import moves
from live.rooms.actions import QUICK
from live.rooms.writer import writer
from tests.support.app_browser import Browser, Form, Socket, until
from tests.support.lessons import a_room

T = TypeVar("T")


def application() -> Any:
    """The real one."""
    from config.asgi import application

    return application


def in_loop(story: Coroutine[Any, Any, T]) -> T:
    """Run a test's story in an event loop of its own, to which the hub then belongs."""

    async def told() -> T:
        try:
            return await story
        finally:
            await writer.do(lambda: None)
            others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
            await hub.read(lambda: None)

    return asyncio.run(told())


def _idle(room: LiveRoom) -> bool:
    busy = any(listener.busy for listener in room.attendance.listeners)
    redraws = room.redraws
    return not (busy or redraws.drawing or redraws.due or room.attendance.audiences & redraws.stale)


async def quiet(room_id: int | None = None) -> None:
    """Wait until all that was done (in this room) is written, drawn and sent."""
    hub.wake()  # what another test left of a loop that has ended is never done
    for _turn in range(2):  # what is drawn may close a round, which is drawn again
        await writer.do(lambda: None)
        rooms = [room for pk, room in hub.live_rooms.items() if room_id in {None, pk}]
        await until(lambda rooms=rooms: not hub.begun and all(map(_idle, rooms)), "the hub is quiet")  # type: ignore[misc]


def signed_in(teacher: User, **kwargs: Any) -> Browser:
    """A browser in which a teacher is signed in. (Not within a loop.)"""
    client = Client()
    client.force_login(teacher)
    browser = Browser(application(), **kwargs)
    name = settings.SESSION_COOKIE_NAME
    browser.cookies[name, "/"] = client.cookies[name].value
    return browser


class Classroom:
    """A room of Ada's, and who looks at it."""

    def __init__(self, *questions: dict[str, Any], **options: Any) -> None:
        self.room = a_room(*questions, **options)
        self.host = signed_in(self.room.host)
        self.screen = Browser(application())
        self.students: dict[str, Browser] = {}

    @property
    def pk(self) -> int:
        return self.room.pk

    @property
    def screen_url(self) -> str:
        return f"/screen/{self.room.screen_key}/"

    async def read(self, work: Callable[[], T]) -> T:
        """Ask the database."""
        return await hub.read(work)

    async def now(self) -> Room:
        """The room as the database has it."""
        room: Room = await self.read(lambda: Room.objects.select_related("round").get(pk=self.pk))
        return room

    async def responses(self) -> list[tuple[str, str]]:
        """(nickname, value) of all that was stored, in order of ids."""
        rows = Response.objects.filter(round__room=self.pk).order_by("pk")
        return await self.read(lambda: list(rows.values_list("participant__nickname", "value")))

    async def do(self, *steps: Move, **what: Any) -> Room:
        """Make moves through the writer, each from the version that is there."""
        for step in steps:

            def make(step: Move = step) -> None:
                room = Room.objects.get(pk=self.pk)
                moves.move(room, step, version=room.version, **what)

            await writer.act(self.pk, make)
        return await self.now()

    async def change(self, work: Callable[[], Any]) -> None:
        """Change something behind the writer, which tells the hub."""
        await writer.act(self.pk, work)

    async def looks(self) -> None:
        """The host looks at what the last move has changed, as people do before they press."""
        moved = Room.objects.filter(pk=self.pk, ended_at=None, moved_at__gt=clock.now() - QUICK)
        await writer.do(lambda: moved.update(moved_at=clock.now() - QUICK))

    async def press(self, htmx: bool = False, **fields: str) -> Any:
        """The host looks, and presses a button, with the version that is there."""
        if not self.host.token:
            await self.host.get(f"/host/{self.pk}/")
        if "move" in fields:
            await self.looks()
        version = str((await self.now()).version)
        return await self.host.post(f"/host/{self.pk}/act/", {"version": version, **fields}, htmx)

    async def joins(self, nickname: str, browser: Browser | None = None) -> Browser:
        """Somebody joins by the QR, on a phone of their own."""
        browser = browser or Browser(application())
        answer = await browser.post(f"/join/{self.room.key}/", {"nickname": nickname})
        assert answer.status == 303, answer.text
        self.students[nickname] = browser
        return browser

    async def answers(self, student: Browser, htmx: bool = True, **fields: Any) -> Any:
        """Answer the round that is current."""
        form: Form = {"round": str((await self.now()).round_id), **fields}
        return await student.post(f"/play/{self.pk}/answer/", form, htmx)

    async def listens(self, student: Browser) -> Socket:
        """A student's socket."""
        return await student.open(f"/play/{self.pk}/live/")

    async def watches(self, audience: str) -> Socket:
        """The socket of the host, of one of the host's other pages, or of the screen."""
        if audience == "screen":
            return await self.screen.open(f"{self.screen_url}live/")
        return await self.host.open(f"/host/{self.pk}/{'' if audience == 'host' else f'{audience}/'}live/")

    async def person(self, nickname: str) -> Participant:
        """The participant of that nickname."""
        return await self.read(lambda: Participant.objects.get(room=self.pk, nickname=nickname))


def seat_of(browser: Browser) -> str:
    """What the seat cookie says."""
    return browser.holds(SEAT)


def listeners() -> int:
    """How many sockets the hub knows."""
    return sum(len(room.attendance.listeners) for room in hub.live_rooms.values())
