"""What the program remembers of a teacher's last room: the settings with which the next one starts."""

from django.conf import settings
from django.db import models


class LastRules(models.Model):
    """A teacher's settings of a room as they last were: JSON that `live.rooms.rules` reads and writes."""

    teacher = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="last_rules")
    rules = models.JSONField(default=dict)
    knows_the_way = models.BooleanField(default=False)
    "Whether the first help on the host page was put away."

    def __str__(self) -> str:
        return f"Rules of {self.teacher_id}"
