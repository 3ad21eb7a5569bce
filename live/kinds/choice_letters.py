"""Choices by letter, shape and number: which of them have a letter beside their text, and which numbers a value has."""

from itertools import zip_longest

from live.kinds.values import Choice, Content, pictures

LETTERS = "ABCDEFGHIJ"
SHAPES = ("circle", "triangle", "square", "diamond", "star", "hexagon", "plus", "dome", "pentagon", "chevron")


def letter(number: int) -> str:
    """Return the letter of a choice's number, from 1."""
    return LETTERS[number - 1] if 1 <= number <= len(LETTERS) else str(number)


def shape(number: int) -> str:
    """Return the shape of a choice's number."""
    return SHAPES[number - 1] if 1 <= number <= len(SHAPES) else ""


def numbers(value: str) -> list[int]:
    """Read a stored value ("1,3") as numbers."""
    return [int(part) for part in value.split(",") if part.isdecimal()]


def name_themselves(texts: list[str]) -> bool:
    """Tell whether the texts are 1, 2, 3 or A, B, C, which need no letter ("A 1", "A A")."""
    count = range(1, len(texts) + 1)
    return texts in ([str(n) for n in count], [letter(n) for n in count])


def lettered(content: Content) -> list[Choice]:
    """Return the choices of a content, each with its letter and its shape."""
    texts = content["choices"]
    shown = zip_longest(texts, pictures(content)[: len(texts)])
    return [
        Choice(n, letter(n), shape(n), text, n in content["right"], picture)
        for n, (text, picture) in enumerate(shown, 1)
    ]


def is_bare(choice: Choice) -> bool:
    """Tell whether a choice is a picture alone."""
    return choice.picture is not None and choice.text == letter(choice.number)
