"""What the rounds before came to is kept, and is what all answers come to when they are judged anew."""

import re
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from live import clock
from live.models import Move, Phase, Response, Room
from live.models.phase import Scoring
from live.retention import purge
from live.rooms.sheet import Given, Totals, sheet
from tests.rooms.test_grades import OVER, RIGHT, WRONG, Class
from tests.support.lessons import CAPITAL, PRIMES, joins, ruled, seconds
from tests.support.looks import TIMED, look

pytestmark = pytest.mark.usefixtures("standing_clock")


def judged_anew(room: Room) -> Totals:
    """What everybody has, from all answers of the room."""
    given = Response.objects.filter(round__room=room, participant__removed=False).values_list(*Given._fields)
    people = room.participants.filter(removed=False).values_list("pk", flat=True)
    rounds = [each for each in room.rounds.all() if each.reveals(room)]
    return sheet(room.rules, rounds, map(Given._make, given), people).totals


def something(school: Class, dice: Random) -> None:
    """One thing that changes what somebody has, or where they stand."""
    people = [each for each in school.people.values() if not each.participant.removed]
    match dice.randrange(8):
        case 0:
            ruled(partial=not school.room.rules.partial)
        case 1:
            ruled(scoring=dice.choice(list(Scoring)))
        case 2 if len(people) > 3:
            dice.choice(people).participant.remove()
        case 3:
            name = f"N{len(school.people)}"
            school.people[name] = joins(school.room, name)
        case 4 if school.room.rounds.exists():
            school.moves(Move.OPEN, question=dice.choice(list(school.room.rounds.all())).question_id)
        case _ if look(school.room).next:
            school.moves(Move.OPEN)
    school.room.refresh_from_db()
    if school.room.phase == Phase.OPEN:
        for each in school.people.values():
            each.participant.refresh_from_db()
            if dice.random() < 0.8 and not each.participant.removed:
                clock.pass_(seconds(dice.random()))
                each.answers(school.room, choice=dice.choice([["1"], ["3"], ["1", "3"], ["2"]]))
        school.moves(*dice.choice([OVER, OVER, [Move.CLOSE, Move.SKIP]]))
        if Move.STANDINGS in look(school.room).moves and dice.random() < 0.5:
            school.moves(Move.STANDINGS)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_of_rounds_before_is_what_all_answers_judged_anew_come_to(db, seed):
    dice = Random(seed)
    school = Class(*[{**PRIMES, "seconds": 20, "weight": weight} for weight in (1, 2, 0, 1, 1, 5)])
    for _step in range(16):
        something(school, dice)
        seen = look(school.room)
        if seen.reveals:
            anew = judged_anew(seen.room)
            assert (seen.totals, seen.standings) == (anew.of, anew.standings)
    school.moves(Move.END)
    purge.forget_names(school.room)
    seen = look(school.room)
    assert seen.totals == judged_anew(seen.room).of


def rounds_read(room: Room) -> int:
    """Of how many rounds the answers are read to draw the room."""
    with CaptureQueriesContext(connection) as queries:
        look(room)
    read = [query["sql"] for query in queries if '"live_response"."time_ms"' in query["sql"]]
    return sum(len(re.findall(r"\d+", re.findall(r'"round_id" IN \(([^)]*)\)', sql)[0])) for sql in read)


def test_a_reveal_reads_the_answers_of_its_own_round_alone_and_each_of_them_once(db):
    school = Class(CAPITAL, TIMED, CAPITAL)
    read = []
    for _question in range(3):
        read.append(rounds_read(school.plays(Ana=RIGHT, Ben=WRONG).room))
        read += [rounds_read(school.room), rounds_read(school.moves(Move.STANDINGS).room)]
    assert read == [1, 0, 0] * 3
