"""The host looks after people without leaving the live page."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.support.fixtures.browsers import Windows
from tests.support.people import Screen, Student, Teacher, live


def open_panel(room: Teacher, nickname: str) -> None:
    """Press the name in the list."""
    room.page.click(f".persons li:has-text('{nickname}') a")
    expect(room.page.locator("#person h2")).to_have_text(nickname)


def test_somebody_is_renamed_hidden_and_removed_beside_the_lesson(room: Teacher, student: Callable[..., Student]):
    ana, host = student(), room.page.url
    ana.join(room.truth.room["code"], "Ana")
    live(ana.page)
    open_panel(room, "Ana")
    room.page.fill("#nickname", "Anna")
    room.page.click("#person button[value=rename]")
    expect(ana.page.locator("#me .nickname")).to_have_text("Anna")
    expect(room.page.locator("#person")).not_to_be_visible()
    open_panel(room, "Anna")
    room.page.click("#person button[value=hide]")
    expect(room.page.locator(".persons li.hidden")).to_contain_text("Anna")
    open_panel(room, "Anna")
    room.page.click("#person button[value=remove]")
    expect(ana.page.get_by_text("You are not in this room any more.")).to_be_visible()
    expect(room.page.locator(".persons")).to_have_text("Nobody is here yet.")
    assert room.page.url == host


def test_a_name_that_is_taken_is_said_in_the_panel_and_what_was_typed_stays(
    windows: Windows, room: Teacher, student: Callable[..., Student]
):
    windows.expected += ("422",)
    for nickname in ("Ana", "Ben"):
        student().join(room.truth.room["code"], nickname)
    open_panel(room, "Ben")
    room.page.fill("#nickname", "Ana")
    with room.page.expect_response("**/person/**") as refused:
        room.page.click("#person button[value=rename]")
    assert refused.value.status == 422
    expect(room.page.locator("#person .error")).to_have_text("This name is taken already. Choose another one.")
    expect(room.page.locator("#nickname")).to_have_value("Ana")


def test_a_push_leaves_the_open_panel_and_what_is_typed_there(room: Teacher, student: Callable[..., Student]):
    student().join(room.truth.room["code"], "Ana")
    open_panel(room, "Ana")
    room.page.fill("#nickname", "Anna-L")
    student().join(room.truth.room["code"], "Ben")
    expect(room.page.locator(".persons")).to_contain_text("Ben")
    expect(room.page.locator("#nickname")).to_have_value("Anna-L")
    room.page.click("#person form[method=dialog] button")
    expect(room.page.locator("#person")).not_to_be_visible()


def test_a_rude_name_is_on_no_screen_until_the_host_has_said_so(
    room: Teacher, student: Callable[..., Student], show: Callable[..., Screen]
):
    screen, rude = show(room), student()
    rude.join(room.truth.room["code"], "Arschloch")
    expect(screen.page.locator(".names li")).to_have_text("…")
    expect(rude.page.locator("#me .nickname")).to_have_text("Arschloch")
    room.page.click(".knocks button[value][name=show_person]")
    expect(screen.page.locator(".names li")).to_have_text("Arschloch")
    expect(room.page.locator(".knocks")).to_have_count(0)
