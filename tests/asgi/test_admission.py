"""How many usual Django works on at once, and what those beyond are told."""

import asyncio
from datetime import timedelta

import pytest

from live import clock
from live.asgi.admission import Admission
from live.asgi.messages import answer
from tests.support.asking import ask_app


class Slow:
    """An application that answers when it is let."""

    def __init__(self):
        self.inside, self.most, self.open = 0, 0, asyncio.Event()

    async def __call__(self, scope, receive, send):
        self.inside += 1
        self.most = max(self.most, self.inside)
        await self.open.wait()
        self.inside -= 1
        await answer(send, 200, b"done")


async def _crowd(path, comers, **headers):
    """(answers to all comers, most inside at once) when the door opens only after all have come."""
    slow = Slow()
    admission = Admission(slow, clock.now, hosts=2, others=3, waiting=5)
    asked = [asyncio.ensure_future(ask_app(admission, path, **headers)) for _ in range(comers)]
    for _ in range(10):
        await asyncio.sleep(0)
    slow.open.set()
    return await asyncio.gather(*asked), slow.most


@pytest.mark.parametrize(("path", "inside"), [("/host/7/", 2), ("/quizzes/", 3), ("/hostile/", 3)])
def test_so_many_are_inside_so_many_wait_and_the_rest_are_sent_away(path, inside):
    answers, most = asyncio.run(_crowd(path, 20))
    statuses = sorted(each.status for each in answers)
    assert (most, statuses) == (inside, [200] * (inside + 5) + [503] * (15 - inside))


def test_the_host_never_waits_behind_others():
    async def lesson():
        slow = Slow()
        admission = Admission(slow, clock.now, hosts=1, others=1, waiting=1)
        others = [asyncio.ensure_future(ask_app(admission, "/quizzes/")) for _ in range(2)]
        host = asyncio.ensure_future(ask_app(admission, "/host/7/"))
        for _ in range(10):
            await asyncio.sleep(0)
        assert slow.inside == 2
        slow.open.set()
        return [(await each).status for each in (host, *others)]

    assert asyncio.run(lesson()) == [200, 200, 200]


def test_a_request_is_as_early_as_it_came_however_long_it_waited():
    arrivals = []

    async def notes(scope, receive, send):
        arrivals.append(scope["arrived"])
        await slow(scope, receive, send)

    slow = Slow()

    async def lesson():
        admission = Admission(notes, clock.now, hosts=1, others=1, waiting=1)
        asked = [asyncio.ensure_future(ask_app(admission, "/host/7/act/")) for _ in range(2)]
        with clock.frozen():
            came = clock.now()
            for _ in range(10):
                await asyncio.sleep(0)
            clock.pass_(timedelta(seconds=3))
            slow.open.set()
            await asyncio.gather(*asked)
        assert arrivals == [came, came]

    asyncio.run(lesson())


def test_an_exception_gives_the_place_back():
    async def broken(scope, receive, send):
        raise ZeroDivisionError

    async def lesson():
        admission = Admission(broken, clock.now, hosts=1, others=1, waiting=0)
        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                await ask_app(admission, "/quizzes/")

    asyncio.run(lesson())


async def _sent_away(**request):
    return (await _crowd("/teachers/<7>/", 9, **request))[0][-1]


def test_htmx_is_told_in_a_partial():
    refusal = asyncio.run(_sent_away(method="POST", hx_request="true"))
    assert (refusal.status, refusal.body.decode()) == (
        503,
        '<hx-partial hx-target="#say" hx-swap="innerHTML">'
        '<span class="refused">Not received yet, tap again</span></hx-partial>',
    )
    assert "refresh" not in refusal.headers


def test_a_plain_post_is_told_in_a_page_that_leads_back():
    refusal = asyncio.run(_sent_away(method="POST"))
    assert (refusal.status, refusal.headers["refresh"]) == (503, "5; url=/teachers/<7>/")
    assert b"Not received yet, tap again" in refusal.body
    assert b'href="/teachers/&lt;7&gt;/"' in refusal.body


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example/", "\\/evil.example/", "///\\/evil.example/"])
def test_nobody_is_led_to_another_site(path):
    refusal = asyncio.run(_crowd(path, 9))[0][-1]
    assert (refusal.status, refusal.headers["refresh"]) == (503, "5; url=/evil.example/")
    assert b'href="/evil.example/"' in refusal.body


def test_a_page_reloads_itself():
    refusal = asyncio.run(_sent_away())
    assert (refusal.status, refusal.headers["refresh"]) == (503, "5; url=/teachers/<7>/")
    assert b"Many are coming in. One moment." in refusal.body
    assert b"live/phone" in refusal.body
