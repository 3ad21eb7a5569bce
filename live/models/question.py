"""A question of a quiz; what is particular to its kind is validated JSON."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from live.models.deletion import Deletable
from live.models.quiz import Quiz

if TYPE_CHECKING:
    from live.kinds.base import Kind

TEXT_LENGTH = 2000
NOTES_LENGTH = 4000


class Question(Deletable):
    """One question: its text in Markdown, its time limit, its weight, and the content of its kind."""

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="questions")
    position = models.PositiveIntegerField()
    kind_slug = models.CharField(max_length=30)
    text = models.TextField(max_length=TEXT_LENGTH, blank=True)
    picture = models.JSONField(null=True, blank=True)
    content = models.JSONField(default=dict)
    seconds = models.PositiveIntegerField(null=True, blank=True)
    weight = models.PositiveSmallIntegerField(default=1)
    explanation = models.TextField(max_length=NOTES_LENGTH, blank=True)
    notes = models.TextField(max_length=NOTES_LENGTH, blank=True)
    drawn = models.JSONField(null=True)
    "What is drawn of it (models/drawn.py). It may be large: whoever lists questions leaves it out."
    listed = models.JSONField(null=True)
    "What lists draw of it."

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["quiz", "position"], name="question_in_order")]

    def __str__(self) -> str:
        return self.text

    @property
    def kind(self) -> "Kind":
        """The kind, which knows what the content means."""
        from live.kinds import kind

        return kind(self.kind_slug)

    @property
    def number(self) -> int:
        """The place in the quiz, from 1."""
        return self.quiz.questions.filter(position__lt=self.position).count() + 1

    @classmethod
    def append(cls, quiz: Quiz, **fields: object) -> "Question":
        """Add a question at the end of the quiz."""
        return cls.append_all(quiz, [fields])[0]

    @classmethod
    @transaction.atomic
    def append_all(cls, quiz: Quiz, several: Iterable[Mapping[str, Any]]) -> list["Question"]:
        """Add questions at the end of the quiz in this order: all of them or none. Raises Refused for too many."""
        quiz.lock()
        added = list(several)
        quiz.check_takes(len(added))
        last = quiz.questions.aggregate(last=models.Max("position"))["last"] or 0
        places = enumerate(added, start=last + 1)
        created = Question.objects.bulk_create(Question(quiz=quiz, position=n, **fields) for n, fields in places)
        quiz.note_words()
        return created

    @transaction.atomic
    def put_away(self) -> None:
        """Delete the question, so that it can be restored."""
        super().put_away()
        self.quiz.note_words()

    @property
    def deleted_together(self) -> models.QuerySet["Question"]:
        """The questions of its quiz that were deleted at once, itself among them."""
        return Question.every.filter(quiz=self.quiz_id, deleted_at=self.deleted_at)

    @transaction.atomic
    def bring_back(self) -> bool:
        """Undo the deletion, with all that were deleted at once. False when it is too late."""
        together = list(self.deleted_together.values_list("pk", flat=True))
        if not super().bring_back():
            return False
        Question.every.filter(pk__in=together).update(deleted_at=None)
        self.quiz.note_words()
        return True

    @transaction.atomic
    def move_to(self, number: int) -> None:
        """Move the question to a place (from 1) and renumber the others."""
        self.quiz.lock()
        order = [pk for pk in self.quiz.questions.values_list("pk", flat=True) if pk != self.pk]
        order.insert(max(0, min(number - 1, len(order))), self.pk)
        places = {pk: place for place, pk in enumerate(order, start=1)}
        moved = [Question(pk=pk, position=place) for pk, place in places.items()]
        Question.objects.bulk_update(moved, ["position"])

    @transaction.atomic
    def duplicate(self) -> "Question":
        """Add a copy right behind this question. Raises Refused when the quiz is full."""
        self.quiz.lock()
        self.quiz.check_takes()
        number = self.number
        copy = Question.objects.get(pk=self.pk)
        copy.pk = None
        copy._state.adding = True
        copy.save()
        copy.move_to(number + 1)
        return copy
