"""The words of the state machine: where a room stands, what a host may do, how points are given."""

from django.db import models
from django.utils.translation import gettext_lazy


class Phase(models.TextChoices):
    """Where a room stands."""

    LOBBY = "lobby"
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"
    STANDINGS = "standings"
    ENDED = "ended"


class Move(models.TextChoices):
    """What a host may do."""

    OPEN = "open"
    CLOSE = "close"
    REOPEN = "reopen"
    MORE = "more"
    PAUSE = "pause"
    RESUME = "resume"
    REVEAL = "reveal"
    STANDINGS = "standings"
    SKIP = "skip"
    END = "end"


class Scoring(models.TextChoices):
    """How points are given."""

    ACCURACY = "accuracy", gettext_lazy("Right answers count")
    SPEED = "speed", gettext_lazy("Right and quick answers count")
