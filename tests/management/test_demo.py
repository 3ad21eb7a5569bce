"""The quiz that a new owner finds."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from live.management.commands.demo import make_demo
from live.management.prepared import prepare
from live.models import Quiz

pytestmark = pytest.mark.django_db


def test_the_demo_has_one_question_of_every_kind_with_all_that_a_question_can_have() -> None:
    questions = list(make_demo(User.objects.create_superuser("ana")).questions.all())
    assert [question.kind_slug for question in questions] == ["single", "several", "number", "short", "text", "cloud"]
    assert [question.kind.graded(question.content) for question in questions] == [True, True, True, True, False, False]
    assert all(question.text and question.explanation and question.notes for question in questions)


def test_the_demos_keys_read_well() -> None:
    questions = make_demo(User.objects.create_superuser("ana")).questions.all()
    assert [str(question.kind.key_text(question.content)) != "" for question in questions] == [True] * 4 + [False] * 2


def test_preparing_twice_makes_one_owner_and_one_quiz() -> None:
    owners = {prepare().pk, prepare().pk}
    assert owners == set(User.objects.values_list("pk", flat=True))
    assert [quiz.owner_id for quiz in Quiz.objects.all()] == list(owners)


def test_an_owner_without_the_first_name_stays_the_owner() -> None:
    ana = User.objects.create_superuser("ana")
    assert prepare() == ana
    assert not Quiz.objects.exists()


def test_the_demo_can_be_had_again_but_not_without_an_owner() -> None:
    with pytest.raises(CommandError, match="no owner yet"):
        call_command("demo")
    prepare()
    call_command("demo")
    assert Quiz.objects.count() == 2
