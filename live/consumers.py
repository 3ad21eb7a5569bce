"""The sockets: who may listen, and to what. They accept no messages; answers come by form post."""

from collections.abc import Awaitable, Callable, Mapping
from functools import wraps
from typing import Any

from django.utils.translation import override

from live.access import identity
from live.asgi.messages import NO_ACCESS
from live.models import Room
from live.realtime.drawing import View
from live.realtime.hub import hub
from live.realtime.listener import Listener
from live.refusal import GONE
from live.rendering import partials
from live.storage.outage import outage

TALKS = 4400
"The close code for a client that sends: the socket takes nothing."
LATER = 1013
"The close code that lets a page come back by itself, each time a little later."
Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[Any], Awaitable[None]]
May = Callable[[], Awaitable[Any]]
Consumer = Callable[[Scope, Receive, Send], Awaitable[None]]


def _while_there_is_a_database(consumer: Consumer) -> Consumer:
    """End the socket politely while there is no database: nothing has gone wrong here, and a whole class comes at once.

    While it is known to be away nobody is let in at all: a page that was lets less time pass before it tries again.
    """

    @wraps(consumer)
    async def careful(scope: Scope, receive: Receive, send: Send) -> None:
        later = {"type": "websocket.close", "code": LATER}
        if outage.rests:
            await receive()
            return await send(later)
        try:
            await consumer(scope, receive, send)
        except GONE:
            await send(later)

    return careful


@_while_there_is_a_database
async def play(scope: Scope, receive: Receive, send: Send) -> None:
    """A participant's socket, by seat."""
    room_id = int(scope["url_route"]["kwargs"]["room_id"])
    seat = identity.seat(identity.cookies(scope["headers"]), room_id)
    state_url = f"/play/{room_id}/state/"
    who = Listener(room_id, "play", send, seat=seat) if seat else None
    await _listen(receive, send, who, state_url)


@_while_there_is_a_database
async def screen(scope: Scope, receive: Receive, send: Send) -> None:
    """A screen's socket, by the screen key in its address."""
    key, sounds = scope["url_route"]["kwargs"]["key"], _sounds(scope)
    state_url = f"/screen/{key}/{'sound/' if sounds else ''}state/"
    found = await hub.read(_screen_of, key, identity.cookies(scope["headers"]))
    who = Listener(found[0], "screen", send, key=key, follows=found[1], sounds=sounds) if found else None
    await _listen(receive, send, who, state_url, lambda: hub.read(_is_screen_key, key))


@_while_there_is_a_database
async def host(scope: Scope, receive: Receive, send: Send) -> None:
    """The host page's socket, by login or pass."""
    await _hosting(scope, receive, send, "host", "")


@_while_there_is_a_database
async def present(scope: Scope, receive: Receive, send: Send) -> None:
    """The socket of the stage with a bar of moves, by login or pass."""
    await _hosting(scope, receive, send, "present", f"present/{'sound/' if _sounds(scope) else ''}")


@_while_there_is_a_database
async def key(scope: Scope, receive: Receive, send: Send) -> None:
    """The socket of the page with notes and key, by login or pass."""
    await _hosting(scope, receive, send, "key", "key/")


async def _hosting(scope: Scope, receive: Receive, send: Send, audience: str, page: str) -> None:
    room_id = int(scope["url_route"]["kwargs"]["room_id"])
    cookies = identity.cookies(scope["headers"])
    state_url = f"/host/{room_id}/{page}state/"
    granted = await hub.read(_host_of, room_id, cookies)
    who = None
    if granted is not None:
        who = Listener(room_id, audience, send, sounds=_sounds(scope), **granted)
    await _listen(receive, send, who, state_url, lambda: hub.read(_host_of, room_id, cookies))


def _sounds(scope: Scope) -> bool:
    """Whether it is the socket of a page that plays sounds, which has an address of its own."""
    return bool(scope["url_route"]["kwargs"].get("sounds"))


async def _listen(receive: Receive, send: Send, who: Listener | None, state_url: str, may: May | None = None) -> None:
    """Accept, send a snapshot, and listen until the other side goes; strangers are refused before the handshake.

    `may` asks once more when the hub knows the socket: what ended the others may have come just before it did.
    """
    await receive()
    if who is None:
        await send({"type": "websocket.close", "code": NO_ACCESS})
        return
    await send({"type": "websocket.accept"})
    try:
        if not await hub.listen(who, lambda view: _quiet_link(who, view, state_url)) or (may and not await may()):
            hub.leave(who)
            who.close()
        while (await receive())["type"] != "websocket.disconnect":
            hub.leave(who)
            if not who.closed:
                who.closed = True
                await send({"type": "websocket.close", "code": TALKS})
    finally:
        hub.leave(who)


def _quiet_link(who: Listener, view: View, state_url: str) -> str:
    who.state_url = state_url
    with override(view.snapshot.room.language):
        return partials.link(state_url, view.digest, live=True)


def _screen_of(key: str, cookies: Mapping[str, str]) -> tuple[int, bool] | None:
    """The room of a screen key, and whether this browser's screen may follow the room to a new address."""
    room = Room.objects.select_related("host").filter(screen_key=key).first()
    return (room.pk, identity.may_follow(cookies, room)) if room else None


def _is_screen_key(key: str) -> bool:
    return Room.objects.filter(screen_key=key).exists()


def _host_of(room_id: int, cookies: Mapping[str, str]) -> dict[str, Any] | None:
    """What makes this browser the room's host: session and teacher, or the pass; None when it is not."""
    room = Room.objects.select_related("host").filter(pk=room_id).first()
    if room is None:
        return None
    session = identity.session_key(cookies)
    if session and identity.teacher(session).pk == room.host_id:
        return {"session": session, "teacher_id": room.host_id}
    return {"key": room.host_pass, "teacher_id": room.host_id} if identity.has_pass(cookies, room) else None
