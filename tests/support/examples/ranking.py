"""An example of a ranking."""

from tests.support.examples.example import HOSTILE, Example

EXAMPLE = Example(
    label="Ranking",
    content={"choices": ["Rome", "Oslo", "Bern", "Nice"], "top": 3},
    bare={"choices": ["Rome", "Oslo", "Bern", "Nice"], "top": 3},
    other={"choices": ["Rome", "Oslo", "Bern", "Nice"], "top": 3},
    written={"choices": "Rome\nOslo\nBern\nNice", "top": "3"},
    answer={"at2": "1", "at3": "2"},
    value="2,3",
    others=(
        {"at1": "1", "at2": "2", "at3": "3"},
        {"at4": "1"},
        {"at1": "1", "at4": "2"},
        {"at2": "1", "at1": "2", "at4": "3"},
    ),
    hostile={"choices": ["Paris", HOSTILE, "Lyon"], "top": 3},
    counts={"3,1,2": 3, "2": 1},
    fields={f"at{choice}": ["1", "2", "3"] for choice in range(1, 4)},
    paper=(4, 0),
    rows=("Rome", "Oslo", "Bern", "Nice"),
)
