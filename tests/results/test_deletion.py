"""Deleting a room: it asks, then everything goes, and whoever listened is let go."""

import asyncio

import pytest
from asgiref.testing import ApplicationCommunicator
from config.asgi import application
from django.test import Client
from django.urls import reverse

from bench.patience import PATIENCE
from live import clock
from live.models import Knock, Participant, Question, Quiz, Response, Room, Round, SignInLink
from tests.support.taught import PARIS, Classroom

pytestmark = pytest.mark.usefixtures("transactional_db")

EVERYTHING = [Room, Round, Participant, Response, Knock, SignInLink, Quiz, Question]


def counts():
    """How many there are of everything."""
    return [model._default_manager.count() for model in EVERYTHING]


def taught(lesson):
    """A lesson with something of everything."""
    ana = lesson.joins("Ana")
    lesson.asks("single", PARIS, {ana: "1"})
    Knock.objects.create(participant=ana, asked_at=clock.now())
    SignInLink.issue(lesson.room.host, room=lesson.room)
    return reverse("room-delete", args=[lesson.room.pk])


def test_deleting_asks_first(lesson, browser):
    address = taught(lesson)
    before = counts()
    page = browser.get(address)
    assert (page.status_code, b"1 participant<" in page.content, counts()) == (200, True, before)


def test_everything_of_the_room_goes_and_nothing_else(lesson, ada, browser):
    address = taught(lesson)
    taught(Classroom(ada, title="Other"))
    assert counts() == [2, 2, 2, 2, 2, 2, 2, 2]
    response = browser.post(address, follow=True)
    assert response.redirect_chain == [(reverse("quiz-list"), 302)]
    assert b"The room was deleted with everything in it." in response.content
    assert counts() == [1, 1, 1, 1, 1, 1, 2, 2]
    assert browser.get(address).status_code == 404


def test_deleting_needs_the_token_of_the_page(lesson, ada):
    address = taught(lesson)
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(ada)
    assert careful.post(address).status_code == 403
    assert Room.objects.filter(pk=lesson.room.pk).exists()


def listener(room):
    """The socket of a room's screen."""
    path = f"/screen/{room.screen_key}/live/"
    headers = [(b"host", b"localhost"), (b"origin", b"http://localhost")]
    scope = {"type": "websocket", "path": path, "raw_path": path.encode(), "query_string": b"", "headers": headers}
    more = {"scheme": "ws", "subprotocols": [], "client": ("127.0.0.1", 5), "server": ("127.0.0.1", 80)}
    return ApplicationCommunicator(application, scope | more)


async def watched(room, delete):
    """What a screen is sent after the room is deleted, up to the end."""
    socket = listener(room)
    await socket.send_input({"type": "websocket.connect"})
    types = [(await socket.receive_output(PATIENCE))["type"] for _message in range(2)]
    await asyncio.to_thread(delete)
    while types[-1] != "websocket.close":
        types.append((await socket.receive_output(PATIENCE))["type"])
    await socket.send_input({"type": "websocket.disconnect", "code": 1000})
    await socket.wait(PATIENCE)
    return types


def test_the_sockets_of_the_room_end_with_it(lesson, browser):
    address = taught(lesson)
    types = asyncio.run(watched(lesson.room, lambda: browser.post(address)))
    assert (types[:2], types[-1]) == (["websocket.accept", "websocket.send"], "websocket.close")
