"""A phone whose line is cut: what its own page says of its answer, and what the host's health line says of it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.stories.test_falling_back import HALF_A_MINUTE, OUTAGE
from tests.support.fixtures.browsers import PHONE, Windows
from tests.support.people import Student, Teacher, live
from tests.support.program import Program
from tests.support.proxy import FrailProxy, RefusingProxy, refusing_proxy


@pytest.fixture
def line(program: Program) -> Iterator[RefusingProxy]:
    """A way to the program that can be cut."""
    with refusing_proxy(program.port, FrailProxy) as proxy:
        yield proxy


@pytest.fixture
def ana(windows: Windows, room: Teacher, line: RefusingProxy) -> Student:
    """Her phone is in the room by that line; the first question is open."""
    ana = Student(windows.open((*OUTAGE, "ERR_"), **PHONE), line.url)
    ana.join(room.truth.room["code"], "Ana")
    live(ana.page)
    room.press("open")
    room.stands("open")
    ana.gets(room.truth)
    return ana


def bar(page: Page) -> str:
    """What is read at the bottom of the phone."""
    return page.locator("#mine").inner_text().replace("\n", " ")


def test_the_health_line_is_true_of_a_phone_that_is_cut_off_polls_and_comes_back(
    room: Teacher, ana: Student, line: RefusingProxy, student: Callable[..., Student]
):
    ben = student("no socket")
    ben.join(room.truth.room["code"], "Ben")
    expect(room.page.locator("#health")).to_have_text("1 connected 1 on polling")
    line.cut()
    expect(room.page.locator("#health b")).to_have_text("1 dropped")
    expect(room.page.locator("#health")).to_have_text("0 connected 1 on polling 1 dropped")
    line.refuses = True
    line.mend()
    expect(room.page.locator("#health")).to_have_text("0 connected 2 on polling")
    line.refuses = False
    ana.page.reload()
    live(ana.page)
    expect(room.page.locator("#health")).to_have_text("1 connected 1 on polling")


def test_received_names_the_servers_stamp_and_is_safe_when_the_line_is_cut(
    room: Teacher, ana: Student, line: RefusingProxy
):
    ana.answer("single", "2")
    given = room.truth.answer("Ana", room.truth.rounds[0])
    assert given
    assert bar(ana.page).startswith(f"Received at {given.received_at} ")
    expect(ana.page.locator("#say")).to_have_text(f"Received at {given.received_at}")
    line.cut()
    ana.page.evaluate(HALF_A_MINUTE)
    expect(ana.page.locator(".lost")).to_have_text("Connection lost. Your answer is safe.", use_inner_text=True)
    assert room.truth.answer("Ana", room.truth.rounds[0]) == given


def test_what_did_not_arrive_is_not_called_received(room: Teacher, ana: Student, line: RefusingProxy):
    line.cut()
    ana.page.click("#vote button[value='2']")
    expect(ana.page.get_by_text("Not received yet. If this stays, tap again.")).to_be_visible()
    assert (bar(ana.page), room.truth.given) == ("Nothing received yet", [])
    line.mend()
    ana.answer("single", "2")
    assert [(given.nickname, given.value) for given in room.truth.given] == [("Ana", "2")]


def test_a_changed_answer_that_did_not_arrive_is_not_called_received(room: Teacher, ana: Student, line: RefusingProxy):
    waiting = ana.page.get_by_text("Not received yet. If this stays, tap again.")
    ana.answer("single", "2")
    expect(waiting).to_be_hidden()
    line.cut()
    ana.page.click("#vote button[value='3']")
    expect(waiting).to_be_visible()
    line.mend()
    ana.page.click("#vote button[value='3']")
    expect(waiting).to_be_hidden()
    assert [(given.nickname, given.value) for given in room.truth.given] == [("Ana", "3")]


def test_an_answer_whose_acknowledgement_was_lost_is_found_to_be_there(
    room: Teacher, ana: Student, line: RefusingProxy
):

    def store_and_lose(route: Route) -> None:
        route.fetch()
        line.cut()
        route.abort()

    ana.page.route("**/answer/", store_and_lose)
    with ana.page.expect_event("requestfailed"):  # the sentence alone may come before: it is for slow answers, too
        ana.page.click("#vote button[value='2']")
    expect(ana.page.get_by_text("Not received yet. If this stays, tap again.")).to_be_visible()
    given = room.truth.answer("Ana", room.truth.rounds[0])
    assert given
    ana.page.unroute("**/answer/")
    line.mend()
    expect(ana.page.locator("#mine .answered")).to_contain_text(f"Received at {given.received_at}")


def test_sending_is_said_as_long_as_the_answer_is_under_way(room: Teacher, ana: Student):
    sending = ana.page.get_by_text("Sending…")
    held: list[Route] = []
    ana.page.route("**/answer/", lambda route: held.append(route))
    expect(sending).to_be_hidden()
    ana.page.click("#vote button[value='2']")
    expect(sending).to_be_visible()
    expect(sending).to_be_in_viewport()
    assert room.truth.given == []
    held[0].continue_()
    expect(ana.page.locator("#mine .answered")).to_contain_text("Received")
    expect(sending).to_be_hidden()
