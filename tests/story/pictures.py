"""Takes the README's pictures from the running program: `python -m tests.story.pictures [folder]`."""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import APIRequestContext, Browser, Page, Playwright, expect, sync_playwright

from bench.served import ROOT
from tests.story.conftest import ARGUMENTS, PHONE, chromium_path
from tests.story.people import Student, Teacher, live
from tests.story.program import Program
from tests.story.sight import SECONDS, until

CLASS = ["Amara", "Björn", "Chloé", "Daan", "Elif", "Farid", "Giulia", "Hana", "Ivo", "Jin", "Kofi"]
FIRST = ["2", "2", "1", "2", "4", "2", "2", "3", "2", "2", "1"]
SECOND = ["13", "1", "135", "13", "135", "135", "15", "135"]
LARGEST = 200_000


class Crowd:
    """The rest of the class, without browsers: they join and answer by plain forms."""

    def __init__(self, playwright: Playwright, program: Program, key: str) -> None:
        self.phones = [playwright.request.new_context(base_url=program.url) for _ in CLASS]
        for nickname, phone in zip(CLASS, self.phones, strict=True):
            phone.post(f"/join/{key}/", form={"nickname": nickname})

    def answer(self, room_id: int, round_id: int, given: Sequence[str]) -> None:
        """The first of them answer, each with the digits of their choices."""
        for phone, choices in zip(self.phones, given, strict=False):
            _post(phone, f"/play/{room_id}/answer/", f"round={round_id}&" + "&".join(f"choice={n}" for n in choices))

    def look(self, room_id: int) -> None:
        """All look at the page, and so are here."""
        for phone in self.phones:
            phone.get(f"/play/{room_id}/")


def _post(phone: APIRequestContext, path: str, body: str) -> None:
    phone.post(path, data=body, headers={"Content-Type": "application/x-www-form-urlencoded"})


def take(folder: Path, playwright: Playwright, browser: Browser, program: Program) -> None:
    """Play until the lesson is lively, and take a picture of each view."""
    host = Teacher(_page(browser, 1366, 768), program)
    host.sign_in(program.sign_in)
    host.start("A tour of Show of Hands")
    live(host.page)
    screen = _page(browser, 1280, 720)
    screen.goto(f"{program.url}{host.screen_link}")
    crowd = Crowd(playwright, program, host.truth.room["key"])
    mia = Student(browser.new_context(**PHONE).new_page(), program.url)
    mia.join(host.truth.room["code"], "Mia")
    for page in (screen, mia.page):
        live(page)
    _first_question(folder, host, screen, crowd, mia)
    _second_question(folder, host, crowd, mia)


def _page(browser: Browser, width: int, height: int) -> Page:
    return browser.new_context(viewport={"width": width, "height": height}).new_page()


def _first_question(folder: Path, host: Teacher, screen: Page, crowd: Crowd, mia: Student) -> None:
    """The screen at the reveal."""
    round_id = _open(host, crowd, mia)
    crowd.answer(host.room_id, round_id, FIRST)
    mia.answer("single", "2")
    host.press("close")
    host.press("reveal")
    expect(screen.locator("#stage.revealed")).to_be_visible()
    _take(screen, folder / "screen.png")


def _second_question(folder: Path, host: Teacher, crowd: Crowd, mia: Student) -> None:
    """The host's page and a phone while the answers come in."""
    round_id = _open(host, crowd, mia)
    crowd.answer(host.room_id, round_id, SECOND)
    mia.answer("several", ["1", "3", "5"])
    expect(host.page.locator("#answered")).to_have_text("9 of 12 answered")
    until(lambda: host.page.evaluate(SECONDS) <= 38)  # a clock that has run for a while
    host.page.mouse.move(0, 0)
    _take(host.page, folder / "host.png")
    _take(mia.page, folder / "phone.png")


def _open(host: Teacher, crowd: Crowd, mia: Student) -> int:
    host.press("open")
    host.stands("open")
    mia.gets(host.truth)
    crowd.look(host.room_id)
    assert host.truth.round
    return host.truth.round.id


def _take(page: Page, file: Path) -> None:
    """A picture, once what grows has grown."""
    page.evaluate("() => Promise.allSettled(document.getAnimations().filter(each => each instanceof CSSTransition)"
                  ".map(each => each.finished))")  # fmt: skip
    assert len(page.screenshot(path=file)) < LARGEST, file


def main(folder: Path) -> None:
    """Take all three."""
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        program = Program(Path(data) / "data", "--address", "192.168.1.20:8000")
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        try:
            take(folder, playwright, browser, program)
        finally:
            browser.close()
            program.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs")
