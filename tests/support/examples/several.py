"""An example of several choices."""

from tests.support.examples.example import HOSTILE, Example

EXAMPLE = Example(
    label="Several choices",
    content={"choices": ["2", "9", "11"], "right": [1, 3]},
    bare={"choices": ["2", "9", "11"], "right": []},
    other={"choices": ["2", "9", "11"], "right": [1, 2, 3]},
    written={"choice": ["2", "9", "11"], "right": ["1", "3"]},
    answer={"choice": ["3", "1"]},
    value="1,3",
    others=({"choice": ["1"]}, {"choice": ["1", "2"]}, {"choice": ["2"]}, {"choice": ["1", "2", "3"]}),
    hostile={"choices": ["Paris", "Lyon", HOSTILE], "right": [1, 2]},
    counts={"1,2": 2, "3": 2},
    fields={"choice": ["1", "2", "3"]},
    paper=(3, 0),
    key="A 2 , C 11",
    rows=("2", "9", "11"),
)
