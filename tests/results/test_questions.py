"""What the answers of a lesson say of each question, in figures and in words."""

import pytest

from live import clock
from live.models import Move, Participant
from live.results import grid
from live.results.movement import Movement
from live.results.questions import QuestionFigures, moved_since_first, report
from live.retention.purge import forget_names
from tests.support.taught import PARIS, Classroom

pytestmark = pytest.mark.usefixtures("transactional_db")
THREE = {"choices": ["Paris", "Lyon", "Nice"], "right": [1]}


def people(lesson: Classroom, count: int) -> list[Participant]:
    """So many join."""
    return [lesson.joins(f"P{number:02}") for number in range(count)]


def given(everybody: list[Participant], values: str) -> dict[Participant, str]:
    """Who answers what; - is silence."""
    return {person: value for person, value in zip(everybody, values, strict=True) if value != "-"}


def figures(lesson: Classroom) -> list[QuestionFigures]:
    """What is said of each question."""
    return report(grid.read(lesson.room)).questions


def test_whoever_is_there_and_says_nothing_has_no_mark(lesson: Classroom) -> None:
    everybody = people(lesson, 4)
    lesson.asks("single", PARIS, given(everybody, "11-2"))
    lesson.room.participants.update(seen_at=clock.now())
    [one] = figures(lesson)
    assert (one.item.people, one.asked.total, one.item.p) == (4, 3, 0.5)


def test_whoever_comes_later_is_not_wrong(lesson: Classroom) -> None:
    everybody = people(lesson, 2)
    lesson.asks("single", PARIS, given(everybody, "12"))
    lesson.asks("single", PARIS, given([*everybody, lesson.joins("Late")], "121"))
    assert [(one.item.people, one.item.p) for one in figures(lesson)] == [(2, 0.5), (3, 2 / 3)]


def test_a_choice_of_the_strong_makes_the_key_doubtful(lesson: Classroom) -> None:
    """Ten strong ones, who are right elsewhere, took Lyon; ten weak ones the key."""
    everybody = people(lesson, 20)
    lesson.asks("single", THREE, given(everybody, "2" * 10 + "1" * 10))
    for _more in range(2):
        lesson.asks("single", PARIS, given(everybody, "1" * 10 + "2" * 10))
    first, second, _third = figures(lesson)
    assert first.remarks == [
        "Those who took “Lyon” did better elsewhere than those who took the right one: is the key right?",
        "Hardly anybody took “Nice”.",
    ]
    assert second.remarks == ["No better than guessing."]
    assert first.item.r == pytest.approx(-1)


def test_from_thirty_people_on_a_question_that_the_strong_get_wrong_is_named(lesson: Classroom) -> None:
    everybody = people(lesson, 30)
    lesson.asks("single", PARIS, given(everybody, "2" * 15 + "1" * 15))
    lesson.asks("single", PARIS, given(everybody, "1" * 15 + "2" * 15))
    assert [one.remarks[1] for one in figures(lesson)[:2]] == [
        "Those who did well elsewhere got this wrong rather than the others: is the key right?"
    ] * 2


def test_from_thirty_people_on_a_question_that_parts_nobody_is_named(lesson: Classroom) -> None:
    """Three in four of the strong are right, and three in four of the weak, but for one person."""
    everybody = people(lesson, 32)
    lesson.asks("single", PARIS, given(everybody, "1" * 16 + "2" * 16))
    lesson.asks("single", PARIS, given(everybody, "1112" * 4 + "1112" * 3 + "1122"))
    assert figures(lesson)[1].remarks == ["It hardly tells the strong from the weak."]


def test_a_question_at_the_level_of_guessing_is_named(lesson: Classroom) -> None:
    lesson.asks("single", PARIS, given(people(lesson, 10), "1112222222"))
    assert figures(lesson)[0].remarks == ["No better than guessing."]


def test_few_people_say_nothing_of_a_question(lesson: Classroom) -> None:
    lesson.asks("single", THREE, given(people(lesson, 9), "2" * 9))
    assert figures(lesson)[0].remarks == []


def test_what_is_typed_has_no_choices(lesson: Classroom) -> None:
    ana = lesson.joins("Ana")
    lesson.asks("short", {"accepted": ["Paris"]}, {ana: "paris"})
    assert figures(lesson)[0].choices == []


def test_polls_and_questions_without_points_are_left_out(lesson: Classroom) -> None:
    ana = lesson.joins("Ana")
    lesson.asks("single", PARIS | {"right": []}, {ana: "1"})
    lesson.asks("single", PARIS, {ana: "1"}, weight=0)
    assert figures(lesson) == []


def test_what_was_asked_twice_tells_who_moved(lesson: Classroom) -> None:
    everybody = people(lesson, 5)
    round = lesson.asks("single", PARIS, given(everybody, "1222-"))
    again = lesson.opens_again(round.question_id)
    lesson.answers(again, given(everybody, "2112-"))
    lesson.moves(Move.CLOSE, Move.REVEAL)
    results = grid.read(lesson.room)
    assert [moved_since_first(results, each) for each in results.shown] == [
        None,
        Movement(kept_right=0, lost=1, gained=2, kept_wrong=1, only_first=0, only_second=0, before=0.25, after=0.5),
    ]


def test_without_the_names_each_question_stands_by_itself(lesson: Classroom) -> None:
    everybody = people(lesson, 20)
    for _each in range(5):
        lesson.asks("single", PARIS, given(everybody, "1" * 10 + "2" * 10))
    lesson.moves(Move.END)
    before = report(grid.read(lesson.room))
    assert before.reliability is not None
    assert before.questions[0].item.r == pytest.approx(1)
    forget_names(lesson.room)
    lesson.room.refresh_from_db()
    after = report(grid.read(lesson.room))
    assert (after.reliability, [one.item.r for one in after.questions]) == (None, [None] * 5)
    assert [one.item.p for one in after.questions] == [0.5] * 5
