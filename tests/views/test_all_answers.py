"""The page of all that was typed, which the host opens when the live page has place for some of it only."""

from typing import Any

import pytest
from django.test import Client

from live.models import Move, Room
from tests.support.lessons import RIVER, a_room, do, joins
from tests.support.looks import round_of

pytestmark = pytest.mark.django_db(transaction=True)
WHY: dict[str, Any] = {"kind_slug": "text", "text": "Why?", "content": {"wall": True}}


def asked(question: dict[str, Any], many: int) -> Room:
    room = do(a_room(question), Move.OPEN)
    for number in range(many):
        joins(room, f"Student {number}").answers(room, text=f"{'abcdefghij'[number % 10]}{number}")
    return room


def page(client: Client, room: Room) -> str:
    client.force_login(room.host)
    answer = client.get(f"/host/{room.pk}/answers/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_lists_all_and_the_live_page_leads_there_when_it_has_no_place(client: Client):
    room = asked(WHY, 85)
    html = page(client, room)
    assert (html.count('name="star"'), html.count('name="alike"'), "85 answers" in html) == (85, 85, True)
    live = client.get(f"/host/{room.pk}/").content.decode()
    assert (live.count('name="star"'), f'href="/host/{room.pk}/answers/"' in live) == (79, True)
    few = client.get(f"/host/{asked(WHY, 3).pk}/").content.decode()
    assert "/answers/" not in few


def test_a_press_leads_back_to_it(client: Client):
    room = asked(WHY, 3)
    page(client, room)
    pressed = client.post(f"/host/{room.pk}/act/", {"back": "answers", "star": "a0"})
    assert (pressed.status_code, pressed["Location"]) == (302, f"/host/{room.pk}/answers/")
    assert round_of(room).starred == ["a0"]
    again = client.post(f"/host/{room.pk}/act/", {"back": "answers", "unstar": "a0"}, headers={"HX-Request": "true"})
    assert (again.status_code, round_of(room).starred) == (200, [])
    assert client.post(f"/host/{room.pk}/act/", {"back": "nowhere", "star": "b1"})["Location"] == f"/host/{room.pk}/"


def test_it_is_there_for_short_texts_too_and_says_when_there_is_nothing(client: Client):
    room = asked(RIVER, 2)
    assert page(client, room).count('name="hide"') == 2
    assert "No answers." in page(client, do(room, Move.SKIP))
