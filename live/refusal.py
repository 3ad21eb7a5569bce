"""What a person is told when the program says no."""

from collections.abc import Callable, Iterable
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeVar

from django.conf import settings
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

Outcome = TypeVar("Outcome")


class Refused(Exception):
    """A request that is turned down: one friendly sentence for the person, and an HTTP status from 400 to 499."""

    def __init__(self, message: str, status: int = 409) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


class NotWritten(Refused):
    """Not the person's fault: the database took nothing, because the disk is full or something holds it (503)."""

    def __init__(self) -> None:
        words = _("This could not be written down just now. Try again in a moment; is the disk of this computer full?")
        super().__init__(words, 503)


def spoken() -> str:
    """The language in which whoever asks now is spoken to."""
    return get_language() or settings.LANGUAGE_CODE


def judged(judge: Callable[[Any], Outcome], whats: Iterable[Any]) -> "list[Outcome | Refused]":
    """What `judge` makes of each, or why it refused, said in the language that each names (`language`)."""
    outcomes: list[Outcome | Refused] = []
    for language, alike in groupby(whats, attrgetter("language")):  # of a class all: the switch costs what a row does
        with override(language):
            outcomes += [_judged(judge, each) for each in alike]
    return outcomes


def _judged(judge: Callable[[Any], Outcome], what: Any) -> "Outcome | Refused":
    try:
        return judge(what)
    except Refused as refused:
        return refused
