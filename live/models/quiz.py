"""A quiz: the questions that a teacher prepares, in order."""

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _

from live.models.deletion import Deletable
from live.refusal import Refused

TITLE_LENGTH = 120
MOST_QUESTIONS = 500


class Quiz(Deletable):
    """A named list of questions that belongs to one teacher."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="quizzes")
    title = models.CharField(max_length=TITLE_LENGTH)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.title

    def check_takes(self, more: int = 1) -> None:
        """Raise Refused (422) when so many more questions would be too many: lists and stages have all of them."""
        if self.questions.count() + more > MOST_QUESTIONS:
            why = _("A quiz has at most %d questions. Put further ones into another quiz.") % MOST_QUESTIONS
            raise Refused(why, 422)

    @transaction.atomic
    def duplicate(self, title: str) -> "Quiz":
        """Make a copy with all questions under another title, for the same teacher."""
        copy = Quiz.objects.create(owner=self.owner, title=title[:TITLE_LENGTH])
        questions = list(self.questions.all())
        for question in questions:
            question.pk, question.quiz = None, copy
            question._state.adding = True
        copy.questions.bulk_create(questions)
        return copy

    @transaction.atomic
    def put_away(self) -> None:
        """Delete the quiz with its questions, so that it can be restored."""
        super().put_away()
        self.questions.update(deleted_at=self.deleted_at)

    @transaction.atomic
    def bring_back(self) -> bool:
        """Undo the deletion; questions that were deleted before stay deleted."""
        put_away = self.deleted_at
        if not super().bring_back():
            return False
        self.questions(manager="every").filter(deleted_at=put_away).update(deleted_at=None)
        return True

    def lock(self) -> None:
        """Lock the quiz until the transaction ends, so that two arrangements of it follow each other."""
        Quiz.objects.select_for_update().get(pk=self.pk)
