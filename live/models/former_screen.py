"""Screen addresses that "new code" has replaced."""

from django.db import models

from live.models.room import KEY_LENGTH, Room


class FormerScreen(models.Model):
    """A screen key that opens nothing any more. A screen that may follow is led from it to the room's new one."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="former_screens")
    key = models.CharField(max_length=KEY_LENGTH, unique=True)

    def __str__(self) -> str:
        return self.key
