"""Rows that a teacher deletes: hidden at once, restorable for ten minutes, then deleted for good."""

from datetime import datetime, timedelta
from typing import ClassVar, Self, TypeVar

from django.db import models

from live import clock

REGRET = timedelta(minutes=10)
"How long a deletion can be undone."


M = TypeVar("M", bound=models.Model)


class _Present(models.Manager[M]):
    """The manager of the rows that are not deleted."""

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().filter(deleted_at=None)


class Deletable(models.Model):
    """A row that can be deleted and restored. `objects` and relations leave out deleted rows; `every` has them."""

    deleted_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[models.Manager[Self]] = _Present()
    every: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True

    @property
    def final_at(self) -> datetime | None:
        """When the deletion becomes final; None for a row that is not deleted."""
        return self.deleted_at + REGRET if self.deleted_at else None

    def put_away(self) -> None:
        """Delete the row, so that it can be restored."""
        self.deleted_at = clock.now()
        self.save(update_fields=["deleted_at"])

    def bring_back(self) -> bool:
        """Undo the deletion. False when it is too late."""
        if self.final_at and self.final_at <= clock.now():
            return False
        self.deleted_at = None
        self.save(update_fields=["deleted_at"])
        return True

    @classmethod
    def recently_deleted(cls) -> models.QuerySet[Self]:
        """Return the rows that can be restored, the last deleted first."""
        return cls.every.filter(deleted_at__gt=clock.now() - REGRET).order_by("-deleted_at")

    @classmethod
    def due(cls) -> models.QuerySet[Self]:
        """Return the rows whose deletion is final."""
        return cls.every.filter(deleted_at__lte=clock.now() - REGRET)
