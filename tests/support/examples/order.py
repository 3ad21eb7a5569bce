"""An example of an order."""

from tests.support.examples.example import HOSTILE, Example

EXAMPLE = Example(
    label="Put in order",
    content={"items": ["Rome", "Oslo", "Bern"], "order": [2, 3, 1]},
    bare={"items": ["Rome", "Oslo", "Bern"], "order": []},
    other={"items": ["Rome", "Oslo", "Bern"], "order": [3, 2, 1]},
    answer={"at1": "2", "at2": "1"},
    value="2,1,3",
    hostile={"items": ["Lyon", HOSTILE, "Paris"], "order": [3, 1, 2]},
    counts={"3,1,2": 3, "1,2,3": 1},
    fields={f"at{item}": ["1", "2", "3"] for item in range(1, 4)},
    paper=(3, 0),
    key="1. Oslo, 2. Bern, 3. Rome",
    rows=("Rome", "Oslo", "Bern"),
)
