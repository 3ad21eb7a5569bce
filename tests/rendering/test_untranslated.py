"""What a browser's translation leaves alone: all that people wrote, and nothing that the program says."""

import re
from typing import Any

import pytest
from django.conf import settings
from lxml import html

from live.models import Move, Participant
from live.realtime.drawing import View
from live.rendering import stages
from live.rooms.outcomes import read_own
from live.views.polling import page
from tests.support.lessons import CAPITAL, RIVER, a_room, do, joins
from tests.support.looks import look

pytestmark = pytest.mark.django_db
CHOICE: dict[str, Any] = {
    **CAPITAL,
    "text": "wquestion",
    "explanation": "wexplained",
    "content": {"choices": ["wchoice one", "wchoice two"], "right": [1]},
}
TYPED: dict[str, Any] = {
    **RIVER,
    "text": "wquestion",
    "explanation": "wexplained",
    "content": {"accepted": ["wanswer"]},
}
TEMPLATES = settings.ROOT / "templates" / "live"


def regions(question: dict[str, Any], audience: str, *moves: Move, **answer: str) -> str:
    """All that an audience is shown of a lesson, or a student, each region of it."""
    room = do(a_room(question), Move.OPEN)
    ana = joins(room, "wname")
    ana.answers(room, **answer)
    do(room, *moves)
    seen = look(room, {ana.participant.pk})
    drawn = stages.draw(seen, audience)
    own = stages.draw_own(seen, read_own(seen))[ana.participant.pk] if audience == "play" else {}
    return "".join(map(str, [*page(View(seen, drawn), "/screen/key/")["regions"].values(), *own.values()]))  # type: ignore[attr-defined]


def words(shown: str, translated: bool) -> set[str]:
    """The marked words in texts that a browser's translation may change, or those that it leaves."""
    texts = html.fromstring(f"<div>{shown}</div>").xpath("//text()[normalize-space()]")
    found = [
        text for text in texts if bool(text.getparent().xpath("ancestor-or-self::*[@translate='no']")) != translated
    ]
    return set(re.findall(r"\bw(?:question|choice|explained|name|answer)\b", " ".join(found)))


@pytest.mark.parametrize("audience", ["play", "screen", "host", "present"])
@pytest.mark.parametrize("moves", [(), (Move.CLOSE, Move.REVEAL), (Move.CLOSE, Move.REVEAL, Move.STANDINGS)])
@pytest.mark.parametrize(("question", "answer"), [(CHOICE, {"choice": "1"}), (TYPED, {"text": "wanswer"})])
def test_what_people_wrote_is_never_translated(audience, moves, question, answer):
    shown = regions(question, audience, *moves, **answer)
    assert words(shown, translated=True) == set()
    assert words(shown, translated=False)


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        ("play", {"wquestion", "wchoice", "wexplained", "wname"}),
        ("screen", {"wquestion", "wchoice", "wexplained"}),
        ("host", {"wquestion", "wchoice", "wexplained", "wname"}),
    ],
)
def test_that_is_the_question_its_choices_and_explanation_and_the_names(audience, seen):
    shown = regions(CHOICE, audience, Move.CLOSE, Move.REVEAL, choice="1")
    assert words(shown, translated=False) >= seen


def test_what_the_program_says_can_be_translated():
    shown = regions(CHOICE, "play", choice="1")
    texts = html.fromstring(f"<div>{shown}</div>").xpath("//text()[contains(., 'You can still change it.')]")
    assert [text.getparent().xpath("ancestor-or-self::*[@translate]") for text in texts] == [[]]


def test_every_field_in_which_students_type_says_that_nothing_is_corrected():
    for path in [*TEMPLATES.glob("kinds/*/_answer.html"), TEMPLATES / "play" / "_own_name.html"]:
        fields = re.findall(r"<input (?![^>]*(?:checkbox|radio|hidden))(?:[^<>]|\{%[^%]*%\})*>", path.read_text())
        assert [field for field in fields if 'autocorrect="off"' not in field] == [], path


def test_a_name_that_waits_for_the_hosts_word_is_never_translated():
    room = a_room(CHOICE)
    ana = joins(room, "wname")
    Participant.objects.filter(pk=ana.participant.pk).update(hidden=True, waits=True)
    people = stages.draw(look(room, {ana.participant.pk}), "host")["people"]
    assert ("be shown?" in people, words(people, translated=False), words(people, translated=True)) == (
        True,
        {"wname"},
        set(),
    )
