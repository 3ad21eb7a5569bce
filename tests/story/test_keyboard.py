"""A lesson without a mouse: the large button has the focus, the student tabs and types."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.story.people import Student, Teacher, live, read


def press(room: Teacher, keys: str) -> None:
    """What a person presses who has looked at the page."""
    expect(room.page.locator("[name=version]")).to_have_value(str(room.truth.room["version"]))
    read(room.page)
    room.page.keyboard.press(keys)


def tab_to(page: Page, selector: str) -> None:
    """Go there by Tab alone."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} was not reached")


def test_enter_and_space_lead_through_a_lesson(room: Teacher, student: Callable[..., Student]):
    ana = student()
    ana.join(room.truth.room["code"], "Ana")
    live(ana.page)
    expect(room.page.locator("#stage .primary")).to_be_focused()
    for keys, phase in (("Enter", "open"), ("Space", "closed"), ("Enter", "revealed"), ("Space", "open")):
        press(room, keys)
        room.stands(phase)
        expect(room.page.locator("#stage .primary")).to_be_focused()
    ana.gets(room.truth)


def test_a_key_held_down_or_pressed_twice_moves_once(room: Teacher):
    read(room.page)
    for _ in range(4):
        room.page.keyboard.press("Enter")
    room.stands("open")
    expect(room.page.locator("#stage.open .primary")).to_be_focused()
    assert (room.truth.room["version"], room.truth.phase) == (2, "open")


def test_a_student_answers_without_touching_the_page(room: Teacher, student: Callable[..., Student]):
    ana = student()
    ana.page.goto(f"{ana.url}/")
    expect(ana.page.locator("#code")).to_be_focused()
    ana.page.keyboard.type(room.truth.room["code"])
    ana.page.keyboard.press("Enter")
    ana.page.locator(".joinas").wait_for()
    tab_to(ana.page, ".joinas")
    ana.page.keyboard.press("Enter")
    live(ana.page)
    room.ask(1)
    ana.gets(room.truth)
    expect(ana.page.locator("#stage h2")).to_be_focused()
    tab_to(ana.page, "#vote button[value='2']")
    ana.page.keyboard.press("Space")
    expect(ana.page.locator("#mine .answered")).to_contain_text("Received")
    expect(ana.page.locator("#vote button[value='2']")).to_be_focused()
    room.press("close")
    expect(ana.page.locator("#stage.closed h2")).to_be_focused()
    read(room.page)
    room.page.click("#jump li:nth-child(5) button")
    expect(ana.page.locator("#stage.open h2")).to_be_focused()
    tab_to(ana.page, "#answer-word-1")
    ana.page.keyboard.type("joy")
    ana.page.keyboard.press("Enter")
    expect(ana.page.locator("#mine .answered")).to_contain_text("joy")
