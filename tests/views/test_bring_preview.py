"""What was found is shown by its kinds before it is kept: what the class is asked, and what is right."""

from typing import Any

import lxml.html
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from live.models import Quiz
from tests.support.teacher_pages import imports
from tests.views.test_bring import puts
from tests.views.test_bring_pictures import package

pytestmark = pytest.mark.usefixtures("media")

BOTH, MARKED, ASKED, NOTHING = 2, 1, 1, 0
VIEWS = {
    **dict.fromkeys(("match", "order", "number", "estimate", "short", "cloze"), BOTH),
    **dict.fromkeys(("single", "truefalse", "several"), MARKED),
    **dict.fromkeys(("ranking", "text", "cloud", "scale", "points", "plane"), ASKED),
    "slide": NOTHING,
}
"How many there are of a question of each kind, in the sheet to fill in: the question without its key, and the key."


def said(part: Any) -> str:
    return " ".join(" ".join(part.itertext()).split())


def cards(body: str) -> list[Any]:
    return list(lxml.html.fromstring(body).xpath("//ol[@class='incoming']/li"))


def views(card: Any) -> list[str]:
    return [said(each) for each in card.xpath(".//div[@class='views']/div")]


def besides(card: Any) -> list[str]:
    return [said(each) for part in ("label/span/span", "dl/dt", "dl/dd") for each in card.xpath(part)]


def test_every_kind_shows_what_the_class_is_asked_and_what_is_right(browser: Client):
    upload = SimpleUploadedFile("all.xlsx", browser.get("/quizzes/template/").content)
    body = browser.post("/quizzes/bring/", {"file": upload}, follow=True).content.decode()
    shown = [views(each) for each in cards(body) if "cannot" not in each.get("class")]
    imports(browser, body, take=[str(number) for number in range(1, 20)])
    slugs = Quiz.objects.get().questions.values_list("kind_slug", flat=True)
    assert dict(zip(slugs, map(len, shown), strict=True)) == VIEWS


def test_wrong_words_of_pairs_and_the_words_of_a_gap_are_seen_beside_what_is_right(browser: Client, quiz: Quiz):
    pairs = {"kind": "match", "text": "Which?", "fields": {"pairs": ["O = 8\nFe = 26\n= 7"]}}
    gap = {"kind": "cloze", "text": "Fill.", "fields": {"source": ["3 + 4 = [7 ~ 6 ~ 8]"]}}
    [[sides, right_pairs], [text, right_text]] = map(views, cards(puts(browser, quiz, package(pairs, gap))))
    assert sorted(sides.split()) == sorted(["O", "Fe", "A", "B", "C", "26", "7", "8"])
    assert ("O = 8" in right_pairs, "7" in right_pairs) == (True, False)
    assert ("(6 / 7 / 8)" in text, right_text.endswith("3 + 4 = 7")) == (True, True)


def test_time_weight_explanation_and_notes_are_seen(browser: Client, quiz: Quiz):
    more = {"seconds": 20, "weight": 3, "explanation": "*Because.*", "notes": "Ask Ben."}
    choice = {"kind": "single", "text": "Which?", "fields": {"choice": ["Paris", "Lyon"], "right": ["1"]}}
    poll = {"kind": "single", "text": "Which?", "fields": {"choice": ["Tea", "Coffee"]}}
    first, second = cards(puts(browser, quiz, package({**choice, **more}, poll)))
    settings = ["Question 1", "Single choice", "20 s", "weight 3"]
    assert besides(first) == [*settings, "Explanation", "Private notes", "Because.", "Ask Ben."]
    assert besides(second) == ["Question 2", "Single choice, poll"]
    assert (views(first), views(second)) == (["A Paris Right B Lyon"], ["A Tea B Coffee"])
