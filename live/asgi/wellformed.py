"""Judges what a request or a handshake says, before anything reads it: for usual Django, students and sockets alike.

What can only be judged while it is read is judged elsewhere: forms in live.asgi.request, endless heads in
live.server.http_guards.
"""

from __future__ import annotations

import re
import unicodedata

from django.utils.http import parse_header_parameters

from live.asgi import pages
from live.asgi.gate import with_security_headers
from live.asgi.messages import App, Receive, Scope, Send, header, refuse_socket

METHODS = ("GET", "HEAD", "POST")
CHARSETS = {"utf-8", "utf8"}
ABSOLUTE = re.compile(rb"https?://([^/?#]*)([^?#]*)", re.IGNORECASE)
CONTROLS_IN_QUERY = re.compile(rb"%(?:[01][0-9a-f]|7f)|[\x00-\x1f\x7f]", re.IGNORECASE)
REPLACEMENT = b"%EF%BF%BD"
ESCAPED = re.compile(rb"[\\\x00-\x1f\x7f]")  # Python reads \000 in a quoted cookie as a NUL, which PostgreSQL refuses
LONGEST_LENGTH = 18  # digits of a Content-Length
UNREADABLE = (AttributeError, LookupError, TypeError, ValueError)
"What Python's and Django's readers of headers and forms raise of input that they were not written for."


class WellFormed:
    """The ASGI app that hands on to `app` what can be read, in one form, and refuses the rest with a sentence.

    `headers` go with each refusal.
    """

    def __init__(self, app: App, headers: list[tuple[bytes, bytes]]) -> None:
        self.app, self.headers = app, headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand one connection on, or refuse it."""
        if scope["type"] == "lifespan":
            return await self.app(scope, receive, send)
        scope = in_one_form(scope)
        if scope["type"] == "websocket":
            return await (self.app if is_readable(scope) else refuse_socket)(scope, receive, send)
        if scope["method"] not in METHODS:
            return await pages.unknown_method(scope, with_security_headers(send, self.headers))
        if not is_readable(scope):
            return await pages.unreadable(scope, with_security_headers(send, self.headers))
        await self.app(scope, receive, send)


def in_one_form(scope: Scope) -> Scope:
    """Return the scope with a path in place of an absolute address, and without control characters that are hidden."""
    scope = _in_origin_form(scope)
    query: bytes = scope.get("query_string", b"")
    if CONTROLS_IN_QUERY.search(query):
        scope = {**scope, "query_string": CONTROLS_IN_QUERY.sub(REPLACEMENT, query)}
    if any(name == b"cookie" and ESCAPED.search(value) for name, value in scope["headers"]):
        plain = [(name, plain_cookies(value) if name == b"cookie" else value) for name, value in scope["headers"]]
        scope = {**scope, "headers": plain}
    return scope


def is_readable(scope: Scope) -> bool:
    """Tell whether path and query are text, the length a number, and the body, if any, in UTF-8."""
    length = header(scope, b"content-length") or "0"
    return (
        scope["path"].startswith("/")
        and is_text(scope["path"])
        and _is_utf8(scope.get("query_string", b""))
        and length.isascii()
        and length.isdigit()
        and len(length) <= LONGEST_LENGTH
        and _announces_utf8(header(scope, b"content-type"))
    )


def _in_origin_form(scope: Scope) -> Scope:
    """Read "GET http://name/path" (RFC 9112, 3.2.2): the name in it counts, whatever Host says."""
    found = ABSOLUTE.fullmatch(scope.get("raw_path") or b"")
    if found is None:
        return scope
    name, raw_path = found[1], found[2] or b"/"
    path = "/" + scope["path"].partition("://")[2].partition("/")[2]
    others = [pair for pair in scope["headers"] if pair[0] != b"host"]
    return {**scope, "path": path, "raw_path": raw_path, "headers": [*others, (b"host", name)]}


def plain_cookies(header: bytes) -> bytes:
    """Return a Cookie header without each cookie that has a backslash or a control character: none of ours has one."""
    return b";".join(each for each in header.split(b";") if not ESCAPED.search(each))


def is_text(path: str) -> bool:
    """Tell whether a path was UTF-8 and has no control characters."""
    if "\ufffd" in path:
        return False
    return path.isprintable() or not any(unicodedata.category(char) in {"Cc", "Cs"} for char in path)


def _is_utf8(query: bytes) -> bool:
    try:
        query.decode()
    except UnicodeDecodeError:
        return False
    return True


def _announces_utf8(content_type: str) -> bool:
    """Django takes any name of a codec, and some of these read no text: "hex", "zlib", "idna"."""
    try:
        _kind, options = parse_header_parameters(content_type)
    except UNREADABLE:
        return False
    return options.get("charset", "utf-8").strip().lower() in CHARSETS
