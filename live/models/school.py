"""What holds for the whole installation."""

from django.db import models


class School(models.Model):
    """The one row of settings that the owner may change while it runs."""

    address = models.CharField(max_length=200, blank=True)
    "The students' address (host or host:port); blank follows the network."

    @classmethod
    def get(cls) -> "School":
        """The one row, or, until something is chosen, what it would hold."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
