"""What a teacher writes with formulas and listings, from the editor to the class, drawn by a process of its own."""

from playwright.sync_api import expect

from tests.support.people import Question, live
from tests.support.processes import children

TEXT = "What does it print for $x^2$?\n\n```python\nprint(len('abc'))\n```"
WRITTEN = [Question("single", TEXT, {"choices": ["$\\frac{6}{2}$", "abc"], "right": [1]})]


def test_a_listing_and_formulas_are_drawn_apart_and_seen_in_the_room(teacher, student, show, program):
    teacher.write_quiz("Python", WRITTEN)
    assert [words for words in children(program.pid).values() if "live.workshop.child" in words] != []
    teacher.start()
    live(teacher.page)
    screen, ana = show(teacher), student()
    ana.join(teacher.truth.room["code"])
    teacher.press("open")
    for page in (screen.page, ana.page):
        expect(page.locator("#stage code .nf")).to_have_text(["print", "len"])
        expect(page.locator("#stage msup")).to_have_count(1)
        expect(page.locator("#stage mfrac").first).to_be_visible()
    ana.answer("single", "1")
    teacher.press("close")
    teacher.press("reveal")
    expect(ana.page.locator("#mine mfrac").first).to_be_visible()
