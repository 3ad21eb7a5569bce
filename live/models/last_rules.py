"""The settings with which a teacher's next room starts."""

from django.conf import settings
from django.db import models


class LastRules(models.Model):
    """A teacher's settings of a room as they last were: JSON that `live.rooms.rules` reads and writes."""

    teacher = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="last_rules")
    rules = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"Rules of {self.teacher_id}"
