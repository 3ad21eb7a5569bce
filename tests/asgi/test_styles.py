"""The stylesheets: joined in their order, with a file for each kind of question that is there, and served as one."""

import gzip

import pytest
from django.contrib.staticfiles import finders
from django.templatetags.static import static as address_of

from live.asgi.static import prepare_static
from live.asgi.styles import BUNDLES, bundle, bundles
from tests.asgi.test_static import FOREVER, ask


@pytest.fixture
def ours(settings, tmp_path):
    """The project's own files, and an empty data folder."""
    settings.STATIC_ROOT = tmp_path / "collected"
    _forget_what_was_found(settings)
    yield settings
    _forget_what_was_found(settings)


def _forget_what_was_found(settings):
    finders.get_finder.cache_clear()  # type: ignore[attr-defined]
    settings.STORAGES = dict(settings.STORAGES)


@pytest.fixture
def written(ours, tmp_path):
    """A project of its own, whose files say their names."""
    folder = tmp_path / "static" / "live" / "css"
    (folder / "kinds").mkdir(parents=True)
    for name in {part for parts in BUNDLES.values() for part in parts}:
        (folder / f"{name}.css").write_text(f"/* {name} */\n.{name} {{\n  order: 1;\n}}\n")
    ours.STATICFILES_DIRS = [tmp_path / "static"]
    return folder


@pytest.mark.parametrize("name", BUNDLES)
def test_the_files_of_a_stylesheet_are_joined_in_their_order(written, name):
    assert bundle(name) == "".join(f".{part}{{order:1}}" for part in BUNDLES[name])


def test_the_file_of_a_kind_is_in_every_stylesheet_by_being_there(written):
    (written / "kinds" / "slider.css").write_text(".slider {\n  color: red;\n}\n")
    (written / "kinds" / "map.css").write_text(".map {\n  color: red;\n}\n")
    assert [css.endswith(".map{color:red}.slider{color:red}") for _name, css in bundles()] == [True] * len(BUNDLES)


def test_without_sources_there_is_no_stylesheet(ours, tmp_path):
    ours.STATICFILES_DIRS = [tmp_path]
    assert list(bundles()) == []


@pytest.mark.parametrize("name", BUNDLES)
def test_a_stylesheet_is_served_under_a_hashed_name_and_compressed(ours, name):
    prepare_static()
    answer = ask(address_of(name), accept_encoding="gzip")
    assert (answer.status, answer.headers["cache-control"]) == (200, FOREVER)
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert gzip.decompress(answer.body).startswith(b"@layer base,parts,view,wish,must;@layer base{:root{")
    assert ask("/static/live/css/tokens.css").status == 404


def test_a_changed_source_makes_another_stylesheet(ours, written):
    prepare_static()
    before = address_of("live/screen.css")
    (written / "frame.css").write_text(".screen {\n  order: 2;\n}\n")
    prepare_static()
    assert address_of("live/screen.css") != before
    assert b".screen{order:2}" in ask(address_of("live/screen.css")).body
    assert ask(before).status == 404


@pytest.mark.parametrize("name", BUNDLES)
def test_a_fresh_checkout_serves_it_too(ours, name):
    answer = ask(f"/static/{name}")
    assert (answer.status, answer.body.decode()) == (200, bundle(name))
    assert (answer.headers["cache-control"], answer.headers["content-type"]) == (
        "public, max-age=60", "text/css; charset=utf-8",
    )  # fmt: skip
    assert ask("/static/live/css/tokens.css").status == 404
