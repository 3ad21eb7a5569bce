"""What is typed as a number: how an answer becomes a value, and what is said of one that is no number."""

from django.utils.formats import get_format
from django.utils.translation import gettext as _

from live.content.lines import RAW_LENGTH, line
from live.content.number_text import TooMuch
from live.content.numbers import LENGTH, Reading, beside, lone_separator, read
from live.kinds import number_key
from live.kinds.number_values import OR
from live.refusal import Refused


def typed_line(raw: str) -> str:
    """Return a line as it was typed; one that is cut says so, and is no number."""
    return line(raw, "NFC") + "…" * (len(raw) > RAW_LENGTH)


def typed_value(raw: str, unit: str, negative: bool) -> tuple[str, str]:
    """Return the value of an answer, both readings of it if there are two, and the line as typed. Raises Refused."""
    typed = line(raw, "NFC")
    if not typed:
        raise Refused(_("Please type a number first."), 422)
    if len(raw) > RAW_LENGTH or len(typed) > LENGTH:
        raise Refused(_not_read(""), 422)
    readings = _readings(typed, unit)
    if negative:
        readings = tuple(each.negative() for each in readings)
    return OR.join(each.value for each in readings), typed


def _readings(typed: str, unit: str) -> tuple[Reading, ...]:
    """Read an answer, the likelier reading first: 1,000 is a thousand where a comma parts thousands. Raises Refused."""
    try:
        readings = read(typed, unit)
    except TooMuch:
        raise Refused(number_key.too_much(), 422) from None
    if not readings:
        raise Refused(_not_read(beside(typed)), 422)
    return readings if lone_separator(typed) == get_format("THOUSAND_SEPARATOR") else readings[::-1]


def _not_read(words: str) -> str:
    if words:
        return _("We cannot read “%s” beside the number. Please write the number alone.") % words
    return _("That is not a number that we can read. Write it like 12 or 3.5.")


def is_ticked(value: str, typed: str, unit: str) -> bool:
    """Tell whether the tick made an answer negative."""
    return value.startswith("-") and all(each.number > 0 for each in number_key.tried(typed, unit))
