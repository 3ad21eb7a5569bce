"""The names of the state machine: phases of a room, moves of a host, ways of scoring."""

from django.db import models
from django.utils.translation import gettext_lazy


class Phase(models.TextChoices):
    """The phase that a room is in."""

    LOBBY = "lobby"
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"
    STANDINGS = "standings"
    ENDED = "ended"


class Move(models.TextChoices):
    """A move that a host may make."""

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
    """A way of giving points."""

    ACCURACY = "accuracy", gettext_lazy("Right answers count")
    SPEED = "speed", gettext_lazy("Right and quick answers count")
