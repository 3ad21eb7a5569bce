"""The colours by numbers, read from the stylesheet: contrast by day and by night, and choices that stay apart.

Contrast is WCAG 2.2's. Colour vision is simulated by the matrices of Machado, Oliveira and Fernandes, "A
Physiologically-based Model for Simulation of Color Vision Deficiency" (IEEE TVCG 15, 2009), severity 1.0, which are
applied to linear RGB; distances are CIE 1976 L*a*b* (D65).
"""

import re
from itertools import combinations

import pytest
from django.conf import settings

from live.asgi.styles import minify

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


def test_the_arithmetic_is_that_of_the_standard():
    assert contrast(linear("#000"), linear("#fff")) == pytest.approx(21)
    assert contrast(linear("#777777"), linear("#fff")) == pytest.approx(4.48, abs=0.01)
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
