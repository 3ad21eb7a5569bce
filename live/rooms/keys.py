"""What is shown of a round by all of its keys, after the reveal: choices, rows of the tally, the key in words."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from live.kinds import Bar, Choice, Counts
from live.models import Round


def choices(round: Round) -> list[Choice]:
    """Return its choices; right is what one of its keys has."""
    first, *others = [round.kind.choices(content) for content in round.keys]
    right = {each.number for other in others for each in other if each.right}
    return [replace(each, right=True) if each.number in right else each for each in first]


def bars(round: Round, counts: Counts) -> list[Bar]:
    """Return the rows of its tally; right is what one of its keys has."""
    first, *others = [round.kind.tally(content, counts) for content in round.keys]
    right = {each.value for other in others for each in other if each.right}
    return [replace(each, right=True) if each.value in right else each for each in first]


def key_text(round: Round) -> str:
    """Return the right answers in words; "" for a poll."""
    return " / ".join(_once(round.kind.key_text(content) for content in round.keys))


def key_html(round: Round) -> SafeString:
    """Return the right answers as they are drawn."""
    drawn = (conditional_escape(round.kind.key_html(content)) for content in round.keys)
    return mark_safe(" / ".join(_once(drawn)))


def _once(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]
