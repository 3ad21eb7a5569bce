"""What a teacher deletes is out of sight at once and can be brought back for a time; then it goes for good."""

from datetime import datetime, timedelta
from typing import ClassVar, Self, TypeVar

from django.db import models

from live import clock

REGRET = timedelta(minutes=10)
"How long a deletion can be undone."


M = TypeVar("M", bound=models.Model)


class _Present(models.Manager[M]):
    """Hands out what has not been deleted."""

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().filter(deleted_at=None)


class Deletable(models.Model):
    """`objects` and every relation know what is there, `every` also what has been deleted."""

    deleted_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[models.Manager[Self]] = _Present()
    every: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True

    @property
    def gone_at(self) -> datetime | None:
        """When it cannot be brought back any more; None for what is there."""
        return self.deleted_at + REGRET if self.deleted_at else None

    def put_away(self) -> None:
        """Delete it, for now."""
        self.deleted_at = clock.now()
        self.save(update_fields=["deleted_at"])

    def bring_back(self) -> bool:
        """Undo the deletion; False when it is too late."""
        if self.gone_at and self.gone_at <= clock.now():
            return False
        self.deleted_at = None
        self.save(update_fields=["deleted_at"])
        return True

    @classmethod
    def put_away_lately(cls) -> models.QuerySet[Self]:
        """What can be brought back, the last one first."""
        return cls.every.filter(deleted_at__gt=clock.now() - REGRET).order_by("-deleted_at")

    @classmethod
    def due(cls) -> models.QuerySet[Self]:
        """What cannot be brought back any more."""
        return cls.every.filter(deleted_at__lte=clock.now() - REGRET)
