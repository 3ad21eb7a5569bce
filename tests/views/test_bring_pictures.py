"""Pictures of questions that a file brings: shown before the import, kept with it, and none costs its question."""

import base64
import json
import os
import re
import time
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from live.models import Question, Quiz
from live.retention.unused_pictures import sweep
from tests.support.picture_files import picture
from tests.support.teacher_pages import alert, texts
from tests.support.teacher_pages import imports as imports_ticked
from tests.views.test_bring import puts, shown

DAMAGED = "This is no picture that we can read. Choose a PNG, JPEG, HEIC, AVIF, WebP or GIF file."
SAY = "Say what is to be seen on the picture."


pytestmark = pytest.mark.usefixtures("media")


def asked(text: str, *images: bytes, alt: str = "A flag") -> str:
    """A question of Moodle's with pictures."""
    shown = "".join(f'<img src="@@PLUGINFILE@@/{n}.png" alt="{alt}">' for n, _image in enumerate(images))
    files = "".join(
        f'<file name="{n}.png" encoding="base64">{base64.b64encode(each).decode()}</file>'
        for n, each in enumerate(images)
    )
    return (
        '<question type="shortanswer"><name><text>x</text></name>'
        f'<questiontext format="html"><text><![CDATA[<p>{text}{shown}</p>]]></text>{files}</questiontext>'
        '<answer fraction="100"><text>Peru</text></answer></question>'
    )


def moodle(*questions: str) -> tuple[str, bytes]:
    return "bank.xml", f'<?xml version="1.0"?><quiz>{"".join(questions)}</quiz>'.encode()


def package(*asked: Any, **files: bytes) -> tuple[str, bytes]:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("quiz-1.json", json.dumps({"format": "showofhands", "version": 1, "questions": asked}))
        for name, content in files.items():
            packed.writestr(name, content)
    return "x.showofhands", out.getvalue()


def sources(body: str) -> list[tuple[str, str]]:
    """The pictures of a page: the name of the file, and what is to be seen."""
    return re.findall(r'src="/pictures/([0-9a-f]{32})[^"]*"\s+width="\d+" height="\d+" alt="([^"]*)"', body)


def imports(browser: Client, quiz: Quiz, *files: tuple[str, bytes]) -> str:
    body = puts(browser, quiz, *files)
    assert imports_ticked(browser, body).status_code == 302
    return body


def test_a_picture_is_seen_before_the_import_and_comes_with_its_question(browser: Client, quiz: Quiz, media: Path):
    body = imports(browser, quiz, moodle(asked("Whose?", picture())))
    [question] = quiz.questions.all()
    [(name, alt)] = sources(body)
    assert question.picture == {"name": name, "width": 60, "height": 40, "alt": "A flag"}
    assert (alt, [each.name for each in media.iterdir()]) == ("A flag", [f"{name}.webp"])


def test_one_that_nobody_has_described_is_called_a_picture_and_says_so(browser: Client, quiz: Quiz):
    body = imports(browser, quiz, moodle(asked("Whose?", picture(), alt="")))
    assert shown(body) == [("Question 1 · Short text", True, [SAY])]
    assert [each.picture["alt"] for each in quiz.questions.all() if each.picture] == ["Picture"]


def test_a_damaged_one_is_lost_and_never_its_question(browser: Client, quiz: Quiz):
    body = imports(browser, quiz, moodle(asked("One?", b"\x89PNG damaged"), asked("Two?", picture())))
    assert [(each[1], each[2]) for each in shown(body)] == [(True, [DAMAGED]), (True, [])]
    assert [bool(each.picture) for each in quiz.questions.all()] == [False, True]


def test_choices_bring_theirs_and_a_choice_without_words_is_described(browser: Client, quiz: Quiz):
    choice = {"kind": "single", "text": "Which?", "fields": {"choice": ["", "Lyon", ""], "right": ["1"]}}
    named = [{"file": "a.png", "alt": ""}, None, {"file": "b.png", "alt": "Blue"}]
    body = imports(browser, quiz, package({**choice, "choice_pictures": named}, **{"a.png": picture(), "b.png": b"?"}))
    [question] = quiz.questions.all()
    assert (question.content["choices"], question.content["right"]) == (["A", "Lyon"], [1])
    assert [each and each["alt"] for each in question.content["pictures"]] == ["Picture", None]
    assert [alt for _name, alt in sources(body)] == ["Picture"]
    [(_place, _ticked, remarks)] = shown(body)
    assert remarks == [f"Choice C: {DAMAGED}", "Say what is to be seen on the pictures of the choices."]


def test_a_kind_whose_choices_have_no_pictures_says_so(browser: Client, quiz: Quiz):
    words = {"kind": "cloud", "text": "How?", "fields": {"words": ["2"]}}
    body = puts(
        browser, quiz, package({**words, "choice_pictures": [{"file": "a.png", "alt": ""}]}, **{"a.png": picture()})
    )
    assert shown(body) == [("Question 1 · Word cloud", True, ["Choices of this kind have no pictures."])]


def test_a_question_about_a_picture_does_not_come_without_it(browser: Client, quiz: Quiz):
    spot = {"kind": "pin", "text": "Where?", "fields": {"areas": ["A1 *"]}}
    tall = {**spot, "fields": {"areas": ["A18 *"]}, "picture": {"file": "a.png", "alt": "A tower"}}
    body = imports(browser, quiz, package(spot, tall, **{"a.png": picture((60, 90))}))
    assert [(each[1], each[2]) for each in shown(body)] == [
        (False, ["It asks about a picture, and there is none."]),
        (True, []),
    ]
    assert [each.content["rows"] for each in quiz.questions.all()] == [18]


def test_pictures_of_questions_that_are_not_imported_go_after_a_day(browser: Client, quiz: Quiz, media: Path):
    body = puts(browser, quiz, moodle(asked("One?", picture()), asked("Two?", picture(colour="blue"))))
    imports_ticked(browser, body, take=["2"])
    for path in media.iterdir():
        os.utime(path, (time.time() - 90_000,) * 2)
    sweep()
    [question] = quiz.questions.all()
    assert question.picture
    assert [each.name for each in media.iterdir()] == [f"{question.picture['name']}.webp"]


def test_a_page_whose_pictures_have_gone_imports_nothing(browser: Client, quiz: Quiz, media: Path):
    body = puts(browser, quiz, moodle(asked("One?", picture())))
    for path in media.iterdir():
        path.unlink()
    answer = imports_ticked(browser, body)
    told = "That was found too long ago. Choose the file again; nothing was imported."
    assert (answer.status_code, alert(answer.content.decode()), texts(quiz)) == (422, told, [])


def test_a_quiz_that_was_taken_away_comes_in_again_with_all_that_it_has(browser: Client, quiz: Quiz, ada: User):
    imports(browser, quiz, moodle(asked("Whose?", picture((900, 900)))))
    [whose] = quiz.questions.all()
    content = {"choices": ["A", "Lyon"], "right": [1], "pictures": [whose.picture, None]}
    more = {"seconds": 20, "weight": 3, "explanation": "Because.", "notes": "Ask Ben."}
    Question.append(quiz, kind_slug="several", text="Which?", content=content, **more)
    answer = browser.get(f"/quizzes/{quiz.pk}/take/showofhands/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="capitals.showofhands"'
    copy = Quiz.objects.create(owner=ada, title="Copy")
    body = imports(browser, copy, ("capitals.showofhands", answer.content))
    assert [each[2] for each in shown(body)] == [[], []]
    names = ("kind_slug", "text", "picture", "content", *more)
    assert list(copy.questions.values(*names)) == list(quiz.questions.values(*names))


def test_what_no_database_takes_is_left_out_of_any_file(browser: Client, quiz: Quiz):
    rahoot = {"questions": [{"question": "Half \ud83d or\0 whole?", "answers": ["x\ud800", "y"], "solutions": [0]}]}
    imports(browser, quiz, ("quiz.json", json.dumps(rahoot).encode()))
    assert texts(quiz) == ["Half ? or whole?"]
