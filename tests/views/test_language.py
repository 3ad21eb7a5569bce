"""A room speaks the language that its host chooses, to everybody in it; other pages follow the browser."""

import re

import pytest
from django.conf import settings
from django.test import Client

from live import clock
from live.asgi.pages import browser_language
from live.content.suggested_names import ARABIC
from live.models import Move, Participant, Response, Room
from live.realtime.hub import hub
from live.rendering import partials
from live.rooms import moves
from tests.support.app_browser import Answer, Browser
from tests.support.lessons import CAPITAL, RIVER, a_quiz
from tests.support.live_lesson import Classroom, application, in_loop, quiet
from tests.support.page import partials_in
from tests.support.viewer import COMPARED, Viewer

pytestmark = pytest.mark.usefixtures("in_process")
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def spoken(answer: Answer) -> tuple[str | None, str | None]:
    """The language and the direction of a page."""
    return answer.page.root.get("lang"), answer.page.root.get("dir")


async def looks(lesson: Classroom, audience: str, browser: Browser, url: str) -> Viewer:
    """Somebody with a page and its socket."""
    viewer = Viewer(audience, browser, url, (await browser.get(url)).page)
    await viewer.connect()
    return viewer


async def everybody(lesson: Classroom) -> list[Viewer]:
    """One viewer of each audience."""
    ana = await lesson.joins("Ana")
    return [
        await looks(lesson, "play", ana, f"/play/{lesson.pk}/"),
        await looks(lesson, "screen", lesson.screen, lesson.screen_url),
        await looks(lesson, "host", lesson.host, f"/host/{lesson.pk}/"),
        await looks(lesson, "present", lesson.host, f"/host/{lesson.pk}/present/"),
    ]


# --- inside a room --------------------------------------------------------------------------------------------------


def test_a_student_reads_the_rooms_language_whatever_the_browser_asks_for():
    lesson = Classroom(language="de")

    async def story():
        ana = await lesson.joins("Ana")
        await lesson.do(Move.OPEN)
        page = await ana.get(f"/play/{lesson.pk}/", accept_language="fr")
        assert (spoken(page), "Noch nichts angekommen" in page.page.words()) == (("de", "ltr"), True)
        received = await lesson.answers(ana, choice="2")
        assert ("Angekommen" in received.text, "Deine Antwort:" in received.text) == (True, True)

    in_loop(story())


def test_a_refusal_is_said_in_the_rooms_language_too():
    lesson = Classroom(language="ar")

    async def story():
        ana = await lesson.joins("Ana")
        await lesson.do(Move.OPEN)
        await ana.get(f"/play/{lesson.pk}/")
        nothing = await ana.post(f"/play/{lesson.pk}/answer/", {"round": "x"}, htmx=True, accept_language="fr")
        assert (nothing.status, "لم يُطرح هذا السؤال هنا." in nothing.text) == (422, True)
        await lesson.do(Move.CLOSE, Move.REVEAL)
        late = await lesson.answers(ana, choice="2")
        assert (late.status, "فات الوقت: هذا السؤال مغلق." in late.text) == (409, True)
        whole = await lesson.answers(ana, htmx=False, choice="2")
        assert (whole.status, spoken(whole)) == (409, ("ar", "rtl"))

    in_loop(story())


def test_all_that_a_host_sees_of_the_room_is_in_its_language():
    lesson = Classroom(language="es")

    async def story():
        await lesson.joins("Ana")
        person = (await lesson.person("Ana")).pk
        pages = ["", "present/", "key/", "people/", "phone/", f"person/{person}/"]
        found = [await lesson.host.get(f"/host/{lesson.pk}/{page}", accept_language="fr") for page in pages]
        assert [spoken(page) for page in found] == [("es", "ltr")] * len(pages)
        refused = await lesson.host.post(f"/host/{lesson.pk}/act/", {"toggle": "?"}, htmx=True, accept_language="fr")
        assert "Este botón no se conoce aquí." in refused.text

    in_loop(story())


def ninety_answer(room: Room) -> None:
    """The short text that is open gets an answer from each of ninety people, no two alike."""
    now, round = clock.now(), moves.current(room)
    people = Participant.objects.bulk_create(
        Participant(room=room, nickname=f"P{n}", nickname_key=f"p{n}", joined_at=now, seen_at=now) for n in range(90)
    )
    Response.objects.bulk_create(
        Response(round=round, participant=each, value=f"river {each.nickname}", arrived_at=now) for each in people
    )


def test_the_host_reads_what_a_tally_says_itself_in_the_rooms_language_read_and_counted():
    lesson = Classroom(RIVER, language="de")

    async def story():
        host, people = await lesson.watches("host"), [await lesson.joins(name) for name in ("Ana", "Ben")]
        room = await lesson.do(Move.OPEN)
        await lesson.change(lambda: ninety_answer(room))
        page = await lesson.host.get(f"/host/{lesson.pk}/", accept_language="fr")
        assert "11 andere Antworten" in page.page.words("tally")
        for person, others in zip(people, (12, 13), strict=True):  # the second of them changes but counts
            await quiet(lesson.pk)
            await lesson.answers(person, text=f"Seine {others}")
            await host.has(f"{others} andere Antworten")

    in_loop(story())


def test_a_quick_vote_asks_in_the_rooms_language():
    lesson = Classroom(language="ar")

    async def story():
        await lesson.press(quick="yesno")
        room = await lesson.now()
        assert room.round is not None
        assert (room.round.text, room.round.content["choices"]) == ("نعم أم لا؟", ["نعم", "لا"])

    in_loop(story())


# --- the choice -----------------------------------------------------------------------------------------------------


def test_a_room_begins_with_its_hosts_language(client: Client, ada):
    client.force_login(ada)
    client.post(f"/quizzes/{a_quiz(ada).pk}/start/", headers={"accept-language": "de-AT, en;q=0.5"})
    client.post("/vote/", {"quick": "yesno"}, headers={"accept-language": "ar"})
    assert [room.language for room in Room.objects.order_by("pk")] == ["de", "ar"]


def test_every_language_is_offered_by_its_own_name_and_the_one_spoken_is_marked():
    lesson = Classroom(language="fr")

    async def story():
        page = (await lesson.host.get(f"/host/{lesson.pk}/")).page
        buttons = page.root.xpath("//button[@name='language']")
        names = ["English", "Deutsch", "Français", "Español", "العربيّة"]
        assert [(each.get("value"), each.get("lang"), each.text_content().strip()) for each in buttons] == [
            (code, code, name) for code, name in zip(LANGUAGES, names, strict=True)
        ]
        assert [each.get("value") for each in buttons if each.get("aria-pressed") == "true"] == ["fr"]

    in_loop(story())


@pytest.mark.parametrize("sent", ["xx", "", "EN", "../de"])
def test_what_is_no_language_of_ours_is_refused(sent):
    lesson = Classroom()

    async def story():
        answer = await lesson.press(htmx=True, language=sent)
        assert (answer.status, (await lesson.now()).language) == (422, "en")

    in_loop(story())


def test_who_chooses_gets_the_whole_page_anew():
    lesson = Classroom()

    async def story():
        answer = await lesson.press(htmx=True, live="1", language="ar")
        assert (answer.status, answer["hx-refresh"], answer.text) == (204, "true", "")
        assert (await lesson.press(language="de")).where == f"/host/{lesson.pk}/"
        assert spoken(await lesson.host.get(f"/host/{lesson.pk}/")) == ("de", "ltr")

    in_loop(story())


@pytest.mark.parametrize("moves", [[], [Move.OPEN], [Move.OPEN, Move.CLOSE, Move.REVEAL], [Move.OPEN, Move.CLOSE]])
def test_every_region_of_every_page_that_is_open_changes_its_language(moves):
    lesson = Classroom()

    async def story():
        viewers = await everybody(lesson)
        for move in moves:
            await lesson.do(move)
        await quiet(lesson.pk)
        await lesson.press(language="ar")
        await quiet(lesson.pk)
        for viewer in viewers:
            roots = [viewer.page.find(name) for name in COMPARED[viewer.audience]]
            assert {(root.get("lang"), root.get("dir")) for root in roots if root is not None} == {("ar", "rtl")}
            fresh = Viewer(viewer.audience, viewer.browser, "", (await viewer.browser.get(viewer.url)).page)
            assert viewer.shows() == fresh.shows()

    in_loop(story())


def test_a_poll_brings_the_other_language():
    lesson = Classroom()

    async def story():
        ana = await lesson.joins("Ana")
        page = (await ana.get(f"/play/{lesson.pk}/")).text
        await lesson.press(language="ar")
        [url] = re.findall(r'hx-get="(/play/\d+/state/\?d=[\w]+)', page)
        assert "أنت معنا الآن." in (await ana.get(url, hx_request="true")).text

    in_loop(story())


def test_the_sign_of_life_says_its_sentence_in_the_new_language():
    lesson = Classroom()

    async def story():
        ana = await lesson.joins("Ana")
        socket = await lesson.listens(ana)
        await lesson.press(language="ar")
        await quiet(lesson.pk)
        await hub.upkeep.beat()
        assert "انقطع الاتصال." in socket.frames[-1]

    in_loop(story())


def test_what_somebody_is_typing_stays_when_the_language_changes():
    """The same stage in other words is laid over the old one; only a new stage replaces it."""
    lesson = Classroom()

    async def story():
        socket = await lesson.listens(await lesson.joins("Ana"))
        swaps, changes = [], [lesson.do(Move.OPEN), lesson.press(language="ar"), lesson.do(Move.CLOSE)]
        for change in changes:
            await change
            await quiet(lesson.pk)
            found = [each for each in partials_in(socket.frames[-1]) if each.get("hx-target") == "#stage"]
            swaps += [(each.get("hx-swap"), bool(each.xpath(".//*[@autofocus]"))) for each in found]
        assert swaps == [("outerHTML", True), ("outerMorph", False), ("outerHTML", True)]

    in_loop(story())


def test_a_tally_is_made_anew_with_its_stage_and_grows_while_that_stays():
    lesson = Classroom(CAPITAL, tally_live=True)

    async def story():
        ana, screen = await lesson.joins("Ana"), await lesson.watches("screen")
        swaps, changes = [], [lesson.do(Move.OPEN), lesson.answers(ana, choice="1"), lesson.do(Move.CLOSE)]
        for change in changes:
            await change
            await quiet(lesson.pk)
            found = partials_in(screen.frames[-1])
            swaps += [each.get("hx-swap") for each in found if each.get("hx-target") == "#tally"]
        assert swaps == ["outerHTML", "outerMorph", "outerHTML"]

    in_loop(story())


# --- the door -------------------------------------------------------------------------------------------------------


def test_the_door_follows_the_browser_and_suggests_a_name_of_the_room():
    lesson = Classroom(language="ar")

    async def story():
        door = await Browser(application()).get(f"/join/{lesson.room.key}/", accept_language="fr")
        assert (spoken(door), "Qui es-tu" in door.page.words()) == (("fr", "ltr"), True)
        [name] = door.page.root.xpath("//button[@name='suggested']//bdi/text()")
        assert name.split()[0] in {animal for animals in ARABIC.animals.values() for animal in animals}

    in_loop(story())


ASKED = ["de", "de-AT,en;q=0.5", "xx, ar;q=0.2", "fr-CA", "*", "*;q=0.9,de;q=0.5", "zh-Hant", "", "ES", "a" * 9000]


@pytest.mark.parametrize("asked", ASKED, ids=[each[:12] for each in ASKED])
def test_students_pages_teachers_pages_and_the_last_pages_choose_alike(asked, client: Client):
    async def story():
        return spoken(await Browser(application()).get("/", accept_language=asked))[0]

    teachers = client.get("/login/", headers={"accept-language": asked})
    last = browser_language({"headers": [(b"accept-language", asked.encode())]})
    assert {in_loop(story()), last} == {teachers.headers["Content-Language"]} <= set(LANGUAGES)


def test_the_hub_knows_the_language_of_the_rooms_that_it_has_drawn():
    lesson = Classroom(language="de")

    async def story():
        unknown = hub.language(lesson.pk)
        await lesson.joins("Ana")
        await hub.view(lesson.pk, "screen")
        return unknown, hub.language(lesson.pk)

    assert in_loop(story()) == ("", "de")


def test_an_empty_sentence_clears_what_was_said_and_keeps_the_language():
    assert 'id="say" lang="en" dir="ltr"' in partials.say("")
