"""The pages as axe-core sees them (what screen readers need, contrast, names, landmarks), by day and by night."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.story.conftest import ARGUMENTS, PHONE, chromium_path
from tests.story.people import Student, Teacher, live
from tests.story.program import Program

AXE = Path(__file__).with_name("vendor") / "axe-core-4.14.1.min.js"
"As npm packs it (`npm pack axe-core@4.14.1`, package/axe.min.js), under MPL 2.0, with its licence beside it."
LOOK = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')}`))"""
BAD = "<main><img src='data:,'><p style='color:#ccc;background:#fff'>Hard to read</p></main>"
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
Found = dict[tuple[str, str], list[str]]


class Eye:
    """Looks at pages; keeps what is wrong with each."""

    def __init__(self) -> None:
        self.found: Found = {}

    def look(self, name: str, page: Page) -> None:
        """By day and by night."""
        page.add_script_tag(path=AXE)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            self.found[name, scheme] = page.evaluate(LOOK)

    def visit(self, page: Page, **addresses: str) -> None:
        """Go to each of these addresses and look."""
        for name, address in addresses.items():
            page.goto(address)
            self.look(name, page)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """A short lesson is held, and every page looked at as it comes."""
    program = Program(tmp_path_factory.mktemp("axe") / "data")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        eye = Eye()
        _hold_a_lesson(eye, browser, program)
        page = browser.new_page()
        page.set_content(BAD)
        eye.look("bad", page)
        browser.close()
    assert program.stop() == 0, program.words
    return eye.found


def _hold_a_lesson(eye: Eye, browser: Browser, program: Program) -> None:
    teacher = Teacher(browser.new_context(bypass_csp=True).new_page(), program)
    screen = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 720}).new_page()
    ana = Student(browser.new_context(bypass_csp=True, **PHONE).new_page(), program.url)
    eye.visit(ana.page, home=f"{program.url}/", login=f"{program.url}/login/")
    teacher.sign_in(program.sign_in)
    eye.look("dashboard", teacher.page)
    _look_at_the_editor(eye, teacher.page)
    teacher.start("A tour of Show of Hands")
    truth = teacher.truth
    eye.visit(ana.page, join=f"{program.url}/join/{truth.room['key']}/")
    ana.join(truth.room["code"], "Ana")
    screen.goto(f"{program.url}{teacher.screen_link}")
    for page in (teacher.page, screen, ana.page):
        live(page)
    _play(eye, teacher, screen, ana)
    teacher.page.click("text=See the results")
    eye.look("results", teacher.page)


def _look_at_the_editor(eye: Eye, page: Page) -> None:
    page.click("text=A tour of Show of Hands")
    eye.look("quiz", page)
    page.click("a.ask >> nth=0")
    eye.look("question", page)


def _play(eye: Eye, teacher: Teacher, screen: Page, ana: Student) -> None:
    pages = {"host": teacher.page, "screen": screen, "play": ana.page}
    eye.look("play lobby", ana.page)
    teacher.press("open")
    _look_at_all(eye, "open", pages)
    ana.answer("single", "2")
    eye.look("play answered", ana.page)
    teacher.press("close")
    teacher.press("reveal")
    _look_at_all(eye, "revealed", pages)
    teacher.end()
    _look_at_all(eye, "ended", pages)


def _look_at_all(eye: Eye, phase: str, pages: dict[str, Page]) -> None:
    for audience, page in pages.items():
        page.wait_for_selector(f"#stage.{phase}")
        eye.look(f"{audience} {phase}", page)


def test_axe_finds_nothing_wrong_on_any_page(found):
    wrong = {where: each for where, each in found.items() if each and where[0] != "bad"}
    assert (wrong, len(found)) == ({}, len(SCHEMES) * (7 + 11 + 1))


def test_axe_finds_what_is_wrong(found):
    """So that an empty list means something."""
    assert {each.partition(":")[0] for each in found["bad", "light"]} >= {"image-alt", "color-contrast"}
