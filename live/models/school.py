"""What holds for the whole installation."""

from django.db import models

A_SCHOOL_YEAR = 365


class School(models.Model):
    """The one row of settings that the owner may change while it runs."""

    address = models.CharField(max_length=200, blank=True)
    "The students' address (host or host:port); blank follows the network."
    keep_days = models.PositiveIntegerField(default=A_SCHOOL_YEAR)
    "How long after the end of a room its names are kept."

    @classmethod
    def get(cls) -> "School":
        """The one row, or, until something is chosen, what it would hold."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
