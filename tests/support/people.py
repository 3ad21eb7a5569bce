"""Who takes part in a lesson: teacher, screen, students; each a browser page and what a person does with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urljoin

from playwright.sync_api import Error, Page, expect

from bench.patience import PATIENCE
from tests.support.looking import look
from tests.support.sight import host_sees, screen_sees, settles, student_sees
from tests.support.truth import Database, Truth

expect.set_options(timeout=PATIENCE * 1000)
Given = str | list[str]


@dataclass
class Question:
    """What a teacher types into the editor."""

    kind: str
    text: str
    content: dict[str, Any]
    weight: int = 1
    seconds: int | None = None


def live(page: Page) -> None:
    """Wait until the page has its socket."""
    expect(page.locator("#link.live")).to_be_attached()


def again(page: Page) -> None:
    """Load the page anew. One without script may be leaving by itself at that very moment, and once more while it does:
    the browser then refuses, and the page that comes is asked again.
    """
    for _try in range(LEAVES):
        try:
            page.reload()
            return
        except Error:
            page.wait_for_load_state()
    page.reload()


class Served(Protocol):
    """Where the program is found, without a slash at the end, and its truth."""

    @property
    def url(self) -> str: ...

    @property
    def database(self) -> Database: ...


LEAVES = 5
"How often in a row a page may leave by itself just when it is loaded anew."


class Teacher:
    """The host: signs in, writes quizzes, makes the moves."""

    def __init__(self, page: Page, program: Served) -> None:
        self.page, self.url, self.database = page, program.url, program.database

    @property
    def truth(self) -> Truth:
        """The room as the database has it now."""
        return Truth(self.database, self.room_id)

    @property
    def screen_link(self) -> str:
        """Where the host page says that the screen is."""
        return self.page.get_attribute("a[href*='/screen/']", "href") or ""

    @property
    def room_id(self) -> int:
        """The room whose page this is."""
        return int(self.page.url.split("/host/")[1].split("/")[0])

    def sign_in(self, link: str) -> None:
        """Use the printed link."""
        self.page.goto(urljoin(self.url, link))
        self.page.click("main button")
        expect(self.page).to_have_url(f"{self.url}/quizzes/")

    def write_quiz(self, title: str, questions: list[Question]) -> None:
        """Make a quiz in the editor."""
        self.page.goto(f"{self.url}/quizzes/")
        self.page.fill("#field-title", title)
        self.page.click("text=Make the quiz")
        for number, question in enumerate(questions, 1):
            self.page.click(f"a[href$='kind={question.kind}']")
            self._write(question)
            expect(self.page.locator(".questions > li")).to_have_count(number)

    def _write(self, question: Question) -> None:
        self.page.fill("[name=text]", question.text)
        if question.kind not in {"cloud", "ranking"}:  # which never give points, and are not asked for a weight
            self.page.fill("[name=weight]", str(question.weight))
        self.page.fill("[name=seconds]", str(question.seconds or ""))
        _write_content(self.page, question.kind, question.content)
        self.page.click("button[name=then][value=show]")

    def start(self, title: str = "") -> None:
        """Open a room for the quiz on the page, or for one in the list by its title."""
        if title:
            self.page.goto(f"{self.url}/quizzes/")
        self.page.click(f"form[action$='/start/'] button:has-text('{title}')")
        self.page.wait_for_url("**/host/*/")

    def looks(self) -> None:
        """Look at what the last move has changed."""
        look(self.database, self.room_id)

    def press(self, move: str) -> None:
        """Make a move, after a look at what the last one has changed."""
        button = self.page.locator(f"#stage button[name=move][value={move}]")
        button.wait_for()
        self.looks()
        button.click()

    def ask(self, number: int) -> None:
        """Open a question of the quiz by its number."""
        self.page.click(f"#jump li:nth-child({number}) button")
        self.stands("open")

    def speaks(self, language: str) -> None:
        """Choose the language of the room, under More."""
        self.page.locator("summary", has_text="More").click()
        self.page.click(f"button[name=language][value={language}]")
        expect(self.page.locator(f"html[lang={language}]")).to_be_attached()

    def stands(self, phase: str) -> None:
        """The host page says that the room is there."""
        expect(self.page.locator(f"#stage.{phase}")).to_be_attached()

    def quick(self, what: str, text: str = "") -> None:
        """Ask a quick question in this room."""
        self.page.fill("#quick [name=quick_text]", text)
        self.page.click(f"#quick button[value={what}]")
        self.stands("open")

    def end(self) -> None:
        """End the room; it asks first."""
        self.page.click(".ending summary")
        self.page.click("button[value=end]")

    def sees(self, truth: Truth) -> None:
        """All numbers on the host page are the database's."""
        settles(self.page, host_sees(truth), "the host")


def _write_content(page: Page, kind: str, content: dict[str, Any]) -> None:
    match kind:
        case "single" | "several":
            while page.locator("[name=choice]").count() < len(content["choices"]):
                page.click("button[name=more]")
            for number, text in enumerate(content["choices"], 1):
                page.fill(f"#choice-{number}", text)
            for number in content["right"]:
                page.check(f"[name=right][value='{number}']")
        case "number":
            for name, value in content.items():
                page.fill(f"[name={name}]", value)
        case "order":
            items = [content["items"][number - 1] for number in content["order"]] or content["items"]
            page.fill("[name=items]", "\n".join(items))
            page.set_checked("[name=ordered]", bool(content["order"]))
        case "ranking":
            page.fill("[name=choices]", "\n".join(content["choices"]))
            page.select_option("[name=top]", str(content["top"]))
        case "short":
            page.fill("[name=accepted]", "\n".join(content["accepted"]))
        case "cloud":
            page.select_option("[name=words]", str(content["words"]))


class Screen:
    """The projector."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def sees(self, truth: Truth) -> None:
        """All numbers on the screen are the database's."""
        settles(self.page, screen_sees(truth), "the screen")


class Student:
    """A phone. `url`: by which address it comes. `looks`: in which phases this one does something to see what is new,
    by `look`; in all others, and without it, news have to come by themselves.
    """

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url, self.nickname = page, url, ""
        self.look: Callable[[], Any] = lambda: again(page)
        self.looks: set[str] = set()

    def join(self, code: str, nickname: str = "") -> None:
        """Come by the short address; take a nickname of one's own, or the one suggested."""
        self.page.goto(f"{self.url}/{code}")
        self._take_a_seat(nickname)

    def join_by_code(self, code: str, nickname: str = "") -> None:
        """The same by the code, which is typed."""
        self.page.goto(f"{self.url}/")
        self.page.fill("#code", f"{code[:3]} {code[3:]}")
        self.page.click("main button")
        self._take_a_seat(nickname)

    def _take_a_seat(self, nickname: str) -> None:
        if nickname:
            self.page.fill("#nickname", nickname)
            self.page.click(".joinown")
        else:
            self.page.click(".joinas")
        expect(self.page.locator("#stage")).to_be_attached()
        self.nickname = self.page.locator("#me .nickname").inner_text()

    def gets(self, truth: Truth) -> None:
        """The question that is open comes to this page."""
        assert truth.round
        if truth.phase in self.looks:
            self.look()
        expect(self.page.locator("#stage.open [name=round]")).to_have_value(str(truth.round.id))

    def look_for_news(self) -> None:
        """Follow the plain link of a page without script."""
        self.page.click(".news a")

    def fill(self, kind: str, given: Given) -> None:
        """Make an answer, without sending it."""
        if kind == "several":
            for choice in given:
                self.page.locator(f"#vote label:has([value='{choice}'])").click()
        elif kind in {"order", "ranking"}:
            for thing in given:
                self.page.locator(f"#vote .turn:nth-child({thing})").click()
        elif kind == "cloud":
            for number, word in enumerate(given, 1):
                self.page.fill(f"#answer-word-{number}", word)
        elif kind == "match":
            for number, right in enumerate(given, 1):
                self.page.locator(f"#vote label:has([name=pair{number}][value='{right}'])").click()
        elif kind == "cloze":
            for number, word in enumerate(given, 1):
                self.page.fill(f"#answer-gap{number}", word)
        elif kind == "scale":
            for number, point in enumerate(given, 1):
                self.page.check(f"#vote [name=s{number}][value='{point}']")
        elif kind == "points":
            for number, coins in enumerate(given, 1):
                self.page.check(f"#vote [name=p{number}][value='{coins}']")
        elif kind == "pin":
            self.page.check(f"#vote [name=cell][value='{given}']")
        elif kind == "plane":
            for number, point in enumerate(given, 1):
                self.page.check(f"#vote [name=x{number}][value='{point[0]}']")
                self.page.check(f"#vote [name=y{number}][value='{point[1]}']")
        else:
            self.page.fill("#vote :is(textarea, input:not([type=hidden]):not([type=checkbox]))", str(given))

    def answer(self, kind: str, given: Given) -> None:
        """Answer, and see that it was received."""
        answers_at_once = kind in {"single", "truefalse", "slide"}
        if not answers_at_once:
            self.fill(kind, given)
        with self.page.expect_response("**/answer/"):
            self.page.click(f"#vote button[value='{given}']" if answers_at_once else "#vote .send")
        expect(self.page.locator("#mine .answered")).to_contain_text("Received")

    def sees(self, truth: Truth) -> None:
        """All numbers on this page are the database's."""
        if truth.phase in self.looks - {"open"}:
            self.look()
        settles(self.page, student_sees(truth, self.nickname), self.nickname)
