"""What becomes of each press of the host, and what the page says of it: none is lost without a word."""

import re
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Locator, Page, Route, StorageState, expect

from tests.stories.test_falling_back import OUTAGE
from tests.support.fixtures.browsers import Windows
from tests.support.people import Teacher, live
from tests.support.program import Program
from tests.support.proxy import FrailProxy, RefusingProxy, refusing_proxy

TWICE = "Two moves at once: only the first one counted. Look again, then press."
STILL_OPEN = "A question is open. Close it first, then ask the quick one."
NO_ANSWER = "The server has not replied yet. Look again, then press."
REPEATS_AFTER, REPEATS_EVERY = 0.5, 0.033
"Seconds, as keyboards have them."


@pytest.fixture
def teacher(windows: Windows, program: Program, signed_in: StorageState) -> Teacher:
    """A teacher in whose browser presses may be refused, which it notes."""
    program.forget_rules()
    return Teacher(windows.open(("status of 409",), storage_state=signed_in), program)


@pytest.fixture
def line(program: Program) -> Iterator[RefusingProxy]:
    """A way to the program that can be cut."""
    with refusing_proxy(program.port, FrailProxy) as proxy:
        yield proxy


@pytest.fixture
def far(windows: Windows, line: RefusingProxy, program: Program, signed_in: StorageState) -> Teacher:
    """The teacher in the lobby of a room, by that line."""
    program.forget_rules()
    teacher = Teacher(windows.open((*OUTAGE, "ERR_"), storage_state=signed_in), program)
    teacher.url = line.url
    teacher.start("A tour of Show of Hands")
    live(teacher.page)
    return teacher


WATCH = """() => {
  const began = performance.now();
  window.seen = [];
  const look = () => {
    const words = document.querySelector('.unheard p');
    if (words && getComputedStyle(words).visibility === 'visible') seen.push(performance.now() - began);
    requestAnimationFrame(look);
  };
  look();
}"""
"Notes when it is said that there is no answer yet, in milliseconds from now on."


def says(page: Page) -> Locator:
    """What is said of a press that did nothing."""
    return page.locator("#say .refused")


def unheard(page: Page) -> Locator:
    """What is said of a press to which nobody has answered."""
    return page.locator(".unheard p")


def all_are_answered(page: Page) -> None:
    """Wait until no press is on its way, nor waits for one that is."""
    expect(page.locator(".unheard.htmx-request")).to_have_count(0)


def primary(room: Teacher) -> Locator:
    """The large button."""
    return room.page.locator("#stage .primary")


def held_up(page: Page) -> list[Route]:
    """Hold up the first press on its way; it comes into the list."""
    held: list[Route] = []
    page.route("**/act/", lambda route: route.continue_() if held else held.append(route))
    return held


def hold_down(page: Page, key: str, seconds: float) -> None:
    """As a keyboard does it: it repeats the key when it has been down for a while."""
    began = time.monotonic()
    page.keyboard.down(key)
    repeats_at = began + REPEATS_AFTER
    while repeats_at < began + seconds:
        threading.Event().wait(max(0.0, repeats_at - time.monotonic()))
        page.keyboard.down(key)
        repeats_at += REPEATS_EVERY
    page.keyboard.up(key)


# --- twice ----------------------------------------------------------------------------------------------------------

TOO_LATE = re.compile(f"{TWICE}|{STILL_OPEN}|The room has moved on already. Look again, then press.")
"The others are said when the second press has waited for long, on a machine that is busy with other tests."


def test_a_double_click_makes_one_move_and_the_second_press_is_told_so(room: Teacher):
    primary(room).dblclick()
    all_are_answered(room.page)
    expect(says(room.page)).to_have_text(TOO_LATE)
    room.stands("open")
    assert (room.truth.phase, room.truth.room["version"]) == ("open", 2)


@pytest.mark.parametrize("button", ["#quick button[value=yesno]", "#jump li:nth-child(5) button"])
def test_a_double_click_beside_the_stage_asks_one_question(room: Teacher, button: str):
    room.page.dblclick(button)
    all_are_answered(room.page)
    expect(says(room.page)).to_have_text(TOO_LATE)
    room.stands("open")
    assert (room.truth.room["version"], len(room.truth.rounds)) == (2, 1)


def test_a_key_that_is_held_down_makes_one_move_and_says_why_not_more(room: Teacher):
    expect(primary(room)).to_be_focused()
    hold_down(room.page, "Enter", seconds=1.5)
    all_are_answered(room.page)
    expect(says(room.page)).to_have_text(TOO_LATE)
    expect(primary(room)).to_be_focused()
    assert (room.truth.phase, room.truth.room["version"]) == ("open", 2)


def test_a_question_is_opened_as_soon_as_it_can_be_pressed(room: Teacher):
    room.ask(1)
    room.press("close")
    room.page.click("#jump li:nth-child(5) button")
    room.stands("open")
    assert (room.truth.phase, room.truth.room["version"]) == ("open", 4)


def test_what_is_refused_again_in_the_same_words_is_seen_again(far: Teacher):
    far.quick("yesno")
    far.looks()
    for _press in range(2):
        far.page.click("#quick button[value=yesno]")
        expect(says(far.page)).to_have_text(STILL_OPEN)
        expect(says(far.page)).to_be_visible()
        far.page.evaluate("document.querySelector('#say .refused').getAnimations()[0].finish()")
        expect(says(far.page)).to_be_hidden()
    assert far.truth.room["version"] == 2


# --- the line is cut ------------------------------------------------------------------------------------------------


def test_a_press_right_after_a_reconnect_opens_the_question(far: Teacher, line: RefusingProxy):
    line.cut()
    with far.page.expect_websocket() as socket:
        line.mend()
    with socket.value.expect_event("framereceived"):
        pass
    far.page.click("#jump li:nth-child(5) button")
    far.stands("open")
    assert far.truth.room["version"] == 2


def test_the_large_button_may_be_pressed_right_after_a_reconnect(far: Teacher, line: RefusingProxy):
    far.press("open")
    far.stands("open")
    far.looks()
    line.cut()
    with far.page.expect_websocket() as socket:
        line.mend()
    with socket.value.expect_event("framereceived"):
        primary(far).click()
    far.stands("closed")
    assert far.truth.room["version"] == 3


def test_a_press_that_does_not_get_through_says_so_and_may_be_pressed_again(far: Teacher, line: RefusingProxy):
    expect(unheard(far.page)).to_be_hidden()
    line.cut()
    primary(far).click()
    expect(unheard(far.page)).to_be_visible()
    expect(unheard(far.page)).to_have_text(NO_ANSWER)
    expect(unheard(far.page)).to_be_in_viewport()
    assert far.truth.phase == "lobby"
    line.mend()
    primary(far).click()
    far.stands("open")
    expect(unheard(far.page)).to_be_hidden()
    assert far.truth.room["version"] == 2


def test_a_setting_that_does_not_get_through_says_so_until_it_has(far: Teacher, line: RefusingProxy):
    line.cut()
    far.page.click("button[value='locked:on']")
    expect(unheard(far.page)).to_be_visible()
    line.mend()
    far.page.click("button[value='locked:on']")
    expect(unheard(far.page)).to_be_hidden()
    expect(far.page.locator("button[value='locked:off']")).to_be_attached()


def test_a_move_whose_answer_was_lost_is_seen_to_be_made(far: Teacher):
    def make_and_lose(route: Route) -> None:
        route.fetch()
        route.abort()

    far.page.route("**/act/", make_and_lose)
    with far.page.expect_event("requestfailed"):
        primary(far).click()
    far.stands("open")
    expect(unheard(far.page)).to_be_hidden()
    assert far.truth.room["version"] == 2


# --- on its way -----------------------------------------------------------------------------------------------------


def test_a_press_that_is_answered_soon_says_nothing_of_waiting(room: Teacher):
    room.page.evaluate(WATCH)
    primary(room).click()
    room.stands("open")
    all_are_answered(room.page)
    assert [at for at in room.page.evaluate("seen") if at < 1500] == []


def test_while_a_press_is_on_its_way_for_long_it_says_so(room: Teacher):
    held = held_up(room.page)
    primary(room).click()
    expect(unheard(room.page)).to_be_visible()
    held[0].continue_()
    room.stands("open")
    expect(unheard(room.page)).to_be_hidden()


def test_a_press_that_waits_for_the_database_says_so_and_is_done_when_it_can_be(room: Teacher):
    with closing(sqlite3.connect(room.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        primary(room).click()
        expect(unheard(room.page)).to_be_visible()
        assert room.truth.phase == "lobby"
    room.stands("open")
    expect(unheard(room.page)).to_be_hidden()
    assert room.truth.room["version"] == 2


def test_what_is_pressed_while_another_press_is_on_its_way_is_done_behind_it(room: Teacher):
    held = held_up(room.page)
    primary(room).click()
    for name in ("locked", "covered"):
        room.page.click(f"button[value='{name}:on']")
    held[0].continue_()
    room.stands("open")
    for name in ("locked", "covered"):
        expect(room.page.locator(f"button[value='{name}:off']")).to_be_attached()
    assert [room.truth.room[name] for name in ("version", "locked", "covered")] == [2, True, True]
