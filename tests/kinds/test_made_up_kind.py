"""A kind that nobody here knows, brought from outside with its templates, plays a whole lesson."""

import copy
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.http import QueryDict
from pytest_django import Settings

from live import kinds
from live.kinds import Bar, Content, Invalid, Kind
from live.models import Move, Question, Room
from live.refusal import Refused
from live.rendering import stages
from live.rooms.outcomes import read_own
from live.rooms.writer import writer
from tests.support.lessons import Student, a_room, do, form, joins
from tests.support.looks import answers, awaited, look, refusal, round_of, told

pytestmark = pytest.mark.usefixtures("standing_clock")

SIDES = {"heads": "Heads", "tails": "Tails"}
TEMPLATES = {
    "ask": '<p class="coin">The coin is in the air.</p>',
    "answer": '<button name="side" value="heads">Heads</button><button name="side" value="tails">Tails</button>',
    "reveal": '<p class="coin">It fell on {{ key_text }}.</p>',
    "tally": "{% for bar in bars %}<i>{{ bar.label }}={{ bar.count }}{% if bar.right %}!{% endif %}</i>{% endfor %}",
    "edit": '<input name="fell" value="{{ content.fell }}">',
}


class Coin(Kind):
    """Content: {"fell": "heads"}; value: the side; on its edge is nearly right."""

    slug, label = "coin", "Coin"

    def blank(self) -> Content:
        return {"fell": ""}

    def draft(self, form: QueryDict) -> Content:
        return {"fell": form.get("fell", "")}

    def validate(self, content: Content) -> Content:
        if content["fell"] not in SIDES:
            raise Invalid([("fell", "A coin falls on a side.")])
        return content

    def graded(self, content: Content) -> bool:
        return bool(content["fell"])

    def keyless(self, content: Content) -> Content:
        return self.blank()

    def parse(self, content: Content, form: QueryDict) -> tuple[str, str]:
        side = form.get("side", "")
        if side not in {*SIDES, "edge"}:
            raise Refused("A coin has two sides.", 422)
        return side, ""

    def fraction(self, content: Content, value: str, partial: bool) -> float:
        return 0.25 if partial and value == "edge" else float(value == content["fell"])

    def tally(self, content: Content, counts: dict[str, int]) -> list[Bar]:
        return [Bar(side, label, counts.get(side, 0), side == content["fell"]) for side, label in SIDES.items()]

    def key_text(self, content: Content) -> str:
        return SIDES.get(content["fell"], "")

    def value_text(self, content: Content, value: str) -> str:
        return SIDES.get(value, "The edge")


@pytest.fixture
def coin(tmp_path: Path, settings: Settings) -> Iterator[Kind]:
    """The kind, registered, with its templates in a folder of its own."""
    folder = tmp_path / "live" / "kinds" / "coin"
    folder.mkdir(parents=True)
    for part, source in TEMPLATES.items():
        (folder / f"_{part}.html").write_text(source)
    engines = copy.deepcopy(settings.TEMPLATES)
    engines[0]["DIRS"].append(tmp_path)
    settings.TEMPLATES = engines
    yield kinds.register(Coin())
    kinds.forget("coin")


def a_lesson() -> tuple[Room, dict[str, Student]]:
    toss = {"kind_slug": "coin", "text": "Which side?", "content": {"fell": "tails"}, "explanation": "It was bent."}
    room = do(a_room(toss, partial=True, tally_live=True), Move.OPEN)
    return room, {name: joins(room, name) for name in ("Ana", "Ben", "Cleo", "Dan")}


def drawn(room: Room, audience: str) -> str:
    return "".join(stages.draw(look(room), audience).values())


def test_it_stands_in_the_editor_behind_our_own_kinds(coin):
    assert kinds.all_kinds()[-1] is coin
    assert coin.clean(form(fell="heads")) == {"fell": "heads"}
    with pytest.raises(Invalid, match=r"^A coin falls on a side\.$"):
        coin.clean(form(fell="edge"))


def test_it_is_asked_with_its_own_templates_and_nobody_sees_the_key(db, coin):
    room, _people = a_lesson()
    play, screen, host = (drawn(room, audience) for audience in ("play", "screen", "host"))
    assert TEMPLATES["answer"] in play
    assert TEMPLATES["ask"] in screen
    assert "<i>Heads=0</i><i>Tails=0</i>" in screen
    assert "<i>Heads=0</i><i>Tails=0</i>" in host
    assert [word for html in (play, screen) for word in ("It fell", "It was bent", "!</i>") if word in html] == []


@pytest.mark.django_db(transaction=True)
def test_it_is_answered_through_the_writer_and_refuses_nonsense_with_its_own_sentence(coin):
    room, people = a_lesson()
    sides = {"Ana": "tails", "Ben": "heads", "Cleo": "edge", "Dan": "moon"}
    outcomes = awaited(*(writer.answer(people[name].sends(room, side=side)) for name, side in sides.items()))
    assert told(outcomes[-1]) == (422, "A coin has two sides.")
    assert answers(round_of(room)) == {
        "Ana": ("tails", "", None),
        "Ben": ("heads", "", None),
        "Cleo": ("edge", "", None),
    }


def test_it_is_tallied_graded_and_revealed(db, coin):
    room, people = a_lesson()
    for name, side in (("Ana", "tails"), ("Ben", "heads"), ("Cleo", "edge")):
        people[name].answers(room, side=side)
    assert "<i>Heads=1</i><i>Tails=1</i>" in drawn(do(room, Move.CLOSE), "screen")
    seen = look(do(room, Move.REVEAL))
    assert seen.tally is not None
    assert (seen.tally.bars, seen.tally.total) == ([Bar("heads", "Heads", 1), Bar("tails", "Tails", 1, True)], 3)
    names = {each.participant.pk: name for name, each in people.items()}
    assert {names[pk]: (own.outcome, own.score.points) for pk, own in read_own(seen).items()} == {
        "Ana": ("right", 1000),
        "Ben": ("wrong", 0),
        "Cleo": ("partly", 250),
        "Dan": ("none", 0),
    }
    screen = drawn(room, "screen")
    assert '<p class="coin">It fell on Tails.</p>' in screen
    assert "<i>Heads=1</i><i>Tails=1!</i>" in screen


def test_each_reads_their_own_answer_in_its_words(db, coin):
    room, people = a_lesson()
    people["Cleo"].answers(room, side="edge")
    seen = look(room)
    own = stages.draw_own(seen, read_own(seen))
    mine = {name: own[each.participant.pk]["mine"] for name, each in people.items()}
    assert {name: "The edge" in html for name, html in mine.items()} == {
        "Ana": False,
        "Ben": False,
        "Cleo": True,
        "Dan": False,
    }


def test_it_has_a_place_in_the_standings_and_the_end_like_any_other(db, coin):
    room, people = a_lesson()
    people["Ana"].answers(room, side="tails")
    do(room, Move.CLOSE, Move.REVEAL, Move.STANDINGS)
    assert [(row.place, row.points) for row in look(room).standings] == [(1, 1000), (2, 0), (2, 0), (2, 0)]
    assert "Ana" in drawn(do(room, Move.END), "screen")


def test_once_it_is_gone_its_questions_are_still_in_the_quiz(db, coin):
    room, _people = a_lesson()
    kinds.forget("coin")
    assert [(each.kind_slug, each.content) for each in Question.objects.all()] == [("coin", {"fell": "tails"})]
    assert refusal(lambda: do(room, Move.OPEN))[0] == 409
