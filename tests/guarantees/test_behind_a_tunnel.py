"""An address that was given with https works behind a proxy or a tunnel that ends TLS: to join, answer and sign in."""

from collections.abc import Iterator

import pytest
from django.conf import settings as conf
from pytest_django import Settings

from live.models import Move
from live.server import hosts
from tests.support.app_browser import Browser
from tests.support.lessons import CAPITAL, PASSWORD
from tests.support.live_lesson import Classroom, application, in_loop

pytestmark = pytest.mark.usefixtures("in_process")

NAME = "quiz.school.example"
ORIGIN = f"https://{NAME}"


@pytest.fixture(autouse=True)
def given(settings: Settings) -> Iterator[None]:
    """What `./run --address https://quiz.school.example` says."""
    hosts.answer_to(ORIGIN)
    settings.ALLOWED_HOSTS = [*hosts.names()]  # the tests' runner has made a list of them that stands
    yield
    hosts._named.discard(NAME)
    hosts._by_https.clear()


@pytest.mark.parametrize("host", [NAME, "127.0.0.1:8000"], ids=["the browser's Host", "the proxy's own Host"])
def test_a_class_joins_answers_and_hears_and_a_teacher_signs_in(host):
    lesson = Classroom(CAPITAL)

    async def story():
        ana = Browser(application(), host=host)
        joined = await ana.post(f"/join/{lesson.room.key}/", {"nickname": "Ana"}, origin=ORIGIN)
        assert (joined.status, joined.where) == (303, f"/play/{lesson.pk}/")
        assert "Secure" in joined["set-cookie"]
        await lesson.do(Move.OPEN)
        form = {"round": str((await lesson.now()).round_id), "choice": "2"}
        assert (await ana.post(f"/play/{lesson.pk}/answer/", form, htmx=True, origin=ORIGIN)).status == 200
        assert (await ana.open(f"/play/{lesson.pk}/live/", origin=ORIGIN)).accepted
        assert await lesson.responses() == [("Ana", "2")]
        ada = Browser(application(), host=host)
        await ada.get("/login/")
        signed = await ada.post("/login/", {"username": "ada", "password": PASSWORD}, origin=ORIGIN)
        assert (signed.status, bool(ada.holds(conf.SESSION_COOKIE_NAME))) == (302, True)

    in_loop(story())


@pytest.mark.parametrize("origin", ["https://evil.example", f"http://{NAME}", "null", f"https://{NAME}:8443"])
def test_other_origins_are_refused_as_before(origin):
    lesson = Classroom(CAPITAL)

    async def story():
        mallory = Browser(application(), host=NAME)
        assert (await mallory.post(f"/join/{lesson.room.key}/", {"nickname": "Mallory"}, origin=origin)).status == 403
        await mallory.get("/login/")
        signed = await mallory.post("/login/", {"username": "ada", "password": PASSWORD}, origin=origin)
        assert signed.status == 403
        assert not (await mallory.open(f"/play/{lesson.pk}/live/", origin=origin)).accepted

    in_loop(story())


def test_the_network_that_it_is_in_still_comes_by_http():
    lesson = Classroom(CAPITAL)

    async def story():
        bo = Browser(application(), host="localhost")
        joined = await bo.post(f"/join/{lesson.room.key}/", {"nickname": "Bo"})
        assert (joined.status, "Secure" in joined["set-cookie"]) == (303, False)

    in_loop(story())
