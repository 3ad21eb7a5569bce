"""An example of true or false."""

from tests.support.examples.example import Example

EXAMPLE = Example(
    label="True or false",
    content={"truth": True},
    bare={"truth": None},
    other={"truth": False},
    written={"truth": "true"},
    answer={"choice": "2"},
    value="2",
    others=({"choice": "1"}, {"choice": "1"}, {"choice": "2"}, {"choice": "1"}),
    hostile={"truth": False},
    counts={"1": 1, "2": 3},
    fields={},
    paper=(2, 0),
    key="True",
    rows=("True", "False"),
)
