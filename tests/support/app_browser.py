"""A browser of a test's own: it asks the real ASGI application in process, keeps cookies, and opens sockets."""

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

from bench.patience import PATIENCE
from tests.support.page import Page

HOST = "localhost"
FORM = "application/x-www-form-urlencoded"
Form = Mapping[str, str | list[str]]


async def until(condition: Callable[[], Any], what: str = "") -> None:
    """Wait for a condition; when it does not come, it is a failure that says what was waited for."""
    for _turn in range(int(PATIENCE / 0.005)):
        if condition():
            return
        await asyncio.sleep(0.005)
    raise AssertionError(f"Waited in vain: {what or condition}")


@dataclass(frozen=True)
class Answer:
    """What an HTTP request was answered."""

    status: int
    headers: list[tuple[str, str]]
    text: str

    def __getitem__(self, name: str) -> str:
        return ", ".join(value for key, value in self.headers if key == name)

    @property
    def page(self) -> Page:
        """The answer as a page."""
        return Page(self.text)

    @property
    def where(self) -> str:
        """The path that it sends the browser to, "" for none."""
        parts = urlsplit(self["location"])
        return parts.path + (f"?{parts.query}" if parts.query else "")

    @property
    def token(self) -> str:
        """The CSRF token of the first form that has one."""
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.text)
        return found[1] if found else ""


@dataclass
class Browser:
    """One browser: cookies by path, and the headers that real ones send."""

    application: Any
    host: str = HOST
    address: str = "192.0.2.7"
    cookies: dict[tuple[str, str], str] = field(default_factory=dict)
    token: str = ""
    heard: list[str] = field(default_factory=list)
    "Everything that was ever sent to this browser, sockets included."

    def cookie_header(self, path: str) -> str:
        """The cookies that belong to a path."""
        return "; ".join(f"{name}={value}" for (name, place), value in self.cookies.items() if path.startswith(place))

    def holds(self, name: str) -> str:
        """The value of a cookie, whatever its path; "" without it."""
        return next((value for (known, _path), value in self.cookies.items() if known == name), "")

    async def get(self, path: str, **headers: str | None) -> Answer:
        """Ask for a page."""
        answer = await self.request("GET", path, b"", {k.replace("_", "-"): v for k, v in headers.items()})
        self.token = answer.token or self.token
        return answer

    async def follow(self, answer: Answer) -> Answer:
        """Go where an answer points, as far as it points."""
        while answer.where:
            answer = await self.get(answer.where)
        return answer

    async def post(self, path: str, form: Form | None = None, htmx: bool = False, **headers: str | None) -> Answer:
        """Send a form, as a browser does (with Origin), by htmx or plainly; host pages get the token last seen."""
        fields = {**({"csrfmiddlewaretoken": self.token} if self.token else {}), **(form or {})}
        usual: dict[str, str | None] = {"origin": f"http://{self.host}", "content-type": FORM}
        if htmx:
            usual["hx-request"] = "true"
        body = urlencode(fields, doseq=True, errors="surrogatepass").encode()
        return await self.request("POST", path, body, {**usual, **{k.replace("_", "-"): v for k, v in headers.items()}})

    async def request(self, method: str, url: str, body: bytes, headers: Mapping[str, str | None]) -> Answer:
        """One request, through everything that the server would do in process."""
        sent: list[Any] = []
        messages = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> Any:
            return messages.pop() if messages else await asyncio.Event().wait()

        async def send(message: Any) -> None:
            sent.append(message)

        scope = self._scope("http", url, headers)
        scope["method"] = method
        if body:
            scope["headers"].append((b"content-length", b"%d" % len(body)))
        await self.application(scope, receive, send)
        found = [(name.decode().lower(), value.decode("latin-1")) for name, value in sent[0]["headers"]]
        self._keep_cookies(found)
        body = b"".join(each.get("body", b"") for each in sent[1:])
        answer = Answer(sent[0]["status"], found, body.decode(errors="replace"))  # of a zip no text is asked for
        self.heard.append(answer.text + json.dumps(found))
        return answer

    def _scope(self, kind: str, url: str, headers: Mapping[str, str | None]) -> dict[str, Any]:
        path, _mark, query = url.partition("?")
        lines = {"host": self.host, "cookie": self.cookie_header(path) or None, **headers}
        return {
            "type": kind,
            "http_version": "1.1",
            "scheme": "http" if kind == "http" else "ws",
            "path": path,
            "raw_path": path.encode("utf-8", "replace"),
            "root_path": "",
            "query_string": query.encode(),
            "headers": [(key.encode(), value.encode("latin-1")) for key, value in lines.items() if value is not None],
            "client": [self.address, 4711],
            "server": ["192.0.2.1", 80],
            "subprotocols": [],
        }

    def _keep_cookies(self, headers: list[tuple[str, str]]) -> None:
        for name, value in headers:
            for morsel in SimpleCookie(value).values() if name == "set-cookie" else []:
                key = morsel.key, morsel["path"] or "/"
                if morsel["max-age"] == 0 or morsel.value == "":
                    self.cookies.pop(key, None)
                else:
                    self.cookies[key] = morsel.value

    async def open(self, path: str, **headers: str | None) -> "Socket":
        """Open a socket, and wait until it is accepted (and has its snapshot) or refused."""
        usual: dict[str, str | None] = {"origin": f"http://{self.host}"}
        socket = Socket(self.application, self._scope("websocket", path, {**usual, **headers}), self.heard)
        await until(lambda: socket.frames or socket.ended, f"the socket at {path}")
        return socket


class Socket:
    """One open socket; keeps all that it is sent."""

    def __init__(self, application: Any, scope: dict[str, Any], heard: list[str] | None = None) -> None:
        self.frames: list[str] = []
        self.accepted = False
        self.code: int | None = None
        "The code with which the server closed it."
        self.hears: Callable[[str], None] = lambda frame: None
        self.takes = asyncio.Event()
        "While it is not set, the line is full: what is sent next stays on its way."
        self.takes.set()
        self._heard = [] if heard is None else heard
        self._incoming: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._incoming.put_nowait({"type": "websocket.connect"})
        self.task = asyncio.ensure_future(application(scope, self._incoming.get, self._take))

    @property
    def ended(self) -> bool:
        """The server has closed it, or its consumer has ended."""
        return self.code is not None or self.task.done()

    async def _take(self, message: dict[str, Any]) -> None:
        match message["type"]:
            case "websocket.accept":
                self.accepted = True
            case "websocket.close":
                self.code = message.get("code", 1000)
                self._incoming.put_nowait({"type": "websocket.disconnect", "code": self.code})
            case "websocket.send":
                await self.takes.wait()
                assert self.code is None, "something was sent after the close"
                self.frames.append(message["text"])
                self._heard.append(message["text"])
                self.hears(message["text"])

    def say(self, text: str) -> None:
        """Send a frame, which no page of ours does."""
        self._incoming.put_nowait({"type": "websocket.receive", "text": text})

    async def has(self, text: str, since: int = 0) -> str:
        """Wait for a frame with this text; the frame."""
        await until(lambda: any(text in frame for frame in self.frames[since:]), f"{text!r} in a frame")
        return next(frame for frame in self.frames[since:] if text in frame)

    async def close(self) -> None:
        """Go away, as a closed tab does."""
        self._incoming.put_nowait({"type": "websocket.disconnect", "code": 1001})
        with suppress(asyncio.CancelledError):
            await asyncio.wait_for(self.task, PATIENCE)
