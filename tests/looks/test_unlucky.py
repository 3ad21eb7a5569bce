"""An unlucky phone: a slow line, no pictures, an old browser. The page is there, and answers."""

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from tests.support.fixtures.browsers import ARGUMENTS, PHONE
from tests.support.people import Student, Teacher, live
from tests.support.program import Program
from tests.support.tour import TOUR

SLOW = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
"400 kbit/s, each way after 400 ms."
USABLE = 4.5
"Times as long as the least page takes on that line: on a quick machine two seconds, until the code can be typed."
MODERN = re.compile(r"@property[^{]*\{[^}]*\}|[^{}]*:has\([^{}]*\{[^{}]*\}")
"Rules that browsers of 2021 leave out: an unknown selector takes its whole rule with it."


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium for all."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def teacher(browser: Browser, program: Program) -> Teacher:
    """The host of a room."""
    teacher = Teacher(browser.new_context().new_page(), program)
    teacher.sign_in(program.sign_in)
    teacher.start(TOUR)
    live(teacher.page)
    return teacher


def slow(page: Page) -> Page:
    """The same page on a slow line, with nothing kept."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", SLOW)
    return page


def took(page: Page, address: str, selector: str) -> float:
    """Seconds from asking for an address until what it is for can be used."""
    begin = time.monotonic()
    page.goto(address, wait_until="commit")
    page.locator(selector).first.wait_for()
    page.evaluate("() => new Promise(requestAnimationFrame)")
    return time.monotonic() - begin


def test_on_a_slow_line_each_page_can_be_used_soon(browser: Browser, teacher: Teacher):
    code = teacher.truth.room["code"]
    addresses = {"pre": f"{teacher.url}/healthz", "#code": f"{teacher.url}/", ".joinas": f"{teacher.url}/{code}"}
    seconds = {}
    for selector, address in addresses.items():
        context = browser.new_context(**PHONE)
        seconds[selector] = took(slow(context.new_page()), address, selector)
        context.close()
    ana = Student(browser.new_context(**PHONE).new_page(), teacher.url)
    ana.join(code)
    teacher.quick("abcd")
    fresh = browser.new_context(storage_state=ana.page.context.storage_state(), **PHONE).new_page()
    seconds["#vote .opt"] = took(slow(fresh), ana.page.url, "#vote .opt")
    teacher.press("close")
    least = seconds.pop("pre")
    assert {selector: each for selector, each in seconds.items() if each > USABLE * least} == {}, least


def old(route: Route) -> None:
    """A stylesheet as an old browser understands it."""
    answer = route.fetch()
    text = answer.text()
    kept = MODERN.sub("", text)
    assert ":has(" not in kept
    route.fulfill(response=answer, body=kept)


@pytest.mark.parametrize("sort", ["without pictures", "without :has and @property"])
def test_a_question_is_answered(browser: Browser, teacher: Teacher, sort: str):
    ana = Student(browser.new_context(**PHONE).new_page(), teacher.url)
    if sort == "without pictures":
        ana.page.route(re.compile(r"\.(svg|png|jpe?g|webp|gif)\b"), lambda route: route.abort())
    else:
        ana.page.route("**/*.css", old)
    ana.join(teacher.truth.room["code"])
    live(ana.page)
    teacher.quick("yesno")
    ana.gets(teacher.truth)
    ana.answer("single", "1")
    expect(ana.page.locator("#mine")).to_be_in_viewport()
    teacher.press("close")
    teacher.press("reveal")
    teacher.stands("revealed")
    expect(ana.page.locator("#mine .loud")).to_have_text("Thank you.", use_inner_text=True)
