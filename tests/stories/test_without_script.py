"""A lesson in which nobody has JavaScript: host, screen and student have plain buttons, links and reloads."""

from collections.abc import Callable

import pytest
from playwright.sync_api import StorageState

from tests.support.fixtures.browsers import Windows
from tests.support.people import Screen, Student, Teacher, again
from tests.support.program import Program


@pytest.fixture
def plain_room(windows: Windows, program: Program, signed_in: StorageState) -> Teacher:
    """A teacher without script in the lobby of a room for the demo quiz."""
    program.forget_rules()
    teacher = Teacher(windows.open(java_script_enabled=False, storage_state=signed_in), program)
    teacher.start("A tour of Show of Hands")
    return teacher


def test_a_lesson_is_held_without_script(
    plain_room: Teacher, show: Callable[..., Screen], student: Callable[..., Student]
):
    host, screen, ana = plain_room, show(plain_room, java_script_enabled=False), student("no script")
    ana.looks = {"open", "closed", "revealed", "standings", "ended"}
    ana.join(host.truth.room["code"], "Ana")
    host.press("open")
    ana.gets(host.truth)
    host.press("pause")
    host.press("resume")
    ana.answer("single", "2")
    _all_see(host, screen, ana)
    host.press("close")
    host.press("reveal")
    _all_see(host, screen, ana)
    host.press("standings")
    ana.sees(host.truth)
    host.quick("cloud")
    ana.gets(host.truth)
    ana.answer("cloud", ["joy"])
    host.end()
    _all_see(host, screen, ana)
    assert [(given.value, given.nickname) for given in host.truth.given] == [("2", "Ana"), ("joy", "Ana")]


def _all_see(host: Teacher, screen: Screen, ana: Student) -> None:
    """Host and screen by themselves, as these pages reload every few seconds."""
    truth = host.truth
    host.sees(truth)
    screen.sees(truth)
    ana.sees(truth)


def test_the_presenters_page_moves_the_lesson_with_and_without_script(
    windows: Windows, program: Program, signed_in: StorageState, room: Teacher, student: Callable[..., Student]
):
    ana = student()
    ana.join(room.truth.room["code"])
    plain = windows.open(java_script_enabled=False, storage_state=signed_in)
    plain.goto(f"{program.url}/host/{room.room_id}/present/")
    lively = windows.open(storage_state=signed_in)
    lively.goto(plain.url)
    plain.click("#bar button[value=open]")
    ana.gets(room.truth)
    room.looks()
    lively.click("#bar button[value=close]")
    room.stands("closed")
    Screen(lively).sees(room.truth)
    again(plain)
    room.looks()
    plain.click("#bar button[value=reveal]")
    room.stands("revealed")
    for page in (plain, lively):
        Screen(page).sees(room.truth)
    ana.sees(room.truth)
