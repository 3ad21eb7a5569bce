"""Choices in another order: with what is right of them, and with their pictures."""

from random import Random

from live.kinds.values import Content, pictures


def new_order(content: Content, random: Random) -> list[int]:
    """Return the numbers of the choices as they follow each other now; the last one stays last where it shall."""
    numbers = list(range(1, len(content["choices"]) + 1))
    fixed = [numbers.pop()] if content.get("last") else []
    random.shuffle(numbers)
    return numbers + fixed


def reordered(content: Content, order: list[int]) -> Content:
    """Return the content with its choices in this order, by their numbers until now."""
    texts, shown = content["choices"], pictures(content)
    right = [place for place, number in enumerate(order, 1) if number in content["right"]]
    moved = {**content, "choices": [texts[number - 1] for number in order], "right": right}
    return {**moved, "pictures": [content["pictures"][number - 1] for number in order]} if shown else moved
