"""Sound on: one press on the screen, and a real browser plays what happens in the lesson; other screens stay quiet."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, StorageState, expect

from tests.support.fixtures.browsers import Windows
from tests.support.people import Screen, Student, Teacher, live

SOUND = re.compile(r"/live/sounds/(\w+)\.")
PLAYED = """name => {
    const audio = document.querySelector('#cue')
    return audio?.src.includes(`/sounds/${name}`) && !audio.error && audio.played.length > 0
}"""


def plays(page: Page, name: str) -> None:
    """The browser has begun to play this sound: its rules let it."""
    page.wait_for_function(PLAYED, arg=name)


def asked(page: Page) -> list[str]:
    """The sounds that a page asks for from now on."""
    found: list[str] = []
    page.on("request", lambda request: found.extend(SOUND.findall(request.url)))
    return found


def test_a_screen_plays_what_happens_once_its_sound_is_on_and_no_other_page_does(
    windows: Windows,
    room: Teacher,
    show: Callable[..., Screen],
    student: Callable[..., Student],
    signed_in: StorageState,
):
    loud, quiet = show(room).page, show(room).page
    present = windows.open(storage_state=signed_in)
    present.goto(f"{room.page.url}present/")
    live(present)
    others = [asked(page) for page in (quiet, room.page)]
    for page in (loud, present):
        page.click("button:has-text('Sound on')")
        expect(page.locator("button:has-text('Sound off')")).to_be_focused()
        plays(page, "join")
        live(page)
    ana = student()
    ana.join(room.truth.room["code"])
    for move, name in {"open": "open", "close": "close", "reveal": "reveal"}.items():
        room.press(move)
        for page in (loud, present):
            plays(page, name)
        if move == "open":
            ana.answer("single", "2")
    loud.click("button:has-text('Sound off')")
    expect(loud.locator("#cue")).not_to_be_attached()
    live(loud)
    room.end()
    plays(present, "podium")
    expect(loud.locator("#stage.ended")).to_be_attached()
    expect(quiet.locator("#stage.ended")).to_be_attached()
    assert (others, quiet.locator("audio").count(), loud.locator("audio").count()) == ([[], []], 0, 0)


def test_a_screen_without_script_has_no_button(room: Teacher, show: Callable[..., Screen]):
    screen = show(room, java_script_enabled=False).page
    expect(screen.locator("#stage")).to_be_visible()
    expect(screen.locator("button.sound")).to_be_hidden()
