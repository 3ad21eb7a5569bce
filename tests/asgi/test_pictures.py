"""Pictures: sent for ever to whoever knows the name, and nothing else of the data folder."""

import asyncio

import pytest

from live.asgi.pictures import Pictures, is_picture
from tests.support.asking import ask_app

NAME = "0123456789abcdef0123456789abcdef"
FOREVER = "public, max-age=31536000, immutable"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """A data folder with one picture and a secret."""
    settings.MEDIA_ROOT = tmp_path / "media"
    folder = tmp_path / "media"
    folder.mkdir()
    for name in (f"{NAME}.webp", f"{NAME}-small.webp", f"{NAME}.webp.17.part", "other.webp"):
        (folder / name).write_bytes(name.encode())
    (tmp_path / "secret-key").write_text("secret")
    return folder


def ask(path, method="GET"):
    answer = asyncio.run(ask_app(Pictures(), path, method))
    return answer.status, answer.body


@pytest.mark.parametrize("name", [f"{NAME}.webp", f"{NAME}-small.webp"])
def test_who_knows_the_name_gets_it_to_be_kept_for_ever(name):
    answer = asyncio.run(ask_app(Pictures(), f"/pictures/{name}"))
    assert (answer.status, answer.body) == (200, name.encode())
    told = {"content-type": "image/webp", "cache-control": FOREVER, "content-length": str(len(name))}
    assert answer.headers == told


OTHERS = ["", "/", "other.webp", "../secret-key", "%2e%2e/secret-key", f"../media/{NAME}.webp", "\0", "x" * 5000]
OTHERS += [f"{NAME}{end}" for end in ("", ".png", ".webp/", ".webp\n", ".webp.17.part", "-large.webp")]
OTHERS += [f"{name}.webp" for name in (NAME[1:], NAME.upper(), "f" * 32)]


@pytest.mark.parametrize("name", OTHERS)
def test_no_other_name_gets_anything(name):
    assert ask(f"/pictures/{name}") == (404, b"There is no such picture.")


def test_it_can_only_be_looked_at():
    assert [ask(f"/pictures/{NAME}.webp", method)[0] for method in ("POST", "PUT", "DELETE")] == [405] * 3


def test_what_was_deleted_is_gone_at_once_though_it_was_looked_at(media):
    path = f"/pictures/{NAME}.webp"
    assert ask(path)[0] == 200
    (media / f"{NAME}.webp").unlink()
    assert ask(path)[0] == 404


def test_only_their_own_paths_are_theirs():
    assert [is_picture(path) for path in ("/pictures/a", "/pictures", "/play/pictures/", "/")] == [
        True,
        False,
        False,
        False,
    ]
