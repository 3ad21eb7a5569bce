"""The host's strip of questions and list of people: what each key and each name says, and when."""

import re

import pytest
from lxml import html
from pytest_django import DjangoAssertNumQueries

from live.models import Move
from live.rendering.people import marks_of
from live.rendering.stages import draw
from live.rendering.strip import IN_A_ROW
from live.rooms.grades import right_shares
from tests.rooms.test_grades import OVER, RIGHT, WRONG, Class
from tests.support.lessons import CAPITAL, MOOD, PRIMES, a_room, do
from tests.support.looks import look

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]


def keys(class_: Class) -> list[tuple[str, str | None, list[str]]]:
    """Of each key: its words, whether the class is there, and how long its lip is."""
    strip = html.fragment_fromstring(draw(look(class_.room), "host")["jump"])
    return [
        (" ".join(" ".join(each.itertext()).split()), each.get("aria-current"), each.xpath(".//svg/@width"))
        for each in strip.iter("button")
    ]


def test_a_key_says_how_much_was_right_as_soon_as_the_key_may_be_shown():
    lesson = Class(CAPITAL, PRIMES).moves(Move.OPEN).answer(Ana=RIGHT, Ben=RIGHT, Cleo=WRONG)
    assert keys(lesson)[0] == ("1 Capital of France? asked", "step", [])
    lesson.moves(Move.CLOSE)
    assert keys(lesson)[0] == ("1 Capital of France? asked", "step", [])
    lesson.moves(Move.REVEAL)
    assert keys(lesson)[0] == ("1 Capital of France? asked, 67 % right", "step", ["67%"])
    lesson.moves(Move.OPEN)
    assert keys(lesson) == [
        ("1 Capital of France? asked, 67 % right", None, ["67%"]),
        ("2 Which are prime? asked", "step", []),
    ]


def test_a_question_that_is_asked_again_says_nothing_of_its_first_asking_until_it_is_revealed():
    lesson = Class(CAPITAL).plays(Ana=RIGHT, Ben=WRONG)
    lesson.moves(Move.OPEN, question=look(lesson.room).questions[0].pk).answer(Ana=RIGHT, Ben=RIGHT)
    assert right_shares(lesson.room) == {}
    lesson.moves(*OVER)
    assert list(right_shares(lesson.room).values()) == [1.0]


def test_who_is_removed_counts_in_no_share_and_a_poll_or_a_question_without_answers_has_none():
    lesson = Class(CAPITAL, MOOD, PRIMES).plays(Ana=RIGHT, Ben=WRONG).plays(Ana={"word": ["fine"]}).plays()
    assert list(right_shares(lesson.room).values()) == [0.5]
    lesson.people["Ben"].participant.remove()
    assert list(right_shares(lesson.room).values()) == [1.0]


def test_part_of_an_answer_counts_in_the_share_when_it_does_in_the_room():
    half = {"choice": ["1"]}
    assert list(right_shares(Class(PRIMES, partial=True).plays(Ana=half).room).values()) == [0.5]
    assert list(right_shares(Class(PRIMES).plays(Ana=half).room).values()) == [0.0]


def test_what_a_round_came_to_is_counted_once(django_assert_num_queries: DjangoAssertNumQueries):
    room = Class(CAPITAL, PRIMES).plays(Ana=RIGHT).plays(Ana=WRONG).room
    first = right_shares(room)
    with django_assert_num_queries(2):  # which rounds there are, and how many were removed
        assert right_shares(room) == first


@pytest.mark.parametrize(("count", "dense"), [(IN_A_ROW, False), (IN_A_ROW + 1, True)])
def test_of_very_many_questions_the_strip_has_the_numbers(count: int, dense: bool):
    strip = draw(look(a_room(*[CAPITAL] * count)), "host")["jump"]
    assert (" dense" in strip, re.findall(r"<b>(\d+)</b>", strip)) == (dense, [str(n + 1) for n in range(count)])


# --- one mark means one thing ---------------------------------------------------------------------------------------


def marks(class_: Class) -> list[str]:
    seen = look(class_.room)
    return marks_of(seen, seen.people)


def test_a_hand_is_an_answer_and_right_and_wrong_come_with_the_reveal():
    lesson = Class(PRIMES, people="Ana Ben Cleo Dan", partial=True)
    assert marks(lesson) == ["", "", "", ""]
    lesson.moves(Move.OPEN).answer(Ana={"choice": ["1", "3"]}, Ben={"choice": ["1"]}, Cleo={"choice": ["2"]})
    assert marks(lesson) == ["hand", "hand", "hand", "late"]
    lesson.moves(Move.CLOSE)
    assert marks(lesson) == ["hand", "hand", "hand", "late"]
    lesson.moves(Move.REVEAL)
    assert marks(lesson) == ["right", "partly", "wrong", "late"]


def test_a_poll_has_hands_alone():
    lesson = Class(MOOD, people="Ana Ben").plays(Ana={"word": ["fine"]})
    assert marks(lesson) == ["hand", "late"]


def test_each_mark_is_seen_and_said():
    lesson = Class(PRIMES, people="Ana Ben Cleo Dan", partial=True)
    lesson.plays(Ana={"choice": ["1", "3"]}, Ben={"choice": ["1"]}, Cleo={"choice": ["2"]})
    here = {student.participant.pk for student in lesson.people.values()}
    people = html.fragment_fromstring(draw(look(lesson.room, here), "host")["people"])
    said = [" ".join(" ".join(each.itertext()).split()) for each in people.iter("li")]
    assert said == ["Ana right", "Ben partly right", "Cleo not right", "Dan"]
    seen = [each.xpath("count(.//*[contains(@class, 'tick') or @class='cross'])") for each in people.iter("li")]
    assert seen == [1, 1, 1, 0]


def test_a_row_of_the_list_is_light():
    """Two hundred travel at once; before faces a row took 300 bytes."""
    lesson = do(Class(CAPITAL, people=" ".join(f"Student{n}" for n in range(30))).room, Move.OPEN)
    row = draw(look(lesson), "host")["people"].split("<li ")[1]
    assert len(row) < 300
