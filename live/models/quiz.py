"""A quiz: what a teacher prepares, in order."""

from django.conf import settings
from django.db import models, transaction

TITLE_LENGTH = 120


class Quiz(models.Model):
    """A named list of questions that belongs to one teacher."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="quizzes")
    title = models.CharField(max_length=TITLE_LENGTH)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.title

    @transaction.atomic
    def duplicate(self, title: str) -> "Quiz":
        """A copy with all its questions under another title, for the same teacher."""
        copy = Quiz.objects.create(owner=self.owner, title=title[:TITLE_LENGTH])
        questions = list(self.questions.all())
        for question in questions:
            question.pk, question.quiz = None, copy
            question._state.adding = True
        copy.questions.bulk_create(questions)
        return copy

    def lock(self) -> None:
        """Hold this quiz until the transaction ends, so that two who arrange it come one after the other."""
        Quiz.objects.select_for_update().get(pk=self.pk)
