"""Typed answers are shown as most have written them, on every page and for as long as a room is kept."""

from collections import Counter
from typing import Any

import pytest

from live.models import Move, Response, Room
from live.rendering.tallies import tallies
from live.results import grid, table
from live.retention import purge
from live.rooms.snapshot import recount, take
from tests.support.lessons import MOOD, Student, a_room, do, joins

pytestmark = pytest.mark.django_db
CITY: dict[str, Any] = {"kind_slug": "short", "text": "Largest city?", "content": {"accepted": ["São Paulo", ".NET"]}}
SPELLINGS = ["São Paulo", "sao paulo", "São Paulo.", "São Paulo", "SÃO PAULO", "Rudezq", "NET"]
WORDS = ["Don’t, Freedom", "don't", "Don’t; joy", "DON'T", "Freedom, joy", "Rudezq", "freedom"]


def asked(question: dict[str, Any], answers: list[str]) -> tuple[Room, list[Student]]:
    """A room in an open question that all have answered, in every field that there may be."""
    room = do(a_room(question, typed_live=True), Move.OPEN)
    students = [joins(room, f"Student {number}") for number in range(len(answers))]
    for student, answer in zip(students, answers, strict=True):
        assert isinstance(student.answers(room, text=answer, word=answer), Response)
    return room, students


def labels(room: Room, audience: str) -> Counter[str]:
    """What an audience reads, and how often each was given; as a fresh page and as a push have it."""
    snapshot = take(room.pk, set())
    assert snapshot is not None
    shown = tallies(snapshot, audience)
    again = recount(snapshot, set())
    assert again is None or tallies(again, audience)["bars"] == shown["bars"]
    return Counter({str(bar.label): bar.count for bar in shown["bars"]})


@pytest.mark.parametrize(
    ("question", "answers", "read"),
    [
        (CITY, SPELLINGS, {"São Paulo": 5, "Rudezq": 1, "NET": 1}),
        (MOOD, WORDS, {"Don’t": 4, "Freedom": 3, "joy": 2, "Rudezq": 1}),
    ],
    ids=["short", "cloud"],
)
def test_screen_host_and_results_say_what_most_have_written_also_when_the_names_are_gone(question, answers, read):
    room, _students = asked(question, answers)
    for step in (None, Move.CLOSE, Move.REVEAL):
        do(room, *([step] if step else []))
        assert (labels(room, "host"), labels(room, "screen")) == (read, read), step
    do(room, Move.END)
    before = grid.read(room).asked
    assert [Counter({str(bar.label): bar.count for bar in each.bars}) for each in before] == [read]
    purge.forget_names(room)
    after = grid.read(room)
    assert [(each.bars, each.right) for each in after.asked] == [(each.bars, each.right) for each in before]
    cells = Counter(word for row in list(table.table(after))[1:] for word in row[-2].split(", "))
    assert cells == read
    assert set(Response.objects.values_list("typed", flat=True)) == {""}


@pytest.mark.parametrize(
    ("question", "answers", "others"),
    [
        (CITY, SPELLINGS, ["RUDEZQ", "rüdezq!", "“rudezq”", "rudezq"]),
        ({**CITY, "content": {"accepted": ["Er"], "exact": True}}, SPELLINGS, ["RUDEZQ", "rüdezq!", "rudezq"]),
        (MOOD, WORDS, ["RUDEZQ", "rüdezq!, joy", "x; “rudezq”", "rudezq,"]),
    ],
    ids=["short", "exact", "cloud"],
)
def test_a_hidden_answer_stays_hidden_whatever_spelling_comes_later(question, answers, others):
    room, students = asked(question, answers)
    snapshot = take(room.pk, set())
    assert snapshot is not None
    assert snapshot.round is not None
    assert snapshot.tally is not None
    snapshot.round.hide(next(bar.value for bar in snapshot.tally.bars if bar.label == "Rudezq"))
    for student, answer in zip(students, others, strict=False):
        student.answers(room, text=answer, word=answer)
    for step in (None, Move.CLOSE, Move.REVEAL):
        do(room, *([step] if step else []))
        snapshot = take(room.pk, set())
        assert snapshot is not None
        shown = tallies(snapshot, "screen")
        drawn = [word.text for word in shown["chart"].words] if shown["chart"] else []
        seen = [str(bar.label) for bar in shown["bars"]] + drawn
        assert [each for each in seen if "dezq" in each.lower()] == []
        assert seen != []


def test_before_the_reveal_no_row_depends_on_the_key():
    room, _students = asked(CITY, [".NET", "NET", "net!"])
    assert labels(do(room, Move.CLOSE), "screen") == {"net!": 3}
    assert labels(do(room, Move.REVEAL), "screen") == {".NET": 1, "net!": 2}
