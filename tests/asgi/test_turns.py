"""One browser's forms, files and previews come one at a time, and hold up nobody else."""

import asyncio

import pytest

from live import clock
from live.asgi.admission import FORMS_WAITING, LONG, Admission
from live.asgi.messages import answer
from live.asgi.turns import Turns, browser
from tests.support.asking import ask_app

PREVIEW, FORM = "/quizzes/7/questions/preview/", "/quizzes/7/questions/new/"


class Held:
    """An application that notes who is inside, and answers when it is told to."""

    def __init__(self):
        self.inside, self.came, self.open = [], [], asyncio.Event()

    async def __call__(self, scope, receive, send):
        name = dict(scope["headers"])[b"name"].decode()
        self.inside.append(name)
        self.came.append(name)
        try:
            await self.open.wait()
        finally:
            self.inside.remove(name)
        await answer(send, 200, name.encode())


class Door:
    """The admission before such an application, and the requests of browsers by their names: "ada 2"."""

    def __init__(self):
        self.held = Held()
        self.admission = Admission(self.held, clock.now, waiting=20)

    async def asks(self, *names, path=PREVIEW, length=100, method="POST"):
        asked = []
        for name in names:
            headers = {"cookie": f"a=b; sessionid={name.split()[0]}", "name": name, "content_length": str(length)}
            asked.append(asyncio.ensure_future(ask_app(self.admission, path, method, **headers)))
            await settled()
        return asked


async def settled():
    for _ in range(10):
        await asyncio.sleep(0)


async def statuses(asked):
    return [(each.status, each.body.decode()) for each in await asyncio.gather(*asked)]


def test_of_a_browsers_previews_one_is_drawn_at_a_time_and_the_newest_wins():
    async def story():
        door = Door()
        asked = await door.asks("ada 1", "ada 2", "ada 3", "ada 4")
        assert door.held.inside == ["ada 1"]
        door.held.open.set()
        return await statuses(asked)

    assert asyncio.run(story()) == [(200, "ada 1"), (204, ""), (204, ""), (200, "ada 4")]


def test_two_previews_are_drawn_at_once_in_all():
    async def story():
        door = Door()
        asked = await door.asks("ada 1", "ben 1", "cleo 1", "dan 1")
        assert door.held.inside == ["ada 1", "ben 1"]
        door.held.open.set()
        return await statuses(asked)

    assert asyncio.run(story()) == [(200, f"{name} 1") for name in ("ada", "ben", "cleo", "dan")]


@pytest.mark.parametrize("length", [100, LONG])
def test_a_browsers_forms_come_one_after_the_other_and_none_is_lost(length):
    async def story():
        door = Door()
        asked = await door.asks(*(f"ada {number}" for number in range(5)), path=FORM, length=length)
        assert door.held.inside == ["ada 0"]
        door.held.open.set()
        assert await statuses(asked) == [(200, f"ada {number}") for number in range(5)]
        assert door.held.came == [f"ada {number}" for number in range(5)]

    asyncio.run(story())


def test_more_forms_than_anybody_sends_are_told_to_come_again():
    async def story():
        door = Door()
        asked = await door.asks(*(f"ada {number}" for number in range(FORMS_WAITING + 3)), path=FORM)
        door.held.open.set()
        return [status for status, _body in await statuses(asked)]

    assert asyncio.run(story()) == [200, 503, 503, *[200] * FORMS_WAITING]


def test_long_forms_and_previews_take_no_place_of_other_pages():
    async def story():
        door = Door()
        uploads = await door.asks(*(f"ada{number} 1" for number in range(9)), path=FORM, length=LONG)
        previews = await door.asks(*(f"ben{number} 1" for number in range(9)))
        assert len(door.held.inside) == 4
        others = await door.asks(*(f"cleo{number} 1" for number in range(8)), path="/teachers/")
        assert len(door.held.inside) == 12
        door.held.open.set()
        assert {status for status, _body in await statuses([*uploads, *previews, *others])} == {200}

    asyncio.run(story())


@pytest.mark.parametrize("file", ["/quizzes/take/", "/quizzes/template/", "/quizzes/7/take/qti/"])
def test_nine_files_that_a_teacher_takes_away_come_one_after_the_other_and_hold_up_no_page(file):
    async def story():
        door = Door()
        files = await door.asks(*(f"ada {number}" for number in range(9)), path=file, method="GET")
        pages = await door.asks(*(f"ben {number}" for number in range(8)), path="/quizzes/7/take/", method="GET")
        assert door.held.inside == ["ada 0", *(f"ben {number}" for number in range(8))]
        door.held.open.set()
        assert {status for status, _body in await statuses([*files, *pages])} == {200}
        assert [name for name in door.held.came if name.startswith("ada")] == [f"ada {number}" for number in range(9)]

    asyncio.run(story())


def test_files_of_many_teachers_wait_with_the_uploads():
    async def story():
        door = Door()
        uploads = await door.asks("ada 1", path=FORM, length=LONG)
        files = await door.asks("ben 1", "cleo 1", "dan 1", path="/quizzes/take/", method="GET")
        assert door.held.inside == ["ada 1", "ben 1"]
        door.held.open.set()
        await statuses([*uploads, *files])

    asyncio.run(story())


def test_a_form_that_does_not_say_how_long_it_is_is_taken_for_a_long_one():
    async def story():
        door = Door()
        asked = await door.asks("ada 1", "ben 1", "cleo 1", path=FORM, length="?")
        assert door.held.inside == ["ada 1", "ben 1"]
        door.held.open.set()
        await statuses(asked)

    asyncio.run(story())


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_a_browser_that_leaves_gives_its_turn_and_its_place_in_the_line_away(gone):
    async def story():
        door = Door()
        asked = await door.asks("ada 0", "ada 1", "ada 2", "ada 3", path=FORM)
        asked.pop(gone).cancel()
        await settled()
        door.held.open.set()
        assert [status for status, _body in await statuses(asked)] == [200] * 3
        assert (door.admission.forms._inside, dict(door.admission.forms._waiting)) == (set(), {})

    asyncio.run(story())


def test_a_turn_that_is_given_to_a_browser_as_it_leaves_goes_on():
    async def story():
        turns = Turns(most=5)
        assert await turns.come("ada")
        waiting = [asyncio.ensure_future(turns.come("ada")) for _ in range(3)]
        await settled()
        waiting[0].cancel()
        turns.go("ada")  # before the first one has heard that it is to leave
        await settled()
        assert [each.done() for each in waiting] == [True, True, False]
        turns.go("ada")
        waiting[2].cancel()  # its turn has been given, and it has not heard of it
        await settled()
        assert (turns._inside, dict(turns._waiting)) == (set(), {})

    asyncio.run(story())


def test_broken_cookies_are_one_browser():
    async def story():
        door = Door()
        headers = {"cookie": "sessionid=\x01;;=", "name": "x", "content_length": "5"}
        asked = [asyncio.ensure_future(ask_app(door.admission, FORM, "POST", **headers)) for _ in range(2)]
        await settled()
        assert door.held.inside == ["x"]
        door.held.open.set()
        await statuses(asked)

    asyncio.run(story())


def test_a_lesson_starts_beside_the_forms_that_wait():
    async def story():
        door = Door()
        forms = await door.asks("ada 1", "ada 2", path=FORM)
        starts = await door.asks("ada 3", path="/quizzes/7/start/")
        assert door.held.inside == ["ada 1", "ada 3"]
        door.held.open.set()
        assert await statuses([*forms, *starts]) == [(200, "ada 1"), (200, "ada 2"), (200, "ada 3")]

    asyncio.run(story())


@pytest.mark.parametrize(
    "cookies", ["sessionid=abc", "x{y}=1; sessionid=abc", 'j="a b; sessionid=abc', "=; sessionid=abc"]
)
def test_a_browser_is_known_behind_whatever_cookies_others_have_left(cookies):
    assert browser({"headers": [(b"cookie", cookies.encode())]}, "sessionid") == "abc"
