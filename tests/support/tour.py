"""A lesson through every kind and every phase, on pages of all three views, for whoever looks at them."""

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, Page, expect

from bench.patience import PATIENCE
from tests.support.fixtures.browsers import PHONE
from tests.support.people import Student, Teacher, live
from tests.support.program import Program

TOUR = "A tour of Show of Hands"
GIVEN: dict[str, Any] = {
    "single": "2",
    "several": ["1", "3"],
    "number": "8,3",
    "short": "brasilia",
    "cloud": ["proof", "joy", "fear"],
    "truefalse": "2",
    "slide": "1",
    "estimate": "200",
    "pin": "62",
    "text": "Rivers were the first roads",
    "order": ["2", "1", "3", "4", "5"],
    "ranking": ["3", "6"],
    "match": ["4", "2", "1", "5"],
    "cloze": ["100", "32"],
    "scale": ["4", "2", "-"],
    "points": ["50", "30", "20", "0"],
    "plane": ["42", "15", "33"],
}
"What is answered to each question of the demo quiz, one of every kind, in its order."
SIZES: dict[str, tuple[int, int]] = {
    "host": (1366, 768),
    "screen": (1280, 720),
    "play": (390, 844),
    "small": (320, 568),
}
"small: the least phone, which plays as well."


def shows_something_new(view: str, phase: str) -> bool:
    """What is answered changes nothing on a screen that hides it, and the closed stages are the opened ones."""
    return phase not in {"screen": {"answered"}, "host": {"open", "closed"}, "play": {"closed"}}[view]


class Tour:
    """The demo quiz, with an hour for each question.

    `pages`: by view; all are there, with their sockets, before the first state.
    """

    def __init__(self, browser: Browser, program: Program, **options: Any) -> None:
        self.browser, self.program, self.options = browser, program, options
        self.teacher = Teacher(self._page("host"), program)
        self.phones = [Student(self._page(name), program.url) for name in ("play", "small")]
        self.pages = {"host": self.teacher.page, "screen": self._page("screen")}
        self.pages |= {"play": self.phones[0].page, "small": self.phones[1].page}

    def _page(self, view: str) -> Page:
        width, height = SIZES[view]
        phone = {**PHONE, "viewport": {"width": width, "height": height}}
        options = phone if view in {"play", "small"} else {"viewport": phone["viewport"]}
        page = self.browser.new_context(**options, **self.options).new_page()
        page.set_default_timeout(PATIENCE * 1000)
        return page

    def begin(self) -> None:
        """Sign in, open the room, join."""
        self.teacher.sign_in(self.program.sign_in)
        self.teacher.start(TOUR)
        self.pages["screen"].goto(f"{self.program.url}{self.teacher.screen_link}")
        for student, nickname in zip(self.phones, ("Ana", "Benedikta Alexandra Wi"), strict=True):
            student.join(self.teacher.truth.room["code"], nickname)
        for page in self.pages.values():
            live(page)

    def states(self) -> Iterator[tuple[str, str]]:
        """(kind, phase), whenever all pages have got there; "answered" when both phones have."""
        yield "", "lobby"
        for kind, given in GIVEN.items():
            yield kind, self._moves_to("open", "open")
            for student in self.phones:
                student.answer(kind, given)
            yield kind, "answered"
            yield kind, self._moves_to("close", "closed")
            yield kind, self._moves_to("reveal", "revealed")
        yield "", self._moves_to("standings", "standings")
        self.teacher.end()
        yield "", self._stand("ended")

    def _moves_to(self, move: str, phase: str) -> str:
        self.teacher.press(move)
        return self._stand(phase)

    def _stand(self, phase: str) -> str:
        for page in self.pages.values():
            expect(page.locator(f"#stage.{phase}")).to_be_attached()
        return phase
