"""What phone and screen would show of a question that is being written, drawn by the real stages' templates."""

import re

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from live import clock
from live.forms.draft import Draft
from live.kinds import Invalid
from live.models import Phase, Quiz, Room, Round
from live.models.question import NOTES_LENGTH, TEXT_LENGTH
from live.rendering import partials, stages
from live.rooms.snapshot import Lesson, Tally

_IDS = re.compile(r'( (?:id|for|aria-describedby|aria-labelledby)=")(?!stage|tally|answer-|vote)')
_NAMES = re.compile(r' name="[^"]*"')


def preview(quiz: Quiz, draft: Draft, number: int) -> dict[str, SafeString]:
    """The stages while the question is open, and the screen's after the reveal once its kind would keep it."""
    shown = {audience: _stage(quiz, _round(draft, number), audience, Phase.OPEN) for audience in ("screen", "play")}
    if _complete(draft):
        shown["revealed"] = _stage(quiz, _round(draft, number), "screen", Phase.REVEALED)
    return shown


def _stage(quiz: Quiz, round: Round, audience: str, phase: Phase) -> SafeString:
    lesson = _lesson(quiz, round, phase)
    regions = stages.draw(lesson, audience)
    html = partials.fill(regions["stage"] + regions.get("tally", ""), lesson)
    return mark_safe(_NAMES.sub("", _IDS.sub(rf"\g<1>{audience}-{phase}-", html)))  # one page has several, and a form


def _lesson(quiz: Quiz, round: Round, phase: Phase) -> Lesson:
    """A room that is nowhere, at the moment when the question is asked or revealed in it; nobody has answered yet."""
    room = Room(title=quiz.title, code="", key="-", screen_key="-", phase=phase, language=get_language() or "en")
    return Lesson(
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
        tally=Tally(round, round.kind.tally(round.content, {}), 0) if phase == Phase.REVEALED else None,
    )


def _round(draft: Draft, number: int) -> Round:
    return Round(
        pk=0,
        question_id=number,
        question_number=number,
        kind_slug=draft.kind.slug,
        text=str(draft.form["text"].value() or "")[:TEXT_LENGTH],
        explanation=str(draft.form["explanation"].value() or "")[:NOTES_LENGTH],
        content=draft.content,
        picture=draft.picture and draft.picture.kept,
        opened_at=clock.now(),
    )


def _complete(draft: Draft) -> bool:
    """Whether its kind would keep it as it is: of nonsense there is no reveal."""
    try:
        draft.kind.validate(draft.content)
    except Invalid:
        return False
    return True
