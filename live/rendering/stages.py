"""Draws what each audience sees, (snapshot, audience) -> HTML by region; the only mapping of phases to templates."""

import hashlib
from collections.abc import Mapping, Set
from functools import lru_cache
from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import override

from live.models import Phase, Response, Round
from live.rendering import slots
from live.rendering.context import Settings, stage_context
from live.rendering.own import Shape, own_context, own_marks, own_words, shape
from live.rendering.partials import Regions, language_attributes, partial, render, shows_answer, with_language
from live.rendering.places import Stand, stands, strokes_of
from live.rooms.outcomes import Given, Own
from live.rooms.sheet import NOTHING, Total
from live.rooms.snapshot import Snapshot

REGIONS = {
    "play": ["say", "stage", "timer"],
    "screen": ["say", "stage", "timer", "names", "tally", "answered", "joinbar"],
    "present": ["say", "stage", "timer", "names", "tally", "answered", "joinbar", "bar"],
    "key": ["say", "notes"],
    "host": [
        *["say", "stage", "timer", "tally", "answered", "health"],
        *["people", "joinbar", "settings", "tools", "screens", "jump", "progress", "screenlink"],
    ],
}
SHARED = {
    "say": "live/connection/_news.html",
    "timer": "live/stage/_timer.html",
    "answered": "live/stage/_answered.html",
}
"Regions that are alike in all audiences."
KEPT = {"settings", "tools"}
"Regions of the host's page that no move changes: the switches; the language and the code."
STEADY = KEPT | {"say", "timer", "joinbar", "screens", "jump", "progress", "screenlink", "notes"}
"What no count changes, in any phase."
STEADY_WHILE_OPEN = STEADY | {"stage", "names"}
"In the lobby the stage makes place for the names."
MOST_ALIKE = 500
"Different answers whose words are kept."


def draw(snapshot: Snapshot, audience: str) -> Regions:
    """Every shared region of an audience, in the room's language, with its slots still open."""
    return _draw(snapshot, audience, REGIONS[audience])


def redraw(snapshot: Snapshot, audience: str, kept: Regions) -> Regions:
    """The same when only people and answers have changed since `kept` was drawn."""
    steady = STEADY_WHILE_OPEN if snapshot.phase == Phase.OPEN else STEADY
    return {**kept, **_draw(snapshot, audience, [name for name in REGIONS[audience] if name not in steady])}


def _draw(snapshot: Snapshot, audience: str, names: list[str]) -> Regions:
    with override(snapshot.room.language):
        context, language = stage_context(snapshot, audience), language_attributes()
        drawn = {name: _region(snapshot, audience, name, context) for name in names}
        return {name: with_language(name, html, language) for name, html in drawn.items()}


def _region(snapshot: Snapshot, audience: str, name: str, context: Mapping[str, Any]) -> str:
    if name in KEPT:
        return _kept(name, Settings.of(snapshot.room), snapshot.phase == Phase.ENDED)
    return render(_template(audience, name, snapshot.phase), context)


@lru_cache(maxsize=256)
def _kept(name: str, room: Settings, has_ended: bool) -> str:
    """A region with a menu of languages or a dozen switches, which is drawn once for rooms that are set alike."""
    return render(f"live/host/_{name}.html", {"room": room, "phase": str(Phase.ENDED) if has_ended else ""})


def draw_own(snapshot: Snapshot, own: Mapping[int, Own], stage: str = "") -> dict[int, Regions]:
    """The regions that are each participant's alone; `stage`: theirs as it was drawn, whose controls show answers."""
    with override(snapshot.room.language):
        owns = _Owns(snapshot, stage)
        return {pk: owns.regions(each) for pk, each in own.items()}


def _template(audience: str, name: str, phase: Phase) -> str:
    if name in SHARED:
        return SHARED[name]
    if audience == "present" and name != "bar":
        audience = "screen"
    folder = "host" if audience in {"present", "key"} else audience
    return f"live/{folder}/_{phase if name == 'stage' else name}.html"


class Received:
    """Acknowledges answers that have just been stored, before the reveal, as they travel; rendered once for all.

    It goes into the `#mine` of this round and phase alone: one that comes too late finds no place and changes nothing.
    `stage`: the participants' as it was drawn.
    """

    def __init__(self, snapshot: Snapshot, round: Round, stage: str = "") -> None:
        self.language = snapshot.room.language
        self.answers = _Answers(round, stage, key=False, compared={})
        with override(self.language):
            html = render("live/play/_received.html", own_context(snapshot, Shape(answered=True)))
        self.html = partial(f"mine-{round.pk}-{snapshot.phase}", html)

    def of(self, response: Response) -> str:
        """What acknowledges this answer."""
        with override(self.language):
            html, controls = self.answers.fill(self.html, response), self.answers.controls(response)
            return html + shows_answer(controls) if controls else html


class _Answers:
    """What was answered in a round, as it is drawn; alike answers are put into words once."""

    def __init__(self, round: Round, stage: str, key: bool, compared: Mapping[str, str]) -> None:
        self.round, self.kind, self.empty, self.compared = round, round.kind, slots.controls_in(stage), compared
        self.content = round.content if key else self.kind.keyless(round.content)
        self.known: dict[tuple[str, str], tuple[str, str, str]] = {}

    def fill(self, html: str, response: Response | Given) -> str:
        """Write an answer's words, marks and time into their slots."""
        words, marks, _controls = self._drawn(response)
        html = html.replace(slots.WORDS, words).replace(slots.MARKS, marks)
        return html.replace(slots.TIME, slots.at_time(response.arrived_at))

    def controls(self, response: Response | Given) -> str:
        """The question's controls as they show this answer; "" where they show none."""
        return self._drawn(response)[2]

    def _drawn(self, response: Response | Given) -> tuple[str, str, str]:
        alike = response.value, response.typed
        if len(self.known) > MOST_ALIKE:
            self.known.clear()
        if alike not in self.known:
            sent = self.kind.sent(self.content, *alike) if self.empty else {}
            controls = slots.show_sent(self.empty, sent, f"{self.round.pk}-{_name(*alike)}")
            words = own_words(self.kind, self.content, response, self.compared.get(response.value, ""))
            self.known[alike] = words, own_marks(self.round, response), controls
        return self.known[alike]


def _name(*answer: str) -> str:
    """A short name for an answer."""
    return hashlib.blake2s("\0".join(answer).encode(), digest_size=6).hexdigest()


class _Owns:
    """Draws what is each participant's own: what is alike but for names, words and numbers is rendered once."""

    def __init__(self, snapshot: Snapshot, stage: str) -> None:
        self.snapshot = snapshot
        self.stands = stands(snapshot.standings)
        self.mines: dict[Shape, tuple[str, frozenset[str]]] = {}
        told = (snapshot.reveals, snapshot.compared)
        self.answers = _Answers(snapshot.round, stage, *told) if snapshot.round else None
        whose = {"nickname": mark_safe(slots.NAME), "face": slots.FACE, "leave_url": f"/play/{snapshot.room.pk}/leave/"}
        self.me = with_language("me", render("live/play/_me.html", whose))

    def regions(self, own: Own) -> Regions:
        pk, nickname = own.participant.pk, own.participant.nickname
        mine, wanted = self._mine(shape(self.snapshot, own.response, own.outcome, self._stand(pk)))
        controls = ""
        if self.answers and own.response:
            mine, controls = self.answers.fill(mine, own.response), self.answers.controls(own.response)
        mine = slots.person(mine, nickname) if slots.ANIMAL in wanted else mine
        mine = _numbered(mine, wanted, self._numbers(own, wanted)) if wanted else mine
        regions = {"me": _whose(self.me, nickname), "mine": mine}
        return {**regions, "controls": controls} if controls else regions

    def _mine(self, alike: Shape) -> tuple[str, frozenset[str]]:
        """What looks like that, and which slots of a face or of numbers it has."""
        if alike not in self.mines:
            html = with_language("mine", render("live/play/_mine.html", own_context(self.snapshot, alike)))
            self.mines[alike] = html, frozenset(slot for slot in (slots.ANIMAL, *slots.NUMBERS) if slot in html)
        return self.mines[alike]

    def _stand(self, pk: int) -> Stand:
        return self.stands.get(pk, Stand())

    def _numbers(self, own: Own, wanted: Set[str]) -> dict[str, int | str]:
        """What the wanted slots say of somebody; a thousand of them wait for it at each reveal."""
        total, stand = self.snapshot.totals.get(own.participant.pk, NOTHING), self._stand(own.participant.pk)
        numbers: dict[str, int | str] = {
            slots.POINTS: own.score.points,
            slots.PLACE: stand.place,
            slots.ABOVE: stand.above,
            slots.GAP: stand.gap,
            slots.TOTAL: total.points,
            slots.RIGHT: total.right,
        }
        return numbers if wanted <= numbers.keys() else {**numbers, **self._strokes(own, total)}

    def _strokes(self, own: Own, total: Total) -> dict[str, int | str]:
        could = self.snapshot.could_answer(own.participant.joined_at)
        tall, stubs, span = strokes_of(total.hits, could)
        return {slots.GRADED: sum(could), slots.TALL: tall, slots.STUBS: stubs, slots.SPAN: span}


@lru_cache(maxsize=4096)
def _whose(me: str, nickname: str) -> str:
    """Whose page it is, which no move changes."""
    return slots.person(me, nickname)


def _numbered(html: str, wanted: Set[str], numbers: Mapping[str, int | str]) -> str:
    for slot in wanted:
        if slot in numbers:  # a face is none
            html = html.replace(slot, str(numbers[slot]))
    return html
