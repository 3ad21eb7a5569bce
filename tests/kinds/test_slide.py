"""Slides: what they say, who has read them, and that nobody waits for an answer where none is wanted."""

import re
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from live import clock
from live.kinds import Bar, kind
from live.models import Move, Phase, Room
from live.rendering import stages
from live.rendering.buttons import steps
from live.rendering.notes import key_items
from live.results import grid
from live.results.table import table
from live.rooms import actions, moves
from live.rooms.outcomes import read_own
from tests.support.kind_forms import form, refusal
from tests.support.lessons import CAPITAL, a_room, do, joins
from tests.support.looks import MOVED_ON, look, round_of, told
from tests.support.looks import refusal as refused_move

pytestmark = pytest.mark.usefixtures("standing_clock")

of = kind("slide")
SAID: dict[str, Any] = {"kind_slug": "slide", "text": "**Water** boils at 100 °C.", "content": {"ack": False}}
CARD = {**SAID, "text": "Capital of Peru?", "explanation": "It is Lima."}
READ = {**SAID, "content": {"ack": True}}


# --- the kind -------------------------------------------------------------------------------------------------------


def test_it_asks_only_whether_it_was_read():
    assert (of.clean(form()), of.clean(form(ack="1"))) == ({"ack": False}, {"ack": True})
    assert [of.asks({"ack": each}) for each in (False, True)] == [False, True]
    assert of.parse({"ack": True}, form(read="1")) == ("1", "")
    assert of.tally({"ack": True}, {"1": 27}) == [Bar("1", "I have read it", 27)]


@pytest.mark.parametrize("sent", [{}, {"read": "2"}, {"read": "1\x00"}, {"choice": "1"}])
def test_without_the_button_nothing_is_an_answer(sent):
    assert refusal(lambda: of.parse({"ack": True}, form(**sent))) == (
        "Please press the button once you have read it.",
        422,
    )


def test_every_other_kind_wants_an_answer():
    asked = {slug: kind(slug).asks(kind(slug).blank()) for slug in ("single", "several", "number", "short", "cloud")}
    assert asked == dict.fromkeys(asked, True)


# --- a slide that wants no answer -----------------------------------------------------------------------------------


def words(html: str) -> str:
    """What is to be read, in one line."""
    return " ".join(re.sub("<[^>]*>", " ", html).split())


def shown(room: Room, audience: str) -> str:
    """What an audience has on its page beside the switches and tools."""
    regions = stages.draw(look(room), audience).items()
    return words("".join(html for name, html in regions if name not in stages.KEPT))


def own(room: Room) -> dict[str, tuple[str, str]]:
    """By nickname: the outcome, and what the bar of the phone says."""
    seen = look(room)
    owns = read_own(seen)
    drawn = stages.draw_own(seen, owns)
    return {each.participant.nickname: (each.outcome, words(drawn[pk]["mine"])) for pk, each in owns.items()}


def test_a_phone_has_no_form_and_says_nothing_of_an_answer(db):
    room = a_room(SAID)
    joins(room, "Ana")
    do(room, Move.OPEN)
    play = stages.draw(look(room), "play")["stage"]
    assert ("<strong>Water</strong>" in play, "<form" in play, "<button" in play) == (True, False, False)
    assert own(room) == {"Ana": ("", "")}


def test_an_answer_to_it_is_refused(db):
    room = do(a_room(SAID), Move.OPEN)
    assert told(joins(room, "Ana").answers(room, read="1")) == (422, "There is nothing to answer here.")


def test_nobody_counts_who_has_answered(db):
    room = a_room(SAID)
    ana = joins(room, "Ana").participant.pk
    do(room, Move.OPEN)
    assert [
        ("answer" in shown(room, audience), "1 here" in shown(room, audience)) for audience in ("screen", "host")
    ] == [(False, True)] * 2
    assert '"late' not in stages.draw(look(room), "host")["people"]
    assert look(room, {ana}).all_have_answered is False


def test_no_clock_runs(db):
    room = do(a_room({**SAID, "seconds": 20}), Move.OPEN)
    assert round_of(room).left() is None
    assert Move.PAUSE not in moves.offered(room)


@pytest.mark.parametrize(("slide", "offered"), [(SAID, []), (CARD, [Move.REVEAL])])
def test_the_host_goes_on_without_a_close(db, slide, offered):
    room = do(a_room(slide, CAPITAL), Move.OPEN)
    assert moves.offered(room) == [*offered, Move.OPEN, Move.SKIP, Move.END]
    assert steps(look(room))[0].name == str([*offered, Move.OPEN][0])
    for move in {Move.CLOSE, Move.REOPEN, Move.REVEAL} - set(offered):
        assert refused_move(partial(do, room, move)) == (409, MOVED_ON)
    do(room, Move.OPEN)
    assert [(each.text, each.closed_at is None) for each in room.rounds.all()] == [
        (slide["text"], False),
        (CAPITAL["text"], True),
    ]


def test_a_flashcard_shows_its_other_side_at_the_reveal(db):
    room = a_room(CARD)
    joins(room, "Ana")
    do(room, Move.OPEN)
    assert ["Lima" in shown(room, audience) for audience in ("play", "screen")] == [False, False]
    do(room, Move.REVEAL)
    assert (room.phase, room.rounds.get().closed_at is None) == (Phase.REVEALED, False)
    assert ["It is Lima." in shown(room, audience) for audience in ("play", "screen", "host")] == [True] * 3
    assert ["answer" in shown(room, audience) for audience in ("play", "screen", "host")] == [False] * 3
    assert own(room) == {"Ana": ("", "")}


def test_a_quick_question_may_follow_at_once(db):
    room = do(a_room(SAID), Move.OPEN)
    clock.pass_(actions.QUICK)
    assert actions.action(form(quick="yesno"), clock.now())(Room.objects.get(pk=room.pk)) is None
    assert [each.kind_slug for each in room.rounds.all()] == ["slide", "single"]


def test_results_tell_that_it_was_shown_and_count_nothing(db, client: Client):
    room = a_room(SAID, CAPITAL)
    ana = joins(room, "Ana")
    do(room, Move.OPEN, Move.OPEN)
    ana.answers(room, choice="2")
    do(room, Move.CLOSE, Move.REVEAL, Move.END)
    results = grid.read(room)
    assert ([each.round.number for each in results.shown], [each.round.number for each in results.asked]) == (
        [1, 2],
        [2],
    )
    assert list(table(results)) == [
        ["Nickname", "Place", "Points", "Right", "2. Capital of France?", "2. points"],
        ["Ana", "1", "1000", "1", "Paris", "1000"],
    ]
    client.force_login(room.host)
    page = client.get(reverse("room-results", args=[room.pk])).content.decode()
    slide = page[page.index('id="round-1"') : page.index('id="round-2"')]
    assert ("<strong>Water</strong>" in slide, "Answered" in slide) == (True, False)
    assert "1 participant · 1 question" in words(page)


def test_on_paper_it_has_no_place_for_an_answer_and_none_in_the_key(db, client: Client):
    room = a_room(CARD, CAPITAL)
    client.force_login(room.host)
    page = client.get(reverse("quiz-paper", args=[room.quiz_id]) + "?key=1").content.decode()
    sheet, key = page.split('class="keysheet"')
    first = sheet[sheet.index("Capital of Peru?") : sheet.index("Capital of France?")]
    assert ('class="field"' in first, "poll" in key, "It is Lima." in key) == (False, False, True)


def test_no_list_calls_it_a_poll(db, client: Client):
    room = do(a_room(SAID), Move.OPEN)
    client.force_login(room.host)
    assert "Slide, poll" not in client.get(reverse("quiz-show", args=[room.quiz_id])).content.decode()
    assert [(each["asks"], each["key_text"]) for each in key_items(look(room))] == [(False, "")]
    assert "a poll" not in shown(room, "key")


# --- a slide with a button ------------------------------------------------------------------------------------------


def test_with_a_button_it_counts_who_has_read_it(db):
    room = a_room(READ, tally_live=True)
    ana, ben = joins(room, "Ana"), joins(room, "Ben")
    do(room, Move.OPEN)
    ana.answers(room, read="1")
    here = {person.id for person in look(room).people}
    drawn = {audience: stages.draw(look(room, here), audience) for audience in ("screen", "host", "play")}
    assert ["I have read it 1 of 2" in words(drawn[each]["tally"]) for each in ("screen", "host")] == [True, True]
    assert drawn["screen"]["tally"].count('class="fill" width="500"') == 1
    assert drawn["play"]["stage"].count('name="read" value="1"') == 1
    assert moves.offered(room) == [Move.CLOSE, Move.SKIP, Move.END]
    assert look(room, here).all_have_answered is False
    ben.answers(room, read="1")
    assert look(room, here).all_have_answered is True


def test_before_the_reveal_and_after_it_each_is_told_that_it_was_read(db):
    room = a_room(READ)
    ana, _ben = joins(room, "Ana"), joins(room, "Ben")
    do(room, Move.OPEN)
    ana.answers(room, read="1")
    assert "Your answer: I have read it" in own(room)["Ana"][1]
    assert own(room)["Ben"] == ("", "Nothing received yet")
    do(room, Move.CLOSE)
    assert moves.offered(room) == [Move.REVEAL, Move.OPEN, Move.REOPEN, Move.SKIP, Move.END]
    assert {name: outcome for name, (outcome, _words) in own(do(room, Move.REVEAL)).items()} == {
        "Ana": "poll",
        "Ben": "silent",
    }
