"""The screen's boxes, measured in a browser: whatever is shown, nothing overflows, is clipped or lies over another."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from django.conf import settings
from django.db import transaction
from playwright.sync_api import Browser, Page, Route, sync_playwright
from pytest_django import DjangoDbBlocker

from live.asgi.styles import bundle
from tests.support.fixtures.browsers import ARGUMENTS
from tests.support.screen_stages import Change, all_stages, arrivals
from tests.support.watcher import WATCH

STATIC = settings.ROOT / "static"
ADDRESS = "http://screen.test"
SIZES = [(1280, 720), (3840, 2160), (1024, 768)]
TEXTS = """.title, .where, .question, .state, .hint, .choice, .choice .text, .bar, .bar .text, .bar .count, .answer-key,
    .explanation, .names li, .ranks li, .one, .one bdi, .names bdi, .podium .block, .wordcloud text,
    .veil, .address, .code, .how, .wait,
    .bigcode, #answered, .sum, .asking h3, .histogram, .histogram text, .pausedword, .over, .cd, math, table, pre,
    .face, .left-out, .base, .lane .key, .lane .text, .column text, .stamp"""
APART = [
    [".upper .mark", ".title", ".where", ".pausedword", ".over", ".cd"],
    ["#joinbar div.qr", "#joinbar span:not(.gap, .quiet)", "#joinbar .code", ".strokes", ".wait", ".sum"],
    [".upper", "#stage h2:not(.where)", ".how", ".bigcode", ".names", ".crowd", ".ranks", ".podium", ".lower"],
    [".join > div:first-child", ".join div.qr"],
]
"What stands in one line or one below the other, and never over each other."
MEASURE = f"""() => {{
    const box = each => each.getBoundingClientRect(), wide = innerWidth, high = innerHeight, slack = 1.5;
    const shown = each => !each.closest('.quiet') && box(each).width > 2 &&
        getComputedStyle(each).visibility === 'visible';
    const name = each => `${{each.tagName.toLowerCase()}}.${{each.getAttribute('class') || each.id}}`;
    const middle = document.querySelector('.middle'), root = document.scrollingElement;
    const texts = [...document.querySelectorAll(`{TEXTS}`)].filter(shown);
    const outside = (each, frame) => box(each).left < frame.left - slack || box(each).right > frame.right + slack ||
        box(each).top < frame.top - slack || box(each).bottom > frame.bottom + slack;
    const clipped = each => each instanceof HTMLElement && each.clientWidth && each.scrollWidth > each.clientWidth + 2;
    const boxes = list => list.flatMap(each => [...document.querySelectorAll(each)]).filter(shown);
    const crosses = (a, b) => Math.min(box(a).right, box(b).right) - Math.max(box(a).left, box(b).left) > slack &&
        Math.min(box(a).bottom, box(b).bottom) - Math.max(box(a).top, box(b).top) > slack;
    const words = [...document.querySelectorAll('.wordcloud text')].map(box);
    const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > slack &&
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.45 * Math.min(a.height, b.height);
    const size = selector => {{
        const found = document.querySelector(selector);
        return found && parseFloat(getComputedStyle(found).fontSize) / wide * 100;
    }};
    const qr = document.querySelector('div.qr');
    return {{
        scrolls: [root.scrollWidth > wide, root.scrollHeight > high,
                  middle.scrollWidth > middle.clientWidth, middle.scrollHeight > middle.clientHeight],
        outside: texts.filter(each => outside(each, {{left: 0, top: 0, right: wide, bottom: high}})
            || middle.contains(each) && !each.closest('.where') && outside(each, box(middle))).map(name),
        clipped: texts.filter(each => clipped(each) && !each.matches('.title, .lane')
            && !each.textContent.includes('·') && !each.closest('.earlier ~ .asking')).map(name),
        crossing: {json.dumps(APART)}.map(boxes).flatMap(list => list.flatMap((one, at) =>
            list.slice(at + 1).filter(other => crosses(one, other)).map(other => [one, other].map(name)))),
        overlaps: words.flatMap((word, at) => words.slice(at + 1).filter(other => over(word, other))).length,
        code: size('.code, .bigcode'),
        qr: qr && box(qr).width / wide * 100,
        smallest: Math.min(...['.choice .text', '.bar .text', '.names li', '.question', '.explanation', '.one']
            .map(size).filter(each => each)),
        choices: Math.min(...['.choice .text', '.bar .text'].map(size).filter(each => each)),
        texts: texts.length,
        places: [...document.querySelectorAll('.question, :is(.lane, .choice, .bar) :is(.key, .text)')].map(each =>
            [each.className, Math.round(box(each).left), Math.round(box(each).top)].join(' ')),
        columns: [...document.querySelectorAll('.column')].map(each =>
            Math.round(box(each.querySelector('.fill')).height / box(each).height * 100)),
        feet: new Set([...document.querySelectorAll('.base')].map(each => Math.round(box(each).height))).size,
        hit: [...document.querySelectorAll('.question *')].flatMap(each => [...each.getClientRects()])
            .filter(line => [...document.querySelectorAll('.stamp')].some(each => over(line, box(each)))).length,
    }};
}}"""
BODY = """text => {
    const root = document.documentElement, next = new DOMParser().parseFromString(text, 'text/html');
    root.getAttributeNames().forEach(each => root.removeAttribute(each));
    [...next.documentElement.attributes].forEach(each => root.setAttribute(each.name, each.value));
    document.body.replaceWith(next.body);
}"""
pytestmark = pytest.mark.django_db  # so that there is a database
Found = dict[tuple[str, int], dict[str, Any]]
Shifts = dict[str, list[Any]]
Animated = dict[str, dict[str, set[str]]]
Seen = tuple[Found, Shifts, Animated]


@pytest.fixture(scope="module")
def seen(chromium: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Seen:
    """Every state at every size, measured once; what moves in a lobby when somebody comes or goes; what is animated."""
    with django_db_blocker.unblock(), transaction.atomic():
        pages, changes = all_stages(), arrivals()
        transaction.set_rollback(True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = browser.new_page(reduced_motion="reduce")
        page.route(f"{ADDRESS}/**", lambda route: serve(route, pages))
        measured = dict(_measured(page, pages))
        lively = _animated(page)
        moved = _shifts(browser, changes)
        browser.close()
    return measured, moved, lively


@pytest.fixture(scope="module")
def found(seen: Seen) -> Found:
    """What was measured."""
    return seen[0]


@pytest.fixture(scope="module")
def shifts(seen: Seen) -> Shifts:
    """What moved."""
    return seen[1]


def serve(route: Route, pages: dict[str, str], script: bool = False) -> None:
    """The pages by their names, and the static files as they lie there; the script only where something changes."""
    path = unquote(urlsplit(route.request.url).path).removeprefix("/")
    if path in pages:
        route.fulfill(body=pages[path], content_type="text/html; charset=utf-8")
    elif path.endswith(".css"):
        route.fulfill(body=bundle(path.removeprefix("static/")) or "", content_type="text/css; charset=utf-8")
    elif path.endswith((".woff2", ".svg", ".js") if script else (".woff2", ".svg")):
        route.fulfill(path=STATIC / path.removeprefix("static/"))
    else:
        route.abort()


def turn_to(page: Page, name: str, pages: dict[str, str], now: str) -> None:
    """Show a page, by its body alone where the page that is shown `now` has the same stylesheets."""
    if now and _head(pages[now]) == _head(pages[name]):
        page.evaluate(BODY, pages[name])
    else:
        page.goto(f"{ADDRESS}/{name}")
    page.evaluate("() => document.body.offsetHeight && document.fonts.ready.then(() => true)")


def _head(text: str) -> list[str]:
    return re.findall("<link[^>]*>", text.partition("</head>")[0])


def _measured(page: Page, pages: dict[str, str]) -> Iterator[tuple[tuple[str, int], dict[str, Any]]]:
    for now, name in zip(["", *pages], pages, strict=False):
        turn_to(page, name, pages, now)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            yield (name, width), page.evaluate(MEASURE)


def _wrong(found: Found, what: str) -> dict[tuple[str, int], Any]:
    return {where: each[what] for where, each in found.items() if each[what] and any(each[what])}


def test_every_state_is_measured_at_every_size(found):
    assert len(found) > 100
    assert {name for (name, _), each in found.items() if each["texts"] < 1} == set()


def test_nothing_scrolls(found):
    assert _wrong(found, "scrolls") == {}


def test_nothing_is_outside_of_its_place(found):
    assert _wrong(found, "outside") == {}


def test_nothing_is_clipped(found):
    assert _wrong(found, "clipped") == {}


def test_what_stands_side_by_side_never_crosses(found):
    """Mark, title, number of the question and clock; QR, address, code, strokes and count; names and code."""
    assert _wrong(found, "crossing") == {}


def test_no_word_of_a_cloud_lies_over_another(found):
    assert {where for where, each in found.items() if each["overlaps"]} == set()


@pytest.mark.parametrize("name", ["four", "five", "pictured", "long six", "ten"])
def test_nothing_that_is_asked_moves_when_it_is_closed(found, name):
    for width, _height in SIZES:
        places = [found[f"{phase} {name}", width]["places"] for phase in ("open", "closed")]
        assert len(places[0]) > 4
        assert places[0] == places[1], width


def test_columns_begin_at_0_have_one_scale_and_feet_of_one_height(found):
    assert found["revealed five", 1280]["columns"] == [0, 100, 0, 0, 6]
    assert found["revealed nobody", 1280]["columns"] == [0, 0, 0, 0]
    assert {where for where, each in found.items() if each["feet"] > 1} == set()


def test_the_mark_of_what_is_right_lies_over_no_word_of_the_question(found):
    assert {where for where, each in found.items() if each["hit"]} == set()


def test_the_code_can_be_read_from_the_last_row(found):
    sizes = {where: each["code"] for where, each in found.items() if not where[0].startswith("ended")}
    lobby = {where: size for where, size in sizes.items() if where[0].startswith("lobby")}
    assert lobby
    assert {where: size for where, size in lobby.items() if size < 11} == {}
    assert {where: size for where, size in sizes.items() if size < 2} == {}


def test_the_qr_can_be_scanned_from_the_first_rows(found):
    sizes = {where: each["qr"] for where, each in found.items() if not where[0].startswith("ended")}
    small = {where: size for where, size in sizes.items() if size < (16 if where[0].startswith("lobby") else 5)}
    assert small == {}


def test_even_the_most_that_can_be_shown_is_no_smaller_than_a_laptop_writes(found):
    """1 vw is 13 pixels on the smallest projector."""
    assert {where: each["smallest"] for where, each in found.items() if each["smallest"] < 0.99} == {}


def test_what_nobody_needs_to_make_place_for_is_large(found):
    """By the look: choices 2.5 to 4 vw where they are few and short."""
    ordinary = {f"{phase} {many}" for phase in ("open", "revealed") for many in ("two", "four")} | {"closed four"}
    assert {name for name in ordinary if found[name, 1280]["choices"] < 2.5} == set()


# --- What moves


SWAP = """text => htmx.swap({
  sourceElement: document.body, target: document.body, swap: 'none', text, transition: false})"""
SETTLED = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))
  .then(() => window.shifts.splice(0))"""


LIVELY = {
    "lobby 0": {"wait"},
    "lobby 12": {"pop"},
    "lobby 1000": {"pop"},
    "open four": {"beat", "up"},
    "standings": {"move"},
    "ended": {"rise", "fall"},
}
"What moves beside the clock, by state."
ANIMATIONS = """() => [...document.querySelectorAll('*')]
    .flatMap(each => getComputedStyle(each).animationName.split(', ')).filter(each => each !== 'none')"""
CLOCK = {"drain", "ones", "tens", "one", "two", "late"}
SIGNS = {"pulse", "appear"}
"What a live page works by."


def _animated(page: Page) -> Animated:
    """What is animated in these states, by whether people want motion."""
    found: Animated = {}
    for motion in ("reduce", "no-preference"):
        page.emulate_media(reduced_motion=motion)
        found[motion] = {}
        for name in LIVELY:
            page.goto(f"{ADDRESS}/{name}")
            found[motion][name] = set(page.evaluate(ANIMATIONS)) - CLOCK - SIGNS
    return found


def test_new_things_move_and_the_clock_beats_unless_somebody_wants_no_motion(seen):
    _found, _shifts, animated = seen
    assert animated == {"reduce": {name: set() for name in LIVELY}, "no-preference": LIVELY}


def _shifts(browser: Browser, changes: dict[str, Change]) -> Shifts:
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.add_init_script(f"({WATCH})()")
    pages = {name: each.page for name, each in changes.items()}
    page.route(f"{ADDRESS}/**", lambda route: serve(route, pages, script=True))
    return {name: list(_moves(page, name, change)) for name, change in changes.items()}


def _moves(page: Page, name: str, change: Change) -> Iterator[Any]:
    page.goto(f"{ADDRESS}/{name}")
    page.wait_for_function("() => window.htmx && document.fonts.status === 'loaded'")
    page.evaluate(SETTLED)
    page.evaluate(SWAP, change.push)
    yield from page.evaluate(SETTLED)


def test_nothing_slides_across_the_wall_when_somebody_comes_or_goes(shifts):
    assert {name: moved for name, moved in shifts.items() if sum(value for value, *_ in moved) > 0.02} == {}
