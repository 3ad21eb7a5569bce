"""What a browser does around a page: headers, cookies by path, redirects, forms, the socket's handshake."""

from collections.abc import Callable, Mapping
from html import unescape
from re import search
from urllib.parse import urlencode

from bench.load.http import Http, Lost, Reply, Socket, connect

AGENT = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"
REDIRECTS = {301, 302, 303}


class Browser:
    """One person's browser."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.host = f"127.0.0.1:{port}"
        self.http = Http(port)
        self.cookies: dict[str, tuple[str, str]] = {}
        "Name -> value and path."
        self.path = "/"

    def request(self, method: str, path: str, body: bytes = b"", htmx: bool = False) -> bytes:
        """A whole request as Chromium sends it."""
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {self.host}",
            f"User-Agent: {AGENT}",
            "Accept: text/html" if htmx else "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Encoding: gzip, deflate",
            "Accept-Language: en-GB,en;q=0.9",
            "Sec-Fetch-Site: same-origin",
            f"Referer: http://{self.host}{self.path}",
        ]
        if htmx:
            lines += ["HX-Request: true", f"HX-Current-URL: http://{self.host}{self.path}"]
        if method == "POST":
            lines += [f"Origin: http://{self.host}", f"Content-Length: {len(body)}"]
            lines.append("Content-Type: application/x-www-form-urlencoded")
        lines += self._cookie_line(path)
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + body

    def _cookie_line(self, path: str) -> list[str]:
        sent = [f"{name}={value}" for name, (value, where) in self.cookies.items() if path.startswith(where)]
        return [f"Cookie: {'; '.join(sent)}"] if sent else []

    async def send(self, request: bytes) -> Reply:
        """Send it and keep the cookies of the answer."""
        reply = await self.http.send(request)
        for line in reply.headers("set-cookie"):
            pair, _, rest = line.partition(";")
            name, _, value = pair.partition("=")
            where = search(r"(?i)path=([^;]*)", rest)
            self.cookies[name.strip()] = (value, where[1] if where else "/")
        return reply

    async def visit(self, path: str) -> Reply:
        """Open a page, through its redirects."""
        return await self._follow(path, await self.send(self.request("GET", path)))

    async def submit(self, path: str, form: Mapping[str, str | list[str]]) -> Reply:
        """Send a form, and open the page that it leads to."""
        body = urlencode(form, doseq=True).encode()
        return await self._follow(path, await self.send(self.request("POST", path, body)))

    async def _follow(self, path: str, reply: Reply) -> Reply:
        for _ in range(5):
            if reply.status not in REDIRECTS:
                break
            path = reply.headers("location")[0]
            reply = await self.send(self.request("GET", path))
        self.path = path
        if reply.status >= 400:
            raise Lost(f"{path.split('/')[1]}: {reply.status}")
        return reply

    async def listen(self, page: str, hear: Callable[[bytes], None]) -> Socket:
        """Open the socket that a page names."""
        path = found(r'hx-ws:connect="([^"]+)"', page)
        request = self.request("GET", path)[:-2].decode() + (
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: http://{self.host}\r\n\r\n"
        )
        return await connect(self.port, request.encode(), hear)


def found(pattern: str, page: str) -> str:
    """What a pattern's group finds in a page, its entities read."""
    match = search(pattern, page)
    if match is None:
        raise Lost(f"nothing like {pattern} in the page: {page[:200]!r}")
    return unescape(match[1])
