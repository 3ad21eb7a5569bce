"""True or false: two words of ours, in the language of the room."""

from functools import partial
from itertools import starmap

import pytest
from django.utils.translation import override

from live.kinds import Bar, Choice, kind
from live.models import Move
from live.rendering import stages
from tests.support.kind_forms import faults, form, refusal
from tests.support.lessons import a_room, do, joins, ruled
from tests.support.looks import look

TRUE, FALSE, POLL = ({"truth": truth} for truth in (True, False, None))
of = kind("truefalse")


@pytest.mark.parametrize(("sent", "content"), [("true", TRUE), ("false", FALSE), ("", POLL), ("yes", POLL)])
def test_the_editor_marks_one_of_the_two_or_none(sent, content):
    assert of.clean(form(truth=sent)) == content
    assert of.clean(form()) == POLL


@pytest.mark.parametrize("truth", ["true", 1, 0, "", []])
def test_what_is_only_like_true_is_refused(truth):
    assert faults(lambda: of.validate({"truth": truth})) == [("truth", "Please mark what is right, or that none is.")]


def test_one_tap_answers_and_nothing_else_does():
    assert [of.parse(TRUE, form(choice=each)) for each in ("1", "2", ["2", "2"])] == [("1", ""), ("2", ""), ("2", "")]
    refused = [refusal(partial(of.parse, TRUE, form(choice=sent))) for sent in ([], "3", ["1", "2"], "²")]
    assert refused == [
        ("Please choose an answer first.", 422),
        ("That choice is not part of this question. Please choose again.", 422),
        ("Please choose one answer only.", 422),
        ("That choice is not part of this question. Please choose again.", 422),
    ]


def test_it_is_right_or_wrong_and_nothing_between():
    given = [(content, value, partial) for content in (TRUE, FALSE) for value in "12" for partial in (False, True)]
    assert list(starmap(of.fraction, given)) == [1, 1, 0, 0, 0, 0, 1, 1]


def test_its_choices_have_shapes_and_no_letters():
    assert of.choices(FALSE) == [Choice(1, "", "circle", "True"), Choice(2, "", "triangle", "False", right=True)]
    assert of.tally(FALSE, {"2": 3}) == [
        Bar("1", "True", 0, shape="circle"),
        Bar("2", "False", 3, right=True, shape="triangle"),
    ]


def test_its_words_follow_the_language():
    with override("de"):
        assert ([choice.text for choice in of.choices(TRUE)], of.key_text(TRUE)) == (["Wahr", "Falsch"], "Wahr")
        assert [of.value_text(POLL, value) for value in "12"] == ["Wahr", "Falsch"]


def test_a_round_that_is_over_speaks_the_language_that_the_room_speaks_now(db):
    room = do(a_room({"kind_slug": "truefalse", "text": "Is it?", "content": TRUE}), Move.OPEN, Move.CLOSE, Move.REVEAL)
    ruled(language="fr")
    drawn = "".join(stages.draw(look(room), "screen").values())
    assert [word in drawn for word in ("Vrai", "Faux", "True", "False")] == [True, True, False, False]


def test_the_screen_draws_two_lanes_and_a_phone_two_tiles(db):
    room = do(a_room({"kind_slug": "truefalse", "text": "Is it?", "content": TRUE}), Move.OPEN)
    joins(room, "Ana").answers(room, choice="2")
    screen, phone = ("".join(stages.draw(look(room), audience).values()) for audience in ("screen", "play"))
    assert (screen.count("lane opt-"), 'class="letter"' in screen) == (2, False)
    assert (phone.count('name="choice" value='), 'class="letter"' in phone) == (2, False)
