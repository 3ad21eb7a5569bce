"""Sockets: who may listen, what they are sent, and what they may never send."""

import asyncio

import pytest

from bench.patience import PATIENCE
from live.models import Move, Round
from live.realtime.hub import hub
from live.realtime.pace import SHORTEST
from live.rooms.writer import writer
from tests.support.app_browser import Socket, until
from tests.support.lessons import CAPITAL
from tests.support.live_lesson import Classroom, application, in_loop, listeners, quiet
from tests.support.page import targets

pytestmark = pytest.mark.usefixtures("in_process")

OWN = ["me", "mine"]
SNAPSHOTS = {
    "host": [
        "say",
        "stage",
        "timer",
        "tally",
        "answered",
        "health",
        "people",
        "joinbar",
        "settings",
        "tools",
        "screens",
        "jump",
        "progress",
        "screenlink",
        "linkbox",
    ],
    "key": ["say", "notes", "linkbox"],
    "present": ["say", "stage", "timer", "names", "tally", "answered", "joinbar", "bar", "linkbox"],
    "screen": ["say", "stage", "timer", "names", "tally", "answered", "joinbar", "linkbox"],
}


@pytest.mark.parametrize("audience", SNAPSHOTS)
def test_the_first_message_is_a_whole_snapshot_with_the_quiet_link(audience):
    lesson = Classroom()

    async def story():
        socket = await lesson.watches(audience)
        assert sorted(targets(socket.frames[0])) == sorted(SNAPSHOTS[audience])
        assert 'class="live"' in socket.frames[0]

    in_loop(story())


def test_a_participants_snapshot_has_their_own_regions_too():
    lesson = Classroom()

    async def story():
        socket = await lesson.listens(await lesson.joins("Ana"))
        assert sorted(targets(socket.frames[0])) == sorted(["say", "stage", "timer", *OWN, "linkbox"])

    in_loop(story())


def test_a_move_reaches_every_audience():
    lesson = Classroom(CAPITAL)

    async def story():
        sockets = {audience: await lesson.watches(audience) for audience in SNAPSHOTS}
        sockets["play"] = await lesson.listens(await lesson.joins("Ana"))
        await quiet()
        before = {audience: len(socket.frames) for audience, socket in sockets.items()}
        await lesson.do(Move.OPEN)
        await quiet()
        for audience, socket in sockets.items():
            [frame] = socket.frames[before[audience] :]
            assert "Capital of France?" in frame
            assert ("stage" in targets(frame), "autofocus" in frame) == (audience != "key",) * 2

    in_loop(story())


def test_counts_come_five_times_a_second_at_most_and_the_last_one_always():
    lesson = Classroom(CAPITAL)

    async def story():
        await lesson.do(Move.OPEN)
        people = [await lesson.joins(f"Student {number}") for number in range(30)]
        socket = await lesson.watches("host")
        await quiet()
        loop, came = asyncio.get_running_loop(), [asyncio.get_running_loop().time()]
        socket.hears = lambda frame: came.append(loop.time())
        for student in people:
            await lesson.answers(student, choice="1")
        await quiet()
        counted = [frame for frame in socket.frames if " of 30<" in frame]  # the line on the connection may follow them
        assert "<b>30</b> of 30<" in counted[-1]
        assert len(came) - 1 <= (came[-1] - came[0]) / SHORTEST + 2

    in_loop(story())


def test_participants_get_no_counts():
    lesson = Classroom(CAPITAL, tally_live=True)

    async def story():
        await lesson.do(Move.OPEN)
        ana, bo = await lesson.joins("Ana"), await lesson.joins("Bo")
        socket, host = await lesson.listens(ana), await lesson.watches("host")
        await quiet()
        frames, heard = len(socket.frames), len(host.frames)
        await lesson.answers(bo, choice="1")
        await lesson.joins("Cem")
        await quiet()
        assert len(host.frames) > heard
        assert socket.frames[frames:] == []

    in_loop(story())


def test_the_second_tab_is_told_what_the_first_one_answered():
    lesson = Classroom(CAPITAL)

    async def story():
        await lesson.do(Move.OPEN)
        ana = await lesson.joins("Ana")
        first, second = await lesson.listens(ana), await lesson.listens(ana)
        await quiet()
        since = len(second.frames)
        await lesson.answers(ana, choice="2")
        frame = await second.has("Paris", since)
        assert targets(frame) == ["mine"]
        assert not first.ended

    in_loop(story())


def test_a_frame_from_a_client_closes_its_socket():
    lesson = Classroom()

    async def story():
        socket = await lesson.listens(await lesson.joins("Ana"))
        socket.say("<b>hello</b>")
        await asyncio.wait_for(socket.task, PATIENCE)
        assert socket.code == 4400
        assert listeners() == 0
        await lesson.do(Move.OPEN)
        await quiet()

    in_loop(story())


def test_a_screen_gets_the_next_count_although_a_student_flooded():
    lesson = Classroom(CAPITAL)

    async def story():
        screen, bad = await lesson.watches("screen"), await lesson.listens(await lesson.joins("Ana"))
        for _frame in range(100):
            bad.say("x")
        await lesson.do(Move.OPEN)
        await screen.has("Capital of France?")
        await asyncio.wait_for(bad.task, PATIENCE)
        assert bad.code == 4400

    in_loop(story())


def test_a_consumer_that_breaks_leaves_nobody_behind():
    lesson = Classroom()

    async def story():
        socket = await lesson.listens(await lesson.joins("Ana"))
        assert listeners() == 1

        async def broken(message):
            raise ConnectionResetError

        [room] = hub.live_rooms.values()
        [listener] = room.attendance.listeners
        listener.asgi_send = broken
        await lesson.do(Move.OPEN)
        await quiet()
        assert listener.closed
        socket._incoming.put_nowait({})  # a message without a type breaks the consumer
        await asyncio.wait([socket.task])
        assert isinstance(socket.task.exception(), KeyError)
        assert listeners() == 0

    in_loop(story())


def test_a_socket_whose_first_read_fails_leaves_nobody_behind():
    lesson = Classroom()

    async def story():
        ana = await lesson.joins("Ana")
        await lesson.do(Move.OPEN)
        await writer.do(lambda: Round.objects.filter(room=lesson.pk).update(kind_slug="unheard-of"))
        scope = ana._scope("websocket", f"/play/{lesson.pk}/live/", {"origin": "http://localhost"})
        socket = Socket(application(), scope)
        await asyncio.wait([socket.task])
        assert isinstance(socket.task.exception(), KeyError)
        assert listeners() == 0

    in_loop(story())


def test_a_redraw_that_failed_is_made_up_for_by_the_next_beat():
    lesson = Classroom(CAPITAL)

    async def story():
        await lesson.do(Move.OPEN)
        socket = await lesson.watches("screen")
        [room] = hub.live_rooms.values()
        rounds = Round.objects.filter(room=lesson.pk)
        await lesson.read(lambda: rounds.update(kind_slug="unheard-of"))
        await lesson.do(Move.CLOSE)
        redraws = room.redraws
        await until(lambda: not (redraws.drawing or redraws.due) and "screen" in redraws.stale, "a failed redraw")
        await lesson.read(lambda: rounds.update(kind_slug="single"))
        await hub.upkeep.beat()
        await hub.upkeep.look_after()
        await socket.has("Answers are closed.")
        assert any('id="beat"' in frame for frame in socket.frames)

    in_loop(story())


def test_a_room_that_is_gone_accepts_nobody_for_long():
    lesson = Classroom()

    async def story():
        ana = await lesson.joins("Ana")
        await lesson.change(lesson.room.delete)
        socket = await ana.open(f"/play/{lesson.pk}/live/")
        await asyncio.wait_for(socket.task, PATIENCE)
        assert (socket.code, socket.frames) == (4403, [])
        assert listeners() == 0

    in_loop(story())
