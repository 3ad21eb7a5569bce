"""Thousands of malformed handshakes, frames and bodies while a class answers (T2)."""

import asyncio
import struct
from collections.abc import Callable
from random import Random
from urllib.parse import quote_from_bytes

from bench.report.truth import Kept, compare
from tests.faults.test_abuse import Watch, class_answers, handshake
from tests.support.phones import Phone, a_hall, fill, moves, play, until

LINES = 16
SEED = 20
WAIT = 0.15
"Seconds in which an answer to nonsense is looked for; most gets none."
Shot = tuple[bytes, bytes]
"What is sent first, and what after the first answer."


def noise(dice: Random, most: int = 200) -> bytes:
    """Any bytes."""
    return dice.randbytes(dice.randrange(most))


def bent(dice: Random, good: bytes) -> bytes:
    """Something that was right, with a few bytes changed, left out, doubled or put in."""
    data = bytearray(good)
    for _ in range(dice.randrange(1, 6)):
        at = dice.randrange(len(data) + 1)
        data[at : at + dice.choice((0, 0, 1, 3))] = dice.choice(
            (b"", b"\0", b"\r\n", b"\xff", b"9" * 30, noise(dice, 9))
        )
    return bytes(data)


def frame(dice: Random) -> bytes:
    """A frame with any bits, and a length that may be a lie."""
    payload = dice.choice((noise(dice), b"\xff\xfe\xc0", b"\x03\xe9", struct.pack("!H", dice.randrange(6000))))
    first = dice.choice((dice.randrange(256), 0x81, 0x01, 0x80, 0x88, 0x89, 0x8A))
    length = dice.choice((len(payload), dice.randrange(126), 126, 127))
    size = {126: struct.pack("!H", len(payload)), 127: struct.pack("!Q", dice.choice((len(payload), 1 << 40, 1 << 63)))}
    masked = dice.choice((0x80, 0x80, 0))
    return bytes([first, masked | length]) + size.get(length, b"") + (bytes(4) if masked else b"") + payload


def a_handshake(dice: Random, phone: Phone) -> Shot:
    """A bent handshake."""
    return bent(dice, handshake(phone.browser, f"{phone.browser.path}live/")), b""


def some_frames(dice: Random, phone: Phone) -> Shot:
    """A good handshake, then bad frames."""
    frames = b"".join(frame(dice) for _ in range(dice.randrange(1, 4)))
    return handshake(phone.browser, f"{phone.browser.path}live/"), frames


def a_head(dice: Random, phone: Phone) -> Shot:
    """A request that is bent, or for a path that nobody thought of."""
    path = "/" + dice.choice(("", "play/", "join/", "screen/", "host/", "quizzes/", "static/", "9" * 6))
    path += quote_from_bytes(noise(dice, 30), safe="/?=&%")
    method = dice.choice(("GET", "GET", "HEAD", "PUT", "OPTIONS", "POST", "\x01"))
    request = phone.browser.request(method, path)
    return (bent(dice, request) if dice.random() < 0.5 else request), b""


def a_body(dice: Random, phone: Phone) -> Shot:
    """A post whose form is nonsense, or hardly one."""
    forms = (
        noise(dice, 400),
        b"round=" + noise(dice, 30) + b"&choice=" + noise(dice, 30),
        b"round=%d&choice=%s" % (phone.round_id, quote_from_bytes(noise(dice, 30)).encode()),
        b"round=%s&choice=1" % (b"9" * dice.randrange(40)),
        bent(dice, b"round=1&choice=1&choice=2&text=x&word=y&number=3"),
        b"&".join(b"a%d=1" % number for number in range(dice.choice((10, 1500)))),
    )
    path = dice.choice(
        (f"{phone.browser.path}answer/", phone.browser.path, "/", "/join/x/", "/account/login/", "/host/1/act/")
    )
    request = phone.browser.request("POST", path, dice.choice(forms), htmx=dice.random() < 0.5)
    if dice.random() < 0.3:
        request = request.replace(b"x-www-form-urlencoded", b"json; charset=" + dice.choice((b"utf-7", b"x", b"\xe4")))
    if dice.random() < 0.2:
        request = request.replace(
            b"application/x-www-form-urlencoded", b"multipart/form-data; boundary=" + noise(dice, 9)
        )
    return request, b""


def a_multipart_form(dice: Random, phone: Phone) -> Shot:
    """A form in parts whose charset reads no text, or whose parts are bent."""
    charset = dice.choice(CHARSETS)
    head = dice.choice((b"form-data; name=x", b"form-data; name*=%s''x" % charset, b"form-data; name*%s=x" % DIGITS))
    body = b"--X\r\nContent-Disposition: %s\r\n\r\n%s\r\n--X--\r\n" % (head, noise(dice, 40))
    request = phone.browser.request("POST", a_page(dice, phone), body if dice.random() < 0.7 else bent(dice, body))
    kind = b"multipart/form-data; boundary=X" + dice.choice((b"", b"; charset=" + charset))
    return request.replace(b"application/x-www-form-urlencoded", kind), b""


def some_cookies(dice: Random, phone: Phone) -> Shot:
    """A page, or a socket, with cookies that Python would unquote, or that are no cookies."""
    name = dice.choice((b"sessionid", b"seat", b"host", b"csrftoken", b"device", b"messages", b"django_language"))
    values = (b'"abc\\000ij"', b'"\\377\\\\"', DIGITS, b'"', noise(dice, 20).hex().encode(), b"a:b:" + DIGITS)
    cookie = b"Cookie: %s=%s; =; %s\r\n\r\n" % (name, dice.choice(values), noise(dice, 5).hex().encode())
    page = a_page(dice, phone)
    shake = handshake(phone.browser, f"{page}live/")
    return (phone.browser.request("GET", page) if dice.random() < 0.7 else shake)[:-2] + cookie, b""


def many_digits(dice: Random, phone: Phone) -> Shot:
    """Five thousand digits where a number may stand: in a path, a query, a field, a header."""
    name, page, said = dice.choice(FIELDS), a_page(dice, phone), dice.choice((DIGITS, b"%00", "٣".encode() * 900))
    request = phone.browser.request
    shots = (
        request("GET", f"/{page.split('/')[1]}/{quote_from_bytes(said)}/"),
        request("GET", f"{page}?{name}={said.decode() if said == b'%00' else quote_from_bytes(said)}"),
        request("POST", page, name.encode() + b"=" + said, htmx=dice.random() < 0.5),
        request("GET", page)[:-2] + dice.choice(HEADERS) + DIGITS + b"\r\n\r\n",
    )
    return dice.choice(shots), b""


def another_form_of_request(dice: Random, phone: Phone) -> Shot:
    """An absolute address, a method that nobody knows, or a head without end."""
    page, host = a_page(dice, phone), dice.choice((phone.browser.host, "evil.example", "[", "a@b", ""))
    request = phone.browser.request
    shots = (
        request("GET", dice.choice((f"http://{host}{page}", f"https://{host}", f"ftp://{host}{page}", "*"))),
        request(dice.choice(("PUT", "DELETE", "TRACE", "CONNECT", "OPTIONS", "BREW", "get", "!")), page),
        request("GET", page)[:-2] + b"X: " + b"x" * dice.choice((15_000, 17_000, 60_000)) + b"\r\n\r\n",
    )
    return dice.choice(shots), b""


def a_page(dice: Random, phone: Phone) -> str:
    """An address that takes forms of students or strangers, or a teacher's."""
    return dice.choice((phone.browser.path, f"{phone.browser.path}answer/", *PAGES))


DIGITS = b"9" * 5000
CHARSETS = [b"hex", b"zlib", b"rot13", b"idna", b"undefined", b"utf-16", b"x", b"\xe4", b"utf-8", DIGITS]
FIELDS = ["round", "choice", "number", "text", "code", "key", "room", "token", "nickname", "next", "username", "digest"]
HEADERS = [b"Content-Length: ", b"If-None-Match: ", b"X-Forwarded-For: ", b"Sec-WebSocket-Version: ", b"HX-Request: "]
PAGES = ["/", "/login/", "/join/x/", "/play/1/", "/host/1/act/", "/quizzes/new/", "/vote/", "/address/", "/signin/x/"]
SHOTS: list[Callable[[Random, Phone], Shot]] = [
    *(a_handshake, some_frames, a_head, a_body),
    *(a_multipart_form, some_cookies, many_digits, another_form_of_request),
]


async def shoot(port: int, shot: Shot) -> bytes:
    """Send it; what came first."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answer = b""
    try:
        writer.write(shot[0])
        answer = await asyncio.wait_for(reader.read(4096), WAIT)
        if shot[1] and answer:
            writer.write(shot[1])
            await asyncio.wait_for(reader.read(4096), WAIT)
    except (TimeoutError, OSError):
        pass
    finally:
        writer.transport.abort()
    return answer


async def fuzz(port: int, phone: Phone, dice: Random, count: int) -> list[bytes]:
    """So many shots, one after the other; those that the server has called its own mistake."""
    bad = []
    for number in range(count):
        shot = SHOTS[number % len(SHOTS)](dice, phone)
        answer = await shoot(port, shot)
        if answer[9:10] == b"5" and answer[9:12] not in (b"501", b"505"):
            bad.append(shot[0] + b" => " + answer)
    return bad


def test_nonsense_of_all_sorts_breaks_nothing_while_a_class_answers(own_server, size, bars):
    count, people = size(2400, 20_000), size(50, 200)

    async def story():
        async with a_hall(own_server, people, asks=12) as hall:
            villains = await fill(hall, LINES)
            await moves(hall, "open")
            hall.students = hall.students[:people]
            for each in villains:
                each.prepare(0)
            watch = Watch(own_server)
            looking = asyncio.ensure_future(watch.look())
            lines = [fuzz(own_server.port, each, Random(SEED + i), count // LINES) for i, each in enumerate(villains)]
            fuzzing = asyncio.gather(*lines)
            waits: list[float] = []
            while not fuzzing.done():
                waits.append(await class_answers(hall, turn=len(waits)))
                assert compare(own_server.database, hall.students) == Kept()
            bars.hold(f"2 fuzz: answers of {people} others, worst p95 of {len(waits)}", max(waits), 2)
            assert [shot for line in await fuzzing for shot in line] == []
            looking.cancel()
            await until(lambda: own_server.descriptors() <= watch.files + 8, "its open files are as before")
            bars.hold(f"2 fuzz: memory after {count} shots", watch.grown(), 50, "MiB")
            assert own_server.process.poll() is None
            assert own_server.bugs == [], own_server.words

    play(story())
