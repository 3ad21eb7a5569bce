"""Asks an ASGI application directly, without a server."""

import asyncio

from tests.support.wire_browser import Answer


async def ask_app(app, path="/", method="GET", chunks=(b"",), query=b"", scope_headers=(), **headers):
    """One request; its body may come in chunks."""
    left = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
    left[-1]["more_body"] = False
    sent = []

    async def receive():
        return left.pop(0) if left else await asyncio.Event().wait()

    async def send(message):
        sent.append(message)

    lines = {"host": "localhost"} | {name.replace("_", "-"): value for name, value in headers.items()}
    scope = {
        "type": "http",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode("utf-8", "replace"),
        "root_path": "",
        "query_string": query,
        "headers": [*((name.encode(), value.encode("latin-1")) for name, value in lines.items()), *scope_headers],
        "client": ["192.0.2.7", 4711],
        "server": ["192.0.2.1", 80],
    }
    await app(scope, receive, send)
    found = {name.decode().lower(): value.decode("latin-1") for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], found, b"".join(message.get("body", b"") for message in sent[1:]))


async def shake_hands(app, path="/", **headers):
    """What a socket's application says first: "websocket.accept" or "websocket.close"."""
    sent = []

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        sent.append(message["type"])

    found = [(name.encode(), value.encode("latin-1")) for name, value in headers.items() if value is not None]
    await app({"type": "websocket", "path": path, "headers": found}, receive, send)
    return sent[0]
