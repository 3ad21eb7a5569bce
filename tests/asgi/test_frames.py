"""Which sites may show which page in a frame."""

import asyncio
from typing import Any

import pytest

from live.asgi.gate import POLICY, SOUNDS, Gate
from live.asgi.messages import answer
from tests.support.asking import ask_app

MOODLE = "https://moodle.school.example"
SITES = [MOODLE, "http://wiki.school.example:8080"]
NEVER = ["/", "/000000", "/host/1/", "/host/1/present/", "/login/", "/signin/x/", "/quizzes/", "/quizzes/1/", "/vote/"]
NEVER += ["/remote/x/", "/rooms/1/results/", "/teachers/", "/password/", "/screens/", "/player/", "/static/a.css"]


async def _page(scope: Any, receive: Any, send: Any) -> None:
    await answer(send, 200, b"a page", [(b"x-frame-options", b"SAMEORIGIN")])


async def _none(scope: Any, receive: Any, send: Any) -> None:
    raise AssertionError("no socket is asked for")


def gate(sites: list[str], scheme: str = "http") -> Gate:
    """A gate behind which browsers come by this scheme."""
    return Gate(_page, _none, lambda host: True, comes_by_https=lambda place: scheme == "https", framed_by=sites)


def framers(sites: list[str], path: str, scheme: str = "http", **headers: str) -> tuple[str, str]:
    """Who may show a page: by its policy, and by the older header."""
    found = asyncio.run(ask_app(gate(sites, scheme), path, **headers)).headers
    [policy] = [part for part in found["content-security-policy"].split("; ") if part.startswith("frame-ancestors")]
    rest = found["content-security-policy"].replace(policy, "frame-ancestors 'none'")
    assert rest.removesuffix(SOUNDS.decode()) == POLICY
    return policy.partition(" ")[2], found.get("x-frame-options", "")


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("path", [*NEVER, "/screen/k/", "/play/1/", "/join/k/"])
def test_by_default_nobody_may(path: str, scheme: str) -> None:
    assert framers([], path, scheme) == ("'none'", "DENY")


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("path", NEVER)
def test_host_sign_in_and_editor_are_shown_by_nobody(path: str, scheme: str) -> None:
    assert framers(SITES, path, scheme, sec_fetch_dest="iframe") == ("'none'", "DENY")


def test_the_sites_that_are_named_may_show_the_screen_and_by_https_the_students_pages() -> None:
    named = (" ".join(SITES), "")
    assert [framers(SITES, "/screen/k/", scheme) for scheme in ("http", "https")] == [named] * 2
    assert [framers(SITES, path, "https") for path in ("/play/1/", "/join/k/", "/play/1/state/")] == [named] * 3
    assert [framers(SITES, path, "http") for path in ("/play/1/", "/join/k/")] == [("'none'", "DENY")] * 2


@pytest.mark.parametrize(
    ("headers", "is_offered"),
    [
        ({"sec_fetch_dest": "iframe"}, True),
        ({"referer": f"{MOODLE}/course/view.php"}, True),
        ({"sec_fetch_dest": "document", "referer": f"{MOODLE}/"}, False),
        ({"referer": "https://evil.example/"}, False),
        ({"referer": f"{MOODLE}.evil.example/"}, False),
        ({"referer": "http://["}, False),
        ({}, False),
    ],
)
@pytest.mark.parametrize("path", ["/play/1/", "/join/k/"])
def test_by_http_a_frame_offers_a_window_of_its_own(path: str, headers: dict[str, str], is_offered: bool) -> None:
    found = asyncio.run(ask_app(gate(SITES), path, **headers))
    link = f'href="{path}" target="_blank">Open in a new window</a>'.encode()
    assert (link in found.body, found.body == b"a page") == (is_offered, not is_offered)
    assert ("x-frame-options" in found.headers) is not is_offered
