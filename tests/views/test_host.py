"""What the host's pages say and offer, as they are drawn for a browser."""

import asyncio
import re

import pytest
from django.contrib.auth.models import User

from live import clock
from live.models import Move, Participant, School
from live.rooms.joins import Join
from live.rooms.writer import writer
from live.server import addresses
from tests.support.app_browser import Answer
from tests.support.lessons import CAPITAL
from tests.support.live_lesson import Classroom, in_loop
from tests.support.page import Page

pytestmark = pytest.mark.usefixtures("in_process")


def test_the_page_about_a_person_says_that_a_removed_ones_answers_count_no_more():
    lesson = Classroom()

    async def story():
        await lesson.joins("Ana")
        url = f"/host/{lesson.pk}/person/{(await lesson.person('Ana')).pk}/"
        words = (await lesson.host.get(url)).page.words()
        assert "The answers given so far count no more, in no tally and no result." in words

    in_loop(story())


def test_of_a_large_hall_the_live_page_lists_the_newest_and_leads_to_everybody():
    lesson = Classroom()

    async def story():
        crowd = [Join(lesson.pk, f"Student {number:03}", False, clock.now()) for number in range(203)]
        await asyncio.gather(*(writer.join(each) for each in crowd))
        people = (await lesson.host.get(f"/host/{lesson.pk}/")).page.words("people")
        listed = [f"Student {number:03}" in people for number in (0, 1, 2, 3, 202)]
        assert (listed, "3 more: show everybody" in people) == ([False, False, False, True, True], True)
        everybody = (await lesson.host.get(f"/host/{lesson.pk}/people/")).page.root
        assert everybody.xpath("//main//li/a/bdi/text()") == [each.nickname for each in crowd]

    in_loop(story())


@pytest.mark.parametrize(("press", "hidden", "again"), [("hide", True, "show"), ("show", False, "hide")])
def test_the_page_about_a_person_asks_for_the_state_that_its_button_names(press, hidden, again):
    lesson = Classroom()

    async def story():
        await lesson.joins("Ana")
        url = f"/host/{lesson.pk}/person/{(await lesson.person('Ana')).pk}/"
        await lesson.host.get(url)
        for _twice in range(2):
            assert (await lesson.host.post(url, {"do": press})).where == f"/host/{lesson.pk}/"
            assert await lesson.read(lambda: Participant.objects.get(nickname="Ana").hidden) is hidden
        page = (await lesson.host.get(url)).page
        assert page.root.xpath("//button[@name='do']/@value") == ["rename", again, "remove"]

    in_loop(story())


# --- the keys -------------------------------------------------------------------------------------------------------

WAYS: dict[str, list[Move]] = {
    "lobby": [],
    "open": [Move.OPEN],
    "paused": [Move.OPEN, Move.PAUSE],
    "closed": [Move.OPEN, Move.CLOSE],
    "revealed": [Move.OPEN, Move.CLOSE, Move.REVEAL],
    "standings": [Move.OPEN, Move.CLOSE, Move.REVEAL, Move.STANDINGS],
}


def keys(page: Page) -> list[tuple[str, str]]:
    """What each access key does."""
    keyed = page.root.xpath("//*[@accesskey]")
    return [(each.get("accesskey"), f"{each.tag} {each.get('name', '')} {each.get('value', '')}") for each in keyed]


@pytest.mark.parametrize("audience", ["", "present/"])
def test_every_move_has_a_key_that_is_seen_and_means_one_thing_in_all_phases(audience):
    meanings: dict[str, set[str]] = {}

    async def look(lesson: Classroom, moves: list[Move]) -> None:
        await lesson.do(*moves)
        page = (await lesson.host.get(f"/host/{lesson.pk}/{audience}")).page
        buttons = page.root.xpath("//*[@id='stage' or @id='bar']//button[@name='move' or @name='again']")
        assert [b.get("accesskey") for b in buttons] == [b.xpath("string(kbd)").lower() for b in buttons]
        found = keys(page)
        assert len(found) == len(buttons) + 1 == len({key for key, _ in found})
        for key, meaning in found:
            meanings.setdefault(key, set()).add("again" if "again" in meaning else meaning)

    for moves in WAYS.values():
        lesson = Classroom({**CAPITAL, "seconds": 60}, CAPITAL)
        in_loop(look(lesson, moves))
    assert meanings.pop("p") == {"button move pause", "button move resume"}
    assert {key: len(meant) for key, meant in meanings.items()} == dict.fromkeys("ncrstkoax", 1)


# --- the address for students ---------------------------------------------------------------------------------------


def the_owners_lesson() -> Classroom:
    """A lesson of the one who runs the installation."""
    return Classroom(host=User.objects.create_superuser("olive"))


def address_field(answer: Answer) -> dict[str, str]:
    """The field, by its attributes."""
    [field] = answer.page.root.xpath("//input[@name='address']")
    return dict(field.attrib)


def test_the_owner_sees_the_address_that_was_chosen_and_those_that_were_found():
    lesson = the_owners_lesson()

    async def story():
        page = await lesson.host.get(f"/host/{lesson.pk}/")
        assert (address_field(page)["value"], "disabled" in address_field(page)) == ("", False)
        found = page.page.root.xpath("//datalist[@id=//input[@name='address']/@list]/option/@value")
        assert found == [addresses.url(each).partition("://")[2] for each in addresses.lan_addresses()]
        await lesson.host.post("/address/", {"address": "Quiz.School.example", "room": str(lesson.pk)})
        page = await lesson.host.get(f"/host/{lesson.pk}/")
        assert address_field(page)["value"] == "quiz.school.example"
        assert "quiz.school.example" in page.page.words("joinbar")

    in_loop(story())


def test_what_is_no_address_is_refused_in_words_and_changes_nothing():
    lesson = the_owners_lesson()

    async def story():
        await lesson.host.get(f"/host/{lesson.pk}/")
        answer = await lesson.host.post("/address/", {"address": "my <school>", "room": str(lesson.pk)})
        told = "“my <school>” is no address. Type a name or number, as quiz.school.example or 192.168.1.5:8000."
        assert (answer.status, told in answer.page.words()) == (422, True)
        assert await lesson.read(lambda: School.get().address) == ""

    in_loop(story())


def test_an_address_that_was_given_at_the_start_is_shown_and_cannot_be_changed(monkeypatch: pytest.MonkeyPatch):
    lesson = the_owners_lesson()
    monkeypatch.setattr(addresses, "serving", addresses.Serving(address="quiz.school.example"))

    async def story():
        page = await lesson.host.get(f"/host/{lesson.pk}/")
        assert (address_field(page)["value"], "disabled" in address_field(page)) == ("quiz.school.example", True)
        answer = await lesson.host.post("/address/", {"address": "other.example", "room": str(lesson.pk)})
        told = "This run was started with --address quiz.school.example, which holds until it ends."
        assert (answer.status, told in answer.page.words()) == (409, True)
        assert await lesson.read(lambda: School.get().address) == ""

    in_loop(story())


# --- the first help -------------------------------------------------------------------------------------------------


def helped(page: Page) -> list[str]:
    """What the first help begins each of its lines with."""
    found: list[str] = page.root.xpath("//*[@id='guide']//li/b[1]/text()")
    return found


@pytest.mark.parametrize("htmx", [False, True])
def test_the_first_help_is_there_until_its_teacher_puts_it_away_for_good(htmx):
    lesson = Classroom(CAPITAL)
    other = Classroom(CAPITAL, host=lesson.room.host)

    async def story():
        page = (await lesson.host.get(f"/host/{lesson.pk}/")).page
        assert helped(page) == ["Screen", "Second display:", "Reveal", "Results"]
        pressed = await lesson.host.post(f"/host/{lesson.pk}/act/", {"guide": "away"}, htmx)
        if htmx:
            page.apply(pressed.text)
        assert (helped(page) == []) is htmx
        assert helped((await lesson.host.get(f"/host/{lesson.pk}/")).page) == []
        assert helped((await other.host.get(f"/host/{other.pk}/")).page) == []

    in_loop(story())


def test_the_first_help_is_in_no_ones_way_once_a_question_is_asked():
    lesson = Classroom(CAPITAL)

    async def story():
        await lesson.do(Move.OPEN)
        assert helped((await lesson.host.get(f"/host/{lesson.pk}/")).page) == []

    in_loop(story())


# --- the way back ---------------------------------------------------------------------------------------------------

HERE = "http://localhost"


@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        (f"{HERE}/host/1/", f"{HERE}/host/1/"),
        (f"{HERE}//evil.example/", f"{HERE}//evil.example/"),
        ("", "/quizzes/"),
        ("http://evil.example/", "/quizzes/"),
        ("javascript:alert(1)", "/quizzes/"),
    ],
)
def test_a_refused_form_of_a_teacher_leads_back_to_where_it_was_and_nowhere_else(came_from, back):
    lesson = Classroom()

    async def story():
        await lesson.host.get("/quizzes/")
        answer = await lesson.host.post("/vote/", {"quick": "nonsense"}, referer=came_from)
        assert (answer.status, answer.page.root.xpath("//main//a/@href")) == (422, [back])

    in_loop(story())


# --- without script -------------------------------------------------------------------------------------------------


def reloads(answer: Answer) -> list[str]:
    """After how many seconds the page loads itself anew where there is no script."""
    return answer.page.root.xpath("//noscript/meta[@http-equiv='refresh']/@content")


@pytest.mark.parametrize(("path", "seconds", "folds"), [("", "8", 3), ("present/", "3", 1)])
def test_without_script_the_hosts_pages_can_be_held_still_and_unfolded(path, seconds, folds):
    lesson = Classroom(CAPITAL)

    async def story():
        url = f"/host/{lesson.pk}/{path}"
        moving, still = await lesson.host.get(url), await lesson.host.get(f"{url}?still=1")
        opened = [len(page.page.root.xpath("//details[@open]")) for page in (moving, still)]
        assert ([reloads(moving), reloads(still)], opened) == ([[seconds], []], [0, folds])
        assert [page.page.root.xpath("//noscript//a/@href") for page in (moving, still)] == [["?still=1"], ["?"]]
        await lesson.do(Move.END)
        assert reloads(await lesson.host.get(url)) == []

    in_loop(story())


def test_every_live_page_has_one_heading_of_the_first_rank():
    lesson = Classroom(CAPITAL)

    async def story():
        ana = await lesson.joins("Ana")
        host, present = f"/host/{lesson.pk}/", f"/host/{lesson.pk}/present/"
        pages = [await lesson.host.get(host), await lesson.host.get(present), await ana.get(f"/play/{lesson.pk}/")]
        pages.append(await lesson.screen.get(lesson.screen_url))
        assert [page.page.root.xpath("//h1/text()") for page in pages] == [[lesson.room.title]] * 4

    in_loop(story())


def test_the_same_can_be_asked_in_one_press_from_the_dashboard_and_in_a_room():
    lesson = Classroom()

    async def story():
        pages = [await lesson.host.get("/quizzes/"), await lesson.host.get(f"/host/{lesson.pk}/")]
        buttons = [
            [(b.get("value"), b.text) for b in page.page.root.xpath("//button[@name='quick']")] for page in pages
        ]
        assert (
            buttons
            == [
                [
                    ("yesno", "Yes / No"),
                    ("truefalse", "True / False"),
                    ("abcd", "A – D"),
                    ("scale", "1 – 5"),
                    ("cloud", "Word cloud"),
                ],
            ]
            * 2
        )

    in_loop(story())


def test_everybody_is_listed_in_the_order_of_an_alphabet():
    lesson = Classroom()

    async def story():
        for name in ("Nina", "max", "Ömer", "Zoe", "Ida", "1a"):
            await lesson.joins(name)
        page = (await lesson.host.get(f"/host/{lesson.pk}/people/")).page
        assert re.findall(r"Nina|max|Ömer|Zoe|Ida|1a", page.words()) == ["1a", "Ida", "max", "Nina", "Ömer", "Zoe"]

    in_loop(story())
