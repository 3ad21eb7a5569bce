"""Putting things in order on a phone: tapped in turn, by keyboard, and without script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.people import Question, Student, Teacher, live

ITEMS = ["Fall of Rome", "Printing", "Revolution", "Moon landing"]
QUIZ = [Question("order", "What came first?", {"items": ITEMS, "order": [1, 2, 3, 4]})]


@pytest.fixture
def asked(teacher: Teacher) -> Teacher:
    """A teacher who has asked for an order."""
    teacher.write_quiz("In order", QUIZ)
    teacher.start()
    live(teacher.page)
    teacher.press("open")
    teacher.stands("open")
    return teacher


def joins(teacher: Teacher, student: Student) -> Page:
    student.join(teacher.truth.room["code"])
    student.gets(teacher.truth)
    return student.page


def tap(page: Page, *items: int) -> None:
    for item in items:
        page.locator(f"#vote .turn:nth-child({item})").click()


def seen(page: Page) -> list[list[str]]:
    """The boxes that each item shows; those that are ticked with a mark."""
    return [
        [each.inner_text() + "!" * each.locator("input").is_checked() for each in turn.locator(".chip:visible").all()]
        for turn in page.locator("#vote .turn").all()
    ]


@pytest.mark.parametrize("way", ["live", "no script"])
def test_a_tap_gives_the_first_free_place_and_a_second_one_takes_it_back(
    asked: Teacher, student: Callable[..., Student], way: str
):
    ana = student(way)
    page = joins(asked, ana)
    assert seen(page) == [["1"], ["1"], ["1"], ["1"]]
    tap(page, 3, 1, 4)
    assert seen(page) == [["2!"], ["4"], ["1!"], ["3!"]]
    tap(page, 3)
    assert seen(page) == [["2!"], ["1"], ["1"], ["3!"]]
    tap(page, 2)
    assert seen(page) == [["2!"], ["1!"], ["4"], ["3!"]]
    page.click("#vote .send")
    expect(page.locator("#mine .answered")).to_contain_text("Received")
    assert [given.value for given in asked.truth.given] == ["2,1,4,3"]
    page.reload()
    assert seen(page) == [["2!"], ["1!"], ["4!"], ["3!"]]
    tap(page, 1, 2, 2, 1)
    assert seen(page) == [["2!"], ["1!"], ["4!"], ["3!"]]
    tap(page, 1, 2, 1, 2)
    page.click("#vote .send")
    expect(page.locator("#mine .said")).to_contain_text(f"1. {page.locator('#at1').inner_text()}, 2. ")
    assert [given.value for given in asked.truth.given] == ["1,2,4,3"]
    page.click("#vote [type=reset]")
    assert seen(page) == ([["2!"], ["1!"], ["4!"], ["3!"]] if way == "live" else [["1!"], ["2!"], ["4!"], ["3!"]])


def test_tab_and_space_put_things_in_order_and_never_lose_the_focus(asked: Teacher, student: Callable[..., Student]):
    page = joins(asked, student())
    focused = page.locator("#vote input:focus")

    def press(*keys: str) -> str:
        for key in keys:
            page.keyboard.press(key)
        return f"{focused.get_attribute('name')} {focused.get_attribute('value')}"

    page.locator("[name=at1][value='1']").focus()
    assert [press("Space"), press("Tab", "Space"), press("Tab", "Space")] == ["at1 1", "at2 2", "at3 3"]
    assert press("Shift+Tab", "Shift+Tab", "Space") == "at1 1"
    assert press("Tab", "Tab", "Space") == "at3 3"
    assert press("Shift+Tab") == "at3 1"
    assert [press("Space"), press("Shift+Tab", "Shift+Tab", "Space")] == ["at3 1", "at1 3"]
    page.keyboard.press("Enter")
    expect(page.locator("#mine .answered")).to_contain_text("Received")
    assert [given.value for given in asked.truth.given] == ["3,2,1,4"]
