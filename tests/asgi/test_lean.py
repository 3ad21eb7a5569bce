"""The students' handler: what it hands to views, and what it makes of everything that goes wrong."""

import asyncio
import logging
from datetime import UTC, datetime

import pytest

from live.asgi.lean import BODY_BYTES, LeanHandler, is_students
from tests.asgi import pages_of_a_test
from tests.support.asking import ask_app

NOON = datetime(2026, 5, 4, 12, 0, 0, tzinfo=UTC)
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def lean(settings):
    settings.ROOT_URLCONF = "tests.asgi.pages_of_a_test"
    settings.LANGUAGES = [("en", "English"), ("fr", "French")]
    return LeanHandler(lambda: NOON, pages_of_a_test.refused)


@pytest.mark.parametrize(
    ("path", "lean"),
    [
        ("/", True),
        ("/123456", True),
        ("/123456/", True),
        ("/join/abc/", True),
        ("/play/1/live/", True),
        ("/screen/k/", True),
        ("/play/\n", True),
        ("/12345", False),
        ("/1234567", False),
        ("/١٢٣٤٥٦", False),
        ("/host/1/", False),
        ("/player/", False),
        ("/quizzes/play/", False),
        ("", False),
    ],
)
def test_these_paths_are_the_students(path, lean):
    assert is_students(path) is lean


@pytest.mark.parametrize(
    ("name", "status", "body"),
    [
        ("http404", 404, "page 404, from a coroutine"),
        ("denied", 403, "page 403: x"),
        ("suspicious", 400, "page 400: x"),
        ("bad", 400, "page 400: x"),
        ("refused", 422, "refused: Time's up."),
        ("bug", 500, "page 500: None"),
        ("nothing", 500, "page 500: None"),
    ],
)
def test_every_exception_becomes_its_page(lean, name, status, body):
    answer = asyncio.run(ask_app(lean, f"/play/{name}/"))
    assert (answer.status, answer.body.decode()) == (status, body)


class Listening(logging.Handler):
    """Keeps what was logged."""

    def __init__(self):
        super().__init__()
        self.heard = []

    def emit(self, record):
        self.heard.append((record.getMessage(), record.exc_info and record.exc_info[0]))


def test_a_bug_is_logged_by_its_route_and_never_by_its_path(lean):
    logger, listening = logging.getLogger("live.asgi.lean"), Listening()
    logger.addHandler(listening)
    try:
        asyncio.run(ask_app(lean, "/play/bug/"))
    finally:
        logger.removeHandler(listening)
    assert listening.heard == [("A bug in GET play/<name>/", ZeroDivisionError)]


def test_a_bug_in_the_page_for_bugs_still_gets_an_answer(lean, settings):
    settings.ROOT_URLCONF = "tests.asgi.broken_pages"
    answer = asyncio.run(ask_app(lean, "/play/anything/"))
    assert answer.status == 500
    assert b"Something broke here" in answer.body


def test_an_unknown_path_is_a_404(lean):
    assert asyncio.run(ask_app(lean, "/123456")).status == 404


def test_a_view_that_is_no_coroutine_is_welcome(lean):
    assert asyncio.run(ask_app(lean, "/")).body == b"plain"


def test_the_request_is_stamped_with_its_arrival_not_with_its_bodys_end(settings):
    settings.ROOT_URLCONF = "tests.asgi.pages_of_a_test"
    moments = iter([NOON])
    answer = asyncio.run(
        ask_app(LeanHandler(lambda: next(moments), pages_of_a_test.refused), "/play/about/", "POST", [b"a", b"=", b"1"])
    )
    assert answer.body.decode() == f"{NOON.isoformat()} htmx=False en"


def test_the_page_speaks_the_browsers_language_and_knows_htmx(lean):
    async def both():
        french = ask_app(lean, "/play/about/", accept_language="fr-CH, en;q=0.5", hx_request="true")
        return await asyncio.gather(french, ask_app(lean, "/play/about/", accept_language="xx"))

    french, other = asyncio.run(both())
    assert french.body.decode().endswith("htmx=True fr")
    assert other.body.decode().endswith("htmx=False en")


def test_redirects_and_cookies_arrive(lean):
    answer = asyncio.run(ask_app(lean, "/play/leave/", "POST"))
    assert (answer.status, answer.headers["location"]) == (302, "/play/about/")
    assert answer.headers["set-cookie"] == "seat=1; Path=/play/"


def test_every_answer_says_its_length(lean):
    assert asyncio.run(ask_app(lean, "/")).headers["content-length"] == "5"


@pytest.mark.parametrize(("size", "status"), [(BODY_BYTES, 200), (BODY_BYTES + 1, 413)])
@pytest.mark.parametrize("pieces", [1, 7])
@pytest.mark.parametrize("declared", [True, False])
def test_a_body_has_a_largest_size_however_it_comes(lean, size, status, pieces, declared):
    body = b"a=" + b"x" * (size - 2)
    step = -(-size // pieces)
    chunks = [body[start : start + step] for start in range(0, size, step)]
    length = {"content_length": str(size)} if declared else {}
    answer = asyncio.run(ask_app(lean, "/play/echo/", "POST", chunks, content_type=FORM, **length))
    assert answer.status == status


@pytest.mark.parametrize("length", ["9" * 5000, "-1", "²", "1e9", ""])
def test_a_nonsensical_length_breaks_nothing(lean, length):
    answer = asyncio.run(ask_app(lean, "/play/echo/", "POST", [b"a=1"], content_length=length, content_type=FORM))
    assert answer.status in (200, 400, 413)


def test_a_browser_that_leaves_before_its_request_is_whole_is_forgotten(lean):
    sent = []

    async def leave():
        async def receive():
            return {"type": "http.disconnect"}

        async def send(message):
            sent.append(message)

        scope = {"type": "http", "method": "POST", "path": "/play/echo/", "headers": [], "query_string": b""}
        await lean(scope, receive, send)

    asyncio.run(leave())
    assert (sent, lean.in_flight) == ([], 0)


@pytest.mark.parametrize(
    "hostile",
    [
        {"content_type": FORM + "; charset=utf-16", "method": "POST", "chunks": [b"a=1"]},
        {"content_type": "multipart/form-data; boundary=", "method": "POST", "chunks": [b"a=1"]},
        {"content_type": "multipart/form-data", "method": "POST", "chunks": [b"a=1"]},
        {"content_type": FORM, "method": "POST", "chunks": [b"a&" * 3000]},
    ],
    ids=["utf-16", "no boundary", "no boundary at all", "too many fields"],
)
def test_what_cannot_be_read_is_a_400(lean, hostile):
    assert asyncio.run(ask_app(lean, **{"path": "/play/echo/"} | hostile)).status == 400


@pytest.mark.parametrize(
    "hostile",
    [
        {"content_type": FORM + "; charset=\xff"},
        {"content_type": "\xff\xfe"},
        {"cookie": "\xff=\xff; ;;="},
        {"accept_language": "\xff,*;q=x"},
        {"accept_language": "a" * 600 + ",en" * 500},
        {"hx_current_url": "http://[", "hx_request": "true"},
    ],
)
@pytest.mark.parametrize("body", [b"a=%ff%fe", b"\xff\xfe=\x00", b"=", b"&&&", b"a=%zz"])
def test_odd_headers_and_bodies_never_are_a_bug(lean, hostile, body):
    headers = {"content_type": FORM} | hostile
    assert asyncio.run(ask_app(lean, "/play/echo/", "POST", [body], **headers)).status in (200, 400)


def test_a_full_hall_is_told_to_come_again_and_the_rest_go_on(settings):
    settings.ROOT_URLCONF = "tests.asgi.pages_of_a_test"
    lean = LeanHandler(lambda: NOON, pages_of_a_test.refused, limit=2)

    async def crowd():
        pages_of_a_test.gate = asyncio.Event()
        inside = [asyncio.ensure_future(ask_app(lean, "/play/held/")) for _ in range(2)]
        for _ in range(10):
            await asyncio.sleep(0)
        outside = await ask_app(lean, "/play/held/")
        pages_of_a_test.gate.set()
        return [(await each).status for each in inside], outside.status, lean.in_flight

    assert asyncio.run(crowd()) == ([200, 200], 503, 0)
