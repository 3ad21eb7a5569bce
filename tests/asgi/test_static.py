"""Static files: found, compressed, kept for ever under hashed names, and nothing but them."""

import asyncio
import gzip
import json
import os
import re

import pytest
from django.contrib.staticfiles import finders
from django.core.files.storage import storages
from django.templatetags.static import static as address_of

from live.asgi.static import StaticFiles, is_static, prepare_static
from tests.support.asking import ask_app

STYLE = "p{color:red}" * 100
FOREVER = "public, max-age=31536000, immutable"


@pytest.fixture
def source(settings, tmp_path):
    """A project with two static files, a part of a stylesheet, and an empty data folder."""
    folder = tmp_path / "static"
    (folder / "vendor").mkdir(parents=True)
    (folder / "css").mkdir()
    (folder / "a.css").write_text(STYLE + 'i{background:url("vendor/b.svg")}')
    (folder / "vendor" / "b.svg").write_text("<svg/>")
    (folder / "css" / "part.css").write_text("p{}")
    (tmp_path / "secret.css").write_text("secret")
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "live.asgi.static.HashedNames"},
    }
    _forget_finders()
    yield folder
    _forget_finders()


def _forget_finders():
    finders.get_finder.cache_clear()  # type: ignore[attr-defined]


@pytest.fixture
def collected(source, settings):
    prepare_static()
    return settings.STATIC_ROOT


def ask(path, **headers):
    return asyncio.run(ask_app(StaticFiles(), path, **headers))


def test_a_hashed_name_is_kept_for_ever(collected):
    path = address_of("a.css")
    assert re.fullmatch(r"/static/a\.[0-9a-f]{12}\.css", path)
    answer = ask(path)
    assert (answer.status, answer.headers["cache-control"]) == (200, FOREVER)
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert answer.body.decode().startswith(STYLE)


def test_a_style_names_its_pictures_by_their_hashed_names(collected):
    (picture,) = re.findall(rb'url\("(.+)"\)', ask(address_of("a.css")).body)
    assert ask(f"/static/{picture.decode()}").body == b"<svg/>"


def test_a_plain_name_is_kept_for_a_minute(collected):
    assert ask("/static/a.css").headers["cache-control"] == "public, max-age=60"


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip", "gzip"),
        ("br, GZIP;q=0.5", "gzip"),
        ("gzip;q=0", None),
        ("gzip; q=0.0", None),
        ("identity", None),
        ("xgzip", None),
        ("", None),
    ],
)
def test_a_text_is_sent_compressed_to_those_who_take_it(collected, accepted, coding):
    answer = ask("/static/a.css", accept_encoding=accepted)
    assert answer.headers.get("content-encoding") == coding
    assert answer.headers["vary"] == "accept-encoding"
    body = gzip.decompress(answer.body) if coding else answer.body
    assert body.decode().startswith(STYLE)
    assert answer.headers["content-length"] == str(len(answer.body))


def test_what_is_small_stays_as_it_is(collected):
    assert "content-encoding" not in ask("/static/vendor/b.svg", accept_encoding="gzip").headers


def test_a_browser_that_has_it_is_not_sent_it_again(collected):
    etag = ask("/static/a.css").headers["etag"]
    answer = ask("/static/a.css", if_none_match=etag)
    assert (answer.status, answer.body, answer.headers["etag"]) == (304, b"", etag)
    assert ask("/static/a.css", if_none_match='"other"').status == 200


def test_a_changed_file_gets_a_new_name(collected, source):
    before = address_of("a.css")
    (source / "a.css").write_text(STYLE + "b{}")
    prepare_static()
    assert address_of("a.css") != before
    assert ask(address_of("a.css")).body.decode() == STYLE + "b{}"
    assert ask(before).status == 404


def test_collecting_again_writes_nothing_when_nothing_changed(collected):
    made = _written(collected)
    prepare_static()
    assert _written(collected) == made


def _written(folder):
    """Each file and when it was written."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


def test_a_collecting_that_was_broken_off_is_done_anew(collected):
    (collected / "collected-from").unlink()
    os.remove(collected / "staticfiles.json")
    prepare_static()
    assert sorted(json.loads((collected / "staticfiles.json").read_text())["paths"]) == ["a.css", "vendor/b.svg"]


def test_a_fresh_checkout_serves_plain_names_from_its_sources(source):
    assert address_of("a.css") == "/static/a.css"
    answer = ask("/static/vendor/b.svg")
    assert (answer.status, answer.body, answer.headers["cache-control"]) == (200, b"<svg/>", "public, max-age=60")


HOSTILE = [
    "/static/../secret.css",
    "/static/vendor/../../secret.css",
    "/static//etc/passwd",
    "/static/%2e%2e/secret.css",
    "/static/..\\secret.css",
    "/static/a.css\0",
    "/static/",
    "/static/vendor",
    "/static/vendor/",
    "/static/css/part.css",
    "/static/staticfiles.json",
    "/static/collected-from",
    "/static/a.css.gz",
    "/static/" + "x" * 5000,
    "/static/\ufffd",
]


@pytest.mark.parametrize("path", HOSTILE)
def test_nothing_else_is_served_from_the_sources(source, path):
    assert ask(path).status == 404


@pytest.mark.parametrize("path", HOSTILE)
def test_nothing_else_is_served_from_what_was_collected(collected, path):
    assert ask(path).status == 404


def test_files_are_only_read(source):
    answer = asyncio.run(ask_app(StaticFiles(), "/static/a.css", "POST"))
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def test_static_is_what_lies_under_its_address():
    assert [is_static(path) for path in ("/static/a.css", "/statics", "/play/static/")] == [True, False, False]


def test_the_storage_is_asked_by_templates(collected):
    assert storages["staticfiles"].url("a.css") == address_of("a.css")
