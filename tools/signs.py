"""Writes static/live/signs.svg, the sprite of all that is drawn more than once: `python -m tools.signs`.

It has the faces (tools/animals.py), a hand, a cross, strokes by which people are counted, and the mark; and the mark
alone is the icon that browsers show beside a title.
"""

from pathlib import Path

from tools.animals import ANIMALS, BOX, INK, SUN

FOLDER = Path(__file__).resolve().parents[1] / "static" / "live"
MADE, ICON = FOLDER / "signs.svg", FOLDER / "icon.svg"
SVG = 'xmlns="http://www.w3.org/2000/svg"'
RED = "#c8370b"

CROSS = "M6.4 0 32 24.32 57.6 0 64 6.4 39.68 32 64 57.6 57.6 64 32 39.68 6.4 64 0 57.6 24.32 32 0 6.4z"
HAND = "M14 26v27M26 13v40M38 10v43M50 18v35M5 51 59 30"
FINGERS, SLASH = "M16 26v25M27 15v36M38 12v39M49 19v32", "M8 49 57 30"
ACROSS = "M2 30 40 10"
NUMBERS = ("one", "two", "three", "four")
DISC = f"-10 -10 {BOX + 20} {BOX + 20}"
"A face has some of the round ground about it."


def symbol(name: str, drawn: str, box: str = f"0 0 {BOX} {BOX}") -> str:
    """One drawing of the sprite, which fills the place that it is shown in."""
    return f'<symbol id="{name}" viewBox="{box}">{drawn}</symbol>\n'


def stroke(name: str, drawn: str) -> str:
    """A count, as high as its place is; a narrower place cuts off what is free on its right."""
    return f'<symbol id="{name}" viewBox="0 0 44 40" preserveAspectRatio="xMinYMid slice">{drawn}</symbol>\n'


def strokes(outline: str, width: float, colour: str = "currentColor") -> str:
    """Lines with round ends; without a colour they have that of the text beside them."""
    return f'<path d="{outline}" stroke="{colour}" stroke-width="{width:g}" stroke-linecap="round" fill="none"/>'


def counted() -> str:
    """One to four upright strokes, and the five: four and one across."""
    uprights = [f"M{7 + 9 * number} 5v30" for number in range(4)]
    drawn = [stroke(name, strokes("".join(uprights[:many]), 6)) for many, name in enumerate(NUMBERS, 1)]
    return "".join(drawn) + stroke("five", strokes("".join(uprights) + ACROSS, 6))


def mark() -> str:
    """Four strokes and a red one across, with a gap in the colour of the sun, on which it stands."""
    return strokes(FINGERS, 7.5, INK) + strokes(SLASH, 13.5, SUN) + strokes(SLASH, 7.5, RED)


def tile() -> str:
    """The mark on a ground of its own."""
    return f'<rect width="{BOX}" height="{BOX}" rx="15" fill="{SUN}"/>{mark()}'


def sprite() -> str:
    """All of it."""
    faces = "".join(symbol(name, "".join(shapes), DISC) for name, shapes in ANIMALS.items())
    marks = symbol("mark", tile()) + symbol("mark-bare", mark())
    hands = symbol("hand", strokes(HAND, 8)) + symbol("cross", f'<path d="{CROSS}" fill="currentColor"/>')
    return f"<svg {SVG}>\n{faces}{hands}{counted()}{marks}</svg>\n"


def icon() -> str:
    """The mark on its tile, as a picture of its own."""
    return f'<svg {SVG} viewBox="0 0 {BOX} {BOX}">{tile()}</svg>\n'


if __name__ == "__main__":
    MADE.write_text(sprite(), encoding="utf-8")
    ICON.write_text(icon(), encoding="utf-8")
