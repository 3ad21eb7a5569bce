"""The focus follows every change of stage, whoever caused it, unless somebody is typing elsewhere."""

from collections.abc import Callable

from playwright.sync_api import APIResponse, Page, Route, StorageState, expect

from live.models.round import PUSH_TAKES
from tests.support.fixtures.browsers import Windows
from tests.support.people import Question, Student, Teacher, live

QUIZ = [
    Question("single", "Quick one?", {"choices": ["Yes", "No"], "right": [1]}, seconds=5),
    Question("single", "Slow one?", {"choices": ["Yes", "No"], "right": [1]}, seconds=300),
]
BIG = "#stage .primary"


def a_short_one(teacher: Teacher) -> None:
    """The first question, whose clock closes it by itself, is open."""
    teacher.write_quiz(f"Focus {PUSH_TAKES}", QUIZ)
    teacher.start()
    live(teacher.page)
    teacher.press("open")
    teacher.stands("open")


def beside(windows: Windows, teacher: Teacher, signed_in: StorageState) -> Page:
    """The same host at another computer."""
    page = windows.open(storage_state=signed_in)
    page.goto(teacher.page.url)
    live(page)
    return page


def test_after_the_clocks_own_close_enter_presses_the_next_step(teacher: Teacher, student: Callable[..., Student]):
    a_short_one(teacher)
    teacher.stands("closed")
    expect(teacher.page.locator(BIG)).to_be_focused()
    teacher.looks()
    teacher.page.keyboard.press("Enter")
    teacher.stands("revealed")
    expect(teacher.page.locator(BIG)).to_be_focused()


def test_the_clock_takes_the_focus_from_nobody_who_is_typing(teacher: Teacher):
    a_short_one(teacher)
    teacher.page.click("#quick [name=quick_text]")
    teacher.stands("closed")
    expect(teacher.page.locator(BIG)).to_be_visible()
    teacher.page.keyboard.type("Shall we go on?")
    assert teacher.page.input_value("#quick [name=quick_text]") == "Shall we go on?"
    assert teacher.truth.phase == "closed"


def test_another_hosts_press_moves_the_focus_but_not_away_from_typing(
    windows: Windows, room: Teacher, signed_in: StorageState
):
    other = beside(windows, room, signed_in)
    other.click("#stage button[name=move][value=open]")
    room.stands("open")
    expect(room.page.locator(BIG)).to_be_focused()
    room.page.focus("#quick [name=quick_text]")
    room.looks()
    other.click("#stage button[name=move][value=close]")
    room.stands("closed")
    expect(room.page.locator(BIG)).to_be_visible()
    room.page.keyboard.type("no")
    assert room.page.input_value("#quick [name=quick_text]") == "no"


def test_who_sends_a_quick_question_has_the_next_step_under_enter(room: Teacher):
    room.page.fill("#quick [name=quick_text]", "Shall we go on?")
    room.page.keyboard.press("Enter")
    room.stands("open")
    expect(room.page.locator(BIG)).to_be_focused()
    expect(room.page.locator("#quick [name=quick_text]")).to_have_value("")
    room.looks()
    room.page.keyboard.press("Enter")
    room.stands("closed")


def test_a_push_that_overtakes_the_reply_to_a_quick_question_takes_the_focus_too(room: Teacher):
    replies: list[tuple[Route, APIResponse]] = []
    room.page.route("**/act/", lambda route: replies.append((route, route.fetch())))
    room.page.fill("#quick [name=quick_text]", "Shall we go on?")
    room.page.keyboard.press("Enter")
    room.stands("open")
    expect(room.page.locator(BIG)).to_be_focused()
    route, reply = replies[0]
    route.fulfill(response=reply)
    expect(room.page.locator("#quick [name=quick_text]")).to_have_value("")
    expect(room.page.locator(BIG)).to_be_focused()


def test_the_stage_of_the_presenter_and_of_a_student_has_it_after_the_clocks_close(
    windows: Windows, teacher: Teacher, student: Callable[..., Student], signed_in: StorageState
):
    a_short_one(teacher)
    present = windows.open(storage_state=signed_in)
    present.goto(f"{teacher.page.url}present/")
    live(present)
    ana = student()
    ana.join(teacher.truth.room["code"])
    live(ana.page)
    teacher.stands("closed")
    expect(ana.page.locator("#stage.closed h2")).to_be_focused()
    expect(present.locator("#stage.closed")).to_be_attached()
    expect(present.locator("#bar button.primary")).to_be_focused()
