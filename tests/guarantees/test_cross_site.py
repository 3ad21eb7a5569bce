"""What comes from other sites, strange hosts and guessers; and pages for all that goes wrong (T17, T29, T30, T33)."""

import asyncio

import pytest
from django.urls import URLPattern, reverse

from live.asgi.gate import POLICY, SOUNDS
from live.models import Move, Response, Room
from live.urls import urlpatterns
from tests.support.app_browser import Browser
from tests.support.lessons import CAPITAL
from tests.support.live_lesson import Classroom, application, in_loop

pytestmark = pytest.mark.usefixtures("in_process")

FOREIGN: list[dict[str, str | None]] = [
    {"origin": "http://evil.example"},
    {"origin": "null"},
    {"origin": "http://localhost:8001"},
    {"origin": "https://localhost"},
    {"origin": None, "sec-fetch-site": "cross-site"},
    {"origin": None, "sec-fetch-site": "same-site"},
    {"origin": None, "referer": "http://evil.example/localhost"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_a_students_post_from_another_site_is_refused(headers):
    lesson = Classroom(CAPITAL)

    async def story():
        ana = await lesson.joins("Ana")
        await lesson.do(Move.OPEN)
        form = {"round": str((await lesson.now()).round_id), "choice": "2"}
        for path, fields in [
            (f"/play/{lesson.pk}/answer/", form),
            (f"/play/{lesson.pk}/leave/", {"leave": "1"}),
            (f"/join/{lesson.room.key}/", {"nickname": "Mallory"}),
        ]:
            answer = await ana.post(path, fields, **headers)
            assert (path, answer.status) == (path, 403)
            assert "This came from another website and was not taken." in answer.page.words()
        assert await lesson.responses() == []
        assert await lesson.read(lambda: lesson.room.participants.count()) == 1
        assert ana.holds("seat")

    in_loop(story())


@pytest.mark.parametrize("headers", [{"origin": None}, {"origin": None, "sec-fetch-site": "same-origin"}], ids=str)
def test_a_browser_that_says_little_may_answer_with_its_seat(headers):
    lesson = Classroom(CAPITAL)

    async def story():
        ana = await lesson.joins("Ana")
        await lesson.do(Move.OPEN)
        form = {"round": str((await lesson.now()).round_id), "choice": "2"}
        assert (await ana.post(f"/play/{lesson.pk}/answer/", form, htmx=True, **headers)).status == 200
        assert await lesson.responses() == [("Ana", "2")]

    in_loop(story())


def teachers_posts(lesson: Classroom) -> list[str]:
    """Every address for teachers that takes a form, of this lesson's things."""
    room = lesson.room
    assert room.quiz is not None
    question = room.quiz.questions.all()[0]
    known = {"room_id": room.pk, "participant_id": 1, "pk": question.pk, "quiz_pk": room.quiz.pk, "secret": "x"}
    known |= {"slug": "aiken", "number": 1, "form": "moodle"}
    found = []
    for pattern in urlpatterns:
        if isinstance(pattern, URLPattern) and not (pattern.name or "").startswith(("play-", "screen-")):
            wanted = {key: known[key] for key in pattern.pattern.converters}
            found.append(reverse(pattern.name or "", kwargs=wanted))
    return found


def test_a_teachers_post_without_a_token_or_from_another_site_is_refused():
    lesson = Classroom()
    posts = teachers_posts(lesson)

    async def story():
        await lesson.joins("Ana")
        await lesson.host.get(f"/host/{lesson.pk}/")
        token, form = lesson.host.token, {"move": "open", "version": "1", "do": "remove"}
        for path in posts:
            lesson.host.token = ""
            answer = await lesson.host.post(path, form)
            assert (path, answer.status) == (path, 403)
            assert "This page was open too long" in answer.page.words()
            lesson.host.token = token
            assert (await lesson.host.post(path, form, origin="http://evil.example")).status == 403
        assert (await lesson.now()).version == 1
        assert (await lesson.host.get(f"/host/{lesson.pk}/")).status == 200

    in_loop(story())


def test_htmx_is_told_of_a_missing_token_in_the_page():
    lesson = Classroom()

    async def story():
        page = (await lesson.host.get(f"/host/{lesson.pk}/")).page
        lesson.host.token = ""
        answer = await lesson.host.post(f"/host/{lesson.pk}/act/", {"move": "open", "version": "1"}, htmx=True)
        page.apply(answer.text)
        assert answer.status == 403
        assert page.words("say").startswith("This page was open too long")

    in_loop(story())


@pytest.mark.parametrize("host", ["evil.example", "", "localhost.evil.example", "127.0.0.1.evil.example", "*"])
def test_a_strange_host_gets_nothing_but_a_sentence(host):
    lesson = Classroom()

    async def story():
        for path in ("/", f"/play/{lesson.pk}/", f"/host/{lesson.pk}/", f"/screen/{lesson.room.screen_key}/"):
            answer = await lesson.host.get(path, host=host)
            assert (answer.status, "does not answer under this address" in answer.text) == (400, True)
            assert lesson.room.title not in answer.text

    in_loop(story())


def test_guessing_codes_ends_for_one_address_while_its_qr_and_seats_go_on():
    lesson = Classroom(CAPITAL)

    async def story():
        ana = await lesson.joins("Ana")
        bot, elsewhere = Browser(application()), Browser(application(), address="198.51.100.9")
        wrong = [f"/{number:06}" for number in range(101) if f"{number:06}" != lesson.room.code]
        said = [(await bot.get(path)).status for path in wrong]
        assert (said[0], said[-1]) == (404, 429) if len(wrong) > 100 else True
        last = await bot.get(f"/{lesson.room.code}")
        assert last.status == 429
        assert int(last["retry-after"]) > 0
        assert "Scan the QR on the screen instead: that always works." in last.page.words()
        assert (await elsewhere.get(f"/{lesson.room.code}")).where == f"/join/{lesson.room.key}/"
        await lesson.joins("Bo")  # the same address, by the QR
        await lesson.do(Move.OPEN)
        assert (await lesson.answers(ana, choice="2")).status == 200
        assert (await ana.get(f"/play/{lesson.pk}/")).status == 200

    in_loop(story())


def test_guesses_that_come_all_at_once_find_no_more_than_those_that_wait_for_each_other():
    lesson = Classroom()

    async def story():
        bot = Browser(application())
        wrong = [f"/{number:06}" for number in range(301) if f"{number:06}" != lesson.room.code][:300]
        said = await asyncio.gather(*(bot.get(path) for path in [*wrong, f"/{lesson.room.code}"]))
        assert [answer.status for answer in said] == [404] * 100 + [429] * 201
        assert all(int(answer["retry-after"]) > 0 for answer in said[100:])

    in_loop(story())


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/nothing/here/", 404, "The address is wrong, or what was here has been deleted."),
        ("/play/x/", 404, "The address is wrong, or what was here has been deleted."),
        ("/play/1/nothing/", 404, "The address is wrong"),
        ("/screen/" + "A" * 22 + "/", 404, "The address is wrong"),
        ("/join/" + "A" * 22 + "/", 404, "This link or QR has been replaced."),
        ("/signin/nonsense/", 410, ""),
        ("/welcome/nonsense/", 410, ""),
        ("/remote/nonsense/", 410, "This QR has been used or is too old."),
        ("/play/1/", 403, "This phone has no seat in that room"),
        ("/?code=12", 422, "A code has six digits."),
        ("/?code=%C2%B2%C2%B2%C2%B2%C2%B2%C2%B2%C2%B2", 422, "A code has six digits."),
        ("/?code=%00", 422, "A code has six digits."),
        ("/999999", 404, "No room has the code 999999."),
    ],
)
def test_what_goes_wrong_has_a_page_in_the_layout(path, status, sentence):
    lesson = Classroom()

    async def story():
        answer = await lesson.screen.get(path)
        assert (answer.status, sentence in answer.page.words()) == (status, True)
        assert answer["content-security-policy"].removesuffix(SOUNDS.decode()) == POLICY
        assert answer.page.root.xpath("//link[contains(@href, '.css')]")
        assert answer.page.root.xpath("//main//a | //main//form")

    in_loop(story())


def test_a_code_in_other_digits_finds_the_room():
    lesson = Classroom()

    async def story():
        arabic = lesson.room.code.translate({ord(str(digit)): chr(0x660 + digit) for digit in range(10)})
        answer = await lesson.screen.get("/?code=" + "".join(f"%{byte:02X}" for byte in arabic.encode()))
        assert answer.where == f"/{lesson.room.code}"

    in_loop(story())


@pytest.mark.parametrize("audience", ["host", "play"])
@pytest.mark.parametrize("htmx", [True, False])
def test_a_bug_has_a_page_in_the_layout_and_a_sentence_for_htmx(audience, htmx, caplog):
    lesson = Classroom(CAPITAL)

    async def story():
        browser = lesson.host if audience == "host" else await lesson.joins("Ana")
        await lesson.host.get(f"/host/{lesson.pk}/")
        await lesson.do(Move.OPEN)
        await lesson.read(lambda: lesson.room.rounds.update(kind_slug="unheard-of"))
        await lesson.read(lambda: Room.objects.filter(pk=lesson.pk).update(locked=True))
        path = f"/host/{lesson.pk}/act/" if audience == "host" else f"/play/{lesson.pk}/answer/"
        form = {"toggle": "locked:on", "round": str((await lesson.now()).round_id), "choice": "1"}
        answer = await browser.post(path, form, htmx)
        if answer.where:
            answer = await browser.follow(answer)
        assert answer.status == 500
        assert "This is our mistake, not yours." in answer.text
        assert answer["content-security-policy"].removesuffix(SOUNDS.decode()) == POLICY
        assert ("<hx-partial" in answer.text) == htmx
        assert await lesson.read(lambda: Response.objects.count()) == 0

    in_loop(story())
