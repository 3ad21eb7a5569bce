"""An example of a plane."""

from tests.support.examples.example import HOSTILE, Example

AXES = ["cheap", "dear", "dull", "fun"]
CONTENT = {"items": ["Swimming", "A museum"], "axes": AXES}
POINTS = ["1", "2", "3", "4", "5"]

EXAMPLE = Example(
    label="On two axes",
    content=CONTENT,
    bare=CONTENT,
    other=CONTENT,
    written={
        "items": "Swimming\nA museum",
        **dict(zip(("across_first", "across_last", "up_first", "up_last"), AXES, strict=True)),
    },
    answer={"x1": "4", "y1": "2"},
    value="42,--",
    others=(
        {"x1": "5", "y1": "1", "x2": "2", "y2": "3"},
        {"x1": "1", "y1": "5", "x2": "1", "y2": "1"},
        {"x2": "3", "y2": "4"},
        {"x1": "2", "y1": "2"},
    ),
    hostile={"items": ["Swimming", HOSTILE], "axes": ["<b>", "dear", "dull", "fun"]},
    counts={"42,15": 3, "--,33": 1},
    fields={"x1": POINTS, "y1": POINTS, "x2": POINTS, "y2": POINTS},
    paper=(0, 2),
    rows=("Swimming", "A museum"),
)
