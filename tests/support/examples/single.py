"""An example of single choice."""

from tests.support.examples.example import HOSTILE, Example

EXAMPLE = Example(
    label="Single choice",
    content={"choices": ["Paris", "Lyon", "Nice"], "right": [1]},
    bare={"choices": ["Paris", "Lyon", "Nice"], "right": []},
    other={"choices": ["Paris", "Lyon", "Nice"], "right": [3]},
    written={"choice": ["Paris", "Lyon", "Nice"], "right": "1"},
    answer={"choice": "2"},
    value="2",
    others=({"choice": "1"}, {"choice": "1"}, {"choice": "3"}, {"choice": "2"}, {"choice": "1"}),
    hostile={"choices": ["Paris", "Lyon", HOSTILE], "right": [2]},
    counts={"1": 1, "2": 3},
    fields={},
    paper=(3, 0),
    key="A Paris",
    rows=("Paris", "Lyon", "Nice"),
)
