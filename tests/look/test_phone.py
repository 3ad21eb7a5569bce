"""A whole lesson as a phone, the screen and the host page hold it: boxes, targets, focus, shifts, what is read out."""

from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.look.tour import GIVEN, Tour
from tests.story.conftest import ARGUMENTS, PHONE, chromium_path
from tests.story.people import live
from tests.story.program import Program

PHONES = ("play", "small")
TARGET = 48
WATCH = """() => {
  const name = node => node && (node.id || node.className || node.nodeName + ' in ' + node.parentNode?.className);
  const box = each => [each.x, each.y, each.width, each.height].map(Math.round).join(' ');
  window.shifts = [];
  window.watch = new PerformanceObserver(list => list.getEntries().filter(each => !each.hadRecentInput).forEach(each =>
    window.shifts.push([each.value, ...each.sources.map(one =>
      `${name(one.node)}: ${box(one.previousRect)} -> ${box(one.currentRect)}`)])));
  window.watch.observe({type: 'layout-shift', buffered: true});
}"""
LOOK_AWAY = "() => window.watch.disconnect()"
LOOK_AGAIN = """() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))
  .then(() => window.watch.observe({type: 'layout-shift'}))"""
"What a test itself moves is not counted."
BOXES = f"""() => {{
  const seen = each => each.checkVisibility({{visibilityProperty: true}}) && !each.closest('.quiet, .skip, #linkbox');
  const name = each => each.tagName + '.' + each.className + ' ' + each.textContent.trim().slice(0, 20);
  const all = [...document.body.querySelectorAll('*')].filter(seen);
  const box = each => each.getBoundingClientRect();
  const targets = all.filter(each => each.matches('a, button, summary, select, textarea, label:has(input), input')
    && !each.closest('label')?.querySelector('input:is([type=checkbox], [type=radio])')?.isSameNode(each));
  scrollTo(0, document.documentElement.scrollHeight);
  const bar = document.querySelector('#mine')?.getBoundingClientRect().top ?? innerHeight;
  const last = [...document.querySelectorAll('#vote .opt, #vote .send')].at(-1);
  const hidden = last && box(last).bottom > bar + 1 ? [name(last)] : [];
  const far = last && bar - box(last).bottom > 48 ? [name(last)] : [];
  const clipped = all.filter(each => getComputedStyle(each).overflowX === 'hidden'
    && each.scrollWidth > each.clientWidth && !each.matches('.nickname, .said, .chart'));
  scrollTo(0, 0);
  return {{
    sideways: document.documentElement.scrollWidth - innerWidth,
    out: all.filter(each => box(each).width && (box(each).right > innerWidth + 1 || box(each).left < -1)).map(name),
    small: targets.filter(each => box(each).height < {TARGET} || box(each).width < {TARGET}).map(name),
    hidden, far, clipped: clipped.map(name),
  }};
}}"""
"What lies where it should not; nothing is left scrolled."
WELL = {"sideways": 0, "out": [], "small": [], "hidden": [], "far": [], "clipped": []}
SPACING = """* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}
p {margin-block-end: 2em !important}"""
"The text spacing that WCAG 2.2 asks pages to bear (1.4.12)."
FOCUS = "() => document.activeElement === document.body ? 'nothing' : document.activeElement.tagName"
POLITE = "() => document.querySelectorAll('[role=status], [aria-live=polite]').length"


class Watcher:
    """What was seen in the lesson."""

    def __init__(self) -> None:
        self.bad: dict[str, Any] = {}
        self.boxes: dict[tuple[str, str], Any] = {}
        self.spaced: dict[tuple[str, str], Any] = {}
        self.zoomed: dict[tuple[str, str], int] = {}
        self.focus: dict[tuple[str, str], str] = {}
        self.polite: dict[tuple[str, str], int] = {}
        self.read_out: dict[tuple[str, str], str] = {}
        self.hand: dict[str, Any] = {}
        self.shifts: dict[tuple[str, str], list[Any]] = {}

    def look(self, tour: Tour, state: str) -> None:
        """At all pages, as they stand."""
        for view, page in tour.pages.items():
            self.focus[view, state] = page.evaluate(FOCUS)
            self.polite[view, state] = page.evaluate(POLITE)
        for view in PHONES:
            self.boxes[view, state] = tour.pages[view].evaluate(BOXES)
        self.hand[state] = tour.pages["hand"].evaluate(BOXES)
        self._zoom(tour.pages["host"], "host", state)
        self.read_out["timer", state] = tour.pages["play"].locator("#timer").aria_snapshot()
        self.read_out["tally", state] = tour.pages["screen"].locator("#tally").aria_snapshot()

    def _zoom(self, page: Page, view: str, state: str) -> None:
        """Twice as large, and four times."""
        width, height = 1366, 768
        page.evaluate(LOOK_AWAY)
        for factor in (2, 4):
            page.set_viewport_size({"width": width // factor, "height": height // factor})
            sideways = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
            self.zoomed[f"{view} x {factor}", state] = sideways
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(LOOK_AGAIN)

    def space(self, tour: Tour, state: str) -> None:
        """The same boxes with more space in the text."""
        for view in PHONES:
            page = tour.pages[view]
            page.evaluate(LOOK_AWAY)
            style = page.add_style_tag(content=SPACING)
            self.spaced[view, state] = page.evaluate(BOXES)
            style.evaluate("each => each.remove()")
            page.evaluate(LOOK_AGAIN)


@pytest.fixture(scope="module")
def watcher(tmp_path_factory: pytest.TempPathFactory) -> Watcher:
    """A whole lesson is held and watched."""
    program, watcher = Program(tmp_path_factory.mktemp("phone") / "data"), Watcher()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        tour = Tour(browser, program, bypass_csp=True)
        for page in tour.pages.values():
            page.add_init_script(f"({WATCH})()")
        tour.begin()
        tour.pages["hand"] = _in_hand(tour)
        for kind, phase in tour.states():
            state = f"{kind} {phase}".strip()
            watcher.look(tour, state)
            watcher.space(tour, state)
            for view, page in tour.pages.items():
                watcher.shifts[view, state] = page.evaluate("() => window.shifts.splice(0)")
        bad = browser.new_page()
        bad.set_content(SMALL_PAGE)
        watcher.bad = bad.evaluate(BOXES)
        browser.close()
    assert program.stop() == 0, program.words
    return watcher


def _in_hand(tour: Tour) -> Page:
    """The host page on a phone, with all of it unfolded."""
    cookies = tour.teacher.page.context.storage_state()
    page = tour.browser.new_context(storage_state=cookies, bypass_csp=True, **PHONE).new_page()
    page.add_init_script(f"({WATCH})()")
    page.goto(f"{tour.teacher.page.url}?still=1")
    live(page)
    return page


SMALL_PAGE = "<p style='width:3000px'>Wide</p><button style='position:absolute;left:-9px;width:30px'>x</button>"
STATES = 3 + 4 * len(GIVEN)


def test_nothing_on_a_phone_lies_outside_or_is_too_small_to_tap_or_out_of_reach(watcher):
    wrong = {where: each for where, each in watcher.boxes.items() if {**each, "far": []} != WELL}
    assert (wrong, len(watcher.boxes)) == ({}, len(PHONES) * STATES)


def test_a_host_with_a_phone_can_press_each_button_with_a_thumb(watcher):
    """Links among words are as high as their line."""
    buttons = {
        state: [each for each in seen["small"] if not each.startswith("A.")] for state, seen in watcher.hand.items()
    }
    assert {state: each for state, each in buttons.items() if each} == {}
    assert {state: seen for state, seen in watcher.hand.items() if seen["sideways"] or seen["out"]} == {}


def test_what_lies_wrong_is_found(watcher):
    """So that an empty list means something."""
    assert {name for name, each in watcher.bad.items() if each} == {"sideways", "out", "small"}


def test_the_last_thing_to_tap_lies_just_above_the_bar_under_the_thumb(watcher):
    assert {where: each["far"] for where, each in watcher.boxes.items() if each["far"]} == {}


def test_more_space_in_the_text_hides_nothing(watcher):
    wrong = {where: each for where, each in watcher.spaced.items() if {**each, "far": []} != WELL}
    assert (wrong, len(watcher.spaced)) == ({}, len(PHONES) * STATES)


def test_the_host_page_needs_no_scrolling_sideways_when_it_is_zoomed(watcher):
    assert {where: each for where, each in watcher.zoomed.items() if each > 0} == {}


def test_the_focus_is_never_lost(watcher):
    lost = [where for where, each in watcher.focus.items() if each == "nothing" and "lobby" not in where[1]]
    assert lost == []


def test_one_region_speaks_politely(watcher):
    assert set(watcher.polite.values()) == {1}


@pytest.mark.parametrize("view", ["host", "screen", *PHONES])
def test_no_page_shifts_while_it_is_live(watcher, view):
    shifts = {state: found for (where, state), found in watcher.shifts.items() if where == view and found}
    assert sum(value for found in shifts.values() for value, *_ in found) <= 0.02, str(shifts)


def test_timers_bars_and_clouds_are_read_out_as_words(watcher):
    assert watcher.read_out["timer", "single open"] == "- text: 30 seconds in all"
    bars = watcher.read_out["tally", "single revealed"]
    assert [words in bars for words in ("A Venus 0 0 %", "B Mercury Right 2 100 %")] == [True, True], bars
    cloud = watcher.read_out["tally", "cloud revealed"]
    assert [f"{word} (2)" in cloud for word in GIVEN["cloud"]] == [True] * 3, cloud
