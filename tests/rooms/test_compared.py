"""A kind may compare the answers of a round: what one is worth is decided by all that count, wherever it is asked."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from live import kinds
from live.kinds import Content
from live.kinds.number import Number
from live.models import Move, Room
from live.results import grid
from live.results.outline import outlines
from live.rooms.grades import right_shares
from live.rooms.outcomes import read_own
from tests.support.lessons import Student, a_room, do, joins
from tests.support.looks import look

ASKED = {"kind_slug": "highest", "text": "The most?", "content": {"right": "1", "tolerance": "0", "unit": ""}}
GIVEN = {"Ana": "3", "Ben": "7", "Cleo": "5", "Dan": "7"}


class Highest(Number):
    """A number that is right when nobody has given a higher one."""

    slug = "highest"
    asked: list[list[str]] = []

    def fractions(self, content: Content, values: Iterable[str], partial: bool) -> dict[str, float]:
        self.asked.append(sorted(values))
        return {value: float(value == max(self.asked[-1])) for value in self.asked[-1]}


@pytest.fixture(autouse=True)
def highest() -> Iterator[None]:
    kinds.register(Highest())
    Highest.asked.clear()
    yield
    kinds.forget("highest")


@pytest.fixture
def lesson(db: None) -> tuple[Room, dict[str, Student]]:
    """All have answered and the key is shown."""
    room = do(a_room(ASKED), Move.OPEN)
    people = {name: joins(room, name) for name in GIVEN}
    for name, number in GIVEN.items():
        people[name].answers(room, number=number)
    return do(room, Move.CLOSE, Move.REVEAL), people


def removed(room: Room, *people: Student) -> Room:
    for each in people:
        each.participant.remove()
    return do(room)


def test_one_participant_alone_is_compared_with_all(lesson):
    room, people = lesson
    ids = {name: student.participant.pk for name, student in people.items()}
    own = {name: read_own(look(room), [pk])[pk] for name, pk in ids.items()}
    assert {name: (each.outcome, each.score.points) for name, each in own.items()} == {
        "Ana": ("wrong", 0),
        "Ben": ("right", 1000),
        "Cleo": ("wrong", 0),
        "Dan": ("right", 1000),
    }


def test_all_values_of_a_round_are_asked_for_together(lesson):
    room, _people = lesson
    seen = look(room)
    read_own(seen)
    read_own(seen, [1])
    assert {*map(tuple, Highest.asked)} == {("3", "5", "7")}


def test_who_was_removed_is_nowhere_compared(lesson):
    room, people = lesson
    assert list(right_shares(room).values()) == [0.5]
    removed(room, people["Ben"], people["Dan"])
    assert list(right_shares(room).values()) == [0.5]
    seen = look(room)
    assert {own.participant.nickname: own.outcome for own in read_own(seen).values()} == {
        "Ana": "wrong",
        "Cleo": "right",
    }
    assert [row.points for row in seen.standings] == [1000, 0]
    assert [(row.nickname, row.cells[0].mark, row.points) for row in grid.read(room).rows] == [
        ("Cleo", "right", 1000),
        ("Ana", "wrong", 0),
    ]
    [outline] = outlines([do(room, Move.END)])
    assert outline.percents == [50]


def test_nothing_asks_a_kind_what_a_value_is_worth_by_itself():
    sources = Path(kinds.__file__).parents[1].rglob("*.py")
    asked = {path.name: set(re.findall(r"(\w+)\.fraction\(", path.read_text(encoding="utf-8"))) for path in sources}
    assert {name: by for name, by in asked.items() if by} == {"base.py": {"self"}}


def test_the_sheet_alone_asks_a_kind_how_right_values_are():
    sources = Path(kinds.__file__).parents[1].rglob("*.py")
    asking = {path.name for path in sources if ".kind.fractions(" in path.read_text(encoding="utf-8")}
    assert asking == {"sheet.py"}
