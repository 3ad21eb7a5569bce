"""An example of matching."""

from tests.support.examples.example import HOSTILE, Example

EXAMPLE = Example(
    label="Matching",
    content={"left": ["Oxygen", "Iron"], "right": ["O", "Zn", "Fe"], "pairs": [1, 3], "groups": False},
    bare={"left": ["Oxygen", "Iron"], "right": ["O", "Zn", "Fe"], "pairs": [], "groups": False},
    other={"left": ["Oxygen", "Iron"], "right": ["O", "Zn", "Fe"], "pairs": [2, 1], "groups": False},
    written={"pairs": "Oxygen = O\nIron = Fe\n= Zn"},
    answer={"pair1": "1", "pair2": "2"},
    value="1,2",
    others=({"pair1": "1", "pair2": "3"}, {"pair1": "3", "pair2": "1"}, {"pair1": "1"}, {"pair1": "1", "pair2": "3"}),
    hostile={"left": ["Oxygen", HOSTILE], "right": ["O", HOSTILE, "Fe"], "pairs": [1, 3], "groups": True},
    counts={"1,3": 3, "2,3": 1},
    fields={"pair1": ["1", "2", "3"], "pair2": ["1", "2", "3"]},
    paper=(0, 2),
    key="Oxygen = O; Iron = Fe",
    rows=("Oxygen O", "Iron Zn", " Fe"),
)
