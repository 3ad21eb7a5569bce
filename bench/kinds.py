"""What a kind of question costs: a thousand answers folded, and their reveal drawn for everybody; nothing is served."""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from django.http import QueryDict

    from live.models import Room, Round

ROOT = Path(__file__).resolve().parent.parent
TURNS = 5
"Each figure is the median of so many."
AUDIENCES = ("play", "screen", "present", "key", "host")


class UnknownKind(Exception):
    """Nothing of that name can be asked; the message lists what can."""


class Cost(NamedTuple):
    """What so many answers to a question of a kind cost, in milliseconds of CPU."""

    kind: str
    answers: int
    different: int
    fold_ms: float
    "The tally and its chart, once."
    reveal_ms: float
    "Reading the room, and drawing every audience and everybody's own."


def costs(names: Sequence[str], people: int) -> list[Cost]:
    """What the kinds of these names cost with so many people; `all` names every kind. Raises UnknownKind."""
    with _program():
        from live.kinds import all_kinds
        from live.management.prepared import prepare

        known = [kind.slug for kind in all_kinds()]
        wanted = known if list(names) == ["all"] else list(names)
        if unknown := [name for name in wanted if name not in known]:
            raise UnknownKind(f"there is no kind {unknown[0]}; there are {', '.join(known)}, and all")
        prepare()
        rooms = [(name, _room(name, people)) for name in wanted]
        return [_cost(room, people) for _name, room in rooms if room]


def table(found: Sequence[Cost]) -> str:
    """The costs as a table of Markdown."""
    lines = ["| Kind | Answers | Different | Fold, ms CPU | Reveal, ms CPU |", "|---|---|---|---|---|"]
    lines += [
        f"| {each.kind} | {each.answers} | {each.different} | {each.fold_ms:.1f} | {each.reveal_ms:.0f} |"
        for each in found
    ]
    return "\n".join(lines)


@contextmanager
def _program() -> Iterator[None]:
    """The program in this process, on data of its own."""
    with tempfile.TemporaryDirectory(prefix="show-of-hands-kinds-") as folder:
        os.environ.update(SHOW_DATA=folder, DJANGO_SETTINGS_MODULE="config.settings")
        sys.path[:0] = [str(ROOT), str(ROOT / "site")]
        import django

        django.setup()
        yield


def _room(kind_slug: str, people: int) -> "Room | None":
    """A room in which so many have answered the demo's question of a kind; None where none is answered."""
    from live import clock
    from live.models import Move, Participant, Question, Response, Room
    from live.rooms import moves

    question = Question.objects.filter(kind_slug=kind_slug).select_related("quiz__owner").first()
    assert question is not None, "the demo has a question of every kind"
    room = Room.objects.create(host=question.quiz.owner, quiz=question.quiz, title=kind_slug)
    now = clock.now()
    seats = [
        Participant(room=room, nickname=f"N{n}", nickname_key=f"n{n}", joined_at=now, seen_at=now)
        for n in range(people)
    ]
    Participant.objects.bulk_create(seats)
    moves.move(room, Move.OPEN, version=room.version, question=question.pk)
    round = room.rounds.latest("number")
    if not (given := _answers(round, people)):
        return None
    rows = zip(room.participants.order_by("pk"), given, strict=True)
    Response.objects.bulk_create(
        Response(round=round, participant=person, value=value, typed=typed, time_ms=9000, arrived_at=now)
        for person, (value, typed) in rows
    )
    for move in (Move.CLOSE, Move.REVEAL):
        moves.move(room, move, version=room.version)
    return room


def _answers(round: "Round", people: int) -> list[tuple[str, str]]:
    """What so many send, always the same; nothing where no answer is asked for."""
    random = Random(round.kind_slug)
    sent = [round.kind.simulated(round.content, random) for _person in range(people)]
    return [round.kind.parse(round.content, _form(fields)) for fields in sent if fields]


def _form(fields: dict[str, list[str]]) -> "QueryDict":
    from django.http import QueryDict

    form = QueryDict(mutable=True)
    for name, values in fields.items():
        form.setlist(name, values)
    return form


def _cost(room: "Room", people: int) -> Cost:
    from live.rooms.snapshot import take

    snapshot = take(room.pk, [])
    assert snapshot
    assert snapshot.round
    round = snapshot.round
    values = list(round.responses.values_list("value", "typed"))
    counts = round.counts({each: values.count(each) for each in set(values)})

    def fold() -> None:
        round.kind.tally(round.content, counts)
        round.kind.chart(round.content, counts)

    return Cost(round.kind_slug, len(values), len(counts), _ms(fold), _ms(lambda: _reveal(room.pk)))


def _reveal(room_id: int) -> None:
    from live.rendering import stages
    from live.rooms.outcomes import read_own
    from live.rooms.snapshot import take

    snapshot = take(room_id, [])
    assert snapshot
    drawn = {audience: stages.draw(snapshot, audience) for audience in AUDIENCES}
    stages.draw_own(snapshot, read_own(snapshot), drawn["play"]["stage"])


def _ms(work: Callable[[], None]) -> float:
    """The CPU that it takes, in milliseconds; the first turn only warms up."""
    took = []
    for _turn in range(TURNS + 1):
        began = time.process_time()
        work()
        took.append(1000 * (time.process_time() - began))
    return median(took[1:])
