"""A student's answers after the lesson: by the seat's cookie or the pupil's card, and nobody else's."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from live.content.class_list import Listed
from live.models import Move, Participant, Pupil, Roll
from live.realtime.hub import hub
from live.retention.purge import forget_names
from tests.support.app_browser import Answer, Browser
from tests.support.lessons import ALL_KINDS, CAPITAL, MOOD, PRIMES
from tests.support.live_lesson import Classroom, application, in_loop

pytestmark = pytest.mark.usefixtures("in_process")
SECRET = {**CAPITAL, "text": "Capital of Nowhere?", "content": {"choices": ["Atlantis", "Eldorado"], "right": [1]}}


def said(answer: Answer) -> str:
    """What a page says."""
    return " ".join(answer.page.words().split())


def address(lesson: Classroom) -> str:
    """Where a seat looks through its answers."""
    return f"/play/{lesson.pk}/review/"


async def asked(lesson: Classroom, *given: list[tuple[Browser, dict[str, Any]]]) -> None:
    """The lesson's questions are asked in their order, answered and revealed."""
    for answers in given:
        await lesson.do(Move.OPEN)
        for browser, fields in answers:
            assert (await lesson.answers(browser, **fields)).status == 200
        await lesson.do(Move.CLOSE, Move.REVEAL)


async def two(lesson: Classroom) -> tuple[Browser, Browser]:
    """Ana has Paris and 2 alone, Bo has Lyon and says nothing then."""
    ana, bo = await lesson.joins("Ana"), await lesson.joins("Bo")
    await asked(lesson, [(ana, {"choice": "2"}), (bo, {"choice": "1"})], [(ana, {"choice": ["1"]})])
    return ana, bo


def test_each_sees_the_questions_their_own_answers_and_the_key():
    lesson = Classroom(CAPITAL, PRIMES, SECRET, partial=True)

    async def story():
        ana, bo = await two(lesson)
        await lesson.do(Move.END)
        assert "Look through your answers" in said(await ana.get(f"/play/{lesson.pk}/"))
        hers, his = said(await ana.get(address(lesson))), said(await bo.get(address(lesson)))
        first = "Question 1 Capital of France? {} A Lyon B ParisRight C Nice Since Clovis."
        assert first.format("Right! Your answer: Paris") in hers
        assert first.format("Not quite. Your answer: Lyon") in his
        second = "Question 2 Which are prime? {} A 2Right B 4 C 7Right D 9"
        assert second.format("Partly right. Your answer: 2") in hers
        assert second.format("No answer from you this time.") in his
        assert ("Ana · 1 of 2 right" in hers, "Bo · 0 of 2 right" in his) == (True, True)
        heard = "".join(ana.heard + bo.heard)
        assert [each for each in ("Nowhere", "Atlantis", "Ask who has been there") if each in heard] == []
        assert [name for name, page in (("Bo", hers), ("Ana", his)) if name in page] == []

    in_loop(story())


def test_every_kind_can_be_looked_through():
    lesson = Classroom(*ALL_KINDS)

    async def story():
        ana = await lesson.joins("Ana")
        given: list[Any] = [
            {"choice": "2"},
            {"choice": ["1", "3"]},
            {"number": "3.14"},
            {"text": "Rhine"},
            {"word": "tired"},
        ]
        await asked(lesson, *[[(ana, fields)] for fields in given])
        await lesson.do(Move.END)
        page = said(await ana.get(address(lesson)))
        told = ("Right! Your answer: 3.14 Right answer: 3.14", "Not quite. Your answer: Rhine Right answer: Seine")
        assert [each for each in (*told, "Thank you. Your answer: tired", "3 of 4 right") if each not in page] == []

    in_loop(story())


def test_before_the_end_nothing_is_looked_through():
    lesson = Classroom(CAPITAL, PRIMES)

    async def story():
        ana, _bo = await two(lesson)
        await lesson.do(Move.STANDINGS)
        answer = await ana.get(address(lesson))
        assert (answer.status, answer.where) == (302, f"/play/{lesson.pk}/")

    in_loop(story())


def test_what_was_skipped_is_not_shown():
    lesson = Classroom(CAPITAL, SECRET)

    async def story():
        ana = await lesson.joins("Ana")
        await asked(lesson, [(ana, {"choice": "2"})])
        await lesson.do(Move.OPEN)
        await lesson.answers(ana, choice="1")
        await lesson.do(Move.SKIP, Move.END)
        page = await ana.get(address(lesson))
        assert ("France" in page.text, "Nowhere" in page.text, "Eldorado" in page.text) == (True, False, False)
        assert "1 of 1 right" in said(page)

    in_loop(story())


def test_without_a_seat_or_with_that_of_another_room_nothing_opens():
    lesson, other = Classroom(CAPITAL, PRIMES), Classroom(SECRET)

    async def story():
        ana, _bo = await two(lesson)
        eve = await other.joins("Eve")
        await lesson.do(Move.END)
        await other.do(Move.END)
        kept = next(value for (name, _path), value in eve.cookies.items() if name == "seat")
        eve.cookies["seat", f"/play/{lesson.pk}/"] = kept
        statuses = [(await browser.get(address(lesson))).status for browser in (Browser(application()), eve, ana)]
        assert statuses == [403, 403, 200]

    in_loop(story())


def test_leaving_ends_it_for_every_copy_of_the_cookie():
    lesson = Classroom(CAPITAL, PRIMES)

    async def story():
        ana, bo = await two(lesson)
        await lesson.do(Move.END)
        copy = Browser(application(), cookies=dict(ana.cookies))
        assert f"/play/{lesson.pk}/leave/" in (await ana.get(address(lesson))).text
        await ana.post(f"/play/{lesson.pk}/leave/", {"leave": "1"})
        statuses = [(await browser.get(address(lesson))).status for browser in (ana, copy, bo)]
        assert statuses == [403, 403, 200]

    in_loop(story())


def test_when_the_names_are_gone_a_sentence_says_so():
    lesson = Classroom(CAPITAL, PRIMES)

    async def story():
        ana, _bo = await two(lesson)
        await lesson.do(Move.END)
        assert (await ana.get(address(lesson))).status == 200
        await lesson.change(lambda: forget_names(lesson.room))
        answer = await ana.get(address(lesson))
        assert (answer.status, "The names of this room are gone" in said(answer)) == (410, True)
        assert "France" not in answer.text

    in_loop(story())


def test_whoever_came_late_counts_from_then_on():
    lesson = Classroom(CAPITAL, PRIMES)

    async def story():
        ana = await lesson.joins("Ana")
        await asked(lesson, [(ana, {"choice": "2"})])
        cem = await lesson.joins("Cem")
        await asked(lesson, [(cem, {"choice": ["1", "3"]})])
        await lesson.do(Move.END)
        assert "Cem · 1 of 1 right" in said(await cem.get(address(lesson)))
        assert "Ana · 1 of 2 right" in said(await ana.get(address(lesson)))

    in_loop(story())


def the_class(lesson: Classroom, owner: User) -> Roll:
    """The lesson is one of a class: Ana and Bo."""
    roll = Roll.objects.create(owner=owner, title="8b")
    roll.enter([Listed("Ana Alt"), Listed("Bo Li")])
    lesson.room.roll = roll
    lesson.room.save(update_fields=["roll"])
    return roll


def pupil(name: str) -> Pupil:
    """Somebody of the class."""
    return Pupil.objects.get(name__startswith=name)


def test_a_card_leads_to_the_answers_of_its_pupil_and_gives_no_seat(ada: User):
    lesson = Classroom(CAPITAL, MOOD, host=ada)
    the_class(lesson, ada)

    async def story():
        ana, bo = await hub.read(lambda: (pupil("Ana"), pupil("Bo")))
        card, his, visitor = f"/me/{ana.key}/", f"/me/{bo.key}/", Browser(application())
        phone = Browser(application())
        await phone.get(card)
        await asked(lesson, [(phone, {"choice": "2"})])
        await lesson.do(Move.END)
        listed = await visitor.get(card)
        assert (listed.status, f"{card}{lesson.pk}/" in listed.text) == (200, True)
        page = await visitor.get(f"{card}{lesson.pk}/")
        assert ("Right! Your answer: Paris" in said(page), "leave/" in page.text) == (True, False)
        assert visitor.holds("seat") == ""
        statuses = [(await visitor.get(path)).status for path in (his, f"{his}{lesson.pk}/", f"/me/x/{lesson.pk}/")]
        assert statuses == [404, 410, 404]
        await hub.read(ana.renew_card)
        assert (await visitor.get(f"{card}{lesson.pk}/")).status == 404

    in_loop(story())


def test_a_card_shows_no_seat_that_was_taken_by_a_name(ada: User):
    lesson = Classroom(CAPITAL, host=ada)
    the_class(lesson, ada)

    async def story():
        ana = await hub.read(lambda: pupil("Ana"))
        phone = Browser(application())
        await phone.post(f"/join/{lesson.room.key}/", {"pupil": str(ana.pk)})
        await asked(lesson, [(phone, {"choice": "2"})])
        await lesson.do(Move.END)
        visitor = Browser(application())
        statuses = [(await visitor.get(f"/me/{ana.key}/{path}")).status for path in ("", f"{lesson.pk}/")]
        assert statuses == [404, 410]
        await hub.read(lambda: Participant.objects.get().confirm(ana))
        assert (await visitor.get(f"/me/{ana.key}/{lesson.pk}/")).status == 200

    in_loop(story())
