"""The colours by numbers, read from the stylesheet: contrast by day and by night, and choices that stay apart.

Contrast is WCAG 2.2's. Colour vision is simulated by the matrices of Machado, Oliveira and Fernandes, "A
Physiologically-based Model for Simulation of Color Vision Deficiency" (IEEE TVCG 15, 2009), severity 1.0, which are
applied to linear RGB; distances are CIE 1976 L*a*b* (D65).
"""

import re
from collections.abc import Sequence
from itertools import combinations

import pytest
from django.conf import settings

from live.asgi.styles import minify

LANES = (settings.ROOT / "static" / "live" / "css" / "lanes.css").read_text()
TOKENS = minify((settings.ROOT / "static" / "live" / "css" / "tokens.css").read_text())
Colour = tuple[float, float, float]
SCHEMES = ("day", "night")
LETTERS, DARK = "abcdefghij", "aghi"
KEYS = LETTERS[:6]
"The choices that colour alone tells apart; the others need letter and shape."
TEXT, GRAPHIC = 4.5, 3.0
PAIRS = {
    TEXT: [
        *[(text, ground) for text in ("ink", "soft", "right", "wrong") for ground in ("paper", "card", "sun-tint")],
        *[("ink", ground) for ground in ("right-tint", "wrong-tint", "none", "line")],
        *[("soft", ground) for ground in ("right-tint", "wrong-tint")],
        ("paper", "ink"), ("right", "right-tint"), ("wrong", "wrong-tint"),
        ("on-sun", "sun"), ("soft-on-sun", "sun"), ("chalk", "board"), ("sun", "board"), ("on-green", "green"),
        *[("on-dark", key) for key in DARK], *[("on-light", key) for key in LETTERS if key not in DARK],
        *[(f"deep-{key}", ground) for key in KEYS for ground in ("paper", "card")],
    ],
    GRAPHIC: [
        ("edge", "paper"), ("edge", "card"), ("on-sun", "sun-lip"), ("wrong", "paper"),
    ],
}  # fmt: skip
"What stands on what: words, and what must be seen to understand (frames of fields, bars on their track, the clock)."
SEEN = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
Rows = tuple[tuple[float, ...], ...]
TO_CONES: Rows = (
    (0.4122214708, 0.5363325363, 0.0514459929), (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)  # fmt: skip
TO_LAB: Rows = (
    (0.2104542553, 0.7936177850, -0.0040720468), (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)  # fmt: skip
FROM_LAB: Rows = (
    (1.0, 0.3963377774, 0.2158037573), (1.0, -0.1055613458, -0.0638541728), (1.0, -0.0894841775, -1.2914855480),
)  # fmt: skip
FROM_CONES: Rows = (
    (4.0767416621, -3.3077115913, 0.2309699292), (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)  # fmt: skip
"Of OKLab: linear RGB to the three cones, their cube roots to lightness and two hues, and back."
APART = 11
"Two colours that lie side by side are told apart from a distance of 2 to 3 on; keys are small and far away."


def tokens(scheme: str) -> dict[str, Colour]:
    """Every colour token as linear RGB."""
    block = re.search(r":root\{--day:initial;(.*?)\}", TOKENS, flags=re.S)
    assert block
    found = {}
    for name, value in re.findall(r"--([\w-]+):([^;]+)", block.group(1)):
        colour = re.search(rf"var\(--{scheme},(#\w+)\)", value) or re.fullmatch(r"(#\w+)", value)
        if colour:
            found[name] = linear(colour.group(1))
    return found


def linear(code: str) -> Colour:
    """#fff or #ffffff as linear RGB, 0 to 1."""
    digits = code[1:] if len(code) == 7 else "".join(digit * 2 for digit in code[1:])
    red, green, blue = (_linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return red, green, blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def luminance(colour: Colour) -> float:
    """WCAG's relative luminance."""
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), colour, strict=True))


def contrast(one: Colour, other: Colour) -> float:
    """WCAG's ratio, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def seen(colour: Colour, kind: str) -> Colour:
    """What somebody with this kind of sight sees."""
    red, green, blue = (sum(map(float.__mul__, map(float, row), colour)) for row in SEEN[kind])
    return min(1, max(0, red)), min(1, max(0, green)), min(1, max(0, blue))


def lab(colour: Colour) -> Colour:
    """CIE L*a*b*."""
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    x, y, z = (
        _cube(sum(w * part for w, part in zip(row, colour, strict=True)) / by)
        for row, by in zip(rows, white, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube(part: float) -> float:
    return part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116


def distance(one: Colour, other: Colour) -> float:
    """How far apart two colours look."""
    return sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)) ** 0.5


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """color-mix(in oklab, one, other share), by CSS Color 4."""
    first, second = oklab(one), oklab(other)
    return from_oklab([a * (1 - share) + b * share for a, b in zip(first, second, strict=True)])


def oklab(colour: Colour) -> list[float]:
    """Lightness, green to red, blue to yellow (Ottosson, "A perceptual color space for image processing", 2020)."""
    return _times(TO_LAB, [part ** (1 / 3) for part in _times(TO_CONES, colour)])


def _times(rows: Rows, column: Sequence[float]) -> list[float]:
    return [sum(map(float.__mul__, row, column)) for row in rows]


def from_oklab(colour: Sequence[float]) -> Colour:
    """As linear RGB, cut off where a screen ends."""
    cones = [part**3 for part in _times(FROM_LAB, colour)]
    red, green, blue = (min(1, max(0, part)) for part in _times(FROM_CONES, cones))
    return red, green, blue


def over(colour: Colour, ground: Colour, opacity: float) -> Colour:
    """What is seen of a colour that lets some of its ground through: browsers mix sRGB, which is not linear."""
    red, green, blue = (
        _linear(_gamma(one) * opacity + _gamma(other) * (1 - opacity))
        for one, other in zip(colour, ground, strict=True)
    )
    return red, green, blue


def _gamma(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def test_the_arithmetic_is_that_of_the_standard():
    assert contrast(linear("#000"), linear("#fff")) == pytest.approx(21)
    assert contrast(linear("#777777"), linear("#fff")) == pytest.approx(4.48, abs=0.01)
    assert mixed(linear("#f00"), linear("#00f"), 0.5) == pytest.approx(linear("#8c53a2"), abs=0.004)
    assert over(linear("#000"), linear("#fff"), 0.5) == pytest.approx(linear("#808080"), abs=0.004)
    assert lab(linear("#f00")) == pytest.approx((53.2, 80.1, 67.2), abs=0.2)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_colour_is_held_against_what_it_stands_on(scheme):
    named = {name for pairs in PAIRS.values() for pair in pairs for name in pair}
    edges = {f"{key}-lip" for key in LETTERS}  # which mean nothing by themselves
    assert set(tokens(scheme)) == named | edges | {"none"}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("least", PAIRS)
def test_words_and_what_must_be_seen_stand_out(least, scheme):
    colours = tokens(scheme)
    ratios = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in PAIRS[least]}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < least} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_stand_out_from_what_is_pale_beside_the_right_answer(scheme):
    """On the feet of lanes, as browsers mix them; and numbers on the track behind a column."""
    (share,) = {int(share) / 100 for share in re.findall(r"var\(--k\), var\(--paper\) ([1-9]\d+)%", LANES)}
    (opacity,) = re.findall(r"background: var\(--line\);\s+opacity: ([.\d]+)", LANES)
    colours = tokens(scheme)
    feet = {f"ink on {key}": (colours["ink"], mixed(colours[key], colours["paper"], share)) for key in LETTERS}
    track = over(colours["line"], colours["paper"], float(opacity))
    on_track = {f"{name} on a track": (colours[name], track) for name in ("ink", "soft")}
    ratios = {name: round(contrast(*pair), 2) for name, pair in (feet | on_track).items()}
    assert {name: ratio for name, ratio in ratios.items() if ratio < TEXT} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_edge_of_what_is_pale_is_still_seen(scheme):
    """By its rim, on the paper."""
    (share,) = {int(share) / 100 for share in re.findall(r"var\(--k\), var\(--edge\) (\d+)%", LANES)}
    colours = tokens(scheme)
    rims = {key: contrast(mixed(colours[key], colours["edge"], share), colours["paper"]) for key in LETTERS}
    assert {key: round(ratio, 2) for key, ratio in rims.items() if ratio < GRAPHIC} == {}


def test_every_tile_of_a_phone_has_an_edge_that_is_seen_by_day():
    """Its face with a third of ink over it. By night faces are lighter than the board, or bear white words."""
    red, green, blue, opacity = re.findall(r"--k-lip:rgb\((\d+) (\d+) (\d+)/([.\d]+)\)", TOKENS)[0]
    ink = linear("#" + "".join(f"{int(part):02x}" for part in (red, green, blue)))
    colours = tokens("day")
    edges = {key: contrast(over(ink, colours[key], float(opacity)), colours["paper"]) for key in LETTERS}
    assert {key: round(ratio, 2) for key, ratio in edges.items() if ratio < GRAPHIC} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", SEEN)
def test_the_choices_stay_apart_in_every_kind_of_sight(kind, scheme):
    colours = {key: seen(tokens(scheme)[key], kind) for key in KEYS}
    apart = {(a, b): round(distance(colours[a], colours[b])) for a, b in combinations(KEYS, 2)}
    assert {pair: far for pair, far in apart.items() if far < APART} == {}


def test_the_simulation_sees_what_cannot_be_told_apart():
    """Red and green of the same lightness are one colour in deuteranopia."""
    red, green = linear("#b35a00"), linear("#7d7d00")
    assert distance(red, green) > 30
    assert distance(seen(red, "deuteranopia"), seen(green, "deuteranopia")) < APART


def test_more_contrast_is_given_to_who_asks_for_it():
    more = re.search(r"prefers-contrast:more\)\{:root\{(.*?)\}", TOKENS)
    assert more
    assert more.group(1) == "--soft:var(--ink);--edge:var(--ink);--rule:2px solid"
