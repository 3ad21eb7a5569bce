"""The pages as axe-core sees them (what screen readers need, contrast, names, landmarks), by day and by night."""

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.look.tour import GIVEN, TOUR, Tour
from tests.story.conftest import ARGUMENTS, PHONE, chromium_path
from tests.story.program import Program

AXE = Path(__file__).with_name("vendor") / "axe-core-4.14.1.min.js"
"As npm packs it (`npm pack axe-core@4.14.1`, package/axe.min.js), under MPL 2.0, with its licence beside it."
LOOK = """async ([where, rules]) => {
  const only = rules.length ? {runOnly: {type: 'rule', values: rules}} : {};
  const found = where.filter(each => document.querySelector(each)).map(each => [each]);
  const seen = await axe.run(found.length ? {include: found} : document,
    {resultTypes: ['violations'], preload: false, ...only});
  return seen.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')}`));
}"""
BAD = "<main><img src='data:,'><p style='color:#ccc;background:#fff'>Hard to read</p></main>"
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
BY_NIGHT = ["color-contrast"]
"All that the colours of the night can change."
REGIONS = ["#stage", "#mine", "#tally", "#timer", "#answered", "#people", "#joinbar", "#bar"]
"What a state changes; the rest of a page is looked at once."
Found = dict[tuple[str, str], list[str]]


class Eye:
    """Looks at pages; keeps what is wrong with each."""

    def __init__(self) -> None:
        self.found: Found = {}

    def look(self, name: str, page: Page, where: list[str] | None = None) -> None:
        """By day and by night, at the whole page or at these parts of it."""
        if not page.evaluate("() => 'axe' in window"):
            page.add_script_tag(path=AXE)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            self.found[name, scheme] = page.evaluate(LOOK, [where or [], BY_NIGHT if scheme == "dark" else []])

    def visit(self, page: Page, **addresses: str) -> None:
        """Go to each of these addresses and look."""
        for name, address in addresses.items():
            page.goto(address)
            self.look(name, page)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """A lesson with every kind is held, and every page looked at as it comes."""
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
    tour = Tour(browser, program, bypass_csp=True)
    tour.begin()
    for kind, phase in tour.states():
        for view in ("host", "screen", "play"):
            if shows_something_new(view, phase):
                eye.look(f"{view} {kind} {phase}", tour.pages[view], [] if phase in {"lobby", "ended"} else REGIONS)
        if (kind, phase) == ("single", "open"):
            _look_beside_the_lesson(eye, tour)
    tour.teacher.page.click("text=See the results")
    eye.look("results", tour.teacher.page)


def shows_something_new(view: str, phase: str) -> bool:
    """What is answered changes nothing on a screen that hides it, and the closed stages are the opened ones."""
    return phase not in {"screen": {"answered"}, "host": {"open", "closed"}, "play": {"closed"}}[view]


def _look_beside_the_lesson(eye: Eye, tour: Tour) -> None:
    """At the pages of teachers and of those who come in, while a question is open."""
    url, truth, host = tour.program.url, tour.teacher.truth, tour.teacher.page.url
    stranger = tour.browser.new_context(bypass_csp=True, **PHONE).new_page()
    home, join = f"{url}/", f"{url}/join/{truth.room['key']}/"
    eye.visit(stranger, home=home, wrong=f"{url}/?code=1", login=f"{url}/login/", join=join)
    stranger.fill("#nickname", "Ana")
    stranger.click("form.own button")
    eye.look("taken", stranger)
    teacher = tour.teacher.page.context.new_page()
    eye.visit(teacher, dashboard=f"{url}/quizzes/", teachers=f"{url}/teachers/", password=f"{url}/password/")
    eye.visit(teacher, present=f"{host}present/", key=f"{host}key/", phone=f"{host}phone/", people=f"{host}people/")
    teacher.goto(host)
    teacher.click(".persons a >> nth=0")
    eye.look("person", teacher)
    teacher.goto(f"{url}/quizzes/")
    teacher.click(f"main a[href^='/quizzes/']:has-text('{TOUR}')")
    eye.look("quiz", teacher)
    for number, kind in enumerate(GIVEN):
        quiz = teacher.url
        teacher.click(f"a.ask >> nth={number}")
        eye.look(f"editor {kind}", teacher)
        teacher.goto(quiz)
    for context_page in (stranger, teacher):
        context_page.close()


BESIDE = 5 + 3 + 4 + 2 + len(GIVEN)
STATES: dict[str, int] = {"host": 3 + 2 * len(GIVEN), "screen": 3 + 3 * len(GIVEN), "play": 3 + 3 * len(GIVEN)}


def test_axe_finds_nothing_wrong_on_any_page(found: Any):
    wrong = {where: each for where, each in found.items() if each and where[0] != "bad"}
    assert (wrong, len(found)) == ({}, len(SCHEMES) * (BESIDE + sum(STATES.values()) + 2))


def test_axe_finds_what_is_wrong(found: Any):
    """So that an empty list means something."""
    assert {each.partition(":")[0] for each in found["bad", "light"]} >= {"image-alt", "color-contrast"}
    assert {each.partition(":")[0] for each in found["bad", "dark"]} == {"color-contrast"}
