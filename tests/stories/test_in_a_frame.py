"""A class takes part in a frame of its learning platform, behind a tunnel that ends TLS (T30)."""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, expect

from bench.patience import PATIENCE
from tests.support.people import Teacher
from tests.support.program import Program
from tests.support.proxy import RefusingProxy, Tunnel, refusing_proxy


class Course(BaseHTTPRequestHandler):
    """A page of a learning platform that shows the address in its own query in a frame."""

    def do_GET(self) -> None:
        """Send it."""
        url = unquote(self.path.partition("?")[2])
        body = f'<!doctype html><iframe width="400" height="700" src="{url}"></iframe>'.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def moodle() -> Iterator[str]:
    """Where a learning platform is, on another site than the program."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Course)
    Thread(target=server.serve_forever, daemon=True).start()
    with refusing_proxy(server.server_port, Tunnel) as tunnel:
        yield f"https://localhost:{tunnel.port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def tunnel() -> Iterator[RefusingProxy]:
    """The way by which browsers come to the program; where it leads is said later."""
    with refusing_proxy(0, Tunnel) as tunnel:
        yield tunnel


@pytest.fixture(scope="module")
def room(
    moodle: str, tunnel: RefusingProxy, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Teacher]:
    """The teacher in a room, on a program that may be framed and has an address with https."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SHOW_FRAMED_BY", moodle)
        program = Program(tmp_path_factory.mktemp("framed") / "data", "--address", tunnel.url)
    tunnel.to_port = program.port
    page = browser.new_page()
    teacher = Teacher(page, program)
    teacher.sign_in(program.sign_in)
    teacher.start("A tour of Show of Hands")
    yield teacher
    page.context.close()
    assert program.stop() == 0, program.words


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has never been here."""
    context = browser.new_context(ignore_https_errors=True)
    context.set_default_timeout(PATIENCE * 1000)
    yield context
    context.close()


@pytest.fixture
def framed(phone: BrowserContext, moodle: str) -> Callable[[str], Frame]:
    """What the platform shows when it has an address in a frame."""

    def show(url: str) -> Frame:
        page = phone.new_page()
        page.goto(f"{moodle}/?{quote(url)}")
        return page.frames[1]

    return show


def test_a_class_joins_and_answers_in_the_frame_and_sees_the_screen_there(room, tunnel, phone, framed):
    asked = room.truth.room
    frame = framed(f"{tunnel.url}/join/{asked['key']}/")
    frame.click(".joinas")
    expect(frame.locator("#link.live")).to_be_attached()
    seats = [cookie for cookie in phone.cookies() if cookie["name"].startswith("seat_")]
    assert [(cookie["sameSite"], cookie["secure"], cookie.get("partitionKey")) for cookie in seats] == [
        ("None", True, "https://localhost")
    ]
    room.press("open")
    frame.click("#vote [name=choice]")
    expect(frame.locator("#mine .answered")).to_contain_text("Received")
    screen = framed(f"{tunnel.url}/screen/{asked['screen_key']}/")
    expect(screen.locator("#answered")).to_contain_text("1")
    frame.click("#me a")
    frame.click("button[name=leave]")
    expect(frame.locator(".joinas")).to_be_visible()


def test_what_is_the_teachers_stays_out_of_every_frame(room, tunnel, phone, framed):
    for path in ("/login/", "/quizzes/", f"/host/{room.room_id}/", "/"):
        expect(framed(f"{tunnel.url}{path}").locator("main")).to_have_count(0)


def test_a_browser_that_keeps_no_cookie_there_is_offered_a_window_in_which_it_joins(room, tunnel, phone, framed):
    frame = framed(f"{tunnel.url}/join/{room.truth.room['key']}/")
    expect(frame.locator(".joinas")).to_be_visible()
    phone.clear_cookies()
    frame.click(".joinas")
    expect(frame.locator("#error")).to_contain_text("your browser keeps no seat for you")
    with phone.expect_page() as opened:
        frame.click("text=Open in a new window")
    opened.value.click(".joinas")
    expect(opened.value.locator("#stage")).to_be_attached()
