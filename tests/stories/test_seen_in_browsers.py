"""What people saw go wrong in real browsers: a lesson's small things, each as it has to be."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.support.people import Question, Screen, Student, Teacher, live
from tests.support.sight import until

BAR = """() => {
  const [track, bar] = ['.timebar', '.timebar svg'].map(each => document.querySelector(each).getBoundingClientRect());
  return bar.width / track.width;
}"""
"How much of the clock's bar is left, from 1 to 0."


def test_whoever_reloads_and_ticks_one_more_sends_all_of_them(room: Teacher, student: Callable[..., Student]):
    ana = student()
    ana.join(room.truth.room["code"])
    room.ask(2)
    ana.gets(room.truth)
    ana.answer("several", ["1", "3"])
    ana.page.reload()
    live(ana.page)
    expect(ana.page.locator("#vote :checked")).to_have_count(2)
    ana.answer("several", ["2"])
    assert [given.value for given in room.truth.given] == ["1,2,3"]


def test_touched_boxes_of_a_second_tab_show_what_the_first_has_sent(room: Teacher, student: Callable[..., Student]):
    ana, other = two_tabs(room, student)
    other.fill("several", ["2", "4"])
    assert ticked(other) == ["2", "4"]
    ana.answer("several", ["1", "3"])
    until(lambda: ticked(other) == ["1", "3"])
    other.fill("several", ["4"])
    assert (ticked(ana), ticked(other)) == (["1", "3"], ["1", "3", "4"])
    room.press("pause")
    for each in (ana, other):
        expect(each.page.locator(".timer.paused")).to_be_attached()
    room.press("resume")
    other.answer("several", ["2"])
    until(lambda: ticked(ana) == ["1", "2", "3", "4"])
    assert [given.value for given in room.truth.given] == ["1,2,3,4"]


def test_a_question_that_is_opened_again_shows_what_was_sent(room: Teacher, student: Callable[..., Student]):
    ana, other = two_tabs(room, student)
    ana.answer("several", ["1", "3"])
    room.press("close")
    expect(ana.page.locator("#vote")).not_to_be_attached()
    expect(other.page.locator("#vote")).not_to_be_attached()
    room.press("reopen")
    for each in (ana, other):
        each.gets(room.truth)
        until(lambda each=each: ticked(each) == ["1", "3"])  # type: ignore[misc]


def two_tabs(room: Teacher, student: Callable[..., Student]) -> tuple[Student, Student]:
    """Ana has the question with several right choices in two tabs."""
    ana = student()
    ana.join(room.truth.room["code"])
    live(ana.page)
    page = ana.page.context.new_page()
    page.goto(ana.page.url)
    live(page)
    room.ask(2)
    tabs = ana, Student(page, ana.url)
    for each in tabs:
        each.gets(room.truth)
    return tabs


def ticked(student: Student) -> list[str]:
    """The choices whose boxes are ticked, as people see them."""
    boxes = student.page.locator("#vote [type=checkbox]").all()
    return [str(box.get_attribute("value")) for box in boxes if box.is_checked()]


def test_a_paused_bar_stays_where_it_was(
    teacher: Teacher, student: Callable[..., Student], show: Callable[..., Screen]
):
    teacher.write_quiz("A pause", [Question("single", "Quick?", {"choices": ["Yes", "No"], "right": [1]}, seconds=60)])
    teacher.start()
    ana, screen = student(), show(teacher)
    ana.join(teacher.truth.room["code"])
    live(ana.page)
    teacher.press("open")
    teacher.stands("open")
    ana.gets(teacher.truth)
    pages: list[Page] = [teacher.page, screen.page, ana.page]
    until(lambda: all(page.evaluate(BAR) < 0.95 for page in pages))
    teacher.press("pause")
    for page in pages:
        expect(page.locator(".timer.paused")).to_be_attached()
    stands = [page.evaluate(BAR) for page in pages]
    fresh = ana.page.context.new_page()
    fresh.goto(ana.page.url)
    stands.append(fresh.evaluate(BAR))
    assert (min(stands) > 0.1, max(stands) < 0.97, max(stands) - min(stands) < 0.02) == (True,) * 3, stands


def test_not_you_is_a_page_of_its_own_that_covers_no_question_and_leads_back(
    room: Teacher, student: Callable[..., Student]
):
    ana = student()
    ana.join(room.truth.room["code"])
    live(ana.page)
    ana.page.click("#me a")
    expect(ana.page.locator("button[name=leave]")).to_be_visible()
    room.ask(1)
    expect(ana.page.locator("#stage")).to_have_count(0)
    ana.page.click("text=It is me")
    ana.gets(room.truth)
    expect(ana.page.locator("button[name=leave]")).to_have_count(0)


def test_the_menu_of_any_row_opens_inside_the_window(teacher: Teacher):
    teacher.page.set_viewport_size({"width": 1280, "height": 620})
    teacher.write_quiz("Many rows", [Question("cloud", f"Word {number}?", {"words": 1}) for number in range(8)])
    for row in (1, 4, 7, 8):
        menu = teacher.page.locator(f".questions > li:nth-child({row})")
        menu.scroll_into_view_if_needed()
        menu.locator("summary").click()
        expect(menu.locator(".menu")).to_be_in_viewport(ratio=1)
        menu.locator("summary").click()


def test_notes_open_beside_the_host_page_and_follow_the_lesson(room: Teacher):
    with room.page.expect_popup() as opened:
        room.page.click("summary:has-text('More')")
        room.page.click("text=Notes and key")
    notes = opened.value
    live(notes)
    expect(notes.locator("#notes h2")).to_have_text("Next")
    room.press("open")
    expect(notes.locator("#notes h2")).to_have_text(["Now", "Next"])
    expect(room.page.locator("#stage .where")).to_have_text(re.compile(r"Question 1 of \d+"))


def test_the_hosts_own_screen_follows_a_new_code_by_itself(room: Teacher, show: Callable[..., Screen]):
    own = room.page.context.new_page()
    own.goto(f"{room.url}{room.screen_link}")
    live(own)
    other, old = show(room), own.url
    room.page.click("summary:has-text('More')")
    room.page.click("button[name=renew][value='1']")
    expect(own).not_to_have_url(old)
    live(own)
    expect(own.locator(".bigcode")).to_contain_text(room.truth.room["code"][:3])
    expect(other.page.get_by_text("This screen link has been replaced.")).to_be_visible()
    words = "1 screen has followed to the new address. 1 screen has ended. Open it again:"
    expect(room.page.locator("#screens")).to_contain_text(words)
    expect(room.page.locator("#screens a")).to_have_attribute(
        "href", re.compile(re.escape(own.url.split("/screen/")[1]))
    )
