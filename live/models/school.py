"""The settings of the whole installation."""

from django.db import models

A_SCHOOL_YEAR = 365


class School(models.Model):
    """The single row of settings that the owner may change while the server runs."""

    address = models.CharField(max_length=200, blank=True)
    "The students' address (host or host:port); blank follows the network."
    keep_days = models.PositiveIntegerField(default=A_SCHOOL_YEAR)
    "Days after the end of a room for which its names are kept."

    @classmethod
    def get(cls) -> "School":
        """Return the row, or the defaults until something is chosen."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
