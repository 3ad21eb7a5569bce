"""The quizzes that a new owner finds."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from live.kinds import all_kinds
from live.management.commands.demo import make_demo, make_demos
from live.management.prepared import prepare
from live.models import Quiz

pytestmark = pytest.mark.django_db


def test_the_tour_has_one_question_of_every_kind_with_all_that_a_question_can_have() -> None:
    questions = list(make_demo(User.objects.create_superuser("ana")).questions.all())
    assert sorted(question.kind_slug for question in questions) == sorted(kind.slug for kind in all_kinds())
    assert all(question.text and question.explanation and question.notes for question in questions)


def test_the_lesson_has_eight_questions_that_begin_and_end_as_polls() -> None:
    lesson, _tour = make_demos(User.objects.create_superuser("ana"))
    questions = list(lesson.questions.all())
    assert [question.kind.graded(question.content) for question in questions] == [False, *[True] * 6, False]
    assert all(question.text and question.explanation and question.notes for question in questions)


def test_every_demo_question_has_a_key_exactly_where_it_is_graded_and_fits_the_editor() -> None:
    questions = [q for quiz in make_demos(User.objects.create_superuser("ana")) for q in quiz.questions.all()]
    told = [(q.kind.graded(q.content), str(q.kind.key_text(q.content)) != "") for q in questions]
    assert [graded == has_key for graded, has_key in told] == [True] * len(questions)
    assert [q.kind.validate(q.content) == q.content for q in questions] == [True] * len(questions)


def test_preparing_twice_makes_one_owner_and_two_quizzes() -> None:
    owners = {prepare().pk, prepare().pk}
    assert owners == set(User.objects.values_list("pk", flat=True))
    assert [quiz.owner_id for quiz in Quiz.objects.all()] == [*owners, *owners]


def test_an_owner_without_the_first_name_stays_the_owner() -> None:
    ana = User.objects.create_superuser("ana")
    assert prepare() == ana
    assert not Quiz.objects.exists()


def test_the_demo_can_be_had_again_but_not_without_an_owner() -> None:
    with pytest.raises(CommandError, match="no owner yet"):
        call_command("demo")
    prepare()
    call_command("demo")
    assert Quiz.objects.count() == 4
