"""A small ASGI program for the server's own tests: slow, large, chatty and deaf on demand."""

import asyncio
import sys
import zlib

import django
from django.conf import settings

settings.configure(SECRET_KEY="x", STATIC_URL="/static/", ALLOWED_HOSTS=["127.0.0.1"], SHOW_WRITE_NOW=True)
django.setup()

from live.asgi.messages import frame, write_now  # noqa: E402 (it needs the settings)

seen = {"begun": 0, "opened": 0, "closed": 0, "stuck": 0, "waiting": 0, "left": 0}
begin = asyncio.Event()


async def application(scope, receive, send):
    """Answer by path."""
    if scope["type"] == "http":
        await HTTP[scope["path"]](receive, send)
    else:
        await _socket(scope["path"], receive, send)


async def _reply(send, body: bytes, status: int = 200) -> None:
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": body})


async def _seen(receive, send):
    await _reply(send, repr(seen).encode())


async def _echo(receive, send):
    size, more = 0, True
    while more:
        message = await receive()
        size, more = size + len(message["body"]), message["more_body"]
    await _reply(send, b"%d" % size)


async def _summed(receive, send):
    """When it may begin: how long a body is, its check sum, and its longest piece."""
    seen["waiting"] += 1
    await begin.wait()
    size, found, longest, more = 0, 0, 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            seen["left"] += 1
            return
        piece, more = message["body"], message["more_body"]
        size, found, longest = size + len(piece), zlib.crc32(piece, found), max(longest, len(piece))
    await _reply(send, b"%d %d %d" % (size, found, longest))


async def _begin(receive, send):
    begin.set()
    await _reply(send, b"")


async def _slow(receive, send):
    seen["begun"] += 1
    await asyncio.sleep(0.5)
    await _reply(send, b"finished")


async def _large(receive, send):
    await _reply(send, b"x" * 8_000_000)


async def _broken(receive, send):
    raise RuntimeError("on purpose")


HTTP = {
    "/seen": _seen,
    "/echo": _echo,
    "/slow": _slow,
    "/large": _large,
    "/broken": _broken,
    "/summed": _summed,
    "/begin": _begin,
}


async def _socket(path, receive, send):
    await receive()
    if path == "/shut":
        await send({"type": "websocket.close"})
        return
    await send({"type": "websocket.accept"})
    seen["opened"] += 1
    try:
        await SOCKETS[path](receive, send)
    finally:
        seen["closed"] += 1
        print("closed", path, flush=True)


async def _quiet(receive, send):
    while (message := await receive())["type"] != "websocket.disconnect":
        await send({"type": "websocket.send", "text": message["text"]})


async def _chatty(receive, send):
    gone = asyncio.ensure_future(receive())
    while not gone.done():
        await send({"type": "websocket.send", "text": "x" * 65536})
        await asyncio.sleep(0)


async def _deaf(receive, send):
    message: dict[str, str] = {}
    while message.get("type") != "websocket.disconnect":
        await asyncio.sleep(0.3)
        message = await receive()
        while message["type"] == "websocket.receive":
            message = await receive()


async def _wide(receive, send):
    await send({"type": "websocket.send", "text": "w" * 300_000})
    await receive()


async def _ends(receive, send):
    await send({"type": "websocket.close", "code": 1013})


async def _direct(receive, send):
    """Past the queues: three sizes of frame, then as many as go out while nobody reads, then one by the queues."""
    write = write_now(send)
    assert write is not None
    assert not write(frame("the handshake is not out yet"))
    await receive()
    assert [write(frame("d" * size)) for size in (5, 200, 70_000)] == [True] * 3
    await receive()
    while write(frame("d" * 60_000)):
        pass
    seen["stuck"] += 1
    await send({"type": "websocket.send", "text": "last"})
    await receive()


SOCKETS = {"/direct": _direct, "/quiet": _quiet, "/chatty": _chatty, "/deaf": _deaf, "/wide": _wide, "/ends": _ends}

if __name__ == "__main__":
    from live.server.listening import Listening
    from live.server.server import run

    run(Listening("127.0.0.1", int(sys.argv[1])), "__main__:application", on_ready=lambda port: print(port, flush=True))
