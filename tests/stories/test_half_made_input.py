"""What somebody is doing on a phone is not disturbed by what others do, and is not done twice."""

import re
from collections.abc import Callable
from time import monotonic

from playwright.sync_api import expect

from tests.support.people import Student, Teacher, live
from tests.support.sight import SECONDS, until


def test_typed_text_and_the_keyboard_survive_all_that_others_do(room: Teacher, student: Callable[..., Student]):
    typist, other = student(), student()
    typist.join(room.truth.room["code"])
    live(typist.page)
    room.ask(3)
    typist.gets(room.truth)
    typist.page.locator("#answer-number").press_sequentially("12,")
    other.join(room.truth.room["code"])
    other.answer("number", "8.3")
    timer = typist.page.locator("#timer > .timer").get_attribute("id")
    room.press("more")
    expect(typist.page.locator(f"#timer > .timer:not([id='{timer}'])")).to_be_attached()
    room.page.click(f".persons li:has-text('{typist.nickname}') a")
    room.page.fill("#nickname", "Tippi")
    room.page.click("button[value=rename]")
    expect(typist.page.locator("#me .nickname")).to_have_text("Tippi")
    live(room.page)
    typist.page.keyboard.type("5")
    assert typist.page.input_value("#answer-number") == "12,5"


def test_fifteen_seconds_more_replace_the_timer_whose_digits_count_down(room: Teacher, student: Callable[..., Student]):
    ana = student()
    ana.join(room.truth.room["code"])
    live(ana.page)
    since = monotonic()
    room.ask(1)
    ana.gets(room.truth)
    begin: int = ana.page.evaluate(SECONDS)
    until(lambda: ana.page.evaluate(SECONDS) <= begin - 1)
    old = ana.page.locator("#timer > .timer").get_attribute("id")
    shown: int = ana.page.evaluate(SECONDS)
    room.press("more")
    new = ana.page.locator(f"#timer > .timer:not([id='{old}'])")
    expect(new).to_be_attached()
    more: int = ana.page.evaluate(SECONDS)
    beat = 1  # the new one counts from when it was drawn, the old one from when that was
    assert shown + 15 - (monotonic() - since) - beat <= more <= shown + 15 + beat
    until(lambda: ana.page.evaluate(SECONDS) <= more - 2)


def test_a_fast_double_tap_is_one_request_and_one_row(room: Teacher, student: Callable[..., Student]):
    ana = student()
    ana.join(room.truth.room["code"])
    live(ana.page)
    room.quick("abcd")
    ana.gets(room.truth)
    posts: list[str] = []
    ana.page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    ana.page.evaluate("() => { const tap = document.querySelector('#vote [value=\"2\"]'); tap.click(); tap.click(); }")
    expect(ana.page.locator("#mine .answered")).to_contain_text("Received")
    truth = room.truth
    assert len(posts) == 1
    assert [(given.nickname, given.value) for given in truth.given] == [(ana.nickname, "2")]


def test_a_refusal_is_seen_on_the_page_and_what_was_typed_stays(room: Teacher, student: Callable[..., Student]):
    ana = student(expected=("422",))
    ana.join(room.truth.room["code"])
    live(ana.page)
    room.ask(3)
    ana.gets(room.truth)
    ana.fill("number", "twelve")
    ana.page.click("#vote .send")
    refused = ana.page.locator("#say .refused")
    expect(refused).to_have_text("That is not a number that we can read. Write it like 12 or 3.5.")
    expect(refused).to_be_in_viewport()
    assert ana.page.input_value("#answer-number") == "twelve"
    ana.answer("number", "12")
    expect(refused).to_have_count(0)


def test_without_script_a_refusal_is_the_question_again_with_what_was_typed(
    room: Teacher, student: Callable[..., Student]
):
    ana = student("no script", expected=("422",))
    ana.join(room.truth.room["code"])
    room.ask(3)
    ana.look_for_news()
    ana.fill("number", "twelve")
    ana.page.click("#vote .send")
    expect(ana.page.locator("#say")).to_have_text("That is not a number that we can read. Write it like 12 or 3.5.")
    expect(ana.page.locator("#answer-number")).to_have_value("twelve")
    ana.answer("number", "12")


def test_the_focus_goes_to_a_new_stage_and_not_to_a_count(room: Teacher, student: Callable[..., Student]):
    ana = student()
    ana.join(room.truth.room["code"])
    live(ana.page)
    room.quick("yesno")
    ana.gets(room.truth)
    expect(ana.page.locator("#stage h2")).to_be_focused()
    ana.page.focus("#vote [value='1']")
    other = student()
    other.join(room.truth.room["code"])
    other.answer("single", "2")
    expect(room.page.locator("#answered")).to_have_text(re.compile("1 of 2"))
    expect(ana.page.locator("#vote [value='1']")).to_be_focused()


def test_a_tap_that_finds_no_way_is_said_to_be_not_received(room: Teacher, student: Callable[..., Student]):
    ana = student(expected=("ERR_FAILED", "Failed to fetch"))
    ana.join(room.truth.room["code"])
    live(ana.page)
    room.ask(1)
    ana.gets(room.truth)
    waiting = ana.page.get_by_text("Not received yet. If this stays, tap again.")
    expect(waiting).not_to_be_visible()
    ana.page.route("**/answer/", lambda route: route.abort())
    ana.page.click("#vote button[value='2']")
    expect(waiting).to_be_visible()
    ana.page.unroute("**/answer/")
    ana.answer("single", "2")
    expect(waiting).not_to_be_visible()


def test_what_several_choices_were_sent_is_not_marked_beside_what_is_ticked_anew(
    room: Teacher, student: Callable[..., Student]
):
    ana = student()
    ana.join(room.truth.room["code"])
    live(ana.page)
    room.ask(2)
    ana.gets(room.truth)
    ana.answer("several", ["1", "3"])
    assert marked(ana) == ["1", "3"]
    ana.fill("several", ["1", "2"])
    assert marked(ana) == ["2", "3"]


def marked(student: Student) -> list[str]:
    """The choices that are drawn as one's own: with a ring of ink."""
    script = """all => {
      all.forEach(each => each.getAnimations().forEach(one => one.finish()))
      const ink = getComputedStyle(document.body).color
      return all.filter(each => getComputedStyle(each).borderTopColor === ink).map(each => each.control.value)
    }"""
    found: list[str] = student.page.locator("#vote .opt").evaluate_all(script)
    return found


def test_who_is_removed_reads_so_without_asking(room: Teacher, student: Callable[..., Student]):
    ana, asked = student(), list[str]()
    ana.join(room.truth.room["code"], "Ana")
    live(ana.page)
    room.page.click(".persons li:has-text('Ana') a")
    ana.page.on("request", lambda request: asked.append(request.url))
    room.page.click("button[value=remove]")
    expect(ana.page.get_by_text("You are not in this room any more.")).to_be_visible()
    expect(ana.page.get_by_text("Ana", exact=True)).not_to_be_visible()
    expect(ana.page.locator("#linkbox")).to_be_empty()
    assert asked == []
    live(room.page)


def test_the_back_button_after_leaving_shows_nothing_of_whose_seat_it_was(
    room: Teacher, keeper: Callable[..., Student]
):
    ana = keeper(("403", "htmx:ws:error"))  # the page may be left while a socket opens
    ana.join(room.truth.room["code"], "Ana")
    live(ana.page)
    ana.page.click("#me a")
    ana.page.click("button[name=leave]")
    expect(ana.page.locator("#code")).to_be_visible()
    ana.page.go_back(wait_until="commit")  # to the way out, which names nobody
    expect(ana.page.locator("button[name=leave]")).to_be_visible()
    expect(ana.page.get_by_text("Ana", exact=True)).not_to_be_visible()
    ana.page.go_back(wait_until="commit")
    expect(ana.page.get_by_text("not in this room")).to_be_visible()
    expect(ana.page.get_by_text("Ana", exact=True)).not_to_be_visible()


def test_typed_text_survives_another_language_and_the_page_turns_with_it(
    room: Teacher, student: Callable[..., Student]
):
    typist = student()
    typist.join(room.truth.room["code"])
    live(typist.page)
    room.ask(3)
    typist.gets(room.truth)
    typist.page.locator("#answer-number").press_sequentially("12,")
    room.page.locator("summary", has_text="More").click()
    room.page.click("button[name=language][value=ar]")
    expect(room.page.locator("html[lang=ar][dir=rtl]")).to_be_attached()
    expect(typist.page.locator("#stage[lang=ar][dir=rtl]")).to_be_attached()
    assert typist.page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    typist.page.keyboard.type("5")
    assert typist.page.input_value("#answer-number") == "12,5"
    typist.page.keyboard.press("Enter")
    expect(typist.page.locator("#mine")).to_contain_text("وصلت")
