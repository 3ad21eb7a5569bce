"""Two at once: tabs, taps, the close, the hosts (T19, T20, T21, T25), and who comes back or comes late."""

import asyncio

import pytest
from django.utils import timezone

from live.models import Move, Participant, Response, Room, Round
from live.realtime.hub import hub
from live.rooms.snapshot import count
from tests.support.app_browser import Browser, until
from tests.support.lessons import CAPITAL, PRIMES
from tests.support.live_lesson import Classroom, application, in_loop, quiet, seat_of
from tests.support.page import Page

pytestmark = pytest.mark.usefixtures("in_process")


def test_two_tabs_that_answer_at_once_leave_one_answer_that_both_show():
    lesson = Classroom(CAPITAL)

    async def story():
        ana = await lesson.joins("Ana")
        await lesson.do(Move.OPEN)
        page = (await ana.get(f"/play/{lesson.pk}/")).text
        tabs = [Page(page), Page(page)]
        sockets = [await lesson.listens(ana), await lesson.listens(ana)]
        for tab, socket in zip(tabs, sockets, strict=True):
            socket.hears = tab.apply
        await asyncio.gather(lesson.answers(ana, choice="1"), lesson.answers(ana, choice="2"))
        await quiet()
        [(_name, value)] = await lesson.responses()
        words = {"1": "Your answer: Lyon", "2": "Your answer: Paris"}[value]
        assert [words in tab.words("mine") for tab in tabs] == [True, True]

    in_loop(story())


def test_ten_posts_at_once_and_one_replayed_are_one_answer():
    lesson = Classroom(CAPITAL)

    async def story():
        ana = await lesson.joins("Ana")
        await lesson.do(Move.OPEN)
        replies = await asyncio.gather(*(lesson.answers(ana, choice="2") for _tap in range(10)))
        first = await lesson.read(lambda: Response.objects.get().arrived_at)
        replies.append(await lesson.answers(ana, choice="2"))
        assert {(reply.status, reply.text) for reply in replies} == {(200, replies[0].text)}
        assert await lesson.responses() == [("Ana", "2")]
        assert await lesson.read(lambda: Response.objects.get().arrived_at) == first

    in_loop(story())


def test_ten_posts_at_once_where_answers_may_not_be_changed_all_tell_the_one_that_is_stored():
    lesson = Classroom(CAPITAL, may_change=False)

    async def story():
        ana = await lesson.joins("Ana")
        await lesson.do(Move.OPEN)
        replies = await asyncio.gather(*(lesson.answers(ana, choice=str(1 + tap % 3)) for tap in range(10)))
        [(_name, value)] = await lesson.responses()
        words = f"Your answer: {CAPITAL['content']['choices'][int(value) - 1]}"
        assert all(words in Page(reply.text).root.text_content() for reply in replies)

    in_loop(story())


def test_answers_that_race_the_close_are_kept_or_told_that_they_are_late():
    lesson = Classroom(CAPITAL, PRIMES)
    people = 200

    async def story():
        students = await asyncio.gather(*(lesson.joins(f"Student {number}") for number in range(people)))
        await lesson.do(Move.OPEN)
        number = str((await lesson.now()).round_id)
        form = {"round": number, "choice": "2"}
        over = asyncio.Event()

        async def closes():
            await until(lambda: sum(reply.done() for reply in replies) > 20, "some answers")
            await lesson.do(Move.CLOSE, Move.REVEAL)
            over.set()

        async def answers(student: Browser, turn: int):
            await (over.wait() if turn > people - 20 else asyncio.sleep(turn / 1000))
            return await student.post(f"/play/{lesson.pk}/answer/", form, htmx=True)

        replies = [asyncio.ensure_future(answers(student, turn)) for turn, student in enumerate(students)]
        await closes()
        done = await asyncio.gather(*replies)
        statuses = [reply.status for reply in done]
        assert set(statuses) == {200, 409}
        assert all(("Too late" in reply.text) == (reply.status == 409) for reply in done)
        round = await lesson.read(lambda: Round.objects.get(pk=number))
        stored = await lesson.read(lambda: list(Response.objects.values_list("arrived_at", flat=True)))
        assert round.closed_at is not None
        assert max(stored) <= round.closed_at
        tally = await lesson.read(lambda: count(round))
        assert (len(stored), tally.total) == (statuses.count(200), statuses.count(200))

    in_loop(story())


def test_two_hosts_who_press_next_at_once_move_one_question():
    lesson = Classroom(CAPITAL, PRIMES)

    async def story():
        await lesson.host.get(f"/host/{lesson.pk}/")
        for move, rounds in (("open", 1), ("close", 1), ("reveal", 1), ("open", 2)):
            version = str((await lesson.now()).version)
            pressed = [lesson.press(True, move=move, version=version) for _host in range(2)]
            replies = await asyncio.gather(*pressed)
            assert sorted("only the first one counted" in reply.text for reply in replies) == [False, True]
            assert await lesson.read(lambda: lesson.room.rounds.count()) == rounds

    in_loop(story())


def test_a_hundred_who_join_under_one_name_at_once_are_one():
    lesson = Classroom()

    async def story():
        bots = [Browser(application()) for _bot in range(100)]
        posts = [bot.post(f"/join/{lesson.room.key}/", {"nickname": "Ana"}) for bot in bots]
        replies = await asyncio.gather(*posts)
        assert sorted(reply.status for reply in replies) == [303] + [409] * 99
        assert await lesson.read(lambda: Participant.objects.count()) == 1

    in_loop(story())


def test_the_clock_closes_the_round_for_everybody_who_listens():
    lesson = Classroom({**CAPITAL, "seconds": 1})

    async def story():
        ana = await lesson.joins("Ana")
        await lesson.do(Move.OPEN)
        sockets = [await lesson.listens(ana), await lesson.watches("host"), await lesson.watches("screen")]
        for socket in sockets:
            await socket.has('class="closed')
        await quiet()
        room = await lesson.now()
        assert (room.phase, room.round is not None and room.round.closed_at is not None) == ("closed", True)

    in_loop(story())


def test_a_round_closes_when_all_who_are_here_have_answered():
    lesson = Classroom(CAPITAL, close_when_all=True)

    async def story():
        ana, bo = await lesson.joins("Ana"), await lesson.joins("Bo")
        socket = await lesson.listens(ana)
        await lesson.listens(bo)
        await lesson.watches("host")
        await lesson.do(Move.OPEN)
        await lesson.answers(ana, choice="1")
        await quiet()
        assert (await lesson.now()).phase == "open"
        await lesson.answers(bo, choice="1")
        await socket.has("Answers are closed.")

    in_loop(story())


def test_a_seat_survives_reloads_and_a_restart():
    lesson = Classroom(CAPITAL)

    async def play():
        ana = await lesson.joins("Ana")
        await lesson.do(Move.OPEN)
        await lesson.answers(ana, choice="2")
        pages = [(await ana.get(f"/play/{lesson.pk}/")).page.words("mine") for _reload in range(20)]
        [given] = await lesson.read(lambda: list(Response.objects.all()))
        came = f"{timezone.localtime(given.arrived_at):%H:%M:%S}"
        assert set(pages) == {f"Received at {came} Your answer: Paris You can still change it."}
        return ana

    ana = in_loop(play())
    hub.live_rooms.clear()  # all that the process knew

    async def goes_on():
        socket = await lesson.listens(ana)
        assert 'Your answer: <b><bdi translate="no">Paris</bdi></b>' in socket.frames[0]
        assert await lesson.read(lambda: lesson.room.participants.count()) == 1

    in_loop(goes_on())


def test_who_lost_the_seat_asks_to_come_back_and_is_let_in():
    lesson = Classroom(CAPITAL)

    async def story():
        person_of = await lesson.joins("Ana")
        hub.live_rooms.clear()  # Ana has not been here for a while
        phone, form = Browser(application()), {"nickname": "Ana"}
        offered = await phone.post(f"/join/{lesson.room.key}/", form)
        assert (offered.status, "Ask to come back" in offered.text) == (409, True)
        asked = await phone.post(f"/join/{lesson.room.key}/", {**form, "ask_back": "1"})
        assert "Your teacher has been asked." in (await phone.follow(asked)).page.words()
        host = await lesson.watches("host")
        assert "asks to come back" in host.frames[-1]
        knock = await lesson.read(lambda: Room.objects.get(pk=lesson.pk).participants.get().knocks.get().pk)
        await lesson.press(let_in=str(knock))
        assert "You’re in." in (await phone.get(f"/play/{lesson.pk}/")).page.words()
        assert (await person_of.get(f"/play/{lesson.pk}/")).status == 403
        assert seat_of(phone) != seat_of(person_of)
        assert await lesson.read(lambda: lesson.room.participants.count()) == 1

    in_loop(story())
