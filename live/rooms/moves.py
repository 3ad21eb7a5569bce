"""The state machine of a room: the table of its moves, what each of them does, and the one function that makes them."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from django.utils.translation import gettext as _

from live import clock
from live.models import Move, Phase, Question, Room, Round
from live.refusal import Refused
from live.rooms import wall

MORE_SECONDS = 15
NOBODY_HERE = timedelta(hours=12)


class MovedOn(Refused):
    """The refusal of a move that was meant for what stood there before the last one."""

    def __init__(self) -> None:
        super().__init__(_("The room has moved on already. Look again, then press."))


def move(room: Room, move: Move, *, version: int, **what: object) -> None:
    """Make one move of the lesson; OPEN takes `question` (an id) or `quick` (a round to be).

    Raises MovedOn when the room has moved on since that version, or when the move is not open now.
    """
    with room.lock():
        settle(room)
        rule = _rule_for(room, move, version)
        rule.act(room, **what)
        room.phase, room.version = rule.to or room.phase, room.version + 1
        room.awake_at = room.moved_at = clock.now()
        room.save(update_fields=["phase", "version", "awake_at", "moved_at", "round", "ended_at"])


def settle(room: Room) -> bool:
    """Write down that the clock has closed the round; pages show it already, so the version stays."""
    if room.phase != Phase.OPEN or room.phase_now == Phase.OPEN:
        return False
    round = current(room)
    _close_round(round)
    room.phase, room.moved_at = Phase.CLOSED, round.closed_at
    room.save(update_fields=["phase", "moved_at"])
    return True


def offered(room: Room) -> list[Move]:
    """What the host may do now, in the order of the table; the buttons are drawn from it."""
    return [move for move, rule in MOVES.items() if room.phase_now in rule.phases and rule.when(room)]


def current(room: Room) -> Round:
    """The round that is asked, up to the next one. Raises Refused when there is none."""
    if room.round is None:
        raise Refused(_("No question is open."))
    return room.round


def end_the_forgotten() -> list[int]:
    """End the rooms in which nobody has been for 12 hours; their ids."""
    ended = []
    for room in Room.objects.filter(ended_at=None, awake_at__lt=clock.now() - NOBODY_HERE):
        with suppress(Refused):  # another process was quicker
            move(room, Move.END, version=room.version)
            ended.append(room.pk)
    return ended


def _rule_for(room: Room, move: Move, version: int) -> "Rule":
    if room.phase == Phase.ENDED:
        raise Refused(_("This room has ended."))
    rule = MOVES[move]
    if version != room.version or room.phase not in rule.phases or not rule.when(room):
        raise MovedOn
    return rule


# --- which question comes next ------------------------------------------------------------------------------------


def next_question(room: Room) -> Question | None:
    """The first question not asked yet behind the last one asked, else the first one not asked at all."""
    return next_among(list(room.quiz.questions.defer("drawn")), asked(room)) if room.quiz else None


def asked(room: Room) -> list[tuple[int | None, int]]:
    """The questions of the quiz that were asked here, one after the other: their ids, and where they stood."""
    rounds = room.rounds.filter(question_id__isnull=False).order_by("number")
    return list(rounds.values_list("question_id", "position"))


def next_among(questions: list[Question], asked: list[tuple[int | None, int]]) -> Question | None:
    """The next question, from the quiz's questions in their order and what `asked` gave."""
    before = {pk for pk, _ in asked}
    left = [each for each in questions if each.pk not in before]
    stood = asked[-1][1] if asked else -1
    last = next((each.position for each in questions if asked and each.pk == asked[-1][0]), stood)
    return next((each for each in left if each.position > last), left[0] if left else None)


# --- what each move does ------------------------------------------------------------------------------------------


def _open(room: Room, question: int | None = None, quick: Round | None = None) -> None:
    _end_what_asks_nothing(room)
    round = quick or _shuffled(room, Round.of(_question_to_ask(room, question)))
    round.open_in(room)
    room.round = round


def _shuffled(room: Room, round: Round) -> Round:
    """Put the choices into the room's own order of this question, if it has one: asked again they stand as before."""
    if room.rules.shuffle:
        round.content = round.kind.shuffled(round.content, Random(f"{room.pk}/{round.question_id}"))
    return round


def _question_to_ask(room: Room, pk: int | None) -> Question:
    question = next_question(room) if pk is None else None
    if pk is not None and room.quiz is not None:
        question = room.quiz.questions.filter(pk=pk).first()
    if question is None:
        raise Refused(_("This question is not there any more. Choose another one."))
    return question


def _close(room: Room) -> None:
    _close_round(current(room))


def _close_round(round: Round) -> None:
    round.close()
    wall.put_alike_together(round)


def _reveal(room: Room) -> None:
    _end_what_asks_nothing(room)


def _end_what_asks_nothing(room: Room) -> None:
    """Close a round that the lesson leaves without a close of its own, as nobody answers it."""
    if room.phase == Phase.OPEN:
        current(room).close()


def _reopen(room: Room) -> None:
    current(room).reopen()


def _more(room: Room) -> None:
    current(room).add_time(MORE_SECONDS)


def _pause(room: Room) -> None:
    current(room).pause()


def _resume(room: Room) -> None:
    current(room).resume()


def _nothing(room: Room) -> None:
    """Do nothing beside the change of phase."""


def _skip(room: Room) -> None:
    current(room).skip()
    room.round = None


def _end(room: Room) -> None:
    if room.phase == Phase.OPEN:
        _close_round(current(room))
    room.round = None
    room.ended_at = clock.now()


def _always(room: Room) -> bool:
    return True


def _asks(room: Room) -> bool:
    return current(room).asks


def _waits_for_nobody(room: Room) -> bool:
    return room.phase_now != Phase.OPEN or not _asks(room)


def _can_reveal(room: Room) -> bool:
    """Where no answer is wanted there is nothing to close before, and only an explanation to show."""
    return room.phase_now == Phase.CLOSED if _asks(room) else bool(current(room).explanation)


def _timer_runs(room: Room) -> bool:
    return current(room).closes_at is not None


def _timer_stands(room: Room) -> bool:
    return current(room).left_ms is not None


def _is_timed(room: Room) -> bool:
    return _timer_runs(room) or _timer_stands(room)


def _has_standings(room: Room) -> bool:
    if not room.rules.with_standings:
        return False
    counts = room.rounds.defer("drawn").filter(skipped=False, closed_at__isnull=False, weight__gt=0, dropped=False)
    return any(round.is_graded for round in counts)


@dataclass(frozen=True)
class Rule:
    """From which phases a move goes, where to (None: it stays), what it does, and when it is offered."""

    phases: set[Phase]
    to: Phase | None
    act: Callable[..., None] = _nothing
    when: Callable[[Room], bool] = _always


MOVES = {
    Move.CLOSE: Rule({Phase.OPEN}, Phase.CLOSED, _close, _asks),
    Move.REVEAL: Rule({Phase.OPEN, Phase.CLOSED}, Phase.REVEALED, _reveal, _can_reveal),
    Move.STANDINGS: Rule({Phase.REVEALED}, Phase.STANDINGS, when=_has_standings),
    Move.OPEN: Rule(set(Phase) - {Phase.ENDED}, Phase.OPEN, _open, _waits_for_nobody),
    Move.MORE: Rule({Phase.OPEN}, None, _more, _is_timed),
    Move.PAUSE: Rule({Phase.OPEN}, None, _pause, _timer_runs),
    Move.RESUME: Rule({Phase.OPEN}, None, _resume, _timer_stands),
    Move.REOPEN: Rule({Phase.CLOSED}, Phase.OPEN, _reopen),
    Move.SKIP: Rule({Phase.OPEN, Phase.CLOSED}, Phase.LOBBY, _skip),
    Move.END: Rule(set(Phase) - {Phase.ENDED}, Phase.ENDED, _end),
}
