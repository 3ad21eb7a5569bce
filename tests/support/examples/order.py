"""An example of an order."""

from tests.support.examples.example import HOSTILE, Example

EXAMPLE = Example(
    label="Put in order",
    content={"items": ["Rome", "Bern", "Oslo"], "order": [2, 3, 1]},
    bare={"items": ["Rome", "Bern", "Oslo"], "order": []},
    other={"items": ["Rome", "Bern", "Oslo"], "order": [3, 1, 2]},
    written={"items": "Bern\nOslo\nRome", "ordered": "1"},
    answer={"at1": "1", "at2": "2", "at3": "3"},
    value="1,2,3",
    others=(
        {"at2": "1", "at3": "2", "at1": "3"},
        {"at2": "1", "at1": "2", "at3": "3"},
        {"at1": "1", "at2": "2", "at3": "3"},
        {"at2": "1", "at3": "2"},
    ),
    hostile={"items": ["Lyon", HOSTILE, "Paris"], "order": [3, 1, 2]},
    counts={"3,1,2": 3, "1,2,3": 1},
    fields={f"at{item}": ["1", "2", "3"] for item in range(1, 4)},
    paper=(3, 0),
    key="1. Bern, 2. Oslo, 3. Rome",
    rows=("Rome", "Bern", "Oslo"),
)
