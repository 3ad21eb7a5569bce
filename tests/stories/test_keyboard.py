"""A lesson without a mouse: the large button has the focus, every move has its key, the student tabs and types."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.support.people import Student, Teacher, live


def press(room: Teacher, keys: str) -> None:
    """What a person presses who has looked at the page."""
    expect(room.page.locator("[name=version]")).to_have_value(str(room.truth.room["version"]))
    room.looks()
    if keys.startswith("Alt+"):
        _press_access_key(room.page, keys[-1])
    else:
        room.page.keyboard.press(keys)


def _press_access_key(page: Page, letter: str) -> None:
    """As a keyboard does: Chromium looks for access keys when the letter comes, and Playwright sends none with Alt."""
    key = {"modifiers": 1, "key": letter, "windowsVirtualKeyCode": ord(letter.upper())}
    devtools = page.context.new_cdp_session(page)
    devtools.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **key})
    devtools.send("Input.dispatchKeyEvent", {"type": "char", "text": letter, "unmodifiedText": letter, **key})
    devtools.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
    devtools.detach()


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


def test_every_move_has_a_key_that_works_from_anywhere(room: Teacher):
    room.page.focus("#quick-text")
    ways = [("Alt+n", "open"), ("Alt+p", "open"), ("Alt+p", "open"), ("Alt+t", "open"), ("Alt+c", "closed"),
            ("Alt+o", "open"), ("Alt+c", "closed"), ("Alt+r", "revealed"), ("Alt+s", "standings"), ("Alt+a", "open"),
            ("Alt+k", "lobby")]  # fmt: skip
    for keys, phase in ways:
        before = room.truth.room["version"]
        press(room, keys)
        expect(room.page.locator("[name=version]"), keys).to_have_value(str(before + 1))
        room.stands(phase)
    press(room, "Alt+x")
    expect(room.page.locator("button[value=end]")).to_be_visible()
    tab_to(room.page, "button[value=end]")
    room.page.keyboard.press("Enter")
    room.stands("ended")


def test_a_key_held_down_or_pressed_twice_moves_once(room: Teacher):
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
    room.page.click("#jump li:nth-child(5) button")
    expect(ana.page.locator("#stage.open h2")).to_be_focused()
    tab_to(ana.page, "#answer-word-1")
    ana.page.keyboard.type("joy")
    ana.page.keyboard.press("Enter")
    expect(ana.page.locator("#mine .answered")).to_contain_text("joy")
