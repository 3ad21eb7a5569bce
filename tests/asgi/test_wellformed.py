"""What is judged of a request before anything reads it, and in which form it is handed on."""

import asyncio

import pytest
from django.core.asgi import get_asgi_application
from django.core.handlers.asgi import ASGIHandler

from live.asgi.gate import SECURITY_HEADERS
from live.asgi.messages import answer
from live.asgi.request import Request
from live.asgi.wellformed import WellFormed
from tests.support.asking import ask_app, shake_hands

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=X"
READS_NO_TEXT = ["hex", "zlib", "bz2", "rot13", "base64", "quopri", "uu", "idna", "punycode", "undefined", "mbcs"]


async def _seen(scope, receive, send):
    found = dict(scope["headers"])
    words = [scope["path"], scope["query_string"].decode(), found[b"host"].decode(), found.get(b"cookie", b"").decode()]
    await answer(send, 200, "\n".join(words).encode())


async def _accepting(scope, receive, send):
    await send({"type": "websocket.accept"})


judged = WellFormed(_seen, SECURITY_HEADERS)


def seen(**asked):
    """Path, query, Host and cookies as they are handed on."""
    found = asyncio.run(ask_app(judged, **asked))
    assert found.status == 200
    return found.body.decode().split("\n")


@pytest.mark.parametrize(
    "charset", [*READS_NO_TEXT, "utf-16", "utf-7", "latin-1", "no-such-thing", "\xe4", "utf-8\xa0x"]
)
@pytest.mark.parametrize("kind", [FORM, MULTIPART, "application/json", "text/plain"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_charset_other_than_utf_8_is_refused_whatever_the_body(method, kind, charset):
    found = asyncio.run(ask_app(judged, "/login/", method, content_type=f"{kind}; charset={charset}"))
    assert found.status == 400
    assert b"Nothing was changed." in found.body


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf-8"', "utf8"])
def test_utf_8_by_its_usual_names_is_taken(charset):
    assert asyncio.run(ask_app(judged, "/", "POST", content_type=f"{MULTIPART}; charset={charset}")).status == 200


@pytest.mark.parametrize(
    "options", ["boundary*=hex''x", f"boundary*{'9' * 5000}=x", "boundary*=a; boundary*0=b", "charset*=utf-8''hex"]
)
def test_options_of_a_content_type_that_python_cannot_read_break_nothing(options):
    assert asyncio.run(ask_app(judged, "/", "POST", content_type=f"multipart/form-data; {options}")).status in (
        200,
        400,
    )


@pytest.mark.parametrize(
    "path", ["/play/\0/", "/play/\ufffd/", "/\x1b[2J", "/a\r\nb/", "/\x7f/", "/\x85/", "play/", "*", ""]
)
def test_a_path_that_is_no_text_is_refused(path):
    assert asyncio.run(ask_app(judged, path)).status == 400


@pytest.mark.parametrize("path", ["/", "/play/1/", "/é/", "/مرحبا/", "/a b/", "/\u200b/", "//x/"])
def test_any_other_path_is_handed_on_as_it_is(path):
    assert seen(path=path)[0] == path


@pytest.mark.parametrize("length", ["9" * 5000, "9" * 19, "-1", "+1", "²", "1e9", "1,1", " "])
def test_a_length_that_is_no_number_is_refused(length):
    assert asyncio.run(ask_app(judged, "/", "POST", content_length=length)).status == 400


def test_a_query_that_is_no_text_is_refused():
    assert asyncio.run(ask_app(judged, "/", query=b"\xff=\xfe")).status == 400


@pytest.mark.parametrize("hidden", ["%00", "%01", "%0A", "%0d", "%1f", "%7F", "\0", "\x1b"])
def test_control_characters_in_a_query_are_shown_as_unreadable(hidden):
    assert seen(query=f"key=a{hidden}b".encode())[1] == "key=a%EF%BF%BDb"


@pytest.mark.parametrize("value", ['"abcdefgh\\000ij"', '"\\001"', "a\\b", "a\0b", "a\x7fb"])
def test_cookies_with_what_python_would_unquote_are_dropped_alone(value):
    assert seen(cookie=f"sessionid={value}; seat=1:2:3; other[]=x")[3] == " seat=1:2:3; other[]=x"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "BREW", "get", "POST2"])
@pytest.mark.parametrize("path", ["/login/", "/play/1/", "/static/x.css", "/nothing/", "*"])
def test_other_methods_are_refused_with_those_that_there_are(method, path):
    found = asyncio.run(ask_app(judged, path, method))
    assert (found.status, found.headers["allow"]) == (405, "GET, HEAD, POST")
    assert b"This address cannot do that." in found.body


@pytest.mark.parametrize(
    ("target", "path", "host"),
    [
        ("http://school.example/login/", "/login/", "school.example"),
        ("HTTP://school.example:8000/play/1/", "/play/1/", "school.example:8000"),
        ("https://school.example", "/", "school.example"),
        ("http://evil.example/login/", "/login/", "evil.example"),
        ("http://school.example//x", "//x", "school.example"),
        ("http://me@school.example/", "/", "me@school.example"),
    ],
)
def test_an_absolute_address_is_read_and_its_name_counts(target, path, host):
    assert seen(path=target, query=b"a=1", host="localhost") == [path, "a=1", host, ""]


@pytest.mark.parametrize("target", ["ftp://localhost/", "localhost/login/", "http:/login/", "//"])
def test_any_other_form_of_address_is_no_way_in(target):
    assert asyncio.run(ask_app(judged, target)).status == (200 if target == "//" else 400)


def test_a_refusal_carries_the_headers_and_speaks_the_browsers_language():
    refusal = asyncio.run(ask_app(judged, "/\0", accept_language="de"))
    assert {name: refusal.headers[name.decode()].encode() for name, _ in SECURITY_HEADERS} == dict(SECURITY_HEADERS)
    assert b'lang="de"' in refusal.body


def test_htmx_gets_a_refusal_as_a_sentence_for_the_open_page():
    assert asyncio.run(ask_app(judged, "/\0", "POST", hx_request="true")).body.startswith(b"<hx-partial")


@pytest.mark.parametrize(
    ("path", "first"), [("/play/1/live/", "websocket.accept"), ("/play/\0/live/", "websocket.close")]
)
def test_sockets_are_judged_alike(path, first):
    assert asyncio.run(shake_hands(WellFormed(_accepting, []), path)) == first


PARTS = [
    "form-data; name*=hex''x",
    f"form-data; name*{'9' * 5000}=x",
    "form-data; name*=x; name*0=y",
    "form-data; name=x; filename*=zlib''x",
    "form-data; name=\xff",
]


@pytest.mark.parametrize("disposition", PARTS)
def test_a_part_of_a_form_that_python_cannot_read_breaks_nothing(settings, disposition):
    settings.ROOT_URLCONF = "tests.asgi.pages_of_a_test"
    settings.MIDDLEWARE = []
    django: ASGIHandler = get_asgi_application()
    django.request_class = Request
    body = f"--X\r\nContent-Disposition: {disposition}\r\n\r\n1\r\n--X--\r\n".encode("latin-1")
    length = str(len(body))
    found = asyncio.run(ask_app(django, "/host/echo/", "POST", [body], content_type=MULTIPART, content_length=length))
    assert found.status in (200, 400)


def test_a_nul_is_no_part_of_what_was_posted(settings):
    settings.ROOT_URLCONF = "tests.asgi.pages_of_a_test"
    settings.MIDDLEWARE = []
    django: ASGIHandler = get_asgi_application()
    django.request_class = Request
    part = b"--X\r\nContent-Disposition: form-data; name=a\r\n\r\n1\0 2\r\n--X--\r\n"
    for kind, body in ((FORM, b"a=1%00+2"), (MULTIPART, part)):
        length = str(len(body))
        found = asyncio.run(ask_app(django, "/host/echo/", "POST", [body], content_type=kind, content_length=length))
        assert (found.status, found.body) == (200, b"{'a': '1 2'}")
