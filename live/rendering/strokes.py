"""People as strokes of a tally, which a class sees growing beside the written number."""

MOST = 60
"More strokes than these nobody reads."
NAMES = ("one", "two", "three", "four", "five")


def strokes(count: int) -> list[str]:
    """Return the signs of the sprite for a number, by fives; none for more than 60, where the number stands alone."""
    fives, rest = divmod(count, 5)
    return ["five"] * fives + ([NAMES[rest - 1]] if rest else []) if count <= MOST else []
