"""How wide and high a formula will be: the boxes of its MathML, as a browser puts them together.

All lengths are in em of the text around it. They are estimates that err to the large side, as mathematical typefaces
differ.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

SMALLER = 0.71
"How large exponents and indices are written, and fractions within a line."
NARROW, SMALL, DIGIT, SIGN, CAPITAL, WIDE, WIDEST = 0.45, 0.64, 0.65, 0.86, 0.92, 1.2, 1.5
"How wide letters and signs are."
HIGH, LARGE = 0.9, 1.6
"How high letters are, and sums over a line of their own."
ROW, COLUMN = 0.5, 0.8
"The space around a row and a column of a matrix."
FENCES = (1.2, 1.8, 2.4, 3.6)
"The heights in which brackets come; higher ones are put together. They stand around the middle of what is in them."
_LARGE = frozenset("∑∏∐⋃⋂⋁⋀⨁⨂∫∬∭∮")
_LIMITS = _LARGE | {"lim", "max", "min", "sup", "inf"}
_NARROW = frozenset("()[]{}|‖.,;:!′″'ˆ˙¯˜˚⃗ijltfrI°")
_FENCES = frozenset("()[]{}⟨⟩")
_WIDEST = frozenset("⟶⟵⟹⟸⟺⟷…⋯mwMW")
_UNSEEN = frozenset("\u2061\u2062\u2063\u2064\ufe00\ufe01")
_STANDS = re.compile("stretchy|minsize")
_LENGTH = re.compile(r"(-?[\d.]+)em")


class Box(NamedTuple):
    """A width and a height."""

    width: float
    height: float


@dataclass
class Node:
    """An element of MathML: its attributes as they were written, what is in it, and its text."""

    tag: str
    attributes: str = ""
    inside: list["Node"] = field(default_factory=list)
    text: str = ""


def box(node: Node, display: bool, size: float = 1.0) -> Box:
    """Return the box of an element; `display`: it has all the place it likes, `size`: of its letters."""
    if 'displaystyle="' in node.attributes:
        display = 'displaystyle="true"' in node.attributes
    return _BOXES.get(node.tag, _row)(node, display, size)


def _row(node: Node, display: bool, size: float) -> Box:
    """Everything that stands one behind the other, between brackets that are as high."""
    boxes = [box(each, display, size) for each in node.inside]
    frame = 0.6 * size if "m-box" in node.attributes else 0
    high = max([HIGH * size, *(each.height for each in boxes)])
    if any(each.tag == "mo" and each.text in _FENCES and not _STANDS.search(each.attributes) for each in node.inside):
        high = next((fence for fence in FENCES if fence * size >= high * 1.35), max(FENCES[-1], high / size)) * size
    return Box(sum(each.width for each in boxes) + frame, high + frame)


def _token(node: Node, _display: bool, size: float) -> Box:
    text = unescape(node.text or "".join(each.text for each in node.inside))
    return Box(sum(map(_letter, text)) * size, HIGH * size)


def _letter(char: str) -> float:
    """How wide a letter or a sign is."""
    if char in _UNSEEN:
        return 0
    if char in _NARROW:
        return NARROW
    if char in _WIDEST or char > "\u2e80":
        return WIDEST if char in "⟶⟵⟹⟸⟺⟷" else WIDE
    return DIGIT if char.isdigit() else CAPITAL if char.isupper() else SMALL if char.isalpha() else SIGN


def _sign(node: Node, display: bool, size: float) -> Box:
    """An operator with the space around it."""
    text = unescape(node.text)
    if text in _LARGE:
        return Box(1.5 * size, (LARGE if display else 1.3) * size)
    high = _LENGTH.search(node.attributes.partition("minsize")[2])
    spaces = 0.56
    if not set(text) - _UNSEEN or text in _NARROW or (size < 1 and 'lspace="0" rspace="0"' in node.attributes):
        spaces = 0.2 if text in {",", ";", ":"} else 0
    return Box((sum(map(_letter, text)) + spaces) * size, max(HIGH, 1.5 * float(high[1]) if high else 0) * size)


def _space(node: Node, _display: bool, size: float) -> Box:
    width = _LENGTH.search(node.attributes)
    return Box(max(0.0, float(width[1])) * size if width else 0, 0)


def _fraction(node: Node, display: bool, size: float) -> Box:
    inner = size if display else size * SMALLER
    above, below = (box(each, False, inner) for each in _two(node))
    gap = 0.15 if display else 0.1
    return Box(max(above.width, below.width) + 0.2 * size, above.height + below.height + gap * size)


def _root(node: Node, display: bool, size: float) -> Box:
    inside = _row(node if node.tag == "msqrt" else Node("mrow", inside=node.inside[:1]), display, size)
    return Box(inside.width + size * (1.0 if node.tag == "msqrt" else 1.3), inside.height + 0.25 * size)


def _scripts(node: Node, display: bool, size: float) -> Box:
    """Exponents and indices beside their base."""
    base, *scripts = _known(node)
    boxes = [box(each, False, size * SMALLER) for each in scripts]
    inside = box(base, display, size)
    beside = max((each.width for each in boxes), default=0) * (2 if node.tag == "mmultiscripts" else 1)
    higher = sum(max(0.3 * size, each.height - 0.4 * size) for each in boxes[:2])
    return Box(inside.width + beside + 0.05, inside.height + higher)


def _stack(node: Node, display: bool, size: float) -> Box:
    """What stands above or below its base: limits, braces, accents."""
    base, *scripts = _known(node)
    if not display and _text(base) in _LIMITS:
        return _scripts(node, display, size)
    inside = box(base, display, size)
    if "accent" in node.attributes:
        return Box(inside.width + 0.1 * size, inside.height + 0.3 * size)
    boxes = [box(each, False, size * SMALLER) for each in scripts]
    return Box(max([inside.width, *(each.width for each in boxes)]), inside.height + sum(each.height for each in boxes))


def _table(node: Node, display: bool, size: float) -> Box:
    small = SMALLER if 'scriptlevel="1"' in node.attributes else 1
    rows = [[_row(cell, display, size * small) for cell in row.inside] for row in node.inside]
    columns = [max(row[at].width for row in rows if at < len(row)) for at in range(max(map(len, rows), default=0))]
    heights = [max((each.height for each in row), default=size) + ROW * size for row in rows]
    return Box(sum(columns) + COLUMN * size * len(columns), sum(heights))


def _text(node: Node) -> str:
    return unescape(node.text) + "".join(map(_text, node.inside))


def _known(node: Node) -> list[Node]:
    return [each for each in node.inside if each.tag != "mprescripts"] or [Node("mrow")]


def _two(node: Node) -> list[Node]:
    return [*node.inside, Node("mrow"), Node("mrow")][:2]


_BOXES: dict[str, Callable[[Node, bool, float], Box]] = {
    **dict.fromkeys(("mi", "mn", "mtext"), _token),
    **dict.fromkeys(("msqrt", "mroot"), _root),
    **dict.fromkeys(("msub", "msup", "msubsup", "mmultiscripts"), _scripts),
    **dict.fromkeys(("munder", "mover", "munderover"), _stack),
    "mo": _sign,
    "mspace": _space,
    "mfrac": _fraction,
    "mtable": _table,
}
