"""Every form of participants and hosts with what nobody should send: a sentence, a 4xx, and nothing has changed."""

import logging
import sys
from io import StringIO
from typing import Any

import pytest

from live.models import Knock, Move, Participant, Question, Response, Room, Round
from tests.support.app_browser import Form
from tests.support.lessons import ALL_KINDS, CAPITAL
from tests.support.live_lesson import Classroom, in_loop

pytestmark = pytest.mark.usefixtures("in_process")

LONG = "x" * 5000
KEPT = (Room, Round, Participant, Response, Knock, Question)


def database() -> list[Any]:
    """All that a form here could change."""
    return [list(model.objects.order_by("pk").values()) for model in KEPT]


ANSWERS: list[tuple[int, Form]] = [
    *[(kind, {"round": "here"}) for kind in range(5)],
    *[(kind, {"choice": "1", "number": "1", "text": "a", "word": "a"}) for kind in (0, 3)],
    *[
        (0, {"round": round, "choice": "1"})
        for round in ("", "x", "0", "-1", "9" * 18, "9" * 40, "1.0", "١", "next door")
    ],
    *[(0, {"round": "here", "choice": choice}) for choice in ("", "0", "4", "-1", "1.0", "01", "x", "1,2", LONG, "١")],
    (0, {"round": "here", "choice": ["1", "2"]}),
    (1, {"round": "here", "choice": ["1", "9"]}),
    (1, {"round": "here", "choice": ["1", ""]}),
    *[
        (2, {"round": "here", "number": number})
        for number in ("", " ", "x", "1e999", "NaN", "inf", "1" * 50, LONG, "--1")
    ],
    *[(3, {"round": "here", "text": text}) for text in ("", "   ", "\u200b\u202e", "\x00", "a" * 101, LONG)],
    *[(4, {"round": "here", "word": word}) for word in ("", [" ", ""], ["a", "b", "c", "d"], "a" * 31, LONG)],
]


@pytest.mark.parametrize(("kind", "form"), ANSWERS, ids=lambda value: str(value)[:60])
def test_a_bad_answer_changes_nothing_and_gets_a_sentence(kind, form):
    lesson, next_door = Classroom(ALL_KINDS[kind]), Classroom(CAPITAL)

    async def story():
        ana = await lesson.joins("Ana")
        await lesson.do(Move.OPEN)
        await next_door.do(Move.OPEN)
        ids = {"here": str((await lesson.now()).round_id), "next door": str((await next_door.now()).round_id)}
        sent = {**form, **({"round": ids.get(str(form["round"]), form["round"])} if "round" in form else {})}
        page, kept = (await ana.get(f"/play/{lesson.pk}/")).page, await lesson.read(database)
        swapped = await ana.post(f"/play/{lesson.pk}/answer/", sent, htmx=True)
        page.apply(swapped.text)
        plain = await ana.post(f"/play/{lesson.pk}/answer/", sent)
        assert (swapped.status, plain.status) == (422, 422)
        sentence = page.words("say")
        assert len(sentence) > 15
        assert sentence in plain.page.words()
        assert await lesson.read(database) == kept

    in_loop(story())


NICKNAMES = ["", "   ", "\u200b", "\u202e\u2066", "a" * 25, LONG, "\x00", "Ana", "ANA", "Аna", "a\u0301" * 30]


@pytest.mark.parametrize("nickname", NICKNAMES, ids=lambda value: ascii(value)[:40])
def test_a_bad_nickname_gives_no_seat(nickname):
    lesson = Classroom()

    async def story():
        ana = await lesson.joins("Ana")
        await lesson.listens(ana)
        kept = await lesson.read(database)
        answer = await lesson.screen.post(f"/join/{lesson.room.key}/", {"nickname": nickname})
        assert answer.status in {409, 422}
        assert len(answer.page.words("error")) > 15
        assert lesson.screen.holds("seat") == ""
        assert await lesson.read(database) == kept

    in_loop(story())


def test_a_suggestion_that_was_not_ours_is_no_nickname():
    lesson = Classroom(suggested_only=True)

    async def story():
        for form in ({"suggested": "Mallory"}, {"suggested": "Mallory:forged"}, {"nickname": "Mallory"}, {}):
            answer = await lesson.screen.post(f"/join/{lesson.room.key}/", form)
            assert (answer.status, lesson.screen.holds("seat")) == (422, "")

    in_loop(story())


@pytest.mark.parametrize(("options", "status"), [({"locked": True}, 403), ({"suggested_only": True}, 422)], ids=str)
def test_a_closed_door_says_so(options, status):
    lesson = Classroom(**options)

    async def story():
        answer = await lesson.screen.post(f"/join/{lesson.room.key}/", {"nickname": "Ana"})
        assert (answer.status, len(answer.page.words()) > 40) == (status, True)

    in_loop(story())


def test_an_ended_room_takes_nobody_and_nothing():
    lesson = Classroom()

    async def story():
        ana = await lesson.joins("Ana")
        await lesson.do(Move.OPEN)
        number = str((await lesson.now()).round_id)
        await lesson.do(Move.END)
        kept = await lesson.read(database)
        assert (await lesson.screen.post(f"/join/{lesson.room.key}/", {"nickname": "Bo"})).status == 410
        assert (await lesson.screen.get(f"/{lesson.room.code}")).status == 410
        late = await ana.post(f"/play/{lesson.pk}/answer/", {"round": number, "choice": "1"}, htmx=True)
        assert (late.status, "Too late" in late.text) == (409, True)
        for press in PRESSES_OF_A_LESSON:
            assert (await lesson.press(False, **press)).status == 409, press
        assert await lesson.read(database) == kept

    in_loop(story())


PRESSES_OF_A_LESSON = [
    *[{"move": move} for move in Move.values],
    {"quick": "yesno"},
    {"hide": "1"},
    {"show": "1"},
    {"toggle": "tally_live:on"},
    {"toggle": "locked:on"},
    {"toggle": "speed:on"},
    {"renew": "1"},
]

PRESSES: list[tuple[int, dict[str, str]]] = [
    (422, {}),
    (422, {"nonsense": "1"}),
    *[(422, {"move": move}) for move in ("", "nonsense", "OPEN", LONG)],
    *[(422, {"move": "open", "version": version}) for version in ("", "x", "-1", "9" * 40, "1.0")],
    *[(409, {"move": "open", "version": version}) for version in ("0", "2", "9" * 18)],
    *[(409, {"move": move}) for move in Move.values if move not in {"open", "end"}],
    *[(422, {"question": question}) for question in ("", "x", "-1", "9" * 40)],
    *[(409, {"question": question}) for question in ("0", "9" * 18, "next door")],
    *[(422, {"quick": quick}) for quick in ("", "nonsense")],
    (422, {"quick": "yesno", "quick_text": "x" * 301}),
    (409, {"hide": "1"}),
    *[(422, {"hide_person": person}) for person in ("", "x", "-1", "9" * 40)],
    *[(409, {"hide_person": person}) for person in ("0", "9" * 18, "next door")],
    *[(422, {"let_in": knock}) for knock in ("", "x", "9" * 40)],
    *[(409, {"let_in": knock}) for knock in ("0", "9" * 18, "next door")],
    *[(422, {"toggle": toggle}) for toggle in ("", "locked", "locked:1", "version:on", "phase:on", "__class__:on")],
]


@pytest.mark.parametrize(("status", "press"), PRESSES, ids=lambda value: str(value)[:60])
def test_a_bad_press_changes_nothing_and_gets_a_sentence(status, press):
    lesson, next_door = Classroom(CAPITAL), Classroom(CAPITAL)
    assert next_door.room.quiz is not None
    question = str(next_door.room.quiz.questions.all()[0].pk)

    async def story():
        await lesson.joins("Ana")
        await next_door.joins("Bo")
        bo = await next_door.person("Bo")
        knock = await lesson.read(lambda: Knock.objects.create(participant=bo, asked_at=bo.joined_at))
        ids = {"question": question, "hide_person": str(bo.pk), "let_in": str(knock.pk)}
        form = {key: ids[key] if value == "next door" else value for key, value in press.items()}
        page, kept = (await lesson.host.get(f"/host/{lesson.pk}/")).page, await lesson.read(database)
        swapped, plain = await lesson.press(True, **form), await lesson.press(False, **form)
        page.apply(swapped.text)
        assert (swapped.status, plain.status) == (status, status)
        assert len(page.words("say")) > 15
        assert page.words("say") in plain.page.words()
        assert await lesson.read(database) == kept

    in_loop(story())


@pytest.mark.parametrize("value", ["", LONG])
def test_what_cannot_be_an_answer_cannot_be_hidden(value):
    lesson = Classroom(CAPITAL)

    async def story():
        await lesson.do(Move.OPEN)
        kept = await lesson.read(database)
        assert (await lesson.press(hide=value)).status == 422
        assert await lesson.read(database) == kept

    in_loop(story())


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"do": ""},
        {"do": "promote"},
        *[{"do": "rename", "nickname": name} for name in ("", "  ", "a" * 25, LONG, "Bo", "BO", "\u202e")],
    ],
    ids=lambda value: str(value)[:60],
)
def test_a_bad_change_of_a_person_changes_nothing(form):
    lesson = Classroom()

    async def story():
        await lesson.joins("Ana")
        await lesson.joins("Bo")
        url = f"/host/{lesson.pk}/person/{(await lesson.person('Ana')).pk}/"
        await lesson.host.get(url)
        kept = await lesson.read(database)
        answer = await lesson.host.post(url, form)
        assert (answer.status, len(answer.page.words("error")) > 15) == (422, True)
        assert await lesson.read(database) == kept

    in_loop(story())


def test_a_person_of_another_room_cannot_be_touched():
    lesson, next_door = Classroom(), Classroom()

    async def story():
        await next_door.joins("Bo")
        bo = await next_door.person("Bo")
        await lesson.host.get(f"/host/{lesson.pk}/")
        for action in ("remove", "hide", "rename"):
            url = f"/host/{lesson.pk}/person/{bo.pk}/"
            assert (await lesson.host.post(url, {"do": action, "nickname": "X"})).status == 404
        assert await lesson.read(lambda: Participant.objects.get(pk=bo.pk)) == bo

    in_loop(story())


def test_bodies_that_are_no_forms_are_refused():
    lesson = Classroom(CAPITAL)

    async def story():
        ana = await lesson.joins("Ana")
        await lesson.do(Move.OPEN)
        path = f"/play/{lesson.pk}/answer/"
        for kind, body in [
            ("application/json", b'{"round": 1, "choice": "1"}'),
            ("multipart/form-data", b"no boundary"),
            ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
            ("application/x-www-form-urlencoded", b"\xff\xfe=%ff&round=\x00"),
            ("application/x-www-form-urlencoded; charset=nonsense", b"round=1"),
            ("text/plain", b"x" * 20_000),
        ]:
            answer = await ana.request("POST", path, body, {"content-type": kind, "origin": "http://localhost"})
            assert (kind, 400 <= answer.status < 500) == (kind, True)
        assert await lesson.responses() == []

    in_loop(story())


def test_a_form_with_too_many_fields_is_one_line_in_the_log_and_no_traceback():
    lesson, written = Classroom(), StringIO()
    [handler] = [each for each in logging.getLogger("django.security").handlers if type(each) is logging.StreamHandler]
    before = handler.setStream(written)

    async def story():
        await lesson.host.get(f"/host/{lesson.pk}/")
        answer = await lesson.host.post(f"/host/{lesson.pk}/act/", {"x": ["1"] * 2001})
        assert answer.status == 413

    try:
        in_loop(story())
    finally:
        handler.setStream(before or sys.stderr)
    [line] = written.getvalue().splitlines()
    assert "ERROR django.security.TooManyFieldsSent: " in line
