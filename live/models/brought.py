"""What a teacher has brought from elsewhere: shown before it is kept, imported once, and undone as a whole."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter

from django.conf import settings
from django.db import models, transaction

from live import clock
from live.models.deletion import REGRET
from live.models.question import Question
from live.models.quiz import Quiz

LASTS = timedelta(days=1)
"How long what was found waits to be imported."
MOST = 20
"Of one teacher's that wait; the oldest go first."


class Brought(models.Model):
    """What one upload brought, as its page shows it; later also which questions were made of it."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="brought")
    quiz = models.ForeignKey(Quiz, models.CASCADE, null=True, related_name="brought")
    "Where its questions go; None when they become quizzes of their own."
    page = models.BinaryField()
    "The page, as forms/import_preview.py packs it."
    created_at = models.DateTimeField()
    imported_at = models.DateTimeField(null=True)
    questions = models.JSONField(default=list)
    "The ids of those that it has become."

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"Brought by {self.owner_id}"

    @property
    def final_at(self) -> datetime | None:
        """When the import can no longer be undone; None before it."""
        return self.imported_at + REGRET if self.imported_at else None

    @classmethod
    def add(cls, owner: object, quiz: Quiz | None, page: bytes) -> "Brought":
        """Keep what was found for a day; of many the oldest goes."""
        made = cls.objects.create(owner=owner, quiz=quiz, page=page, created_at=clock.now())
        older = cls.objects.filter(owner=owner, imported_at=None).values_list("pk", flat=True)[MOST:]
        cls.objects.filter(pk__in=list(older)).delete()
        return made

    @classmethod
    def recent(cls, owner: object) -> list["Brought"]:
        """Return a teacher's whose import can be undone, the last first, without their pages."""
        since = clock.now() - REGRET
        imported = cls.objects.filter(owner=owner, imported_at__gt=since).order_by("-imported_at").defer("page")
        return [each for each in imported if each.is_there]

    @classmethod
    def due(cls) -> models.QuerySet["Brought"]:
        """Return those that have waited for too long, and those whose import is final."""
        now = clock.now()
        waited = models.Q(imported_at=None, created_at__lte=now - LASTS)
        return cls.objects.filter(waited | models.Q(imported_at__lte=now - REGRET))

    @property
    def present(self) -> models.QuerySet[Question]:
        """Its questions that are still there."""
        return Question.objects.filter(pk__in=self.questions)

    @property
    def is_there(self) -> bool:
        """Whether it was imported, and some of it is still there."""
        return self.imported_at is not None and self.present.exists()

    @property
    def firsts(self) -> list[Question]:
        """The first of these in each quiz that has some, in the order in which the quizzes were made."""
        each = self.present.select_related("quiz").defer("drawn").order_by("quiz_id", "position")
        return [next(several) for _quiz, several in groupby(each, attrgetter("quiz_id"))]

    @transaction.atomic
    def import_once(self, page: bytes, keep: Callable[[], list[Question]]) -> None:
        """Have the questions of the page made, and remember them; nothing is made again while they are there."""
        there = Brought.objects.select_for_update().get(pk=self.pk)
        if there.is_there:
            self.questions, self.imported_at = there.questions, there.imported_at
        else:
            self.page, self.questions, self.imported_at = page, [each.pk for each in keep()], clock.now()
            self.save(update_fields=["page", "questions", "imported_at"])

    @transaction.atomic
    def undo(self) -> bool:
        """Delete its questions, and the quizzes that it made and that have no others. False when it is too late.

        As all that is deleted they can be restored; what was found can be imported again.
        """
        Brought.objects.select_for_update().get(pk=self.pk)
        if self.final_at and self.final_at <= clock.now():
            return False
        for quiz in [each.quiz for each in self.firsts]:
            quiz.lock()
            own = self.present.filter(quiz=quiz)
            if self.quiz_id is None and own.count() == quiz.questions.count():
                quiz.put_away()
            else:
                own.update(deleted_at=clock.now())
                quiz.note_words()
        self.questions, self.imported_at = [], None
        self.save(update_fields=["questions", "imported_at"])
        return True
