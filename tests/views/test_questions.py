"""Writing, arranging, copying and deleting questions."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from live.kinds import Kind, all_kinds
from live.models import Question, Quiz
from tests.support.teacher_pages import CAPITAL, CAPITALS, KEPT, alert, box, errors, kept, line, lines, summary, texts

TEXT_MISSING = "Please write the question."
SECONDS = "A time limit is 5 to 300 seconds. Leave it empty for none."
RIGHT = "A choice that is marked as right is empty."
WEIGHT = "A weight is a whole number from 0 to 5."
BAD: list[tuple[dict[str, Any], dict[str, str]]] = [
    ({"text": ""}, {"text": TEXT_MISSING}),
    ({"text": " \r\n "}, {"text": TEXT_MISSING}),
    ({"text": "a\0b"}, {"text": "Null characters are not allowed."}),
    ({"text": "a" * 2001}, {"text": "This text is too long: 2000 characters at most, and these are 2001."}),
    ({"seconds": "4"}, {"seconds": SECONDS}),
    ({"seconds": "301"}, {"seconds": SECONDS}),
    ({"seconds": "-30"}, {"seconds": SECONDS}),
    ({"seconds": "7.5"}, {"seconds": SECONDS}),
    ({"seconds": "soon"}, {"seconds": SECONDS}),
    ({"seconds": "9" * 4000}, {"seconds": SECONDS}),
    ({"weight": ""}, {"weight": WEIGHT}),
    ({"weight": "6"}, {"weight": WEIGHT}),
    ({"weight": "-1"}, {"weight": WEIGHT}),
    ({"weight": "NaN"}, {"weight": WEIGHT}),
    ({"explanation": "a" * 4001}, {"explanation": "This is too long: 4000 characters at most."}),
    ({"notes": "a" * 4001}, {"notes": "These are too long: 4000 characters at most."}),
    ({"choice": []}, {"choice": "Please give at least two choices.", "right": RIGHT}),
    ({"choice": ["Paris", "Paris"]}, {"choice": "Choices A and B are the same."}),
    ({"right": ["7"]}, {"right": RIGHT}),
    ({"kind": "essay"}, {"kind": "Please choose what kind of question this is."}),
    ({"kind": ""}, {"kind": "Please choose what kind of question this is."}),
    ({"kind": "number", "right": "a lot"}, {"right": "The right answer is not a number that we can read, like 3.14."}),
    (
        {"kind": "number", "right": "3", "tolerance": "a bit"},
        {"tolerance": "The tolerance is a number like 0.5, and not below 0."},
    ),
    ({"kind": "cloud", "words": "6"}, {"words": "Each person can send 1 to 5 words."}),
]


def new(quiz: Quiz) -> str:
    return f"/quizzes/{quiz.pk}/questions/new/"


def at(question: Question, verb: str = "") -> str:
    return f"/quizzes/questions/{question.pk}/{verb}"


def test_a_question_is_kept_as_it_was_written(browser: Client, quiz: Quiz):
    response = browser.post(new(quiz), CAPITAL)
    question = quiz.questions.get()
    assert response.headers["Location"] == f"/quizzes/{quiz.pk}/#question-{question.pk}"
    assert kept(question) == KEPT


def test_save_and_add_another_opens_an_empty_form_of_the_same_kind(browser: Client, quiz: Quiz):
    response = browser.post(new(quiz), CAPITAL | {"kind": "several", "then": "another"})
    assert response.headers["Location"] == f"{new(quiz)}?kind=several"
    body = browser.get(response.headers["Location"]).content.decode()
    assert ('name="kind" value="several"' in body, box(body, "text"), "New question 2" in body) == (True, "", True)


def test_new_questions_come_last(browser: Client, quiz: Quiz, questions: list[Question]):
    browser.post(new(quiz), CAPITAL)
    assert texts(quiz) == ["One", "Two", "Three", "Capital of France?"]


@pytest.mark.parametrize("of", all_kinds(), ids=lambda kind: kind.slug)
def test_every_kind_has_an_empty_form(browser: Client, quiz: Quiz, of: Kind):
    response = browser.get(f"{new(quiz)}?kind={of.slug}")
    body = response.content.decode()
    assert (response.status_code, f'name="kind" value="{of.slug}"' in body, errors(body)) == (200, True, {})
    assert (box(body, "text"), line(body, "seconds")) == ("", "")
    assert [line(body, "weight"), *lines(body, "weight")] == (["1"] if of.scores else ["no line weight", "1"])


def test_a_kind_that_is_not_there_opens_the_first_one(browser: Client, quiz: Quiz):
    assert 'name="kind" value="single"' in browser.get(f"{new(quiz)}?kind=essay").content.decode()


@pytest.mark.parametrize(
    ("fields", "content"),
    [
        ({"kind": "single", "choice": ["Yes", "No"], "right": [""]}, {"choices": ["Yes", "No"], "right": []}),
        ({"kind": "several", "choice": ["2", "9"], "right": ["1", "2"]}, {"choices": ["2", "9"], "right": [1, 2]}),
        ({"kind": "number", "right": "3,14", "tolerance": "0"}, {"right": "3.14", "tolerance": "0", "unit": ""}),
        ({"kind": "short", "accepted": "Paris\r\n\r\nPaname\r\n"}, {"accepted": ["Paris", "Paname"]}),
        ({"kind": "cloud", "words": "2"}, {"words": 2}),
    ],
)
def test_every_kind_keeps_its_own_fields(browser: Client, quiz: Quiz, fields: dict[str, Any], content: dict[str, Any]):
    browser.post(new(quiz), {"text": "?", "weight": "1"} | fields)
    question = quiz.questions.get()
    assert (question.kind_slug, question.content, question.seconds) == (fields["kind"], content, None)


@pytest.mark.parametrize(("bad", "expected"), BAD)
def test_a_bad_field_is_refused_with_a_sentence_beside_it_and_above(
    browser: Client, quiz: Quiz, bad: dict[str, Any], expected: dict[str, str]
):
    response = browser.post(new(quiz), CAPITAL | bad)
    body = response.content.decode()
    assert (response.status_code, errors(body)) == (422, expected)
    assert sorted(summary(body)) == sorted(expected.values())
    assert quiz.questions.count() == 0


@pytest.mark.parametrize(("bad", "expected"), BAD)
def test_a_bad_field_leaves_a_kept_question_as_it_was(
    browser: Client, quiz: Quiz, bad: dict[str, Any], expected: dict[str, str]
):
    browser.post(new(quiz), CAPITAL)
    question = quiz.questions.get()
    assert browser.post(at(question), CAPITAL | {"text": "Other"} | bad).status_code == 422
    assert kept(question) == KEPT


def test_everything_empty_names_each_field_that_must_not_be(browser: Client, quiz: Quiz):
    response = browser.post(new(quiz), {})
    assert (response.status_code, errors(response.content.decode())) == (
        422,
        {
            "text": TEXT_MISSING,
            "kind": "Please choose what kind of question this is.",
            "choice": "Please give at least two choices.",
            "weight": WEIGHT,
        },
    )


def test_a_refused_form_keeps_all_that_was_typed(browser: Client, quiz: Quiz):
    sent = {"text": '\n"Quoted" </textarea><b>\r\n2', "explanation": "Why & how", "notes": "<notes>", "seconds": "abc"}
    body = browser.post(new(quiz), CAPITAL | sent | {"weight": "9"}).content.decode()
    assert box(body, "text") == '\n"Quoted" </textarea><b>\r\n2'
    assert (box(body, "explanation"), box(body, "notes")) == ("Why & how", "<notes>")
    assert (line(body, "seconds"), line(body, "weight")) == ("abc", "9")
    assert lines(body, "choice")[:3] == ["Lyon", "Paris", "Nice"]


def test_an_end_of_line_counts_as_one_character_as_in_the_browser(browser: Client, quiz: Quiz):
    assert browser.post(new(quiz), CAPITAL | {"text": "a\r\n" * 999 + "bb"}).status_code == 302
    assert quiz.questions.get().text == "a\n" * 999 + "bb"


def test_turning_into_another_kind_keeps_the_text_and_saves_nothing(browser: Client, quiz: Quiz):
    response = browser.post(new(quiz), CAPITAL | {"turn_into": "number", "weight": "9"})
    body = response.content.decode()
    assert (response.status_code, errors(body)) == (200, {})
    assert 'name="kind" value="number"' in body
    assert (box(body, "text"), line(body, "weight")) == ("Capital of France?", "9")
    assert ('id="number-right" name="right" value=""' in body, quiz.questions.count()) == (True, 0)


def test_single_and_several_choices_turn_into_each_other_with_their_choices(browser: Client, quiz: Quiz):
    body = browser.post(new(quiz), CAPITAL | {"turn_into": "several"}).content.decode()
    assert ('name="kind" value="several"' in body, lines(body, "choice")[:3]) == (True, ["Lyon", "Paris", "Nice"])


def test_more_choices_are_offered_without_saving(browser: Client, quiz: Quiz):
    four = ["Lyon", "Paris", "Nice", "Lille"]
    body = browser.post(new(quiz), CAPITAL | {"choice": four, "more": "1"}).content.decode()
    assert (lines(body, "choice"), quiz.questions.count()) == ([*four, "", ""], 0)


def test_more_choices_grow_with_the_fields_although_few_are_filled(browser: Client, quiz: Quiz):
    sizes, sent = [], ["Lyon", "", "", ""]
    for _press in range(3):
        body = browser.post(new(quiz), CAPITAL | {"choice": sent, "more": "1"}).content.decode()
        sent = lines(body, "choice")
        sizes.append(len(sent))
    assert (sizes, sent, 'name="more"' in body) == ([6, 8, 10], ["Lyon", *[""] * 9], False)


def turned(browser: Client, quiz: Quiz, fields: dict[str, Any], *kinds: str) -> str:
    """The page after these kinds were pressed one after the other, each time with all fields of the page before."""
    sent = CAPITAL | fields
    for kind in kinds:
        response = browser.post(new(quiz), sent | {"turn_into": kind})
        assert response.status_code == 200
        body = response.content.decode()
        marked = re.findall(r'name="right" value="(\d+)" checked', body)
        typed = {name: lines(body, name) for name in ("choice", "right", "kept")}
        sent = CAPITAL | typed | {"kind": kind, "right": marked if typed["choice"] else typed["right"]}
    return body


@pytest.mark.parametrize("kinds", [("number", "single"), ("number", "cloud", "several"), ("short", "short", "single")])
def test_choices_are_still_there_when_a_question_is_turned_back(browser: Client, quiz: Quiz, kinds: tuple[str, ...]):
    body = turned(browser, quiz, {"choice": ["Lyon", "Paris", "A & B", "", "", ""]}, *kinds)
    assert lines(body, "choice") == ["Lyon", "Paris", "A & B", "", "", ""]
    assert 'name="right" value="2" checked' in body


def test_each_kind_finds_what_was_typed_under_it_and_a_save_keeps_that_of_its_own_alone(browser: Client, quiz: Quiz):
    body = turned(browser, quiz, {"kind": "number", "right": "3,14 or so"}, "single", "number")
    assert lines(body, "right") == ["3,14 or so"]
    kept = lines(turned(browser, quiz, {}, "cloud"), "kept")
    browser.post(new(quiz), CAPITAL | {"kind": "cloud", "words": "2", "kept": kept, "right": []})
    assert quiz.questions.get().content == {"words": 2}


@pytest.mark.parametrize(
    "kept", ["", "kind=essay", "kind=single&choice=%FF%00&right=9", "&=;", "kind=number&right=a%0D%0A"]
)
def test_nonsense_among_what_is_kept_does_no_harm(browser: Client, quiz: Quiz, kept: str):
    assert browser.post(new(quiz), CAPITAL | {"kept": kept, "turn_into": "number"}).status_code == 200
    assert browser.post(new(quiz), CAPITAL | {"kept": kept}).status_code == 302


def test_enter_in_a_field_saves_because_save_is_the_first_button(browser: Client, quiz: Quiz):
    body = browser.get(new(quiz)).content.decode()
    form = body[body.index('<form id="writing"') :]
    assert form.index("<button") == form.index('<button class="quiet" name="then" value="enter" tabindex="-1"')


def test_editing_shows_what_is_kept_and_keeps_what_is_changed(browser: Client, quiz: Quiz):
    browser.post(new(quiz), CAPITAL)
    question = quiz.questions.get()
    body = browser.get(at(question)).content.decode()
    assert (box(body, "text"), line(body, "seconds"), line(body, "weight")) == ("Capital of France?", "30", "2")
    assert (box(body, "explanation"), box(body, "notes")) == ("Since 987.", "Ask Zoë.")
    browser.post(at(question), CAPITAL | {"text": "Capital?", "seconds": "", "right": ["1"]})
    assert kept(question) == KEPT | {"text": "Capital?", "seconds": None, "content": CAPITALS | {"right": [1]}}


def test_a_word_cloud_which_gives_no_points_is_not_asked_for_its_weight(browser: Client, quiz: Quiz):
    body = browser.get(f"{new(quiz)}?kind=cloud").content.decode()
    assert ("field-weight" in body, lines(body, "weight")) == (False, ["1"])
    away = browser.post(new(quiz), CAPITAL | {"weight": "3", "turn_into": "cloud"}).content.decode()
    back = {"kind": "cloud", "weight": lines(away, "weight"), "turn_into": "number"}
    assert line(browser.post(new(quiz), CAPITAL | back).content.decode(), "weight") == "3"
    for weight in ("", "9", "x"):
        browser.post(new(quiz), {"kind": "cloud", "text": "Mood?", "words": "2", "weight": weight})
    assert list(quiz.questions.values_list("weight", flat=True)) == [1, 1, 1]


def test_a_kept_question_may_become_another_kind(browser: Client, questions: list[Question]):
    browser.post(at(questions[0]), {"kind": "cloud", "text": "One", "weight": "1", "words": "3"})
    assert (kept(questions[0])["kind_slug"], kept(questions[0])["content"]) == ("cloud", {"words": 3})


@pytest.mark.parametrize(
    ("start", "to", "order"),
    [
        (0, "2", ["Two", "One", "Three"]),
        (2, "2", ["One", "Three", "Two"]),
        (2, "1", ["Three", "One", "Two"]),
        (0, "3", ["Two", "Three", "One"]),
        (0, "99999", ["Two", "Three", "One"]),
        (1, "2", ["One", "Two", "Three"]),
    ],
)
def test_a_question_moves_to_a_number(
    browser: Client, quiz: Quiz, questions: list[Question], start: int, to: str, order: list[str]
):
    response = browser.post(at(questions[start], "move/"), {"to": to})
    assert response.headers["Location"] == f"/quizzes/{quiz.pk}/#question-{questions[start].pk}"
    assert texts(quiz) == order


@pytest.mark.parametrize("to", ["", "0", "-1", "up", "1.5", "9" * 500, "1\0"])
def test_a_number_that_is_none_moves_nothing(browser: Client, quiz: Quiz, questions: list[Question], to: str):
    response = browser.post(at(questions[0], "move/"), {"to": to})
    assert (response.status_code, alert(response.content.decode())) == (422, "Please type the new number, from 1.")
    assert texts(quiz) == ["One", "Two", "Three"]


def test_the_ends_of_the_list_offer_no_way_out(browser: Client, quiz: Quiz, questions: list[Question]):
    body = browser.get(f"/quizzes/{quiz.pk}/").content.decode()
    assert (body.count('value="0" disabled'), body.count('value="4" disabled'), body.count(" disabled")) == (1, 1, 2)


def test_a_duplicate_stands_right_behind_its_original(browser: Client, quiz: Quiz, questions: list[Question]):
    response = browser.post(at(questions[1], "duplicate/"))
    assert texts(quiz) == ["One", "Two", "Two", "Three"]
    copy = quiz.questions.all()[2]
    assert response.headers["Location"] == f"/quizzes/{quiz.pk}/#question-{copy.pk}"
    assert kept(copy) == kept(questions[1])


@pytest.mark.parametrize("verb", ["move/", "duplicate/", "delete/"])
def test_looking_at_an_address_changes_nothing(browser: Client, quiz: Quiz, questions: list[Question], verb: str):
    response = browser.get(at(questions[0], verb), {"to": "3"})
    assert response.headers["Location"] == f"/quizzes/{quiz.pk}/#question-{questions[0].pk}"
    assert texts(quiz) == ["One", "Two", "Three"]


def deleted(browser: Client, question: Question) -> str:
    """The address of a question that has just been deleted in another tab."""
    there = at(question)
    browser.post(at(question, "delete/"))
    return there


@pytest.mark.parametrize("fields", [{}, {"text": ""}, {"turn_into": "several"}, {"more": "1"}])
def test_what_was_typed_into_a_question_that_was_deleted_meanwhile_is_not_lost(
    browser: Client, quiz: Quiz, questions: list[Question], fields: dict[str, str]
):
    there = deleted(browser, questions[1])
    response = browser.post(there, CAPITAL | {"quiz": quiz.pk} | fields)
    body = response.content.decode()
    assert (response.status_code, alert(body)) == (
        409,
        "This question was deleted in another tab. Nothing that you typed is lost: save it, and it is a new question.",
    )
    assert (lines(body, "choice")[:3], line(body, "seconds"), box(body, "notes")) == (
        ["Lyon", "Paris", "Nice"],
        "30",
        "Ask Zoë.",
    )
    assert (f'action="{new(quiz)}"' in body, texts(quiz)) == (True, ["One", "Three"])


@pytest.mark.parametrize("where", ["", "0", "x", "²", "9" * 30, "theirs"])
def test_a_question_that_was_never_ones_own_stays_a_404(
    browser: Client, questions: list[Question], ben: User, where: str
):
    there = deleted(browser, questions[0])
    theirs = Quiz.objects.create(owner=ben, title="Ben's")
    target = {"quiz": str(theirs.pk) if where == "theirs" else where}
    assert (browser.post(there, CAPITAL | target).status_code, browser.get(there).status_code) == (404, 404)
    assert browser.post(there, CAPITAL).status_code == 404


def test_arranging_two_hundred_questions_takes_as_many_queries_as_three(
    browser: Client, quiz: Quiz, questions: list[Question], django_assert_max_num_queries: DjangoAssertNumQueries
):
    Question.append_all(quiz, [{"kind_slug": "single", "text": f"Q{n}", "content": CAPITALS} for n in range(197)])
    with django_assert_max_num_queries(10):
        browser.post(at(questions[0], "move/"), {"to": "200"})
    assert (texts(quiz)[0], texts(quiz)[-1]) == ("Two", "One")
