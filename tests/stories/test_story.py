"""A lesson: a teacher, a screen and five students play a quiz of all kinds and a quick vote; each number is checked."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.people import Question, Screen, Student, Teacher, live
from tests.support.program import Program
from tests.support.proxy import RefusingProxy
from tests.support.sight import ranks, sight, until
from tests.support.truth import Truth

QUIZ = [
    Question("single", "Which planet has the **shortest year**?",
             {"choices": ["Venus", "Mercury", "Mars"], "right": [2]}, seconds=300),
    Question("several", "Which are prime?", {"choices": ["2", "9", "11"], "right": [1, 3]}, weight=2),
    Question("number", "How long does light take from the Sun?", {"right": "8.3", "tolerance": "0.4", "unit": "min"}),
    Question("short", "Capital of Brazil?", {"accepted": ["Brasilia", "Bsb"]}),
    Question("cloud", "What is mathematics?", {"words": 3}),
]  # fmt: skip

ANSWERS: dict[str, dict[str, Any]] = {
    "single": {"Ana": "2", "Ben": "1", "Cleo": "2", "Dan": "2"},
    "several": {"Ana": ["1", "3"], "Ben": ["1", "3"], "Cleo": ["1", "2"]},
    "number": {"Ana": "8,5", "Ben": "8.3", "Cleo": "499", "Dan": "-8.3", "Eva": "8.7"},
    "short": {"Ana": "brasilia", "Ben": "  BRASILIA ", "Cleo": "Rio", "Dan": "bsb", "Eva": "Rio"},
    "cloud": {"Ana": ["Proof", "joy"], "Ben": ["joy"], "Cleo": ["JOY", "fear"], "Dan": ["number"], "Eva": ["proof"]},
}
"What each answers; who is missing does not answer, or has not come yet."


class Lesson:
    """All who take part, and the database that they are held against."""

    def __init__(self, program: Program, teacher: Teacher, screen: Screen) -> None:
        self.program, self.teacher, self.screen = program, teacher, screen
        self.students: dict[str, Student] = {}

    @property
    def truth(self) -> Truth:
        """The database now."""
        return self.teacher.truth

    def all_see(self, phase: str, besides: tuple[Any, ...] = ()) -> None:
        """The room stands there, and every number on every page is the database's."""
        truth = self.truth
        assert truth.phase == phase
        everybody: list[Teacher | Screen | Student] = [self.teacher, self.screen, *self.students.values()]
        for each in everybody:
            if each not in besides:
                each.sees(truth)

    def moves_to(self, phase: str, press: Callable[[], None]) -> None:
        """The teacher presses, and the host page has got there."""
        press()
        self.teacher.stands(phase)


@pytest.fixture
def lesson(teacher: Teacher, program: Program, show: Callable[..., Screen], student: Callable[..., Student]) -> Lesson:
    """The teacher who signed in with the printed link writes the quiz, starts; four students of four sorts join."""
    teacher.write_quiz("A lesson", QUIZ)
    teacher.start()
    live(teacher.page)
    lesson = Lesson(program, teacher, show(teacher))
    sorts = {"Ana": "no script", "Ben": "no socket", "Cleo": "no htmx", "Dan": "live"}
    for nickname, sort in sorts.items():
        lesson.students[nickname] = student(sort)
        lesson.students[nickname].join_by_code(lesson.truth.room["code"], nickname)
    live(lesson.students["Dan"].page)
    return lesson


def test_a_lesson_shows_everybody_the_numbers_of_the_database(
    lesson: Lesson, student: Callable[..., Student], proxy: RefusingProxy
):
    lesson.all_see("lobby")
    _first_question_is_waited_for_by_each_in_their_way(lesson)
    _somebody_reloads_with_half_an_answer_and_has_two_tabs(lesson)
    _somebody_comes_late(lesson, student)
    _plays(lesson, "short")
    _plays(lesson, "cloud")
    _a_quick_vote_in_the_same_room(lesson)
    _the_end(lesson)
    _the_results_say_the_same(lesson)
    assert proxy.refused > 0


def _first_question_is_waited_for_by_each_in_their_way(lesson: Lesson) -> None:
    """By push, by poll, by reload, and with a tap on "Not moving?"."""
    lesson.moves_to("open", lambda: lesson.teacher.press("open"))
    lesson.students["Cleo"].page.click(".stuck a")
    _all_get(lesson)
    _are_impatient(lesson)
    _answer_and_reveal(lesson, "single")
    lesson.moves_to("standings", lambda: lesson.teacher.press("standings"))
    lesson.all_see("standings")


def _are_impatient(lesson: Lesson) -> None:
    """From now on those whom no push reaches look for themselves."""
    ana, ben, cleo = (lesson.students[nickname] for nickname in ("Ana", "Ben", "Cleo"))
    ana.looks = ben.looks = cleo.looks = {"open", "closed", "revealed", "standings", "ended"}
    ana.look = ana.look_for_news


def _somebody_reloads_with_half_an_answer_and_has_two_tabs(lesson: Lesson) -> None:
    """Dan marks a choice, reloads, goes back and forth, opens a second tab, and answers there."""
    dan = lesson.students["Dan"]
    lesson.moves_to("open", lambda: lesson.teacher.press("open"))
    _all_get(lesson)
    dan.fill("several", ["2"])
    dan.page.reload()
    dan.gets(lesson.truth)
    dan.page.goto(f"{dan.url}/")
    dan.page.go_back(wait_until="commit")
    dan.gets(lesson.truth)
    live(dan.page)
    other = Student(dan.page.context.new_page(), dan.url)
    other.nickname = dan.nickname
    other.page.goto(dan.page.url)
    live(other.page)
    other.answer("several", ["1", "3"])
    lesson.students["Dan, second tab"] = other
    lesson.all_see("open")
    _answer_and_reveal(lesson, "several")
    other.page.close()
    del lesson.students["Dan, second tab"]


def _somebody_comes_late(lesson: Lesson, student: Callable[..., Student]) -> None:
    """Eva joins when the third question is open already, with the name that is suggested, and answers it."""
    lesson.moves_to("open", lambda: lesson.teacher.press("open"))
    _all_get(lesson)
    lesson.students["Eva"] = student()
    lesson.students["Eva"].join_by_code(lesson.truth.room["code"])
    live(lesson.students["Eva"].page)
    lesson.all_see("open")
    _answer_and_reveal(lesson, "number")


def _plays(lesson: Lesson, kind: str) -> None:
    lesson.moves_to("open", lambda: lesson.teacher.press("open"))
    _all_get(lesson)
    _answer_and_reveal(lesson, kind)


def _all_get(lesson: Lesson) -> None:
    for each in lesson.students.values():
        each.gets(lesson.truth)


def _answer_and_reveal(lesson: Lesson, kind: str) -> None:
    """All answer; the numbers are checked after each answer on the host page, at the close and at the reveal by all."""
    for nickname, given in ANSWERS[kind].items():
        lesson.students[nickname].answer(kind, given)
        lesson.teacher.sees(lesson.truth)
    lesson.all_see("open")
    lesson.moves_to("closed", lambda: lesson.teacher.press("close"))
    lesson.all_see("closed", besides=(lesson.students["Ana"], lesson.students["Ben"]))
    lesson.moves_to("revealed", lambda: lesson.teacher.press("reveal"))
    lesson.all_see("revealed")


def _a_quick_vote_in_the_same_room(lesson: Lesson) -> None:
    """Yes or no, without points; one of them changes their mind, one does not vote."""
    lesson.teacher.quick("yesno", "Shall we go on?")
    _all_get(lesson)
    for nickname, given in {"Ana": "1", "Ben": "2", "Cleo": "1", "Eva": "1"}.items():
        lesson.students[nickname].answer("single", given)
    lesson.all_see("open")
    lesson.students["Eva"].answer("single", "2")
    lesson.all_see("open")
    lesson.moves_to("closed", lambda: lesson.teacher.press("close"))
    lesson.moves_to("revealed", lambda: lesson.teacher.press("reveal"))
    lesson.all_see("revealed")


def _the_end(lesson: Lesson) -> None:
    lesson.moves_to("ended", lesson.teacher.end)
    lesson.all_see("ended", besides=(lesson.teacher,))
    _the_host_page_keeps_the_standings(lesson)


def _the_host_page_keeps_the_standings(lesson: Lesson) -> None:
    """Who is here is not said any more: phones without a script have stopped to ask."""
    settles_on = ranks(lesson.truth)
    until(lambda: sight(lesson.teacher.page).get("ranks") == settles_on)


def _the_results_say_the_same(lesson: Lesson) -> None:
    """The grid on the page and the file for the spreadsheet."""
    page, truth = lesson.teacher.page, lesson.truth
    page.goto(f"{lesson.program.url}/rooms/{truth.room_id}/results/")
    read = "rows => rows.map(row => [...row.cells].map(cell => cell.textContent.replace(/\\s+/g, ' ').trim()))"
    assert page.locator("table.grid tbody tr").evaluate_all(read) == [_grid_row(truth, row) for row in truth.standings]
    file = page.request.get(f"{lesson.program.url}/rooms/{truth.room_id}/results.csv").body()
    rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig"))))
    assert rows[1:] == [_csv_row(truth, row) for row in truth.standings]
    assert len(rows[0]) == 4 + 2 * len(truth.rounds)


def _grid_row(truth: Truth, row: Any) -> list[str]:
    return [row.nickname, str(row.place), str(row.points), str(row.right),
            *(_grid_cell(truth, row.nickname, asked) for asked in truth.rounds)]  # fmt: skip


def _grid_cell(truth: Truth, nickname: str, asked: Any) -> str:
    given = truth.answer(nickname, asked)
    if not given:
        return ""
    words = _words(asked, given)
    if not asked.is_graded:
        return words
    return f"{words} {'right' if asked.is_right(given.value) else 'wrong'} · {truth.points(nickname, asked)}"


def _csv_row(truth: Truth, row: Any) -> list[str]:
    cells = [part for asked in truth.rounds for part in _csv_cells(truth, row.nickname, asked)]
    return [row.nickname, str(row.place), str(row.points), str(row.right), *cells]


def _csv_cells(truth: Truth, nickname: str, asked: Any) -> list[str]:
    given = truth.answer(nickname, asked)
    points = str(truth.points(nickname, asked)) if given and asked.is_graded else ""
    words = _words(asked, given) if given else ""
    return [f"'{words}" if words.startswith("-") else words, points]


def _words(asked: Any, given: Any) -> str:
    """As it was typed where people write words, else the value in words."""
    return given.typed if asked.kind_slug in {"short", "cloud"} else asked.words(given.value)
