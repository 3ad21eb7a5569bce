"""Who is named on the podium and in the standings: a row or a step for each place, with all who share it."""

import re

import pytest

from live.models import Move, Participant
from live.rendering.stages import draw
from tests.rooms.test_grades import OVER, RIGHT, WRONG, Class
from tests.support.lessons import CAPITAL, MOOD, PRIMES, do
from tests.support.looks import TIMED, look

pytestmark = pytest.mark.usefixtures("standing_clock")

ALL_PRIMES = {"choice": ["1", "3"]}
Row = tuple[str, str, str, str]
WHERE = {"screen": "stage", "host": "tally"}
"The region that has the standings."


def rows(class_: Class, audience: str = "screen") -> list[Row]:
    """Each row of the standings: the place, all names with the number of the others, the points, the length."""
    return _rows(draw(look(class_.room), audience)[WHERE[audience]])


def _rows(html: str) -> list[Row]:
    found = re.findall(
        r'width="(\d+)%".*?class="place">(\d+)<.*?class="who">(.*?)</span><span class="points">(\d+)<', html
    )
    return [(place, names(who), points, share) for share, place, who, points in found]


def names(who: str) -> str:
    """All names, and how many more there are."""
    return " ".join([*re.findall('<bdi translate="no">(.*?)</bdi>', who), *re.findall(r"\+\d+", who)])


def moves(class_: Class) -> list[tuple[str, str]]:
    """Who stands in each row of the screen's standings, and how far it has come."""
    html = draw(look(class_.room), "screen")["stage"]
    moved = re.findall(r'<li class="(?:first)? (?:dense)? ([\w-]*)"', html)
    return [(row[1], by) for row, by in zip(_rows(html), moved, strict=True)]


def podium(class_: Class) -> list[tuple[str, str, str]]:
    """What the screen shows at the end: place, names with the number of the others, how they stand."""
    html = draw(look(do(class_.room, Move.END)), "screen")["stage"]
    steps = re.findall(
        r'class="step-\d (\w+)"><span class="who">(.*?)</span><span class="block">.*?"step">(\d+)<', html
    )
    return [(place, names(who), shape) for shape, who, place in steps]


def a_class(people: int, *right: str) -> Class:
    """So many people, the first of whom had it right, in the standings."""
    lesson = Class(CAPITAL, people=" ".join(f"P{n}" for n in range(people)))
    return lesson.plays(**dict.fromkeys(right or ("P0",), RIGHT)).moves(Move.STANDINGS)


# --- The standings


@pytest.mark.parametrize("audience", ["screen", "host"])
def test_a_row_is_a_place_and_the_next_one_has_the_number_that_it_has(db, audience):
    lesson = Class(CAPITAL, PRIMES, people="Ana Ben Cleo Dan Eva").plays(Ana=RIGHT, Ben=RIGHT, Cleo=RIGHT, Dan=RIGHT)
    lesson.plays(Ana=ALL_PRIMES, Ben=ALL_PRIMES, Cleo=ALL_PRIMES).moves(Move.STANDINGS)
    assert rows(lesson, audience) == [
        ("1", "Ana Ben Cleo", "2000", "100"),
        ("4", "Dan", "1000", "50"),
        ("5", "Eva", "0", "0"),
    ]


def test_the_first_row_is_marked_only_where_somebody_has_points(db):
    assert 'class="first' in draw(look(a_class(3).room), "screen")["stage"]
    nobody = Class(CAPITAL, people="Ana Ben").plays(Ana=WRONG).moves(Move.STANDINGS)
    assert 'class="first' not in draw(look(nobody.room), "screen")["stage"]
    assert rows(nobody) == [("1", "Ana Ben", "0", "0")]


@pytest.mark.parametrize(
    ("audience", "people", "named", "more"),
    [("screen", 8, 7, ""), ("screen", 9, 8, ""), ("screen", 40, 8, " +31"), ("host", 14, 12, " +1")],
)
def test_all_who_share_a_place_are_named_or_counted(db, audience, people, named, more):
    [first, second] = rows(a_class(people), audience)
    assert (first[1], second[1]) == ("P0", " ".join(f"P{n}" for n in range(1, named + 1)) + more)


def test_long_names_are_counted_where_they_do_not_stand_beside_each_other(db):
    lesson = a_class(6)
    for number, person in enumerate(Participant.objects.filter(room=lesson.room)):
        Participant.objects.filter(pk=person.pk).update(nickname=f"{number} Wilhelmina Montgomery"[:24])
    [first, second] = rows(lesson)
    assert (first[1], second[1]) == ("0 Wilhelmina Montgomery", "1 Wilhelmina Montgomery 2 Wilhelmina Montgomery +3")


def test_the_screen_has_six_places_and_the_host_ten(db):
    people = [f"P{n}" for n in range(12)]
    lesson = Class(TIMED, people=" ".join(people)).moves(Move.OPEN)
    for name in people:
        lesson.answer(1, **{name: RIGHT})
    lesson.moves(*OVER, Move.STANDINGS)
    assert [[row[0] for row in rows(lesson, audience)] for audience in ("screen", "host")] == [
        [str(n) for n in range(1, 7)],
        [str(n) for n in range(1, 11)],
    ]


def test_the_screen_tells_how_far_each_row_has_come_by_the_last_round(db):
    lesson = Class(CAPITAL, PRIMES, {**TIMED, "weight": 3}, people="Ana Ben Cleo")
    lesson.plays(Ana=RIGHT, Ben=RIGHT).plays(Ana=ALL_PRIMES).plays(Cleo=RIGHT).moves(Move.STANDINGS)
    assert moves(lesson) == [("Cleo", "up-2"), ("Ana", "down-1"), ("Ben", "down-1")]


def test_who_leaves_a_shared_place_comes_up_by_the_rows_between(db):
    lesson = Class(CAPITAL, PRIMES, people="Ana Ben Cleo Dan").plays(Ana=RIGHT, Ben=RIGHT)
    lesson.plays(Cleo=ALL_PRIMES, Ben=ALL_PRIMES).moves(Move.STANDINGS)
    assert moves(lesson) == [("Ben", ""), ("Ana Cleo", "down-1"), ("Dan", "down-1")]


def test_nothing_moves_after_the_first_round_or_by_a_poll(db):
    first = Class(CAPITAL, people="Ana Ben").plays(Ben={"choice": "2"}).moves(Move.STANDINGS)
    assert moves(first) == [("Ben", ""), ("Ana", "")]
    poll = Class(CAPITAL, CAPITAL, MOOD, people="Ana Ben").plays(Ana={"choice": "2"}).plays(Ben={"choice": "2"})
    assert moves(poll.plays(Ana={"word": "fine"}).moves(Move.STANDINGS))[0][1] == ""


def test_a_hidden_name_has_no_face_that_tells_it(db):
    lesson = a_class(2)
    Participant.objects.filter(room=lesson.room, nickname="P0").update(hidden=True)
    screen, host = (draw(look(lesson.room), audience)[region] for audience, region in WHERE.items())
    assert [names(html.partition("</li>")[0]) for html in (screen, host)] == ["…", "P0"]
    assert [html.partition("</li>")[0].count("<use") for html in (screen, host)] == [0, 1]


# --- The podium


def test_the_podium_has_the_three_best_places_and_all_who_share_them(db):
    lesson = Class(CAPITAL, PRIMES, TIMED, people="Ana Ben Cleo Dan Eva").plays(Ana=RIGHT, Ben=RIGHT, Cleo=RIGHT)
    lesson.plays(Ana=ALL_PRIMES, Ben=ALL_PRIMES, Dan=ALL_PRIMES)
    lesson.plays(Ana=RIGHT, Ben=RIGHT, Cleo=RIGHT)
    assert podium(lesson) == [("1", "Ana Ben", "pair"), ("3", "Cleo", "grand"), ("4", "Dan", "grand")]


def test_the_podium_honours_nobody_for_nothing(db):
    lesson = Class(CAPITAL, people="Ana Ben Cleo").plays(Ana=RIGHT, Ben=WRONG)
    assert podium(lesson) == [("1", "Ana", "grand")]
    nobody = Class(CAPITAL, people="Ana Ben").plays(Ana=WRONG)
    assert podium(nobody) == []
    assert "Thank you, everybody" in draw(look(nobody.room), "screen")["stage"]


def test_the_podium_says_how_many_more_share_a_place_with_eight(db):
    lesson = Class(CAPITAL, PRIMES, people="A1 A2 A3 A4 A5 A6 A7 A8 A9 B1 B2").plays(B2=RIGHT)
    lesson.plays(**dict.fromkeys(lesson.people, ALL_PRIMES))
    assert podium(lesson) == [
        ("1", "B2", "grand"),
        ("2", " ".join([*(f"A{n}" for n in range(1, 9)), "+2"]), "rows"),
    ]


@pytest.mark.parametrize(
    ("people", "shape"),
    [
        (["Wilhelmina"], "grand"),
        (["Wilhelmina Montgomery"], "grand"),
        (["Donaudampfschiff"], "rows"),
        (["Donaudampfschifffahrten"], "lines"),
        (["Ana", "Ben"], "pair"),
        (["Ana", "Wilhelmina"], "couple"),
        (["Ana", "Donaudampfschiff"], "rows"),
        (["Ana", "Ben", "Cleo"], "few"),
        (["Ana", "Ben", "Cleo", "Dan"], "four"),
        (["Ana", "Ben", "Cleo", "Dan", "Eva"], "rows"),
        (["Ana", "Ben", "Cleo", "Dan", "Eva Donaudampf"], "list"),
    ],
)
def test_the_more_stand_on_a_step_and_the_longer_their_words_the_smaller_they_are(db, people, shape):
    lesson = a_class(len(people), *(f"P{n}" for n in range(len(people))))
    for number, name in enumerate(people):
        Participant.objects.filter(room=lesson.room, nickname=f"P{number}").update(nickname=name)
    assert podium(lesson) == [("1", " ".join(people), shape)]
