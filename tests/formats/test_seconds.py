"""Time limits beyond what the editor has are brought into its bounds, in every format, and told."""

import json

import pytest

from live.formats.found import SECONDS
from live.formats.readers import Asked, read
from live.forms import quizzes
from tests.formats.test_hostile import zipped
from tests.formats.test_particify import report, sheet

ITEM = "<assessmentItem identifier='a'><itemBody><p>Tell</p></itemBody></assessmentItem>"
TEST = "<assessmentTest><assessmentItemRef href='a.xml'><timeLimits maxTime='{}'/></assessmentItemRef></assessmentTest>"


def quiz(**asked: object) -> bytes:
    return json.dumps({"questions": [{"question": "?", **asked}]}).encode()


def limited(seconds: int) -> dict[str, bytes]:
    """A question with a time limit in each format that has them."""
    rows = sheet("Which?", ["▲", "x", "◆", "y"], ["✔︎", 1, "✘", 0])
    rows[3][1] = f"{seconds} seconds"
    return {
        "a table": f"Question,Answer 1,Answer 2,Correct,Time\n?,x,y,1,{seconds}".encode(),
        "Particify": f"format,body,options,duration\nTEXT,?,,{seconds}".encode(),
        "Kahoot's report": report(**{"1_Quiz": rows}),
        "Kahoot's JSON": quiz(choices=[{"answer": "x", "correct": True}], time=seconds * 1000),
        "Rahoot": quiz(answers=["x", "y"], solutions=[0], time=seconds),
        "QTI": zipped(**{"a.xml": ITEM.encode(), "test.xml": TEST.format(seconds).encode()}),
    }


@pytest.mark.parametrize("name", limited(5))
def test_a_time_limit_is_brought_into_bounds_and_told(name):
    found = {seconds: read(Asked(limited(seconds)[name])).found[0] for seconds in (0, 3, 20, 4000)}
    told = {at: [each.words % each.values for each in one.remarks] for at, one in found.items()}
    assert {at: (one.seconds, told[at]) for at, one in found.items()} == {
        0: (None, []),
        3: (5, ["The time limit is now 5 seconds, as 5 to 300 can be."]),
        20: (20, []),
        4000: (300, ["The time limit is now 300 seconds, as 5 to 300 can be."]),
    }


def test_the_bounds_are_those_of_the_editor():
    assert (quizzes.SHORTEST, quizzes.LONGEST) == SECONDS
