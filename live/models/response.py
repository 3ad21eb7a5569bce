"""A response: one participant's answer in one round."""

from django.db import models

from live.models.participant import Participant
from live.models.round import Round

VALUE_LENGTH = 400


class Response(models.Model):
    """The value that is counted and what was typed; unique for each round and participant."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="responses")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="responses")
    value = models.CharField(max_length=VALUE_LENGTH)
    'The canonical text of the answer: "2", "1,3", "3.14", "paris".'
    typed = models.CharField(max_length=VALUE_LENGTH, blank=True)
    time_ms = models.PositiveIntegerField(null=True)
    "The time that the clock ran from the opening to the answer; null in an untimed round."
    arrived_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "participant"], name="one_response_per_round")]
        indexes = [models.Index(fields=["round", "value"], name="response_tally")]
