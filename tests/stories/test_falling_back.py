"""When live is not possible: no socket, no server, a page that slept, a page from the browser's memory."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import WebSocketRoute, expect

from tests.support.fixtures.browsers import PHONE, Windows
from tests.support.people import Student, Teacher, live
from tests.support.program import Program
from tests.support.proxy import RefusingProxy, refusing_proxy

OUTAGE = ("WebSocket connection to", "htmx:ws:error", "htmx:error", "Failed to load resource", "Failed to fetch")

HALF_A_MINUTE = """() => {
  const [waiting] = document.querySelector('.lost').getAnimations();
  waiting.currentTime = 30010;
  return waiting.effect.getTiming().delay;
}"""
"Lets it pass at once for the sentence that waits; after how many milliseconds it would have come."

SAY_HIDDEN = """hidden => {
  Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});
  document.dispatchEvent(new Event('visibilitychange'));
}"""
"A headless Chromium never hides a page, so the page is told."


@pytest.fixture
def frail(served: type[Program], tmp_path: Path) -> Iterator[Program]:
    """A program of this test's own, to be killed."""
    program = served(tmp_path / "data")
    yield program
    program.stop()


def test_without_a_socket_questions_come_by_poll_and_half_made_answers_stay(
    room: Teacher, student: Callable[..., Student], proxy: RefusingProxy
):
    ana, other, refused = student("no socket"), student(), proxy.refused
    ana.join(room.truth.room["code"])
    room.ask(4)
    ana.gets(room.truth)
    ana.fill("short", "bras")
    other.join(room.truth.room["code"])
    timer = ana.page.locator("#timer > .timer").get_attribute("id")
    room.press("more")
    expect(ana.page.locator(f"#timer > .timer:not([id='{timer}'])")).to_be_attached()
    assert ana.page.input_value("#answer-text") == "bras"
    ana.answer("short", "brasília")
    expect(room.page.locator("#answered")).to_have_text("1 of 2 answered")
    ana.sees(room.truth)
    assert ana.page.locator("#link.polling").count() == 1
    assert proxy.refused > refused


def test_after_a_crash_all_are_where_they_were_without_a_tap(windows: Windows, frail: Program):
    teacher = Teacher(windows.open(OUTAGE), frail)
    teacher.sign_in(frail.sign_in)
    teacher.start("A tour of Show of Hands")
    live(teacher.page)
    ana = Student(windows.open(OUTAGE, **PHONE), frail.url)
    ana.join(teacher.truth.room["code"], "Ana")
    live(ana.page)
    teacher.ask(5)
    ana.gets(teacher.truth)
    ana.fill("cloud", ["joy", "proo"])
    before = teacher.truth
    frail.kill()
    frail.start()
    teacher.sees(before)  # where nobody is away: the sockets are back
    ana.gets(before)
    assert ana.page.input_value("#answer-word-2") == "proo"
    ana.answer("cloud", ["joy", "proof"])
    teacher.sees(teacher.truth)
    teacher.press("close")
    teacher.stands("closed")
    ana.sees(teacher.truth)
    assert teacher.truth.people == before.people == ["Ana"]


def test_a_page_in_the_background_lets_its_socket_go_and_catches_up_when_it_is_shown(
    room: Teacher, student: Callable[..., Student]
):
    ana = student()
    ana.join(room.truth.room["code"])
    live(ana.page)
    ana.page.evaluate(SAY_HIDDEN, True)
    expect(ana.page.locator("#link.polling")).to_be_attached()
    with ana.page.expect_websocket():
        ana.page.evaluate(SAY_HIDDEN, False)
    live(ana.page)
    room.quick("yesno")
    ana.gets(room.truth)


def test_a_page_from_the_browsers_memory_catches_up(room: Teacher, keeper: Callable[..., Student]):
    ana = keeper()
    ana.page.add_init_script("addEventListener('pageshow', event => { window.kept = event.persisted })")
    ana.join(room.truth.room["code"])
    live(ana.page)
    ana.page.goto(f"{ana.url}/")
    room.quick("yesno")
    ana.page.go_back(wait_until="commit")
    ana.gets(room.truth)
    assert ana.page.evaluate("window.kept")
    room.press("close")
    expect(ana.page.locator("#stage.closed")).to_be_attached()


def test_a_page_without_a_sign_of_life_says_so_and_what_is_safe(windows: Windows, frail: Program):
    with refusing_proxy(frail.port) as proxy:
        teacher = Teacher(windows.open(OUTAGE), frail)
        teacher.sign_in(frail.sign_in)
        teacher.start("A tour of Show of Hands")
        screen = windows.open(OUTAGE)
        screen.goto(f"{frail.url}{teacher.screen_link}")
        ana, ben, cleo = [Student(windows.open(OUTAGE, **PHONE), each.url) for each in (frail, frail, proxy)]
        for student in (ana, ben, cleo):
            student.join(teacher.truth.room["code"])
        teacher.ask(1)
        for student in (ana, cleo):
            student.gets(teacher.truth)
            student.answer("single", "2")
        expect(cleo.page.locator("#link.polling + .lost")).to_be_attached()
        for page in (teacher.page, screen, ana.page, ben.page):
            live(page)
        said = {
            teacher.page: "Connection lost. This page may be old.",
            screen: "Connection lost. This page may be old.",
            ana.page: "Connection lost. Your answer is safe.",
            ben.page: "Connection lost. This page may be old.",
            cleo.page: "Connection lost. Your answer is safe.",
        }
        for page in said:
            expect(page.locator(".lost")).to_be_hidden()
        frail.kill()
        for page, sentence in said.items():
            assert page.evaluate(HALF_A_MINUTE) == 30_000
            expect(page.locator(".lost")).to_be_visible()
            expect(page.locator(".lost")).to_have_text(sentence, use_inner_text=True)
            expect(page.locator(".lost")).to_be_in_viewport()
        frail.start()
        for page in said:
            expect(page.locator(".lost")).to_be_hidden()


class BlackHole:
    """A way to the server that goes dark behind the first message of the first socket: it stays open, nothing comes."""

    def __init__(self) -> None:
        self.sockets = self.swallowed = 0

    def __call__(self, socket: WebSocketRoute) -> None:
        self.sockets += 1
        if self.sockets > 1:
            socket.connect_to_server()
            return
        server = socket.connect_to_server()
        passed: list[str | bytes] = []

        def hear(message: str | bytes) -> None:
            if passed:
                self.swallowed += 1
            else:
                passed.append(message)
                socket.send(message)

        server.on_message(hear)


def test_a_page_whose_socket_hears_nothing_any_more_opens_a_new_one(room: Teacher, student: Callable[..., Student]):
    ana, hole = student(), BlackHole()
    ana.page.route_web_socket("**/live/", hole)
    ana.join(room.truth.room["code"])
    live(ana.page)
    room.quick("yesno")
    expect(room.page.locator("#stage.open")).to_be_attached()
    # 45 seconds without a sign of life are over at once: the animation that counts them is set forward
    ana.page.evaluate("document.querySelector('.beat').getAnimations()[0].currentTime = 44999")
    ana.gets(room.truth)
    live(ana.page)
    room.press("close")
    expect(ana.page.locator("#stage.closed")).to_be_attached()
    assert hole.sockets == 2
