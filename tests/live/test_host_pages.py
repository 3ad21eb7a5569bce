"""What the host's pages say and offer, as they are drawn for a browser."""

import pytest

from live.models import Participant
from tests.live.classroom import Classroom, in_loop


def test_the_page_about_a_person_says_that_a_removed_ones_answers_count_no_more():
    lesson = Classroom()

    async def story():
        await lesson.joins("Ana")
        url = f"/host/{lesson.pk}/person/{(await lesson.person('Ana')).pk}/"
        words = (await lesson.host.get(url)).page.words()
        assert "The answers given so far count no more, in no tally and no result." in words

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
