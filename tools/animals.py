"""The faces of the people in a room, as data: 24 animals, each a few shapes in a box of 64 x 64 without a ground.

Every animal is one head of five to nine shapes in the same eleven colours, so that they look like one family.
"""

import re

BOX = 64
INK, CREAM = "#14201c", "#fff8ea"
ORANGE, SUN, BROWN = "#e8702a", "#ffcf33", "#9a6238"
GREY, SLATE = "#8d9a9c", "#4b5a61"
GREEN, BLUE, PINK, PLUM = "#3f9a72", "#4c93c9", "#f2a3b8", "#b05a8c"


def circle(x: float, y: float, radius: float) -> str:
    """A circle about a point."""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}"/>'


def ellipse(x: float, y: float, wide: float, high: float) -> str:
    """An ellipse about a point; `wide` and `high` are its radii."""
    return f'<ellipse cx="{x:g}" cy="{y:g}" rx="{wide:g}" ry="{high:g}"/>'


def path(outline: str) -> str:
    """An outline, as the attribute `d` has it."""
    return f'<path d="{outline}"/>'


def mirrored(outline: str) -> str:
    """An outline and its mirror image as one shape. It has pairs of absolute coordinates alone (M, L, Q, T, C, z)."""
    x_and_y = re.compile(r"(-?[\d.]+)[ ,](-?[\d.]+)")
    return path(outline + x_and_y.sub(lambda pair: f"{BOX - float(pair[1]):g} {pair[2]}", outline))


def circles(x: float, y: float, radius: float) -> str:
    """A circle and its mirror image."""
    return circle(x, y, radius) + circle(BOX - x, y, radius)


def ellipses(x: float, y: float, wide: float, high: float) -> str:
    """An ellipse and its mirror image."""
    return ellipse(x, y, wide, high) + ellipse(BOX - x, y, wide, high)


def line(colour: str, width: float, outline: str) -> str:
    """A line with round ends."""
    return f'<path d="{outline}" stroke="{colour}" stroke-width="{width:g}" stroke-linecap="round" fill="none"/>'


def filled(colour: str, *shapes: str) -> str:
    """Shapes of one colour."""
    return f'<g fill="{colour}">{"".join(shapes)}</g>'


ANIMALS = {
    "fox": [
        filled(ORANGE, mirrored("M10 10 29 23 12 36z"), path("M9 30Q32 12 55 30 50 46 32 58 14 46 9 30z")),
        filled(CREAM, mirrored("M9 31Q26 33 32 58 14 48 9 31z")),
        filled(INK, circles(24, 35, 2.8), ellipse(32, 55, 4, 3)),
    ],
    "owl": [
        filled(BROWN, path("M12 10 26 18H38L52 10 54 36A22 22 0 0 1 10 36z")),
        filled(CREAM, circles(22, 31, 10.5)),
        filled(SUN, path("M32 33 37 41 32 48 27 41z")),
        filled(INK, circles(23, 31, 5)),
    ],
    "panda": [
        filled(INK, circles(14, 18, 8)),
        filled(CREAM, ellipse(32, 36, 23, 20)),
        filled(INK, mirrored("M15 40Q14 28 25 28 30 33 24 41 18 45 15 40z"), ellipse(32, 44, 4, 3)),
        filled(CREAM, circles(23, 35, 2.6)),
    ],
    "gecko": [
        filled(GREEN, circles(17, 22, 9), path("M8 38Q10 20 32 20T56 38Q54 54 32 54T8 38z")),
        filled(CREAM, circles(17, 22, 5.5)),
        filled(INK, circles(18, 22, 3), circles(28, 42, 1.4)),
        line(INK, 2.5, "M19 46Q32 53 45 46"),
    ],
    "penguin": [
        filled(SLATE, ellipse(32, 34, 23, 25)),
        filled(CREAM, path("M32 56Q14 54 15 36 16 25 25 26 31 27 32 33 33 27 39 26 48 25 49 36 50 54 32 56z")),
        filled(ORANGE, path("M25 41H39L32 49z")),
        filled(INK, circles(24, 35, 2.8)),
    ],
    "bear": [
        filled(BROWN, circles(14, 19, 9), ellipse(32, 36, 24, 21)),
        filled(CREAM, ellipse(32, 44, 11, 9)),
        filled(INK, circles(22, 33, 2.8), ellipse(32, 41, 4.5, 3.2)),
    ],
    "rabbit": [
        filled(GREY, ellipses(22, 16, 6.5, 15), ellipse(32, 41, 21, 18)),
        filled(PINK, ellipses(22, 17, 3, 10), path("M28 43H36L32 48z")),
        filled(INK, circles(23, 38, 2.8)),
    ],
    "cat": [
        filled(SLATE, path("M10 9 28 20H36L54 9 55 37A23 21 0 0 1 9 37z")),
        filled(SUN, circles(22, 35, 5)),
        filled(INK, ellipses(22, 35, 1.8, 4.5)),
        filled(PINK, path("M28 43H36L32 48z")),
    ],
    "hedgehog": [
        filled(BROWN, mirrored("M32 6 37 13 45 9 47 17 55 17 53 25 60 29 55 35 60 42 53 45 32 45z")),
        filled(CREAM, ellipse(32, 42, 19, 15)),
        filled(INK, circles(24, 39, 2.8), circle(32, 47, 4)),
    ],
    "bee": [
        filled(CREAM, ellipses(16, 18, 11, 8)),
        filled(SUN, ellipse(32, 37, 22, 20)),
        filled(INK, path("M13 27Q32 22 51 27V33Q32 28 13 33z")),
        filled(INK, path("M15 48Q32 43 49 48 46 53 42 55 32 51 22 55 18 53 15 48z")),
        filled(INK, circles(23, 39, 2.8)),
    ],
    "elephant": [
        filled(GREY, circles(12, 30, 12), path("M25 40H39V54Q39 60 32 60T25 54z")),
        filled(PINK, circles(12, 31, 6.5)),
        filled(GREY, ellipse(32, 30, 19, 20)),
        filled(INK, circles(23, 29, 2.8)),
        filled(CREAM, mirrored("M22 42 18 53 25 50z")),
    ],
    "flamingo": [
        filled(PINK, circle(31, 26, 16), path("M20 30Q8 44 18 60H34Q20 48 32 38z")),
        filled(CREAM, path("M42 17Q58 20 57 38 50 38 46 33 41 30 42 17z")),
        filled(INK, path("M57 30V39Q51 39 47 34 53 35 57 30z"), circle(33, 23, 3)),
    ],
    "lion": [
        filled(BROWN, circle(32, 34, 27)),
        filled(SUN, circles(17, 17, 6), ellipse(32, 36, 19, 18)),
        filled(CREAM, ellipse(32, 44, 9, 7)),
        filled(INK, circles(24, 33, 2.8), path("M27 39H37L32 45z")),
    ],
    "tiger": [
        filled(ORANGE, circles(14, 18, 8), ellipse(32, 36, 24, 21)),
        filled(CREAM, ellipse(32, 45, 12, 9)),
        filled(INK, path("M30 15H34L33 25H31z"), mirrored("M22 17 27 17 28 24z"), mirrored("M8 34 17 36 9 39z")),
        filled(INK, circles(23, 34, 2.8), path("M28 41H36L32 46z")),
    ],
    "whale": [
        filled(BLUE, path("M6 36Q8 16 32 16T58 36Q58 54 32 54T6 36z"), mirrored("M29 18Q28 8 20 8 22 16 29 18z")),
        filled(CREAM, path("M9 42Q32 50 55 42 52 54 32 54T9 42z")),
        filled(INK, circles(17, 35, 2.8)),
    ],
    "octopus": [
        filled(PLUM, ellipse(32, 29, 21, 21)),
        line(PLUM, 8, "M17 42Q18 54 7 54M26 46Q25 59 16 61M38 46Q39 59 48 61M47 42Q46 54 57 54"),
        filled(CREAM, circles(23, 34, 6)),
        filled(INK, circles(24, 35, 3.2)),
    ],
    "duck": [
        filled(SUN, path("M32 17Q20 8 27 4 31 7 32 11 35 3 41 6 41 13 32 17z"), ellipse(32, 36, 22, 22)),
        filled(ORANGE, path("M17 44Q32 33 47 44 49 51 40 51 37 56 32 56 27 56 24 51 15 51 17 44z")),
        filled(INK, circles(22, 32, 2.8), circles(29.5, 43, 1.3)),
    ],
    "koala": [
        filled(GREY, circles(13, 21, 12), ellipse(32, 37, 23, 20)),
        filled(CREAM, circles(12, 21, 6.5)),
        filled(INK, circles(20, 35, 2.8), ellipse(32, 40, 5.5, 8.5)),
    ],
    "parrot": [
        filled(BLUE, circle(34, 26, 18), path("M52 26Q58 46 50 60H34L28 38z")),
        filled(SUN, path("M22 38Q21 52 26 60H40Q37 50 40 40z")),
        filled(CREAM, ellipse(26, 28, 9, 10)),
        filled(INK, path("M19 19Q6 21 6 36 8 45 13 41 14 37 20 36 17 27 19 19z"), circle(28, 26, 3)),
    ],
    "seal": [
        filled(GREY, path("M8 60Q6 12 32 12T56 60z")),
        filled(CREAM, circles(26, 43, 7.5)),
        filled(INK, circles(20, 30, 4), ellipse(32, 37, 4.5, 3.2)),
        line(INK, 1.5, "M18 43 7 40M18 47 8 50M46 43 57 40M46 47 56 50"),
    ],
    "turtle": [
        filled(BROWN, path("M3 46Q6 8 32 8T61 46z")),
        filled(SUN, circle(32, 15, 4), circles(16, 25, 4.5)),
        filled(GREEN, circles(11, 49, 8), ellipse(32, 42, 16, 17)),
        filled(INK, circles(25, 40, 2.8)),
        line(INK, 2.5, "M25 50Q32 54 39 50"),
    ],
    "llama": [
        filled(CREAM, mirrored("M19 24Q12 6 18 3 26 6 27 20z")),
        filled(CREAM, circles(23, 20, 8), circle(32, 17, 9), ellipse(32, 40, 17, 21)),
        filled(BROWN, ellipse(32, 47, 10, 10)),
        filled(INK, circles(23, 34, 2.8), path("M28 43H36L32 48z")),
    ],
    "zebra": [
        filled(CREAM, mirrored("M16 26Q8 10 13 6 22 8 26 18z"), path("M15 22Q32 8 49 22L45 46H19z")),
        filled(INK, path("M27 4H37L34 26H30z"), mirrored("M16 24 26 27 17 30z"), mirrored("M18 38 26 40 19 43z")),
        filled(SLATE, path("M18 45Q32 40 46 45 46 60 32 60T18 45z")),
        filled(INK, circles(23, 34, 2.8), circles(27, 51, 1.8)),
    ],
    "butterfly": [
        filled(ORANGE, mirrored("M32 32Q24 8 9 10 0 22 12 36 24 38 32 32z")),
        filled(SUN, mirrored("M32 34Q14 34 13 48 18 60 32 44z")),
        filled(CREAM, circles(17, 23, 5.5)),
        filled(INK, circles(18, 23, 3), ellipse(32, 36, 3.5, 16)),
        line(INK, 2, "M31 22Q29 10 23 8M33 22Q35 10 41 8"),
    ],
}
"Each animal's shapes, the first one at the back."
