"""A room starts with the settings that its host last had."""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import translation

from live import clock
from live.models import LastRules, Move, Question, Quiz, Room
from live.models.phase import Scoring
from live.models.rules import Rules, good
from live.rooms import rules
from live.rooms.actions import STATES, TOGGLES, action
from tests.support.lessons import CAPITAL, a_quiz, a_room, a_teacher, do, form, joins
from tests.support.looks import at_once, look, refusal, round_of

pytestmark = pytest.mark.django_db(transaction=True)


def press(room: Room, **fields: Any) -> None:
    """The host presses a button."""
    assert action(form(**fields), clock.now())(Room.objects.get(pk=room.pk)) is None


def started(host: User, quiz: Quiz | None = None) -> Room:
    """Press Start."""
    browser = Client()
    browser.force_login(host)
    where = browser.post(f"/quizzes/{(quiz or a_quiz(host)).pk}/start/").headers["Location"]
    return Room.objects.get(pk=where.strip("/").split("/")[1])


@pytest.mark.parametrize("name", sorted(TOGGLES - STATES))
def test_a_rule_that_was_switched_is_so_in_the_next_room_and_nothing_else_is(name):
    room = a_room()
    field = "scoring" if name == "speed" else name
    wanted = "off" if getattr(room.rules, field) is True else "on"
    press(room, toggle=f"{name}:{wanted}")
    room.refresh_from_db()
    assert started(room.host).rules == replace(Rules(), **{field: getattr(room.rules, field)}) != Rules()


@pytest.mark.parametrize("name", sorted(STATES))
def test_the_next_room_begins_with_its_door_and_its_screen_open(name):
    room = a_room()
    press(room, toggle=f"{name}:on")
    room.refresh_from_db()
    assert (getattr(room, name), getattr(started(room.host), name)) == (True, False)
    assert rules.remembered(room.host_id) == {}


def test_a_quiz_starts_with_what_was_last_chosen_for_it_and_any_other_one_with_the_teachers_last():
    room = a_room()
    for said in ("partial:on", "scoring:speed", "board:on", "language:fr", "waiting_words:Lehmann"):
        press(room, rule=said)
    other = a_quiz(room.host, title="Another")
    second = started(room.host, other)
    assert (second.rules.partial, second.rules.scoring) == (True, "speed")
    press(second, rule="partial:off")
    press(second, rule="board:off")
    press(second, rule="language:de")
    do(room, Move.OPEN)  # else Start leads to this room
    do(second, Move.OPEN)
    again = Rules(language="de", waiting_words=("Lehmann",), scoring=Scoring.SPEED)
    assert room.quiz is not None
    assert started(room.host, Quiz.objects.get(pk=room.quiz.pk)).rules == replace(again, partial=True)
    assert started(room.host, Quiz.objects.get(pk=other.pk)).rules == again
    assert Quiz.objects.get(pk=room.quiz.pk).duplicate("Copy").rules == {"partial": True, "scoring": "speed"}


def test_two_hosts_who_choose_at_once_in_two_processes_both_have_what_they_chose():
    room = a_room()
    names = ["partial", "shuffle", "tally_live", "typed_live"]
    at_once(*(partial(Room.objects.get(pk=room.pk).change_rules, **{name: True}) for name in names))
    room.refresh_from_db()
    assert room.rules == Rules(partial=True, shuffle=True, tally_live=True, typed_live=True)


def test_the_language_is_the_browsers_until_one_was_chosen():
    room = a_room()
    with translation.override("en"):
        assert started(room.host).language == "en"
        press(room, language="ar")
        assert started(room.host).language == "ar"


def test_the_last_press_holds_and_another_teachers_does_not():
    room, other = a_room(), a_room(host=a_teacher("ben"))
    press(room, toggle="board:on")
    press(room, toggle="partial:on")
    press(room, toggle="board:off")
    assert rules.remembered(room.host_id) == {"board": False, "partial": True}
    assert rules.remembered(other.host_id) == {}
    assert started(other.host).rules == Rules()


def test_a_quick_vote_has_no_standings_whatever_the_settings_were():
    room = a_room()
    press(room, toggle="with_standings:on")
    press(room, toggle="tally_live:on")
    browser = Client()
    browser.force_login(room.host)
    browser.post("/vote/", {"quick": "yesno"})
    vote = Room.objects.get(quiz=None)
    assert vote.rules == Rules(with_standings=False, asks_names=False, tally_live=True)


KEPT: list[tuple[Any, dict[str, Any]]] = [
    ([], {}),
    ("locked", {}),
    ({"locked": True, "covered": True}, {}),
    ({"shuffle": 1, "board": "on", "partial": None}, {}),
    ({"title": "Mine", "host": 2, "pk": 1, "code": "000000", "asks_names": False}, {}),
    ({"language": "xx", "scoring": "luck"}, {}),
    ({"language": ["de"], "scoring": {}}, {}),
    ({"waiting_words": "abc"}, {}),
    ({"waiting_words": [1]}, {}),
    ({"waiting_words": ["a\nb"]}, {}),
    ({"waiting_words": ["x" * 41]}, {}),
    ({"waiting_words": [""]}, {}),
    ({"waiting_words": ["x"] * 101}, {}),
    ({"partial": True, "language": "de", "later": 5}, {"partial": True, "language": "de"}),
]


@pytest.mark.parametrize(("kept", "wanted"), KEPT)
def test_json_that_means_nothing_here_is_dropped_and_the_room_starts(kept, wanted):
    ada = a_teacher()
    quiz = a_quiz(ada)
    LastRules.objects.create(teacher=ada, rules=kept)
    Quiz.objects.filter(pk=quiz.pk).update(rules=kept)
    assert rules.remembered(ada.pk) == wanted
    assert started(ada, Quiz.objects.get()).rules == replace(Rules(), **wanted)


@pytest.mark.parametrize(("kept", "wanted"), KEPT)
def test_a_room_with_such_rules_has_the_defaults_in_their_place_and_is_read(kept, wanted):
    room = a_room()
    Room.objects.filter(pk=room.pk).update(rules=kept)
    told = {"asks_names": False} if isinstance(kept, dict) and "asks_names" in kept else wanted
    assert look(room).room.rules == replace(Rules(), **told)


def test_what_is_kept_is_read_as_it_was():
    chosen = Rules("ar", False, True, ("Lehmann",), True, True, False, True, False, Scoring.SPEED, True, True, True)
    assert len(chosen.as_json) == len(Rules.__slots__)
    assert a_room(**chosen.as_json).rules == Rules.of(chosen.as_json) == chosen
    assert Room.objects.get().rules == chosen
    assert good(chosen.as_json)["waiting_words"] == ("Lehmann",)


def test_the_first_help_that_was_put_away_stays_away_and_touches_no_setting():
    room = a_room()
    press(room, toggle="tally_live:on")
    assert rules.needs_guide(room.host_id) is True
    press(room, guide="away")
    press(room, toggle="board:on")
    assert rules.needs_guide(room.host_id) is False
    assert rules.remembered(room.host_id) == {"tally_live": True, "board": True}
    assert rules.needs_guide(a_teacher("ben").pk) is True


def test_the_hosts_own_words_hold_in_the_next_room_too():
    room = a_room()
    press(room, waiting_words=" Lehmann \r\n\r\nkartoffel*\nLehmann\n")
    room.refresh_from_db()
    assert room.rules.waiting_words == ("Lehmann", "kartoffel*") == started(room.host).rules.waiting_words


@pytest.mark.parametrize("sent", ["x" * 41, "\n".join(f"word {number}" for number in range(101))])
def test_too_many_or_too_long_words_are_refused_and_nothing_changes(sent):
    room = a_room(waiting_words=["old"])
    words = "Please type at most 100 words of up to 40 characters each, one on a line."
    assert refusal(lambda: press(room, waiting_words=sent)) == (422, words)
    room.refresh_from_db()
    assert room.rules.waiting_words == ("old",)


def test_a_class_has_a_name():
    room = a_room()
    press(room, class_name="  8b ")
    room.refresh_from_db()
    assert (room.class_name, started(room.host).class_name) == ("8b", "")
    press(room, class_name="")
    room.refresh_from_db()
    assert room.class_name == ""
    words = "That name is too long: 40 characters at most."
    assert refusal(lambda: press(room, class_name="x" * 41)) == (422, words)


# --- choices in another order ---------------------------------------------------------------------------------------

FOUR = {**CAPITAL, "content": {"choices": ["Lyon", "Paris", "Nice", "Lille"], "right": [2]}}


def asked_in(room: Room) -> list[list[str]]:
    """The choices of each round."""
    return [round.content["choices"] for round in room.rounds.all()]


def test_a_room_has_one_order_of_its_choices_also_when_it_asks_again_and_grades_by_it():
    room = a_room(FOUR, shuffle=True)
    ana = joins(room, "Ana")
    question = Question.objects.get()
    for _asking in range(2):
        do(room, Move.OPEN, question=question.pk)
        right = round_of(room).content["choices"].index("Paris") + 1
        ana.answers(room, choice=str(right))
        do(room, Move.CLOSE, Move.REVEAL)
    first, again = asked_in(room)
    assert first == again
    assert look(room).totals[ana.participant.pk].points == 1000
    assert question.content == FOUR["content"]


def test_each_room_has_another_order_and_without_the_switch_that_of_the_quiz():
    rooms = [a_room(FOUR, shuffle=True) for _n in range(12)]
    orders = {tuple(asked_in(do(room, Move.OPEN))[0]) for room in rooms}
    assert len(orders) > 3
    assert asked_in(do(a_room(FOUR), Move.OPEN)) == [FOUR["content"]["choices"]]
