"""A full lecture hall and a long lesson: few queries, and soon."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from live import clock
from live.formats import spreadsheet
from live.models import Participant, Response, Round
from live.models.phase import Scoring
from live.results.grid import read
from live.results.table import table
from tests.support.taught import PARIS, PRIMES, reopened

pytestmark = pytest.mark.usefixtures("transactional_db")

FEW = 8
SOON = 10
"Seconds of CPU, five times what is wanted of a quiet machine: what grows with people times rounds takes minutes."


def fill(lesson, people, rounds):
    """A lesson in which everybody answered everything."""
    now, room = clock.now(), lesson.room
    seats = Participant.objects.bulk_create(
        Participant(room=room, nickname=f"P{n}", nickname_key=f"p{n}", joined_at=now, seen_at=now)
        for n in range(people)
    )
    times = {"opened_at": now, "closed_at": now, "seconds": 20, "text": "Which **one**?"}
    kinds = [("single", PARIS), ("several", PRIMES), ("number", {"right": "3", "tolerance": "1", "unit": "m"})]
    asked = Round.objects.bulk_create(
        Round(room=room, number=n, question_id=n, kind_slug=kinds[n % 3][0], content=kinds[n % 3][1], **times)
        for n in range(1, rounds + 1)
    )
    Response.objects.bulk_create(
        Response(round=round, participant=seat, value=str(1 + seat.pk % 2), time_ms=seat.pk * 7 % 20000, arrived_at=now)
        for round in asked
        for seat in seats
    )


def queries(work):
    """How often some work asks the database."""
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def test_reading_asks_the_database_no_more_often_for_a_long_lesson(lesson):
    fill(lesson, people=3, rounds=2)
    short = queries(lambda: read(lesson.room))
    Round.objects.all().delete()
    Participant.objects.all().delete()
    fill(lesson, people=40, rounds=12)
    assert (queries(lambda: read(lesson.room)), short <= FEW) == (short, True)


@pytest.mark.parametrize("name", ["room-results", "room-csv"])
def test_a_page_asks_the_database_a_few_times(lesson, browser, name):
    fill(lesson, people=20, rounds=10)
    assert queries(lambda: browser.get(reverse(name, args=[lesson.room.pk]))) <= FEW + 4


def test_a_thousand_people_and_fifty_rounds_are_written_soon(lesson):
    fill(lesson, people=1000, rounds=50)
    started = time.process_time()
    rows = reopened(spreadsheet.write(table(read(lesson.room))))
    assert time.process_time() - started < SOON
    assert (len(rows), {len(row) for row in rows}) == (1001, {104})


def test_the_page_of_a_thousand_people_and_fifty_rounds_is_drawn_soon(lesson, browser):
    lesson.room.change_rules(scoring=Scoring.SPEED)
    fill(lesson, people=1000, rounds=50)
    started = time.process_time()
    body = browser.get(reverse("room-results", args=[lesson.room.pk])).content.decode()
    assert time.process_time() - started < SOON
    assert (body.count("<td class="), "\ue000" in body) == (53_000 + 3 * 50, False)
