"""What the server does to those who misuse it, and how it ends."""

import asyncio
import contextlib
import socket
import struct

import pytest
from django.core.signing import TimestampSigner

from bench.patience import PATIENCE
from live.asgi.gate import SECURITY_HEADERS
from tests.support.wire_browser import (
    Socket,
    ask,
    browse,
    connect,
    handshake,
    open_socket,
    read_answer,
    shake_hands,
    until,
)

FRAME = 64 * 1024


def test_a_stopping_server_sends_every_socket_away_politely_and_finishes_what_it_began(own_program):
    async def lesson():
        sockets = [await open_socket(own_program.port, "/quiet") for _ in range(50)]
        slow = asyncio.ensure_future(ask(own_program.port, "/slow"))
        await until(lambda: _says(own_program, "'begun': 1, 'opened': 50"))
        own_program.process.terminate()
        codes = await asyncio.gather(*(each.close_code() for each in sockets))
        return codes, (await slow).body

    assert browse(lesson()) == ([1012] * 50, b"finished")
    assert own_program.process.wait(PATIENCE) == 0
    assert own_program.process.stdout.read().count("closed /quiet") == 50


def test_a_stopping_server_sends_a_large_answer_to_its_end(own_program):
    async def download():
        reader, writer = await connect(own_program.port)
        writer.write(b"GET /large HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        first = await reader.readexactly(1000)
        own_program.process.terminate()
        rest = await reader.read()
        while more := await reader.read(1 << 20):
            rest += more
        return (first + rest).count(b"x")

    assert browse(download()) >= 8_000_000
    assert own_program.process.wait(PATIENCE) == 0


def test_a_stopping_server_takes_nobody_new(own_program):
    async def come_late():
        await asyncio.gather(ask(own_program.port, "/slow"), _refused_after_the_signal())

    async def _refused_after_the_signal():
        await until(lambda: _says(own_program, "'begun': 1"))
        own_program.process.terminate()
        await until(lambda: _is_refused(own_program.port))

    browse(come_late())
    assert own_program.process.wait(PATIENCE) == 0


def test_a_flood_of_frames_is_closed_with_4008(program):
    async def flood():
        deaf = await open_socket(program.port, "/deaf")
        for _ in range(500):
            deaf.send(b"x" * 100)
        return await deaf.close_code()

    assert browse(flood()) == 4008


def test_a_reader_who_never_reads_is_cut_while_others_are_served(own_program):
    async def sleep_through_it():
        sleeper = await open_socket(own_program.port, "/chatty")
        sleeper.writer.transport.pause_reading()
        await until(lambda: _says(own_program, "'closed': 1"))

    browse(sleep_through_it())


def test_a_reader_who_pings_and_never_reads_is_cut_as_well(own_program):
    async def ping_through_it():
        sleeper = await open_socket(own_program.port, "/quiet")
        sleeper.writer.transport.pause_reading()
        with contextlib.suppress(ConnectionError):
            while not await _says(own_program, "'closed': 1"):
                for _ in range(20_000):
                    sleeper.send(b"p" * 125, opcode=9)
                await sleeper.writer.drain()
        await until(lambda: _says(own_program, "'closed': 1"))

    browse(ping_through_it())


@pytest.mark.parametrize(("size", "code"), [(FRAME, None), (FRAME + 1, 1006)])
def test_a_frame_has_a_largest_size(program, size, code):
    async def send():
        quiet = await open_socket(program.port, "/quiet")
        quiet.send(b"x" * size)
        return await (quiet.close_code() if code else quiet.frame())

    assert browse(send()) == (code or (1, b"x" * size))


def test_what_goes_out_may_be_longer_than_what_may_come_in(program):
    async def receive():
        return await (await open_socket(program.port, "/wide")).frame()

    assert browse(receive()) == (1, b"w" * 300_000)


def test_what_is_written_past_the_queues_comes_whole_and_in_order(program):
    async def receive():
        socket = await open_socket(program.port, "/direct")
        socket.send(b"now it is")
        first = [await socket.frame() for _ in range(3)]
        socket.writer.transport.pause_reading()
        socket.send(b"nobody reads now")
        await until(lambda: _says(program, "'stuck': 1"))
        socket.writer.transport.resume_reading()
        rest = [await socket.frame()]
        while rest[-1] != (1, b"last"):
            rest.append(await socket.frame())
        return first, rest

    first, rest = browse(receive())
    assert first == [(1, b"d" * size) for size in (5, 200, 70_000)]
    assert len(rest) > 2
    assert rest == [(1, b"d" * 60_000)] * (len(rest) - 1) + [(1, b"last")]


def test_a_consumer_may_close_with_any_code(program):
    async def be_closed():
        return await (await open_socket(program.port, "/ends")).close_code()

    assert browse(be_closed()) == 1013


@pytest.mark.parametrize(("size", "status", "body"), [(2 << 20, 200, b"2097152"), ((2 << 20) + 1, 413, None)])
def test_a_body_has_a_largest_size(program, size, status, body):
    answer = browse(ask(program.port, "/echo", "POST", b"x" * size))
    assert answer.status == status
    assert body in (None, answer.body)


FILES = "multipart/form-data; boundary=X"
WORD = TimestampSigner(key="x", salt="live.serve.uploads").sign("teacher")
"What the editor's page gives a teacher's browser, by the key of tests/support/small_program.py."


@pytest.mark.parametrize(
    ("cookie", "size", "status"),
    [
        (f"a=1; upload={WORD}; b=2", 6 << 20, 200),
        (f"upload={WORD}", 48 << 20, 200),
        (f"upload={WORD}", (48 << 20) + 1, 413),
        ("sessionid=somebody", 6 << 20, 413),
        (f"upload={WORD}x", 6 << 20, 413),
        (f"upload={TimestampSigner(key='another').sign('teacher')}", 6 << 20, 413),
        ("upload=teacher", 6 << 20, 413),
        ('upload="\\400\xff; ;;=', 6 << 20, 413),
    ],
    ids=["among others", "all", "more", "a session", "longer", "of another key", "unsigned", "nonsense"],
)
def test_pictures_may_be_long_when_a_teachers_browser_sends_them(program, cookie, size, status):
    answer = browse(ask(program.port, "/echo", "POST", b"x" * size, Cookie=cookie, Content_Type=FILES))
    assert (answer.status, answer.body if status == 200 else b"") == (status, b"%d" % size if status == 200 else b"")


def test_nothing_but_a_form_with_files_may_be_long(program):
    form = "application/x-www-form-urlencoded"
    answer = browse(ask(program.port, "/echo", "POST", b"x" * (6 << 20), Cookie=f"upload={WORD}", Content_Type=form))
    assert answer.status == 413


def test_a_teacher_is_told_how_much_all_files_may_be(program):
    body = b"x" * (49 << 20)
    answer = browse(ask(program.port, "/echo", "POST", body, Cookie=f"upload={WORD}", Content_Type=FILES))
    assert b"This is too much at once: 48 MB at most. Nothing was changed: go back, and send less." in answer.body


def test_a_form_that_cannot_be_read_is_left_to_the_application(program):
    async def send():
        reader, writer = await connect(program.port)
        head = b"POST /echo HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data\r\n"
        writer.write(head + b"Content-Length: 11\r\n\r\nno boundary")
        answer = await read_answer(reader)
        return answer.status, answer.body

    assert browse(send()) == (200, b"11")


def test_a_body_without_a_length_has_a_largest_size(program):
    async def send():
        reader, writer = await connect(program.port)
        writer.write(b"POST /echo HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(40):
            writer.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")
            await writer.drain()
        writer.write(b"0\r\n\r\n")
        return (await read_answer(reader)).status

    assert browse(send()) == 413


HEADS = {
    "many headers": (431, "GET / HTTP/1.1\r\n" + "".join(f"X-{number}: 1\r\n" for number in range(101)) + "\r\n"),
    "long address": (414, f"GET /{'x' * 17000} HTTP/1.1\r\n\r\n"),
    "endless address": (414, f"GET /{'x' * 60000}"),
    "long header": (431, f"GET / HTTP/1.1\r\nX: {'x' * 17000}\r\n\r\n"),
    "endless header": (431, f"GET / HTTP/1.1\r\nCookie: {'x' * 60000}"),
    "many long ones": (431, "GET / HTTP/1.1\r\n" + f"X: {'x' * 9000}\r\n" * 2 + "\r\n"),
    "no request": (400, "GET\r\n\r\n"),
    "negative": (400, "POST /echo HTTP/1.1\r\nContent-Length: -1\r\n\r\n"),
    "endless length": (400, f"POST /echo HTTP/1.1\r\nContent-Length: {'9' * 5000}\r\n\r\n"),
    "two lengths": (400, "POST /echo HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"),
    "umlaut": (400, "GET /\xe4 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"),
    "control": (400, "GET / HTTP/1.1\r\nBad\x0bName: 1\r\n\r\n"),
}


@pytest.mark.parametrize(("status", "head"), HEADS.values(), ids=HEADS)
def test_a_head_without_measure_or_sense_is_refused_with_a_sentence(program, status, head):
    async def send():
        reader, writer = await connect(program.port)
        writer.write(head.encode("latin-1"))
        answer = await read_answer(reader)
        writer.write(b"x" * 100_000)  # a browser that has not finished does not lose the answer
        await writer.drain()
        return answer

    answer = browse(send())
    assert (answer.status, b'role="status">' in answer.body or b"<p" in answer.body) == (status, True)
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert browse(ask(program.port, "/echo")).status == 200


def test_too_many_cookies_are_explained_in_the_browsers_language_on_the_first_and_on_later_requests(program):
    head = f"GET /seen HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: de\r\nCookie: {'x' * 17000}\r\n\r\n"

    async def send():
        reader, writer = await connect(program.port)
        writer.write(b"GET /seen HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        first = await read_answer(reader)
        await reader.readline()  # the end of the last chunk
        writer.write(head.encode())
        second = await read_answer(reader)
        return first.status, second, await reader.read()

    first, second, rest = browse(send())
    assert (first, second.status, second.headers["connection"], rest) == (200, 431, "close", b"")
    assert b'lang="de"' in second.body


def test_whoever_goes_on_sending_after_a_refusal_is_cut(program):
    async def send():
        reader, writer = await connect(program.port)
        writer.write(b"GET / HTTP/1.1\r\nX: " + b"x" * 17000)
        await read_answer(reader)
        with contextlib.suppress(ConnectionError):
            while True:
                writer.write(b"x" * 1000)
                await writer.drain()
                await asyncio.sleep(0.01)
        return True

    assert browse(send())


def test_headers_that_daphne_would_believe_or_stumble_over_are_dropped(program):
    async def lesson():
        forged = await ask(program.port, "/seen", Daphne_Root_Path="/evil\xff")
        status, _socket = await handshake(program.port, "/quiet", **{"Sec-WebSocket-Protocol": "\xff"})
        return forged.status, status

    assert browse(lesson()) == (200, 101)


def test_an_answer_of_the_server_itself_carries_the_headers_too_and_no_name(program):
    async def ask_too_much():
        return await ask(program.port, "/echo", "POST", b"x" * ((2 << 20) + 1)), await ask(program.port, "/\xe4")

    for answer in browse(ask_too_much()):
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "server" not in answer.headers


@pytest.mark.parametrize(
    ("status", "path", "asked"),
    [
        (403, "/shut", {}),
        (400, "/quiet", {"Sec-WebSocket-Version": "12"}),
        (400, "/quiet", {"Sec-WebSocket-Key": ""}),
        (405, "/quiet", {"method": "PUT"}),
    ],
)
def test_a_handshake_that_is_refused_carries_the_headers_too(program, status, path, asked):
    async def refused():
        reader, _writer = await shake_hands(program.port, path, **asked)
        return await read_answer(reader)

    answer = browse(refused())
    ours = {name.decode(): value.decode() for name, value in SECURITY_HEADERS}
    assert (answer.status, answer.body) == (status, b"")
    assert {name: answer.headers.get(name) for name in ours} == ours


def test_a_bug_in_the_application_is_answered_and_the_server_goes_on(program):
    async def ask_both():
        return (await ask(program.port, "/broken")).status, (await ask(program.port, "/echo")).status

    assert browse(ask_both()) == (500, 200)


def test_a_taken_port_is_an_oserror_before_anything_starts(serve, program):
    with pytest.raises(ValueError, match="invalid literal"):  # it ended without printing a port
        serve("tests.support.small_program", program.port)
    assert browse(ask(program.port, "/echo")).status == 200


def test_a_hostile_close_frame_ends_only_its_own_socket(program):
    async def close_strangely():
        for payload in (b"\x03", struct.pack("!H", 999), struct.pack("!H", 5000), b"\x03\xe8\xff\xfe"):
            quiet: Socket = await open_socket(program.port, "/quiet")
            quiet.send(payload, opcode=8)
            await quiet.close_code()
        return (await handshake(program.port, "/quiet"))[0]

    assert browse(close_strangely()) == 101


async def _says(program, words: str) -> bool:
    return words in (await ask(program.port, "/seen")).body.decode()


async def _is_refused(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
