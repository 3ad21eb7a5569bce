"""Kinds that nobody here knows, brought from outside with their templates, play a whole lesson."""

import copy
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from pytest_django import Settings

from live import kinds
from live.forms import picture_uploads
from live.kinds import Bar, Content, Invalid, Kind
from live.models import Move, Phase, Question, Room
from live.refusal import Refused
from live.rendering import stages
from live.rendering.context import stage_context
from live.rooms import moves
from live.rooms.outcomes import read_own
from live.rooms.writer import writer
from tests.support.lessons import Student, a_room, do, form, joins, ruled
from tests.support.looks import answers, awaited, look, round_of, told

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


@contextmanager
def brought(kind: Kind, templates: dict[str, str], root: Path, settings: Settings) -> Iterator[Kind]:
    """The kind, registered, with its templates in a folder of its own."""
    folder = root / "live" / "kinds" / kind.slug
    folder.mkdir(parents=True)
    for part, source in templates.items():
        (folder / f"_{part}.html").write_text(source)
    engines = copy.deepcopy(settings.TEMPLATES)
    engines[0]["DIRS"].append(root)
    settings.TEMPLATES = engines
    yield kinds.register(kind)
    kinds.forget(kind.slug)


@pytest.fixture
def coin(tmp_path: Path, settings: Settings) -> Iterator[Kind]:
    with brought(Coin(), TEMPLATES, tmp_path, settings) as kind:
        yield kind


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
        "Dan": ("silent", 0),
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


def test_once_it_is_gone_its_questions_are_still_in_the_quiz_and_its_room_can_be_ended(db, coin):
    room, _people = a_lesson()
    kinds.forget("coin")
    assert [(each.kind_slug, each.content) for each in Question.objects.all()] == [("coin", {"fell": "tails"})]
    assert do(room, Move.END).phase == Phase.ENDED


# --- a kind with rows, bars and a chart of its own ------------------------------------------------------------------

STATEMENTS = ["Clear", "Useful", "Fun"]
SAID = [f'<li class="said">{statement}' for statement in STATEMENTS]
LIST = '<ul>{% for each in content.statements %}<li class="said">{{ each }}</li>{% endfor %}</ul>'
RATING = {
    "ask": LIST,
    "answer": '{% for each in content.statements %}<input name="rating">{% endfor %}',
    "reveal": LIST,
    "tally": '{% include "live/kinds/_charted.html" %}',
    "chart": '<svg class="dots">{% for mean in chart.means %}<b>{{ mean }}</b>{% endfor %}'
    '{% if chart.aim %}<i class="aim">{{ chart.aim }}</i>{% endif %}</svg>',
    "edit": '<textarea name="statements">{{ content.statements }}</textarea>',
    "paper": '<p class="ratings">{{ content.statements|length }} ratings</p>',
}
Ratings = list[list[int]]


@dataclass(frozen=True)
class Dots:
    """The mean of each statement, and what was aimed at."""

    means: tuple[str, ...]
    aim: int

    height: ClassVar[float] = 9

    def keyless(self) -> "Dots":
        return replace(self, aim=0)


class Rating(Kind):
    """Content: {"statements": ["Clear"], "aim": 4}; value: a number from 1 to 5 for each, "4,2"."""

    slug, label = "rating", "Rating"
    rows_stand = True
    picture_field, most_pictures = "statement_picture", 3

    def blank(self) -> Content:
        return {"statements": [], "aim": 0}

    def rows(self, content: Content) -> list[str]:
        return list(content["statements"])

    def graded(self, content: Content) -> bool:
        return bool(content["aim"])

    def keyless(self, content: Content) -> Content:
        return {**content, "aim": 0}

    def about_picture(self, number: int, sentence: str) -> str:
        return f"Statement {number}: {sentence}"

    def parse(self, content: Content, form: QueryDict) -> tuple[str, str]:
        return ",".join(form.getlist("rating")), ""

    def tally(self, content: Content, counts: dict[str, int]) -> list[Bar]:
        bars = []
        for number, statement in enumerate(content["statements"]):
            given = self._given(counts, number)
            mean = sum(given) / len(given) if given else 0
            bars.append(Bar(statement, statement, len(given), length=round(mean * 200), said=f"{mean:.1f} of 5"))
        return bars

    def chart(self, content: Content, counts: dict[str, int], hidden: Collection[str] = ()) -> Dots | None:
        bars = [bar for bar in self.tally(content, counts) if bar.value not in hidden]
        return Dots(tuple(bar.said for bar in bars), content["aim"]) if counts else None

    def key_text(self, content: Content) -> str:
        return f"{content['aim']} for all"

    @property
    def paper_template(self) -> str:
        return self.template("paper")

    def _given(self, counts: dict[str, int], number: int) -> list[int]:
        ratings: Ratings = [[int(value.split(",")[number])] * count for value, count in counts.items()]
        return [each for some in ratings for each in some]


@pytest.fixture
def rating(tmp_path: Path, settings: Settings) -> Iterator[Kind]:
    with brought(Rating(), RATING, tmp_path, settings) as kind:
        yield kind


def rated(*steps: Move, statements: list[str] = STATEMENTS, **options: Any) -> Room:
    """Ana and Ben have rated the statements; then these moves were made."""
    content = {"statements": statements, "aim": 4}
    question = {"kind_slug": "rating", "text": "How was it?", "content": content}
    room = do(a_room(question, tally_live=True, **options), Move.OPEN)
    for name, ratings in (("Ana", ["5", "4", "1"]), ("Ben", ["4", "4", "2"])):
        joins(room, name).answers(room, rating=(ratings * 3)[: len(statements)])
    return do(room, *steps)


OVER = [Move.CLOSE, Move.REVEAL]


def bars_of(html: str) -> list[tuple[str, str]]:
    """The bars of a tally: how long each is drawn, and what stands beside it."""
    widths = re.findall(r'<rect class="fill" width="(\d+)"', html)
    return list(zip(widths, re.findall(r'<span class="count">(.*?)</span>', html), strict=False))


@pytest.mark.parametrize("steps", [[], OVER[:1], OVER], ids=["open", "closed", "revealed"])
@pytest.mark.parametrize("audience", ["screen", "present", "host"])
def test_its_rows_are_written_once_and_its_bars_as_it_says(db, rating, audience, steps):
    html = drawn(rated(*steps), audience)
    assert [each in html for each in SAID] == [False] * 3
    assert bars_of(html) == [("900", "4.5 of 5"), ("800", "4.0 of 5"), ("300", "1.5 of 5")]
    assert [f'<bdi translate="no">{each}</bdi>' in html for each in STATEMENTS] == [True] * 3
    shown = stages.draw(look(rated(*steps)), audience)
    assert ("%" in shown["stage"] + shown["tally"], html.count("<b>4.5 of 5</b>")) == (False, 1)


def test_a_screen_without_tally_and_a_phone_have_its_rows(db, rating):
    assert [each in drawn(rated(), "play") for each in SAID] == [False] * 3
    for steps in (OVER[:1], OVER):
        assert [each in drawn(rated(*steps), "play") for each in SAID] == [True] * 3
    room = rated()
    ruled(tally_live=False)
    assert [each in drawn(room, "screen") for each in SAID] == [True] * 3


def test_its_chart_tells_the_key_at_the_reveal_and_is_behind_a_cover(db, rating):
    found = [{who: "aim" in drawn(rated(*steps), who) for who in ("screen", "host", "play")} for steps in ([], OVER)]
    assert found == [dict.fromkeys(("screen", "host", "play"), False), {"screen": True, "host": True, "play": False}]
    covered = drawn(rated(*OVER, covered=True), "screen")
    assert ("dots" in covered, "4.5" in covered) == (False, False)
    assert re.findall(r'<rect class="fill" width="(\d+)"', covered) == ["0", "0", "0"]


def test_its_chart_has_the_place_that_it_needs_and_all_its_rows_stand(db, rating, monkeypatch):
    nine = [f"Statement {n}" for n in range(9)]
    room = rated(*OVER, statements=nine)
    assert [bar.label for bar in stage_context(look(room), "screen")["bars"]] == nine
    sizes = []
    for height in (1, 9, 27):
        monkeypatch.setattr(Dots, "height", height)
        sizes.append(stage_context(look(room), "screen")["fit"].size)
    assert sizes[0] >= sizes[1] > sizes[2]


def test_what_the_host_hides_is_in_neither_of_them(db, rating):
    room = rated(Move.CLOSE)
    moves.current(room).hide("Fun")
    html = drawn(room, "screen")
    assert ("Fun" in html, "1.5" in html, "4.5" in html) == (False, False, True)


def test_an_earlier_asking_has_its_own_chart(db, rating):
    room = rated(*OVER)
    room.refresh_from_db()
    assert room.round
    do(room, Move.OPEN, question=room.round.question_id)
    joins(room, "Cleo").answers(room, rating=["2", "2", "2"])
    html = drawn(do(room, *OVER), "screen")
    assert re.findall(r"<b>([\d.]+) of 5</b>", html) == ["4.5", "4.0", "1.5", "2.0", "2.0", "2.0"]


def test_results_paper_and_editor_draw_it_too(db, rating, client: Client):
    room = rated(*OVER)
    client.force_login(room.host)
    assert room.quiz
    pages = {
        "room-results": [room.pk],
        "quiz-show": [room.quiz.pk],
        "quiz-paper": [room.quiz.pk],
        "question-edit": [room.quiz.questions.get().pk],
    }
    found = {name: client.get(reverse(name, args=args)).content.decode() for name, args in pages.items()}
    results = found["room-results"]
    assert bars_of(results) == [("900", "4.5 of 5"), ("800", "4.0 of 5"), ("300", "1.5 of 5")]
    assert results.index('<svg class="dots">') < results.index("<details><summary>All answers")
    assert "Rating" in found["quiz-show"]
    assert '<p class="ratings">3 ratings</p>' in found["quiz-paper"]
    assert [each in found["question-edit"] for each in ['<textarea name="statements">', *SAID]] == [True] * 4


def test_the_pictures_of_its_rows_have_their_own_field(rating):
    form_sent = form(kind="rating", statement_picture=["", "lost", "", "", "one too many"])
    sent, errors = picture_uploads.store_uploads(form_sent, MultiValueDict())
    assert sent.getlist("statement_picture") == ["", "", ""]
    assert errors == {"statement_picture": "Statement 2: This picture is gone. Please choose it again."}
