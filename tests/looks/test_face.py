"""The typeface: as npm packs it, with its licence, for the screen and the host's page alone."""

import re
from hashlib import sha256

import pytest
from django.conf import settings

from live.asgi.styles import bundles

VENDOR = settings.ROOT / "static" / "vendor"
STYLES = dict(bundles())
FACES = {
    "atkinson-5.3.0-400.woff2": "d64ba838ef5472bba248620ec4fd8b5aa7cf0db2908e0bb230600caf279ba7bc",
    "atkinson-5.3.0-700.woff2": "140e2bd25a7315c8a062508391426b0d8c3297400c947b8d847be28f73a199f0",
}
"In npm's @fontsource/atkinson-hyperlegible 5.3.0: files/atkinson-hyperlegible-latin-400-normal.woff2, and 700."


def test_the_files_are_those_of_the_package():
    assert {name: sha256((VENDOR / name).read_bytes()).hexdigest() for name in FACES} == FACES
    assert "SIL OPEN FONT LICENSE" in (VENDOR / "atkinson-5.3.0-LICENSE.txt").read_text()


@pytest.mark.parametrize("name", ["live/screen.css", "live/teacher.css"])
def test_the_stylesheets_name_just_these_for_the_screen_and_the_host(name):
    assert set(re.findall(r"url\(\.\./vendor/([^)]+)\)", STYLES[name])) == set(FACES)
    users = re.findall(r"([^{}]+)\{[^{}]*font(?:-family)?:[^{};]*Atkinson,[^{}]*\}", STYLES[name])
    assert users == [".screen,.host"]


def test_phones_do_not_load_it():
    assert "Atkinson" not in STYLES["live/phone.css"]


def test_only_the_screen_asks_for_it_at_once():
    templates = (settings.ROOT / "templates").rglob("*.html")
    asking = {
        path.relative_to(settings.ROOT / "templates" / "live") for path in templates if "_face.html" in path.read_text()
    }
    assert {str(path) for path in asking} == {"screen/room.html"}
