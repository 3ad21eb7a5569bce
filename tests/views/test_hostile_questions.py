"""Questions of every kind by forms that nobody should send: kept as the kind keeps them, or each fault is led to."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from live.models import Quiz
from tests.support.examples import EXAMPLES, SLUGS
from tests.support.kind_forms import MILLION, bent

SENTENCE = 15
"The letters of the shortest sentence that says what is wrong."


@pytest.mark.parametrize("slug", SLUGS)
def test_a_bent_question_is_kept_as_its_kind_keeps_it_or_the_page_leads_to_each_fault(
    slug: str, browser: Client, quiz: Quiz
):
    written = {**EXAMPLES[slug].written, "kind": slug, "then": "show"}
    names = [*EXAMPLES[slug].written, "text", "weight", "seconds"]
    for sent in [*bent(names, written), {**dict.fromkeys(names[:1], MILLION), "text": "What?"}]:
        _writes(browser, quiz, {"text": "", **sent, "kind": slug, "then": "show"})
    _writes(browser, quiz, {**written, "text": ""})
    for question in quiz.questions.all():
        assert question.kind.validate(question.content) == question.content


def _writes(browser: Client, quiz: Quiz, sent: dict[str, Any]) -> None:
    before = quiz.questions.count()
    response = browser.post(f"/quizzes/{quiz.pk}/questions/new/", sent)
    assert response.status_code in {302, 422}, sent
    if response.status_code == 422:
        body = unescape(response.content.decode())
        faults = dict(re.findall(r'<li><a href="#(error-\w+)">(.*?)</a></li>', body))
        assert faults, sent
        assert all(len(said) > SENTENCE and f'id="{name}"' in body for name, said in faults.items()), (sent, faults)
        assert "dict_items" not in body
        assert quiz.questions.count() == before
