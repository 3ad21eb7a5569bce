"""Where each stands beside the others, and the strokes of the rounds that somebody had right."""

import re

import pytest

from live import clock
from live.models import Move
from live.rendering.places import Stand, stands, strokes_of
from live.rendering.stages import draw_own
from live.rooms.outcomes import read_own
from live.rooms.sheet import Total, standings
from tests.rooms.test_grades import RIGHT, WRONG, Class
from tests.support.lessons import CAPITAL, MOOD, PRIMES, joins, seconds
from tests.support.looks import look

pytestmark = pytest.mark.usefixtures("standing_clock")
PRIME = {"choice": ["1", "3"]}


def mine(lesson: Class) -> dict[str, str]:
    """By name, what each reads of themselves, in plain words."""
    seen = look(lesson.room)
    own = draw_own(seen, read_own(seen))
    return {name: own[each.participant.pk]["mine"] for name, each in lesson.people.items()}


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def test_those_who_share_a_place_are_counted_and_the_gap_leads_to_the_place_above():
    scores = {1: Total(3000, 3), 2: Total(2000, 2), 3: Total(2000, 2), 4: Total(2000, 2), 5: Total(500)}
    shared = Stand(2, 2, False, 1, 1000)
    assert stands(standings(scores)) == {
        1: Stand(1, 0, True, 0, 0),
        2: shared,
        3: shared,
        4: shared,
        5: Stand(5, 0, False, 2, 1500),
    }


def test_nobody_is_in_front_for_nothing():
    assert stands(standings({1: Total(), 2: Total()})) == {1: Stand(1, 1), 2: Stand(1, 1)}


def test_between_questions_each_reads_their_place_their_company_and_what_is_missing(db):
    lesson = Class(CAPITAL, PRIMES, people="Ana Ben Cleo Dan")
    clock.pass_(seconds(1))
    lesson.plays(Ana=RIGHT, Ben=RIGHT, Cleo=RIGHT, Dan=WRONG).plays(Ana=PRIME).moves(Move.STANDINGS)
    assert {name: words(html) for name, html in mine(lesson).items()} == {
        "Ana": "You are in front! Place 1 of 4 2000 points 2 of 2 right",
        "Ben": "Place 2 of 4 together with 1 other 1000 points 1 of 2 right 1000 points to place 1",
        "Cleo": "Place 2 of 4 together with 1 other 1000 points 1 of 2 right 1000 points to place 1",
        "Dan": "Place 4 of 4 0 points 0 of 2 right 1000 points to place 2",
    }


@pytest.mark.parametrize(
    ("hits", "could", "drawn"),
    [
        (0b101, (True, True, True), ("M13 12V60M65 12V60", "M39 46V60", 78)),
        (0b000, (True,), ("", "M13 46V60", 26)),
        (0b100, (False, True, True), ("M39 12V60", "M13 46V60", 52)),
        (0, (), ("", "", 26)),
    ],
)
def test_a_round_is_a_tall_stroke_or_a_stub_and_none_when_it_was_missed(hits, could, drawn):
    assert strokes_of(hits, could) == drawn


def test_at_the_end_each_has_a_stroke_for_each_round_that_they_could_answer(db):
    lesson = Class(CAPITAL, MOOD, PRIMES, people="Ana Ben")
    clock.pass_(seconds(1))
    lesson.plays(Ana=RIGHT, Ben=WRONG)
    lesson.people["Cleo"] = joins(lesson.room, "Cleo")
    clock.pass_(seconds(1))
    lesson.plays(Ana={"word": ["joy"]}).plays(Ana=WRONG, Ben=PRIME, Cleo=PRIME)
    lesson.moves(Move.STANDINGS, Move.END)
    paths = {name: re.findall(r' d="([^"]*)"', html) for name, html in mine(lesson).items()}
    assert paths == {
        "Ana": ["M13 12V60", "M39 46V60"],
        "Ben": ["M39 12V60", "M13 46V60"],
        "Cleo": ["M13 12V60", ""],
    }
    assert words(mine(lesson)["Cleo"]).startswith("1 of 1 right")
