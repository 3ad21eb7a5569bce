"""How large the screen writes a chart that is made of words."""

from collections.abc import Callable

SIZES = {
    **{"fit-11": 2.4, "fit-10": 2.1, "fit-9": 1.9, "fit-8": 1.75, "fit-7": 1.6, "fit-6": 1.45, "fit-5": 1.3},
    **{"fit-4": 1.2, "fit-3": 1.1, "fit-2": 0.95},
}
"The classes of css/fit.css, and their em."
MOST_HEIGHT = 24.0
"The height that a chart takes at most while it can be read, in em of the screen."
WIDTH, LETTER = 75.0, 0.57
"The width of the screen in its em, and that of a letter on average in em of its own size."


def largest(height_of: Callable[[float], float]) -> tuple[str, float]:
    """Return the class of the largest size at which there is place, and the height in em of the screen.

    `height_of` takes the width of the screen and returns the chart's height, both in em of its own size.
    """
    heights = {fit: height_of(WIDTH / em) * em for fit, em in SIZES.items()}
    fit = next((fit for fit, height in heights.items() if height <= MOST_HEIGHT), min(SIZES, key=SIZES.__getitem__))
    return fit, heights[fit]


def lines(letters: int, width: float) -> int:
    """Return how many lines so many letters take, at least one; `width` in em of their size."""
    return max(1, -(-int(letters * LETTER * 10) // max(10, int(width * 10))))
