"""Pictures of questions and choices: chosen, described, replaced, taken away; without script."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from live.models import Question, Quiz
from live.models.round import Round
from tests.support.picture_files import picture
from tests.support.teacher_pages import CAPITAL, errors, kept, lines

ALT = "A red flag"
DESCRIBE = "Please say what is to be seen on the picture, for those who cannot see it."
DESCRIBE_A = "Choice A is a picture: please say what is to be seen, for those who cannot see it."
UNREADABLE = "This is no picture that we can read. Choose a PNG, JPEG, HEIC, AVIF, WebP or GIF file."
TOO_LARGE = "This picture is too large: 15 MB at most. Make it smaller, then choose it again."
TOO_LONG = "A description is too long: 300 characters at most."
A_UNREADABLE = f"Choice A: {UNREADABLE}"
TWO = "Please give at least two choices."
RED = picture()


@pytest.fixture(autouse=True)
def data(settings: Settings, tmp_path: Path) -> Path:
    """A data folder of this test's."""
    settings.DATA, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    return tmp_path


def file(content: bytes | None = None, name: str = "the answer is Paris.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture() if content is None else content)


def new(quiz: Quiz) -> str:
    return f"/quizzes/{quiz.pk}/questions/new/"


def media(data: Path) -> list[str]:
    return sorted(path.name for path in (data / "media").glob("*")) if (data / "media").exists() else []


def sent_again(body: str) -> dict[str, Any]:
    """What the browser would send of the form that it got, its files gone."""
    form = body[body.index("<form method") :]
    found: dict[str, Any] = {name: lines(form, name) for name in ("choice_picture", "choice_alt", "choice")}
    checked = re.findall(r'name="right" value="(\d+)" checked', form)
    [token] = lines(form, "picture")
    [alt] = re.findall(r'name="alt" value="([^"]*)"', form)
    return {**CAPITAL, **found, "right": checked, "picture": token, "alt": unescape(alt)}


def asked(browser: Client, quiz: Quiz, **fields: Any) -> Any:
    """A question that was kept."""
    answer = browser.post(new(quiz), {**CAPITAL, **fields})
    assert (answer.status_code, errors(answer.content.decode())) == (302, {})
    return quiz.questions.last() or pytest.fail("nothing was kept")


def test_a_picture_is_kept_in_the_data_folder_by_what_is_in_it(browser, quiz, data):
    question = asked(browser, quiz, **{"upload-0": file(), "alt": f"  {ALT} "})
    assert question.picture == {"name": question.picture["name"], "width": 60, "height": 40, "alt": ALT}
    assert media(data) == [f"{question.picture['name']}.webp"]
    assert re.fullmatch("[0-9a-f]{32}", question.picture["name"])
    assert (data / "media").stat().st_mode & 0o777 == 0o700
    assert [path.stat().st_mode & 0o777 for path in (data / "media").iterdir()] == [0o600]
    assert asked(browser, quiz, **{"upload-0": file(), "alt": "?"}).picture["name"] == question.picture["name"]
    assert len(media(data)) == 1


def test_a_large_one_has_a_small_one_beside_it_for_phones(browser, quiz, data):
    asked(browser, quiz, **{"upload-0": file(picture((2000, 1000))), "alt": ALT})
    assert [name[32:] for name in media(data)] == ["-small.webp", ".webp"]


def test_choices_have_pictures_and_without_words_they_are_called_by_their_letters(browser, quiz):
    flags = {"choice": ["", "", "Paris", ""], "choice_alt": ["Red", "", "", "Blue"], "right": ["4"]}
    colours = {"upload-1": file(), "upload-3": file(picture(colour="green")), "upload-4": file(picture(colour="blue"))}
    content = asked(browser, quiz, **flags, **colours).content
    assert (content["choices"], content["right"]) == (["A", "Paris", "C"], [3])
    assert [each["alt"] for each in content["pictures"]] == ["Red", "", "Blue"]
    assert len({each["name"] for each in content["pictures"]}) == 3


def test_the_form_brings_back_what_is_kept_and_saving_it_changes_nothing(browser, quiz):
    question = asked(browser, quiz, **{"upload-0": file(), "alt": ALT, "upload-2": file(picture(colour="blue"))})
    before = {**kept(question), "picture": question.picture}
    body = browser.get(f"/quizzes/questions/{question.pk}/").content.decode()
    assert f'src="/pictures/{question.picture["name"]}.webp" width="60" height="40" alt="{ALT}"' in " ".join(
        body.split()
    )
    assert browser.post(f"/quizzes/questions/{question.pk}/", sent_again(body)).status_code == 302
    question.refresh_from_db()
    assert {**kept(question), "picture": question.picture} == before


def test_a_form_with_an_error_keeps_the_picture_that_came_with_it(browser, quiz):
    bad = {**CAPITAL, "text": "", "upload-0": file(), "alt": ALT, "upload-2": file(), "choice_alt": ["", "Red", ""]}
    body = browser.post(new(quiz), bad).content.decode()
    assert errors(body) == {"text": "Please write the question."}
    assert browser.post(new(quiz), sent_again(body)).status_code == 302
    question: Any = quiz.questions.get()
    assert (question.picture["alt"], [each and each["alt"] for each in question.content["pictures"]]) == (
        ALT,
        [None, "Red", None],
    )


@pytest.mark.parametrize("button", [{"more": "1"}, {"turn_into": "several"}, {"turn_into": "number"}])
def test_another_kind_and_more_choices_lose_no_picture(browser, quiz, button):
    body = browser.post(new(quiz), {**CAPITAL, **button, "upload-0": file(), "alt": ALT, "upload-1": file()}).content
    again = sent_again(body.decode()) | {"kind": "single"}
    if button == {"turn_into": "number"}:
        old = unescape(re.findall(r'name="kept" value="([^"]*)"', body.decode())[0])
        body = browser.post(new(quiz), {**again, "kind": "number", "kept": old, "turn_into": "single"}).content
        again = sent_again(body.decode())
    assert browser.post(new(quiz), again).status_code == 302
    question = quiz.questions.get()
    assert (bool(question.picture), [bool(each) for each in question.content["pictures"]]) == (
        True,
        [True, False, False],
    )


def test_another_one_takes_its_place_and_it_can_be_taken_away(browser, quiz):
    question = asked(browser, quiz, **{"upload-0": file(), "alt": ALT, "upload-1": file(), "upload-2": file()})
    page, first = f"/quizzes/questions/{question.pk}/", question.picture
    body = sent_again(browser.get(page).content.decode())
    browser.post(page, {**body, "upload-0": file(picture(colour="blue")), "remove": ["1"]})
    question.refresh_from_db()
    assert question.picture["name"] != first["name"]
    assert [bool(each) for each in question.content["pictures"]] == [False, True, False]
    browser.post(page, {**body, "remove": ["0", "1", "2"]})
    question.refresh_from_db()
    assert (question.picture, question.content) == (None, {"choices": CAPITAL["choice"], "right": [2]})


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"upload-0": RED}, {"alt": DESCRIBE}),
        ({"upload-0": RED, "alt": "\u200b "}, {"alt": DESCRIBE}),
        ({"upload-0": RED, "alt": "a" * 301}, {"alt": "This is too long: 300 characters at most."}),
        ({"upload-0": b"<svg/>"}, {"picture": UNREADABLE}),
        ({"upload-0": b"x" * (15 * 2**20 + 1)}, {"picture": TOO_LARGE}),
        ({"picture": "forged"}, {"picture": "This picture is gone. Please choose it again."}),
        ({"upload-2": b"?"}, {"choice_picture": f"Choice B: {UNREADABLE}"}),
        ({"upload-1": RED, "choice": ["", "Paris"], "right": []}, {"choice_picture": DESCRIBE_A}),
        ({"upload-1": RED, "choice_alt": ["a" * 301]}, {"choice_picture": TOO_LONG}),
        ({"upload-1": b"?", "choice": ["", "Paris"], "right": []}, {"choice": TWO, "choice_picture": A_UNREADABLE}),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field(browser, quiz, fields, said):
    sent = {name: file(value) if isinstance(value, bytes) else value for name, value in fields.items()}
    answer = browser.post(new(quiz), {**CAPITAL, **sent})
    assert (answer.status_code, errors(answer.content.decode())) == (422, said)
    assert not quiz.questions.exists()


def test_an_empty_file_is_none(browser, quiz):
    body = browser.post(new(quiz), {**CAPITAL, "upload-0": file(b"")}).content.decode()
    assert errors(body) == {"picture": "This file is empty. Choose another one."}


def test_a_file_field_that_nobody_used_is_none(browser, quiz):
    unused = b'--x\r\nContent-Disposition: form-data; name="upload-0"; filename=""\r\n\r\n\r\n--x--\r\n'
    answer = browser.generic("POST", new(quiz), unused, "multipart/form-data; boundary=x")
    assert "picture" not in errors(answer.content.decode())


def test_a_full_disk_is_said(browser, quiz, data):
    (data / "media").write_bytes(b"in the way")
    body = browser.post(new(quiz), {**CAPITAL, "upload-0": file(), "alt": ALT}).content.decode()
    assert errors(body)["picture"].startswith("The picture could not be kept (")


def test_what_was_typed_to_describe_it_stays_when_the_picture_is_refused(browser, quiz):
    body = browser.post(new(quiz), {**CAPITAL, "upload-0": file(b"?"), "alt": ALT}).content.decode()
    assert f'name="alt" value="{ALT}"' in body


def test_what_was_typed_to_describe_a_choice_stays_when_its_picture_is_refused(browser, quiz):
    alts = ["Lyon", "No picture", "Nice"]
    fields = {"upload-1": file(), "upload-2": file(b"?"), "choice_alt": alts}
    body = browser.post(new(quiz), {**CAPITAL, **fields}).content.decode()
    assert lines(body, "choice_alt")[:3] == alts
    assert len(re.findall('<details class="pictured" open>', " ".join(body.split()))) == 3
    body = browser.post(new(quiz), {**CAPITAL, **fields, "choice": ["Lyon", "", "Nice"]}).content.decode()
    assert lines(body, "choice_alt")[:3] == ["Lyon", "Nice", "No picture"]


def test_copies_and_rounds_have_the_same_picture(browser, quiz):
    question = asked(browser, quiz, **{"upload-0": file(), "alt": ALT, "upload-1": file()})
    browser.post(f"/quizzes/questions/{question.pk}/duplicate/")
    browser.post(f"/quizzes/{quiz.pk}/duplicate/")
    copies: list[Any] = list(Question.objects.order_by("pk"))
    shown = [(each.picture, each.content) for each in (*copies, Round.of(question))]
    assert (len(copies), shown) == (4, [(question.picture, question.content)] * 5)


def test_nobody_else_may_send_one(browser_of: Any, ben: User, quiz: Quiz, data: Path):
    for browser in (Client(), browser_of(ben)):
        answer = browser.post(new(quiz), {**CAPITAL, "upload-0": file(), "alt": ALT})
        assert answer.status_code in {302, 404}
    assert (quiz.questions.count(), media(data)) == (0, [])
