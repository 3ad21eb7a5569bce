"""A class over its lessons, by hand: who had how much right, what was wrong each time, and what to warm up with."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils.timezone import localtime

from live import clock
from live.content.class_list import Listed
from live.models import Move, Quiz, Roll, Room, Round
from live.results import term
from live.results.again import Missed, due
from live.retention.purge import forget_names
from tests.support.taught import PARIS, Classroom, reopened

pytestmark = pytest.mark.usefixtures("transactional_db")
NOW = clock.now()
Took = dict[str, str]
"What each pupil gave to the three questions: 1 is right, 2 wrong, a point nothing; who is not in it was not there."


@pytest.fixture
def roll(ada: User) -> Roll:
    """Ada's class 8b: Ana, Bo and Cem."""
    roll = Roll.objects.create(owner=ada, title="8b")
    roll.enter([Listed("Cem Kaya", "13"), Listed("Ana Alt", "11"), Listed("Bo Li", "=1+1")])
    return roll


def lesson(roll: Roll, days: float, took: Took, texts: str = "abc") -> Room:
    """A lesson so many days ago, with a question for each letter; the last one weighs double."""
    room = Classroom(roll.owner, title=f"{days:g} days ago", roll=roll)
    pupils = {each.shown_as: each for each in roll.pupils.all()}
    seats = {name: room.joins(name, pupil=pupils.get(name)) for name in took}
    for at, text in enumerate(texts):
        given = {seats[name]: given[at] for name, given in took.items() if given[at] != "."}
        room.asks("single", PARIS, given, text=text, weight=2 if at == 2 else 1)
    room.moves(Move.END)
    ago = NOW - timedelta(days=days)
    Room.objects.filter(pk=room.room.pk).update(created_at=ago, ended_at=ago)
    room.room.rounds.update(opened_at=ago)
    room.room.refresh_from_db()
    return room.room


@pytest.fixture
def three(roll: Roll) -> list[Room]:
    """Bo struggles each time, Cem misses the second lesson; a guest is in the third."""
    return [
        lesson(roll, 30, {"Ana": "111", "Bo": "122", "Cem": "112"}),
        lesson(roll, 20, {"Ana": "121", "Bo": "2.2"}),
        lesson(roll, 10, {"Ana": "121", "Bo": "12.", "Cem": "111", "Guest": "222"}),
    ]


def test_what_each_pupil_had_right(roll: Roll, three: list[Room]):
    """Of 1 + 1 + 2 points; what was not answered is wrong."""
    found = term.standings(roll.pupils.all(), term.named(term.read(roll)))
    assert [(each.pupil.name, each.shares, each.mean, each.attended, each.struggles) for each in found] == [
        ("Ana Alt", [1.0, 0.75, 0.75], pytest.approx(2.5 / 3), 3, False),
        ("Bo Li", [0.25, 0.0, 0.25], pytest.approx(0.5 / 3), 3, True),
        ("Cem Kaya", [0.5, None, 1.0], 0.75, 2, False),
    ]


def test_the_class_counts_all_who_were_there(roll: Roll, three: list[Room]):
    assert [lesson.mean for lesson in term.read(roll)] == [pytest.approx(1.75 / 3), 0.375, 0.5]


def test_by_the_mean_the_lowest_comes_first_and_who_was_never_there_last(roll: Roll, three: list[Room]):
    roll.enter([Listed("Ada New")])
    found = term.standings(roll.pupils.all(), term.named(term.read(roll)), by_mean=True)
    assert [each.pupil.shown_as for each in found] == ["Bo", "Cem", "Ana", "Ada"]


def test_a_lesson_that_somebody_missed_does_not_interrupt_their_struggle(roll: Roll):
    for days, took in ((9, {"Bo": "222"}), (8, {"Bo": "122"}), (7, {"Ana": "111"}), (6, {"Bo": "2.."})):
        lesson(roll, days, took)
    found = term.standings(roll.pupils.filter(name="Bo Li"), term.named(term.read(roll)))
    assert [(each.struggles, each.shares) for each in found] == [(True, [0.0, 0.25, None, 0.0])]


def test_half_is_no_struggle_and_two_lessons_are_not_enough(roll: Roll):
    for days, given in ((9, "222"), (8, "112"), (7, "222")):
        lesson(roll, days, {"Bo": given})
    assert [each.struggles for each in term.standings(roll.pupils.all(), term.read(roll))] == [False] * 3


def test_what_was_wrong_each_time(roll: Roll, three: list[Room]):
    """b: 2 of 3, 0 of 1, 1 of 4. c: 1 of 3, 1 of 2, 2 of 3. d: 0 of 2, then 1 of 3."""
    lesson(roll, 8, {"Ana": "2", "Bo": "2"}, "d")
    lesson(roll, 7, {"Ana": "2", "Bo": "2", "Cem": "1"}, "d")
    lesson(roll, 6, {"Ana": "2"}, "e")
    found = term.always_wrong(term.read(roll))
    assert [(each.round.text, each.shares) for each in found] == [("d", [0.0, pytest.approx(1 / 3)])]


def test_without_names_the_mean_stays_and_nobody_is_told_apart(roll: Roll, three: list[Room]):
    forget_names(three[0])
    lessons = term.read(roll)
    assert [lesson.mean for lesson in lessons] == [pytest.approx(1.75 / 3), 0.375, 0.5]
    assert [each.room.pk for each in term.named(lessons)] == [room.pk for room in three[1:]]


def missed(text: str, share: float, days: float) -> Missed:
    """A question that was asked so many days ago."""
    return Missed(share, Round(kind_slug="single", text=text, content=PARIS, opened_at=NOW - timedelta(days=days)))


def chosen(*several: Missed) -> list[str]:
    """What a class is warmed up with."""
    return [each.round.text for each in due(several, NOW)]


def test_a_warm_up_takes_what_was_wrong_and_long_ago():
    """Half wrong 10 days ago is worth 5, a fifth 30 days ago 6, all wrong 3 days ago 3."""
    assert chosen(missed("half", 0.5, 10), missed("fifth", 0.8, 30), missed("all", 0.0, 3)) == ["fifth", "half", "all"]


def test_a_warm_up_takes_nothing_too_new_too_old_or_known():
    assert chosen(missed("new", 0, 1.9), missed("old", 0, 60.1), missed("known", 1, 9), missed("due", 0.9, 2)) == [
        "due"
    ]


def test_a_warm_up_takes_a_question_as_it_was_asked_last_and_five_at_most():
    assert chosen(missed("twice", 0, 30), missed("twice", 1, 3)) == []
    assert chosen(*(missed(str(days), 0.5, days) for days in range(2, 10))) == ["9", "8", "7", "6", "5"]


def test_one_press_makes_the_warm_up(roll: Roll, three: list[Room], browser: Client):
    """b: 3 of 4 wrong 10 days ago; c: 1 of 3; a: 1 of 4."""
    assert "Warm-up (3 questions)" in " ".join(browser.get(f"/rolls/{roll.pk}/").content.decode().split())
    response = browser.post(f"/rolls/{roll.pk}/warm-up/")
    quiz = Quiz.objects.latest("id")
    assert (response.headers["Location"], quiz.title) == (f"/quizzes/{quiz.pk}/", "Warm-up: 8b")
    notes = [(each.text, each.notes.split(" right on ")[0]) for each in quiz.questions.all()]
    assert notes == [("b", "25 %"), ("c", "67 %"), ("a", "75 %")]


def test_the_table_for_the_mark_book(roll: Roll, three: list[Room], browser: Client):
    days = [f"{localtime(room.created_at):%Y-%m-%d} {room.title}" for room in three]
    assert reopened(browser.get(f"/rolls/{roll.pk}/lessons.csv").content) == [
        ["Number or login", "Name", *days],
        ["11", "Ana Alt", "100", "75", "75"],
        ["'=1+1", "Bo Li", "25", "0", "25"],
        ["13", "Cem Kaya", "50", "", "100"],
    ]


def test_the_page_says_it_in_words(roll: Roll, three: list[Room], browser: Client):
    body = browser.get(f"/rolls/{roll.pk}/").content.decode()
    page = " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())
    assert [
        text
        for text in (
            "Bo Li struggled in the last three lessons 17 % 3 of 3 25 % 0 % 25 %",
            "Cem Kaya 75 % 2 of 3 50 % – 100 %",
            "10 days ago {} 4 50 %".format(three[2].created_at.strftime("%m/%d/%Y")),
        )
        if text not in page
    ] == []


def test_another_teacher_sees_nothing_of_it(roll: Roll, three: list[Room], ben: User):
    client = Client()
    client.force_login(ben)
    addresses = [f"/rolls/{roll.pk}/", f"/rolls/{roll.pk}/lessons.csv"]
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    assert (client.post(f"/rolls/{roll.pk}/warm-up/").status_code, Quiz.objects.filter(owner=ben).count()) == (404, 0)


def test_ended_rooms_are_ticked_for_one_workbook(three: list[Room], browser: Client):
    page = browser.get("/rooms/").content.decode()
    assert 'action="/rooms/results.xlsx"' in page
    assert [f'name="room" value="{room.pk}"' in page for room in three] == [True] * 3
    sent = "&".join(f"room={room.pk}" for room in three)
    assert browser.get(f"/rooms/results.xlsx?{sent}").status_code == 200
