"""What is kept nowhere beside the pages themselves (those: test_access); and where a form's address leads by itself."""

import pytest

from tests.guarantees.test_access import NEVER
from tests.support.live_lesson import Classroom, in_loop

pytestmark = pytest.mark.usefixtures("in_process")


@pytest.mark.parametrize("path", ["/nothing/here/", "/host/1/", "/host/x/", "/login"])
def test_teachers_errors_and_detours_are_kept_nowhere_either(path):
    lesson = Classroom()

    async def story():
        lesson.host.token = ""
        assert (await lesson.host.get(path))["cache-control"] == NEVER
        assert (await lesson.host.post(path))["cache-control"] == NEVER
        assert (await lesson.host.post(path, host="localhost:8", origin="http://x"))["cache-control"] == NEVER

    in_loop(story())


def test_who_comes_to_the_address_of_answers_by_itself_is_led_to_the_page():
    lesson = Classroom()

    async def story():
        ana = await lesson.joins("Ana")
        answer = await ana.get(f"/play/{lesson.pk}/answer/")
        assert (answer.status, answer.where) == (302, f"/play/{lesson.pk}/")
        assert (await ana.follow(answer)).page.words("me").startswith("Ana")

    in_loop(story())
