"""The page on which a round is re-marked, and all places that tell of it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from live.models import Move, Regrade, Round
from live.refusal import Refused
from live.rendering.stages import draw, draw_own
from live.results import grid
from live.results.table import table
from live.results.workbook import workbook
from live.retention import purge
from live.rooms.outcomes import read_own
from tests.support.looks import look
from tests.support.taught import PARIS, Classroom, reopened
from tests.views.test_results import words

pytestmark = pytest.mark.usefixtures("transactional_db")
LYON = {**PARIS, "right": [2]}


def taught(host: User, content: dict[str, object] = PARIS) -> Classroom:
    """Ana took Paris, Bo and Cy Lyon; another question was right for Cy."""
    lesson = Classroom(host)
    ana, bo, cy = map(lesson.joins, ("Ana", "Bo", "Cy"))
    lesson.asks("single", content, {ana: "1", bo: "2", cy: "2"})
    lesson.asks("truefalse", {"truth": True}, {ana: "2", bo: "2", cy: "1"})
    return lesson


def page(lesson: Classroom, number: int = 1) -> str:
    return reverse("round-regrade", args=[lesson.room.pk, number])


def results(lesson: Classroom) -> str:
    return reverse("room-results", args=[lesson.room.pk])


def marks(browser: Client, lesson: Classroom, **sent: str) -> None:
    since = Round.objects.get(room=lesson.room, number=1).regraded
    assert browser.post(page(lesson), {"since": since, **sent}).status_code == 302


def people(lesson: Classroom) -> list[tuple[object, ...]]:
    return [(row.nickname, row.place, row.points, row.right, row.cells) for row in grid.read(lesson.room).rows]


def sheets(lesson: Classroom) -> list[list[list[object]]]:
    """The workbook's sheets but those that tell when something happened."""
    book = workbook([grid.read(lesson.room)], with_names=True)
    return [[list(row) for row in each.rows] for each in book.sheets[1:5]]


def test_a_press_on_a_row_is_looked_at_first_then_done_then_undone(ada, browser):
    lesson = taught(ada)
    before = people(lesson), Round.objects.filter(number=1).values().get()
    assert "Paris 1" not in (asked := words(browser.get(page(lesson)).content))
    assert "Lyon 2 Counts too Counts instead" in asked
    seen = words(browser.post(page(lesson), {"too": "2"}).content)
    assert "Lyon counts too 2 gain, 0 lose, places 1–3 change Right now: 1. Then: 3." in seen
    assert people(lesson) == before[0]
    marks(browser, lesson, too="2", note="Both have a station.")
    told = words(browser.get(results(lesson)).content)
    day = Regrade.objects.get().at.strftime("%B %-d")
    assert f"Re-marked on {day}: Lyon counts too (ada) Both have a station. Undo Re-mark" in told
    assert "Right answer Paris / Lyon" in told
    marks(browser, lesson, undo="1")
    assert (people(lesson), Round.objects.filter(number=1).values().get()) == before


def test_grid_file_and_workbook_are_those_of_a_room_that_had_the_key_from_the_start(ada, browser):
    lesson, from_the_start = taught(ada), taught(ada, LYON)
    marks(browser, lesson, instead="2")
    assert people(lesson) == people(from_the_start)
    assert sheets(lesson) == sheets(from_the_start)
    (heading, *rows), (expected, *others) = (list(table(grid.read(each.room))) for each in (lesson, from_the_start))
    said = grid.read(lesson.room).asked[0].remarked
    assert said.endswith(": Lyon counts instead")
    assert (heading[4], rows) == (f"{expected[4]} ({said})", others)


def test_file_and_workbook_tell_that_it_was_re_marked(ada, browser):
    lesson = taught(ada)
    marks(browser, lesson, full="1")
    marks(browser, lesson, weight="2")
    said = grid.read(lesson.room).asked[0].remarked
    assert [part.split(": ")[1] for part in said.split(" · ")] == ["full points for all who answered", "weight 2"]
    heading = reopened(browser.get(reverse("room-csv", args=[lesson.room.pk])))[0]
    assert heading[4] == f"1. Which? ({said})"
    rounds = workbook([grid.read(lesson.room)], with_names=False).sheets[5]
    assert [row[-1] for row in rounds.rows] == [said, None]


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_but_its_signed_in_host_re_marks_a_round(ada, ben, method):
    lesson = taught(ada)
    stranger, other, host_pass = Client(), Client(), Client()
    other.force_login(ben)
    host_pass.cookies["host"] = f"{lesson.room.pk}:{lesson.room.host_pass}"
    sent = {"since": "0", "full": "1"}
    found = [getattr(each, method)(page(lesson), sent).status_code for each in (stranger, other, host_pass)]
    assert (found, Regrade.objects.count()) == ([404] * 3, 0)


def test_an_open_round_and_one_that_is_not_there_have_no_such_page(ada, browser):
    lesson = taught(ada)
    lesson.opens("single", PARIS)
    assert [browser.get(page(lesson, number)).status_code for number in (3, 4)] == [409, 404]
    assert b"/rounds/3/" not in browser.get(results(lesson)).content


def test_what_a_press_asks_for_comes_again_and_the_second_of_two_teachers_is_told(ada, browser):
    lesson = taught(ada)
    seen = browser.post(page(lesson), {"instead": "2", "nobody_loses": "1"}).content.decode()
    names = ('name="instead" value="2"', 'name="nobody_loses" value="1"', 'name="since" value="0"')
    assert all(name in seen for name in names)
    marks(browser, lesson, drop="1")
    late = browser.post(page(lesson), {"since": "0", "instead": "2"})
    assert (late.status_code, "Somebody has re-marked this since." in words(late.content)) == (409, True)


def test_the_lesson_goes_on_with_what_counts_now_and_host_and_phones_tell(ada, browser):
    lesson = Classroom(ada)
    ana, bo = map(lesson.joins, ("Ana", "Bo"))
    lesson.asks("single", PARIS, {ana: "1", bo: "2"})
    host = browser.get(reverse("host-room", args=[lesson.room.pk])).content.decode()
    assert page(lesson) in host
    marks(browser, lesson, too="2")
    seen = look(lesson.room)
    assert [row.place for row in seen.standings] == [1, 1]
    told = [words(html.encode()) for html in (draw(seen, "host")["stage"], draw(seen, "play")["stage"])]
    assert ["Re-marked: Lyon counts too" in each for each in told] == [True, True]
    mine = {pk: words(regions["mine"].encode()) for pk, regions in draw_own(seen, read_own(seen)).items()}
    assert [mine[who.pk].startswith("Right! +1000 points") for who in (ana, bo)] == [True, True]
    assert ["Re-marked" in mine[who.pk] for who in (ana, bo)] == [True, True]
    with pytest.raises(Refused):
        lesson.moves(Move.STANDINGS)  # from the page of before


def test_after_the_names_the_effect_stays_and_nobody_reads_who_and_why(ada, browser):
    lesson = taught(ada)
    marks(browser, lesson, too="2", note="Bo was right.")
    lesson.room.refresh_from_db()
    lesson.moves(Move.END)
    purge.forget_names(lesson.room)
    kept = Regrade.objects.get()
    assert (kept.by, kept.note) == (None, "")
    assert [each.right for each in grid.read(lesson.room).asked] == [3, 1]
    seen = words(browser.post(page(lesson), {"drop": "1"}).content)
    assert "does not count 0 gain, 3 lose, no place changes" in seen
    marks(browser, lesson, undo="1")
    assert [each.right for each in grid.read(lesson.room).asked] == [1, 1]
