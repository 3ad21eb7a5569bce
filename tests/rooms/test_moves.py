"""The state machine: each row of the table of moves, and every other combination refused."""

from functools import partial

import pytest

from live import clock
from live.models import Move, Phase, Room
from live.rooms import moves
from live.rooms.writer import writer
from tests.support.lessons import CAPITAL, MOOD, a_room, do, seconds
from tests.support.looks import MOVED_ON, TIMED, at_once, refusal, round_of, rows, told

# Each move: the phases it starts from, and the one it leads to.
TABLE = {
    Move.OPEN: ("lobby revealed standings closed", "open"),
    Move.CLOSE: ("open", "closed"),
    Move.REOPEN: ("closed", "open"),
    Move.MORE: ("open", "open"),
    Move.PAUSE: ("open", "open"),
    Move.RESUME: ("open", "open"),
    Move.REVEAL: ("closed", "revealed"),
    Move.STANDINGS: ("revealed", "standings"),
    Move.SKIP: ("open closed", "lobby"),
    Move.END: ("lobby open closed revealed standings", "ended"),
}
WAYS = {
    Phase.LOBBY: [],
    Phase.OPEN: [Move.OPEN],
    Phase.CLOSED: [Move.OPEN, Move.CLOSE],
    Phase.REVEALED: [Move.OPEN, Move.CLOSE, Move.REVEAL],
    Phase.STANDINGS: [Move.OPEN, Move.CLOSE, Move.REVEAL, Move.STANDINGS],
    Phase.ENDED: [Move.END],
}
ALLOWED = [(Phase(start), move, Phase(to)) for move, (starts, to) in TABLE.items() for start in starts.split()]
REFUSED = [
    (start, move) for start in Phase for move, (starts, _to) in TABLE.items() if start.value not in starts.split()
]
ENDED = "This room has ended."


def a_room_in(phase: Phase, move: Move) -> Room:
    """A room in that phase with timed, graded questions; paused where that is what the move needs."""
    room = do(a_room(TIMED, TIMED), *WAYS[phase])
    return do(room, Move.PAUSE) if (phase, move) == (Phase.OPEN, Move.RESUME) else room


def test_the_table_has_every_move_and_leads_everywhere():
    assert set(TABLE) == set(Move) == set(moves.MOVES)
    assert {to for _start, _move, to in ALLOWED} == set(Phase)
    assert len(ALLOWED) + len(REFUSED) == len(Phase) * len(Move)


@pytest.mark.parametrize(("start", "move", "to"), ALLOWED)
def test_a_move_of_the_table_is_offered_and_leads_where_the_table_says(db, start, move, to):
    room = a_room_in(start, move)
    version = room.version
    assert (move in moves.offered(room), room.phase_now) == (True, start)
    moves.move(room, move, version=version)
    room.refresh_from_db()
    assert (room.phase, room.phase_now, room.version) == (to, to, version + 1)


@pytest.mark.parametrize(("start", "move"), REFUSED)
def test_any_other_move_is_neither_offered_nor_made(db, start, move):
    room = a_room_in(start, move)
    before = rows(room)
    assert move not in moves.offered(room)
    sentence = ENDED if start == Phase.ENDED else MOVED_ON
    assert refusal(lambda: moves.move(room, move, version=room.version)) == (409, sentence)
    assert rows(room) == before


@pytest.mark.parametrize(
    ("phase", "offered"),
    [
        (Phase.LOBBY, [Move.OPEN, Move.END]),
        (Phase.OPEN, [Move.CLOSE, Move.MORE, Move.PAUSE, Move.SKIP, Move.END]),
        (Phase.CLOSED, [Move.REVEAL, Move.OPEN, Move.REOPEN, Move.SKIP, Move.END]),
        (Phase.REVEALED, [Move.STANDINGS, Move.OPEN, Move.END]),
        (Phase.STANDINGS, [Move.OPEN, Move.END]),
        (Phase.ENDED, []),
    ],
)
def test_the_hosts_buttons_are_the_moves_of_the_phase(db, phase, offered):
    assert moves.offered(do(a_room(TIMED), *WAYS[phase])) == offered


def test_a_clock_that_ran_out_offers_what_a_closed_round_offers_although_nobody_wrote_it_down(db):
    room = do(a_room(TIMED), Move.OPEN)
    clock.pass_(seconds(21))
    assert (room.phase, room.phase_now) == (Phase.OPEN, Phase.CLOSED)
    assert moves.offered(room) == [Move.REVEAL, Move.OPEN, Move.REOPEN, Move.SKIP, Move.END]


@pytest.mark.parametrize("move", [Move.MORE, Move.PAUSE, Move.RESUME])
def test_an_untimed_round_has_no_moves_of_the_clock(db, move):
    room = do(a_room(CAPITAL), Move.OPEN)
    assert moves.offered(room) == [Move.CLOSE, Move.SKIP, Move.END]
    assert refusal(lambda: moves.move(room, move, version=room.version)) == (409, MOVED_ON)


def test_a_running_clock_is_paused_once_and_a_paused_one_resumed_once(db):
    room = do(a_room(TIMED), Move.OPEN)
    assert refusal(lambda: do(room, Move.RESUME)) == (409, MOVED_ON)
    do(room, Move.PAUSE)
    assert moves.offered(room) == [Move.CLOSE, Move.MORE, Move.RESUME, Move.SKIP, Move.END]
    assert refusal(lambda: do(room, Move.PAUSE)) == (409, MOVED_ON)


# --- standings, for graded rooms alone -----------------------------------------------------------------------------

WEIGHTLESS = {**CAPITAL, "weight": 0}
POLL = {**CAPITAL, "content": {"choices": ["Tea", "Coffee"], "right": []}}


@pytest.mark.parametrize("question", [MOOD, POLL, WEIGHTLESS], ids=["cloud", "poll", "weightless"])
def test_standings_are_not_shown_where_no_round_gives_points(db, question):
    room = do(a_room(question), Move.OPEN, Move.CLOSE, Move.REVEAL)
    assert moves.offered(room) == [Move.OPEN, Move.END]
    assert refusal(lambda: do(room, Move.STANDINGS)) == (409, MOVED_ON)


def test_standings_come_after_a_poll_when_an_earlier_round_gave_points(db):
    room = do(a_room(CAPITAL, POLL), Move.OPEN, Move.CLOSE, Move.REVEAL, Move.OPEN, Move.CLOSE, Move.REVEAL)
    assert do(room, Move.STANDINGS).phase == Phase.STANDINGS


def test_a_round_that_was_skipped_makes_no_standings(db):
    room = do(a_room(CAPITAL, POLL), Move.OPEN, Move.SKIP, Move.OPEN, Move.CLOSE, Move.REVEAL)
    assert Move.STANDINGS not in moves.offered(room)


def test_a_host_who_chose_no_standings_is_offered_none(db):
    room = do(a_room(CAPITAL, with_standings=False), Move.OPEN, Move.CLOSE, Move.REVEAL)
    assert refusal(lambda: do(room, Move.STANDINGS)) == (409, MOVED_ON)


# --- the version ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", [0, 1, 3, 2**31], ids=["never", "old", "next", "far"])
def test_a_move_drawn_from_another_version_is_refused(db, version):
    room = do(a_room(), Move.OPEN)
    before = rows(room)
    assert room.version == 2
    assert refusal(lambda: moves.move(room, Move.CLOSE, version=version)) == (409, MOVED_ON)
    assert rows(room) == before


def test_a_double_press_of_next_moves_one_question(db):
    room = do(a_room(), Move.OPEN, Move.CLOSE, Move.REVEAL)
    first, second = Room.objects.get(pk=room.pk), Room.objects.get(pk=room.pk)
    moves.move(first, Move.OPEN, version=4)
    assert refusal(lambda: moves.move(second, Move.OPEN, version=4)) == (409, MOVED_ON)
    assert [(each.number, each.text) for each in room.rounds.all()] == [
        (1, "Capital of France?"),
        (2, "Which are prime?"),
    ]


def test_a_press_that_comes_after_the_clock_closed_the_round_is_refused_and_the_round_still_closes(db):
    room = do(a_room(TIMED), Move.OPEN)
    clock.pass_(seconds(21))
    assert refusal(lambda: moves.move(room, Move.CLOSE, version=room.version)) == (409, MOVED_ON)
    room.refresh_from_db()
    with room.lock():
        assert moves.settle(room) is True
    assert (room.phase, room.version) == (Phase.CLOSED, 2)


def test_only_moves_raise_the_version(db):
    room = do(a_room(TIMED), Move.OPEN)
    moves.current(room).hide("2")
    room.renew()
    clock.pass_(seconds(21))
    with room.lock():
        moves.settle(room)
    room.refresh_from_db()
    assert (room.phase, room.version) == (Phase.CLOSED, 2)


def test_two_hosts_who_press_next_at_once_move_one_question(transactional_db):
    room = a_room()

    def press() -> None:
        writer.act_now(room.pk, lambda: moves.move(Room.objects.get(pk=room.pk), Move.OPEN, version=1))

    outcomes = at_once(press, press, press)
    assert sorted(map(str, outcomes)) == ["None", MOVED_ON, MOVED_ON]
    assert [(each.number, each.text) for each in room.rounds.all()] == [(1, "Capital of France?")]


def test_two_processes_that_close_at_once_close_one_round_once(transactional_db):
    room = do(a_room(TIMED), Move.OPEN)

    def process() -> None:
        moves.move(Room.objects.get(pk=room.pk), Move.CLOSE, version=2)

    refused, done = sorted(at_once(process, process), key=lambda outcome: outcome is None)
    assert (told(refused), done) == ((409, MOVED_ON), None)
    room.refresh_from_db()
    assert (room.phase, room.version, round_of(room).closed_at) == (Phase.CLOSED, 3, clock.now())


# --- the end --------------------------------------------------------------------------------------------------------


def test_ending_an_open_room_closes_its_round_and_leaves_no_question_asked(db, noon):
    room = do(a_room(TIMED), Move.OPEN)
    clock.pass_(seconds(3))
    do(room, Move.END)
    assert (room.phase, room.round, room.ended_at) == (Phase.ENDED, None, clock.now())
    assert [(each.closed_at, each.skipped) for each in room.rounds.all()] == [(noon + seconds(3), False)]


def test_an_ended_room_has_no_next_move_at_any_version(db):
    room = do(a_room(), Move.END)
    presses = [partial(moves.move, room, move, version=version) for move in Move for version in range(4)]
    assert set(map(refusal, presses)) == {(409, ENDED)}


def test_a_room_in_which_nobody_has_been_for_twelve_hours_ends_itself(db, noon):
    forgotten, fresh = do(a_room(TIMED), Move.OPEN), a_room()
    clock.pass_(seconds(12 * 3600))
    moves.end_the_forgotten()
    forgotten.refresh_from_db()
    assert forgotten.ended_at is None
    Room.objects.filter(pk=fresh.pk).update(awake_at=clock.now())
    clock.pass_(seconds(1))
    moves.end_the_forgotten()
    ended = dict(Room.objects.values_list("pk", "ended_at"))
    assert ended == {forgotten.pk: noon + seconds(12 * 3600 + 1), fresh.pk: None}


def test_a_room_that_its_host_moves_is_awake(db):
    room = a_room()
    clock.pass_(seconds(11 * 3600))
    do(room, Move.OPEN)
    clock.pass_(seconds(11 * 3600))
    moves.end_the_forgotten()
    room.refresh_from_db()
    assert (room.phase, room.ended_at) == (Phase.OPEN, None)
