"""What was asked and answered before numbers had powers and ranges is judged, counted and shown as it was then."""

from decimal import Decimal
from typing import Any

import pytest

from live.kinds import Content, kind
from live.models import Move, Participant, Response, Room, Round
from live.results import grid, table
from live.results.grid import Cell
from live.rooms.outcomes import read_own
from live.rooms.snapshot import take

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


def asked(lesson: Any, content: Content, people: list[Participant]) -> Round:
    """A round of before: its values are those that the database had, whatever today's reader would make of them."""
    round: Round = lesson.asks("number", content, dict(zip(people, VALUES, strict=True)))
    for value, typed in TYPED.items():
        Response.objects.filter(round=round, value=value).update(typed=typed)
    return round


def joined(lesson: Any) -> list[Participant]:
    return [lesson.joins(f"P{at}") for at in range(len(VALUES))]


def shown(content: Content, value: str) -> str:
    return f"{value} {content['unit']}".strip()


def key(content: Content) -> str:
    """The key in the words of then."""
    if content["right"] is None:
        return ""
    spread = f" ± {content['tolerance']}" if Decimal(content["tolerance"]) else ""
    return f"{content['right']}{spread} {content['unit']}".strip()


@pytest.mark.usefixtures("transactional_db")
def test_marks_points_and_words_of_an_ended_room_are_those_of_then(lesson: Any):
    people = joined(lesson)
    for content in CONTENTS:
        asked(lesson, content, people)
    lesson.moves(Move.END)
    read = grid.read(lesson.room)
    points = {"right": 1000, "wrong": 0, "": None}
    expected = {
        person.nickname: [
            Cell(text := shown(each, value), mark := judged(each, value), points[mark], text, given=True)
            for each in CONTENTS
        ]
        for person, value in zip(people, VALUES, strict=True)
    }
    assert {row.nickname: row.cells for row in read.rows} == expected
    assert {row.nickname: row.points for row in read.rows} == {
        name: sum(cell.points or 0 for cell in cells) for name, cells in expected.items()
    }
    assert {line[0]: line[4::2] for line in list(table.table(read))[1:]} == {
        name: [cell.text for cell in cells] for name, cells in expected.items()
    }
    assert [each.key_text for each in read.asked] == list(map(key, CONTENTS))


@pytest.mark.usefixtures("transactional_db")
def test_a_running_room_counts_hides_and_reveals_what_it_had(lesson: Any):
    people = joined(lesson)
    for content in CONTENTS:
        round = asked(lesson, content, people)
        round.hide("1000")
        for phase in ("open", "closed", "revealed"):
            Room.objects.filter(pk=lesson.room.pk).update(phase=phase, round=round)
            snapshot = take(lesson.room.pk, [])
            assert snapshot is not None
            assert snapshot.tally is not None
            bare = content if phase == "revealed" else kind("number").keyless(content)
            without = kind("number").chart(bare, {value: 1 for value in VALUES if value != "1000"})
            assert (snapshot.tally.total, snapshot.tally.chart) == (len(VALUES), without)
            if phase == "revealed":
                marks = {own.response.value: own.outcome for own in read_own(snapshot).values() if own.response}
                assert marks == {value: judged(content, value) or "poll" for value in VALUES}
            else:
                rows = [(bar.value, bar.label) for bar in snapshot.tally.bars]
                assert rows == [(value, shown(content, value)) for value in sorted(VALUES, key=Decimal)]
        Room.objects.filter(pk=lesson.room.pk).update(phase="revealed")


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: str(content["right"]))
def test_content_of_then_is_kept_as_it_is(content: Content):
    assert kind("number").validate(content) == content
