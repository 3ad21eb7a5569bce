"""A question of every kind: written by the keyboard alone, answered in five ways, told everywhere as it is stored."""

import csv
import io
from collections.abc import Callable

from playwright.sync_api import expect

from live.kinds import kind
from tests.support.examples import EXAMPLES
from tests.support.form_filling import points, types
from tests.support.kind_forms import form
from tests.support.people import Screen, Student, Teacher, again, live
from tests.support.picture_files import picture

WAYS = {"Ana": "live", "Ben": "no socket", "Cleo": "no script", "Dan": "live", "Eva": "no htmx"}
"Who is there and how; Dan has no mouse."
IN_ARABIC = len(EXAMPLES) // 2
"From this question on the room is in Arabic."
SENT = "button[name=then][value=show]"
MAP = picture((800, 600))
OUTCOMES = {0.0: "wrong", 1.0: "right"}


def write(teacher: Teacher) -> None:
    """Write a quiz with a question of every kind without a mouse."""
    page = teacher.page
    page.goto(f"{teacher.url}/quizzes/")
    page.focus("#field-title")
    page.keyboard.type("Every kind")
    page.keyboard.press("Enter")
    page.wait_for_url("**/quizzes/*/")
    quiz = page.url
    for number, (slug, example) in enumerate(EXAMPLES.items(), 1):
        page.goto(f"{quiz}questions/new/?kind={slug}")
        expect(page.locator("#field-text")).to_be_focused()
        page.keyboard.type(f"What is it, {slug}?")
        if kind(slug).pictured:
            page.set_input_files("#upload-0", {"name": "map.png", "mimeType": "image/png", "buffer": MAP})
            if page.locator("details.pictured").first.get_attribute("open") is None:
                page.focus("details.pictured > summary")
                page.keyboard.press("Enter")
            page.focus("#field-text")
        types(page, SENT, {**example.written, "alt": "A map"} if kind(slug).pictured else example.written)
        expect(page.locator(".questions > li")).to_have_count(number)


def answer(phone: Student, slug: str) -> None:
    """Send the example's answer, Dan by the keyboard alone, and see that it was received."""
    wanted = EXAMPLES[slug].answer
    with phone.page.expect_response("**/answer/"):
        if phone.nickname == "Dan":
            types(phone.page, "#vote .send", wanted)
        else:
            points(phone.page, "#vote", wanted)
    expect(phone.page.locator("#mine .answered")).to_be_attached()


def outcome(slug: str) -> str:
    """What the example's answer comes to."""
    example, of = EXAMPLES[slug], kind(slug)
    if not of.graded(example.content):
        return "poll"
    return OUTCOMES.get(of.fraction(example.content, example.value, partial=False), "partly")


def test_every_kind_is_written_asked_answered_and_told(
    teacher: Teacher, show: Callable[[Teacher], Screen], student: Callable[..., Student]
):
    write(teacher)
    teacher.start()
    live(teacher.page)
    screen, phones = show(teacher), {name: student(way) for name, way in WAYS.items()}
    for name, phone in phones.items():
        phone.join(teacher.truth.room["code"], name)
    for name in ("Ben", "Cleo", "Eva"):  # whose news come by themselves, too, in seconds: that is another story
        phones[name].looks = {"open", "revealed"}
    for number, slug in enumerate(EXAMPLES, 1):
        if number == IN_ARABIC:
            teacher.speaks("ar")
        teacher.ask(number)
        for phone in phones.values():
            phone.gets(teacher.truth)
            answer(phone, slug)
        expect(screen.page.locator("#answered")).to_contain_text("5")
        teacher.press("close")
        teacher.press("reveal")
        expect(screen.page.locator("#stage.revealed")).to_be_attached()
        for phone in phones.values():
            if "revealed" in phone.looks:
                again(phone.page)
            expect(phone.page.locator(f"#mine .{outcome(slug)}")).to_be_attached()
    truth = teacher.truth
    asked = {each.id: each.kind_slug for each in truth.rounds}
    stored = {(asked[each.round_id], each.nickname): each.value for each in truth.given}
    assert stored == {(slug, name): example.value for slug, example in EXAMPLES.items() for name in WAYS}
    assert {each.kind_slug: each.content for each in truth.rounds} == {
        slug: example.content for slug, example in EXAMPLES.items()
    }
    teacher.end()
    _results(teacher)


def _results(teacher: Teacher) -> None:
    """The table that the teacher takes along has everybody's answer in words."""
    sheet = teacher.page.request.get(f"{teacher.url}/rooms/{teacher.room_id}/results.csv").text()
    rows = list(csv.reader(io.StringIO(sheet.lstrip("\ufeff"))))
    told = {row[0]: row for row in rows if row and row[0] in WAYS}
    for slug in EXAMPLES:
        assert [name for name, row in told.items() if not any(words(slug) in cell for cell in row)] == [], slug


def words(slug: str) -> str:
    """The example's answer as the table has it."""
    of, content = kind(slug), EXAMPLES[slug].content
    value, typed = of.parse(content, form(**EXAMPLES[slug].answer))
    return typed if of.wordy else of.value_text(content, value)
