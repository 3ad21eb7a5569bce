"""A regrade: what counts in a round was changed after its reveal."""

from typing import Any, NamedTuple

from django.conf import settings
from django.db import models

from live import clock
from live.models.round import Round

NOTE_LENGTH = 200


class Marking(NamedTuple):
    """What counts in a round; the names are those of the round's fields."""

    content: dict[str, Any]
    also: list[dict[str, Any]]
    full: bool
    dropped: bool
    weight: int

    @classmethod
    def of(cls, round: Round) -> "Marking":
        """Return what counts in a round now."""
        return cls(*(getattr(round, name) for name in cls._fields))

    def put_on(self, round: Round) -> None:
        """Let this count in a round, which is not saved."""
        for name, value in self._asdict().items():
            setattr(round, name, value)


class Regrade(models.Model):
    """What counted before and what counts since, as the fields of a `Marking`. The newest of a round can be undone."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="regrades")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    before = models.JSONField()
    after = models.JSONField()
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    "Why, in the teacher's words."

    class Meta:
        ordering = ["-id"]
