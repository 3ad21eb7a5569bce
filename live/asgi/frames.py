"""Which pages other sites may show in a frame: the screen, and by https the students' pages; never host or editor."""

from __future__ import annotations

from collections.abc import Sequence

from live.asgi.messages import Headers, Scope, header

SCREENS, STUDENTS = "/screen/", ("/play/", "/join/")
IN_A_FRAME = {"iframe", "frame", "embed", "object"}
"What browsers say in Sec-Fetch-Dest of a page that another one shows."
NONE = b"frame-ancestors 'none'"


def framed(headers: Headers, sites: Sequence[str]) -> list[tuple[bytes, bytes]]:
    """Return the security headers of a page that these sites may show."""
    ancestors = f"frame-ancestors {' '.join(sites)}".encode()
    return [(name, value.replace(NONE, ancestors)) for name, value in headers if name != b"x-frame-options"]


def may_be_framed(scope: Scope, is_secure: bool) -> bool:
    """Tell whether a page may be shown in a frame at all; a seat in one needs a cookie that only https can have."""
    path: str = scope["path"]
    return path.startswith(SCREENS) or (is_secure and path.startswith(STUDENTS))


def wants_a_seat_in_a_frame(scope: Scope, sites: Sequence[str]) -> bool:
    """Tell whether a site asks for a students' page in a frame.

    By http browsers do not say that it is a frame: then whatever comes from one of these sites is taken for one.
    """
    if not scope["path"].startswith(STUDENTS):
        return False
    if destination := header(scope, b"sec-fetch-dest"):
        return destination in IN_A_FRAME
    return "/".join(header(scope, b"referer").split("/")[:3]) in sites
