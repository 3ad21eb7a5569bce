"""The sprite: what its script draws, small as it travels, with a drawing for every face, count and mark."""

import gzip
import re

from tools import signs
from tools.animals import ANIMALS, mirrored

SPRITE = signs.MADE.read_text()
COUNTS = {"one", "two", "three", "four", "five"}


def test_the_sprite_and_the_icon_are_what_their_script_draws():
    assert signs.MADE.read_text() == signs.sprite()
    assert signs.ICON.read_text() == signs.icon()


def test_it_has_the_animals_the_counts_a_hand_a_cross_and_the_mark():
    names = re.findall(r'<symbol id="([\w-]+)"', SPRITE)
    assert sorted(names) == sorted({*ANIMALS, *COUNTS, "hand", "cross", "mark", "mark-bare"})


def test_it_is_small_as_it_travels():
    assert len(gzip.compress(signs.MADE.read_bytes(), mtime=0)) <= 4_000


def test_the_animals_look_like_one_family():
    """They share eleven colours, and each is made of a few shapes."""
    faces = {name: "".join(shapes) for name, shapes in ANIMALS.items()}
    assert len({colour for drawn in faces.values() for colour in re.findall(r"#[0-9a-f]{6}", drawn)}) == 11
    shapes = {name: len(re.findall(r"<(?:circle|ellipse|path)", drawn)) for name, drawn in faces.items()}
    assert {name: many for name, many in shapes.items() if not 5 <= many <= 11} == {}


def test_what_is_counted_and_raised_has_the_colour_of_the_words_beside_it():
    drawn = dict(re.findall(r'<symbol id="([\w-]+)"[^>]*>(.*?)</symbol>', SPRITE))
    coloured = {name: set(re.findall(r'(?:stroke|fill)="([^"]+)"', drawn[name])) for name in (*COUNTS, "hand", "cross")}
    assert set(map(frozenset, coloured.values())) == {frozenset({"currentColor", "none"}), frozenset({"currentColor"})}


def test_a_mirrored_outline_is_there_twice():
    assert mirrored("M10 10 29 23.5z") == '<path d="M10 10 29 23.5zM54 10 35 23.5z"/>'
