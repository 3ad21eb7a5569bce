"""What each reads of their own answer: drawn once for each outcome, whatever they wrote."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.template import Template
from django.test.signals import template_rendered

from live import clock
from live.models import Move, Participant, Response, Room
from live.rendering import stages
from live.rendering.slots import at_time
from live.rooms.outcomes import read_own
from tests.support.examples import EXAMPLES
from tests.support.lessons import PRIMES, RIVER, Student, a_room, do, joins, seconds
from tests.support.looks import look

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]
MATHS: dict[str, Any] = {
    "kind_slug": "several",
    "text": "?",
    "content": {"choices": ["$x^2$", "<b> & c"], "right": [1]},
}

ESTIMATE: dict[str, Any] = {"kind_slug": "estimate", "text": "?", "content": EXAMPLES["estimate"].content}


@contextmanager
def rendered() -> Iterator[Counter[str]]:
    """Counts how often each template is rendered."""
    names: Counter[str] = Counter()

    def count(template: Template, **_kwargs: object) -> None:
        names[template.name or ""] += 1

    template_rendered.connect(count)
    try:
        yield names
    finally:
        template_rendered.disconnect(count)


def opened(question: dict[str, Any], *people: str, **settings: Any) -> tuple[Room, dict[str, Student]]:
    room = do(a_room(question, **settings), Move.OPEN)
    return room, {name: joins(room, name) for name in people}


def mine(room: Room, people: dict[str, Student]) -> dict[str, str]:
    """By name, the region that is theirs alone."""
    seen = look(room)
    own = stages.draw_own(seen, read_own(seen))
    return {name: own[each.participant.pk]["mine"] for name, each in people.items()}


def test_as_many_answers_as_people_are_rendered_once_for_each_outcome():
    room, people = opened(RIVER, *[f"P{n}" for n in range(20)])
    for name, each in people.items():
        if name != "P0":
            each.answers(room, text="Seine" if name == "P1" else f"River {name}")
    do(room, Move.CLOSE, Move.REVEAL)
    with rendered() as names:
        found = mine(room, people)
    assert names["live/play/_mine.html"] == len({"right", "wrong", "none"})
    assert {name: [f"River P{n}" for n in range(20) if f">River P{n}<" in found[name]] for name in people} == {
        name: [] if name in {"P0", "P1"} else [f"River {name}"] for name in people
    }


def test_what_was_typed_is_text_and_what_was_chosen_has_its_formulas():
    room, people = opened(RIVER, "Ana")
    people["Ana"].answers(room, text="<i>Seine</i> & $x$")
    assert '<bdi translate="no">&lt;i&gt;Seine&lt;/i&gt; &amp; $x$</bdi>' in mine(room, people)["Ana"]
    room, people = opened(MATHS, "Ana", "Ben")
    people["Ana"].answers(room, choice="1")
    people["Ben"].answers(room, choice="2")
    found = mine(room, people)
    assert (
        '<bdi translate="no"><math' in found["Ana"],
        '<bdi translate="no">&lt;b&gt; &amp; c</bdi>' in found["Ben"],
    ) == (True, True)


def test_each_reads_at_the_reveal_which_place_an_estimate_has_among_those_who_count():
    room, people = opened(ESTIMATE, "Ana", "Ben", "Cleo", "Dan")
    for name, number in {"Ana": "400", "Ben": "412", "Cleo": "410"}.items():
        people[name].answers(room, number=number)
    Participant.objects.filter(pk=people.pop("Ben").participant.pk).update(removed=True)
    do(room, Move.CLOSE)
    assert "Nearness" not in "".join(mine(room, people).values())
    do(room, Move.REVEAL)
    said = {name: re.findall(r"<bdi[^>]*>(.*?)</bdi>", html) for name, html in mine(room, people).items()}
    assert said == {
        "Ana": ["400 (12 m away) · Nearness: place 2 of 2"],
        "Cleo": ["410 (2 m away) · Nearness: place 1 of 2"],
        "Dan": [],
    }


def test_the_choices_of_each_are_marked():
    room, people = opened(PRIMES, "Ana", "Ben", "Cleo")
    people["Ana"].answers(room, choice=["1", "3"])
    people["Ben"].answers(room, choice="4")
    marks = {name: [n for n in range(1, 5) if f"mine-{n} " in html] for name, html in mine(room, people).items()}
    assert marks == {"Ana": [1, 3], "Ben": [4], "Cleo": []}


def test_answers_are_acknowledged_by_one_drawing_with_the_words_and_the_time_of_each():
    room, people = opened(RIVER, "Ana", "Ben", language="de")
    for name, each in people.items():
        clock.pass_(seconds(1))
        each.answers(room, text=f"<{name}>")
    seen = look(room)
    assert seen.round
    responses = list(Response.objects.order_by("pk"))
    with rendered() as names:
        received = stages.Received(seen, seen.round)
        told = dict(zip(people, map(received.of, responses), strict=True))
    assert names["live/play/_received.html"] == 1
    times = [f"Angekommen um {at_time(each.arrived_at)}" for each in responses]
    assert len(set(times)) == 2
    assert [time in told[name] for name, time in zip(people, times, strict=True)] == [True, True]
    assert [f'<bdi translate="no">&lt;{name}&gt;</bdi>' in html for name, html in told.items()] == [True, True]
    assert {html.partition(" hx-swap")[0] for html in told.values()} == {
        f'<hx-partial hx-target="#mine-{seen.round.pk}-open"'
    }
