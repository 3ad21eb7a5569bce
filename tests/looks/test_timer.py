"""The countdown in a real browser: the digits are right from the first moment, and stand while it is paused."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Page, sync_playwright

CSS = (settings.ROOT / "static/live/css/clock.css").read_text()
HEAD = f"<!doctype html><style>{CSS} p,ol{{font:20px/30px monospace;width:60px;height:30px;margin:0;padding:0}}</style>"
HEAD += "<style>*{animation-play-state:paused!important}</style>"  # until it is held, however long that takes
TIMER = '<div class="timer {classes}"><ol class="cd" id="timer"><li value="20"></li></ol></div>'
DIGITS = ("20", "19", "18", "1", "")
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
        for digits in DIGITS:
            page.set_content(f'{HEAD}<div><p id="timer">{digits}</p></div>')
            self.known[self.timer.screenshot()] = digits
        page.set_content(HEAD + TIMER.format(classes=classes))

    def at(self, *times: int) -> list[str]:
        """What is seen so many milliseconds after the page came; the clock is held there, however busy the machine."""
        return [self._held(time) for time in times]

    def _held(self, time: int) -> str:
        self.page.evaluate(HOLD, time)
        return self.known.get(self.timer.screenshot(), "something else")


def test_the_digits_begin_with_the_seconds_left_and_count_down(page):
    seen = Looks(page, "left-4 left-16").at(0, 150, 950, 1050, 1950, 2050)
    assert seen == ["", "20", "20", "19", "19", "18"]


def test_a_paused_timer_stands(page):
    assert Looks(page, "paused").at(150, 1050, 2050) == ["20", "20", "20"]
