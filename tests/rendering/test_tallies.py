"""Which rows of typed answers the screen shows: as many as it has place for, the right ones before all."""

import re
from typing import Any

import pytest

from live.models import Move
from live.rendering.context import stage_context
from live.rendering.stages import draw
from live.rooms import moves
from tests.rooms.test_grades import OVER, Class
from tests.support.lessons import CAPITAL, MOOD, PI, RIVER
from tests.support.looks import look

pytestmark = pytest.mark.usefixtures("standing_clock")

NAMES = [f"P{n}" for n in range(12)]
Rows = list[tuple[str, int]]


def answered(question: dict[str, Any], *sent: dict[str, Any]) -> Class:
    """A round in which that was sent, closed."""
    lesson = Class(question, people=" ".join(NAMES)).moves(Move.OPEN)
    lesson.answer(0, **dict(zip(NAMES, sent, strict=False)))
    return lesson.moves(Move.CLOSE)


def rows(lesson: Class, audience: str = "screen") -> Rows:
    return [(bar.label, bar.count) for bar in stage_context(look(lesson.room), audience)["bars"]]


def test_eight_rows_are_shown_as_they_are(db):
    lesson = answered(PI, *[{"number": str(n)} for n in range(8)])
    assert rows(lesson) == [(str(n), 1) for n in range(8)]


@pytest.mark.parametrize("audience", ["screen", "present"])
def test_of_more_the_most_frequent_are_shown_in_their_order_and_the_others_counted(db, audience):
    lesson = answered(PI, *[{"number": str(n)} for n in (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 8)])
    assert rows(lesson, audience) == [*[(str(n), 1) for n in range(5)], ("8", 2), ("9", 2), ("Other answers", 3)]


@pytest.mark.parametrize("audience", ["screen", "present", "host"])
def test_what_the_tally_repeats_is_written_once(db, audience):
    lesson = Class(CAPITAL, tally_live=True).moves(Move.OPEN)
    found = []
    for move in (None, Move.CLOSE, Move.REVEAL):
        regions = draw(look((lesson.moves(move) if move else lesson).room), audience)
        found.append((regions["stage"] + regions["tally"]).count("Paris"))
    assert found == [1, 1, 1]


def test_a_phone_has_the_choices_in_every_phase(db):
    lesson = Class(CAPITAL).moves(Move.OPEN)
    found = [draw(look((lesson.moves(move) if move else lesson).room), "play")["stage"] for move in (None, *OVER)]
    assert [stage.count("Paris") for stage in found] == [1, 1, 1]


def test_the_host_sees_every_row(db):
    lesson = answered(PI, *[{"number": str(n)} for n in range(12)])
    assert rows(lesson, "host") == [(str(n), 1) for n in range(12)]


def test_the_right_one_is_there_at_the_reveal_and_not_told_before(db):
    lesson = answered(PI, *[{"number": str(n)} for n in (0, 0.5, 1, 1.5, 2, 2.5, 3, 3.14, 4, 5)])
    assert ("3.14", 1) not in rows(lesson)
    assert ("3.14", 1) in rows(lesson.moves(Move.REVEAL))


def test_a_wide_tolerance_leaves_place_for_what_was_wrong(db):
    wide = {**PI, "content": {"right": "10", "tolerance": "10", "unit": ""}}
    lesson = answered(wide, *[{"number": str(n)} for n in (*range(9), 30, 40, 40)]).moves(Move.REVEAL)
    assert rows(lesson) == [("0 – 8", 9), ("30", 1), ("40", 2)]


def test_of_many_accepted_answers_those_left_out_are_counted_as_right(db):
    accepted = {**RIVER, "content": {"accepted": [f"river {letter}" for letter in "abcdefghi"]}}
    lesson = answered(accepted, *[{"text": f"river {letter}"} for letter in "abcdefghixyz"]).moves(Move.REVEAL)
    bars = stage_context(look(lesson.room), "screen")["bars"]
    assert [(bar.label, bar.count, bar.right) for bar in bars] == [
        *[(f"river {letter}", 1, True) for letter in "abcdef"],
        ("Other right answers", 3, True),
        ("Other answers", 3, False),
    ]


def test_a_hidden_row_makes_place_for_another(db):
    lesson = answered(RIVER, *[{"text": f"river {letter}"} for letter in "abcdefghi"])
    assert rows(lesson)[-1] == ("Other answers", 2)
    lesson.room.refresh_from_db()
    moves.current(lesson.room).hide("river b")
    assert rows(lesson) == [(f"river {letter}", 1) for letter in "acdefghi"]


def test_a_cloud_is_shown_as_it_is(db):
    words = {**MOOD, "content": {"words": 5}}
    sent = [{"word": ["often", *[f"{letter}{n}" for letter in "abcd"]]} for n in range(12)]
    lesson = answered(words, *sent)
    assert rows(lesson) == rows(lesson, "host")
    assert (rows(lesson)[0], len(rows(lesson))) == (("often", 12), 49)


def test_each_asking_of_a_cloud_has_the_picture_of_its_own_words(db):
    lesson = answered(MOOD, {"word": ["tired"]}, {"word": ["glad", "tired"]}).moves(Move.REVEAL)
    first = look(lesson.room).round
    assert first
    lesson.moves(Move.OPEN, question=first.question_id).answer(P0={"word": ["awake"]}).moves(*OVER)
    words = re.findall(r"<text[^>]*>(\w+)</text>", draw(look(lesson.room), "screen")["tally"])
    assert [sorted(words[:2]), words[2:]] == [["glad", "tired"], ["awake"]]
    assert "<text" not in draw(look(lesson.room), "host")["tally"]


def test_a_hidden_word_is_in_no_picture(db):
    lesson = answered(MOOD, {"word": ["tired"]}, {"word": ["glad", "tired"]})
    lesson.room.refresh_from_db()
    moves.current(lesson.room).hide("glad")
    assert re.findall(r"<text[^>]*>(\w+)</text>", draw(look(lesson.room), "screen")["tally"]) == ["tired"]


def drawn(lesson: Class, audience: str) -> tuple[list[int], bool] | None:
    """The columns of the histogram, and whether the right number is marked; None without one."""
    chart = stage_context(look(lesson.room), audience)["chart"]
    return chart and ([column.count for column in chart.columns], bool(chart.fields))


def test_numbers_are_a_histogram_that_marks_the_right_one_at_the_reveal(db):
    lesson = answered(PI, *[{"number": str(n)} for n in (1, 2, 2, 3, 4)])
    assert [drawn(lesson, who) for who in ("screen", "host", "play")] == [([1, 2, 1, 1], False)] * 2 + [None]
    lesson.moves(Move.REVEAL)
    assert [drawn(lesson, who) for who in ("screen", "host", "play")] == [([1, 2, 1, 1], True)] * 2 + [None]


def test_no_histogram_stands_on_a_covered_screen_or_while_it_is_not_due_there_or_for_few_numbers(db):
    lesson = answered(PI, *[{"number": str(n)} for n in (1, 2, 3, 4)])
    lesson.room.covered = True
    lesson.room.save(update_fields=["covered"])
    assert (drawn(lesson, "screen"), drawn(lesson, "host")) == (None, ([1] * 4, False))
    lesson.room.covered = False
    lesson.room.save(update_fields=["covered"])
    lesson.moves(Move.REOPEN)
    assert (drawn(lesson, "screen"), drawn(lesson, "host")) == (None, ([1] * 4, False))
    assert drawn(answered(RIVER, *[{"text": f"river {letter}"} for letter in "abcdef"]), "host") is None


def test_a_hidden_number_is_in_no_histogram(db):
    lesson = answered(PI, *[{"number": str(n)} for n in (1, 2, 3, 4, 5)])
    lesson.room.refresh_from_db()
    moves.current(lesson.room).hide("5")
    assert drawn(lesson, "screen") == ([1] * 4, False)
