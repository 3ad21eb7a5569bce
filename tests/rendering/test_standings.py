"""Who is named on the podium and in the standings, and what is said of those who share a place."""

import re

import pytest

from live.models import Move
from live.rendering.stages import draw
from live.rendering.standings import standings_context
from tests.rooms.test_grades import OVER, RIGHT, WRONG, Class
from tests.support.lessons import CAPITAL, MOOD, PRIMES, do
from tests.support.looks import TIMED, look

pytestmark = pytest.mark.usefixtures("standing_clock")

ALL_PRIMES = {"choice": ["1", "3"]}


def moves(class_: Class) -> list[tuple[str, str]]:
    """Who stands where in the standings of the screen, and how far they have come."""
    ranks = standings_context(look(class_.room), host=False)["ranks"]
    return [(row["nickname"], row.get("moved", "")) for row in ranks]


def podium(class_: Class) -> list[tuple[str, list[str], str]]:
    """What the screen shows at the end: place, names, and how many more."""
    html = draw(look(do(class_.room, Move.END)), "screen")["stage"]
    steps = re.findall(r'class="place-(\d+).*?class="who">(.*?)</span>', html)
    return [
        (place, re.findall('<bdi translate="no">(.*?)</bdi>', who), "".join(re.findall("[+]\\d+", who)))
        for place, who in steps
    ]


def test_the_podium_names_all_who_share_a_place(db):
    lesson = Class(CAPITAL, PRIMES, people="Ana Ben Cleo Dan Eva").plays(Ana=RIGHT, Ben=RIGHT, Cleo=RIGHT, Dan=RIGHT)
    lesson.plays(Ana=ALL_PRIMES, Ben=ALL_PRIMES)
    assert podium(lesson) == [("1", ["Ana", "Ben"], ""), ("3", ["Cleo", "Dan"], "")]


def test_the_podium_honours_nobody_for_nothing(db):
    lesson = Class(CAPITAL, people="Ana Ben Cleo").plays(Ana=RIGHT, Ben=WRONG)
    assert podium(lesson) == [("1", ["Ana"], "")]
    nobody = Class(CAPITAL, people="Ana Ben").plays(Ana=WRONG)
    assert podium(nobody) == []
    assert "Thank you, everybody" in draw(look(nobody.room), "screen")["stage"]


def test_the_podium_says_how_many_more_share_a_place_with_eight(db):
    lesson = Class(CAPITAL, PRIMES, people="A1 A2 A3 A4 A5 A6 A7 A8 A9 B1 B2").plays(B2=RIGHT)
    lesson.plays(**dict.fromkeys(lesson.people, ALL_PRIMES))
    assert podium(lesson) == [("1", ["B2"], ""), ("2", [f"A{n}" for n in range(1, 9)], "+2")]


@pytest.mark.parametrize(
    ("people", "said"), [(10, []), (11, ["and 1 more at place 2"]), (14, ["and 4 more at place 2"])]
)
@pytest.mark.parametrize("audience", ["screen", "host"])
def test_the_standings_never_cut_a_shared_place_without_a_word(db, audience, people, said):
    lesson = Class(CAPITAL, people=" ".join(f"P{n}" for n in range(people))).plays(P0=RIGHT).moves(Move.STANDINGS)
    html = draw(look(lesson.room), audience)["tally" if audience == "host" else "stage"]
    assert (html.count('class="place"'), re.findall(r"and \d+ more at place \d+", html)) == (10, said)


def test_the_standings_say_nothing_of_those_who_are_behind_the_tenth(db):
    names = [f"P{n}" for n in range(12)]
    lesson = Class(TIMED, people=" ".join(names)).moves(Move.OPEN)
    for name in names:
        lesson.answer(1, **{name: RIGHT})
    html = draw(look(lesson.moves(*OVER, Move.STANDINGS).room), "screen")["stage"]
    assert (html.count('class="place"'), "more at place" in html) == (10, False)


def test_the_screen_tells_how_far_each_row_has_come_by_the_last_round(db):
    lesson = Class(CAPITAL, CAPITAL, people="Ana Ben Cleo").plays(Ana={"choice": "2"}).moves(Move.OPEN)
    lesson.answer(1, Cleo={"choice": "2"}).moves(Move.CLOSE, Move.REVEAL, Move.STANDINGS)
    assert moves(lesson) == [("Ana", ""), ("Cleo", "up-1"), ("Ben", "down-1")]


def test_nothing_moves_after_the_first_round_or_by_a_poll(db):
    first = Class(CAPITAL, people="Ana Ben").plays(Ben={"choice": "2"}).moves(Move.STANDINGS)
    assert moves(first) == [("Ben", ""), ("Ana", "")]
    poll = Class(CAPITAL, CAPITAL, MOOD, people="Ana Ben").plays(Ana={"choice": "2"}).plays(Ben={"choice": "2"})
    assert moves(poll.plays(Ana={"word": "fine"}).moves(Move.STANDINGS))[0][1] == ""
