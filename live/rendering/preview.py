"""Draws what phone and screen would show of a question that is being written, by the real stages."""

import re

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from live.models import Phase, Quiz, Room, Round
from live.models.rules import Rules
from live.rendering import partials, stages
from live.rooms.snapshot import Snapshot, Tally
from live.workshop.drawings import apart

_IDS = re.compile(r'( (?:id|for|aria-describedby|aria-labelledby)=")(?!stage|tally|answer-|vote)')
_NAMES = re.compile(r' name="[^"]*"')


def preview(quiz: Quiz, round: Round, is_complete: bool) -> dict[str, SafeString]:
    """The stages while the question is open, and the screen's after the reveal when it `is_complete`."""
    with apart():
        shown = {audience: _stage(quiz, round, audience, Phase.OPEN) for audience in ("screen", "play")}
        if is_complete:
            shown["revealed"] = _stage(quiz, round, "screen", Phase.REVEALED)
    return shown


def _stage(quiz: Quiz, round: Round, audience: str, phase: Phase) -> SafeString:
    snapshot = _snapshot(quiz, round, phase)
    regions = stages.draw(snapshot, audience)
    html = partials.fill(regions["stage"] + regions.get("tally", ""), snapshot)
    return mark_safe(_NAMES.sub("", _IDS.sub(rf"\g<1>{audience}-{phase}-", html)))  # one page has several, and a form


def _snapshot(quiz: Quiz, round: Round, phase: Phase) -> Snapshot:
    """A room that is nowhere, at the moment when the question is asked or revealed in it; nobody has answered yet."""
    rules = Rules(language=get_language() or "en")
    room = Room(title=quiz.title, code="", key="-", screen_key="-", phase=phase, rules=rules)
    return Snapshot(
        room=room,
        phase=phase,
        round=round,
        moves=[],
        people=[],
        knocks=[],
        questions=[],
        next=None,
        asked=frozenset(),
        address="",
        tally=_nobodys(round) if phase == Phase.REVEALED else None,
    )


def _nobodys(round: Round) -> Tally:
    return Tally(round, round.kind.tally(round.content, {}), 0, round.kind.chart(round.content, {}))
