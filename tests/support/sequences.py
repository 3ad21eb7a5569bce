"""Random lessons: who looks on, what happens, and what their stale pages show in the end."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from django.conf import settings

from live import clock
from live.models import Knock, Move, Participant, Room
from live.realtime.hub import hub
from live.realtime.redraws import ALL_AUDIENCES
from live.refusal import Refused
from live.rooms import actions, moves
from live.rooms.joins import Join
from live.rooms.writer import writer
from tests.support.app_browser import Browser
from tests.support.lessons import ALL_KINDS, CAPITAL, a_room, form
from tests.support.live_lesson import application, quiet
from tests.support.viewer import Viewer

TOGGLES = [*sorted(actions.TOGGLES - {"locked", "suggested_only"}), "locked", "suggested_only"]
TIMED = {**CAPITAL, "text": "Capital of Spain?", "seconds": 60}
LOTS = {Move.END: 1, Move.SKIP: 4, Move.REVEAL: 60, Move.STANDINGS: 60}
"How many lots each move has in the draw, so that few steps go far into a lesson."
USUAL = 20


@dataclass
class Sequence:
    """One random lesson. The same seed does the same things, in an order that the threads decide."""

    seed: int
    teacher: Browser
    rng: Random = field(init=False)
    room_id: int = 0
    viewers: list[Viewer] = field(default_factory=list)
    seats: dict[int, Viewer] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    happened: set[str] = field(default_factory=set)
    "What was not refused: names of steps, moves, settings; and a second round."

    async def begin(self) -> None:
        """A room; the host, the presenter or the screen, and two participants have their pages, not all a socket."""
        self.rng = Random(self.seed)
        room = await hub.read(lambda: a_room(TIMED, *ALL_KINDS))
        self.room_id = room.pk
        watchers = {
            "host": (self.teacher, f"/host/{room.pk}/"),
            "present": (self.teacher, f"/host/{room.pk}/present/"),
            "screen": (Browser(application()), f"/screen/{room.screen_key}/"),
        }
        for audience in self.rng.sample(sorted(watchers), self.rng.randint(1, 2)):
            await self._look(audience, *watchers[audience])
        for nickname in ("Ana", "Bo"):
            browser = Browser(application())
            await browser.post(f"/join/{room.key}/", {"nickname": nickname})
            viewer = await self._look("play", browser, f"/play/{room.pk}/")
            person = await hub.read(lambda name=nickname: Participant.objects.get(room=room, nickname=name))
            self.seats[person.pk] = viewer
        for viewer in self.viewers:
            if self.rng.random() < 0.7:
                await viewer.connect()

    async def _look(self, audience: str, browser: Browser, url: str) -> Viewer:
        viewer = Viewer(audience, browser, url, (await browser.get(url)).page)
        self.viewers.append(viewer)
        return viewer

    async def play(self, steps: int) -> None:
        """Each setting in its turn, and so many random steps; sometimes the dust settles between two, sometimes not."""
        await self.choose(TOGGLES[self.seed % len(TOGGLES)], "on")
        for _step in range(steps):
            await self.step()
            if self.rng.random() < 0.2:
                await quiet(self.room_id)
        for viewer in self.viewers:
            await viewer.connect()
        await quiet(self.room_id)

    async def step(self) -> None:
        """One of the things that happen in a lesson."""
        name = self.rng.choices(list(STEPS), [weight for weight, _do in STEPS.values()])[0]
        self.log.append(name)
        try:
            await STEPS[name][1](self)
            self.happened.add(name)
        except Refused as refused:
            self.log.append(f"  refused: {refused}")

    async def differences(self) -> list[str]:
        """Where a stale page differs from a fresh one that is read from the database. None, if all is well."""
        stale = {id(viewer): viewer.shows() for viewer in self.viewers}
        found: list[str] = []
        hub.live_rooms[self.room_id].redraws.stale |= ALL_AUDIENCES
        for viewer in sorted(self.viewers, key=lambda each: each.audience != "play"):
            assert viewer.socket is not None
            fresh = Viewer(viewer.audience, viewer.browser, "", (await viewer.browser.get(viewer.url)).page).shows()
            for name, html in stale[id(viewer)].items():
                if html != fresh[name]:
                    found.append(f"{viewer.audience} #{name}\n    stale {html}\n    fresh {fresh[name]}")
        return found

    # --- what happens ------------------------------------------------------------------------------------------

    async def act(self, do: Callable[[Room], Any]) -> None:
        """Something that the host does."""
        await writer.act(self.room_id, lambda: do(Room.objects.get(pk=self.room_id)))

    async def press(self, **fields: str) -> None:
        """A button of the host, by what its form would say."""
        await self.act(lambda room: actions.action(form(version=str(room.version), **fields), clock.now())(room))

    async def move(self) -> None:
        """Any move that is open now; the end but rarely."""
        number = self.rng.random()

        def make(room: Room) -> None:
            likely = [move for move in moves.offered(room) for _time in range(LOTS.get(move, USUAL))] or [Move.END]
            move = likely[int(number * len(likely))]
            self.log.append(f"  {move}")
            moves.move(room, move, version=room.version)
            self.happened.add(str(move))

        await self.act(make)

    async def again(self) -> None:
        """The same question once more, as often as any other."""
        number = self.rng.random()

        def make(room: Room) -> None:
            assert room.quiz is not None
            questions = list(room.quiz.questions.all())
            asked = room.round.question_id if room.round is not None and number < 0.8 else None
            pk = asked or questions[int(number * len(questions))].pk
            moves.move(room, Move.OPEN, version=room.version, question=pk)
            if room.round is not None and room.round.asking > 1:
                self.happened.add("a second round")

        await self.act(make)

    async def quick(self) -> None:
        await self.press(quick=self.rng.choice(["yesno", "abcd", "scale", "cloud"]))

    async def toggle(self) -> None:
        await self.choose(self.rng.choice(TOGGLES), self.rng.choice(["on", "off"]))

    async def choose(self, name: str, wanted: str) -> None:
        await self.press(toggle=f"{name}:{wanted}")
        self.happened.add(name)

    async def language(self) -> None:
        await self.press(language=self.rng.choice([code for code, _name in settings.LANGUAGES]))

    async def hide(self) -> None:
        field = self.rng.choice(["hide", "hide", "show"])
        await self.press(**{field: self.rng.choice(["1", "2", "seine", "glad", "3.14"])})

    async def renew(self) -> None:
        """New code: a screen has to be opened again by its new link."""
        await self.press(renew="1")
        self._gone([viewer for viewer in self.viewers if viewer.audience == "screen"])

    async def join(self) -> None:
        await writer.join(Join(self.room_id, f"Student {self.rng.randrange(10**6)}", False, clock.now()))

    async def on_person(self, do: Callable[[Participant], Any]) -> int:
        """Do something to anybody in the room; whom it was."""
        number = self.rng.random()
        chosen: list[int] = []

        def on(room: Room) -> None:
            people = list(room.participants.filter(removed=False))
            if people:
                person = people[int(number * len(people))]
                chosen.append(person.pk)
                do(person)

        await self.act(on)
        return chosen[0] if chosen else 0

    async def rename(self) -> None:
        name = f"Renamed {self.rng.randrange(10**6)}"
        await self.on_person(lambda person: person.rename(name))

    async def hide_person(self) -> None:
        await self.on_person(self.rng.choice([Participant.hide, Participant.show]))

    async def knock(self) -> None:
        await self.on_person(lambda person: Knock.objects.create(participant=person, asked_at=clock.now()))

    async def remove(self) -> None:
        self._left(await self.on_person(lambda person: person.remove()))

    async def let_in(self) -> None:
        """Who asked to come back comes back; the old seat ends."""
        knock = await hub.read(lambda: Knock.objects.filter(participant__room=self.room_id).first())
        if knock is not None:
            await self.press(let_in=str(knock.pk))
            self._left(knock.participant_id)

    def _left(self, participant: int) -> None:
        if participant in self.seats:
            self._gone([self.seats.pop(participant)])

    def _gone(self, viewers: list[Viewer]) -> None:
        self.viewers = [each for each in self.viewers if each not in viewers]

    async def answer(self) -> None:
        """One of the two answers by htmx, and the page swaps in what came back."""
        if not self.seats:
            return
        viewer = self.rng.choice(list(self.seats.values()))
        room = await hub.read(lambda: Room.objects.get(pk=self.room_id))
        answer = await viewer.browser.post(f"{viewer.url}answer/", {"round": str(room.round_id), **self._words()}, True)
        assert answer.status in {200, 409, 422}, answer
        viewer.page.apply(answer.text)

    def _words(self) -> dict[str, str | list[str]]:
        choices = self.rng.sample(["1", "2", "3"], self.rng.choice([1, 1, 1, 2]))
        return {
            "choice": choices,
            "s1": choices[0],
            "number": self.rng.choice(["3.14", "3", "22"]),
            "text": self.rng.choice(["Seine", "la seine", "Loire"]),
            "word": [self.rng.choice(["glad", "tired", "hungry"])],
        }

    async def connect(self) -> None:
        """One who had only the page gets a socket."""
        await self.rng.choice(self.viewers).connect()


STEPS: dict[str, tuple[int, Callable[[Sequence], Awaitable[None]]]] = {
    "move": (45, Sequence.move),
    "answer": (20, Sequence.answer),
    "join": (5, Sequence.join),
    "again": (14, Sequence.again),
    "quick": (3, Sequence.quick),
    "toggle": (6, Sequence.toggle),
    "language": (3, Sequence.language),
    "hide": (4, Sequence.hide),
    "hide_person": (2, Sequence.hide_person),
    "rename": (3, Sequence.rename),
    "remove": (2, Sequence.remove),
    "knock": (2, Sequence.knock),
    "let_in": (2, Sequence.let_in),
    "renew": (2, Sequence.renew),
    "connect": (3, Sequence.connect),
}
