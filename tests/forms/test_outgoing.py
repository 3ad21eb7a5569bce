"""What goes out in a package of ours can come in again: the same limits hold on both ways."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from live.content.pictures import keep
from live.content.reencode import Encoded
from live.formats.given import Given
from live.formats.opened import opened
from live.formats.tables import cells
from live.forms import outgoing
from live.forms.outgoing import given, given_quiz, given_quizzes, package_of
from live.kinds import kind
from live.models import Question, Quiz
from live.refusal import Refused
from tests.support.picture_files import picture

MUCH = "“Capitals” is too much for one file. Move some of its questions to another quiz."
ALL = "These quizzes are too much for one file. Take one at a time, or those under one tag."


pytestmark = pytest.mark.usefixtures("media")


def kept(colour: str = "red") -> dict[str, Any]:
    content = picture((90, 60), format="WEBP", colour=colour)
    return keep(Encoded(content, 90, 60), None).kept | {"alt": colour.title()}


def slide(quiz: Quiz, **more: Any) -> Question:
    return Question.append(quiz, kind_slug="slide", text="Look.", content=kind("slide").blank(), **more)


def refusal(*quizzes: Quiz) -> str:
    with pytest.raises(Refused) as refused:
        package_of(quizzes, 30)
    return refused.value.message


def test_a_question_goes_out_with_all_that_it_has(quiz: Quiz):
    red = kept()
    question = slide(quiz, picture=red, seconds=20, weight=3, explanation="Because.", notes="Ask Ben.")
    assert given(question) == Given(
        "slide", "Look.", question.content, 20, 3, "Because.", "Ask Ben.", red["name"], "Red"
    )


def test_a_picture_goes_out_with_the_first_quiz_that_has_it_and_one_that_is_gone_does_not(quiz: Quiz, media: Path):
    other = Quiz.objects.create(owner=quiz.owner, title="Other")
    red, blue, gone = kept(), kept("blue"), kept("green")
    for each, shown in [(quiz, red), (other, red), (other, blue), (other, gone)]:
        slide(each, picture=shown)
    (media / f"{gone['name']}.webp").unlink()
    first, second = given_quizzes([quiz, other])
    assert (list(first.pictures), list(second.pictures)) == ([red["name"]], [blue["name"]])
    assert list(given_quiz(other).pictures) == [red["name"], blue["name"]]


def test_a_package_that_goes_out_comes_in_again(quiz: Quiz, questions: list[Question]):
    reading = opened(BytesIO(package_of([quiz], 30)), "capitals.showofhands")
    assert [each.text for each in reading.found] == ["One", "Two", "Three"]


@pytest.mark.parametrize(
    ("where", "limit", "most"),
    [
        (outgoing, "MOST_QUESTIONS", 2),
        (outgoing, "MOST_TEXT", 100),
        (outgoing, "MOST_PICTURE_BYTES", 10),
        (outgoing, "MOST_PACKAGE_BYTES", 100),
        (cells, "MOST_PARTS", 1),
        (cells, "MOST_PART", 100),
        (cells, "MOST_UNPACKED", 100),
    ],
)
def test_one_quiz_that_could_not_come_in_does_not_go_out(
    quiz: Quiz, questions: list[Question], monkeypatch: pytest.MonkeyPatch, where: Any, limit: str, most: int
):
    slide(quiz, picture=kept())
    assert package_of([quiz], 30)
    monkeypatch.setattr(where, limit, most)
    assert refusal(quiz) == MUCH


def test_what_is_too_much_together_is_told_to_go_alone(
    quiz: Quiz, questions: list[Question], monkeypatch: pytest.MonkeyPatch
):
    other = quiz.duplicate("Other")
    monkeypatch.setattr(outgoing, "MOST_QUESTIONS", 5)
    assert (refusal(quiz, other), bool(package_of([other], 30))) == (ALL, True)


def test_without_a_quiz_there_is_no_file():
    assert refusal() == "There is no quiz to take away."
