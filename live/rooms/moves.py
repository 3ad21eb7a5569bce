"""The table of moves: from which phases each one goes and where to, and the few lines that are particular to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from live import clock
from live.models.phase import Move, Phase
from live.refusal import Refused

if TYPE_CHECKING:
    from live.models.question import Question
    from live.models.room import Room
    from live.models.round import Round

MORE_SECONDS = 15


def _open(room: "Room", question: int | None = None, quick: "Round | None" = None) -> None:
    from live.models.round import Round

    round = quick or Round.of(_question_to_ask(room, question))
    round.open_in(room)
    room.round = round


def _question_to_ask(room: "Room", pk: int | None) -> "Question":
    question = room.next_question if pk is None else None
    if pk is not None and room.quiz is not None:
        question = room.quiz.questions.filter(pk=pk).first()
    if question is None:
        raise Refused(_("This question is not there any more. Choose another one."))
    return question


def _close(room: "Room") -> None:
    room.current.close()


def _reopen(room: "Room") -> None:
    room.current.reopen()


def _more(room: "Room") -> None:
    room.current.give(MORE_SECONDS)


def _pause(room: "Room") -> None:
    room.current.pause()


def _resume(room: "Room") -> None:
    room.current.resume()


def _nothing(room: "Room") -> None:
    """The phase alone says it."""


def _skip(room: "Room") -> None:
    room.current.skip()
    room.round = None


def _end(room: "Room") -> None:
    if room.phase == Phase.OPEN:
        room.current.close()
    room.round = None
    room.ended_at = clock.now()


def _always(room: "Room") -> bool:
    return True


def _timer_runs(room: "Room") -> bool:
    return room.current.closes_at is not None


def _timer_stands(room: "Room") -> bool:
    return room.current.left_ms is not None


def _is_timed(room: "Room") -> bool:
    return _timer_runs(room) or _timer_stands(room)


def _has_standings(room: "Room") -> bool:
    return room.with_standings and room.is_graded


@dataclass(frozen=True)
class Rule:
    """From which phases a move goes, where to (None: it stays), what it does, and when it is offered."""

    phases: set[Phase]
    to: Phase | None
    act: Callable[..., None] = _nothing
    when: "Callable[[Room], bool]" = _always


_OPENS_FROM = {Phase.LOBBY, Phase.CLOSED, Phase.REVEALED, Phase.STANDINGS}

MOVES = {
    Move.CLOSE: Rule({Phase.OPEN}, Phase.CLOSED, _close),
    Move.REVEAL: Rule({Phase.CLOSED}, Phase.REVEALED),
    Move.STANDINGS: Rule({Phase.REVEALED}, Phase.STANDINGS, when=_has_standings),
    Move.OPEN: Rule(_OPENS_FROM, Phase.OPEN, _open),
    Move.MORE: Rule({Phase.OPEN}, None, _more, _is_timed),
    Move.PAUSE: Rule({Phase.OPEN}, None, _pause, _timer_runs),
    Move.RESUME: Rule({Phase.OPEN}, None, _resume, _timer_stands),
    Move.REOPEN: Rule({Phase.CLOSED}, Phase.OPEN, _reopen),
    Move.SKIP: Rule({Phase.OPEN, Phase.CLOSED}, Phase.LOBBY, _skip),
    Move.END: Rule(set(Phase) - {Phase.ENDED}, Phase.ENDED, _end),
}
