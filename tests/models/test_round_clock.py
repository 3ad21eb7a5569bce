"""A round's own clock: how it closes, and what pause, more time, reopening and skipping do to it."""

from datetime import timedelta

from live import clock
from live.models import Move, Phase, Room
from live.refusal import Refused
from live.rooms import moves
from live.rooms.snapshot import RECENTLY
from tests.support.lessons import CAPITAL, MOOD, a_room, do, joins, ms, seconds
from tests.support.looks import TIMED, answers, look, refusal, round_of

# --- closing --------------------------------------------------------------------------------------------------------


def test_closing_by_hand_stamps_the_moment(db, noon):
    room = do(a_room(TIMED), Move.OPEN)
    clock.pass_(seconds(4))
    round = round_of(do(room, Move.CLOSE))
    assert (round.closed_at, round.closes_at, round.left()) == (noon + seconds(4), None, None)


def test_the_clock_closes_seven_tenths_after_the_end_that_the_timers_show(db):
    room = do(a_room(TIMED), Move.OPEN)
    shown = []
    for step in (0, 12_500, 7_500, 699, 1):
        clock.pass_(ms(step))
        shown.append((round_of(room).left(), Room.objects.get(pk=room.pk).phase_now))
    assert shown == [
        (seconds(20), Phase.OPEN),
        (seconds(7.5), Phase.OPEN),
        (seconds(0), Phase.OPEN),
        (seconds(0), Phase.OPEN),
        (seconds(0), Phase.CLOSED),
    ]


def test_settling_writes_down_when_the_clock_closed_the_round_however_late_it_is_done(db, noon):
    room = do(a_room(TIMED), Move.OPEN)
    with room.lock():
        assert moves.settle(room) is False
    clock.pass_(seconds(3600))
    with room.lock():
        assert [moves.settle(room), moves.settle(room)] == [True, False]
    assert (room.phase, round_of(room).closed_at) == (Phase.CLOSED, noon + seconds(20.7))


def test_a_reveal_after_the_clock_closed_the_round_needs_nobody_to_have_settled_it(db, noon):
    room = do(a_room(TIMED), Move.OPEN)
    clock.pass_(seconds(30))
    do(room, Move.REVEAL)
    assert (room.phase, round_of(room).closed_at) == (Phase.REVEALED, noon + seconds(20.7))


def test_everybody_has_answered_when_all_who_are_here_have(db):
    room = do(a_room(CAPITAL, close_when_all=True), Move.OPEN)
    ana, ben = joins(room, "Ana"), joins(room, "Ben")
    both = {ana.participant.pk, ben.participant.pk}
    assert [look(room, here).all_have_answered for here in (set(), both)] == [False, False]
    ana.answers(room, choice="1")
    seen = look(room, both)
    assert (seen.answered, seen.of, seen.all_have_answered) == (1, 2, False)
    assert not look(room, {ana.participant.pk}).all_have_answered, "Ben was here a moment ago: a restart, or his Wi-Fi"
    with clock.ahead(RECENTLY):
        assert look(room, {ana.participant.pk}).all_have_answered, "Ben has gone"
    ben.answers(room, choice="1")
    seen = look(room, {ana.participant.pk})
    assert (seen.answered, seen.of, seen.all_have_answered) == (2, 2, True)
    assert not look(do(room, Move.CLOSE), both).all_have_answered


def test_a_removed_participant_is_not_waited_for(db):
    room = do(a_room(CAPITAL), Move.OPEN)
    ana, ben = joins(room, "Ana"), joins(room, "Ben")
    ana.answers(room, choice="1")
    ben.participant.remove()
    seen = look(room, {ana.participant.pk, ben.participant.pk})
    assert (seen.answered, seen.of, seen.all_have_answered) == (1, 1, True)


# --- reopen, more time, pause ---------------------------------------------------------------------------------------


def test_a_reopened_round_is_the_same_round_without_a_clock(db):
    room = do(a_room(TIMED), Move.OPEN)
    ana = joins(room, "Ana")
    do(room, Move.CLOSE)
    assert isinstance(ana.answers(room, choice="1"), Refused) is False  # it had arrived in that very moment
    clock.pass_(seconds(60))
    assert isinstance(ana.answers(room, choice="2"), Refused)
    do(room, Move.REOPEN)
    round = round_of(room)
    assert (round.number, round.closes_at, round.closed_at, round.left(), round.untimed) == (1, None, None, None, True)
    clock.pass_(seconds(3600))
    ana.answers(room, choice="2")
    assert (Room.objects.get(pk=room.pk).phase_now, answers(round)) == (Phase.OPEN, {"Ana": ("2", "", None)})
    assert moves.offered(room) == [Move.CLOSE, Move.SKIP, Move.END]


def test_a_round_that_was_paused_and_closed_comes_back_untimed_too(db):
    round = round_of(do(a_room(TIMED), Move.OPEN, Move.PAUSE, Move.CLOSE, Move.REOPEN))
    assert (round.closes_at, round.left_ms, round.left()) == (None, None, None)


def test_fifteen_seconds_more_while_the_clock_runs(db, noon):
    room = do(a_room(TIMED), Move.OPEN)
    clock.pass_(seconds(19))
    round = round_of(do(room, Move.MORE, Move.MORE))
    assert (round.closes_at, round.left()) == (noon + seconds(50.7), seconds(31))


def test_fifteen_seconds_more_while_the_clock_stands(db):
    room = do(a_room(TIMED), Move.OPEN)
    clock.pass_(seconds(5))
    round = round_of(do(room, Move.PAUSE, Move.MORE))
    assert (round.closes_at, round.left_ms, round.left()) == (None, 30_700, seconds(30))


def test_fifteen_seconds_more_come_too_late_once_the_clock_has_closed_the_round(db):
    room = do(a_room(TIMED), Move.OPEN)
    clock.pass_(seconds(20.7))
    assert refusal(lambda: do(room, Move.MORE))[0] == 409


def test_a_pause_keeps_what_is_left_and_resume_goes_on_from_there(db, noon):
    room = do(a_room(TIMED), Move.OPEN)
    clock.pass_(seconds(12))
    do(room, Move.PAUSE)
    clock.pass_(timedelta(hours=1))
    round = round_of(room)
    assert (round.closes_at, round.left_ms, round.left(), room.phase_now) == (None, 8_700, seconds(8), Phase.OPEN)
    round = round_of(do(room, Move.RESUME))
    assert (round.closes_at, round.left_ms) == (noon + seconds(3600 + 20.7), None)
    clock.pass_(seconds(8.7))
    assert Room.objects.get(pk=room.pk).phase_now == Phase.CLOSED


def test_a_pause_in_the_last_moment_that_nobody_sees_keeps_that_moment(db):
    room = do(a_room(TIMED), Move.OPEN)
    clock.pass_(seconds(20.5))
    round = round_of(do(room, Move.PAUSE))
    assert (round.left_ms, round.left()) == (200, seconds(0))


def test_answers_are_accepted_while_the_clock_stands(db):
    room = do(a_room(TIMED), Move.OPEN)
    ana = joins(room, "Ana")
    clock.pass_(seconds(6))
    do(room, Move.PAUSE)
    clock.pass_(seconds(600))
    ana.answers(room, choice="3")
    assert answers(round_of(room)) == {"Ana": ("3", "", 6_000)}


def test_skip_closes_without_a_reveal_and_goes_back_to_the_lobby(db, noon):
    room = do(a_room(TIMED, MOOD), Move.OPEN)
    clock.pass_(seconds(2))
    do(room, Move.SKIP)
    assert (room.phase, room.round) == (Phase.LOBBY, None)
    assert [(each.closed_at, each.skipped) for each in room.rounds.all()] == [(noon + seconds(2), True)]
    assert str(moves.next_question(room)) == "How are you?"


def test_skipping_a_closed_round_keeps_when_it_was_closed(db, noon):
    room = do(a_room(TIMED), Move.OPEN, Move.CLOSE)
    clock.pass_(seconds(9))
    do(room, Move.SKIP)
    assert [(each.closed_at, each.skipped) for each in room.rounds.all()] == [(noon, True)]
