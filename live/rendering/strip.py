"""The strip of the host page: a key for each question of the lesson, and which of them comes next."""

from functools import lru_cache
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from live.kinds import kind
from live.models import Move, Phase
from live.rooms.snapshot import Snapshot
from live.workshop.drawings import plain

IN_A_ROW = 14
"Questions whose words have place beside each other; of more the strip has the numbers alone."


def next_context(snapshot: Snapshot) -> dict[str, Any]:
    """The number and the text of what the next button opens."""
    if snapshot.next is None:
        return {"next_number": 0, "next_text": ""}
    numbers = {each.pk: number for number, each in enumerate(snapshot.questions, 1)}
    return {"next_number": numbers[snapshot.next.pk], "next_text": plain(snapshot.next.text)}


def question_keys(snapshot: Snapshot) -> list[SafeString]:
    """The strip of questions that a host jumps by: each a key, whose lip is as long as much of it was right."""
    may_open, language = Move.OPEN in snapshot.moves, get_language() or ""
    return [
        _question_key(number, each.pk, plain(each.text), each.kind_slug, _stands(snapshot, each.pk), may_open, language)
        for number, each in enumerate(snapshot.questions, 1)
    ]


class Stands(NamedTuple):
    """How a question of the strip stands."""

    is_asked: bool
    is_now: bool
    percent: int | None
    "How much was right."


def _stands(snapshot: Snapshot, pk: int) -> Stands:
    now = snapshot.round is not None and snapshot.round.question_id == pk and snapshot.phase != Phase.LOBBY
    share = snapshot.shares.get(pk)
    return Stands(pk in snapshot.asked, now, None if share is None else round(100 * share))


@lru_cache(maxsize=1024)
def _question_key(
    number: int, pk: int, text: str, kind_slug: str, stands: Stands, may_open: bool, language: str
) -> SafeString:
    """A question's key, which most moves leave as it was; its text is in one line already."""
    context = {"number": number, "id": pk, "text": text, "kind": kind(kind_slug), "may_open": may_open}
    return mark_safe(render_to_string("live/host/_jump_item.html", {**context, **stands._asdict()}))
