"""What was asked and answered before numbers had powers and ranges is judged, counted and shown as it was then."""

from decimal import Decimal
from typing import Any

import pytest

from live.kinds import Content, kind
from live.models import Move, Response, Round
from live.results import grid, table
from live.rooms.outcomes import read_own
from live.rooms.snapshot import take

pytestmark = pytest.mark.usefixtures("transactional_db")

CONTENTS: list[Content] = [
    {"right": "3.14", "tolerance": "0.01", "unit": "m"},
    {"right": "3.141", "tolerance": "0", "unit": ""},
    {"right": "1.234", "tolerance": "0.001", "unit": "kg"},
    {"right": "1000", "tolerance": "0", "unit": ""},
    {"right": "-5", "tolerance": "2.5", "unit": "°C"},
    {"right": "999999999999999.9999999999", "tolerance": "0.0000000001", "unit": ""},
    {"right": "0", "tolerance": "0", "unit": "%"},
    {"right": None, "tolerance": "0", "unit": "m²"},
]
VALUES = [
    *("3.14", "3.13", "3.15", "3.151", "3.141", "1.234", "1.235", "1234", "1", "1000", "-5", "-2.5", "-7.5", "-7.51"),
    *("0", "999999999999999.9999999999", "999999999999999.9999999998", "999999999999999.9999999997", "0.0000000001"),
]
TYPED = {"1": "1,000", "1.234": "1.234 kg", "3.141": "3,141", "-5": "5", "1000": "1 000"}
"As the reader of then took it; 1,000 was 1, and 5 was ticked to be below zero."


def judged(content: Content, value: str) -> str:
    """The mark by the rule of then, in decimals."""
    if content["right"] is None:
        return ""
    away = abs(Decimal(value) - Decimal(content["right"]))
    return "right" if away <= Decimal(content["tolerance"]) else "wrong"


def asked(lesson: Any, content: Content) -> Round:
    """A round of before: its values are those that the database had, whatever today's reader would make of them."""
    people = {lesson.joins(f"P{at}"): value for at, value in enumerate(VALUES)}
    round: Round = lesson.asks("number", content, people)
    for response in round.responses.all():
        Response.objects.filter(pk=response.pk).update(typed=TYPED.get(response.value, response.value))
    return round


def shown(content: Content, value: str) -> str:
    return f"{value} {content['unit']}".strip()


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: str(content["right"]))
def test_marks_points_and_words_of_an_ended_room_are_those_of_then(lesson: Any, content: Content):
    asked(lesson, content)
    lesson.moves(Move.END)
    read = grid.read(lesson.room)
    cells = {row.nickname: row.cells[0] for row in read.rows}
    expected = {f"P{at}": (shown(content, value), judged(content, value)) for at, value in enumerate(VALUES)}
    assert {name: (cell.text, cell.mark) for name, cell in cells.items()} == expected
    assert {name: cell.html for name, cell in cells.items()} == {name: text for name, (text, _mark) in expected.items()}
    points = {"right": 1000, "wrong": 0, "": None}
    assert {name: cell.points for name, cell in cells.items()} == {
        n: points[mark] for n, (_t, mark) in expected.items()
    }
    assert sorted(row[4] for row in list(table.table(read))[1:]) == sorted(shown(content, value) for value in VALUES)
    assert read.asked[0].key_text == _key_of_then(content)


def _key_of_then(content: Content) -> str:
    if content["right"] is None:
        return ""
    spread = f" ± {content['tolerance']}" if Decimal(content["tolerance"]) else ""
    return f"{content['right']}{spread} {content['unit']}".strip()


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: str(content["right"]))
def test_a_running_room_counts_hides_and_reveals_what_it_had(lesson: Any, content: Content):
    round = asked(lesson, content)
    round.hide("1000")
    room = lesson.room
    room.round = round
    for phase in ("open", "closed", "revealed"):
        type(room).objects.filter(pk=room.pk).update(phase=phase, round=round)
        snapshot = take(room.pk, [])
        assert snapshot is not None
        assert snapshot.tally is not None
        assert snapshot.tally.total == len(VALUES)
        if phase == "revealed":
            marks = {own.response.value: own.outcome for own in read_own(snapshot).values() if own.response}
            assert marks == {value: judged(content, value) or "poll" for value in VALUES}
        else:
            assert [bar.value for bar in snapshot.tally.bars] == sorted(VALUES, key=Decimal)
            assert [bar.label for bar in snapshot.tally.bars] == [
                shown(content, value) for value in sorted(VALUES, key=Decimal)
            ]
        assert snapshot.tally.chart == _without(content if phase == "revealed" else kind("number").keyless(content))


def _without(content: Content) -> Any:
    return kind("number").chart(content, {value: 1 for value in VALUES if value != "1000"})


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: str(content["right"]))
def test_content_of_then_is_kept_as_it_is(content: Content):
    assert kind("number").validate(content) == content
