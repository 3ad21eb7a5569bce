"""A question of every kind: written by the keyboard alone, answered in five ways, told everywhere as it is stored.

It is four lessons in one room: with script, with sockets refused, without script, and by the keyboard alone a phone
each is asked all kinds and answers them, as differently as people do; one more has no htmx, and one hardly ever
answers. A phone knows nothing of the others, so each has the lesson that it would have alone, and the tallies have
more to count. From the middle on the room is in Arabic. After each open, close and reveal, and in the standings, at
the end, in the results, in print and in the file, all numbers that stand on the pages of host, screen, presenter and
phones, and the words beside them, are those that `tests/support/reckoned` makes of the rows of the database.
"""

import csv
import io
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from live.kinds import kind
from tests.support.examples import EXAMPLES
from tests.support.form_filling import points, types
from tests.support.people import Screen, Student, Teacher, again, live
from tests.support.picture_files import picture
from tests.support.reading import drawn, shows, tokens
from tests.support.reckoned import pages, results
from tests.support.reckoned.answers import cell, in_spreadsheet
from tests.support.reckoned.pages import Reckoned
from tests.support.reckoned.pictures import pictures

WAYS = {
    "Ana": "live",
    "Ben": "no socket",
    "Cleo": "no script",
    "Dan": "live",
    "Eva": "no htmx",
    "Finn": "live",
}
"Who is there and how; Dan has no mouse, and Finn hardly ever answers."
LOOKING = ("Ben", "Cleo", "Eva")
"To whom news come by themselves, too, but in seconds: that is another story. They look for them, but for the close."
IN_ARABIC = len(EXAMPLES) // 2
"From this question on the room is in Arabic."
SENT = "button[name=then][value=show]"
MAP = picture((800, 600))
HOST = {
    "where": "#stage .where",
    "progress": "#progress",
    "answered": "#answered",
    "tally": "#tally",
    "people": "#people",
    "strip": "#jump",
    "right": ".answer-key",
}
SCREEN = {
    "where": "#stage .where",
    "answered": "#answered",
    "tally": "#tally",
    "right": ".answer-key",
    "nearest": ".nearest",
    "ranks": "#stage .ranks, #stage .podium",
}
PHONE = {"where": "#stage .where", "mine": "#mine", "right": ".answer-key", "room": "#stage.revealed .lead"}
"Where numbers stand on pages."
PARTIAL = "button[name=toggle][value='partial:{}']"


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


def answer(phone: Student, wanted: dict[str, Any]) -> None:
    """Send an answer, Dan by the keyboard alone, and see that it was received."""
    with phone.page.expect_response("**/answer/"):
        if phone.nickname == "Dan":
            types(phone.page, "#vote .send", wanted)
        else:
            points(phone.page, "#vote", wanted)
    expect(phone.page.locator("#mine .answered")).to_be_attached()


class Lesson:
    """Who takes part, and what stands on all of their pages."""

    def __init__(self, teacher: Teacher, show: Callable[[Teacher], Screen], student: Callable[..., Student]) -> None:
        self.teacher, self.screen = teacher, show(teacher).page
        self.present = teacher.page.context.new_page()
        self.present.goto(f"{teacher.url}/host/{teacher.room_id}/present/")
        self.phones = {name: student(way) for name, way in WAYS.items()}
        for name, phone in self.phones.items():
            phone.join(teacher.truth.room["code"], name)
            phone.looks = {"open", "revealed", "standings", "ended"} if name in LOOKING else set()

    @property
    def truth(self) -> Reckoned:
        """The database now."""
        return Reckoned(self.teacher.database, self.teacher.room_id)

    def plays(self, number: int, slug: str) -> None:
        """Ask a question, have it answered, close and reveal it; all numbers are right all the time."""
        self.teacher.ask(number)
        given = dict(zip(WAYS, (EXAMPLES[slug].answer, *EXAMPLES[slug].others), strict=False))
        for name, phone in self.phones.items():
            phone.gets(self.teacher.truth)
            if name in given:
                answer(phone, given[name])
        self.all_see("open")
        self.moves("close", "closed")
        self.moves("reveal", "revealed")

    def moves(self, move: str, phase: str) -> None:
        """Press a button."""
        self.comes_to(phase, lambda: self.teacher.press(move))

    def comes_to(self, phase: str, press: Callable[[], None]) -> None:
        """Do what leads to a phase; everybody sees what is so then, whom news do not reach after having looked."""
        press()
        self.teacher.stands(phase)
        for phone in self.phones.values():
            if phase in phone.looks:
                again(phone.page)
        self.all_see(phase)

    def all_see(self, phase: str) -> None:
        """Every number on every page is what the rows of the database come to."""
        truth = self.truth
        assert truth.phase == phase
        words, what = truth.known, truth.round.kind_slug if truth.round else phase
        shows(self.teacher.page, HOST, pages.host(truth), words, f"{what}: the host")
        for page in (self.screen, self.present):
            shows(page, SCREEN, pages.screen(truth), words, f"{what}: the screen")
        for page in (self.teacher.page, self.screen, self.present):
            said, reckoned = pictures(truth.current, drawn(page, "#tally"))
            assert said == reckoned, what
        for name, phone in self.phones.items():
            if phase != "closed" or name not in LOOKING:
                shows(phone.page, PHONE, pages.phone(truth, name), words, f"{what}: {name}")


def test_every_kind_is_written_asked_answered_and_told(
    teacher: Teacher, show: Callable[[Teacher], Screen], student: Callable[..., Student]
):
    write(teacher)
    teacher.start()
    live(teacher.page)
    lesson = Lesson(teacher, show, student)
    teacher.page.click(PARTIAL.format("on"))
    expect(teacher.page.locator(PARTIAL.format("off"))).to_be_attached()
    for number, slug in enumerate(EXAMPLES, 1):
        if number == IN_ARABIC:
            teacher.speaks("ar")
        lesson.plays(number, slug)
    truth = lesson.truth
    assert {each.kind_slug: each.content for each in truth.rounds} == {
        slug: example.content for slug, example in EXAMPLES.items()
    }
    asked = {each.id: each.kind_slug for each in truth.rounds}
    first = {asked[each.round_id]: each.value for each in truth.given if each.nickname == "Ana"}
    assert first == {slug: example.value for slug, example in EXAMPLES.items()}
    lesson.moves("standings", "standings")
    lesson.comes_to("ended", teacher.end)
    _results(teacher.page, truth, f"{teacher.url}/rooms/{teacher.room_id}/results")


def _results(page: Page, truth: Reckoned, url: str) -> None:
    """The page of the results, as it is printed, and the table that the teacher takes along."""
    page.goto(f"{url}/")
    rounds = {f"#round-{each.number}": each for each in truth.rounds}
    for place, asked in rounds.items():
        words = truth.words(asked)
        shows(page, {"round": place}, {"round": results.article(truth, asked)}, words, asked.kind_slug)
        said, reckoned = pictures(truth.told(asked, revealed=True), drawn(page, place))
        assert said == reckoned, asked.kind_slug
    numbers = {"summary": results.summary(truth), "difficulty": results.difficulty(truth)}
    shows(page, {"summary": "dl.summary", "difficulty": ".beside details tbody"}, numbers, [], "the summary")
    page.check("#with-answers")
    page.emulate_media(media="print")
    cells = "rows => rows.map(row => [...row.cells].map(cell => cell.innerText))"
    grid = page.locator("table.grid tbody tr").evaluate_all(cells)
    assert _known(truth, grid) == _known(truth, results.table(truth, cell))
    _headings, *sheet = csv.reader(io.StringIO(page.request.get(f"{url}.csv").text().lstrip("\ufeff")))
    both = [[*row[:4], *map(" ".join, zip(row[4::2], row[5::2], strict=True))] for row in sheet]
    assert _known(truth, both) == _known(truth, results.table(truth, in_spreadsheet))


def _known(truth: Reckoned, rows: list[list[str]]) -> list[list[list[str]]]:
    """The numbers and words of each cell."""
    words = [truth.people] * 4 + [truth.words(asked) for asked in truth.rounds]
    return [[tokens(text, known) for text, known in zip(row, words, strict=True)] for row in rows]
