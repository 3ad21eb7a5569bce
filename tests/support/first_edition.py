"""A school of before the second edition of rounds: what its program stored, and what it said of it.

The rows in first_edition.json were made by the program of commit df3a5f2 with this file:
`PYTHONPATH=.:site python -m tests.support.first_edition > first_edition.json` in that checkout, on empty tables.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

MADE = Path(__file__).with_suffix(".json")
MODELS = ("School", "Quiz", "Question", "Room", "Participant", "Round", "Response")
SPELLINGS = [
    "São Paulo",
    "sao paulo",
    "SÃO  PAULO",
    "Sao Paulo.",
    "Hawai’i",
    "Hawaiʻi",
    "کتاب",
    "كتاب",
    "١٩٤٥",
    "Müller",
]
CLOUDS = [
    ["Don’t", "freedom, equality", "Zebra"],
    ["don't", "Café", "cafe"],
    ["DON'T", "zebra!", "Café"],
    ["shit", "Straße", "١٩٤٥"],
    ["Shit", "freedom, equality", "1945"],
    ["joy"],
    ["joy", "Freude", "élan"],
    ["zebra", "ZEBRA", "joy."],
]
ACCEPTED = {"accepted": ["São Paulo", "Hawai'i", "كتاب", "1945.", "Mueller"]}
QUESTIONS: list[dict[str, Any]] = [
    {"kind_slug": "short", "text": "Largest city?", "content": ACCEPTED, "seconds": 30, "weight": 2},
    {"kind_slug": "cloud", "text": "What do you feel?", "content": {"words": 3}},
    {"kind_slug": "short", "text": "Anything else?", "content": {"accepted": []}},
    {"kind_slug": "number", "text": "Pi?", "content": {"right": "3.14", "tolerance": "0.01", "unit": "m"}},
]


def the_school() -> None:
    """Rooms that have ended, have lost their names, and run, in every phase in which answers are shown."""
    from live.models import Move
    from live.models.phase import Scoring
    from live.retention import purge

    whole = [Move.OPEN, Move.CLOSE, Move.REVEAL]
    everything = [*whole, *whole, *whole, *whole, Move.END]
    taught("ended", everything)
    taught("quick", everything, scoring=Scoring.SPEED)
    purge.forget_names(taught("purged", everything))
    for question in range(3):
        for steps, phase in enumerate(("open", "closed", "revealed"), start=1):
            taught(f"{phase} {question + 1}", [*whole * question, *whole[:steps]])
    taught("standings", [*whole, Move.STANDINGS])
    taught("again", [Move.OPEN, Move.CLOSE, "again", Move.CLOSE])


def taught(title: str, steps: Sequence[str], **rules: Any) -> Any:
    """A lesson of these moves: all answer each question once it is open, and the host hides four answers of it."""
    from live.models import Move, Phase, Room
    from tests.support.lessons import a_room, do, joins

    room: Any = a_room(*QUESTIONS, **rules)
    Room.objects.filter(pk=room.pk).update(title=title)
    students = [joins(room, f"Student {number}") for number in range(len(SPELLINGS))]
    for step in steps:
        again = {"question": room.round.question_id} if step == "again" else {}
        do(room, Move.OPEN if again else Move(step), **again)
        if room.phase == Phase.OPEN:
            for number, student in enumerate(students):
                given = ["3,14", "3.14", "3.15 m", "4"][number % 4]
                student.answers(room, word=CLOUDS[number % len(CLOUDS)], text=SPELLINGS[number], number=given)
            for value in ("sao paulo.", "shit", "café", "3.15"):
                room.round.hide(value)
    return room


def said(title: str) -> dict[str, Any]:
    """All that the program says of a room: results, file, tallies of each audience, outcomes and standings."""
    from live.models import Room
    from live.rendering.tallies import tallies
    from live.results import grid, table
    from live.rooms.outcomes import read_own
    from live.rooms.snapshot import take

    room = Room.objects.get(title=title)
    snapshot, results = take(room.pk, set()), grid.read(room)
    assert snapshot is not None
    shown = {audience: _rows(tallies(snapshot, audience)["bars"]) for audience in ("host", "screen", "key")}
    words = {audience: _words(tallies(snapshot, audience)["chart"]) for audience in ("host", "screen")}
    own = read_own(snapshot).values()
    return {
        "asked": [
            [each.title, each.revealed, _rows(each.bars), _words(each.chart), each.total, each.right, each.key_text]
            for each in results.asked
        ],
        "table": list(table.table(results)),
        "marks": [[[cell.text, cell.mark, cell.points, cell.html] for cell in row.cells] for row in results.rows],
        "shown": shown,
        "words": words,
        "before": [_rows(each.bars) for each in snapshot.before],
        "own": sorted(
            [each.participant.nickname, _outcome(each), each.score.points, list(each.response or ())[1:3]]
            for each in own
        ),
        "standings": sorted([each.place, each.points, each.right] for each in snapshot.standings),
    }


def _outcome(own: Any) -> str:
    """As outcomes were called then."""
    return "none" if own.outcome == "silent" else str(own.outcome)


def _rows(bars: list[Any]) -> list[Any]:
    return [[bar.value, str(bar.label), bar.count, bar.right] for bar in bars]


def _words(chart: Any) -> list[Any]:
    """The words of a cloud, wherever they are drawn."""
    return sorted([word.text, word.count] for word in getattr(chart, "words", ()))


def titles() -> list[str]:
    """The rooms."""
    from live.models import Room

    return list(Room.objects.order_by("pk").values_list("title", flat=True))


def stored() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Every row of ours."""
    from django.apps import apps

    for name in MODELS:
        model = apps.get_model("live", name)
        fields = [field.attname for field in model._meta.concrete_fields]
        yield name, list(getattr(model, "every", model.objects).order_by("pk").values(*fields))


def main() -> None:
    """Print the school of this checkout's program."""
    the_school()
    made = {"rows": dict(stored()), "said": {title: said(title) for title in titles()}}
    json.dump(made, sys.stdout, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    import django

    django.setup()
    main()
