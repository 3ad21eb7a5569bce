"""While people come and answer, a lesson is counted, not read anew: the same lesson, in two queries."""

import pytest
from pytest_django import DjangoAssertNumQueries

from live import clock
from live.models import Move, Participant, Room
from live.rooms import snapshot
from live.rooms.snapshot import RECENTLY, Snapshot
from tests.support.lessons import ALL_KINDS, CAPITAL, a_room, do, joins, seconds

pytestmark = pytest.mark.django_db
ANSWERS: dict[str, dict[str, object]] = {
    "single": {"choice": "2"},
    "several": {"choice": ["1", "3"]},
    "number": {"number": "3.14"},
    "short": {"text": "Seine"},
    "cloud": {"word": ["tired", "glad"]},
}


def read(room: Room, here: set[int]) -> Snapshot:
    seen = snapshot.take(room.pk, here)
    assert seen is not None
    return seen


@pytest.mark.parametrize("question", ALL_KINDS, ids=lambda each: each["kind_slug"])
def test_a_counted_lesson_is_the_one_that_would_be_read(question):
    room = a_room(question)
    ben, cem, dia = joins(room, "Ben"), joins(room, "Cem"), joins(room, "Dia")
    do(room, Move.OPEN)
    before = read(room, {ben.participant.pk})
    ben.answers(room, **ANSWERS[question["kind_slug"]])
    cem.answers(room, **ANSWERS[question["kind_slug"]])
    dia.participant.remove()
    here = {ben.participant.pk, joins(room, "Eva").participant.pk}
    counted = snapshot.recount(before, here)
    assert counted == read(room, here)
    assert counted
    assert counted.tally
    assert (counted.answered, counted.of, counted.tally.total) == (2, 3, 2)


def test_it_takes_two_queries_also_while_names_are_hidden_or_wait(django_assert_num_queries: DjangoAssertNumQueries):
    room = a_room(CAPITAL)
    ben, cem, dia = joins(room, "Ben"), joins(room, "Cem"), joins(room, "Dia")
    cem.participant.hide()
    Participant.objects.filter(pk=dia.participant.pk).update(hidden=True, waits=True)
    do(room, Move.OPEN)
    before = read(room, {ben.participant.pk})
    with django_assert_num_queries(2):
        counted = snapshot.recount(before, {ben.participant.pk})
    assert counted
    assert [(each.id, each.hidden, each.waits) for each in counted.people] == [
        (ben.participant.pk, False, False),
        (cem.participant.pk, True, False),
        (dia.participant.pk, True, True),
    ]


def test_the_answers_of_a_removed_participant_leave_the_counts():
    room = a_room(CAPITAL)
    ben = joins(room, "Ben")
    do(room, Move.OPEN)
    ben.answers(room, choice="2")
    before = read(room, set())
    ben.participant.remove()
    counted = snapshot.recount(before, set())
    assert counted
    assert counted.tally
    assert before.tally
    assert (before.tally.total, counted.tally.total, counted.people) == (1, 0, [])


def test_whom_the_database_has_seen_is_here_by_another_process_unless_they_have_gone_from_this_one_since():
    room = a_room(CAPITAL)
    ben, cem, dia, eva = (joins(room, name).participant for name in ("Ben", "Cem", "Dia", "Eva"))
    do(room, Move.OPEN)
    alone, before = read(room, {ben.pk}), clock.now()
    with clock.at(before + seconds(20)):
        Participant.objects.filter(pk=dia.pk).update(seen_at=clock.now())
        gone = {cem.pk: before + seconds(10), dia.pk: before + seconds(10)}
        assert [here_of(alone, gone), here_of(alone, {}), here_of(alone, None)] == [
            {ben.pk, dia.pk, eva.pk},
            {ben.pk, cem.pk, dia.pk, eva.pk},
            {ben.pk},
        ]
    with clock.at(before + RECENTLY + seconds(1)):
        assert here_of(alone, gone) == {ben.pk, dia.pk}


def here_of(last: Snapshot, gone: snapshot.Gone | None) -> set[int]:
    """Who is here when Ben alone has a socket in this process, counted and read alike."""
    [ben] = [person.id for person in last.people if person.here]
    counted, seen = snapshot.recount(last, {ben}, gone), snapshot.take(last.room.pk, {ben}, gone)
    assert counted
    assert seen
    assert counted.people == seen.people
    return {person.id for person in seen.people if person.here}


@pytest.mark.parametrize("move", [Move.CLOSE, Move.PAUSE, Move.MORE])
def test_after_a_move_it_is_read_as_a_whole(move):
    room = a_room({**CAPITAL, "seconds": 20})
    do(room, Move.OPEN)
    before = read(room, set())
    do(room, move)
    assert snapshot.recount(before, set()) is None
