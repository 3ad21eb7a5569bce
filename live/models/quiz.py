"""A quiz: the questions that a teacher prepares, in order."""

from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _

from live.content.finding import found_by, sought, tag_mark
from live.models.deletion import Deletable
from live.refusal import Refused

TITLE_LENGTH = 120
MOST_QUESTIONS = 500
TAG_LENGTH, MOST_TAGS = 30, 8
COLOURS = 10
"The colours of the choices, which quizzes have, too."


class Quiz(Deletable):
    """A named list of questions that belongs to one teacher."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="quizzes")
    title = models.CharField(max_length=TITLE_LENGTH)
    tags = models.JSONField(default=list)
    "What its teacher files it under, as typed."
    find = models.TextField(default="", editable=False)
    "The folded words of title, questions and tags, which a search looks into; lists leave it out."
    rules = models.JSONField(default=dict)
    "What was last chosen in its rooms: JSON that `live.rooms.rules` reads and writes."
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.title

    @property
    def colour(self) -> int:
        """The number of its colour, from 1: the same wherever it is listed, and another one than its neighbour's."""
        return self.pk % COLOURS + 1

    @classmethod
    def found(cls, quizzes: models.QuerySet["Quiz"], typed: str, tag: str = "") -> models.QuerySet["Quiz"]:
        """Return those that have each typed word somewhere in a word, and the tag; all for neither."""
        pieces = [*sought(typed), *([tag_mark(tag)] if tag else [])]
        if (typed or tag) and not any(pieces):
            return quizzes.none()
        for piece in pieces:
            quizzes = quizzes.filter(find__contains=piece)
        return quizzes

    def save(self, **options: Any) -> None:
        """Write the row; with a title or tags, also what it is found by."""
        written = options.get("update_fields")
        if written is None or {"title", "tags", "find"} & set(written):
            self.find = found_by([self.title, *self._texts()], self.tags)
            options |= {} if written is None else {"update_fields": {*written, "find"}}
        super().save(**options)

    def _texts(self) -> list[str]:
        return list(self.questions.values_list("text", flat=True)) if self.pk else []

    @transaction.atomic
    def note_words(self) -> None:
        """Write what the quiz is found by, after questions have come, gone or changed."""
        Quiz.every.select_for_update().get(pk=self.pk).save(update_fields=["find"])

    def check_takes(self, more: int = 1) -> None:
        """Raise Refused (422) when so many more questions would be too many: lists and stages have all of them."""
        there = self.questions.count() if self.pk else 0
        if there + more > MOST_QUESTIONS:
            why = _("A quiz has at most %d questions. Put further ones into another quiz.") % MOST_QUESTIONS
            raise Refused(why, 422)

    @transaction.atomic
    def duplicate(self, title: str) -> "Quiz":
        """Make a copy with all questions under another title, for the same teacher."""
        copy = Quiz.objects.create(owner=self.owner, title=title[:TITLE_LENGTH], tags=self.tags, rules=self.rules)
        questions = list(self.questions.all())
        for question in questions:
            question.pk, question.quiz = None, copy
            question._state.adding = True
        copy.questions.bulk_create(questions)
        copy.note_words()
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
        self.note_words()
        return True

    def lock(self) -> None:
        """Lock the quiz until the transaction ends, so that two arrangements of it follow each other."""
        Quiz.objects.select_for_update().get(pk=self.pk)
