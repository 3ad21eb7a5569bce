"""The countdown in a real browser: the digits are right from the first moment, and stand while it is paused."""

import os
import shutil
from collections.abc import Iterator
from threading import Event
from time import monotonic

import pytest
from django.conf import settings
from playwright.sync_api import Page, sync_playwright

CSS = (settings.ROOT / "static" / "live" / "timer.css").read_text()
PAGE = """<!doctype html><style>{css} p,ol{{font:20px/30px monospace;width:60px;height:30px;margin:0}}</style>
<div class="timer {classes}"><ol class="cd" id="timer"><li value="20"></li></ol></div>{digits}"""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    chromium = os.environ.get("SHOW_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


def _shows(page: Page, digits: str, within: float = 3.0) -> bool:
    """The timer looks like these digits, now or soon."""
    deadline = monotonic() + within
    while page.locator("#timer").screenshot() != page.locator(f"#is-{digits}").screenshot():
        if monotonic() > deadline:
            return False
        Event().wait(0.02)
    return True


def _open(page: Page, classes: str) -> None:
    digits = "".join(f'<p id="is-{number}">{number}</p>' for number in (20, 19, 18))
    page.set_content(PAGE.format(css=CSS, classes=classes, digits=digits))


def test_the_digits_begin_with_the_seconds_left_and_count_down(page):
    _open(page, "lim-30 at-10")
    assert [_shows(page, "20", within=0.6), _shows(page, "19"), _shows(page, "18")] == [True, True, True]


def test_a_paused_timer_stands(page):
    _open(page, "paused")
    assert _shows(page, "20", within=0.6)
    assert not _shows(page, "19", within=1.2)
