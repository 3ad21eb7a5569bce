"""A round: one asking of a question in a room, with a frozen copy of the question and its own clock."""

from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models

from live import clock
from live.models.phase import Phase
from live.models.question import Question
from live.models.room import Room

if TYPE_CHECKING:
    from live.kinds import Counts, Kind
    from live.kinds.values import Typed

EDITION = 2
"""Of the rules by which kinds judge. When they change, a round that was asked before keeps its edition, so that its
answers stay as they were judged (`live.kinds.judging`)."""
PUSH_TAKES = timedelta(milliseconds=700)
"The round closes so much after the end that the timers show, because a push takes time to arrive."


class Round(models.Model):
    """One asking, unchanged when the question changes. `closes_at` is null while paused or untimed."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="rounds")
    number = models.PositiveIntegerField()
    question_id = models.BigIntegerField(null=True)
    "The question's id, which stays when the question is deleted. Null: a quick question."
    asking = models.PositiveIntegerField(default=1)
    position = models.PositiveIntegerField(default=0)
    question_number = models.PositiveIntegerField(default=0)
    "The question's place in its quiz when it was asked, from 1; 0: a quick question."
    kind_slug = models.CharField(max_length=30)
    text = models.TextField(blank=True)
    picture = models.JSONField(null=True)
    content = models.JSONField(default=dict)
    seconds = models.PositiveIntegerField(null=True)
    weight = models.PositiveSmallIntegerField(default=1)
    explanation = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    drawn = models.JSONField(null=True)
    "What is drawn of the question (models/drawn.py)."

    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True)
    left_ms = models.PositiveIntegerField(null=True)
    "While paused: the time that is left until closes_at."
    ran_ms = models.PositiveIntegerField(default=0)
    "How long the clock had run when it was last started."
    runs_since = models.DateTimeField(null=True)
    untimed = models.BooleanField(default=False)
    "Whether the round was reopened: it has no clock any more, and speed counts for nobody."
    closed_at = models.DateTimeField(null=True)
    skipped = models.BooleanField(default=False)
    hidden = models.JSONField(default=list)
    "Values that the host hides on the screen."
    starred = models.JSONField(default=list)
    "Values that the host has put on the wall, in this order (live/rooms/wall.py)."
    together = models.JSONField(default=dict)
    """Values that are counted under another one, their leader: those that the host has put together, and from the close
    on those that are alike. A leader leads itself, as does an answer that the host has taken out of a group."""
    edition = models.PositiveSmallIntegerField(default=EDITION)
    spelt = models.JSONField(default=dict)
    "How most typed each value, kept when the names and what each of them typed are deleted."
    also = models.JSONField(default=list)
    "Contents by whose keys an answer is judged beside `content`: the one that says most for it counts."
    full = models.BooleanField(default=False)
    "Whether every answer is wholly right."
    dropped = models.BooleanField(default=False)
    "Whether the round gives no points, whatever its weight."
    regraded = models.BigIntegerField(default=0)
    "The id of the newest regrade (live/models/regrade.py); 0 for none."

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["room", "number"], name="rounds_in_order")]
        indexes = [models.Index(fields=["room", "question_id"], name="rounds_of_a_question")]

    def __str__(self) -> str:
        return self.text

    @classmethod
    def of(cls, question: Question) -> "Round":
        """Return an unsaved round with a copy of the question."""
        copied = (
            *("kind_slug", "text", "picture", "content", "seconds", "weight", "explanation", "notes"),
            *("position", "drawn"),
        )
        fields = {name: getattr(question, name) for name in copied}
        return cls(question_id=question.pk, question_number=question.number, **fields)

    @property
    def kind(self) -> "Kind":
        """The kind, which knows what the content means, as it judged when the round was asked."""
        from live.kinds import judging

        return judging(self.kind_slug, self.edition)

    @property
    def asks(self) -> bool:
        """Whether an answer is wanted; also of a kind that has gone, as its round can still be closed."""
        return self._known_kind is None or self._known_kind.asks(self.content)

    @property
    def has_wall(self) -> bool:
        """Whether its answers hang on a wall."""
        return self._known_kind is not None and self._known_kind.wall

    @property
    def _known_kind(self) -> "Kind | None":
        """The kind; None when it has gone: rooms of the program before can be closed and ended all the same."""
        try:
            return self.kind
        except KeyError:
            return None

    @property
    def is_graded(self) -> bool:
        """Whether there is a right answer."""
        return self.kind.graded(self.content)

    @property
    def keys(self) -> list[dict[str, Any]]:
        """The contents by whose keys answers are judged; the first one is what was asked, or what replaced it."""
        return [self.content, *self.also]

    @property
    def weighs(self) -> bool:
        """Whether it gives points."""
        return bool(self.weight) and not self.dropped

    @property
    def time_is_up(self) -> bool:
        """Whether the clock has run out, even if the close is not stored yet."""
        return self.closes_at is not None and self.closes_at <= clock.now()

    def open_in(self, room: Room) -> None:
        """Open the round in the room and save it. A clock runs only for an answer."""
        last = room.rounds.aggregate(last=models.Max("number"))["last"] or 0
        asked = room.rounds.filter(question_id=self.question_id).count() if self.question_id else 0
        now = clock.now()
        self.room, self.number, self.asking, self.opened_at = room, last + 1, asked + 1, now
        if self.seconds and self.asks:
            self.runs_since, self.closes_at = now, now + timedelta(seconds=self.seconds) + PUSH_TAKES
        self.save(force_insert=True)

    def close(self) -> None:
        """Close the round: no answer that arrives later counts."""
        now = clock.now()
        self.closed_at = min(self.closes_at or now, now)
        self.closes_at, self.left_ms = None, None  # runs_since stays, as an answer may still be waiting
        self._keep("closed_at", "closes_at", "left_ms")

    def reopen(self) -> None:
        """Open the round again after a wrong close, without a clock."""
        self.closed_at, self.left_ms, self.untimed = None, None, True
        self._keep("closed_at", "left_ms", "untimed")

    def add_time(self, seconds: int) -> None:
        """Add time to the clock, running or paused."""
        if self.closes_at is not None:
            self.closes_at += timedelta(seconds=seconds)
        elif self.left_ms is not None:
            self.left_ms += seconds * 1000
        self._keep("closes_at", "left_ms")

    def pause(self) -> None:
        """Stop the clock and keep the time that is left; answers are still taken."""
        left = self.closes_at - clock.now() if self.closes_at else timedelta()
        self._stop_clock()
        self.left_ms = max(0, _ms(left))
        self._keep("closes_at", "left_ms", "ran_ms", "runs_since")

    def resume(self) -> None:
        """Start the clock again."""
        now = clock.now()
        self.closes_at, self.runs_since, self.left_ms = now + timedelta(milliseconds=self.left_ms or 0), now, None
        self._keep("closes_at", "left_ms", "runs_since")

    def skip(self) -> None:
        """Close the round without a reveal; it does not score."""
        if self.closed_at is None:
            self.close()
        self.skipped = True
        self._keep("skipped")

    def hide(self, value: str) -> None:
        """Hide an answer on the screen."""
        if value not in self.hidden:
            self.hidden = [*self.hidden, value]
            self._keep("hidden")

    def show(self, value: str) -> None:
        """Show an answer on the screen again."""
        if value in self.hidden:
            self.hidden = [each for each in self.hidden if each != value]
            self._keep("hidden")

    def counts(self, given: "Typed") -> "Counts":
        """Return how often each value was given, and how it was typed as far as that is kept; groups under leaders."""
        counts = self._each(given)
        return counts.put_together(self.together, self.starred) if self.together or self.starred else counts

    def _each(self, given: "Typed") -> "Counts":
        """Return the same with each value by itself."""
        from live.kinds import Counts

        if not self.spelt:
            return Counts(given)
        typed = Counter[tuple[str, str]]()
        for (value, way), count in given.items():
            typed[value, way or self.spelling(value)] += count
        return Counts(typed)

    def spelling(self, value: str) -> str:
        """Return how most typed a value, where that is kept instead of how each one did."""
        return str(self.spelt.get(value, ""))

    def keep_spellings(self, given: "Typed") -> None:
        """Keep how most typed each value, before what each of them typed is deleted.

        Of a wall there stays what somebody has answered who was not removed.
        """
        counts = self._each(given)
        self.spelt = self.kind.spelt(self.content, counts)
        if self.kind.wall:
            self.hidden, self.starred = (
                [each for each in kept if each in counts] for kept in (self.hidden, self.starred)
            )
            pairs = self.together.items()
            self.together = {value: leader for value, leader in pairs if value in counts and leader in counts}
        self._keep("spelt", "hidden", "starred", "together")

    def is_on_wall(self, value: str) -> bool:
        """Tell whether the host has put an answer on the wall, or the one that it is counted under."""
        leader = self.together.get(value, value)
        return leader in self.starred and leader not in self.hidden

    def takes(self, arrived: datetime) -> bool:
        """Tell whether an answer that arrived at this time counts."""
        end = self.closed_at or self.closes_at
        return not self.skipped and (end is None or arrived <= end)

    def time_ms(self, arrived: datetime) -> int | None:
        """Return the clock's time of an answer, at most the question's own limit; None without a clock."""
        if not self.seconds or self.untimed:
            return None
        runs = _ms(arrived - self.runs_since) if self.runs_since else 0
        return min(self.ran_ms + max(0, runs), self.seconds * 1000)

    def left(self) -> timedelta | None:
        """Return what the timers show now; None without a clock."""
        if self.left_ms is not None:
            return max(timedelta(), timedelta(milliseconds=self.left_ms) - PUSH_TAKES)
        if self.closes_at is None:
            return None
        return max(timedelta(), self.closes_at - PUSH_TAKES - clock.now())

    def reveals(self, room: Room) -> bool:
        """Tell whether the key may be shown: until the reveal not that of the current question, in any round of it."""
        now = room.round
        if now is None or room.phase in {Phase.REVEALED, Phase.STANDINGS, Phase.ENDED}:
            return True
        return self.pk != now.pk and (self.question_id is None or self.question_id != now.question_id)

    def _stop_clock(self) -> None:
        if self.runs_since is not None:
            self.ran_ms += max(0, _ms(min(clock.now(), self.closes_at or clock.now()) - self.runs_since))
        self.runs_since, self.closes_at = None, None

    def _keep(self, *fields: str) -> None:
        self.save(update_fields=fields)


def _ms(span: timedelta) -> int:
    return int(span / timedelta(milliseconds=1))
