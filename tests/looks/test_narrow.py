"""Phones of 320 and 360 pixels: what is wide scrolls alone, the page does not."""

from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import sync_playwright
from pytest_django import DjangoDbBlocker

from tests.looks.test_screen import ADDRESS, serve, turn_to
from tests.support.fixtures.browsers import ARGUMENTS
from tests.support.screen_stages import Stages, written_stages

WIDTHS = (320, 360)
MEASURE = """() => {
    const wide = innerWidth, box = each => each.getBoundingClientRect()
    const scroller = each => each && (['auto', 'scroll'].includes(getComputedStyle(each).overflowX) ? each
        : scroller(each.parentElement))
    const inside = each => scroller(each) && box(scroller(each)).right <= wide + 1
    const cut = each => scroller(each) && (box(each).top < box(scroller(each)).top - 1
        || box(each).bottom > box(scroller(each)).bottom + 1)
    const all = [...document.querySelectorAll('#stage *, math, table, pre')]
    const name = each => `${each.tagName.toLowerCase()}.${each.getAttribute('class') ?? ''}`
    return {
        page: document.scrollingElement.scrollWidth > wide,
        outside: all.filter(each => box(each).right > wide + 1 && !inside(each)).map(name),
        cut: [...document.querySelectorAll('mi, mn, mo, mtext, td')].filter(cut).map(name),
        moves: [...document.querySelectorAll('.wide, p, .text')].some(each => {
            each.scrollLeft = 30
            return each.scrollLeft > 0
        }),
    }
}"""
pytestmark = pytest.mark.django_db
Found = dict[tuple[str, int], dict[str, Any]]


@pytest.fixture(scope="module")
def found(chromium: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Found:
    """What a student sees of each question, measured on each phone."""
    stages = Stages()
    with django_db_blocker.unblock(), transaction.atomic():
        written_stages(stages, "play")
        transaction.set_rollback(True)
    measured: Found = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = browser.new_page(reduced_motion="reduce", has_touch=True)
        page.route(f"{ADDRESS}/**", lambda route: serve(route, stages.pages))
        for now, name in zip(["", *stages.pages], stages.pages, strict=False):
            turn_to(page, name, stages.pages, now)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 640})
                measured[name, width] = page.evaluate(MEASURE)
        browser.close()
    return measured


@pytest.mark.parametrize("what", ["page", "outside", "cut"])
def test_nothing_makes_the_page_wider_than_the_phone(found: Found, what: str):
    assert {where: each[what] for where, each in found.items() if each[what]} == {}


def test_what_is_wide_can_be_scrolled_to_its_end(found: Found):
    wide = ["a long polynomial", "a table of values", "a table of long words", "a long choice", "a reaction"]
    assert [found[f"open {name}", 320]["moves"] for name in wide] == [True] * len(wide)
