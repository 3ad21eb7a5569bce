"""What a lesson does to its pages: boxes, targets, focus, shifts, what is read out."""

from typing import Any

from playwright.sync_api import Page

from tests.support.fixtures.browsers import PHONE
from tests.support.people import live
from tests.support.tour import Tour, shows_something_new

PHONES = ("play", "small")
TARGET = 48
CHIP = 24
"How wide a chip is at least, of which up to eleven stand in a row, and a cell over a picture (WCAG 2.2, 2.5.8)."
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
  const far = last?.matches('.opt, .opts ~ *') && bar - box(last).bottom > 48 ? [name(last)] : [];
  const clipped = all.filter(each => getComputedStyle(each).overflowX === 'hidden'
    && each.scrollWidth > each.clientWidth && !each.matches('.nickname, .nickname *, .said, .chart'));
  scrollTo(0, 0);
  return {{
    sideways: document.documentElement.scrollWidth - innerWidth,
    out: all.filter(each => box(each).width && (box(each).right > innerWidth + 1 || box(each).left < -1)
      && !each.closest('.jumps')).map(name),
    small: targets.filter(each => box(each).height < (each.matches('.cells *') ? {CHIP} : {TARGET})
      || box(each).width < (each.matches('.chip, .cells *') ? {CHIP} : {TARGET})).map(name),
    hidden, far, clipped: clipped.map(name),
  }};
}}"""
"What lies where it should not, beside the strip of questions, which scrolls by itself; nothing is left scrolled."
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
        if shows_something_new("host", state.rpartition(" ")[2]):
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
        """The same boxes with more space in the text, in each state that has some of its own."""
        for view in PHONES if shows_something_new("play", state.rpartition(" ")[2]) else ():
            page = tour.pages[view]
            page.evaluate(LOOK_AWAY)
            style = page.add_style_tag(content=SPACING)
            self.spaced[view, state] = page.evaluate(BOXES)
            style.evaluate("each => each.remove()")
            page.evaluate(LOOK_AGAIN)

    def note_shifts(self, tour: Tour, state: str) -> None:
        """What moved by itself since the last state."""
        for view, page in tour.pages.items():
            self.shifts[view, state] = page.evaluate("() => window.shifts.splice(0)")


def open_in_hand(tour: Tour) -> Page:
    """The host page on a phone, with all of it unfolded."""
    cookies = tour.teacher.page.context.storage_state()
    page = tour.browser.new_context(storage_state=cookies, bypass_csp=True, **PHONE).new_page()
    page.add_init_script(f"({WATCH})()")
    page.goto(f"{tour.teacher.page.url}?still=1")
    live(page)
    return page


SMALL_PAGE = "<p style='width:3000px'>Wide</p><button style='position:absolute;left:-9px;width:30px'>x</button>"
