"""What holds for the whole installation."""

from django.db import models


class School(models.Model):
    """The one row of settings that the owner may change while it runs."""

    address = models.CharField(max_length=200, blank=True)
    "The students' address (host or host:port); blank follows the network."

    @classmethod
    def get(cls) -> "School":
        """The one row, made when it is first asked for."""
        return cls.objects.get_or_create(pk=1)[0]
