"""What the host chooses for the screen alone: results that stay covered, and a blackboard."""

from typing import Any

import pytest
from django.utils.html import strip_tags

from live import clock
from live.kinds import kind
from live.models import Move
from live.rendering.stages import draw
from live.rooms.actions import action
from tests.rooms.test_grades import Class
from tests.support.lessons import CAPITAL, PI, PRIMES, form
from tests.support.looks import look

pytestmark = pytest.mark.usefixtures("standing_clock")

SCREENS = ["screen", "present"]


def seen(lesson: Class, audience: str = "screen") -> str:
    """All words that an audience is sent, hidden ones too."""
    return " ".join(strip_tags(" ".join(draw(look(lesson.room), audience).values()).replace("<", " <")).split())


def toggled(lesson: Class, wanted: str) -> Class:
    action(form(toggle=wanted), clock.now())(lesson.room)
    return lesson


def revealed(*questions: dict[str, Any], **settings: bool) -> Class:
    lesson = Class(*questions, people="Ana Ben Cleo", **settings).moves(Move.OPEN)
    sent = {"number": "3.14"} if questions[0] is PI else {"choice": "2"}
    return lesson.answer(Ana=sent, Ben=sent, Cleo=sent).moves(Move.CLOSE, Move.REVEAL)


@pytest.mark.parametrize("audience", SCREENS)
def test_covered_results_are_in_no_byte_of_the_screen(db, audience):
    lesson = revealed(CAPITAL)
    assert "3 100 %" in seen(lesson, audience)
    assert "Since Clovis." in seen(lesson, audience)
    words = seen(toggled(lesson, "covered:on"), audience)
    assert [secret for secret in ("100 %", "Right", "Since Clovis.", "The right answer") if secret in words] == []
    assert "Paris" in words
    assert "The results are covered for now." in words


def test_choices_stand_on_a_covered_screen_with_their_pictures(db):
    picture = {"name": "ab" * 16, "width": 300, "height": 200, "alt": "a cat"}
    choices = {"choices": ["A", "B"], "right": [2], "pictures": [picture, None]}
    lesson = revealed({**CAPITAL, "content": choices})
    tallies = [draw(look(lesson.room), "screen")["tally"] for lesson in (lesson, toggled(lesson, "covered:on"))]
    assert [tally.count('alt="a cat"') for tally in tallies] == [1, 1]


def test_what_people_typed_is_covered_as_a_whole(db):
    lesson = revealed(PI)
    assert "3.14" in seen(lesson)
    assert "3.14" not in seen(toggled(lesson, "covered:on"))


def test_so_are_the_standings(db):
    lesson = revealed(CAPITAL, PRIMES).moves(Move.STANDINGS)
    assert "Ana Ben Cleo 1000" in seen(lesson)
    assert "Ana" not in seen(toggled(lesson, "covered:on"))


def test_the_host_and_the_participants_see_what_they_saw_and_the_host_that_nobody_else_does(db):
    lesson = revealed(CAPITAL)
    before = [draw(look(lesson.room), audience) for audience in ("host", "play")]
    after = [draw(look(toggled(lesson, "covered:on").room), audience) for audience in ("host", "play")]
    private = '<p class="private">Only you see this</p>'
    assert [private in each.get("tally", "") for each in (*before, *after)] == [False, False, True, False]
    after[0]["tally"] = after[0]["tally"].replace(private, "")
    assert [{**each, "settings": ""} for each in after] == [{**each, "settings": ""} for each in before]


def test_uncovered_it_is_all_there_again(db):
    lesson = revealed(CAPITAL)
    before = seen(lesson)
    assert seen(toggled(toggled(lesson, "covered:on"), "covered:off")) == before


def test_the_end_covers_nothing(db):
    lesson = toggled(revealed(CAPITAL), "covered:on").moves(Move.END)
    assert "Ana" in seen(lesson)


def test_a_blackboard_is_one_in_every_phase(db):
    lesson = toggled(Class(CAPITAL, PRIMES), "board:on")
    for move in (None, Move.OPEN, Move.CLOSE, Move.REVEAL, Move.STANDINGS, Move.END):
        stage = draw(look((lesson.moves(move) if move else lesson).room), "screen")["stage"]
        assert ' board"' in stage.partition(">")[0]
    assert "board" not in draw(look(toggled(Class(CAPITAL), "board:off").room), "screen")["stage"].partition(">")[0]


def test_phones_are_told_what_the_room_thinks_unless_it_is_covered(db):
    scale = {"kind_slug": "scale", "text": "Clear?", "content": kind("scale").blank()}
    lesson = Class(scale, people="Ana Bo").moves(Move.OPEN)
    lesson.answer(Ana={"s1": "4"}, Bo={"s1": "3"})
    told = []
    for change in (Move.CLOSE, Move.REVEAL, "covered:on", "covered:off"):
        lesson = lesson.moves(change) if isinstance(change, Move) else toggled(lesson, change)
        told.append("The room: 3.5" in draw(look(lesson.room), "play")["stage"])
    assert told == [False, True, False, True]
