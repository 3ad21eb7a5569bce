"""Template tag for the choices on a phone, `{% load tiles %}`: how they stand depends on what is in them."""

from collections.abc import Sequence

from django import template

from live.kinds import Choice

register = template.Library()
FEW, MANY = 2, 7
"Up to so many choices do not fill the whole height; from so many on two stand in a row, if their words are short."
SHORT, LONG = 10, 40
"Letters that half a row has place for on the least phones; and more than a row has."


@register.simple_tag
def tiles(choices: Sequence[Choice]) -> str:
    """The class, behind others, of choices that stand in pairs, are few, or wordy."""
    longest = max((len(choice.text) for choice in choices), default=0)
    if any(choice.picture for choice in choices) or (len(choices) >= MANY and longest <= SHORT):
        return " pairs"
    return " few" if len(choices) <= FEW else " wordy" if longest > LONG else ""
