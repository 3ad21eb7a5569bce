"""How the choices stand on a phone: in pairs where their words are short, one under the other where they are not."""

import pytest

from live.content.pictures import Picture
from live.kinds import Choice
from live.rendering.tiles import tiles

CAPITALS = ["Bern", "Rome", "Paris", "Madrid", "Lisbon", "Warsaw", "Oslo", "Athens"]


def choices(texts: list[str], picture: Picture | None = None) -> list[Choice]:
    return [Choice(number, "", "", text, picture=picture) for number, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    ("texts", "stand"),
    [
        (["Yes", "No"], " few"),
        (CAPITALS[:3], ""),
        (CAPITALS[:6], ""),
        (CAPITALS[:7], " pairs"),
        ([*CAPITALS, "Washington"], " pairs"),
        ([*CAPITALS, "Reykjavik IS"], ""),
        ([*CAPITALS[:3], "At 10:14, after 160 km, as the head start is used up then"], " wordy"),
    ],
)
def test_words_decide(texts, stand):
    assert tiles(choices(texts)) == stand


def test_pictures_stand_in_pairs():
    picture = Picture("flag", 900, 600, "A flag")
    assert tiles(choices(["A", "B"], picture)) == " pairs"
