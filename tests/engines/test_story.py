"""A lesson in Firefox and in WebKit: host and student each in a browser of their own, held against the database."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

from tests.support.engines import Engine
from tests.support.looking import look
from tests.support.program import Program
from tests.support.sight import until
from tests.support.truth import Truth

BIG = "#stage .primary"
FOCUSED = "document.activeElement.matches({!r})"
CHECKED = "[...document.querySelectorAll('#vote :checked')].map(each => each.value).join()"
LIVE = "!!document.querySelector('#link.live')"
BAR = "new DOMMatrix(getComputedStyle(document.querySelector('.timebar')).transform).a"


class Lesson:
    """A host and a student in one engine."""

    def __init__(self, program: Program, engine: Callable[[], Engine]) -> None:
        self.program, self.host, self.ana = program, engine(), engine()
        with closing(sqlite3.connect(program.database, isolation_level=None, timeout=20)) as database:
            for kind, seconds in (("single", 60), ("short", 5)):
                database.execute("UPDATE live_question SET seconds = ? WHERE kind_slug = ?", [seconds, kind])
        self.host.go(program.sign_in)
        self.host.click("main button")
        self.host.has("form[action$='/start/']")
        self.host.click("form[action$='/start/'] button")
        self.host.has("#stage.lobby")
        self.room = int(self.host.run("location.pathname").split("/")[2])
        self.ana.go(f"{program.url}/{self.truth.room['code']}")
        self.ana.type("#nickname", "Ana")
        self.ana.click(".joinown")
        self.ana.has("#stage.lobby")
        self.ana.has("#me", "Ana")
        until(lambda: self.host.run(LIVE))

    @property
    def truth(self) -> Truth:
        """The room as the database has it."""
        return Truth(self.program.database, self.room)

    def moves(self, name: str, phase: str) -> None:
        """The host looks, presses a move, and both pages get there with the focus where it belongs."""
        look(self.program.database, self.room)
        self.host.click(f"#stage [name=move][value={name}]")
        self.stand(phase)

    def open_screen(self) -> tuple[str, str]:
        """The host presses *Screen*, which opens a window beside; the names of both."""
        [host] = self.host.windows()
        self.host.click("#screenlink")
        until(lambda: len(self.host.windows()) == 2)
        [screen] = set(self.host.windows()) - {host}
        self.host.look_at(screen)
        until(lambda: self.host.run(LIVE))
        return host, screen

    def stand(self, phase: str) -> None:
        """Both pages stand there, and the large button has the focus."""
        self.host.has(f"#stage.{phase}")
        self.ana.has(f"#stage.{phase}")
        until(lambda: self.host.run(FOCUSED.format(BIG)))


def test_a_lesson(program: Program, engine: Callable[[], Engine]):
    lesson = Lesson(program, engine)
    _one_tap_and_a_paused_clock(lesson)
    _several_choices_come_back_after_a_reload(lesson)
    _half_typed_text_survives_what_others_do(lesson)
    _the_clocks_own_close_takes_the_focus_but_not_from_typing(lesson)
    _the_screen_follows_a_new_code(lesson)
    lesson.host.click(".ending summary")
    lesson.host.click("[value=end]")
    lesson.ana.has("#stage.ended")
    assert [given.value for given in lesson.truth.given] == ["2", "1,2,3", "8.3"]


def _one_tap_and_a_paused_clock(lesson: Lesson) -> None:
    lesson.moves("open", "open")
    lesson.ana.click("#vote [value='2']")
    lesson.ana.has("#mine", "Received")
    until(lambda: lesson.ana.run(BAR) < 0.95)
    lesson.moves("pause", "open")
    lesson.ana.has(".timer.paused")
    bar = lesson.ana.run(BAR)
    assert 0.1 < bar < 0.97
    assert lesson.ana.run(BAR) == bar
    lesson.moves("close", "closed")
    lesson.moves("reveal", "revealed")
    lesson.ana.has("#mine", "Right!")


def _several_choices_come_back_after_a_reload(lesson: Lesson) -> None:
    lesson.moves("open", "open")
    for choice in ("1", "3"):
        lesson.ana.click(f"#vote label:has([value='{choice}'])")
    lesson.ana.click("#vote .send")
    lesson.ana.has("#mine", "Received")
    lesson.ana.go(f"{lesson.program.url}/play/{lesson.room}/")
    assert lesson.ana.run(CHECKED) == "1,3"
    until(lambda: lesson.ana.run(LIVE))
    lesson.ana.click("#vote label:has([value='2'])")
    lesson.ana.click("#vote .send")
    until(lambda: [given.value for given in lesson.truth.given][-1] == "1,2,3")
    lesson.moves("close", "closed")


def _half_typed_text_survives_what_others_do(lesson: Lesson) -> None:
    lesson.moves("open", "open")
    lesson.ana.type("#answer-number", "8")
    lesson.moves("more", "open")
    lesson.ana.type("#answer-number", ".3")
    assert lesson.ana.run("document.querySelector('#answer-number').value") == "8.3"
    lesson.ana.click("#vote .send")
    lesson.ana.has("#mine", "8.3")
    lesson.moves("close", "closed")


def _the_clocks_own_close_takes_the_focus_but_not_from_typing(lesson: Lesson) -> None:
    lesson.moves("open", "open")
    lesson.stand("closed")
    look(lesson.program.database, lesson.room)
    lesson.host.press("Enter")
    lesson.stand("revealed")
    look(lesson.program.database, lesson.room)
    lesson.host.click("#stage [name=again]")
    lesson.host.has("#stage.open")
    lesson.host.type("#quick [name=quick_text]", "Shall ")
    lesson.host.has("#stage.closed")
    lesson.host.press("Space")
    assert lesson.host.run("document.activeElement.name") == "quick_text"
    assert lesson.truth.phase == "closed"


def _the_screen_follows_a_new_code(lesson: Lesson) -> None:
    host, screen = lesson.open_screen()
    old = lesson.host.run("location.href")
    lesson.host.look_at(host)
    lesson.host.click(".drop:has(#tools) summary")
    lesson.host.click("#tools [name=renew][value='1']")
    lesson.host.has("#screens", "1 screen has followed to the new address.")
    lesson.host.look_at(screen)
    until(lambda: lesson.host.run("location.href") != old and lesson.host.run(LIVE))
    lesson.host.has("#joinbar .code", lesson.truth.room["code"][3:])
    lesson.host.look_at(host)
