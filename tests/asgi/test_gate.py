"""The door: Host, Origin, headers, lifespan."""

import asyncio

import pytest

from live.asgi.gate import POLICY, SECURITY_HEADERS, SOUNDS, ByPath, Gate
from live.asgi.messages import answer, refuse_socket
from tests.support.asking import ask_app, shake_hands


async def _hello(scope, receive, send):
    theirs = [(b"Content-Security-Policy", b"default-src *"), (b"X-Own", b"1")]
    await answer(send, 200, b"hello", theirs)


async def _accepting(scope, receive, send):
    await send({"type": "websocket.accept"})


async def _seen(scope, receive, send):
    await answer(send, 200, f"{scope['scheme']} {scope['client'][0]}".encode())


async def _where(scope, receive, send):
    [host] = [value for name, value in scope["headers"] if name == b"host"]
    await answer(send, 200, f"{scope['scheme']} {host.decode()}".encode())


gate = Gate(_hello, _accepting, allowed=lambda host: host in ("localhost", "school.example", "[::1]"))

behind = Gate(_seen, _accepting, allowed=lambda host: True, proxied=True, https_for=60)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "school.example", "[::1]:8000"])
def test_an_allowed_host_is_let_in(host):
    assert asyncio.run(ask_app(gate, host=host)).body == b"hello"


@pytest.mark.parametrize(
    "host", ["", "evil.example", "localhost.evil.example", "*", "localhost:80:80", "localhost, evil", "a b", "\xff"]
)
def test_any_other_host_is_refused_with_a_page_that_says_why(host):
    refusal = asyncio.run(ask_app(gate, host=host))
    assert refusal.status == 400
    assert b"does not answer under this address" in refusal.body


def test_two_hosts_are_none():
    assert asyncio.run(ask_app(gate, scope_headers=[(b"host", b"evil.example")])).status == 400


def test_every_answer_carries_the_headers_and_none_of_them_twice():
    for host in ("localhost", "evil.example"):
        headers = asyncio.run(ask_app(gate, host=host)).headers
        assert {name: headers[name.decode()].encode() for name, _ in SECURITY_HEADERS} == dict(SECURITY_HEADERS)
    assert headers["content-security-policy"] == POLICY


@pytest.mark.parametrize(
    ("path", "sounds"),
    [
        ("/screen/key/", True),
        ("/host/7/present/", True),
        ("/host/7/", False),
        ("/host/7/key/", False),
        ("/host/present/", False),
        ("/play/7/", False),
        ("/", False),
        ("/play/7/screen/", False),
    ],
)
def test_screens_alone_may_play_sounds_of_ours(path, sounds):
    policy = asyncio.run(ask_app(gate, path)).headers["content-security-policy"]
    assert policy == POLICY + (SOUNDS.decode() if sounds else "")


def test_a_screen_in_a_frame_may_play_sounds_too():
    framed = Gate(_hello, _accepting, lambda host: True, framed_by=("https://school.example",))
    policy = asyncio.run(ask_app(framed, "/screen/key/")).headers["content-security-policy"]
    assert "frame-ancestors https://school.example;" in policy
    assert policy.endswith(SOUNDS.decode())


def test_an_applications_own_headers_stay():
    assert asyncio.run(ask_app(gate)).headers["x-own"] == "1"


def test_the_policy_allows_nothing_unsafe_and_nothing_foreign():
    words = f"{POLICY}{SOUNDS.decode()}".replace(";", "").split()
    assert {word for word in words if word.startswith("'")} == {"'none'", "'self'"}
    assert not [word for word in words if ":" in word or "*" in word]


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("school.example", "http://school.example"),
        ("school.example", "http://school.example:80"),
        ("school.example:80", "http://school.example"),
        ("school.example:8000", "http://school.example:8000"),
        ("School.Example:8000", "http://SCHOOL.example:8000"),
        ("[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_a_socket_of_the_pages_own_origin_opens(host, origin):
    assert asyncio.run(shake_hands(gate, host=host, origin=origin)) == "websocket.accept"


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "",
        "null",
        "http://evil.example",
        "http://school.example:8001",
        "http://school.example",
        "https://school.example:8000",
        "http://sub.school.example:8000",
        "http://school.example.evil.example:8000",
        "http://evil.example/http://school.example:8000",
        "http://school.example:8000@evil.example",
        "http://school.example:8000/",
        "ws://school.example:8000",
        "school.example:8000",
        "http://school.example:8000, http://evil.example",
        "http://school.example:99999",
        "http://[school.example:8000",
        "\xff",
    ],
)
def test_a_socket_of_any_other_origin_is_refused(origin):
    said = asyncio.run(shake_hands(gate, host="school.example:8000", origin=origin))
    assert said == "websocket.close"


def test_a_socket_under_a_foreign_host_is_refused_even_when_its_origin_agrees():
    assert asyncio.run(shake_hands(gate, host="evil.example", origin="http://evil.example")) == "websocket.close"


@pytest.mark.parametrize(
    ("said", "origin", "first"),
    [
        ("https", "https://school.example", "websocket.accept"),
        ("https", "http://school.example", "websocket.close"),
        ("http", "https://school.example", "websocket.close"),
    ],
)
def test_a_proxys_word_on_the_scheme_counts_where_there_is_one(said, origin, first):
    headers = {"host": "school.example", "origin": origin, "x-forwarded-proto": said}
    assert asyncio.run(shake_hands(behind, **headers)) == first


def test_a_proxys_word_on_the_scheme_counts_for_nothing_else():
    headers = {"host": "school.example", "origin": "https://school.example", "x-forwarded-proto": "https"}
    assert asyncio.run(shake_hands(gate, **headers)) == "websocket.close"


@pytest.mark.parametrize(
    ("headers", "seen"),
    [
        ({}, "http 192.0.2.7"),
        ({"x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https"}, "https 203.0.113.9"),
        ({"x-forwarded-for": "10.9.9.9, 203.0.113.9"}, "http 203.0.113.9"),
        ({"x-forwarded-for": "2001:db8::1", "x-forwarded-proto": "http, https"}, "https 2001:db8::1"),
        ({"x-forwarded-proto": "gopher"}, "http 192.0.2.7"),
    ],
)
def test_behind_a_proxy_its_last_word_says_who_comes_and_how(headers, seen):
    assert asyncio.run(ask_app(behind, **headers)).body.decode() == seen


def test_without_a_proxy_nobody_says_who_they_are():
    headers = {"x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https"}
    direct = Gate(_seen, _accepting, allowed=lambda host: True)
    assert asyncio.run(ask_app(direct, **headers)).body == b"http 192.0.2.7"


tunnelled = Gate(_where, _accepting, lambda host: True, comes_by_https=lambda place: place == "school.example")


@pytest.mark.parametrize(
    ("headers", "where"),
    [
        ({"host": "school.example"}, "https school.example"),
        ({"host": "school.example", "origin": "https://school.example"}, "https school.example"),
        ({"host": "127.0.0.1:8000", "origin": "https://school.example"}, "https school.example"),
        ({"host": "127.0.0.1:8000"}, "http 127.0.0.1:8000"),
        ({"host": "127.0.0.1:8000", "origin": "http://school.example"}, "http 127.0.0.1:8000"),
        ({"host": "127.0.0.1:8000", "origin": "https://evil.example"}, "http 127.0.0.1:8000"),
        ({"host": "school.example:8000", "origin": "http://school.example:8000"}, "http school.example:8000"),
    ],
)
def test_behind_a_tunnel_whoever_comes_by_the_address_that_was_given_with_https_comes_by_https(headers, where):
    assert asyncio.run(ask_app(tunnelled, **headers)).body.decode() == where


@pytest.mark.parametrize(
    ("host", "origin", "first"),
    [
        ("school.example", "https://school.example", "websocket.accept"),
        ("127.0.0.1:8000", "https://school.example", "websocket.accept"),
        ("127.0.0.1:8000", "http://127.0.0.1:8000", "websocket.accept"),
        ("school.example", "http://school.example", "websocket.close"),
        ("school.example", "https://evil.example", "websocket.close"),
        ("127.0.0.1:8000", "https://127.0.0.1:8000", "websocket.close"),
    ],
)
def test_a_socket_behind_a_tunnel_opens_for_the_pages_of_its_address(host, origin, first):
    assert asyncio.run(shake_hands(tunnelled, host=host, origin=origin)) == first


def test_browsers_are_told_to_come_by_https_where_there_is_nothing_else():
    assert asyncio.run(ask_app(behind)).headers["strict-transport-security"] == "max-age=60"
    assert "strict-transport-security" not in asyncio.run(ask_app(gate)).headers


def test_the_last_route_refuses_a_socket():
    assert asyncio.run(shake_hands(refuse_socket)) == "websocket.close"


def test_lifespan_is_answered():
    messages = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])
    said = []

    async def receive():
        return next(messages)

    async def send(message):
        said.append(message["type"])

    asyncio.run(gate({"type": "lifespan"}, receive, send))
    assert said == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


def test_the_first_door_that_fits_opens():
    async def named(name, send):
        await answer(send, 200, name)

    doors = ByPath(
        (lambda path: path.startswith("/a"), lambda scope, receive, send: named(b"a", send)),
        (lambda path: path.startswith("/ab"), lambda scope, receive, send: named(b"ab", send)),
        otherwise=lambda scope, receive, send: named(b"other", send),
    )
    found = [asyncio.run(ask_app(doors, path)).body for path in ("/abc", "/x")]
    assert found == [b"a", b"other"]
