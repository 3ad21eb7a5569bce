"""Places in a region that are filled each time it is sent, or for each participant."""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.html import escape

from live.content.faces import face
from live.models import Phase
from live.models.round import PUSH_TAKES
from live.rooms.snapshot import Snapshot


def _slot(name: str) -> str:
    """A text that nobody can type: it has a part of a keyed hash, alike in all processes."""
    return f"\ue000{name}-{salted_hmac('live.scene', name).hexdigest()[:16]}\ue000"


BITS, SHARE, FOCUS, NAME, ID = map(_slot, ("bits", "share", "focus", "name", "id"))
NUMBERS = POINTS, PLACE, TOTAL, RIGHT, GRADED, GAP, ABOVE, TALL, STUBS, SPAN = tuple(
    map(_slot, ("points", "place", "total", "right", "graded", "gap", "above", "tall", "stubs", "span"))
)
ANIMAL, GROUND = map(_slot, ("animal", "ground"))
FACE = {"animal": ANIMAL, "ground": GROUND}
"""The slots of a face, as its template asks for it."""
WORDS, MARKS, TIME = map(_slot, ("words", "marks", "time"))
DIGEST, PERIOD, DELAY, AT = map(_slot, ("digest", "period", "delay", "at"))
"Slots: filled each time a region is sent, or for each participant."
CONTROLS = _slot("controls")
"Stands at both ends of the controls of an open question."
ANSWER = _slot("answer")
"""Which stored answer the controls show: "" for none."""
POWERS = tuple(2**power for power in range(10))
"Of two, which the stylesheet knows as seconds."
_CONTROL = re.compile(f"{_slot('control')[:-1]}:(checked|selected|value):(\\w+):([^\ue000]*)\ue000")
Fields = Mapping[str, Sequence[str]]
"The fields of a form, as a browser sends them."


def control(what: str, field: str, which: object) -> str:
    """The slot of a control: whether it is `checked` or `selected` by a value, or the nth `value` of a field."""
    return f"{_slot('control')[:-1]}:{what}:{field}:{which}\ue000"


def show_sent(html: str, fields: Fields, answer: str = "") -> str:
    """Let the controls show what was sent: ticks, and what was typed. `answer`: the name of the stored one, if any."""

    def shown(slot: "re.Match[str]") -> str:
        what, name, which = slot.groups()
        sent = fields.get(name, ())
        if what != "value":
            return f" {what}" if which in sent else ""
        return escape(sent[int(which) - 1]) if int(which) <= len(sent) else ""

    return _CONTROL.sub(shown, html).replace(ANSWER, answer)


def controls_in(stage: str) -> str:
    """The controls of an open question that show what was sent; "" for a stage without, or where buttons answer."""
    controls = stage.split(CONTROLS)[1] if CONTROLS in stage else ""
    return controls if _CONTROL.search(controls) else ""


def with_controls(stage: str, controls: str) -> str:
    """The stage with these controls in the place of its own."""
    before, _own, after = stage.split(CONTROLS)
    return before + controls + after


def empty_controls(html: str) -> str:
    """The controls of somebody who has sent nothing."""
    return _CONTROL.sub("", html).replace(CONTROLS, "").replace(ANSWER, "") if CONTROLS in html else html


def person(html: str, nickname: str) -> str:
    """Write whose region it is into its slots: the name, and the face that goes with it."""
    animal, ground = face(nickname)
    return html.replace(NAME, escape(nickname)).replace(ANIMAL, animal).replace(GROUND, ground)


def seconds(snapshot: Snapshot) -> tuple[int, int]:
    """(whole length, what is left) of the running clock in seconds, as people see them."""
    left = snapshot.round.left() if snapshot.round and snapshot.phase == Phase.OPEN else None
    if snapshot.round is None or left is None:
        return 0, 0
    ran = timedelta(milliseconds=snapshot.round.ran_ms)
    if snapshot.round.closes_at and snapshot.round.runs_since:
        ran += snapshot.round.closes_at - snapshot.round.runs_since - PUSH_TAKES
        return math.ceil(ran.total_seconds()), math.ceil(left.total_seconds())
    return math.ceil((ran + left).total_seconds()), math.ceil(left.total_seconds())


def in_bits(seconds: int) -> str:
    """The classes that tell the stylesheet how many seconds are left, up to 999: left-4 left-16 for 20."""
    return " ".join(f"left-{bit}" for bit in POWERS if min(seconds, 999) & bit)


def at_time(moment: datetime | None) -> str:
    """A moment of today as the school's clocks show it."""
    return f"{timezone.localtime(moment):%H:%M:%S}" if moment else ""
