"""An example of a scale."""

from tests.support.examples.example import HOSTILE, Example

FIVE = {"points": 5, "words": "agreement", "ends": ["", ""], "zero": False, "skip": True}
CONTENT = {"statements": ["I can add fractions", "I can reduce them"], **FIVE}

EXAMPLE = Example(
    label="Scale",
    content=CONTENT,
    bare=CONTENT,
    other=CONTENT,
    written={"statements": "I can add fractions\nI can reduce them", "points": "5", "preset": "agreement", "skip": "1"},
    answer={"s1": "4", "s2": "-"},
    value="4,-",
    others=({"s1": "5", "s2": "3"}, {"s1": "1", "s2": "-"}, {"s1": "2", "s2": "4"}, {"s1": "4", "s2": "4"}),
    hostile={
        "statements": ["Clear", HOSTILE],
        **FIVE,
        "points": 3,
        "words": ["no", "so so", HOSTILE],
    },
    counts={"1,2": 1, "3,3": 2, "2,-": 1},
    fields={"s1": ["1", "2", "3", "-"], "s2": ["1", "2", "3", "-"]},
    paper=(12, 0),
    rows=("I can add fractions", "I can reduce them"),
)
