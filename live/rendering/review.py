"""What a room has asked, to be looked through after its end: each question drawn once for all, and one's own answer.

It is what the phones showed at the reveal. A room's review is kept for a while, so that a class that looks through its
answers all at once reads the room and draws its questions once.
"""

import time
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any, NamedTuple

from django.db.models import Count
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from live.models import Response, Room, Round
from live.rendering.context import question_context
from live.rooms import sheet
from live.workshop.drawings import is_lacking, learn

OWN = "\ue000own\ue000"
"The place of one's own answer. Nobody can type it, as a line holds no private characters (live.content.lines)."
MOST_ALIKE = 60
"Different answers to a question whose words are kept."
MOST_ROOMS = 8
KEPT_SECONDS = 60.0
"So late may come what changes a room after its end without raising its version."


class Answer(NamedTuple):
    """A response, as far as its giver sees it."""

    round_id: int
    value: str
    typed: str


@dataclass
class Piece:
    """One question of a review."""

    round: Round
    outcomes: Mapping[str, str]
    "What became of each value that was given: right, partly, wrong; nothing for a poll."
    share: float | None
    "How much of it was right, from 0 to 1; None without a key or an answer."
    counts: bool
    language: str
    _html: str = ""
    _owns: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def is_drawn(self) -> bool:
        """Whether what all see of it is at hand."""
        return bool(self._html)

    def draw(self) -> str:
        """Return what all see of it, with a place for one's own answer."""
        if self._html:
            return self._html
        learn(self.round.drawn)
        context = question_context(self.round, reveals=True)
        drawn_there = self.round.kind.pictured and context["graded"]
        context |= {"posed_picture": None if drawn_there else context["picture"], "asks": True, "own": mark_safe(OWN)}
        with override(self.language):
            html = render_to_string("live/play/_reviewed.html", context)
        if not is_lacking():
            self._html = html
        return html

    def own(self, answer: Answer | None) -> str:
        """Return what came of somebody's answer, and what it was."""
        alike = (answer.value, answer.typed) if answer else ("", "")
        if len(self._owns) > MOST_ALIKE:
            self._owns.clear()
        if alike not in self._owns:
            html = self._drawn_own(answer)
            if is_lacking():
                return html
            self._owns[alike] = html
        return self._owns[alike]

    def _drawn_own(self, answer: Answer | None) -> str:
        kind, context = self.round.kind, {"outcome": self.outcome(answer), "as_list": self.round.kind.own_is_list}
        with override(self.language):
            if answer is not None:
                context["answer"] = kind.own_html(self.round.content, answer.value, answer.typed)
            return render_to_string("live/play/_own.html", context)

    def outcome(self, answer: Answer | None) -> str:
        """Return right, partly, wrong, silent or poll."""
        return self.outcomes.get(answer.value, "poll") if answer else "silent"


class Page(NamedTuple):
    """What one participant looks through."""

    pieces: list[SafeString]
    right: int
    "Questions that count and were wholly right."
    of: int
    "Those that count and that somebody could answer who joined when they did."


@dataclass(frozen=True)
class Review:
    """All questions of a room that wanted an answer and were not skipped, in their order."""

    room: Room
    pieces: list[Piece]

    def page(self, joined_at: datetime, given: Mapping[int, Answer], pieces: Sequence[Piece] | None = None) -> Page:
        """Return what somebody looks through; `given`: their answers by the round's id."""
        shown = self.pieces if pieces is None else pieces
        drawn = [mark_safe(each.draw().replace(OWN, each.own(given.get(each.round.pk)))) for each in shown]
        counted = [each for each in self.pieces if each.counts]
        right = sum(each.outcome(given.get(each.round.pk)) == "right" for each in counted)
        could = sum(each.round.closed_at is None or each.round.closed_at > joined_at for each in counted)
        return Page(drawn, right, could)


_kept: OrderedDict[tuple[Any, ...], tuple[float, Review]] = OrderedDict()
_lock = Lock()


def review(room: Room) -> Review:
    """Return the review of a room that has ended; it is read once a minute at most, until the room changes."""
    key, now = (room.key, room.version, room.nameless_since, room.language), time.monotonic()
    with _lock:
        kept = _kept.get(key)
    if kept is not None and now - kept[0] < KEPT_SECONDS:
        return kept[1]
    found = _read(room)
    with _lock:
        _kept[key] = now, found
        _kept.move_to_end(key)
        while len(_kept) > MOST_ROOMS or now - next(iter(_kept.values()))[0] >= KEPT_SECONDS:
            _kept.popitem(last=False)
    return found


def _read(room: Room) -> Review:
    rounds = [each for each in room.rounds.filter(skipped=False, closed_at__isnull=False) if each.reveals(room)]
    counted, given = {each.pk for each in sheet.counted(rounds)}, _given(room)
    return Review(room, [_piece(room, each, given[each.pk], each.pk in counted) for each in rounds if each.asks])


def _given(room: Room) -> Mapping[int, dict[str, int]]:
    """Count the answers of all who were not removed, by round and value."""
    found: defaultdict[int, dict[str, int]] = defaultdict(Counter)
    responses = Response.objects.filter(round__room=room, participant__removed=False)
    for pk, value, count in responses.values_list("round_id", "value").annotate(n=Count("pk")).order_by():
        found[pk][value] = count
    return found


def _piece(room: Room, round: Round, given: Mapping[str, int], counts: bool) -> Piece:
    right = sheet.fractions(room.rules, round, given) if round.is_graded else {}
    outcomes = {value: sheet.outcome(fraction) for value, fraction in right.items()}
    return Piece(round, outcomes, sheet.share(room.rules, round, given), counts, room.language)
