"""What came of a lesson, read from the database."""

import pytest

from live.kinds import Bar
from live.models import Move, Round
from live.models.phase import Scoring
from live.results import grid, table
from live.results.grid import Cell, Row
from live.rooms import grades
from tests.support.taught import PARIS, PRIMES, Classroom

pytestmark = pytest.mark.usefixtures("transactional_db")

NOTHING = Cell()


def cell(text: str, mark: str = "", points: int | None = None) -> Cell:
    """A cell in which there is no formula."""
    return Cell(text, mark, points, text)


def rows(lesson):
    """The grid as it stands."""
    return grid.read(lesson.room).rows


def test_each_row_has_answers_in_words_marks_points_total_and_place(lesson):
    ana, bo, cy = map(lesson.joins, ("Ana", "Bo", "Cy"))
    lesson.asks("single", PARIS, {ana: "2", bo: "1", cy: "1"})
    lesson.asks("number", {"right": "-3", "tolerance": "0", "unit": "°C"}, {ana: "-2", bo: "-3"}, weight=2)
    assert rows(lesson) == [
        Row("Bo", False, 1, 3000, 2, [cell("Paris", "right", 1000), cell("-3 °C", "right", 2000)]),
        Row("Cy", False, 2, 1000, 1, [cell("Paris", "right", 1000), NOTHING]),
        Row("Ana", False, 3, 0, 0, [cell("Lyon", "wrong", 0), cell("-2 °C", "wrong", 0)]),
    ]


def test_places_are_shared_and_stand_in_the_order_of_the_standings(lesson):
    people = [lesson.joins(name) for name in ("Ana", "Bo", "Cy", "Di")]
    lesson.asks("single", PARIS, dict(zip(people, "1211", strict=True)))
    assert [(row.nickname, row.place) for row in rows(lesson)] == [("Ana", 1), ("Cy", 1), ("Di", 1), ("Bo", 4)]


def test_a_removed_participant_is_left_out_and_a_hidden_one_marked(lesson):
    ana, bo = lesson.joins("Ana"), lesson.joins("Bo", hidden=True)
    lesson.asks("single", PARIS, {ana: "1", bo: "1"})
    ana.remove()
    read = grid.read(lesson.room)
    assert (read.rows, read.asked[0].total) == ([Row("Bo", True, 1, 1000, 1, [cell("Paris", "right", 1000)])], 1)


def test_a_poll_has_answers_without_marks_or_points(lesson):
    ana = lesson.joins("Ana")
    round = lesson.asks("single", PARIS | {"right": []}, {ana: "2"})
    read = grid.read(lesson.room)
    bars = [Bar("1", "Paris", 0, False, "A", "circle"), Bar("2", "Lyon", 1, False, "B", "triangle")]
    assert read.rows == [Row("Ana", False, 1, 0, 0, [cell("Lyon")])]
    assert read.graded_count == 0
    assert read.asked == [grid.Asked(round, True, bars, 1, None, None)]


def test_each_round_tells_its_tally_the_share_of_right_answers_and_the_mean_time(lesson):
    ana, bo, cy = map(lesson.joins, ("Ana", "Bo", "Cy"))
    round = lesson.opens("single", PARIS, seconds=20)
    lesson.answers(round, {ana: "1", bo: "2"}, time_ms=1500)
    lesson.answers(round, {cy: "1"}, time_ms=6000)
    lesson.moves(Move.CLOSE, Move.REVEAL)
    bars = [Bar("1", "Paris", 2, True, "A", "circle"), Bar("2", "Lyon", 1, False, "B", "triangle")]
    [asked] = grid.read(lesson.room).asked
    assert asked == grid.Asked(round, True, bars, 3, 2, 3000.0)
    assert (asked.mean_seconds, asked.key_text) == (3.0, "Paris")


def test_a_partly_right_answer_is_marked_so_and_not_counted_as_right(ada):
    lesson = Classroom(ada, partial=True)
    ana, bo = map(lesson.joins, ("Ana", "Bo"))
    lesson.asks("several", PRIMES, {ana: "1,3", bo: "1"})
    read = grid.read(lesson.room)
    assert [row.cells for row in read.rows] == [[cell("2, 11", "right", 1000)], [cell("2", "partly", 500)]]
    assert read.asked[0].right == 1


def test_what_was_typed_is_shown_as_it_was_typed(lesson):
    ana, bo = map(lesson.joins, ("Ana", "Bo"))
    lesson.asks("short", {"accepted": ["Zürich"]}, {ana: "zurich"}, typed="  ZÜRICH")
    lesson.asks("cloud", {"words": 3}, {ana: "lake\nsnow", bo: "lake"}, typed="Lake, Snow")
    assert [row.cells for row in rows(lesson)] == [
        [cell("  ZÜRICH", "right", 1000), cell("Lake, Snow")],
        [NOTHING, cell("Lake, Snow")],
    ]


def test_only_the_last_asking_of_a_question_gives_points(lesson):
    ana = lesson.joins("Ana")
    first = lesson.asks("single", PARIS, {ana: "1"})
    second = lesson.opens_again(first.question_id)
    lesson.answers(second, {ana: "2"})
    lesson.moves(Move.CLOSE, Move.REVEAL)
    assert rows(lesson) == [Row("Ana", False, 1, 0, 0, [cell("Paris", "right", None), cell("Lyon", "wrong", 0)])]


def test_a_skipped_round_is_there_and_gives_no_points(lesson):
    ana = lesson.joins("Ana")
    round = lesson.opens("single", PARIS)
    lesson.answers(round, {ana: "1"})
    lesson.moves(Move.SKIP)
    assert rows(lesson) == [Row("Ana", False, 1, 0, 0, [cell("Paris", "right", None)])]


def test_a_question_without_weight_is_right_or_wrong_and_gives_no_points(lesson):
    ana = lesson.joins("Ana")
    lesson.asks("single", PARIS, {ana: "1"}, weight=0)
    assert rows(lesson) == [Row("Ana", False, 1, 0, 0, [cell("Paris", "right", None)])]


@pytest.mark.parametrize("scoring", list(Scoring))
def test_totals_and_places_are_those_of_the_standings(ada, scoring):
    lesson = Classroom(ada, scoring=scoring, partial=True)
    people = [lesson.joins(f"P{number}") for number in range(6)]
    for number, values in enumerate((("1,3", "1", "2", "3", "1,2,3", "1,3"), ("1", "1,3", "1,3", "3", "2", "1"))):
        round = lesson.opens("several", PRIMES, seconds=10, weight=number + 1)
        for time_ms, (person, value) in enumerate(zip(people, values, strict=True)):
            lesson.answers(round, {person: value}, time_ms=time_ms * 1300)
        lesson.moves(Move.CLOSE, Move.REVEAL)
    people_ids = [person.pk for person in people]
    seen = grades.read(lesson.room, grades.scoring_rounds(lesson.room), people_ids)
    found = [(row.place, row.nickname, row.points, row.right) for row in rows(lesson)]
    names = {person.pk: person.nickname for person in people}
    expected = seen.totals.standings
    assert found == [(row.place, names[row.participant_id], row.points, row.right) for row in expected]
    assert [row.points for row in rows(lesson)] == [sum(c.points or 0 for c in row.cells) for row in rows(lesson)]


def test_an_open_round_is_shown_without_marks_points_or_key(lesson):
    ana = lesson.joins("Ana")
    round = lesson.opens("single", PARIS)
    lesson.answers(round, {ana: "1"})
    bars = [Bar("1", "Paris", 1, False, "A", "circle"), Bar("2", "Lyon", 0, False, "B", "triangle")]
    for moves in ([], [Move.CLOSE]):
        lesson.moves(*moves)
        read = grid.read(lesson.room)
        assert (read.rows, read.graded_count) == ([Row("Ana", False, 1, 0, 0, [cell("Paris")])], 0)
        assert read.asked == [grid.Asked(round, False, bars, 1, None, None)]
        assert read.asked[0].key_text == ""
    lesson.moves(Move.REVEAL)
    assert rows(lesson) == [Row("Ana", False, 1, 1000, 1, [cell("Paris", "right", 1000)])]


def test_an_earlier_asking_of_the_open_question_does_not_tell_the_key_either(lesson):
    ana = lesson.joins("Ana")
    first = lesson.opens("single", PARIS)
    lesson.answers(first, {ana: "1"})
    lesson.moves(Move.CLOSE)
    lesson.opens_again(first.question_id)
    read = grid.read(lesson.room)
    assert read.rows == [Row("Ana", False, 1, 0, 0, [cell("Paris"), NOTHING])]
    assert [(asked.revealed, asked.key_text, asked.right) for asked in read.asked] == [(False, "", None)] * 2
    lesson.moves(Move.CLOSE, Move.REVEAL)
    assert rows(lesson) == [Row("Ana", False, 1, 0, 0, [cell("Paris", "right", None), NOTHING])]


def test_two_quick_questions_are_not_askings_of_one(lesson):
    ana = lesson.joins("Ana")
    for _time in range(2):
        quick = Round(kind_slug="single", content=PARIS, text="", opened_at=lesson.room.created_at)
        lesson.moves(Move.OPEN, quick=quick)
        lesson.answers(quick, {ana: "1"})
        lesson.moves(Move.CLOSE)
    read = grid.read(lesson.room)
    assert [(asked.revealed, asked.title) for asked in read.asked] == [
        (True, "Single choice"),
        (False, "Single choice"),
    ]


def test_the_rounds_keep_the_question_as_it_was_asked(lesson):
    ana = lesson.joins("Ana")
    lesson.asks("single", PARIS, {ana: "1"}, text="Capital of *France*?")
    lesson.quiz.delete()
    lesson.room.refresh_from_db()
    [asked] = grid.read(lesson.room).asked
    assert (asked.title, asked.question_html) == ("Capital of France?", "<p>Capital of <em>France</em>?</p>\n")


def test_another_room_is_not_in_it(lesson, ada):
    other = Classroom(ada, title="Other")
    other.asks("single", PARIS, {other.joins("Zoe"): "1"})
    assert grid.read(lesson.room) == grid.Results(lesson.room, [], [], 0)


def test_the_table_has_a_heading_and_a_row_for_each_with_an_answer_and_points_for_each_round(lesson):
    ana, bo = map(lesson.joins, ("Ana", "Bo"))
    lesson.asks("single", PARIS, {ana: "1"}, text="Capital of *France*?")
    lesson.asks("cloud", {"words": 1}, {bo: "snow"}, text="")
    assert list(table.table(grid.read(lesson.room))) == [
        ["Nickname", "Place", "Points", "Right", "1. Capital of France?", "1. points", "2. Word cloud", "2. points"],
        ["Ana", "1", "1000", "1", "Paris", "1000", "", ""],
        ["Bo", "2", "0", "0", "", "", "snow", ""],
    ]


def test_the_table_of_polls_alone_has_no_places(lesson):
    lesson.asks("single", PARIS | {"right": []}, {lesson.joins("Ana"): "2"})
    [_headings, row] = table.table(grid.read(lesson.room))
    assert row == ["Ana", "", "", "", "Lyon", ""]
