"""The typeface: as it was made, with its licence, for the screen, the host's page and the pages of teachers alone."""

import re
from hashlib import sha256

import pytest
from django.conf import settings

from live.asgi.styles import bundles

VENDOR = settings.ROOT / "static" / "vendor"
STYLES = dict(bundles())
FACES = {
    "lexend-5.3.0-latin.woff2": "aabac7859388181b206d679d094e1533d240c0435a78ba47c268378063fb8faa",
    "lexend-5.3.0-latin-ext.woff2": "7ff3c8fc86d1a65b6cba6647bc8ffbea2aee5c3376e79172bccbb522a4bf1209",
}
"What tools/typeface.py makes of npm's @fontsource-variable/lexend 5.3.0."


def test_the_files_are_those_that_the_recipe_makes():
    assert {name: sha256((VENDOR / name).read_bytes()).hexdigest() for name in FACES} == FACES
    assert "SIL OPEN FONT LICENSE" in (VENDOR / "lexend-5.3.0-LICENSE.txt").read_text()


@pytest.mark.parametrize("name", ["live/screen.css", "live/teacher.css"])
def test_the_stylesheets_name_just_these_for_all_but_phones(name):
    assert set(re.findall(r"url\(\.\./vendor/([^)]+)\)", STYLES[name])) == set(FACES)
    users = re.findall(r"([^{}]+)\{[^{}]*font(?:-family)?:[^{};]*Lexend,[^{}]*\}", STYLES[name])
    assert users == [".screen,.host,.page"]


def test_phones_do_not_load_it():
    assert "Lexend" not in STYLES["live/phone.css"]


def test_only_the_screen_asks_for_it_at_once():
    folder = settings.ROOT / "templates" / "live"
    asking = [path.relative_to(folder) for path in folder.rglob("*.html") if '"live/_face.html"' in path.read_text()]
    assert {str(path) for path in asking} == {"screen/room.html"}
