"""The countdown in a real browser: the digits are right from the first moment, and stand while it is paused."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Page, sync_playwright

CSS = (settings.ROOT / "static/live/css/clock.css").read_text()
HEAD = f"<!doctype html><style>{CSS} .cd{{font:20px/1 monospace;display:block;width:60px}}</style>"
HEAD += "<style>*,::before,::after{animation-play-state:paused!important}</style>"
"Paused until it is held, however long that takes."
KNOWN = "<style>i::before,i::after{content:none!important}</style>"
TIMER = '<div class="timer {classes}"><b class="cd" id="timer"><i>{digits}</i></b></div>'
LASTING = {3: "left-128", 2: "left-64", 1: "left-4"}
"A time at which so many digits stand in the middle."
RUNNING = """() => document.getAnimations().filter(each => each.playState === 'running')
  .map(each => each.animationName).sort()"""
HOLD = """time => document.getAnimations().forEach(each => {
  each.pause();
  each.currentTime = time;
})"""


@pytest.fixture(scope="module")
def page(chromium: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


class Looks:
    """What the timer looks like, read off pictures: how each number looks is known before the clock starts."""

    def __init__(self, page: Page, classes: str) -> None:
        self.page, self.timer = page, page.locator("#timer")
        self.known: dict[bytes, str] = {}
        for digits in ("120", "101", "100", "99", "20", "19", "11", "10", "9", "1", "0"):
            page.set_content(HEAD + KNOWN + TIMER.format(classes=LASTING[len(digits)], digits=digits))
            self.known[self.timer.screenshot()] = digits
        page.set_content(HEAD + TIMER.format(classes=classes, digits=""))

    def at(self, *times: int) -> list[str]:
        """What is seen so many milliseconds after the page came; the clock is held there, however busy the machine."""
        return [self._held(time) for time in times]

    def _held(self, time: int) -> str:
        self.page.evaluate(HOLD, time)
        return self.known.get(self.timer.screenshot(), "something else")


def test_the_digits_begin_with_the_seconds_left_and_count_down(page):
    seen = Looks(page, "left-4 left-16").at(0, 950, 1050, 9950, 10050, 10950, 11050, 19050, 19950, 20050, 900_000)
    assert seen == ["20", "20", "19", "11", "10", "10", "9", "1", "1", "0", "0"]


def test_three_digits_become_two(page):
    assert Looks(page, "left-8 left-16 left-32 left-64").at(0, 950, 19950, 20050, 20950, 21050) == [
        "120", "120", "101", "100", "100", "99"]  # fmt: skip


def test_a_paused_timer_stands_at_the_seconds_left(page):
    assert Looks(page, "left-4 left-16 paused").at(0) == ["20"]
    running = []
    for classes in ("left-16 paused", "left-16"):
        page.set_content(f"<!doctype html><style>{CSS}</style>{TIMER.format(classes=classes, digits='')}")
        running.append(page.evaluate(RUNNING))
    assert running == [[], ["late", "one", "ones", "tens"]]
