"""Answers of every kind by forms that nobody should send."""

from typing import Any

import pytest

from live.models import Move, Response
from tests.support.examples import EXAMPLES, SLUGS
from tests.support.kind_forms import MILLION, bent
from tests.support.live_lesson import Classroom, in_loop

pytestmark = pytest.mark.usefixtures("in_process")

SENTENCE = 15
"The letters of the shortest sentence that says what is wrong."


def answered(slug: str) -> list[dict[str, Any]]:
    """What a participant may send to a kind."""
    example = EXAMPLES[slug]
    return bent(list({**example.answer, **example.fields}), example.answer)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_bent_answer_is_stored_as_one_that_can_be_counted_or_gets_a_sentence_and_changes_nothing(slug):
    example = EXAMPLES[slug]
    lesson = Classroom({"kind_slug": slug, "text": "What?", "content": example.content, **example.question})

    async def story():
        ana = await lesson.joins("Ana")
        await lesson.do(Move.OPEN)
        number = str((await lesson.now()).round_id)
        page, kept = (await ana.get(f"/play/{lesson.pk}/")).page, await lesson.read(stored)
        for sent in answered(slug):
            answer = await ana.post(f"/play/{lesson.pk}/answer/", {**sent, "round": number}, htmx=True)
            page.apply(answer.text)
            now, said = await lesson.read(stored), page.words("say")
            assert answer.status in {200, 422}, sent
            assert answer.status == 200 or (len(said) > SENTENCE and now == kept), sent
            kept = now
        for flood in ({"x": ["1"] * 10_000}, dict.fromkeys(list(example.answer)[:1], MILLION)):
            answer = await ana.post(f"/play/{lesson.pk}/answer/", {**flood, "round": number})
            assert answer.status in {400, 413, 422}
            assert (len(answer.page.words()) > SENTENCE, await lesson.read(stored)) == (True, kept)
        for path in (f"/play/{lesson.pk}/", lesson.screen_url):
            assert (await ana.get(path)).status == 200

    in_loop(story())


def stored() -> list[tuple[str, str]]:
    """All answers."""
    return list(Response.objects.order_by("pk").values_list("value", "typed"))
