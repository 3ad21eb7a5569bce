"""A room starts with the settings that its host last had."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import translation

from live import clock
from live.models import LastRules, Move, Question, Quiz, Room
from live.rooms import rules
from live.rooms.actions import TOGGLES, action
from tests.support.lessons import CAPITAL, a_quiz, a_room, a_teacher, do, form, joins
from tests.support.looks import look, refusal, round_of

pytestmark = pytest.mark.django_db(transaction=True)
DEFAULTS = {field.name: field.get_default() for field in Room._meta.concrete_fields if field.name in rules.SWITCHES}


def press(room: Room, **fields: Any) -> None:
    """The host presses a button."""
    assert action(form(**fields), clock.now())(Room.objects.get(pk=room.pk)) is None


def started(host: User, quiz: Quiz | None = None) -> Room:
    """Press Start."""
    browser = Client()
    browser.force_login(host)
    where = browser.post(f"/quizzes/{(quiz or a_quiz(host)).pk}/start/").headers["Location"]
    return Room.objects.get(pk=where.strip("/").split("/")[1])


@pytest.mark.parametrize("name", sorted(TOGGLES))
def test_a_switch_that_was_pressed_is_so_in_the_next_room(name):
    room = a_room()
    field = "scoring" if name == "speed" else name
    wanted = "off" if getattr(room, field) is True else "on"
    press(room, toggle=f"{name}:{wanted}")
    room.refresh_from_db()
    found = {name: getattr(started(room.host), name) for name in (*rules.SWITCHES, "scoring")}
    assert found == {**DEFAULTS, "scoring": "accuracy", field: getattr(room, field)}


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
    assert started(other.host).partial is False


def test_a_quick_vote_has_no_standings_whatever_the_settings_were():
    room = a_room()
    press(room, toggle="with_standings:on")
    press(room, toggle="tally_live:on")
    browser = Client()
    browser.force_login(room.host)
    browser.post("/vote/", {"quick": "yesno"})
    vote = Room.objects.get(quiz=None)
    assert (vote.with_standings, vote.asks_names, vote.tally_live) == (False, False, True)


KEPT: list[tuple[Any, dict[str, Any]]] = [
    ([], {}),
    ("locked", {}),
    ({"locked": 1, "board": "on", "partial": None}, {}),
    ({"title": "Mine", "host": 2, "pk": 1, "code": "000000", "asks_names": False}, {}),
    ({"language": "xx", "scoring": "luck"}, {}),
    ({"language": ["de"], "scoring": {}}, {}),
    ({"waiting_words": "abc"}, {}),
    ({"waiting_words": [1]}, {}),
    ({"waiting_words": ["a\nb"]}, {}),
    ({"waiting_words": ["x" * 41]}, {}),
    ({"waiting_words": [""]}, {}),
    ({"waiting_words": ["x"] * 101}, {}),
    ({"locked": True, "language": "de", "later": 5}, {"locked": True, "language": "de"}),
]


@pytest.mark.parametrize(("kept", "good"), KEPT)
def test_json_that_means_nothing_here_is_dropped_and_the_room_starts(kept, good):
    ada = a_teacher()
    LastRules.objects.create(teacher=ada, rules=kept)
    assert rules.remembered(ada.pk) == good == rules.validated(kept)
    assert started(ada).locked is good.get("locked", False)


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
    assert room.waiting_words == ["Lehmann", "kartoffel*"] == started(room.host).waiting_words


@pytest.mark.parametrize("sent", ["x" * 41, "\n".join(f"word {number}" for number in range(101))])
def test_too_many_or_too_long_words_are_refused_and_nothing_changes(sent):
    room = a_room(waiting_words=["old"])
    words = "Please type at most 100 words of up to 40 characters each, one on a line."
    assert refusal(lambda: press(room, waiting_words=sent)) == (422, words)
    room.refresh_from_db()
    assert room.waiting_words == ["old"]


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
    assert look(room).scores[ana.participant.pk].points == 1000
    assert question.content == FOUR["content"]


def test_each_room_has_another_order_and_without_the_switch_that_of_the_quiz():
    rooms = [a_room(FOUR, shuffle=True) for _n in range(12)]
    orders = {tuple(asked_in(do(room, Move.OPEN))[0]) for room in rooms}
    assert len(orders) > 3
    assert asked_in(do(a_room(FOUR), Move.OPEN)) == [FOUR["content"]["choices"]]
